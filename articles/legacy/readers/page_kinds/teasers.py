"""Addresses that fell through to the home page: one line per story, some fifty words and "...", no titles."""

from __future__ import annotations

from collections.abc import Iterator

from articles.legacy.readers.page_dump import Page
from articles.legacy.records import Kind, Problem, Record, Severity

_LEAST_WORDS, _MOST_WORDS = 12, 120
_LEAST_SHARE = 0.8  # the last line may be broken off


def recognises(page: Page) -> bool:
    teasers = sum(1 for line in page.lines if _is_teaser(line.text))
    return teasers > 0 and teasers >= len(page.lines) * _LEAST_SHARE


def read(page: Page) -> Iterator[Record | Problem]:
    """Refuse them: an opening without a title can be joined to no story."""
    count = len(page.lines)
    reason = f"{count} openings of stories without titles, from the old site's home page: no story can be made of them"
    yield page.problem(Severity.SKIPPED, page.lines[0], Kind.ARTICLE, "teasers", reason)


def _is_teaser(text: str) -> bool:
    return text.endswith(("...", "…")) and _LEAST_WORDS <= len(text[:4000].split()) <= _MOST_WORDS
