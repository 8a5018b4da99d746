"""The page on which a chief says how hard each check before release is."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from articles.checks.catalogue import CHECKS, levels
from articles.models import CheckLevel, Level
from cms.ledger import audit


@admin.register(CheckLevel)
class CheckLevelAdmin(admin.ModelAdmin):
    """One page for all of them. A check at its own level has no row."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: CheckLevel | None = None) -> bool:
        return False

    def change_view(self, request: HttpRequest, object_id: str, *_: object, **__: object) -> HttpResponse:
        raise Http404("There is one page for all checks.")

    def history_view(self, request: HttpRequest, object_id: str, extra_context: object = None) -> HttpResponse:
        raise Http404("There is one page for all checks.")

    def changelist_view(self, request: HttpRequest, extra_context: object = None) -> HttpResponse:
        if not self.has_view_or_change_permission(request):
            raise Http404("There is no such page.")
        may_change = self.has_change_permission(request)
        if request.method == "POST":
            if not may_change:
                raise Http404("There is no such page.")
            changed = _set(request)
            messages.success(request, f"Changed: {changed}." if changed else "Nothing has changed.")
            return HttpResponseRedirect(request.path)
        now = levels()
        context = self.admin_site.each_context(request) | {
            "title": "Checks before release",
            "rows": [(check, now[key]) for key, check in CHECKS.items()],
            "levels": Level.choices,
            "may_change": may_change,
        }
        return TemplateResponse(request, "admin/articles/checks/levels.html", context)


def _set(request: HttpRequest) -> int:
    """Take over what was chosen; return how many checks are another by it. What is no level leaves its check alone."""
    with transaction.atomic():
        now = levels()
        wanted = {key: request.POST.get(key, "") for key in CHECKS}
        changed = {
            key: [now[key], level] for key, level in wanted.items() if level in Level.values and level != now[key]
        }
        for key, (_, level) in changed.items():
            if level == CHECKS[key].level:
                CheckLevel.objects.filter(key=key).delete()
            else:
                CheckLevel.objects.update_or_create(key=key, defaults={"level": level})
        if changed:
            audit.record_named(request.user, "change checks", "checklevel", 0, "Checks before release", changed=changed)
    return len(changed)
