"""Reading on after damage: what is said of broken XML, and where the next whole item begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.legacy.readers.line_breaks import line_breaks

# Enough to see what is wrong with a file; one broken in more places is none that can be read.
MOST = 1_000
# What an item is read within, where the beginning of its document is lost.
OPENING = b"<rss><channel>"
_ITEM = re.compile(rb"<item(?:\s[^<>]{0,1000})?>(?=\s{0,1000}<)")
_LONGEST_START = 2_100


@dataclass(slots=True)
class Damage(Exception):
    """XML that is broken at a line. From `offset` on, in the bytes just fed, in line `next_line`, another item may
    begin."""

    line: int
    reason: str
    next_line: int
    offset: int


class NextItem:
    """Looks for the beginning of an item, piece by piece; `line` is that of the next byte to come."""

    def __init__(self, line: int) -> None:
        self.line = line
        self._held = b""

    def feed(self, data: bytes) -> bytes:
        """Return what begins with an item; b"" for none yet."""
        data = self._held + data
        start = _ITEM.search(data)
        # An item's start may be completed by what comes next.
        end = start.start() if start else max(len(data) - _LONGEST_START, 0)
        self.line += line_breaks(data, 0, end)
        self._held = b"" if start else data[end:]
        return data[end:] if start else b""
