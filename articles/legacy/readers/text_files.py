"""Opening a text file or an archive of them: each decoded text, or the one sentence that says why there is none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from articles.legacy.readers.line_breaks import line_breaks
from articles.legacy.readers.packed import BrokenOff, Member, members
from articles.legacy.readers.refusal import UnreadableInput
from articles.legacy.records import Kind, Place, Problem, Severity

MAX_BYTES = 64 * 1024 * 1024
PAGE_ENDINGS = (".txt",)  # of the pages in an archive
MAX_LINES = 200_000  # the longest page seen has some two hundred


def load_texts(path: Path) -> Iterator[tuple[str, str | Problem]]:
    """Yield the name and the text of each page that a file holds: one, or those of an archive.

    A text comes without a byte order mark and with its own line ends; or there is a Problem that says what is wrong.
    """
    try:
        found = members(path, PAGE_ENDINGS)
    except UnreadableInput as error:
        yield str(path), Problem(Severity.FAILED, error.place, Kind.OTHER, "file", error.reason)
        return
    for member in found:
        yield member.file, _load(member)


def _load(member: Member) -> str | Problem:
    data, path = bytearray(), member.file  # a packed text comes in some thousand pieces
    try:
        for chunk in member.chunks():
            data += chunk
            if len(data) > MAX_BYTES:
                size = f"{MAX_BYTES // 1024 // 1024} MB"
                return _refused(path, None, f"it is larger than {size}, too large for a page dump")
    except UnreadableInput as error:
        return _refused(path, None, error.reason)
    except BrokenOff as error:
        return _refused(path, None, f"what it is packed in is damaged: {error}")
    if b"\0" in data:
        return _refused(path, _line_of(data, data.index(b"\0")), "it holds NUL bytes, so it is not a UTF-8 text file")
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        reason = f"the text is not UTF-8 (byte 0x{data[error.start]:02x}): save it as UTF-8; no encoding is guessed"
        return _refused(path, _line_of(data, error.start), reason)
    if not text.strip():
        return _refused(path, None, "the file is empty")
    if line_breaks(data) > MAX_LINES:
        return _refused(path, None, f"it has over {MAX_LINES:,} lines, too many for a page dump")
    return text


def _line_of(data: bytes, position: int) -> int:
    return line_breaks(data, 0, position) + 1


def _refused(path: str, line: int | None, reason: str) -> Problem:
    return Problem(Severity.FAILED, Place(path, line), Kind.OTHER, "file", reason)
