"""Rates on the desk. What was printed stays as it was printed; a rate by hand goes before it."""

from datetime import timedelta

from django.contrib import admin
from django.db import models, transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode

from cms.ledger import audit
from markets import figures, sources
from markets.by_hand import QuoteForm, is_by_hand
from markets.models import Quote


class Pair(admin.SimpleListFilter):
    title = "pair"
    parameter_name = "pair"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        pairs = Quote.objects.order_by("base", "quote").values_list("base", "quote").distinct()[:60]
        return [(f"{base}-{quote}", f"{base}, {quote}") for base, quote in pairs]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        base, dash, quote = (self.value() or "").partition("-")
        return queryset.filter(base=base, quote=quote) if dash else queryset


class Day(admin.SimpleListFilter):
    title = "day"
    parameter_name = "day"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("0", "today"), ("7", "the last seven days"), ("31", "the last month"), ("none", "undated")]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        if self.value() == "none":
            return queryset.filter(effective_on=None)
        if self.value() in {"0", "7", "31"}:
            return queryset.filter(effective_on__gte=timezone.localdate() - timedelta(days=int(self.value())))
        return queryset


class Origin(admin.SimpleListFilter):
    title = "origin"
    parameter_name = "origin"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("hand", "by hand"), ("printed", "as printed")]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        if self.value() == "hand":
            return queryset.filter(origin_order=Quote.BY_HAND)
        return queryset.exclude(origin_order=Quote.BY_HAND) if self.value() == "printed" else queryset


@admin.register(Quote)
class QuoteAdmin(admin.ModelAdmin):
    form = QuoteForm
    list_display = ["pair", "printed", "moved", "effective_on", "source_name", "origin"]
    list_filter = [Pair, Day, Origin]
    search_fields = ["=base__code", "=quote__code", "base__name", "quote__name", "source"]
    ordering = ["-pk"]
    list_per_page = 50
    show_full_result_count = False
    actions = None
    change_form_template = "admin/markets/quote_form.html"
    fields = ["base", "quote", "nominal", "rate", "moved_by", "effective_on", "until", "source", "reason"]
    PRINTED = (
        "pair",
        "printed",
        "change_text",
        "effective_on",
        "source_name",
        "origin",
        "printed_before",
        "payload_sha256",
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("base", "quote")

    def get_fields(self, request: HttpRequest, obj: Quote | None = None) -> list[str]:
        return self.fields if obj is None or self.has_change_permission(request, obj) else list(self.PRINTED)

    def get_readonly_fields(self, request: HttpRequest, obj: Quote | None = None) -> list[str]:
        return [] if obj is None or self.has_change_permission(request, obj) else list(self.PRINTED)

    def has_change_permission(self, request: HttpRequest, obj: Quote | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or is_by_hand(obj))

    def has_delete_permission(self, request: HttpRequest, obj: Quote | None = None) -> bool:
        """A rate by hand can be taken back by whoever may write one; then the printed one counts again."""
        return obj is not None and self.has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Quote, form: QuoteForm, change: bool) -> None:
        with transaction.atomic():
            before = str(Quote.objects.get(pk=obj.pk)) if change else ""
            obj.save()
            action = "change rate by hand" if change else "set rate by hand"
            until = obj.until and obj.until.isoformat()
            audit.record(request.user, action, obj, before=before, reason=obj.reason, until=until)

    def delete_model(self, request: HttpRequest, obj: Quote) -> None:
        with transaction.atomic():
            audit.record(request.user, "take back rate by hand", obj, day=str(obj.effective_on))
            obj.delete()

    @admin.display(ordering="base")
    def pair(self, quote: Quote) -> str:
        return f"{quote.base.name} in {quote.quote_id}"

    @admin.display(description="change")
    def moved(self, quote: Quote) -> str:
        return quote.change_text or "-"

    @admin.display(description="rate")
    def printed(self, quote: Quote) -> str:
        rate = figures.printed_rate(quote.value, quote.digits, quote.nominal)
        return f"{quote.nominal:,} {quote.base_id} = {figures.written(rate.value)} {quote.quote_id}"

    @admin.display(ordering="source", description="source")
    def source_name(self, quote: Quote) -> str:
        return sources.label(quote.source)

    @admin.display(description="printed before")
    def printed_before(self, quote: Quote) -> str:
        """What the source said before it corrected itself."""
        lines = [
            (figures.written(figures.printed_rate(old.value, old.digits).value), old.nominal, old.replaced_at)
            for old in quote.revisions.all()
        ]
        told = format_html_join("", "<li>{} for {}, until {:%Y-%m-%d %H:%M}</li>", lines)
        return format_html("<ul>{}</ul>", told) if lines else "-"

    @admin.display(description="origin")
    def origin(self, quote: Quote) -> str:
        if is_by_hand(quote):
            return "by hand"
        known = {"base": quote.base_id, "quote": quote.quote_id, "nominal": quote.nominal}
        there = reverse("admin:markets_quote_add") + "?" + urlencode(known)
        return format_html('printed, <a href="{}" aria-label="Override {} by hand">override</a>', there, quote)
