"""The sources of rates on the desk: how each is doing, what it answered, and what waits for a person's word."""

import zlib

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from cms.lib.readonly import ReadOnlyAdmin
from markets import figures, health, held, sources
from markets.models import Fetch, HeldQuote, SourceState
from markets.ticker import strip

LONGEST_SHOWN = 20_000


@admin.register(SourceState)
class SourceStateAdmin(ReadOnlyAdmin):
    """One page for all sources, with the strip as readers see it."""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        if not self.has_view_permission(request):
            return super().changelist_view(request, extra_context)  # says no
        at = timezone.now()
        context = self.admin_site.each_context(request) | {
            "title": "Sources of rates",
            "opts": self.opts,
            "lines": health.lines(at),
            "strip": strip(at),
            "can_decide": request.user.has_perm("markets.change_heldquote"),
        }
        return TemplateResponse(request, "admin/markets/sources.html", context)

    def change_view(self, request: HttpRequest, object_id: str, *args: object, **kwargs: object) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:markets_sourcestate_changelist"))


@admin.register(HeldQuote)
class HeldQuoteAdmin(ReadOnlyAdmin):
    """Rates that jumped. An editor releases or refuses each, with a note; nothing else of them can be changed."""

    list_display = ["rate", "effective_on", "source_name", "why", "verdict", "decided"]
    list_filter = ["verdict", "source"]
    ordering = ["-held_at", "-pk"]
    fields = ["rate", "effective_on", "source_name", "why", "held_at", "verdict", "decided", "note", "payload_sha256"]
    readonly_fields = fields
    change_form_template = "admin/markets/held_form.html"

    class Media:
        css = {"all": ["css/sources.css"]}

    def get_urls(self) -> list[URLPattern]:
        decide = self.admin_site.admin_view(require_POST(self.decide))
        return [path("<int:pk>/decide/", decide, name="markets_heldquote_decide"), *super().get_urls()]

    def decide(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.may_decide(request):
            return HttpResponse(status=403)
        waiting = get_object_or_404(HeldQuote, pk=pk)
        verdict = {"release": held.release, "refuse": held.refuse}.get(request.POST.get("verdict", ""))
        if verdict is None:
            return HttpResponse(status=400)
        try:
            verdict(pk, request.user, request.POST.get("note", "").strip())
        except held.Decided as error:
            self.message_user(request, str(error), messages.WARNING)
        else:
            done = "is released: readers see it now" if verdict is held.release else "is refused and stays away"
            self.message_user(request, f"{waiting} {done}.")
        return HttpResponseRedirect(reverse("admin:markets_heldquote_changelist") + "?verdict__exact=waiting")

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        return super().change_view(request, object_id, form_url, {"may_decide": self.may_decide(request)})

    @staticmethod
    def may_decide(request: HttpRequest) -> bool:
        return request.user.has_perm("markets.change_heldquote")

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return request.user.has_perm("markets.view_heldquote") or self.may_decide(request)

    @admin.display(description="rate")
    def rate(self, one: HeldQuote) -> str:
        value = figures.printed_rate(one.value, one.digits).value
        return f"{one.nominal:,} {one.base} = {figures.written(value)} {one.quote}"

    @admin.display(description="source", ordering="source")
    def source_name(self, one: HeldQuote) -> str:
        return sources.label(one.source)

    @admin.display(description="decided")
    def decided(self, one: HeldQuote) -> str:
        return f"{one.decided_by}, {timezone.localtime(one.decided_at):%Y-%m-%d %H:%M}" if one.decided_at else "-"


@admin.register(Fetch)
class FetchAdmin(ReadOnlyAdmin):
    """The last ninety answers of each source, byte by byte."""

    list_display = ["at", "source_name", "status", "problem", "created", "updated", "held", "rejected"]
    list_filter = ["source", "status"]
    ordering = ["-at", "-pk"]
    fields = ["at", "source_name", "url", "status", "problem", "rejected_rows", "sha256", "answer"]
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).defer("payload")

    @admin.display(description="source", ordering="source")
    def source_name(self, fetch: Fetch) -> str:
        return sources.label(fetch.source)

    @admin.display(description="rows refused")
    def rejected(self, fetch: Fetch) -> int:
        return len(fetch.refused)

    @admin.display(description="rows refused")
    def rejected_rows(self, fetch: Fetch) -> str:
        return "; ".join(f"{what}: {why}" for what, why in fetch.refused) or "-"

    @admin.display(description="answer")
    def answer(self, fetch: Fetch) -> str:
        """Shown, not believed."""
        text = zlib.decompress(bytes(fetch.payload)).decode("utf-8", "replace") if fetch.payload else ""
        return format_html("<pre>{}</pre>", text[:LONGEST_SHOWN]) if text else "-"
