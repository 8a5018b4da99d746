"""Author pages: `Our People > NAME`, what is known of the person, then title, body and "4 days ago" in turn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.legacy.readers.page_dump import Line, Page
from articles.legacy.readers.page_kinds.pairs import stray_reason
from articles.legacy.readers.page_kinds.person_heading import crumb_of, read_heading
from articles.legacy.readers.page_kinds.stories import (
    ListPlace,
    Story,
    are_title_and_body,
    articles_in_list,
    clean_title,
)
from articles.legacy.records import BylineRecord, Problem, Record

PER_PAGE = 10

# WordPress's wording. Minutes and years have not been seen in a dump, and cannot be told from the others by layout.
_RELATIVE_DATE = re.compile(r"[0-9]{1,3} (?:second|sec|minute|min|hour|day|week|month|year)s? ago")


@dataclass(slots=True)
class _Triples:
    stories: list[tuple[Line, Line, Line]]
    stray: list[tuple[list[Line], str]]


def recognises(page: Page) -> bool:
    return any(crumb_of(line.text) for line in page.lines)


def read(page: Page) -> Iterator[Record | Problem]:
    crumb_at = next(number for number, line in enumerate(page.lines) if crumb_of(line.text))
    if crumb_at:
        yield page.stray(page.lines[:crumb_at], "it stands above the person's name and belongs to no story")
    lines = page.lines[crumb_at:]
    heading_length, stories_at = _where_stories_begin(lines)
    heading = read_heading(page, lines[:heading_length])
    yield from heading.people
    yield from heading.problems
    triples = _triples(lines[stories_at:])
    bylines = (BylineRecord(heading.byline),) if heading.byline else ()
    stories = [_story(triple, bylines) for triple in triples.stories]
    start = (page.address.page_number - 1) * PER_PAGE
    yield from articles_in_list(page, stories, ListPlace("person", start, is_newest_first=True))
    for stray, reason in triples.stray:
        yield page.stray(stray, reason)


def is_relative_date(text: str) -> bool:
    return len(text) <= 40 and _RELATIVE_DATE.fullmatch(text.replace("\xa0", " ")) is not None


def _story(triple: tuple[Line, Line, Line], bylines: tuple[BylineRecord, ...]) -> Story:
    title, body, said = triple
    extra = {"bylines": bylines, "relative_date": said.text}
    return Story(clean_title(title.text), body.text, triple, extra)


def _where_stories_begin(lines: list[Line]) -> tuple[int, int]:
    """Return how many lines the person's heading has, and the index of the first title.

    Later pages lack the heading "Articles"; two empty lines stand in its place.
    """
    first_date = next((number for number, line in enumerate(lines) if is_relative_date(line.text)), None)
    last_start = len(lines) if first_date is None else max(first_date - 2, 1)
    for number in range(1, min(last_start + 1, len(lines))):
        if lines[number].text == "Articles":
            return number, number + 1
    gaps = [number for number in range(1, min(last_start + 1, len(lines))) if lines[number].gap >= 2]
    if gaps:
        return gaps[-1], gaps[-1]
    return last_start, last_start


def _triples(lines: list[Line]) -> _Triples:
    triples = _Triples([], [])
    before: list[Line] = []  # what stands above a date, from the date before it
    for line in lines:
        if not is_relative_date(line.text):
            before.append(line)
            continue
        if len(before) >= 2 and are_title_and_body(before[-2].text, before[-1].text):
            triples.stories.append((before[-2], before[-1], line))
            _leave(triples, before[:-2])
        else:
            _leave(triples, [*before, line])
        before = []
    _leave(triples, before)
    return triples


def _leave(triples: _Triples, lines: list[Line]) -> None:
    """Note lines that make no triple, two by two where they look like a story that lost its date."""
    position = 0
    while position < len(lines):
        start = position
        if _is_undated_story(lines, start):
            position, reason = start + 2, "no relative date stands below this story"
        else:
            position += 1
            while position < len(lines) and not _is_undated_story(lines, position):
                position += 1
            is_date = is_relative_date(lines[start].text)
            reason = "a date without a story above it" if is_date else stray_reason(lines[start:position])
        triples.stray.append((lines[start:position], reason))


def _is_undated_story(lines: list[Line], position: int) -> bool:
    if position + 1 >= len(lines) or is_relative_date(lines[position + 1].text):
        return False
    return are_title_and_body(lines[position].text, lines[position + 1].text)
