"""The folder as it lies there: every file held against the manifest, every line against its schema.

What is wrong with a file or a line is a problem in the report, with its place; the others are read all the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles.legacy.records import Kind, Place, Problem, Severity
from articles.legacy.report import Report
from cms.moving import checking
from cms.moving.folder import FILES, Manifest, file_of, is_media_name, line_of, measure, read_manifest

KINDS = {
    "images": Kind.IMAGE,
    "people": Kind.PERSON,
    "tags": Kind.TAG,
    "currencies": Kind.OTHER,
    "articles": Kind.ARTICLE,
    "quotes": Kind.QUOTE,
    "addresses": Kind.OTHER,
}
# A story with all its versions may be long; what is longer than this was not written by us.
LONGEST_LINE = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Read:
    """A line that keeps to its schema."""

    place: Place
    thing: dict[str, Any]


class Folder:
    def __init__(self, root: Path, report: Report) -> None:
        """Raises NoExport."""
        self.root = root.resolve()
        self.report = report
        self.manifest: Manifest = read_manifest(root)

    def check(self) -> None:
        """Report each file that is not what the manifest says."""
        for kind in FILES:
            if reason := self._fault_of_file(file_of(kind)):
                self._fail(kind, Place(str(self.root / file_of(kind))), file_of(kind), reason)

    def _fault_of_file(self, name: str) -> str:
        said, path = self.manifest.files.get(name), self.root / name
        if path.is_symlink() or not path.is_file():
            return "the file is not there" if said else ""
        if said is None:
            return "the manifest does not name it"
        found = measure(path)
        if (found.size, found.sha256) != (said.get("bytes"), said.get("sha256")):
            return f"it has {found.size} bytes and is not what the manifest says ({said.get('bytes')} bytes)"
        return ""

    def count(self, kind: str) -> int:
        lines = self.manifest.files.get(file_of(kind), {}).get("lines", 0)
        return lines if isinstance(lines, int) else 0

    def lines(self, kind: str, *, is_again: bool = False) -> Iterator[Read]:
        """Yield the good lines of a file, and report the others, unless that was done before."""
        path = self.root / file_of(kind)
        if path.is_symlink() or not path.is_file():
            return
        with path.open("rb") as file:
            number = 0
            while raw := file.readline(LONGEST_LINE):
                number += 1
                place = Place(str(path), number)
                thing, reason = _parsed(kind, raw)
                if reason and is_again:
                    continue
                if reason:
                    self._fail(kind, place, _called(thing), reason)
                else:
                    yield Read(place, thing)

    def _fail(self, kind: str, place: Place, what: str, reason: str) -> None:
        self.report.add(Problem(Severity.FAILED, place, KINDS[kind], what, reason))

    def media(self, name: str) -> Path | None:
        """Return where a media file lies; None for a name that leads out, and for what is no plain file."""
        if not is_media_name(name):
            return None
        path = self.root / name
        try:
            is_inside = path.resolve(strict=True) == path
        except (OSError, RuntimeError):
            return None
        return path if is_inside and path.is_file() else None


def _parsed(kind: str, raw: bytes) -> tuple[Any, str]:
    """Return (thing, what is wrong with the line)."""
    if not raw.endswith(b"\n"):
        return None, "the line breaks off"
    try:
        thing = json.loads(raw)
        whole = line_of(thing) if isinstance(thing, dict) else b""
    except UnicodeEncodeError:
        return None, "it holds half a character"
    except (ValueError, RecursionError) as error:
        return None, f"it is no JSON: {error}"
    if b"\\u0000" in whole:
        return thing, "it holds a zero byte, which no text of ours may"
    return thing, checking.fault(kind, thing)


def _called(thing: Any) -> str:
    names = ("title", "name", "path", "slug", "id", "code", "base")
    found = (thing.get(name) for name in names) if isinstance(thing, dict) else ()
    return str(next((name for name in found if isinstance(name, str) and name), "a line"))[:100]
