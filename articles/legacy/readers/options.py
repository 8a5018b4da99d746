"""What every reader of dumps is told, and how it says that there is nothing to read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from articles.legacy.records import Place


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the command knows of the input and the input may not say itself."""

    snapshot_on: date | None = None  # the day the pages were saved; a date line in the dump wins
    source_url: str = ""  # the address the page stood at; a `# source-url:` line in the dump wins
    tags: tuple[str, ...] = ()  # given to every story, in place of the tags that the address names


class UnreadableInput(Exception):
    """A path that cannot be read at all: missing, forbidden, not a file, or an empty folder."""

    def __init__(self, place: Place, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason
