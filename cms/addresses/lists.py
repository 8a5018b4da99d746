"""Lists of addresses: a line each, CSV, site maps, access logs; packed or not, of any size, hostile or not.

Everything is read as it streams. What is kept is each address once with how often it came, and no more than
MOST_ADDRESSES of them: a log of a flood of random paths takes no more memory than that.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from lxml import etree

MOST_ADDRESSES = 200_000
LONGEST_LINE = 64 * 1024
LONGEST_ADDRESS = 2_000
MOST_FAULTS = 1_000
MOST_UNPACKED = 4 * 1024 * 1024 * 1024
_COLUMNS = ("old", "url", "address", "loc", "old_url", "from", "source", "page")
# Apache's and nginx's common and combined forms: "GET /path HTTP/1.1" 404
_LOGGED = re.compile(r'"(?P<method>[A-Z]{3,10}) (?P<uri>\S{1,4000}) HTTP/[0-9.]{1,3}" (?P<status>[0-9]{3})\b')
# Signs that move a terminal, and halves of letters, which JSON can name and no text holds
_NO_TEXT = re.compile("[\\x00-\\x1f\\x7f\\ud800-\\udfff]")
_READERS = ("GET", "HEAD")
_LOCATION, _ENTRY = "{*}loc", "{*}sitemap"


@dataclass(slots=True)
class Listed:
    """What a list holds: hits by address, in the order of their first coming, and a line for what is no address."""

    hits: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    fault_count: int = 0
    left_out: int = 0  # addresses beyond MOST_ADDRESSES

    def add(self, address: str, place: str) -> None:
        address = address.strip()
        if len(address) > LONGEST_ADDRESS or not address or _NO_TEXT.search(address):
            self.refuse(place, f"no address: {address[:60]!r}")
        elif address in self.hits or len(self.hits) < MOST_ADDRESSES:
            self.hits[address] = self.hits.get(address, 0) + 1
        else:
            self.left_out += 1

    def refuse(self, place: str, reason: str) -> None:
        self.fault_count += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(f"{place}: {reason}")


def read_list(name: str) -> Listed:
    """Read a file, or standard input for "-". Raises OSError where it cannot be opened."""
    listed = Listed()
    if name == "-":
        _read(sys.stdin.buffer, "standard input", None, listed, frozenset())
    else:
        _read_file(Path(name), listed, frozenset())
    return listed


def _read_file(path: Path, listed: Listed, above: frozenset[Path]) -> None:
    with path.open("rb") as file:
        _read(file, str(path), path, listed, above)


def _read(file: BinaryIO, name: str, path: Path | None, listed: Listed, above: frozenset[Path]) -> None:
    buffered = io.BufferedReader(file) if isinstance(file, io.RawIOBase) else file
    if not hasattr(buffered, "peek"):
        buffered = io.BufferedReader(buffered)
    try:
        if buffered.peek(2)[:2] == b"\x1f\x8b":
            buffered = io.BufferedReader(_Unpacked(gzip.GzipFile(fileobj=buffered)))
        if buffered.peek(256)[:256].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
            _read_sitemap(buffered, name, path, listed, above)
        else:
            _read_lines(buffered, name, listed)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        listed.refuse(name, f"the packed file is damaged or breaks off: {error}")


class _Unpacked(io.RawIOBase):
    """A packed file that may not unpack to more than any list has."""

    def __init__(self, packed: gzip.GzipFile) -> None:
        self._packed, self._read = packed, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:
        data = self._packed.read1(len(buffer))
        self._read += len(data)
        if self._read > MOST_UNPACKED:
            raise gzip.BadGzipFile("it unpacks to more than any list of addresses")
        buffer[: len(data)] = data
        return len(data)


def _read_lines(file: BinaryIO, name: str, listed: Listed) -> None:
    column: int | None = None
    for number, text in _lines(file, name, listed):
        place = f"{name}:{number}"
        if number == 1 and (found := _column(text)) is not None:
            column = found
            continue
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        if column is not None:
            cells = next(csv.reader([text]), [])
            listed.add(bare(cells[column]) if column < len(cells) else "", place)
        elif text.startswith("{"):
            _take_json(text, place, listed)
        elif match := _LOGGED.search(text):
            if match["method"] in _READERS:
                listed.add(match["uri"], place)
        else:
            listed.add(_first_cell(text), place)


def _lines(file: BinaryIO, name: str, listed: Listed) -> Iterator[tuple[int, str]]:
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            listed.refuse(f"{name}:{number}", "a line longer than any address")
            while line and not line.endswith(b"\n"):
                line = file.readline(LONGEST_LINE)
            continue
        text = line.decode("utf-8-sig" if number == 1 else "utf-8", "replace").rstrip("\r\n")
        if "\ufffd" in text or "\0" in text:
            listed.refuse(f"{name}:{number}", f"no text: {text[:60]!r}")
            continue
        yield number, text


def _column(text: str) -> int | None:
    """Which column holds the addresses, where the first line of a CSV names them."""
    if text.lstrip().startswith(("/", "{", "http", "<", "#")):
        return None
    names = [cell.strip().casefold() for cell in next(csv.reader([text]), [])]
    return next((names.index(name) for name in _COLUMNS if name in names), None)


def bare(cell: str) -> str:
    """A cell without the sign that keeps a spreadsheet from calculating it."""
    return cell[1:] if cell.startswith("'") else cell


def _first_cell(text: str) -> str:
    """The address of a line that may go on with another: parted by a tab, or a comma before a new address."""
    return bare(re.split(r"\t|,\s*(?=/|https?://|$)", text.strip(), maxsplit=1)[0].strip('"'))


def _take_json(text: str, place: str, listed: Listed) -> None:
    """A line of Caddy's log, or of another server that writes JSON with `request_uri` or `uri`."""
    try:
        line = json.loads(text)
    except (ValueError, RecursionError):
        line = None
    request = line.get("request", line) if isinstance(line, dict) else None
    if isinstance(request, str):
        match = re.match(r"([A-Z]{3,10}) (\S+)", request)
        request = {"method": match[1], "uri": match[2]} if match else {}
    uri = (
        (request.get("uri") or request.get("request_uri") or request.get("url")) if isinstance(request, dict) else None
    )
    if not isinstance(uri, str):
        listed.refuse(place, "no address in this line of a log")
    elif request.get("method", "GET") in _READERS:
        listed.add(uri, place)


def _read_sitemap(file: BinaryIO, name: str, path: Path | None, listed: Listed, above: frozenset[Path]) -> None:
    """A site map; of an index, the site maps beside it, found by the names of their files. Nothing is fetched."""
    try:
        events = etree.iterparse(
            file, events=("end",), tag=(_LOCATION,), resolve_entities=False, no_network=True, load_dtd=False
        )
        for number, (_, element) in enumerate(events, 1):
            place, text = f"{name}, entry {number}", (element.text or "").strip()
            above_it = element.getparent()
            if above_it is not None and etree.QName(above_it).localname == "sitemap":
                _read_beside(text, place, path, listed, above)
            else:
                listed.add(text, place)
            _drop(element)
    except etree.XMLSyntaxError as error:
        listed.refuse(name, f"no XML from here on: {error.msg}")


def _drop(element: etree._Element) -> None:
    """Let go of what was read, so that a large file takes no more memory than a small one."""
    entry = element.getparent()
    while entry is not None and entry.getprevious() is not None:
        entry.getparent().remove(entry.getprevious())
    element.clear()


def _read_beside(address: str, place: str, path: Path | None, listed: Listed, above: frozenset[Path]) -> None:
    try:
        file = urlsplit(address).path.rpartition("/")[2]
    except ValueError:
        file = ""
    if path is None or not file or file in (".", "..") or "\\" in file or "\0" in file:
        listed.refuse(place, f"the site map {address[:100]} is not beside this file")
        return
    found = next((p for p in (path.parent / file, path.parent / file.removesuffix(".gz")) if p.is_file()), None)
    if found is None or found.resolve().parent != path.parent.resolve():
        listed.refuse(place, f"there is no file {file[:100]} beside this one")
    elif found.resolve() in above or found.resolve() == path.resolve():
        listed.refuse(place, f"{file[:100]} holds itself")
    else:
        _read_file(found, listed, above | {path.resolve()})
