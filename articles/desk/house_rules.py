"""Rules of house style on the desk."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from articles import house_lists, house_style
from articles.models import HouseRule
from cms.ledger import audit
from cms.lib import wording


class RuleForm(forms.ModelForm):
    language = forms.ChoiceField(required=False, choices=[("", "Stories of every language"), *settings.LANGUAGES])

    def clean_pattern(self) -> str:
        return " ".join(self.cleaned_data["pattern"].split())

    def clean(self) -> dict[str, object]:
        data = super().clean()
        pattern, replacement = data.get("pattern", ""), data.get("replacement", "")
        if not pattern:
            return data
        try:
            wording.check(pattern, replacement)
        except wording.BadPattern as bad:
            self.add_error("pattern", str(bad))
            return data
        if not replacement and not data.get("advice"):
            self.add_error("advice", "Say what to write instead, or what to think of.")
        twins = HouseRule.objects.filter(key=wording.key_of(pattern), language=data.get("language", ""))
        if twin := twins.exclude(pk=self.instance.pk).first():
            self.add_error("pattern", f"There is a rule for “{twin.pattern}” in this language already.")
        return data


@admin.register(HouseRule)
class HouseRuleAdmin(admin.ModelAdmin):
    form = RuleForm
    list_display = ["pattern", "replacement", "advice", "language", "is_active", "changed_by", "changed_at"]
    list_filter = ["is_active", "language"]
    search_fields = ["pattern", "replacement", "advice"]
    fieldsets = [
        (None, {"fields": ["pattern", "replacement", "advice", "is_active"]}),
        ("Where it holds", {"fields": ["language", "is_exact", "note"]}),
    ]
    list_per_page = 100
    change_list_template = "admin/articles/houserule/change_list.html"

    def save_model(self, request: HttpRequest, obj: HouseRule, form: forms.ModelForm, change: bool) -> None:
        with transaction.atomic():
            house_style.save_rule(request.user, obj)

    def delete_model(self, request: HttpRequest, obj: HouseRule) -> None:
        with transaction.atomic():
            audit.record(request.user, "delete house rule", obj, replacement=obj.replacement)
            obj.delete()

    def delete_queryset(self, request: HttpRequest, queryset: object) -> None:
        for rule in queryset:
            self.delete_model(request, rule)

    def get_urls(self) -> list[URLPattern]:
        return [
            path("list/", self.admin_site.admin_view(self.list_view), name="articles_houserule_list"),
            path("rules.csv", self.admin_site.admin_view(self.csv_view), name="articles_houserule_csv"),
            *super().get_urls(),
        ]

    def list_view(self, request: HttpRequest) -> HttpResponse:
        """Take a pasted list, or a file, over as a whole or not at all."""
        if not (self.has_add_permission(request) and self.has_change_permission(request)):
            raise Http404("There is no such page.")
        given, taken = request.POST.get("list", ""), None
        if request.method == "POST":
            if file := request.FILES.get("file"):
                given = file.read(house_lists.MOST_LETTERS * 4).decode("utf-8", "replace")
            taken = house_lists.take(request.user, given)
            if not taken.faults:
                told = f"{taken.made} rules made, {taken.changed} changed, {taken.same} as they were."
                messages.success(request, told)
                return HttpResponseRedirect(reverse("admin:articles_houserule_changelist"))
        context = self.admin_site.each_context(request) | {
            "title": "A list of rules", "given": given, "taken": taken, "columns": house_lists.COLUMNS,
        }  # fmt: skip
        status = 422 if taken else 200
        return TemplateResponse(request, "admin/articles/houserule/list.html", context, status=status)

    def csv_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise Http404("There is no such page.")
        answer = HttpResponse(house_lists.given_out(), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="house-style.csv"'
        return answer
