"""The Bank of Russia: the rouble, and crosses for what no bank of its own prints. Weekends skipped, January long."""

from datetime import date
from functools import partial

from markets.calendars import Calendar
from markets.sources import reading
from markets.sources.reading import Row
from markets.sources.source import Request, Source, Table

HOME = "RUB"
# In force from Tuesday to Saturday, since it is set from Monday to Friday for the next day.
NOT_IN_FORCE_ANEW = frozenset({7, 1})


def parse(body: bytes, asked_for: date | None = None) -> Table:
    root = reading.xml(body, "ValCurs")
    on = reading.day(root.get("Date", ""))
    rows = (
        Row(reading.child(item, "CharCode"), HOME, reading.child(item, "Nominal"), reading.child(item, "Value"), on)
        for item in root.iter("Valute")
    )
    return reading.of_day(reading.table(rows), asked_for)


def latest(base: str, today: date) -> list[Request]:
    return [Request(f"{base}/scripts/XML_daily.asp", parse)]


def days(base: str, first: date, last: date) -> list[Request]:
    """A day without a table of its own is answered with the last one, which is refused for its date."""
    return [
        Request(f"{base}/scripts/XML_daily.asp?date_req={day:%d/%m/%Y}", partial(parse, asked_for=day), asked_for=day)
        for day in reading.each_day(first, last, but=NOT_IN_FORCE_ANEW)
    ]


SOURCE = Source(
    key="cbr",
    name="Bank of Russia",
    site="https://www.cbr.ru/eng/currency_base/daily/",
    base="https://www.cbr.ru",
    home=HOME,
    calendar=Calendar(
        "Europe/Moscow",
        is_set_the_day_before=True,
        holidays=(*(f"01-0{n}" for n in range(1, 9)), "02-23", "03-08", "05-01", "05-09", "06-12", "11-04"),
    ),
    latest=latest,
    days=days,
)
