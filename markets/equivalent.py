"""For the writing room: what an amount was worth on a day, and a card of a day's rate, as words to be frozen in a text.

The words say whose rate it is and of which day, so that they stay true however the rate moves.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_GET

from markets import converter, days, figures, prices, sources
from markets.models import Currency
from markets.newest import ANCHOR
from markets.prices import Price
from markets.standing import Standing
from markets.table import both_ways

# What people write behind a number, in the paper's languages.
SCALES = {
    "thousand": 3, "k": 3, "тыс": 3, "тысяч": 3, "million": 6, "mln": 6, "m": 6, "млн": 6, "миллион": 6,
    "миллионов": 6, "миллиона": 6, "billion": 9, "bn": 9, "млрд": 9, "миллиард": 9, "миллиардов": 9,
    "миллиарда": 9, "trillion": 12, "трлн": 12,
}  # fmt: skip
SCALE_WORDS = ((12, "trillion"), (9, "billion"), (6, "million"))
_TYPED = re.compile(r"([0-9][0-9 .,'\u00a0\u202f]*)\s*([^\W\d_]*)\.?")
_CODE = re.compile(r"[A-Z]{3}")


class NoAnswer(ValueError):
    """Why there is no equivalent, in words for the writer."""


@dataclass(frozen=True, slots=True)
class Rated:
    """One currency's price on a day; the dollar's own is None."""

    currency: str
    price: Price | None

    @property
    def per_dollar(self) -> Decimal:
        """Unrounded."""
        if self.price is None:
            return Decimal(1)
        return self.price.rate.per_one if self.price.base.code == ANCHOR else self.price.rate.turned


@require_GET
def equivalent(request: HttpRequest) -> JsonResponse:
    """?amount=5 million&from=KZT&to=USD&day=2026-11-20 gives {words, note, address}, or {problem}."""
    asked = request.GET
    try:
        at = _moment(asked.get("day", ""))
        given, wanted = (_rated(asked.get(side, ""), at) for side in ("from", "to"))
        if given.currency == wanted.currency:
            raise NoAnswer("Name two currencies.")
        amount, scale = _amount(asked.get("amount", ""))
        worth = figures.exchanged(amount.scaleb(scale), wanted.per_dollar, given.per_dollar)
        words = f"{_in_words(worth, is_scaled=scale >= 6)} {wanted.currency}"
        rated = [one for one in (given, wanted) if one.price]
        notes = list(dict.fromkeys(_source_words(one.price) for one in rated))
        address = reverse("markets:currency", args=[rated[0].currency.lower()])
        return JsonResponse({"words": words, "note": "; ".join(notes), "address": address})
    except NoAnswer as problem:
        return JsonResponse({"problem": str(problem)})


@require_GET
def card(request: HttpRequest) -> JsonResponse:
    """?currency=KZT&day=2026-11-20 gives {title, words, note, address} of a card, or {problem}."""
    asked = request.GET
    try:
        rated = _rated(asked.get("currency", ""), _moment(asked.get("day", "")))
        if rated.price is None:
            raise NoAnswer("Name the currency whose price in dollars the card shall show.")
        price = rated.price
        there, back = both_ways(price)
        lines = [
            f"{figure.unit_text} {one.code} = {figure.value_text} {other.code}"
            for figure, one, other in (
                (there, price.counted_in, price.currency),
                (back, price.currency, price.counted_in),
            )
            if figure
        ]
        change = price.change(is_turned=price.base == price.counted_in)
        moved = (
            f" {price.currency.code} {change.text} against the rate before."
            if change and change.text[0] in "+−"
            else ""
        )
        pegged = " The rate is pegged." if price.derived == prices.Derived.PEG else ""
        address = reverse("markets:currency", args=[price.currency.code.lower()])
        title, *words = lines
        note = f"{_sentence(_source_words(price))}.{moved}{pegged}"
        return JsonResponse({"title": title, "words": words, "note": note, "address": address})
    except NoAnswer as problem:
        return JsonResponse({"problem": str(problem)})


def _moment(text: str) -> datetime:
    try:
        return days.end_of(text or timezone.localdate().isoformat())
    except ValueError:
        raise NoAnswer("Name a day.") from None


def _rated(code: str, at: datetime) -> Rated:
    code = code.strip().upper()
    if code == ANCHOR:
        return Rated(code, None)
    if not _CODE.fullmatch(code) or not Currency.objects.filter(pk=code).exists():
        raise NoAnswer(f"{code or 'Nothing'} is no currency that we know. Type its code, such as KZT.")
    price = next(iter(prices.of_one(code, at)), None)
    if price is None or price.standing in {Standing.UNDATED, Standing.EXPIRED}:
        raise NoAnswer(f"No rate of {code} is known for {date_format(timezone.localtime(at), 'j F Y')}.")
    return Rated(code, price)


def _amount(text: str) -> tuple[Decimal, int]:
    """A number and the power of ten of the word behind it: "1.5 million" is 1.5 and 6."""
    found = _TYPED.fullmatch(text.strip())
    amount = converter.amount_of(found[1]) if found else None
    word = found[2].lower() if found else ""
    if amount is None or (word and word not in SCALES):
        raise NoAnswer("Type an amount, such as 1,500 or 2.5 million.")
    return amount, SCALES.get(word, 0)


def _in_words(worth: Decimal, *, is_scaled: bool) -> str:
    """As a newspaper writes a sum: 10,443; 1.04 million; cents below a hundred."""
    for power, word in SCALE_WORDS:
        if is_scaled and worth.adjusted() >= power:
            return f"{figures.written(figures.plain(worth.scaleb(-power), 2))} {word}"
    if worth >= 100:
        return figures.written(figures.plain(worth, 0))
    return figures.written(figures.money(worth, Decimal(1)))


def _source_words(price: Price) -> str:
    if price.derived == prices.Derived.PEG:
        return "official peg"
    crossed = ", crossed" if price.derived == prices.Derived.CROSS else ""
    return f"{sources.label(price.source)}{crossed}, {date_format(price.effective_on, 'j F Y')}"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
