"""The days of a series: what one source printed for one pair, day by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from markets import figures
from markets.figures import Rate
from markets.models import Quote


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


def series_of(quote: Quote) -> Series:
    return Series(quote.source, quote.base_id, quote.quote_id)


def points(wanted: Iterable[Series], first: date, last: date) -> dict[Series, list[Point]]:
    """The printed rates of each series from `first` to `last`, oldest first. One query, which reads those days only."""
    any_of = Q()
    for series in wanted:
        any_of |= Q(source=series.source, base=series.base, quote=series.quote)
    found: dict[Series, list[Point]] = defaultdict(list)
    if any_of:
        rows = Quote.objects.filter(any_of, effective_on__range=(first, last)).order_by("effective_on")
        columns = ("source", "base_id", "quote_id", "effective_on", "value", "digits", "nominal")
        for source, base, quote, day, value, digits, nominal in rows.values_list(*columns):
            found[Series(source, base, quote)].append(Point(day, figures.printed_rate(value, digits, nominal)))
    return found
