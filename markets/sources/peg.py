"""The manat's official peg: 3.5 to the dollar since 1 January 2015. A fact, not a publication: nobody is asked."""

from datetime import date
from decimal import Decimal

from markets.calendars import Calendar
from markets.printed import PrintedQuote
from markets.sources.source import Request, Source

# Exact, and so written with as many digits as the other banks print.
RATE = PrintedQuote("USD", "TMT", Decimal("3.5"), 4, effective_on=date(2015, 1, 1))


def _nothing_to_ask(base: str, *days: date) -> list[Request]:
    return []


SOURCE = Source(
    key="peg",
    name="Official peg since 1 January 2015",
    site="https://cbt.tm/kurs/kurs_today_en.html",
    base="",
    home="TMT",
    calendar=Calendar("Asia/Ashgabat", weekdays=frozenset()),
    latest=_nothing_to_ask,
    days=_nothing_to_ask,
)
