"""The International Monetary Fund's representative rates of a month, as tab-separated text; of ours the tenge alone."""

import re
from datetime import date, datetime, timedelta

from markets.calendars import Calendar
from markets.sources import reading
from markets.sources.reading import Row
from markets.sources.source import Request, Source, Table, Trust, Unreadable

NAMES = {
    "kazakhstani tenge": "KZT", "euro": "EUR", "chinese yuan": "CNY", "japanese yen": "JPY", "u.k. pound": "GBP",
    "russian ruble": "RUB", "mongolian tugrik": "MNT",
}  # fmt: skip
# Behind a name: the rate is dollars for one unit, not units for a dollar.
_PER_UNIT = re.compile(r"\s*\(1\)$")


def parse(body: bytes) -> Table:
    """Lines of a currency with a column for each day; "NA" and empty where there is none."""
    days: list[date] = []
    rows: list[Row] = []
    for line in reading.decoded(body).splitlines():
        name, *cells = (cell.strip() for cell in line.split("\t"))
        if name == "Currency":
            days = [_day(cell) for cell in cells if cell]
        elif days and (code := NAMES.get(_PER_UNIT.sub("", name).lower())):
            base, quote = (code, "USD") if _PER_UNIT.search(name) else ("USD", code)
            pairs = zip(days, cells, strict=False)
            # Its thousands are parted by commas; its decimals by a point.
            rows += [Row(base, quote, "1", cell.replace(",", ""), on) for on, cell in pairs if cell not in {"", "NA"}]
    if not days:
        raise Unreadable("no line of days")
    return reading.table(rows)


def _day(text: str) -> date:
    """ "November 25, 2026", whatever language this machine speaks."""
    months = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
              "November", "December")  # fmt: skip
    month, _, rest = text.partition(" ")
    if month not in months:
        raise Unreadable(f"{text[:30]!r} is no day")
    try:
        return datetime.strptime(f"{months.index(month) + 1} {rest}", "%m %d, %Y").date()
    except ValueError:
        raise Unreadable(f"{text[:30]!r} is no day") from None


def latest(base: str, today: date) -> list[Request]:
    return [_month(base, today)]


def days(base: str, first: date, last: date) -> list[Request]:
    requests = []
    while first <= last:
        month_end = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        requests.append(_month(base, min(month_end, last)))
        first = month_end + timedelta(days=1)
    return requests


def _month(base: str, day: date) -> Request:
    query = f"SelectDate={day:%Y-%m-%d}&reportType=REP&tsvflag=Y"
    return Request(f"{base}/external/np/fin/data/rms_mth.aspx?{query}", parse, must_have=frozenset({"USD"}))


SOURCE = Source(
    key="imf",
    name="International Monetary Fund",
    site="https://www.imf.org/external/np/fin/data/rms_mth.aspx",
    base="https://www.imf.org",
    calendar=Calendar("America/New_York", due_hour=20),
    latest=latest,
    days=days,
    trust=Trust.OTHER_BANK,
    terms="The terms of the Fund's web site apply.",
    is_asked_by_default=False,
)
