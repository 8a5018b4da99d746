"""What every reader of dumps is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from articles.legacy.readers.maps import AuthorMap, TermMap
from articles.legacy.readers.refusal import UnreadableInput

__all__ = ["ReadOptions", "UnreadableInput"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the command knows of the input and the input may not say itself."""

    snapshot_on: date | None = None  # the day the pages were saved; a date line in the dump wins
    source_url: str = ""  # the address the page stood at; a `# source-url:` line in the dump wins
    tags: tuple[str, ...] = ()  # given to every story, in place of the tags that the address names

    source: str = "archive"  # names the old site; part of the pictures' stable ids
    timezone: str = ""  # of the old site, as an IANA name, for dates that an export gives in local time only
    types: tuple[str, ...] = ()  # kinds of post to take; none for posts and pages
    statuses: tuple[str, ...] = ()  # as the old system names them; none for all but trash
    author_map: AuthorMap = field(default_factory=AuthorMap)
    term_map: TermMap = field(default_factory=TermMap)
