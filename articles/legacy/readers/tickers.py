"""The block of exchange rates at the head of a page: `• KGS/USD = 0.01145 -0%`, printed eight times over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from articles.legacy.records import Kind, Place, Problem, QuoteRecord, Severity
from cms.lib.identity import stable_id

_MAX_CHARACTERS = 200
_TICKER = re.compile(r"(?:[•·*-]\s*)?([A-Z]{3})/([A-Z]{3})\s*=\s*(\S+)(?:\s+(\S+))?")
# A line that means to be a ticker and is not quite one.
_ALMOST = re.compile(r"(?:•\s*[A-Za-z]{2,4}\s?[/=].*|[A-Z]{3}/[A-Z]{3}\b\s*=.*)")
_VALUE = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,12})?")
_CHANGE = re.compile(r"([+-]?[0-9]{1,6}(?:\.[0-9]{1,6})?)%")


@dataclass(frozen=True, slots=True)
class TickerLine:
    number: int
    text: str  # without the space around it
    raw: str


def is_ticker(text: str, *, at_head: bool, is_after_ticker: bool = False) -> bool:
    """Say whether a line belongs to a ticker: at the head of a page a broken one too, in a text only a whole one."""
    if at_head and is_after_ticker and text.startswith("•") and "Written by" not in text[:40]:
        return True
    if len(text) > _MAX_CHARACTERS:
        return False
    plain = _plain(text)
    if _TICKER.fullmatch(plain):
        return at_head or text.startswith("•")
    return at_head and _ALMOST.fullmatch(plain) is not None


def read_tickers(lines: list[TickerLine], file: str, snapshot_on: date | None) -> Iterator[QuoteRecord | Problem]:
    """Yield each pair of the block once, then what was wrong with it. The first printing of a pair counts."""
    quotes: dict[tuple[str, str], QuoteRecord] = {}
    problems: dict[object, Problem] = {}  # by what they are about, so that eight printings give one
    for line in lines:
        place = Place(file, line.number)
        found = _read_line(line, place, snapshot_on)
        if isinstance(found, Problem):
            problems.setdefault(line.text, found)
            continue
        quote, warning = found
        if warning:
            problems.setdefault(line.text, warning)
        pair = (quote.base, quote.quote)
        first = quotes.setdefault(pair, quote)
        if (first.value, first.change_text) != (quote.value, quote.change_text):
            reason = f"printed as {_printed(first)} and as {_printed(quote)}; the first is kept"
            problems.setdefault(pair, _warning(place, f"{quote.base}/{quote.quote}", reason))
    key = _block_key(quotes.values(), snapshot_on)
    for quote in quotes.values():
        yield replace(quote, block_key=key)
    yield from problems.values()


def _read_line(
    line: TickerLine, place: Place, snapshot_on: date | None
) -> tuple[QuoteRecord, Problem | None] | Problem:
    text = _plain(line.text)
    match = _TICKER.fullmatch(text) if len(text) <= _MAX_CHARACTERS else None
    if match is None:
        return _warning(place, line.text[:60], "a broken line in the block of exchange rates; left out")
    base, quote, value_text, change_text = match.groups()
    if base == quote:
        return Problem(Severity.SKIPPED, place, Kind.QUOTE, f"{base}/{quote}", "a currency priced in itself")
    value = _value(value_text)
    if value is None:
        if not _is_number(value_text):
            return _warning(place, line.text[:60], "the rate is not a number; left out")
        reason = f"{value_text[:40]} cannot be an exchange rate"
        return Problem(Severity.SKIPPED, place, Kind.QUOTE, f"{base}/{quote}", reason)
    warning = None
    change = _change(change_text or "")
    if change_text and change is None:
        warning = _warning(place, f"{base}/{quote}", f"the change {change_text[:40]!r} is not a percentage; left empty")
    printed_change = change_text if change is not None else ""
    record = QuoteRecord(place, base, quote, value, change, printed_change, snapshot_on, raw=line.raw)
    return record, warning


def _value(text: str) -> Decimal | None:
    if not _VALUE.fullmatch(text):
        return None
    value = Decimal(text)
    return value if value > 0 else None


def _change(text: str) -> Decimal | None:
    match = _CHANGE.fullmatch(text.replace("−", "-"))
    if match is None:
        return None
    change = Decimal(match[1])
    return change if change else change.copy_abs()  # Decimal keeps the sign of "-0"


def _is_number(text: str) -> bool:
    try:
        Decimal(text)
    except InvalidOperation:
        return False
    return True


def _block_key(quotes: Iterable[QuoteRecord], snapshot_on: date | None) -> str:
    pairs = sorted((q.base, q.quote, str(q.value), q.change_text) for q in quotes)
    return stable_id("quotes", snapshot_on or "", *(part for pair in pairs for part in pair))


def _printed(quote: QuoteRecord) -> str:
    return f"{quote.value:f} {quote.change_text}".strip()


def _warning(place: Place, what: str, reason: str) -> Problem:
    return Problem(Severity.WARNING, place, Kind.QUOTE, what, reason)


def _plain(text: str) -> str:
    return text.replace("\xa0", " ").strip()
