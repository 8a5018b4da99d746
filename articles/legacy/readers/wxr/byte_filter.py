"""The byte filter in front of the parser: mends what real exports hold and XML forbids, and counts what it changed.

The rules are those of the import reference, part 2.3. Line breaks are never touched, so that lines keep their numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.legacy.readers.line_breaks import line_breaks

CONTROLS = "control characters were dropped"
BAD_UTF8 = "bytes that are not UTF-8 were replaced"
REFERENCES = "references to characters that XML forbids were dropped"
NO_CHARACTERS = "code points that are no characters were dropped"
CDATA_ENDS = "ends of CDATA that stood inside a text were taken as text"
AMPERSANDS = "ampersands that stood bare were taken as text"

_CONTROL_BYTES = bytes(code for code in range(32) if code not in b"\t\n\r")
_NOT_CHARACTERS = re.compile(rb"\xef\xbf[\xbe\xbf]")
_REFERENCE = re.compile(
    rb"&#(?:0{0,9}(?:[0-8]|1[124-9]|2[0-9]|3[01]|5529[6-9]|55[3-9][0-9]{2}|5[67][0-9]{3}|6553[45])"
    rb"|[xX]0{0,9}(?:[0-8bcefBCEF]|1[0-9a-fA-F]|[dD][89a-fA-F][0-9a-fA-F]{2}|[fF]{3}[efEF]));"
)
# A true end of CDATA stands before the closing tag of an element of the export, or before more CDATA.
_ELEMENT = (
    rb"(?:[A-Za-z_][\w.-]{0,30}:[\w.-]{1,60}"
    rb"|title|link|category|guid|description|pubDate|language|generator|url|copyright|managingEditor)"
)
_FALSE_END = re.compile(rb"\]\]>(?!\s{0,400}</" + _ELEMENT + rb"\s*>|<!\[CDATA\[)")
_TRUE_START = re.compile(rb"<" + _ELEMENT + rb"(?:\s[^<>]{0,1000})?>\s{0,400}<!\[CDATA\[")
# Begins no reference. A name that XML does not know, such as nbsp, is for the parser to ask about.
_BARE = re.compile(rb"&(?!(?:[A-Za-z][A-Za-z0-9]{0,40}|#[0-9]{1,10}|#x[0-9a-fA-F]{1,10});)")
_BARE_OR_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)|" + _BARE.pattern, re.DOTALL)
_START, _END = b"<![CDATA[", b"]]>"
_LOOK_BACK = 500
_LONGEST_HOLD = 1024 * 1024


@dataclass(slots=True)
class Change:
    """What the filter did of one kind. Lines count from 1."""

    count: int
    line: int


class ByteFilter:
    """Takes the bytes of a file piece by piece; `changes` says what was mended and where that began."""

    def __init__(self) -> None:
        self.changes: dict[str, Change] = {}
        self._held = b""
        self._line = 1
        self._is_in_cdata = False

    def feed(self, data: bytes) -> bytes:
        """Return what can be parsed so far: all but a last part that more bytes may complete."""
        data = self._held + data
        cut = _safe_cut(data)
        self._held = data[cut:]
        return self._mend(data[:cut])

    def close(self) -> bytes:
        held, self._held = self._held, b""
        return self._mend(held)

    def _mend(self, data: bytes) -> bytes:
        if not data:
            return data
        lines = line_breaks(data)
        data = self._drop_controls(data)
        data = self._drop(data, _NOT_CHARACTERS, NO_CHARACTERS)
        try:
            data.decode()
        except UnicodeDecodeError as error:
            mended = data.decode("utf-8", "replace").encode()
            self._note(BAD_UTF8, mended.count(b"\xef\xbf\xbd") - data.count(b"\xef\xbf\xbd"), data, error.start)
            data = mended
        if b"&#" in data:
            data = self._drop(data, _REFERENCE, REFERENCES)
        begins_in_cdata = self._is_in_cdata
        data = self._mend_cdata(data)
        if b"&" in data and _BARE.search(data):
            data = self._mend_ampersands(data, is_in_cdata=begins_in_cdata)
        self._line += lines
        return data

    def _drop_controls(self, data: bytes) -> bytes:
        kept = data.translate(None, _CONTROL_BYTES)
        if len(kept) < len(data):
            first = next(position for position, byte in enumerate(data) if byte in _CONTROL_BYTES)
            self._note(CONTROLS, len(data) - len(kept), data, first)
        return kept

    def _drop(self, data: bytes, pattern: re.Pattern[bytes], what: str) -> bytes:
        first = pattern.search(data)
        if first is None:
            return data
        kept, count = pattern.subn(b"", data)
        self._note(what, count, data, first.start())
        return kept

    def _mend_cdata(self, data: bytes) -> bytes:
        parts: list[bytes] = []
        done = 0
        for match in _FALSE_END.finditer(data):
            self._follow(data, done, match.start())
            if self._is_in_cdata and _is_followed_by_element(data, match.end()):
                self._is_in_cdata = False
                continue
            parts.append(data[done : match.start()])
            parts.append(b"]]]]><![CDATA[>" if self._is_in_cdata else b"]]&gt;")
            self._note(CDATA_ENDS, 1, data, match.start())
            done = match.end()
        self._follow(data, done, len(data))
        return b"".join([*parts, data[done:]]) if parts else data

    def _mend_ampersands(self, data: bytes, *, is_in_cdata: bool) -> bytes:
        parts: list[bytes] = []
        done = 0
        while done < len(data):
            found = data.find(_END if is_in_cdata else _START, done)
            end = len(data) if found < 0 else found
            part = data[done:end]
            bare = () if is_in_cdata else [found for found in _BARE_OR_COMMENT.finditer(part) if found[0] == b"&"]
            if bare:
                part = _BARE_OR_COMMENT.sub(lambda found: b"&amp;" if found[0] == b"&" else found[0], part)
                self._note(AMPERSANDS, len(bare), data, done + bare[0].start())
            parts.append(part)
            done, is_in_cdata = end, not is_in_cdata
        return b"".join(parts)

    def _follow(self, data: bytes, start: int, end: int) -> None:
        """Know whether `end` stands in CDATA, after a stretch without false ends."""
        opened, closed = data.rfind(_START, start, end), data.rfind(_END, start, end)
        if opened != closed:
            self._is_in_cdata = opened > closed

    def _note(self, what: str, count: int, data: bytes, position: int) -> None:
        if what in self.changes:
            self.changes[what].count += count
        else:
            self.changes[what] = Change(count, self._line + line_breaks(data, 0, position))


def _is_followed_by_element(data: bytes, position: int) -> bool:
    """Tell whether the next CDATA begins before another ends: then bare text follows the end of one, as XML allows."""
    end = data.find(_END, position)
    return _TRUE_START.search(data, position, len(data) if end < 0 else end) is not None


def _safe_cut(data: bytes) -> int:
    """Return where the data may be parted without parting a character, a reference or an end of CDATA."""
    cut = data.rfind(b"<")
    while cut > 0 and data[max(0, cut - _LOOK_BACK) : cut].rstrip().endswith(_END):
        cut = data.rfind(b"<", 0, cut)
    return cut if cut > 0 else max(0, len(data) - _LOOK_BACK) if len(data) > _LONGEST_HOLD else 0
