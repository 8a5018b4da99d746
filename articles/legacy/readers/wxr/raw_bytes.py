"""The bytes of an export, whether it lies there as it is, gzipped, or as one or more members of a zip archive."""

from __future__ import annotations

import codecs
import gzip
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path

from articles.legacy.readers.options import UnreadableInput
from articles.legacy.records import Place

CHUNK = 256 * 1024
GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"
# XML packs to a tenth, a monotonous one to a fiftieth; what unpacks to far more was made to fill a disk.
MOST_UNPACKED_RATIO = 200
FREE_OF_RATIO = 20 * 1024 * 1024
MOST_MEMBERS = 10_000

_DAMAGED = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, NotImplementedError, RuntimeError)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class BrokenOff(Exception):
    """The packed file ends, or is damaged, before its content does."""


@dataclass(frozen=True, slots=True)
class Member:
    """One text to be parsed. `file` names it in places: the path, and within an archive the member."""

    file: str
    path: Path
    name: str = ""  # within a zip archive
    is_gzipped: bool = False

    def chunks(self) -> Iterator[bytes]:
        """Yield the text as UTF-8. Raises BrokenOff, after what is whole, and UnreadableInput."""
        unpacked, packed = 0, max(self._packed_size(), 1)
        decoder = None
        try:
            with self._open() as file:
                # What could be unpacked before the damage is given out first: read() would lose it.
                while data := file.read1(CHUNK):
                    unpacked += len(data)
                    if unpacked > FREE_OF_RATIO and unpacked > packed * MOST_UNPACKED_RATIO:
                        reason = f"it unpacks to over {MOST_UNPACKED_RATIO} times its size; no export does"
                        raise UnreadableInput(Place(self.file), reason)
                    decoder = decoder or _Decoder(data)
                    yield decoder.decode(data)
        except _DAMAGED as error:
            raise BrokenOff(str(error)) from error
        except OSError as error:
            reason = f"it cannot be read: {(error.strerror or str(error)).lower()}"
            raise UnreadableInput(Place(self.file), reason) from error

    def _open(self) -> BufferedIOBase:
        if self.name:
            with ExitStack() as unless_done:
                archive = unless_done.enter_context(zipfile.ZipFile(self.path))
                opened = _Closing(archive, archive.open(self.name))
                unless_done.pop_all()
                return opened
        return gzip.open(self.path) if self.is_gzipped else self.path.open("rb")

    def _packed_size(self) -> int:
        if self.name:
            with zipfile.ZipFile(self.path) as archive:
                return archive.getinfo(self.name).compress_size
        return self.path.stat().st_size


class _Closing:
    """A member of an archive that takes the archive with it when it is closed."""

    def __init__(self, archive: zipfile.ZipFile, member: BufferedIOBase) -> None:
        self._archive, self._member = archive, member

    def __enter__(self) -> BufferedIOBase:
        return self._member

    def __exit__(self, *raised: object) -> None:
        self._member.close()
        self._archive.close()


class _Decoder:
    """Makes UTF-8 of a file in another encoding, if its first bytes name one; UTF-8 passes as it is."""

    def __init__(self, head: bytes) -> None:
        self._decoder: codecs.IncrementalDecoder | None = None
        name = _encoding(head)
        if name not in ("utf-8", "ascii"):
            self._decoder = codecs.getincrementaldecoder(name)("replace")

    def decode(self, data: bytes) -> bytes:
        return data if self._decoder is None else self._decoder.decode(data).encode("utf-8", "replace")


def _encoding(head: bytes) -> str:
    """Return the codec's own name; UTF-8 where none is declared, or none that there is."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    declared = _DECLARED.search(head[:4096])
    if declared is None or head.startswith(codecs.BOM_UTF8):
        return "utf-8"
    try:
        codec = codecs.lookup(declared[1].decode("ascii"))
        # A declaration that could be read byte by byte is not of a wide encoding, whatever it says.
        is_text = b"<".decode(codec.name) == "<"
    except (LookupError, UnicodeError):
        return "utf-8"
    return codec.name if is_text else "utf-8"


def members(path: Path) -> list[Member]:
    """Return the texts that a file holds: itself, or the XML files of an archive. Raises UnreadableInput."""
    try:
        with path.open("rb") as file:
            head = file.read(4)
        if head.startswith(ZIP):
            return _members_of(path)
    except OSError as error:
        reason = f"it cannot be read: {(error.strerror or str(error)).lower()}"
        raise UnreadableInput(Place(str(path)), reason) from error
    return [Member(str(path), path, is_gzipped=head.startswith(GZIP))]


def _members_of(path: Path) -> list[Member]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except _DAMAGED as error:
        raise UnreadableInput(Place(str(path)), f"it is no whole zip archive: {error}") from error
    if len(names) > MOST_MEMBERS:
        raise UnreadableInput(Place(str(path)), f"the archive has over {MOST_MEMBERS:,} members")
    found = sorted({name for name in names if name.lower().endswith((".xml", ".wxr"))})
    found = [name for name in found if not name.startswith("__MACOSX/")]
    if not found:
        raise UnreadableInput(Place(str(path)), "the archive holds no .xml file")
    return [Member(f"{path}/{name}", path, name) for name in found]


def peek(head: bytes) -> bytes:
    """Return the first bytes of the text in a file that begins with `head`; what cannot be unpacked stays as it is."""
    try:
        if head.startswith(GZIP):
            return zlib.decompressobj(wbits=31).decompress(head, len(head))
        if head.startswith(ZIP) and len(head) > 30:
            start = 30 + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
            if head[8:10] == b"\x08\x00":
                return zlib.decompressobj(wbits=-15).decompress(head[start:], len(head))
            return head[start:]
    except zlib.error:
        return head
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "ignore").encode()
    return head
