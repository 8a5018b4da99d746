"""The folder that a site leaves in: the names of its files, its manifest, and how it is written so that it is whole.

A folder without `manifest.json` is no export: the manifest is taken away before the first file of a new export is put
in place, and comes last. What is being written stands under other names until then, so that an earlier export stays
good while a new one is made, and stays when that one fails.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

FORMAT = "steppe-site"
VERSION = 1
MANIFEST = "manifest.json"
MEDIA = "media"
# In the order in which they can be read in: what is named comes before what names it.
FILES = ("images", "people", "tags", "currencies", "articles", "quotes", "addresses")
COMING = ".coming"
CHUNK = 1024 * 1024
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
# Legal in JSON, and taken for ends of lines by many who read line by line.
_LINE_ENDS = {"\u2028": "\\u2028", "\u2029": "\\u2029", "\x85": "\\u0085"}


class ExportError(Exception):
    """What stands in the way, as one line for the person at the terminal."""


def file_of(kind: str) -> str:
    return f"{kind}.ndjson"


def line_of(thing: dict[str, Any]) -> bytes:
    """Return a thing as its line: always the same bytes for the same thing."""
    text = _ENCODER.encode(thing)
    for letter, escaped in _LINE_ENDS.items():
        if letter in text:
            text = text.replace(letter, escaped)
    return text.encode() + b"\n"


@dataclass(slots=True)
class Written:
    """What the manifest says of one file."""

    size: int = 0
    lines: int = 0
    _hash: Any = field(default_factory=hashlib.sha256)

    def add(self, data: bytes) -> None:
        self.size += len(data)
        self._hash.update(data)

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()


class Draft:
    """An export that is being written. Nothing of it stands under its own name before `finish`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[str, Written] = {}
        self._kept = folder / f"media-list{COMING}"
        self._media: BinaryIO = self._kept.open("w+b")
        self.media_count = 0

    @contextmanager
    def file(self, name: str) -> Iterator[Callable[[bytes], None]]:
        """Yield what takes the file's lines."""
        told = self.files[name] = Written()
        with (self.folder / f"{name}{COMING}").open("wb", buffering=CHUNK) as file:

            def write(data: bytes) -> None:
                file.write(data)
                told.add(data)
                told.lines += 1

            yield write
            _to_disk(file)

    def add_media(self, name: str, source: Path) -> Written:
        """Copy a file to `name`. One that is there with this content already stays. Raises FileNotFoundError."""
        told = Written()
        target = self.folder / name
        with source.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if target.is_symlink():
                target.unlink()
            if target.is_file() and target.stat().st_size == size and _is_same(file, target, told):
                self._list_media(name, told)
                return told
            told = Written()
            target.parent.mkdir(parents=True, exist_ok=True)
            coming = target.with_name(target.name + COMING)
            file.seek(0)
            with coming.open("wb") as copy:
                while data := file.read(CHUNK):
                    copy.write(data)
                    told.add(data)
                _to_disk(copy)
            os.replace(coming, target)
        self._list_media(name, told)
        return told

    def _list_media(self, name: str, told: Written) -> None:
        """Remember a media file on the disk: a list in memory would grow with the archive."""
        self._media.write(_manifest_line(name, told, is_first=not self.media_count))
        self.media_count += 1

    def finish(self, about: dict[str, Any]) -> None:
        """Put everything in place. `about` is what the manifest says beside the files."""
        manifest = self.folder / f"{MANIFEST}{COMING}"
        with manifest.open("wb") as file:
            head = json.dumps(about | {"files": {}, "media": {}}, ensure_ascii=False, indent=1)
            before, _, _ = head.rpartition(' "files": {},')
            file.write(before.encode() + b' "files": {')
            for number, (name, told) in enumerate(self.files.items()):
                file.write(_manifest_line(name, told, is_first=number == 0))
            file.write(b'\n },\n "media": {')
            self._media.seek(0)
            while data := self._media.read(CHUNK):
                file.write(data)
            file.write(b"\n }\n}\n")
            _to_disk(file)
        (self.folder / MANIFEST).unlink(missing_ok=True)
        _sync_folder(self.folder)
        for name in self.files:
            os.replace(self.folder / f"{name}{COMING}", self.folder / name)
        for name in {*map(file_of, FILES)} - self.files.keys():
            (self.folder / name).unlink(missing_ok=True)
        self._drop_other_media()
        _sync_folder(self.folder)
        os.replace(manifest, self.folder / MANIFEST)
        _sync_folder(self.folder)
        self.close()

    def _drop_other_media(self) -> None:
        """Remove pictures of an earlier export that this one does not hold."""
        self._media.seek(0)
        ours = {name for line in self._media if (name := _name_in(line))}
        for folder, _, names in os.walk(self.folder / MEDIA, topdown=False):
            for name in names:
                path = Path(folder, name)
                if path.relative_to(self.folder).as_posix() not in ours:
                    path.unlink()

    def close(self) -> None:
        self._media.close()
        self._kept.unlink(missing_ok=True)

    def give_up(self) -> None:
        """Take away what has no name yet; an earlier export stays as it was."""
        self.close()
        for path in self.folder.glob(f"*{COMING}"):
            path.unlink(missing_ok=True)
        for path in (self.folder / MEDIA).rglob(f"*{COMING}"):
            path.unlink(missing_ok=True)


def _is_same(file: BinaryIO, target: Path, told: Written) -> bool:
    other = Written()
    while data := file.read(CHUNK):
        told.add(data)
    with target.open("rb") as copy:
        while data := copy.read(CHUNK):
            other.add(data)
    return told.sha256 == other.sha256


def _manifest_line(name: str, told: Written, *, is_first: bool) -> bytes:
    said: dict[str, Any] = {"bytes": told.size, "sha256": told.sha256}
    if told.lines:
        said["lines"] = told.lines
    return ("\n" if is_first else ",\n").encode() + f"  {json.dumps(name)}: {json.dumps(said)}".encode()


def _name_in(line: bytes) -> str:
    head, found, _ = line.strip().lstrip(b",").strip().partition(b'": ')
    return json.loads(head + b'"') if found else ""


def _to_disk(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def drafting(folder: Path) -> Iterator[Draft]:
    """Yield a draft of an export in `folder`, which is new, empty or an earlier export's. Raises ExportError, OSError.

    Where the block fails, what it wrote is taken away again.
    """
    folder.mkdir(parents=True, exist_ok=True)
    held = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ExportError(f"Another export is being written into {folder}.") from None
        _require_ours(folder)
        draft = Draft(folder)
        with ExitStack() as unless_done:
            unless_done.callback(draft.give_up)
            yield draft
            unless_done.pop_all()
    finally:
        os.close(held)


def _require_ours(folder: Path) -> None:
    """An export replaces only an export, whole or broken off; never somebody's other files."""
    ours = {MANIFEST, MEDIA, *map(file_of, FILES)}
    for path in folder.iterdir():
        if path.name not in ours and not path.name.endswith(COMING):
            raise ExportError(f"{folder} holds {path.name}, which is of no export. Name a new or an empty folder.")
    if (folder / MEDIA).is_symlink() or any((folder / name).is_symlink() for name in ours):
        raise ExportError(f"{folder} holds a link in the place of a file of an export.")


class NoExport(Exception):
    """The folder is no whole export that this version reads; the message says why."""


@dataclass(frozen=True, slots=True)
class Manifest:
    site: dict[str, Any]
    files: dict[str, dict[str, Any]]
    media: dict[str, dict[str, Any]]

    @property
    def source(self) -> str:
        """The name under which things of this site are known: its host."""
        address = str(self.site.get("url", ""))
        return address.partition("://")[2].strip("/")[:80] or "another site"


def is_export(folder: Path) -> bool:
    """Tell whether a folder is the export of a site, or was to become one."""
    return folder.is_dir() and ((folder / MANIFEST).is_file() or (folder / file_of("articles")).is_file())


def read_manifest(folder: Path) -> Manifest:
    """Raises NoExport."""
    try:
        told = json.loads((folder / MANIFEST).read_bytes())
    except FileNotFoundError:
        raise NoExport(f"{folder} has no {MANIFEST}: the export was broken off, or is still being written.") from None
    except (OSError, ValueError, RecursionError) as error:
        raise NoExport(f"{folder / MANIFEST} cannot be read: {error}.") from error
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise NoExport(f"{folder / MANIFEST} is not of an export of a site.")
    if told.get("version") != VERSION:
        raise NoExport(f"{folder} has version {told.get('version')!r}; this software reads version {VERSION}.")
    site, files, media = (told.get(name) for name in ("site", "files", "media"))
    if not all(isinstance(part, dict) for part in (site, files, media)):
        raise NoExport(f"{folder / MANIFEST} lacks site, files or media.")
    if not all(isinstance(entry, dict) for part in (files, media) for entry in part.values()):
        raise NoExport(f"{folder / MANIFEST} does not say size and hash of each file.")
    return Manifest(site, files, media)


def is_media_name(name: str) -> bool:
    """Tell whether a name is of a file below `media/`, in the one form that we give."""
    path = PurePosixPath(name)
    is_plain = str(path) == name and ".." not in path.parts and not any(ord(letter) < 32 for letter in name)
    return is_plain and len(path.parts) > 1 and path.parts[0] == MEDIA and "\\" not in name


def measure(path: Path) -> Written:
    """Read a file for its size and hash. Raises OSError."""
    told = Written()
    with path.open("rb") as file:
        while data := file.read(CHUNK):
            told.add(data)
    return told
