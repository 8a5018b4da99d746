"""The European Central Bank's reference rates: about 16:00 on TARGET days, for information, none of the region's."""

import csv
import io
from datetime import date, timedelta

from markets.calendars import Calendar
from markets.sources import reading
from markets.sources.reading import Row
from markets.sources.source import Request, Source, Table, Unreadable

HOME = "EUR"
_SPACE = "{http://www.ecb.int/vocabulary/2002-08-01/eurofxref}"
_ENVELOPE = "{http://www.gesmes.org/xml/2002-08-01}Envelope"
PAST = ("USD", "CNY", "GBP", "JPY", "TRY")
PAST_ADDRESS = "https://data-api.ecb.europa.eu/service/data/EXR"


def parse(body: bytes) -> Table:
    """One day or ninety: cubes of a day, with cubes of a currency in them."""
    root = reading.xml(body, _ENVELOPE)
    rows = []
    for day in root.iter(f"{_SPACE}Cube"):
        if "time" in day.attrib:
            on = reading.day(day.get("time", ""))
            rows += [Row(HOME, c.get("currency", ""), "1", c.get("rate", ""), on) for c in day.iter(f"{_SPACE}Cube")
                     if c is not day]  # fmt: skip
    return reading.table(rows)


def parse_past(body: bytes) -> Table:
    """CSV of the data service: a row for each currency and day."""
    try:
        lines = list(csv.DictReader(io.StringIO(reading.decoded(body)), strict=True))
    except csv.Error:
        raise Unreadable("no valid CSV") from None
    names = ("CURRENCY", "OBS_VALUE", "TIME_PERIOD")
    cells = [tuple(line.get(name) or "" for name in names) for line in lines]
    return reading.table(Row(HOME, code, "1", value, reading.day(on)) for code, value, on in cells)


def latest(base: str, today: date) -> list[Request]:
    return [Request(f"{base}/stats/eurofxref/eurofxref-daily.xml", parse)]


def days(base: str, first: date, last: date) -> list[Request]:
    query = f"format=csvdata&startPeriod={first:%Y-%m-%d}&endPeriod={last:%Y-%m-%d}"
    # The data service has a host of its own; a base that somebody set stands for both.
    address = PAST_ADDRESS if base == SOURCE.base else f"{base}/service/data/EXR"
    stretch_is_short = last - first < timedelta(days=200)
    groups = ["+".join(PAST)] if stretch_is_short else PAST
    return [
        Request(f"{address}/D.{codes}.EUR.SP00.A?{query}", parse_past, must_have=frozenset(codes.split("+")[:1]))
        for codes in groups
    ]


SOURCE = Source(
    key="ecb",
    name="European Central Bank",
    site="https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/html/index.en.html",
    base="https://www.ecb.europa.eu",
    home=HOME,
    calendar=Calendar("Europe/Berlin", due_hour=17, holidays=("01-01", "05-01", "12-25", "12-26"), easter_days=(-2, 1)),
    latest=latest,
    days=days,
    terms="For information only.",
)
