"""Region pages (`/kazakhstan/`): no mark of any kind; title and body parted by one line end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from articles.legacy.readers.page_dump import Line, Page
from articles.legacy.readers.page_kinds.pairs import Pairing, pair_up, stray_reason
from articles.legacy.readers.page_kinds.stories import (
    ListPlace,
    Story,
    articles_in_list,
    clean_title,
    reads_like_title,
)
from articles.legacy.records import Problem, Record

_LEAST_WORDS = 20  # a body's, on average: anything shorter may be any list of short lines


def recognises(page: Page) -> bool:
    """Say whether titles and bodies alternate without an empty line between the two of a pair."""
    pairs = _pairs(page).pairs
    if not pairs or len(pairs) * 2 < len(page.lines) * 0.8:
        return False
    words = sum(len(body.text.split()) for _, body in pairs)
    return words >= _LEAST_WORDS * len(pairs)


def read(page: Page) -> Iterator[Record | Problem]:
    # The address of such a page is the region's own name.
    page = replace(page, tags=page.tags or tuple(filter(None, [page.address.region])))
    pairing = _pairs(page)
    stories = [Story(clean_title(title.text), body.text, (title, body), {}) for title, body in pairing.pairs]
    yield from articles_in_list(page, stories, ListPlace("tag"))
    for stray in pairing.stray:
        yield page.stray(stray, stray_reason(stray))


def _pairs(page: Page) -> Pairing:
    pairing = pair_up(page.lines)
    together: list[tuple[Line, Line]] = []
    for title, body in pairing.pairs:
        if body.gap == 0 and reads_like_title(title.text):
            together.append((title, body))
        else:
            pairing.stray.append([title, body])
    pairing.pairs = together
    return pairing
