"""Frankfurter relays the banks' own numbers when their sites are out of reach. Each pair is asked of its own bank.

Its base address can be that of an installation of one's own: QUOTE_URLS=frankfurter=https://rates.example
"""

import json
from datetime import date
from urllib.parse import urlencode

from markets.calendars import Calendar
from markets.sources import reading
from markets.sources.reading import Row
from markets.sources.source import Request, Source, Table, Trust, Unreadable

BANKS = {"KGS": "NBKR", "KZT": "NBK", "UZS": "CBU", "TJS": "NBT"}


def parse(body: bytes) -> Table:
    """A list of rates, or one of them. Numbers are read as they are written, never as binary ones."""
    try:
        found = json.loads(reading.decoded(body), parse_constant=str, parse_float=str, parse_int=str)
    except (ValueError, RecursionError):
        raise Unreadable("no valid JSON") from None
    listed = found if isinstance(found, list) else [found]
    rows = []
    for entry in listed:
        if isinstance(entry, dict) and entry.get("date"):
            base, quote, rate = (str(entry.get(name, "")) for name in ("base", "quote", "rate"))
            rows.append(Row(base, quote, "1", rate, reading.day(str(entry["date"]))))
    return reading.table(rows)


def latest(base: str, today: date) -> list[Request]:
    return [_ask(base, code, {}) for code in BANKS]


def days(base: str, first: date, last: date) -> list[Request]:
    return [_ask(base, code, {"from": f"{first:%Y-%m-%d}", "to": f"{last:%Y-%m-%d}"}) for code in BANKS]


def _ask(base: str, code: str, stretch: dict[str, str]) -> Request:
    query = urlencode({"base": "USD", "quotes": code, "providers": BANKS[code]} | stretch)
    return Request(f"{base}/v2/rates?{query}", parse, must_have=frozenset({code}))


SOURCE = Source(
    key="frankfurter",
    name="Frankfurter, relaying the national bank",
    site="https://frankfurter.dev/",
    base="https://api.frankfurter.dev",
    calendar=Calendar("Asia/Almaty", is_set_the_day_before=True),
    latest=latest,
    days=days,
    trust=Trust.RELAY,
)
