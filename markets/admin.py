"""Currencies and quotes on the desk. Quotes are what was printed, so the desk reads them and never edits them."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from markets import figures, quoted
from markets.models import Currency, Quote


@admin.register(Currency)
class CurrencyAdmin(admin.ModelAdmin):
    list_display = ["code", "name", "position", "in_strip"]
    list_filter = ["in_strip"]
    search_fields = ["code", "name"]

    def get_readonly_fields(self, request: HttpRequest, obj: Currency | None = None) -> list[str]:
        # The code is the key: another code would make another currency beside this one.
        return ["code"] if obj else []


@admin.register(Quote)
class QuoteAdmin(admin.ModelAdmin):
    list_display = ["pair", "printed", "change_text", "effective_on", "source"]
    search_fields = ["=base__code", "=quote__code", "base__name", "quote__name", "source"]
    ordering = ["-pk"]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("base", "quote")

    @admin.display(ordering="base")
    def pair(self, quote: Quote) -> str:
        return f"{quote.base.name}, {quote.quote.name}"

    @admin.display(description="as printed")
    def printed(self, quote: Quote) -> str:
        rate = quoted.rate_of(quote)
        return f"{quote.nominal:,} {quote.base_id} = {figures.written(rate.value)} {quote.quote_id}"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Quote | None = None) -> bool:
        return False
