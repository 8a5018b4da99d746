"""Tag, category and latest lists: `Viewing results 7 - 12 of 65`, then title and body in turn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.legacy.readers.page_dump import Line, Page
from articles.legacy.readers.page_kinds.pairs import pair_up, stray_reason
from articles.legacy.readers.page_kinds.stories import ListPlace, Story, articles_in_list, clean_title
from articles.legacy.records import Kind, Problem, Record, Severity

_NUMBER = r"([0-9][0-9,]{0,11})"
_RESULTS = re.compile(rf"Viewing results {_NUMBER}\s?[-–—]\s?{_NUMBER} of {_NUMBER}")


@dataclass(frozen=True, slots=True)
class Results:
    """What the line above a list announces."""

    line: Line
    first: int
    last: int
    total: int


def recognises(page: Page) -> bool:
    return any(_results(line) for line in page.lines)


def announced_totals(page: Page) -> list[int]:
    """Return how many stories each list of the dump says that there are, on all of its pages."""
    return [results.total for results in map(_results, page.lines) if results]


def read(page: Page) -> Iterator[Record | Problem]:
    """Read each list of the dump: usually one, several where pages were joined in a file."""
    announced: Results | None = None
    lines: list[Line] = []
    for line in page.lines:
        results = _results(line)
        if results is None:
            lines.append(line)
            continue
        yield from _read_list(page, announced, lines)
        announced, lines = results, []
    yield from _read_list(page, announced, lines)


def _read_list(page: Page, announced: Results | None, lines: list[Line]) -> Iterator[Record | Problem]:
    if announced is None:
        if lines:
            yield page.stray(lines, "it stands above the list and belongs to no story")
        return
    pairing = pair_up(lines)
    stories = [_story(title, body) for title, body in pairing.pairs]
    # Tag pages printed "1 - 6" on every page, so that the number serves for the order inside the list and no more.
    kind = "latest" if page.address.is_latest else "tag"
    yield from articles_in_list(page, stories, ListPlace(kind, max(announced.first - 1, 0), is_newest_first=True))
    for stray in pairing.stray:
        yield page.stray(stray, stray_reason(stray))
    reason = _difference(announced, len(stories))
    if reason:
        yield page.problem(Severity.WARNING, announced.line, Kind.ARTICLE, "list", reason)


def _story(title: Line, body: Line) -> Story:
    return Story(clean_title(title.text), body.text, (title, body), {})


def _difference(announced: Results, present: int) -> str:
    if not present and not announced.total:
        return "an empty list"
    said = []
    if present < announced.total:
        said.append(f"{announced.total} announced, {present} present")
    on_page = announced.last - announced.first + 1
    if on_page != present:
        said.append(f"the line says {announced.first} - {announced.last}, but the page has {present}")
    return "; ".join(said)


def _results(line: Line) -> Results | None:
    if not line.text.startswith("Viewing") or len(line.text) > 100:
        return None
    match = _RESULTS.fullmatch(line.text.replace("\xa0", " "))
    if match is None:
        return None
    first, last, total = (int(number.replace(",", "")) for number in match.groups())
    return Results(line, first, last, total)
