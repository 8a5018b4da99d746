"""One backup is one .tar.gz: the database, the media files, and last a manifest that proves them both."""

import hashlib
import io
import json
import tarfile
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

FORMAT = 1
MANIFEST = "manifest.json"
SECRET_KEY = "secret_key"
MEDIA = "media"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
# Pictures and dumps are compressed already, so a harder try costs time and saves nothing.
COMPRESSION = 1
CHUNK = 1024 * 1024
MOST_MANIFEST_BYTES = 256 * 1024 * 1024


class BackupError(Exception):
    """What stands in the way, as one line for the person at the terminal."""


@dataclass(frozen=True, slots=True)
class Manifest:
    format: int
    app_version: str
    made_at: str
    database: str  # what Django calls its vendor: a key of DATABASES
    migrations: list[str]  # "app.name" of each that was applied
    rows: dict[str, int]  # by table
    members: dict[str, str]  # the SHA-256 of each file, by its name in the archive


class _Hashing:
    """A file for reading that remembers the hash of what was read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._hash.update(data)
        return data

    @property
    def digest(self) -> str:
        return self._hash.hexdigest()


@contextmanager
def writing(file: BinaryIO) -> Iterator["Writer"]:
    """Write an archive into an open file. It is whole once the block has ended, and its manifest was the last in it."""
    with tarfile.open(fileobj=file, mode="w:gz", compresslevel=COMPRESSION) as tar:
        yield Writer(tar)


class Writer:
    """Adds members to an archive. Reads each once, and remembers its hash under its name."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.members: dict[str, str] = {}

    def add(self, name: str, path: Path) -> None:
        """Add a file as it is now. Raises FileNotFoundError, before anything is written, when it is gone."""
        with path.open("rb") as file:
            file.seek(0, io.SEEK_END)
            size = file.tell()
            file.seek(0)
            self._add(name, size, file)

    def add_bytes(self, name: str, content: bytes) -> None:
        self._add(name, len(content), io.BytesIO(content))

    def add_manifest(self, manifest: Manifest) -> None:
        self.add_bytes(MANIFEST, json.dumps(asdict(manifest), indent=1).encode())

    def _add(self, name: str, size: int, file: BinaryIO) -> None:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mtime, entry.mode = size, int(time.time()), 0o600
        hashing = _Hashing(file)
        self._tar.addfile(entry, hashing)
        self.members[name] = hashing.digest


def check(path: Path) -> Manifest:
    """Read a whole archive and compare it with its manifest. Raises BackupError when they differ in anything."""
    found: dict[str, str] = {}
    manifest = None
    try:
        for name, file in _entries(path):
            if name == MANIFEST:
                manifest = _manifest(file.read(MOST_MANIFEST_BYTES))
                continue
            while file.read(CHUNK):
                pass
            found[name] = file.digest
    except (tarfile.TarError, EOFError, zlib.error) as error:
        raise BackupError(f"{path} is not a whole backup: {error}") from error
    except OSError as error:
        # gzip reports a broken file as an OSError without number
        reason = error.strerror if error.errno else "it is not a gzip file, or a broken one"
        raise BackupError(f"{path} cannot be read: {reason}") from error
    if manifest is None:
        raise BackupError(f"{path} is not a whole backup: it has no manifest")
    for name in sorted(found.keys() | manifest.members.keys()):
        if found.get(name) != manifest.members.get(name):
            raise BackupError(f"{path} is damaged: {name} is not what its manifest says")
    if DATABASES.get(manifest.database) not in found:
        raise BackupError(f"{path} is damaged: it holds no {manifest.database} database")
    return manifest


def unpack(path: Path, place_for: Callable[[str], Path | None]) -> None:
    """Write each member of a checked archive where `place_for` its name says; None leaves it out."""
    for name, file in _entries(path):
        place = place_for(name)
        if place is None:
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as copy:
            while data := file.read(CHUNK):
                copy.write(data)


def _entries(path: Path) -> Iterator[tuple[str, _Hashing]]:
    """Yield name and content of each member, in order.

    Nothing is left to tarfile's own extraction: a member is a plain file under a name that we could have given it, or
    the archive is refused. So no link, no device and no path leads out of the folder that it is unpacked into.
    """
    names = set()
    with tarfile.open(path, "r:gz") as tar:
        for entry in tar:
            is_plain = entry.type in (tarfile.REGTYPE, tarfile.AREGTYPE) and not entry.issparse()
            if not is_plain or not _is_ours(entry.name) or entry.name in names:
                raise BackupError(f"{path} is refused: {entry.name[:100]!r} has no place in a backup")
            names.add(entry.name)
            yield entry.name, _Hashing(tar.extractfile(entry))


def _is_ours(name: str) -> bool:
    if name in {MANIFEST, SECRET_KEY, *DATABASES.values()}:
        return True
    path = PurePosixPath(name)
    is_canonical = str(path) == name and ".." not in path.parts and "\0" not in name
    return is_canonical and len(path.parts) > 1 and path.parts[0] == MEDIA


def _manifest(content: bytes) -> Manifest:
    try:
        fields = json.loads(content)
        if fields["format"] != FORMAT:
            raise BackupError(f"The backup has format {fields['format']}, and this version reads format {FORMAT}.")
        return Manifest(**fields)
    except (ValueError, TypeError, KeyError) as error:
        raise BackupError(f"The manifest cannot be read: {error}") from error
