"""The days of a series: what one source printed for one pair, day by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Q

from markets import figures
from markets.figures import Rate
from markets.models import Quote

if TYPE_CHECKING:
    from markets.prices import Price


@dataclass(frozen=True, slots=True)
class Series:
    """What `source` printed for `base` in `quote`."""

    source: str
    base: str
    quote: str


@dataclass(frozen=True, slots=True)
class Point:
    on: date
    rate: Rate


def points(wanted: Iterable[Series], first: date, last: date) -> dict[Series, list[Point]]:
    """The printed rates of each series from `first` to `last`, oldest first. One query, which reads those days only."""
    return _read(wanted, Q(effective_on__range=(first, last)))


def points_on(wanted: Iterable[Series], days: Iterable[date]) -> dict[Series, list[Point]]:
    """The same of single days, for a course too long to read every day of it."""
    return _read(wanted, Q(effective_on__in=list(days)))


def _read(wanted: Iterable[Series], when: Q) -> dict[Series, list[Point]]:
    any_of = Q()
    for series in wanted:
        # The days in each part: beside them, every day of a pair would be read and most thrown away.
        any_of |= Q(source=series.source, base=series.base, quote=series.quote) & when
    found: dict[Series, list[Point]] = defaultdict(list)
    if any_of:
        rows = Quote.objects.filter(any_of).order_by("effective_on")
        columns = ("source", "base_id", "quote_id", "effective_on", "value", "digits", "nominal")
        for source, base, quote, day, value, digits, nominal in rows.values_list(*columns):
            found[Series(source, base, quote)].append(Point(day, figures.printed_rate(value, digits, nominal)))
    return found


def course(
    price: Price, days: dict[Series, list[Point]], *, is_turned: bool, first: date, last: date
) -> list[tuple[date, Decimal]]:
    """The unrounded price of one unit, day by day, in the direction of `price` or turned round.

    A cross has a price on the days on which both of its legs were printed. A peg holds, whether printed or not.
    """
    if price.derived == "peg":
        value = price.rate.turned if is_turned else price.rate.per_one
        weeks = (first + timedelta(weeks=n) for n in range((last - first).days // 7 + 1))
        return [(day, value) for day in weeks] + [(last, value)] * ((last - first).days % 7 > 0)
    above = days.get(price.legs[0], [])
    if len(price.legs) == 1:
        return [(point.on, point.rate.turned if is_turned else point.rate.per_one) for point in above]
    below = {point.on: point.rate for point in days.get(price.legs[1], [])}
    pairs = [(point.on, point.rate, below[point.on]) for point in above if point.on in below]
    return [(on, figures.quotient(*((b, a) if is_turned else (a, b)))) for on, a, b in pairs]
