"""Sixty days of exchange rates: plausible, and called what they are. Each walks at random from a rate of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from markets import quotes
from markets.quotes import PrintedQuote

SOURCE = "Demonstration (not official)"
DAYS = 60
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Walk:
    """So many units of `quote` for one of `base`, today about `at`; a usual day moves it by `step` per cent.

    Nothing is printed on its `holidays`, as (month, day).
    """

    base: str
    quote: str
    at: str
    step: float
    holidays: frozenset[tuple[int, int]] = frozenset()


_NEW_YEAR = {(1, 1), (1, 2)}
_SPRING = {(3, 8), (3, 21), (3, 22), (3, 23)}
_KYRGYZ = frozenset(_NEW_YEAR | _SPRING | {(5, 1), (5, 5), (5, 9), (8, 31), (11, 7), (11, 8), (11, 9)})
_KAZAKH = frozenset(_NEW_YEAR | _SPRING | {(5, 1), (5, 7), (5, 9), (7, 6), (8, 30), (10, 25), (10, 26), (12, 16)})
_TAJIK = frozenset(_NEW_YEAR | _SPRING | {(5, 9), (6, 27), (9, 9), (11, 6)})
_UZBEK = frozenset(_NEW_YEAR | _SPRING | {(5, 9), (9, 1), (10, 1), (12, 8)})
_TURKMEN = frozenset(_NEW_YEAR | _SPRING | {(5, 18), (9, 27), (10, 6), (12, 12)})

WALKS = (
    Walk("USD", "KGS", "87.4500", 0.02, _KYRGYZ),
    Walk("USD", "KZT", "518.36", 0.45, _KAZAKH),
    Walk("USD", "TJS", "9.2558", 0.15, _TAJIK),
    Walk("USD", "UZS", "12043.18", 0.2, _UZBEK),
    # Fixed since 2015.
    Walk("USD", "TMT", "3.5000", 0.0, _TURKMEN),
    Walk("EUR", "USD", "1.1584", 0.3),
    Walk("USD", "RUB", "80.7152", 0.6),
    Walk("USD", "CNY", "7.1094", 0.08),
    Walk("USD", "AFN", "66.2500", 0.25),
    Walk("USD", "MNT", "3566.20", 0.06),
    # Held steady by its central bank since 2017.
    Walk("USD", "AZN", "1.7000", 0.0),
    Walk("USD", "AMD", "381.84", 0.1),
    Walk("USD", "GEL", "2.7033", 0.12),
)


def store() -> None:
    """Write them down day by day, as they would have come in: the desk lists what came last first."""
    walked = [quote for walk in WALKS for quote in printed(walk, timezone.localdate())]
    quotes.store(SOURCE, sorted(walked, key=lambda quote: quote.effective_on))


def printed(walk: Walk, today: date) -> Iterator[PrintedQuote]:
    """Yield what a bank would have printed: no rate on a weekend or a holiday. The same day gives the same rates."""
    random = Random(walk.base + walk.quote)
    value = float(walk.at)
    places = len(walk.at.partition(".")[2])
    for days in range(DAYS):
        day = today - timedelta(days=days)
        if day.weekday() >= SATURDAY or (day.month, day.day) in walk.holidays:
            continue
        rounded = Decimal(f"{value:.{places}f}")
        yield PrintedQuote(walk.base, walk.quote, rounded, digits=places, effective_on=day)
        value *= 1 - random.gauss(0, walk.step) / 100
