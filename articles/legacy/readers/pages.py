"""The reader of plain-text page dumps: each file is one page of an old site, saved as text.

The rules come from the import reference, part 1: the marks by which a kind of page is known, in their order.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from articles.legacy.readers.options import ReadOptions
from articles.legacy.readers.page_dump import Page, open_page
from articles.legacy.readers.page_kinds import author, joomla_list, listing, post_list, region, single, teasers
from articles.legacy.readers.text_files import PAGE_ENDINGS, load_texts
from articles.legacy.records import Kind, Problem, Record, Severity

ENDINGS = PAGE_ENDINGS


class PageKind(Protocol):
    def recognises(self, page: Page) -> bool: ...

    def read(self, page: Page) -> Iterator[Record | Problem]: ...


# Kinds with a mark of their own first; then those that only their layout tells.
KINDS: tuple[PageKind, ...] = (listing, author, post_list, joomla_list, teasers, region, single)


def recognises(head: bytes) -> bool:
    """Say whether a file may be a page dump: any text that is no markup and no data of another kind."""
    return b"\0" not in head and not head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"<", b"{", b"["))


def read(path: Path, options: ReadOptions) -> Iterator[Record | Problem]:
    """Yield the quotes, people and stories of each page, and what was wrong. Raises nothing for their content."""
    for file, text in load_texts(path):
        if isinstance(text, Problem):
            yield text
        else:
            yield from read_page(open_page(file, text, options))


def read_page(page: Page) -> Iterator[Record | Problem]:
    """Yield what one page holds."""
    if not page.lines:
        yield from _read_without_stories(page)
        return
    kind = next((kind for kind in KINDS if kind.recognises(page)), None)
    if kind is None:
        reason = "no kind of page that is known: it has none of the marks, and does not read like a single story"
        yield page.problem(Severity.FAILED, page.lines[0], Kind.OTHER, "file", reason)
        return
    yield from page.framing
    yield from kind.read(page)


def _read_without_stories(page: Page) -> Iterator[Record | Problem]:
    if not page.framing:
        yield page.problem(Severity.FAILED, None, Kind.OTHER, "file", "the file holds no story")
        return
    yield from page.framing
    yield page.problem(Severity.WARNING, None, Kind.OTHER, "page", "no story stands on it")
