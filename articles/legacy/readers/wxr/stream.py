"""A WordPress export as a stream of its entries: the items, authors and terms below <channel>, each with its line.

What may be mended is mended by the byte filter, before it. Where the XML is broken all the same, the item that holds
the damage is lost and told of, and reading goes on with the next one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from articles.legacy.readers.line_breaks import line_breaks
from articles.legacy.readers.options import UnreadableInput
from articles.legacy.readers.packed import BrokenOff, Member
from articles.legacy.readers.wxr import damage
from articles.legacy.readers.wxr.byte_filter import ByteFilter
from articles.legacy.readers.wxr.damage import Damage, NextItem
from articles.legacy.readers.wxr.document import Document, Entry
from articles.legacy.readers.wxr.spans import without_spans
from articles.legacy.records import Place

LONGEST_PREAMBLE = 1024 * 1024

_ROOT = re.compile(rb"<rss[\s>]|<!DOCTYPE", re.IGNORECASE)
_HARMLESS = re.compile(r"<!--|<\?")
_HARMLESS_UNTIL = {"<!--": "-->", "<?": "?>"}
_BYTE_ORDER_MARK = "\xef\xbb\xbf"  # as Latin-1 shows its bytes


@dataclass(frozen=True, slots=True)
class Break:
    """Where a file ends that should go on, or where a packed one is damaged."""

    line: int
    last_item: str  # of those that are whole


class Stream:
    """One text of an export. Read it once, by `entries`; then the rest is known."""

    def __init__(self, member: Member) -> None:
        self.file = member.file
        self.channel: dict[str, str] = {}  # what <channel> says of itself; known before the first item
        self.filter = ByteFilter()
        self.named_entities: Counter[str] = Counter()
        self.junk_lines: list[int] = []  # where other text stood before or behind the XML
        self.broken_off: Break | None = None
        self.damages: list[Damage] = []
        self.encoded_twice = 0  # values that were, and are read right
        self.items = 0
        self.last_item = ""
        self._member = member
        self._document: Document | None = None
        self._next_item: NextItem | None = None  # looked for behind damage
        self._prefixes: dict[str, str] = {}
        self._preamble = b""
        self._line = 1  # of the preamble's first byte
        self._has_root = False

    @property
    def is_given_up(self) -> bool:
        return len(self.damages) >= damage.MOST

    def entries(self) -> Iterator[Entry]:
        """Yield the entries in their order. Raises UnreadableInput, with its line, for what no item can be had from."""
        is_whole = True
        try:
            for chunk in self._member.chunks():
                yield from self._parse(self.filter.feed(chunk), is_last=False)
                if self.is_given_up:
                    break
        except BrokenOff:
            is_whole = False
        yield from self._parse(self.filter.close(), is_last=True)
        self._finish(is_whole)

    def _parse(self, data: bytes, *, is_last: bool) -> Iterator[Entry]:
        while not self.is_given_up:
            if self._document is None:
                data = self._next_item.feed(data) if self._next_item else self._find_root(data)
                if not data:
                    return
                self._document = self._open_document()
            found = None
            try:
                rest = self._document.feed(data, is_last=is_last)
            except Damage as raised:
                found = raised
            yield from self._taken(self._document)
            if found:
                rest = self._note_damage(found, data)
            if rest is None:
                return
            # Behind the end of one document stands another, or something that is none.
            self._line = self._document.line
            self._document = None
            data = rest

    def _open_document(self) -> Document:
        if self._next_item is None:
            return Document(self, self._line)
        # The document that it belongs to was left behind, with what it declared.
        document = Document(self, self._next_item.line, self._prefixes)
        self._next_item = None
        return document

    def _taken(self, document: Document) -> Iterator[Entry]:
        for entry in document.take():
            if entry.name == "item":
                self.items += 1
                self.last_item = _name(entry)
            yield entry

    def _note_damage(self, found: Damage, data: bytes) -> bytes:
        """Write the damage down, and return the bytes in which the next item is to be looked for."""
        if self.last_item:
            found.reason += f"; the last whole item is {self.last_item}"
        self.damages.append(found)
        self._prefixes = self._document.prefixes
        self._next_item = NextItem(found.next_line)
        return data[found.offset :]

    def _find_root(self, data: bytes) -> bytes:
        """Return what begins with the root element, after as many line breaks as stood before it; b"" for none yet."""
        data = self._preamble + data
        root = _ROOT.search(data)
        if root is None:
            if len(data) > LONGEST_PREAMBLE:
                if not self._has_root:
                    self.refuse(None, "it is no WordPress export: no <rss> element stands in its first megabyte")
                self._note_junk(data)
                self._line += line_breaks(data)
                data = b""
            self._preamble = data
            return b""
        before = data[: root.start()]
        self._note_junk(before)
        if root[0].upper() == b"<!DOCTYPE":
            line = self._line + line_breaks(before)
            self.refuse(line, "it holds a document type declaration; no export does, and it may hide an attack")
        self._preamble = b""
        self._has_root = True
        return b"\n" * line_breaks(before) + data[root.start() :]

    def _note_junk(self, data: bytes) -> None:
        if without_spans(data.decode("latin-1"), _HARMLESS, _HARMLESS_UNTIL).replace(_BYTE_ORDER_MARK, "").strip():
            self.junk_lines.append(self._line)

    def _finish(self, is_whole: bool) -> None:
        if self.damages and not self.items:
            self.refuse(self.damages[0].line, self.damages[0].reason)
        document = self._document
        if document is None:
            if not self._has_root:
                is_empty = is_whole and not self._preamble.strip()
                self.refuse(None, "the file is empty" if is_empty else "it is no WordPress export: it has no <rss>")
            self._note_junk(self._preamble)
        elif not document.is_closed or not is_whole:
            if not self.items and not self.damages:
                self.refuse(document.line, "the file breaks off before its first item ends")
            self.broken_off = Break(document.line, self.last_item)

    def refuse(self, line: int | None, reason: str) -> NoReturn:
        raise UnreadableInput(Place(self.file, line), reason)


def _name(entry: Entry) -> str:
    number, title = entry.text("wp:post_id"), " ".join(entry.text("title").split())[:60]
    return f'{number} "{title}"' if title else number or f"the one in line {entry.line}"
