"""The bytes of a dump, whether it lies there as it is, gzipped, or as one or more members of a zip or tar archive.

Nothing is ever unpacked to disk, so that no name within an archive can lead anywhere.
"""

from __future__ import annotations

import codecs
import gzip
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from io import BufferedIOBase, BufferedReader, RawIOBase
from pathlib import Path
from typing import Self

from articles.legacy.readers.options import UnreadableInput
from articles.legacy.records import Place

CHUNK = 256 * 1024
GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"
_TAR, _TAR_AT = b"ustar", 257
_TAR_HEAD = 512
# XML packs to a tenth, a monotonous one to a fiftieth; what unpacks to far more was made to fill a disk.
MOST_UNPACKED_RATIO = 200
FREE_OF_RATIO = 20 * 1024 * 1024
MOST_MEMBERS = 10_000
# Each is reached by unpacking all before it.
MOST_IN_PACKED_TAR = 200

_DAMAGED = (
    *(EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, tarfile.TarError),
    *(NotImplementedError, RuntimeError),
)
_TOO_MUCH = f"it unpacks to over {MOST_UNPACKED_RATIO} times its size; no dump does"
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class BrokenOff(Exception):
    """The packed file ends, or is damaged, before its content does."""


@dataclass(frozen=True, slots=True)
class Member:
    """One text to be read. `file` names it in places: the path, and within an archive the member."""

    file: str
    path: Path
    name: str = ""  # within a zip archive
    is_gzipped: bool = False
    span: tuple[int, int] | None = None  # where it lies in a tar archive, unpacked: offset and size

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
                        raise UnreadableInput(Place(self.file), _TOO_MUCH)
                    decoder = decoder or _Decoder(data)
                    yield decoder.decode(data)
        except _DAMAGED as error:
            raise BrokenOff(str(error)) from error
        except OSError as error:
            reason = f"it cannot be read: {(error.strerror or str(error)).lower()}"
            raise UnreadableInput(Place(self.file), reason) from error

    def _open(self) -> AbstractContextManager[BufferedIOBase]:
        if self.name:
            with ExitStack() as unless_done:
                archive = unless_done.enter_context(zipfile.ZipFile(self.path))
                opened = _Closing(archive, archive.open(self.name))
                unless_done.pop_all()
                return opened
        whole = _open(self.path, is_gzipped=self.is_gzipped)
        return _Span(whole, *self.span) if self.span else whole

    def _packed_size(self) -> int:
        if self.name:
            with zipfile.ZipFile(self.path) as archive:
                return archive.getinfo(self.name).compress_size
        return self.path.stat().st_size


def _open(path: Path, *, is_gzipped: bool) -> BufferedIOBase:
    return gzip.open(path) if is_gzipped else path.open("rb")


class _Closing:
    """A member of an archive that takes the archive with it when it is closed."""

    def __init__(self, archive: zipfile.ZipFile, member: BufferedIOBase) -> None:
        self._archive, self._member = archive, member

    def __enter__(self) -> BufferedIOBase:
        return self._member

    def __exit__(self, *raised: object) -> None:
        self._member.close()
        self._archive.close()


class _Span:
    """A stretch of a file, read as if it were all of it."""

    def __init__(self, whole: BufferedIOBase, offset: int, size: int) -> None:
        self._whole, self._offset, self._left = whole, offset, size

    def __enter__(self) -> Self:
        self._whole.seek(self._offset)
        return self

    def __exit__(self, *raised: object) -> None:
        self._whole.close()

    def read1(self, size: int) -> bytes:
        data = self._whole.read1(min(size, self._left))
        if not data and self._left:
            raise EOFError("the archive ends before its member does")
        self._left -= len(data)
        return data


class _Guarded(RawIOBase):
    """The unpacked bytes of a gzip file, as long as they are not made to fill a disk."""

    def __init__(self, path: Path) -> None:
        self._file, self._place = _open(path, is_gzipped=True), Place(str(path))
        self._most = max(FREE_OF_RATIO, path.stat().st_size * MOST_UNPACKED_RATIO)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:
        data = self._file.read1(len(buffer))
        if self._file.tell() > self._most:
            raise UnreadableInput(self._place, _TOO_MUCH)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()


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


def members(path: Path, endings: tuple[str, ...]) -> list[Member]:
    """Return the texts that a file holds: itself, or those members of an archive whose names end so.

    Raises UnreadableInput.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_TAR_HEAD * 8)
        if head.startswith(ZIP):
            found = _zipped(path, endings)
        elif _is_tar(peek(head)):
            found = list(_tarred(path, endings, is_gzipped=head.startswith(GZIP)))
        else:
            return [Member(str(path), path, is_gzipped=head.startswith(GZIP))]
    except _DAMAGED as error:
        kind = "zip" if head.startswith(ZIP) else "tar"
        raise UnreadableInput(Place(str(path)), f"it is no whole {kind} archive: {error}") from error
    except OSError as error:
        reason = f"it cannot be read: {(error.strerror or str(error)).lower()}"
        raise UnreadableInput(Place(str(path)), reason) from error
    if not found:
        raise UnreadableInput(Place(str(path)), f"the archive holds no {' or '.join(endings)} file")
    return sorted(found, key=lambda member: member.file)


def is_archive(head: bytes) -> bool:
    return head.startswith(ZIP) or _is_tar(peek(head))


def _is_tar(head: bytes) -> bool:
    return head[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR


def _zipped(path: Path, endings: tuple[str, ...]) -> list[Member]:
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    _check_number(path, len(names), MOST_MEMBERS)
    return [Member(f"{path}/{name}", path, name) for name in dict.fromkeys(names) if _is_wanted(name, endings)]


def _tarred(path: Path, endings: tuple[str, ...], *, is_gzipped: bool) -> Iterator[Member]:
    """Yield the members that are files; a link or a device is none. Of two of one name the later stands for both."""
    found: dict[str, Member] = {}
    most = MOST_IN_PACKED_TAR if is_gzipped else MOST_MEMBERS
    whole = BufferedReader(_Guarded(path)) if is_gzipped else path.open("rb")
    with whole, tarfile.open(fileobj=whole, mode="r|" if is_gzipped else "r:") as archive:
        for number, told in enumerate(archive, start=1):
            _check_number(path, number, MOST_MEMBERS)
            if told.isreg() and not told.issparse() and _is_wanted(told.name, endings):
                span = (told.offset_data, told.size)
                file = f"{path}/{told.name}"
                found[told.name] = Member(file, path, is_gzipped=is_gzipped, span=span)
                _check_number(path, len(found), most)
    yield from found.values()


def _is_wanted(name: str, endings: tuple[str, ...]) -> bool:
    base = name.rpartition("/")[2]
    return name.lower().endswith(endings) and not name.startswith("__MACOSX/") and not base.startswith(".")


def _check_number(path: Path, number: int, most: int) -> None:
    if number > most:
        raise UnreadableInput(Place(str(path)), f"the archive has over {most:,} members")


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
