"""The audit trail on the desk. Addresses, which name things of every app, have their page in `cms/addresses`."""

import json
from datetime import timedelta

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import capfirst

from cms.ledger.models import AuditEntry
from cms.lib.readonly import ReadOnlyAdmin


class When(admin.SimpleListFilter):
    title = "when"
    parameter_name = "when"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("1", "today and yesterday"), ("7", "the last seven days"), ("31", "the last month")]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        if self.value() not in {"1", "7", "31"}:
            return queryset
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        return queryset.filter(at__gte=midnight - timedelta(days=int(self.value())))


class OnWhat(admin.SimpleListFilter):
    """By the kinds that there are; a list of them is cheaper than looking through the whole trail for each."""

    title = "what"
    parameter_name = "what"
    KINDS = (
        "article",
        "picture",
        "person",
        "persongroup",
        "tag",
        "quote",
        "currency",
        "address",
        "user",
        "siteidentity",
    )

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [(kind, kind) for kind in self.KINDS]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        return queryset.filter(target_kind=self.value()) if self.value() in self.KINDS else queryset


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ["moment", "who", "deed", "what", "which", "more"]
    list_display_links = ["moment"]
    list_filter = [When, OnWhat]
    search_fields = ["target_name", "actor_name", "action"]
    search_help_text = "A name, a title, or what was done: “release”, “merge tags”."
    ordering = ["-at", "-pk"]
    fields = ["moment", "actor_name", "deed", "target_kind", "target_id", "target_name", "all_details"]

    @admin.display(description="who", ordering="actor_name")
    def who(self, entry: AuditEntry) -> str:
        return entry.actor_name

    @admin.display(description="what", ordering="target_kind")
    def what(self, entry: AuditEntry) -> str:
        return entry.target_kind

    @admin.display(description="which", ordering="target_name")
    def which(self, entry: AuditEntry) -> str:
        return entry.target_name

    @admin.display(description="when", ordering="at")
    def moment(self, entry: AuditEntry) -> str:
        return date_format(timezone.localtime(entry.at), "j M Y, H:i:s")

    @admin.display(description="did", ordering="action")
    def deed(self, entry: AuditEntry) -> str:
        return capfirst(entry.action)

    @admin.display(description="more")
    def more(self, entry: AuditEntry) -> str:
        words = ", ".join(
            f"{name}: {_said(value)}" for name, value in sorted(entry.details.items()) if value not in ("", [], {})
        )
        return words[:160] or "-"

    @admin.display(description="details")
    def all_details(self, entry: AuditEntry) -> str:
        return format_html("<pre>{}</pre>", json.dumps(entry.details, ensure_ascii=False, indent=2))


def _said(value: object) -> str:
    if isinstance(value, list):
        return " ".join(str(part) for part in value)
    return ", ".join(value) if isinstance(value, dict) else str(value)
