"""The Central Bank of Turkmenistan. Monday to Saturday, often a day ahead; no page on Sundays; seldom within reach.

The dollar stands at 3.5 manats since 2015 whatever comes of asking: see `peg`.
"""

from datetime import date
from functools import partial

from markets.calendars import Calendar
from markets.sources import reading
from markets.sources.reading import Row
from markets.sources.source import Request, Source, Table

HOME = "TMT"
SUNDAY = frozenset({7})


def parse(body: bytes, asked_for: date | None = None) -> Table:
    root = reading.xml(body, "cbt_currency_rate")
    on = reading.day(reading.child(root, "date"))
    rows = (
        Row(item.get("code", ""), HOME, reading.child(item, "multiplier"), reading.child(item, "rate_tmt"), on)
        for item in root.iter("rate")
    )
    return reading.of_day(reading.table(rows), asked_for)


def latest(base: str, today: date) -> list[Request]:
    return [_of(base, today)]


def days(base: str, first: date, last: date) -> list[Request]:
    return [_of(base, day) for day in reading.each_day(first, last, but=SUNDAY)]


def _of(base: str, day: date) -> Request:
    url = f"{base}/kurs/{day.year}/{day:%d%m%Y}.xml"
    return Request(url, partial(parse, asked_for=day), asked_for=day, may_be_missing=True)


SOURCE = Source(
    key="cbt",
    name="Central Bank of Turkmenistan",
    site="https://cbt.tm/kurs/kurs_today_en.html",
    base="https://cbt.tm",
    home=HOME,
    calendar=Calendar("Asia/Ashgabat", weekdays=frozenset(range(1, 7))),
    latest=latest,
    days=days,
    headers={"User-Agent": "Mozilla/5.0 (compatible; Steppe)"},
    may_be_silent=True,
)
