"""The National Bank of Kazakhstan.

`description` holds the rate, `quant` the nominal, `change` the step per `quant`; `index` (UP, DOWN) may be empty.
"""

from datetime import date
from functools import partial

from markets.calendars import Calendar
from markets.sources import reading
from markets.sources.reading import Row
from markets.sources.source import Request, Source, Table

HOME = "KZT"
SUNDAY = frozenset({7})


def parse(body: bytes, asked_for: date | None = None) -> Table:
    root = reading.xml(body, "rates")
    on = reading.day(reading.child(root, "date"))
    rows = (
        Row(
            reading.child(item, "title"), HOME, reading.child(item, "quant"), reading.child(item, "description"), on,
            reading.child(item, "change"),
        )
        for item in root.iter("item")
    )  # fmt: skip
    return reading.of_day(reading.table(rows), asked_for)


def latest(base: str, today: date) -> list[Request]:
    # On a holiday it may answer with the last table, under that one's own date.
    return [Request(f"{base}/rss/get_rates.cfm?fdate={today:%d.%m.%Y}", parse)]


def days(base: str, first: date, last: date) -> list[Request]:
    return [_of(base, day) for day in reading.each_day(first, last, but=SUNDAY)]


def _of(base: str, day: date) -> Request:
    return Request(f"{base}/rss/get_rates.cfm?fdate={day:%d.%m.%Y}", partial(parse, asked_for=day), asked_for=day)


SOURCE = Source(
    key="nbk",
    name="National Bank of Kazakhstan",
    site="https://nationalbank.kz/en/exchangerates/ezhednevnye-oficialnye-rynochnye-kursy-valyut",
    base="https://nationalbank.kz",
    home=HOME,
    calendar=Calendar(
        "Asia/Almaty",
        is_set_the_day_before=True,
        holidays=(
            *("01-01", "01-02", "01-07", "03-08", "03-21", "03-22", "03-23", "05-01", "05-07", "05-09"),
            *("07-06", "08-30", "10-25", "12-16"),
        ),
    ),
    latest=latest,
    days=days,
)
