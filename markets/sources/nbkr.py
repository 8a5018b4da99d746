"""The National Bank of the Kyrgyz Republic.

Set from the trades of the last day, in force the next calendar day: the date of the file is the day in force, and may
be ahead of today, a Sunday too. Five currencies daily, about forty weekly; the weekly file still carries retired BYR.
"""

from datetime import date, timedelta
from functools import partial
from urllib.parse import urlencode

from lxml import etree, html

from markets.calendars import Calendar
from markets.sources import reading
from markets.sources.reading import Row
from markets.sources.source import Request, Source, Table, Unreadable

HOME = "KGS"
# How the bank's page of past days calls the currencies of the daily table.
NUMBERS = {"USD": 15, "EUR": 20, "CNY": 24, "KZT": 40, "RUB": 44}
LONGEST_STRETCH = timedelta(days=364)


def parse(body: bytes) -> Table:
    root = reading.xml(body, "CurrencyRates")
    on = reading.day(root.get("Date", ""))
    return reading.table(
        Row(item.get("ISOCode", ""), HOME, reading.child(item, "Nominal"), reading.child(item, "Value"), on)
        for item in root.iter("Currency")
    )


def parse_past(body: bytes, code: str) -> Table:
    """The page of past days of one currency: rows of a day and a number."""
    try:
        page = html.fromstring(reading.decoded(body))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise Unreadable("no page of past days") from None
    rows = []
    for line in page.iter("tr"):
        cells = [cell.text_content().strip() for cell in line if cell.tag == "td"]
        if len(cells) >= 2 and reading.looks_like_day(cells[0]):
            rows.append(Row(code, HOME, "1", cells[1], reading.day(cells[0])))
    return reading.table(rows)


def latest(base: str, today: date) -> list[Request]:
    return [
        Request(f"{base}/XML/daily.xml", parse),
        Request(f"{base}/XML/weekly.xml", parse, must_have=frozenset()),
    ]


def days(base: str, first: date, last: date) -> list[Request]:
    requests = []
    while first <= last:
        until = min(last, first + LONGEST_STRETCH)
        requests += [_past(base, code, first, until) for code in NUMBERS]
        first = until + timedelta(days=1)
    return requests


def _past(base: str, code: str, first: date, last: date) -> Request:
    stretch = {
        **{"beg_day": f"{first:%d}", "beg_month": f"{first:%m}", "beg_year": first.year},
        **{"end_day": f"{last:%d}", "end_month": f"{last:%m}", "end_year": last.year},
    }
    query = urlencode({"item": 1562, "lang": "ENG", "valuta_id": NUMBERS[code]} | stretch)
    return Request(f"{base}/index1.jsp?{query}", partial(parse_past, code=code), must_have=frozenset({code}))


SOURCE = Source(
    key="nbkr",
    name="National Bank of the Kyrgyz Republic",
    site="https://www.nbkr.kg/index1.jsp?item=1562&lang=ENG",
    base="https://www.nbkr.kg",
    home=HOME,
    calendar=Calendar(
        "Asia/Bishkek",
        is_set_the_day_before=True,
        holidays=("01-01", "01-07", "02-23", "03-08", "03-21", "05-01", "05-05", "05-09", "08-31", "11-07", "11-08"),
    ),
    latest=latest,
    days=days,
)
