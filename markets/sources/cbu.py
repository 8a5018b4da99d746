"""The Central Bank of Uzbekistan: JSON in which every number is a text. Published at 16:00, in force the next day."""

import json
from datetime import date

from markets.calendars import Calendar
from markets.sources import reading
from markets.sources.reading import Row
from markets.sources.source import Request, Source, Table, Unreadable

HOME = "UZS"
SUNDAY = frozenset({7})


def parse(body: bytes) -> Table:
    """A day without a table of its own (a weekend, a holiday) is answered with the last one, under its own date."""
    try:
        listed = json.loads(reading.decoded(body), parse_constant=str, parse_float=str, parse_int=str)
    except (ValueError, RecursionError):
        raise Unreadable("no valid JSON") from None
    if not isinstance(listed, list):
        raise Unreadable("the JSON is not a list of rates")
    return reading.table(_row(entry) for entry in listed if isinstance(entry, dict))


def _row(entry: dict[str, object]) -> Row:
    code, nominal, rate, moved, on = (str(entry.get(name, "")) for name in ("Ccy", "Nominal", "Rate", "Diff", "Date"))
    return Row(code, HOME, nominal, rate, reading.day(on), moved)


def latest(base: str, today: date) -> list[Request]:
    return [Request(f"{base}/en/arkhiv-kursov-valyut/json/", parse)]


def days(base: str, first: date, last: date) -> list[Request]:
    return [
        Request(f"{base}/en/arkhiv-kursov-valyut/json/all/{day:%Y-%m-%d}/", parse, asked_for=day)
        for day in reading.each_day(first, last, but=SUNDAY)
    ]


SOURCE = Source(
    key="cbu",
    name="Central Bank of Uzbekistan",
    site="https://cbu.uz/en/arkhiv-kursov-valyut/",
    base="https://cbu.uz",
    home=HOME,
    calendar=Calendar(
        "Asia/Tashkent",
        is_set_the_day_before=True,
        holidays=("01-01", "03-08", "03-21", "05-09", "09-01", "10-01", "12-08"),
    ),
    latest=latest,
    days=days,
)
