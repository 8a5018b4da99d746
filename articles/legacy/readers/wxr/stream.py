"""A WordPress export as a stream of its entries: the items, authors and terms below <channel>, each with its line.

The parser is expat: it keeps no tree, counts lines without a limit, does not mind prefixes that nobody declared, and
never reads around damage. What may be mended is mended by the byte filter, before it.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from articles.legacy.readers.options import UnreadableInput
from articles.legacy.readers.wxr.byte_filter import ByteFilter
from articles.legacy.readers.wxr.raw_bytes import BrokenOff, Member
from articles.legacy.readers.wxr.spans import without_spans
from articles.legacy.records import Place

# An item is read into memory whole; a newspaper's longest is some hundred kilobytes.
LONGEST_ITEM = 16 * 1024 * 1024
LONGEST_TAG = 1024 * 1024
DEEPEST = 200
LONGEST_PREAMBLE = 1024 * 1024

_ROOT = re.compile(rb"<rss[\s>]|<!DOCTYPE", re.IGNORECASE)
_HARMLESS = re.compile(r"<!--|<\?")
_HARMLESS_UNTIL = {"<!--": "-->", "<?": "?>"}
_BYTE_ORDER_MARK = "\xef\xbb\xbf"  # as Latin-1 shows its bytes
_EXPORT_URI = "wordpress.org/export/"
_URIS = {"http://purl.org/rss/1.0/modules/content/": "content", "http://purl.org/dc/elements/1.1/": "dc"}
_USUAL_PREFIXES = ("wp", "excerpt", "content", "dc")
_LISTED = frozenset({"item", "wp:author", "wp:category", "wp:tag", "wp:term"})
_BOXES = frozenset({"wp:postmeta", "wp:comment", "wp:termmeta"})
_ENDED = frozenset(
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)


@dataclass(frozen=True, slots=True)
class Category:
    """`<category domain="..." nicename="...">name</category>` of an item, as it stands there."""

    domain: str
    slug: str
    name: str


@dataclass(slots=True)
class Entry:
    """One element below <channel>. Names are "title", "wp:post_id"..., whatever prefixes the file itself uses."""

    name: str
    line: int
    texts: dict[str, str] = field(default_factory=dict)
    categories: list[Category] = field(default_factory=list)
    meta: list[tuple[str, str]] = field(default_factory=list)
    comments: Counter[tuple[str, str]] = field(default_factory=Counter)  # by (approved, type)
    is_too_long: bool = False
    has_stray_markup: bool = False  # elements stood where there should be text only

    def text(self, name: str) -> str:
        return self.texts.get(name, "").strip()

    def first_meta(self, *keys: str) -> str:
        """Return the first value that says something, in the order of the keys."""
        return next(
            (value.strip() for wanted in keys for key, value in self.meta if key == wanted and value.strip()), ""
        )


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
        self.items = 0
        self.last_item = ""
        self._member = member
        self._document: _Document | None = None
        self._preamble = b""
        self._line = 1  # of the preamble's first byte
        self._has_root = False

    def entries(self) -> Iterator[Entry]:
        """Yield the entries in their order. Raises UnreadableInput with the line, for XML that is broken."""
        is_whole = True
        try:
            for chunk in self._member.chunks():
                yield from self._parse(self.filter.feed(chunk), is_last=False)
        except BrokenOff:
            is_whole = False
        yield from self._parse(self.filter.close(), is_last=True)
        self._finish(is_whole)

    def _parse(self, data: bytes, *, is_last: bool) -> Iterator[Entry]:
        while True:
            if self._document is None:
                data = self._find_root(data)
                if not data:
                    return
                self._document = _Document(self, self._line)
            rest = self._document.feed(data, is_last=is_last)
            for entry in self._document.take():
                if entry.name == "item":
                    self.items += 1
                    self.last_item = _name(entry)
                yield entry
            if rest is None:
                return
            # Behind the end of one document stands another, or something that is none.
            self._line = self._document.line
            self._document = None
            data = rest

    def _find_root(self, data: bytes) -> bytes:
        """Return what begins with the root element, after as many line breaks as stood before it; b"" for none yet."""
        data = self._preamble + data
        root = _ROOT.search(data)
        if root is None:
            if len(data) > LONGEST_PREAMBLE:
                if not self._has_root:
                    self.refuse(None, "it is no WordPress export: no <rss> element stands in its first megabyte")
                self._note_junk(data)
                self._line += data.count(b"\n")
                data = b""
            self._preamble = data
            return b""
        before = data[: root.start()]
        self._note_junk(before)
        if root[0].upper() == b"<!DOCTYPE":
            line = self._line + before.count(b"\n")
            self.refuse(line, "it holds a document type declaration; no export does, and it may hide an attack")
        self._preamble = b""
        self._has_root = True
        return b"\n" * before.count(b"\n") + data[root.start() :]

    def _note_junk(self, data: bytes) -> None:
        if without_spans(data.decode("latin-1"), _HARMLESS, _HARMLESS_UNTIL).replace(_BYTE_ORDER_MARK, "").strip():
            self.junk_lines.append(self._line)

    def _finish(self, is_whole: bool) -> None:
        document = self._document
        if document is None:
            if not self._has_root:
                is_empty = is_whole and not self._preamble.strip()
                self.refuse(None, "the file is empty" if is_empty else "it is no WordPress export: it has no <rss>")
            self._note_junk(self._preamble)
        elif not document.is_closed or not is_whole:
            if not self.items:
                self.refuse(document.line, "the file breaks off before its first item ends")
            self.broken_off = Break(document.line, self.last_item)

    def refuse(self, line: int | None, reason: str) -> NoReturn:
        raise UnreadableInput(Place(self.file, line), reason)


class _Document:
    """One XML document being parsed. Depth 1 is <rss>, 2 <channel>, 3 an entry, 4 what it says, 5 within a box."""

    def __init__(self, stream: Stream, first_line: int) -> None:
        self.is_closed = False
        self._stream = stream
        self._first_line = first_line
        self._ready: list[Entry] = []
        self._names: dict[str, str] = {}
        self._prefixes = {prefix: prefix for prefix in _USUAL_PREFIXES}
        self._open: list[str] = []
        self._entry: Entry | None = None
        self._entry_start = 0
        self._attributes: dict[str, str] = {}
        self._box: dict[str, str] | None = None
        self._text: list[str] = []
        self._fed = 0
        self._parser = self._make_parser()

    @property
    def line(self) -> int:
        return self._first_line - 1 + self._parser.CurrentLineNumber

    def take(self) -> list[Entry]:
        ready = self._ready
        self._ready = []
        return ready

    def feed(self, data: bytes, *, is_last: bool) -> bytes | None:
        """Parse; return what stands behind the end of the document, or None where it may go on."""
        try:
            self._parser.Parse(data, is_last)
        except expat.ExpatError as error:
            if self.is_closed:
                return data[self._parser.ErrorByteIndex - self._fed :]
            if not (is_last and error.code in _ENDED):
                self._refuse(error)
        self._fed += len(data)
        self._check_lengths()
        return None

    def _make_parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate("UTF-8")
        parser.buffer_size = 64 * 1024
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        # As if there were a DTD elsewhere, and it were empty: then &nbsp; is skipped and told, and no error.
        parser.UseForeignDTD(True)
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)
        parser.ExternalEntityRefHandler = self._open_nothing
        parser.SkippedEntityHandler = self._name_entity
        return parser

    def _open_nothing(self, context: str | None, *_: object) -> int:
        self._parser.ExternalEntityParserCreate(context).Parse(b"", True)
        return 1

    def _name_entity(self, name: str, *_: object) -> None:
        self._stream.named_entities[name] += 1
        self._text.append(html.unescape(f"&{name};"))

    def _refuse_doctype(self, *_: object) -> NoReturn:
        self._stream.refuse(
            self.line, "it holds a document type declaration; no export does, and it may hide an attack"
        )

    def _refuse(self, error: expat.ExpatError) -> NoReturn:
        reason = f"the XML is broken in column {error.offset + 1}: {expat.errors.messages[error.code]}"
        if self._open:
            reason += f", within <{self._open[-1]}>"
        last = next((_name(entry) for entry in reversed(self._ready) if entry.name == "item"), self._stream.last_item)
        if last:
            reason += f"; the last whole item is {last}"
        self._stream.refuse(self._first_line - 1 + error.lineno, reason)

    def _check_lengths(self) -> None:
        begun = self._parser.CurrentByteIndex
        if begun >= 0 and self._fed - begun > LONGEST_TAG and not self.is_closed:
            self._stream.refuse(self.line, f"a tag or comment that begins here is longer than {LONGEST_TAG // 1024} KB")
        if self._entry is not None and self._fed - self._entry_start > LONGEST_ITEM:
            self._entry.is_too_long = True
            self._entry.meta.clear()
            self._entry.categories.clear()
            self._text.clear()

    def _start(self, raw: str, attributes: dict[str, str]) -> None:
        if attributes and len(self._open) < 4:
            self._declare(attributes)
        name = self._names.get(raw) or self._named(raw)
        self._open.append(name)
        depth = len(self._open)
        if depth == 4:
            self._attributes = attributes
            self._box = {} if name in _BOXES else None
            self._text.clear()
        elif depth == 5 and self._box is not None:
            self._text.clear()
        elif depth == 3:
            self._entry = Entry(name, self.line)
            self._entry_start = self._parser.CurrentByteIndex
            self._text.clear()
        elif depth > 4:
            self._note_stray(depth)
        elif depth == 1 and name != "rss":
            self._stream.refuse(self.line, f"it is no WordPress export: its root is <{raw[:40]}>, not <rss>")

    def _end(self, raw: str) -> None:
        name = self._open.pop()
        depth = len(self._open) + 1
        entry = self._entry
        if depth == 5 and self._box is not None:
            self._box[name] = "".join(self._text)
        elif depth == 4 and entry is not None and not entry.is_too_long:
            self._keep(entry, name)
        elif depth == 3 and entry is not None:
            if name in _LISTED:
                self._ready.append(entry)
            else:
                self._stream.channel.setdefault(name, "".join(self._text).strip())
            self._entry = None
        elif depth == 1:
            self.is_closed = True

    def _keep(self, entry: Entry, name: str) -> None:
        box = self._box
        if box is None:
            text = "".join(self._text)
            if name == "category":
                domain, slug = self._attributes.get("domain", ""), self._attributes.get("nicename", "")
                entry.categories.append(Category(domain, slug, text))
            else:
                entry.texts[name] = text
        elif name != "wp:comment":
            entry.meta.append((box.get("wp:meta_key", ""), box.get("wp:meta_value", "")))
        else:
            entry.comments[box.get("wp:comment_approved", "").strip(), box.get("wp:comment_type", "").strip()] += 1

    def _note_stray(self, depth: int) -> None:
        if depth > DEEPEST:
            self._stream.refuse(self.line, f"elements are nested over {DEEPEST} deep; no export does that")
        if self._entry is not None and self._box is None:
            self._entry.has_stray_markup = True

    def _declare(self, attributes: dict[str, str]) -> None:
        for name, uri in attributes.items():
            if name.startswith("xmlns:"):
                self._prefixes[name[6:]] = _canonical_prefix(uri.strip(), name[6:])
                self._names.clear()

    def _named(self, raw: str) -> str:
        prefix, colon, local = raw.rpartition(":")
        name = f"{self._prefixes.get(prefix, prefix)}:{local}" if colon else raw
        # Some files say wp:wp_author for wp:author.
        name = name.replace("wp:wp_", "wp:", 1)
        self._names[raw] = name
        return name


def _canonical_prefix(uri: str, prefix: str) -> str:
    """Return the usual prefix of a namespace. Files of WXR 1.0 to 1.2 differ in the URI, some say https."""
    if _EXPORT_URI in uri:
        return "excerpt" if uri.rstrip("/").endswith("/excerpt") else "wp"
    return _URIS.get(uri) or (f"not-{prefix}" if prefix in _USUAL_PREFIXES else prefix)


def _name(entry: Entry) -> str:
    number, title = entry.text("wp:post_id"), " ".join(entry.text("title").split())[:60]
    return f'{number} "{title}"' if title else number or f"the one in line {entry.line}"
