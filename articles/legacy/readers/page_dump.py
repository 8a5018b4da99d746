"""A page dump taken apart before its kind is known: its lines, and the frame around its stories.

The frame is the ticker, the line with the snapshot's date, a `# source-url:` line of ours and injected advertising.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from articles.legacy.readers.options import ReadOptions
from articles.legacy.readers.source_address import SourceAddress, parse_address
from articles.legacy.readers.spam import is_injected
from articles.legacy.readers.tickers import TickerLine, is_ticker, read_tickers
from articles.legacy.records import Kind, Place, Problem, QuoteRecord, Severity

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1995, 2100

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_DATE = re.compile(r"([0-9]{1,2}) ([A-Z][a-z]{2,15}) ([0-9]{4})")
_SOURCE = re.compile(r"#\s*source-url\s*:(.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it."""

    number: int  # from 1, in the file
    text: str  # without the space around it
    gap: int  # empty lines before it
    start: int  # of the whole line, in the dump's text
    end: int


@dataclass(slots=True)
class Page:
    """A dump without its frame, and what the frame said."""

    file: str
    text: str
    lines: list[Line]
    snapshot_on: date | None = None
    address: SourceAddress = field(default_factory=SourceAddress)
    tags: tuple[str, ...] = ()
    is_framed: bool = False  # a ticker or a date stood above the stories
    had_injection: bool = False
    framing: list[QuoteRecord | Problem] = field(default_factory=list)

    def place(self, line: Line | None = None) -> Place:
        return Place(self.file, line.number if line else None)

    def raw(self, lines: list[Line]) -> str:
        """Return the dump's own text from the first of these lines to the last."""
        return self.text[lines[0].start : lines[-1].end] if lines else ""

    def problem(self, severity: Severity, line: Line | None, kind: Kind, what: str, reason: str) -> Problem:
        return Problem(severity, self.place(line), kind, what[:120], reason)

    def stray(self, lines: list[Line], reason: str) -> Problem:
        """Return the failure of lines that fit no story. Their text is lost, so that staff must look."""
        more = f", with {len(lines) - 1} more lines after it" if len(lines) > 1 else ""
        return self.problem(Severity.FAILED, lines[0], Kind.ARTICLE, shorten(lines[0].text), reason + more)


def open_page(file: str, text: str, options: ReadOptions) -> Page:
    """Take the frame off a dump."""
    page = Page(file, text, [])
    lines = list(_split(text))
    url, lines = _take_source_url(page, lines, options.source_url)
    _take_address(page, url, options.tags)
    tickers = _take_head(page, lines)
    page.snapshot_on = page.snapshot_on or options.snapshot_on
    page.is_framed = page.is_framed or bool(tickers)
    page.framing[:0] = list(read_tickers(tickers, file, page.snapshot_on))
    return page


def paragraphs(lines: Iterable[Line]) -> str:
    """Return lines as paragraphs parted by a blank line.

    Two lines without an empty one between them stay in one paragraph, unless the first is a subheading.
    """
    parts: list[str] = []
    previous = None
    for line in lines:
        if previous is not None:
            parts.append("\n" if not line.gap and not _is_subheading(previous.text) else "\n\n")
        parts.append(line.text)
        previous = line
    return "".join(parts)


def shorten(text: str, length: int = 60) -> str:
    return text if len(text) <= length else f"{text[:length].rstrip()}..."


def _split(text: str) -> Iterator[Line]:
    gap = 0
    for number, match in enumerate(_LINE.finditer(text), start=1):
        whole = match[0].rstrip("\r\n")
        stripped = whole.strip()
        if stripped:
            yield Line(number, stripped, gap, match.start(), match.start() + len(whole))
        gap = 0 if stripped else gap + 1


def _take_source_url(page: Page, lines: list[Line], given: str) -> tuple[str, list[Line]]:
    match = _SOURCE.fullmatch(lines[0].text) if lines and lines[0].number == 1 else None
    if match is None:
        return given, lines
    return match[1].strip() or given, lines[1:]


def _take_address(page: Page, url: str, tags: tuple[str, ...]) -> None:
    address = parse_address(url) if url else SourceAddress()
    if address is None:
        reason = "the source address is not a web address; it is not used"
        page.framing.append(page.problem(Severity.WARNING, None, Kind.OTHER, "source address", reason))
        address = SourceAddress()
    page.address = address
    page.tags = tags or address.tags


def _take_head(page: Page, lines: list[Line]) -> list[TickerLine]:
    """Put the lines of the stories into `page.lines`, note date and advertising, return the lines of the ticker."""
    tickers: list[TickerLine] = []
    at_head, is_after_ticker = True, False
    for line in lines:
        if is_ticker(line.text, at_head=at_head, is_after_ticker=is_after_ticker):
            tickers.append(TickerLine(line.number, line.text, page.text[line.start : line.end]))
            is_after_ticker = True
            continue
        is_after_ticker = False
        if at_head and _take_date(page, line):
            continue
        if at_head and is_injected(line.text):
            page.had_injection = True
            reason = f"{len(line.text.split())} words of injected advertising removed"
            page.framing.append(page.problem(Severity.WARNING, line, Kind.OTHER, "injected text", reason))
            continue
        at_head = False
        page.lines.append(line)
    return tickers


def _take_date(page: Page, line: Line) -> bool:
    """Note the day the page was saved; say whether the line is a date at all."""
    match = _DATE.fullmatch(line.text.replace("\xa0", " "))
    if match is None:
        return False
    day = _day(int(match[1]), match[2], int(match[3]))
    reason = ""
    if day is None:
        reason = "there is no such day; the line is ignored"
    elif page.snapshot_on not in (None, day):
        reason = f"a second date; the first, {page.snapshot_on}, is kept"
    else:
        page.snapshot_on = day
        page.is_framed = True
    if reason:
        page.framing.append(page.problem(Severity.WARNING, line, Kind.OTHER, line.text, reason))
    return True


def _day(day: int, month: str, year: int) -> date | None:
    if month not in MONTHS or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, MONTHS.index(month) + 1, day)
    except ValueError:
        return None


def _is_subheading(text: str) -> bool:
    return len(text) <= 80 and not text.endswith((".", "!", "?", ",", ";", ":", "”", '"', ")"))
