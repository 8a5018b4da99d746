"""Lists of the old theme, WordPress's answer to Joomla's addresses: title, opening, `Continue reading`, author."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.legacy.readers.page_dump import Line, Page, paragraphs
from articles.legacy.readers.page_kinds.credits import AuthorBlock, author_block
from articles.legacy.readers.page_kinds.stories import (
    ListPlace,
    Story,
    articles_in_list,
    can_be_title,
    clean_title,
    has_dateline,
    is_photo_caption,
    reads_like_title,
)
from articles.legacy.records import BylineRecord, Kind, PersonRecord, Problem, Record, Severity

_CONTINUE = re.compile(r"Continue reading(?:\s*[→»…]|\s+[“\"].{1,250}[”\"])?")


def recognises(page: Page) -> bool:
    return any(_is_end(line) for line in page.lines)


def read(page: Page) -> Iterator[Record | Problem]:
    """Each story ends with "Continue reading"; the author block below that line still belongs to it."""
    sections = _sections(page.lines)
    blocks = [author_block([line for line in section if not _is_end(line)]) for section in sections[1:]]
    stories: list[Story] = []
    for number, section in enumerate(sections[:-1]):
        own = section[blocks[number - 1].length :] if number else section
        found = _story(page, own, blocks[number], sections[number + 1])
        if isinstance(found, Problem):
            yield found
            continue
        story, problem = found
        stories.append(story)
        if problem:
            yield problem
    yield from _accounts(page, blocks, sections[1:])
    yield from articles_in_list(page, stories, ListPlace("latest"))
    rest = sections[-1][blocks[-1].length :]
    if rest:
        yield page.stray(rest, "it stands after the last story and belongs to none")


def _sections(lines: list[Line]) -> list[list[Line]]:
    """Part the lines at each "Continue reading", which stays with what is above it."""
    sections: list[list[Line]] = [[]]
    for line in lines:
        sections[-1].append(line)
        if _is_end(line):
            sections.append([])
    return sections


def _story(
    page: Page, lines: list[Line], block: AuthorBlock, below: list[Line]
) -> tuple[Story, Problem | None] | Problem:
    text = lines[:-1]  # without "Continue reading"
    title_at = _title_at(text)
    if title_at is None:
        return page.stray(lines, "a story of the list without both a title and a text")
    bylines = (BylineRecord(block.byline),) if block.byline else ()
    title, body = text[title_at], text[title_at + 1 :]
    extra = {"is_excerpt": True, "has_paragraphs": True, "bylines": bylines}
    own = (*text[title_at:], lines[-1], *below[: block.length])
    problem = None
    if title_at:
        reason = "a photo's caption above the title; no picture is known for it"
        problem = page.problem(Severity.WARNING, text[0], Kind.IMAGE, text[0].text, reason)
    return Story(clean_title(title.text), paragraphs(body), own, extra), problem


def _title_at(lines: list[Line]) -> int | None:
    """Return the index of the title: above the dateline, else first, or second under a photo's caption."""
    for number in range(1, len(lines)):
        if has_dateline(lines[number].text) and not reads_like_title(lines[number].text):
            return number - 1 if can_be_title(lines[number - 1].text) else None
    start = 1 if len(lines) > 2 and is_photo_caption(lines[0].text) else 0
    return start if len(lines) > start + 1 and can_be_title(lines[start].text) else None


def _accounts(page: Page, blocks: list[AuthorBlock], sections: list[list[Line]]) -> Iterator[PersonRecord]:
    """Yield each account that is shown with a bio, once."""
    seen: set[str] = set()
    for block, section in zip(blocks, sections, strict=True):
        if block.account and block.bio and block.account not in seen:
            seen.add(block.account)
            lines = section[: block.length]
            yield PersonRecord(page.place(lines[0]), block.account, bio=block.bio, raw=page.raw(lines))


def _is_end(line: Line) -> bool:
    return line.text.startswith("Continue") and len(line.text) <= 300 and _CONTINUE.fullmatch(line.text) is not None
