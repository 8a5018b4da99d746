"""Joomla's category lists: title, `Written by NAME`, opening, then `Read more: TITLE` or a notice to register."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from articles.legacy.readers.page_dump import Line, Page, paragraphs
from articles.legacy.readers.page_kinds.credits import Credit, written_by
from articles.legacy.readers.page_kinds.stories import (
    ListPlace,
    Story,
    articles_in_list,
    can_be_title,
    clean_title,
    is_photo_caption,
)
from articles.legacy.records import BylineRecord, Kind, PersonRecord, Problem, Record, Severity

_END = re.compile(r"Read more\s?:.{0,300}|Register to read more\s?(?:\.\.\.|…)?")


def recognises(page: Page) -> bool:
    return any(written_by(line.text) for line in page.lines)


def read(page: Page) -> Iterator[Record | Problem]:
    stories: list[Story] = []
    people: dict[str, PersonRecord] = {}
    for item in _items(page.lines):
        found = _story(page, item)
        if isinstance(found, Problem):
            yield found
            continue
        story, credits = found
        stories.append(story)
        for credit in credits:
            if credit.role:
                place, raw = page.place(item[1]), page.raw(item[1:2])
                people.setdefault(credit.name, PersonRecord(place, credit.name, role=credit.role, raw=raw))
    yield from people.values()
    yield from articles_in_list(page, stories, ListPlace("latest", page.address.list_start))


def _items(lines: list[Line]) -> list[list[Line]]:
    """Part the lines into items: one begins above each "Written by", and one below each end."""
    starts = {0}
    for number, line in enumerate(lines):
        if number and written_by(line.text):
            starts.add(number - 1)
        if _is_end(line):
            starts.add(number + 1)
    bounds = [*sorted(starts), len(lines)]
    return [lines[start:end] for start, end in pairwise(bounds) if start < end]


def _story(page: Page, item: list[Line]) -> tuple[Story, list[Credit]] | Problem:
    title = item[0]
    credits = written_by(item[1].text) if len(item) > 1 else []
    body = item[2:] if credits else item[1:]
    is_registered_only = bool(body) and body[-1].text.startswith("Register")
    if body and _is_end(body[-1]):
        body = body[:-1]
    if not credits and is_photo_caption(title.text) and not body:
        reason = "a photo's caption above a title; no picture is known for it"
        return page.problem(Severity.WARNING, title, Kind.IMAGE, title.text, reason)
    if not can_be_title(title.text) or written_by(title.text) or _is_end(title):
        return page.stray(item, "a text without a title above it")
    if not body:
        if is_registered_only:
            reason = "only registered readers were shown the text; the page holds none of it"
            return page.problem(Severity.SKIPPED, title, Kind.ARTICLE, title.text, reason)
        return page.stray(item, "a title without a text below it")
    bylines = tuple(BylineRecord(credit.name) for credit in credits)
    extra = {"is_excerpt": True, "has_paragraphs": True, "bylines": bylines}
    return Story(clean_title(title.text), paragraphs(body), tuple(item), extra), credits


def _is_end(line: Line) -> bool:
    return line.text.startswith("Re") and len(line.text) <= 400 and _END.fullmatch(line.text) is not None
