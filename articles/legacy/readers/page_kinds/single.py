"""A page with one story: WordPress's (title, then paragraphs) and Joomla's, whose dumps have lost the title line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from articles.legacy.readers.page_dump import Line, Page, paragraphs
from articles.legacy.readers.page_kinds.author import is_relative_date
from articles.legacy.readers.page_kinds.credits import closing_author_block
from articles.legacy.readers.page_kinds.stories import (
    Story,
    are_title_and_body,
    article,
    can_be_title,
    clean_title,
    has_dateline,
    is_cut,
    is_photo_caption,
    reads_like_title,
)
from articles.legacy.readers.source_address import humanise, names_another_story
from articles.legacy.records import BylineRecord, Kind, PersonRecord, Problem, Record, Severity

# Without a ticker, a date or an address above it, a text must at least read like a story.
_LEAST_WORDS = 40
_WALL = 150  # words; a page of its own has its paragraphs, only lists ran them together
_FOREIGN = ("<", "{", "[", "#", "%", "--", "/*")


def recognises(page: Page) -> bool:
    if not page.lines or _is_foreign(page) or _may_be_list(page.lines):
        return False
    if _has_no_title(page.lines):
        return page.had_injection or has_dateline(page.lines[0].text) or bool(page.address.article_slug)
    if len(page.lines) < 2:
        return False
    is_known_page = page.is_framed or page.had_injection or bool(page.address.article_slug or page.address.old_id)
    return _reads_like_story(page.lines, has_evidence=is_known_page)


def read(page: Page) -> Iterator[Record | Problem]:
    lines = page.lines
    if _has_no_title(lines):
        yield from _read_untitled(page)
        return
    if len(lines) > 2 and is_photo_caption(lines[0].text):
        reason = "a photo's caption above the title; no picture is known for it"
        yield page.problem(Severity.WARNING, lines[0], Kind.IMAGE, lines[0].text, reason)
        lines = lines[1:]
    title = clean_title(lines[0].text)
    block = closing_author_block(lines)
    body = lines[1 : len(lines) - block.length]
    extra: dict[str, Any] = {"bylines": (BylineRecord(block.byline),) if block.byline else ()}
    if block.account and block.bio:
        own = lines[len(lines) - block.length :]
        yield PersonRecord(page.place(own[0]), block.account, bio=block.bio, raw=page.raw(own))
    if names_another_story(page.address.article_slug, title):
        reason = "the source address seems to name another story; it is not kept with this one"
        yield page.problem(Severity.WARNING, lines[0], Kind.ARTICLE, title, reason)
    else:
        extra |= _origin(page)
    yield article(page, _story(title, body, tuple(lines), extra))


def _read_untitled(page: Page) -> Iterator[Record | Problem]:
    title = humanise(page.address.article_slug)
    if not title:
        reason = "the page has no title line, and no address to take a title from: give --source-url"
        yield page.problem(Severity.FAILED, page.lines[0], Kind.ARTICLE, page.lines[0].text[:60], reason)
        return
    reason = "the page has no title line; the title was made from its address and wants an editor's eye"
    yield page.problem(Severity.WARNING, page.lines[0], Kind.ARTICLE, title, reason)
    yield article(page, _story(title, page.lines, tuple(page.lines), _origin(page)))


def _story(title: str, body: list[Line], lines: tuple[Line, ...], extra: dict[str, Any]) -> Story:
    return Story(title, paragraphs(body), lines, extra | {"has_paragraphs": len(body) > 1})


def _origin(page: Page) -> dict[str, Any]:
    address = page.address
    return {
        "old_addresses": (address.article_path,) if address.article_path else (),
        "old_ids": (address.old_id,) if address.old_id else (),
    }


def _has_no_title(lines: list[Line]) -> bool:
    first = lines[0].text
    return not can_be_title(first) or (has_dateline(first) and not reads_like_title(first))


def _is_foreign(page: Page) -> bool:
    """Say whether the file looks like markup, data or a program."""
    return page.lines[0].text.startswith(_FOREIGN)


def _may_be_list(lines: list[Line]) -> bool:
    """Say whether several stories seem to stand here, whose mark is lost: they must not become one story."""
    if any(is_relative_date(line.text) for line in lines):
        return True
    if len(lines) >= 3 and any(is_cut(line.text) for line in lines):
        return True
    bodies = lines[1::2]
    alternate = len(lines) >= 4 and len(lines) % 2 == 0
    return (
        alternate
        and all(are_title_and_body(*(line.text for line in pair)) for pair in zip(lines[::2], bodies, strict=True))
        and sum(len(body.text.split()) for body in bodies) >= _WALL * len(bodies)
    )


def _reads_like_story(lines: list[Line], *, has_evidence: bool) -> bool:
    body = lines[1:]
    if max(len(line.text) for line in body) <= len(lines[0].text) and not has_evidence:
        return False
    words = sum(len(line.text.split()) for line in body)
    ends_sentence = any(line.text.endswith((".", "!", "?", "”", '"')) for line in body)
    return ends_sentence and (has_evidence or words >= _LEAST_WORDS)
