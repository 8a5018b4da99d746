"""Reading what banks send: hostile until proven a table. Everything here raises ValueError and nothing else."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from lxml import etree

from markets.printed import PrintedQuote
from markets.sources.source import Refusal, Table, Unreadable

MOST_ROWS = 20_000
_SPACES = str.maketrans("", "", " \t\r\n\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")
_NUMBER = re.compile(r"[0-9]{1,12}(?:[.,][0-9]{1,12})?")
_DOTTED = re.compile(r"([0-9]{2})[./]([0-9]{2})[./]([0-9]{4})")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
ENCODINGS = ("utf-8", "windows-1251")


class Row(NamedTuple):
    """A row of a bank's table, every part as text."""

    base: str
    quote: str
    nominal: str
    value: str
    on: date
    change_text: str = ""


def table(rows: Iterable[Row]) -> Table:
    """Every row that makes sense, and why the others do not: one bad row never drops the table."""
    rates: list[PrintedQuote] = []
    refused: list[Refusal] = []
    for count, row in enumerate(rows):
        if count >= MOST_ROWS:
            raise Unreadable(f"more than {MOST_ROWS:,} rows")
        try:
            value, digits = number(row.value)
            rates.append(
                PrintedQuote(
                    row.base.strip(), row.quote, value, digits, nominal(row.nominal),
                    change_text=row.change_text.strip()[:20], effective_on=row.on,
                )
            )  # fmt: skip
        except ValueError as error:
            refused.append(Refusal(f"{row.base.strip()[:10]}/{row.quote[:10]}, {row.on}", str(error)[:200]))
    if not rates:
        raise Unreadable("no rates in it")
    return Table(tuple(rates), tuple(refused))


def xml(body: bytes, root: str) -> etree._Element:
    """The root element of a document of that name, without entities, whatever it says of its own encoding."""
    text = decoded(body)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Unreadable("a document type or entities, which no table of rates needs")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        found = etree.fromstring(_DECLARATION.sub("", text).encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(f"no valid XML: {str(error)[:120]}") from None
    if found.tag != root:
        raise Unreadable(f"the document is a {str(found.tag)[:40]}, not a {root}")
    return found


def decoded(body: bytes) -> str:
    """Text of UTF-8 or windows-1251. What we read of it (codes, numbers, days) is the same in both."""
    body = body.removeprefix(b"\xef\xbb\xbf")
    for encoding in ENCODINGS:
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("neither UTF-8 nor windows-1251")


def child(element: etree._Element, name: str) -> str:
    """The text of the child of that name, "" where there is none."""
    return (element.findtext(name) or "").strip()


def number(text: str) -> tuple[Decimal, int]:
    """A number above nothing with a point or a comma, and how many decimal places it was printed with."""
    bare = text.translate(_SPACES)
    if not _NUMBER.fullmatch(bare):
        raise ValueError(f"{text.strip()[:30]!r} is no number")
    bare = bare.replace(",", ".")
    return Decimal(bare), len(bare.partition(".")[2])


def nominal(text: str) -> int:
    bare = text.translate(_SPACES)
    if not (bare.isascii() and bare.isdigit() and len(bare) <= 6):
        raise ValueError(f"{text.strip()[:30]!r} is no number of units")
    return int(bare)


def day(text: str) -> date:
    """A day written dd.mm.yyyy, dd/mm/yyyy or yyyy-mm-dd."""
    bare = text.strip()
    if found := _DOTTED.fullmatch(bare):
        parts = found[3], found[2], found[1]
    elif found := _ISO_DAY.fullmatch(bare):
        parts = found.groups()
    else:
        raise Unreadable(f"{bare[:30]!r} is no day")
    try:
        return date(*map(int, parts))
    except ValueError:
        raise Unreadable(f"{bare[:30]!r} is no day") from None


def looks_like_day(text: str) -> bool:
    return bool(_DOTTED.fullmatch(text.strip()) or _ISO_DAY.fullmatch(text.strip()))


def of_day(found: Table, asked_for: date | None) -> Table:
    """The table, if it is of the day that was asked for. Some banks answer any wrong question with today's."""
    others = sorted({str(rate.effective_on) for rate in found.rates if rate.effective_on != asked_for})
    if asked_for and others:
        raise Unreadable(f"asked for {asked_for}, got {others[0]}")
    return found


def each_day(first: date, last: date, *, but: frozenset[int] = frozenset()) -> list[date]:
    """The days from first to last, without the ISO weekdays `but`."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [one for one in days if one.isoweekday() not in but]
