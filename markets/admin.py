"""The markets on the desk: currencies, rates, their sources, what waits for a verdict."""

from django import forms
from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest

from cms.ledger import audit
from markets.by_hand import CurrencyForm
from markets.models import Currency
from markets.rates_admin import QuoteAdmin
from markets.sources_admin import FetchAdmin, HeldQuoteAdmin, SourceStateAdmin

__all__ = ["CurrencyAdmin", "FetchAdmin", "HeldQuoteAdmin", "QuoteAdmin", "SourceStateAdmin"]


@admin.register(Currency)
class CurrencyAdmin(admin.ModelAdmin):
    form = CurrencyForm
    list_display = ["code", "name", "position", "in_strip"]
    list_filter = ["in_strip"]
    search_fields = ["code", "name"]
    fields = ["code", "name", "position", "in_strip"]

    def get_readonly_fields(self, request: HttpRequest, obj: Currency | None = None) -> list[str]:
        # The code is the key: another code would make another currency beside this one.
        return ["code"] if obj else []

    def save_model(self, request: HttpRequest, obj: Currency, form: forms.ModelForm, change: bool) -> None:
        with transaction.atomic():
            obj.save(force_insert=not change)
            what = {"code": obj.code, "changed": form.changed_data}
            audit.record_named(request.user, "save currency", "currency", 0, f"{obj.code}, {obj.name}", **what)

    def has_delete_permission(self, request: HttpRequest, obj: Currency | None = None) -> bool:
        # Rates stand on it, and a currency that is no more still has its history.
        return False
