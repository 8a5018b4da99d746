"""What the table of all rates says."""

from dataclasses import dataclass
from datetime import date, datetime

from markets import figures, newest, quoted
from markets.figures import Change, Figure
from markets.models import Currency


@dataclass(frozen=True, slots=True)
class TableRow:
    """`printed` is in the direction base to quote; `turned` is computed, None where too few digits were printed."""

    base: Currency
    quote: Currency
    printed: Figure
    turned: Figure | None
    change: Change | None  # of the printed direction
    effective_on: date | None
    source: str


def rows(at: datetime) -> list[TableRow]:
    """One row for each pair of currencies, as known at `at`, in one query."""
    return [
        TableRow(
            quote.base,
            quote.quote,
            figures.as_printed(rate),
            figures.inverse(rate),
            quoted.change_of(quote),
            quote.effective_on,
            quote.source,
        )
        for quote in newest.of_every_pair(at)
        for rate in [quoted.rate_of(quote)]
    ]
