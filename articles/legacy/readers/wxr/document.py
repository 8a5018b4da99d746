"""One XML document of an export being parsed: expat's events made into entries.

The parser keeps no tree, counts lines without a limit, and does not mind prefixes that nobody declared.
"""

from __future__ import annotations

import html
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat

from articles.legacy.readers.encodings import mended
from articles.legacy.readers.line_breaks import line_breaks
from articles.legacy.readers.wxr import damage
from articles.legacy.readers.wxr.damage import Damage

if TYPE_CHECKING:
    from articles.legacy.readers.wxr.stream import Stream

# An item is read into memory whole; a newspaper's longest is some hundred kilobytes.
LONGEST_ITEM = 16 * 1024 * 1024
LONGEST_TAG = 1024 * 1024
DEEPEST = 200

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


class Document:
    """One XML document being parsed. Depth 1 is <rss>, 2 <channel>, 3 an entry, 4 what it says, 5 within a box."""

    def __init__(self, stream: Stream, first_line: int, prefixes: dict[str, str] | None = None) -> None:
        """With `prefixes` it begins with an item, as if the elements around that had been read."""
        self.is_closed = False
        self._stream = stream
        self._first_line = first_line
        self._ready: list[Entry] = []
        self._names: dict[str, str] = {}
        self.prefixes = dict(prefixes) if prefixes else {prefix: prefix for prefix in _USUAL_PREFIXES}
        self._open: list[str] = []
        self._entry: Entry | None = None
        self._entry_start = 0
        self._attributes: dict[str, str] = {}
        self._box: dict[str, str] | None = None
        self._text: list[str] = []
        self._fed = 0
        self._line_breaks = 0
        self._parser = self._make_parser()
        if prefixes:
            self.feed(damage.OPENING, is_last=False)

    @property
    def line(self) -> int:
        return self._first_line - 1 + self._parser.CurrentLineNumber

    def take(self) -> list[Entry]:
        ready = self._ready
        self._ready = []
        return ready

    def feed(self, data: bytes, *, is_last: bool) -> bytes | None:
        """Parse; return what stands behind the end of the document, or None where it may go on. Raises Damage."""
        try:
            self._parser.Parse(data, is_last)
        except expat.ExpatError as error:
            if self.is_closed:
                return data[self._within(self._parser.ErrorByteIndex) :]
            if not (is_last and error.code in _ENDED):
                raise self._damage(error) from error
        self._fed += len(data)
        self._line_breaks += line_breaks(data)
        self._check_lengths(data)
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

    def _damage(self, error: expat.ExpatError) -> Damage:
        reason = f"the XML is broken in column {error.offset + 1}: {expat.errors.messages[error.code]}"
        if self._open:
            reason += f", within <{self._open[-1]}>"
        line = self._first_line - 1 + error.lineno
        return Damage(line, reason, line, self._within(self._parser.ErrorByteIndex))

    def _within(self, index: int) -> int:
        """Return where in the bytes just fed a place lies; their beginning for one in what was fed before."""
        return max(index - self._fed, 0)

    def _check_lengths(self, data: bytes) -> None:
        begun = self._parser.CurrentByteIndex
        if begun >= 0 and self._fed - begun > LONGEST_TAG and not self.is_closed:
            reason = f"a tag or comment that begins here is longer than {LONGEST_TAG // 1024} KB"
            raise Damage(self.line, reason, self._first_line + self._line_breaks, len(data))
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
            self._box[name] = self._value()
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
            text = self._value()
            if name == "category":
                domain, slug = self._attributes.get("domain", ""), self._attributes.get("nicename", "")
                entry.categories.append(Category(domain, slug, text))
            else:
                entry.texts[name] = text
        elif name != "wp:comment":
            entry.meta.append((box.get("wp:meta_key", ""), box.get("wp:meta_value", "")))
        else:
            entry.comments[box.get("wp:comment_approved", "").strip(), box.get("wp:comment_type", "").strip()] += 1

    def _value(self) -> str:
        text = "".join(self._text)
        meant = mended(text)
        self._stream.encoded_twice += meant is not text
        return meant

    def _note_stray(self, depth: int) -> None:
        if depth > DEEPEST:
            reason = f"elements are nested over {DEEPEST} deep; no export does that"
            raise Damage(self.line, reason, self.line, self._within(self._parser.CurrentByteIndex))
        if self._entry is not None and self._box is None:
            self._entry.has_stray_markup = True

    def _declare(self, attributes: dict[str, str]) -> None:
        for name, uri in attributes.items():
            if name.startswith("xmlns:"):
                self.prefixes[name[6:]] = _canonical_prefix(uri.strip(), name[6:])
                self._names.clear()

    def _named(self, raw: str) -> str:
        prefix, colon, local = raw.rpartition(":")
        name = f"{self.prefixes.get(prefix, prefix)}:{local}" if colon else raw
        # Some files say wp:wp_author for wp:author.
        name = name.replace("wp:wp_", "wp:", 1)
        self._names[raw] = name
        return name


def _canonical_prefix(uri: str, prefix: str) -> str:
    """Return the usual prefix of a namespace. Files of WXR 1.0 to 1.2 differ in the URI, some say https."""
    if _EXPORT_URI in uri:
        return "excerpt" if uri.rstrip("/").endswith("/excerpt") else "wp"
    return _URIS.get(uri) or (f"not-{prefix}" if prefix in _USUAL_PREFIXES else prefix)
