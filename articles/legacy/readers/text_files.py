"""Opening a text file: its decoded text, or the one sentence that says why there is none."""

from __future__ import annotations

import re
from pathlib import Path

from articles.legacy.records import Kind, Place, Problem, Severity

MAX_BYTES = 64 * 1024 * 1024
MAX_LINES = 200_000  # the longest page seen has some two hundred

_LINE_ENDS = re.compile(rb"\r\n?|\n")


def load_text(path: Path) -> str | Problem:
    """Return the text without a byte order mark and with its own line ends, or what is wrong with the file."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        return _refused(path, None, f"it cannot be read: {(error.strerror or str(error)).lower()}")
    if len(data) > MAX_BYTES:
        return _refused(path, None, f"it is larger than {MAX_BYTES // 1024 // 1024} MB, too large for a page dump")
    if b"\0" in data:
        return _refused(path, _line_of(data, data.index(b"\0")), "it holds NUL bytes, so it is not a UTF-8 text file")
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        reason = f"the text is not UTF-8 (byte 0x{data[error.start]:02x}): save it as UTF-8; no encoding is guessed"
        return _refused(path, _line_of(data, error.start), reason)
    if not text.strip():
        return _refused(path, None, "the file is empty")
    if len(_LINE_ENDS.findall(data)) > MAX_LINES:
        return _refused(path, None, f"it has over {MAX_LINES:,} lines, too many for a page dump")
    return text


def _line_of(data: bytes, position: int) -> int:
    return len(_LINE_ENDS.findall(data, 0, position)) + 1


def _refused(path: Path, line: int | None, reason: str) -> Problem:
    return Problem(Severity.FAILED, Place(str(path), line), Kind.OTHER, "file", reason)
