"""Rates that an editor types, where a source failed or printed nonsense.

The printed rate stays. One by hand is a row beside it, and goes before every printed one of its day.
"""

import re
from decimal import Decimal

from django import forms
from django.utils import timezone

from markets.models import Quote

SOURCE = "Newsroom"
# Thousands are not parted, so that a comma can only be the decimal one.
_RATE = re.compile(r"[0-9]{1,12}(?:[.,][0-9]{1,8})?")
_MOVED = re.compile(r"([+\-−]?)([0-9]{1,5}(?:[.,][0-9]{1,4})?) ?%?")


def is_by_hand(quote: Quote) -> bool:
    return quote.origin_order == Quote.BY_HAND


class CurrencyForm(forms.ModelForm):
    def clean_code(self) -> str:
        return self.cleaned_data["code"].strip().upper()


class QuoteForm(forms.ModelForm):
    rate = forms.CharField(max_length=22, help_text="As it should be read, with as many decimals: 540.12")
    moved_by = forms.CharField(
        label="Change, %", max_length=12, required=False, help_text="If the source gives one: -0.5"
    )
    nominal = forms.TypedChoiceField(coerce=int, choices=[(n, f"{n:,}") for n in (1, 10, 100, 1000, 10000)], initial=1)

    class Meta:
        model = Quote
        fields = ["base", "quote", "nominal", "effective_on", "until", "source", "reason"]
        labels = {"base": "So many units of", "quote": "cost in", "effective_on": "Day", "until": "In force until"}
        help_texts = {
            "until": "Up to this day it goes before whatever is printed. Empty: until a rate of a later day comes.",
            "reason": "Why the newsroom says so, for whoever asks later.",
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if "effective_on" not in self.fields:
            return  # shown only
        self.fields["effective_on"].required = self.fields["reason"].required = True
        if self.instance.pk:
            self.initial["rate"] = f"{self.instance.value:.{self.instance.digits}f}"
            self.initial["moved_by"] = self.instance.change_text
        else:
            self.initial.setdefault("effective_on", timezone.localdate())
            self.initial.setdefault("source", SOURCE)

    def clean_rate(self) -> str:
        typed = self.cleaned_data["rate"].strip()
        if not _RATE.fullmatch(typed) or not Decimal(typed.replace(",", ".")):
            raise forms.ValidationError(
                "A rate is a number above nothing, such as 540.12, with eight decimals at most."
            )
        return typed.replace(",", ".")

    def clean_moved_by(self) -> str:
        typed = self.cleaned_data["moved_by"].strip()
        if typed and not _MOVED.fullmatch(typed):
            raise forms.ValidationError("A change is a number of per cent, such as -0.5")
        return typed

    def clean(self) -> dict[str, object] | None:
        given = super().clean()
        base, quote, day = given.get("base"), given.get("quote"), given.get("effective_on")
        if base and base == quote:
            self.add_error("quote", "A currency costs one of itself.")
        until = given.get("until")
        if until and day and until < day:
            self.add_error("until", "It cannot end before it begins.")
        twins = Quote.objects.filter(base=base, quote=quote, effective_on=day, source=given.get("source"))
        if base and quote and day and twins.exclude(pk=self.instance.pk).exists():
            self.add_error(
                "source", "This source has a rate of that pair and day already. Name another, such as Newsroom."
            )
        return given

    def _post_clean(self) -> None:
        if rate := self.cleaned_data.get("rate"):
            self.instance.value = Decimal(rate)
            self.instance.digits = len(rate.partition(".")[2])
        moved = self.cleaned_data.get("moved_by", "")
        sign, number = _MOVED.fullmatch(moved).groups() if moved else ("", "")
        self.instance.change_text = moved
        self.instance.change = Decimal(number.replace(",", ".")) * (-1 if sign in {"-", "−"} else 1) if number else None
        self.instance.origin_order = Quote.BY_HAND
        super()._post_clean()
