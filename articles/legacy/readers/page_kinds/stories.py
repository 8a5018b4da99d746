"""What holds for a story on every kind of page: what can be its title, when it is cut, where it stands in its list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from articles.legacy.readers.page_dump import Line, Page
from articles.legacy.records import ArticleRecord
from cms.lib.identity import stable_id

MAX_TITLE = 220
CUT_WORDS = 500  # WordPress trimmed every body of a list to so many, and put "..." after the last
ELLIPSIS = "..."

_WORDPRESS_SPACE = re.compile(r"[\n\r\t ]+")
_SENTENCE_END = (".", "!", "?", "…", ".”", '."', ".)")
_DATELINE = re.compile(r"[A-Z][A-Z .,'’/-]{2,60}(?:\([A-Z/ ]{2,20}\)\s?)?[—–-]\s")


@dataclass(frozen=True, slots=True)
class ListPlace:
    """A printed list, and how many stories stand on the pages before this one."""

    kind: str
    start: int = 0
    is_newest_first: bool = False

    def key(self, page: Page, titles: list[str]) -> str:
        """Return the list's name, which depends neither on the file's name nor on the run."""
        return stable_id("list", self.kind, page.snapshot_on or "", *titles)


@dataclass(frozen=True, slots=True)
class Story:
    """The lines of one story. `extra` are further fields of its record."""

    title: str
    body: str
    lines: tuple[Line, ...]  # all that belong to it, from the title's on
    extra: dict[str, Any]


def article(page: Page, story: Story) -> ArticleRecord:
    is_excerpt = story.extra.get("is_excerpt", False)
    return ArticleRecord(
        place=page.place(story.lines[0]),
        title=story.title,
        body=story.body,
        is_cut=not is_excerpt and is_cut(story.body),
        tags=page.tags,
        snapshot_on=page.snapshot_on,
        raw=page.raw(list(story.lines)),
        **story.extra,
    )


def articles_in_list(page: Page, stories: list[Story], where: ListPlace) -> Iterator[ArticleRecord]:
    """Yield the records of a list in its order, each knowing its place."""
    key = where.key(page, [story.title for story in stories])
    for position, story in enumerate(stories, start=where.start):
        placed = story.extra | {
            "list_key": key,
            "list_kind": where.kind,
            "list_position": position,
            "is_newest_first": where.is_newest_first,
        }
        yield article(page, Story(story.title, story.body, story.lines, placed))


def can_be_title(text: str) -> bool:
    return len(text) <= MAX_TITLE and not text.endswith(ELLIPSIS)


def reads_like_title(text: str) -> bool:
    """Say whether a text not only can be a title, but is no sentence."""
    return can_be_title(text) and not text.endswith(_SENTENCE_END)


def are_title_and_body(title: str, body: str) -> bool:
    return can_be_title(title) and len(body) > len(title)


def clean_title(text: str) -> str:
    return " ".join(text.split())


def is_cut(body: str) -> bool:
    """Say whether a body was trimmed by the list it stood in: exactly 500 words, and "..." after them.

    WordPress did not part words at a no-break space; other tools that made dumps may have.
    """
    if not body.endswith(ELLIPSIS):
        return False
    return CUT_WORDS in (len(body.split()), len(_WORDPRESS_SPACE.split(body.strip())))


def has_dateline(text: str) -> bool:
    """Say whether a text opens with a place in capitals: "BISHKEK (TCA) — ..." or "ASTANA - ..."."""
    return _DATELINE.match(text[:100].replace("\xa0", " ")) is not None


def is_photo_caption(text: str) -> bool:
    """Say whether a line is the caption of a photo that stood above a title."""
    lowered = text.casefold()
    if len(text) > 400:
        return False
    return lowered.endswith(("photo)", "image)", "photo: tca", "photo).")) or lowered.startswith(
        ("photo:", "photo by", "image:", "picture:")
    )
