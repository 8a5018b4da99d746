"""The National Bank of Tajikistan. Daily, weekends repeat the last working day. Asks for a reference to nbt.tj.

A day out of its range is answered with today's table and no word of it, so the date is compared. The ID of a currency
is not to be trusted (810 for the rouble); its CharCode is.
"""

from datetime import date, timedelta
from functools import partial
from urllib.parse import urlencode

from markets.calendars import Calendar
from markets.sources import reading
from markets.sources.reading import Row
from markets.sources.source import Request, Source, Table

HOME = "TJS"
PAST = ("USD", "EUR", "CNY", "RUB", "KGS", "KZT", "UZS")
LONGEST_STRETCH = timedelta(days=364)


def parse(body: bytes, asked_for: date | None = None) -> Table:
    root = reading.xml(body, "ValCurs")
    on = reading.day(root.get("Date", ""))
    rows = (
        Row(reading.child(item, "CharCode"), HOME, reading.child(item, "Nominal"), reading.child(item, "Value"), on)
        for item in root.iter("Valute")
    )
    return reading.of_day(reading.table(rows), asked_for)


def parse_past(body: bytes, code: str, first: date, last: date) -> Table:
    """Past days of one currency. A stretch out of range is answered with other days, which are left out."""
    root = reading.xml(body, "ValCurs")
    days = ((reading.day(item.get("Date", "")), item) for item in root.iter("Record"))
    return reading.table(
        Row(code, HOME, reading.child(item, "Nominal") or "1", reading.child(item, "Value"), on)
        for on, item in days
        if first <= on <= last
    )


def latest(base: str, today: date) -> list[Request]:
    query = urlencode({"date": f"{today:%Y-%m-%d}", "export": "xmlout"})
    return [Request(f"{base}/en/kurs/export_xml.php?{query}", partial(parse, asked_for=today), asked_for=today)]


def days(base: str, first: date, last: date) -> list[Request]:
    if first == last:
        return latest(base, first)
    requests = []
    while first <= last:
        until = min(last, first + LONGEST_STRETCH)
        for code in PAST:
            query = urlencode({"d1": f"{first:%Y-%m-%d}", "d2": f"{until:%Y-%m-%d}", "cs": code, "export": "xml"})
            read = partial(parse_past, code=code, first=first, last=until)
            address = f"{base}/en/kurs/export_xml_dynamic.php?{query}"
            requests.append(Request(address, read, must_have=frozenset({code})))
        first = until + timedelta(days=1)
    return requests


SOURCE = Source(
    key="nbt",
    name="National Bank of Tajikistan",
    site="https://www.nbt.tj/en/kurs/kurs.php",
    base="https://www.nbt.tj",
    home=HOME,
    calendar=Calendar("Asia/Dushanbe", weekdays=frozenset(range(1, 8)), rest=frozenset({6, 7})),
    latest=latest,
    days=days,
    # It has refused hosts that do not look like a browser.
    headers={"User-Agent": "Mozilla/5.0 (compatible; Steppe)"},
    terms="With reference to nbt.tj.",
)
