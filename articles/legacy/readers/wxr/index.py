"""What must be known of all the files of an export before the first story is told: the first pass over them.

An attachment, a term or an author may stand behind the story that names it, or in another file. People and terms are
few and are held; attachments and reusable blocks lie in a database that SQLite keeps in a nameless temporary file, so
that memory does not grow with them and nothing is left behind, however the run ends.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Self

from articles.legacy.readers.options import ReadOptions, UnreadableInput
from articles.legacy.readers.packed import Member, members
from articles.legacy.readers.wxr import attachments, people, picture_addresses
from articles.legacy.readers.wxr.dates import Clock, find_zone
from articles.legacy.readers.wxr.document import Entry
from articles.legacy.readers.wxr.envelope import Site, site_of
from articles.legacy.readers.wxr.people import People
from articles.legacy.readers.wxr.post_types import ATTACHMENT, BLOCK, GUEST_AUTHOR
from articles.legacy.readers.wxr.stream import Stream
from articles.legacy.readers.wxr.terms import Terms
from articles.legacy.records import ImageRecord, Kind, Place, Problem, Severity

# With a journal: without one nothing that a refused file told could be taken back.
_TABLES = """
PRAGMA synchronous = OFF;
PRAGMA cache_size = -8000;
CREATE TABLE attachment (
    id TEXT PRIMARY KEY, parent TEXT, position INTEGER,
    file TEXT, line INTEGER, uid TEXT, caption TEXT, credit TEXT, alt TEXT, url TEXT, path TEXT,
    page TEXT
);
CREATE INDEX attachment_of_story ON attachment (parent, position, id);
CREATE TABLE picture (key TEXT PRIMARY KEY, id TEXT) WITHOUT ROWID;
CREATE TABLE block (id TEXT PRIMARY KEY, html TEXT);
"""
_LONGEST_NUMBER = 18
ENDINGS = (".xml", ".wxr")  # of the exports in an archive


class Index:
    """A context manager: the temporary database is gone when it ends."""

    def __init__(self, options: ReadOptions) -> None:
        try:
            self.clock = Clock(find_zone(options.timezone))
        except ValueError as error:
            raise UnreadableInput(Place("--timezone"), str(error)) from error
        self.people = People(options.author_map)
        self.terms = Terms(options.term_map)
        self.sites: dict[str, Site] = {}  # by file
        self.openings: dict[str, list[Problem]] = {}  # by file: what is to be said of it as a whole
        self.endings: dict[str, list[Problem]] = {}
        self.refused: dict[str, UnreadableInput] = {}  # by file: why it cannot be read
        self._members: dict[Path, list[Member]] = {}
        self.stamps: dict[Path, tuple[int, int]] = {}  # by path: size and time, to know a file that changed since
        self._source = options.source
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.executescript(_TABLES)
        self._database.execute("BEGIN")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def close(self) -> None:
        self._database.close()

    @contextmanager
    def refusing(self, file: str) -> Iterator[None]:
        """Write down that a text cannot be read, if it cannot, and let go of what was learnt of its pictures."""
        self._database.execute("SAVEPOINT text")
        try:
            yield
        except UnreadableInput as error:
            self.refused[file] = error
            self._database.execute("ROLLBACK TO text")
        self._database.execute("RELEASE text")

    def learn_members(self, path: Path) -> Iterator[Member]:
        """Yield the texts of a file, and know them from now on: looking for them may mean to unpack it all."""
        self._members[path] = members(path, ENDINGS)
        yield from self._members[path]

    def members(self, path: Path) -> list[Member]:
        """Return the texts of a file that could be read."""
        return [member for member in self._members.get(path, ()) if member.file not in self.refused]

    def refusals(self, path: Path) -> list[Problem]:
        """Return what is to be said of the texts of a file that could not be read."""
        files = [str(path), *(member.file for member in self._members.get(path, ()))]
        errors = [self.refused[file] for file in dict.fromkeys(files) if file in self.refused]
        return [Problem(Severity.FAILED, error.place, Kind.OTHER, "file", error.reason) for error in errors]

    @property
    def hosts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(host for site in self.sites.values() for host in site.hosts))

    def has_attachment(self, old_id: str) -> bool:
        return self._database.execute("SELECT 1 FROM attachment WHERE id = ?", [old_id]).fetchone() is not None

    def picture_at(self, address: str) -> str:
        """Return the old id of the attachment whose file an address names; "" for none."""
        for key in picture_addresses.keys(address):
            if found := self._database.execute("SELECT id FROM picture WHERE key = ?", [key]).fetchone():
                return found[0]
        return ""

    def pictures(self, file: str) -> Iterator[ImageRecord]:
        """Yield the attachments of a file again, in their order."""
        asked = (
            "SELECT file, line, uid, id, caption, credit, alt, url, path, page FROM attachment "
            "WHERE file = ? ORDER BY rowid"
        )
        # A cursor of its own: between two pictures the index may be asked anything else.
        for row in self._database.cursor().execute(asked, [file]):
            yield ImageRecord(Place(row[0], row[1]), *row[2:-1], (row[-1],) if row[-1] else ())

    def children(self, post_id: str) -> tuple[str, ...]:
        """Return the old ids of the pictures that belong to a story, in the order of its gallery."""
        asked = "SELECT id FROM attachment WHERE parent = ? ORDER BY position, CAST(id AS INTEGER), id"
        return tuple(row[0] for row in self._database.execute(asked, [post_id]))

    def block(self, old_id: str) -> str | None:
        found = self._database.execute("SELECT html FROM block WHERE id = ?", [old_id]).fetchone()
        return found[0] if found else None

    def learn(self, entry: Entry, place: Place) -> None:
        if entry.name == "item":
            self._learn_item(entry, place)
        elif entry.name == "wp:author":
            self.people.learn_author(entry, place)
        elif entry.name == "wp:term" and entry.text("wp:term_taxonomy") == people.TAXONOMY:
            self.people.learn_term(entry, place)
        else:
            self.terms.learn(entry, place)

    def _learn_item(self, entry: Entry, place: Place) -> None:
        post_type = entry.text("wp:post_type")
        if post_type == ATTACHMENT:
            self._learn_attachment(entry, place)
        elif post_type == GUEST_AUTHOR:
            self.people.learn_guest(entry, place)
        elif post_type == BLOCK:
            block = entry.text("wp:post_id"), entry.texts.get("content:encoded", "")
            self._database.execute("INSERT OR REPLACE INTO block VALUES (?, ?)", block)
        elif post_type not in ("nav_menu_item", "revision"):
            self.clock.learn(entry)
            self.people.learn_story(entry, place)
            self.terms.learn_story(entry, place)

    def _learn_attachment(self, entry: Entry, place: Place) -> None:
        picture = attachments.picture(entry, place, self._source)
        if not isinstance(picture, ImageRecord):
            return
        position = entry.text("wp:menu_order")
        position = int(position) if position.lstrip("-").isdecimal() and len(position) < _LONGEST_NUMBER else 0
        row = (
            picture.old_id, entry.text("wp:post_parent"), position, place.file, place.line, picture.uid,
            picture.caption, picture.credit, picture.alt, picture.url, picture.path,
            "".join(picture.old_addresses),
        )  # fmt: skip
        self._database.execute("INSERT OR REPLACE INTO attachment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        for key in {*picture_addresses.keys(picture.url), *picture_addresses.keys(f"/uploads/{picture.path}")}:
            # Of two attachments with one file, the first made; in whatever order they stand.
            self._database.execute(
                "INSERT INTO picture VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET id = excluded.id "
                "WHERE CAST(excluded.id AS INTEGER) < CAST(id AS INTEGER)",
                [key, picture.old_id],
            )


def prepare(paths: Iterable[Path], options: ReadOptions) -> Index:
    """Read every file once; what cannot be read is written down as refused, and the others are read.

    Raises UnreadableInput, with its line, where none can be, and for files of two sites.
    """
    with ExitStack() as unless_done:
        index = Index(options)
        unless_done.callback(index.close)
        for path in paths:
            index.stamps[path] = stamp(path)
            with index.refusing(str(path)):
                for member in index.learn_members(path):
                    with index.refusing(member.file):
                        _survey(Stream(member), index)
        if index.refused and not index.sites:
            raise next(iter(index.refused.values()))
        _check_sites(index)
        unless_done.pop_all()
    return index


def stamp(path: Path) -> tuple[int, int]:
    try:
        told = path.stat()
    except OSError as error:
        reason = f"it cannot be read: {(error.strerror or str(error)).lower()}"
        raise UnreadableInput(Place(str(path)), reason) from error
    return told.st_size, told.st_mtime_ns


def _survey(stream: Stream, index: Index) -> None:
    site: Site | None = None
    for entry in stream.entries():
        if site is None and entry.name == "item":
            site = site_of(stream.channel, stream.file)
        index.learn(entry, Place(stream.file, entry.line))
    site = site or site_of(stream.channel, stream.file)
    index.sites[stream.file] = site
    index.openings[stream.file] = list(_said_of(stream, site, index))
    index.endings[stream.file] = list(_lost_of(stream))


def _lost_of(stream: Stream) -> Iterator[Problem]:
    for found in stream.damages:
        yield Problem(Severity.FAILED, Place(stream.file, found.line), Kind.OTHER, "item", found.reason)
    if stream.is_given_up:
        reason = f"the XML is broken in {len(stream.damages):,} places; what stands behind the last was not read"
        yield Problem(Severity.FAILED, Place(stream.file, stream.damages[-1].line), Kind.OTHER, "file", reason)
    elif stream.broken_off:
        reason = f"the file breaks off here; the last whole item is {stream.broken_off.last_item}"
        yield Problem(Severity.FAILED, Place(stream.file, stream.broken_off.line), Kind.OTHER, "file", reason)


def _said_of(stream: Stream, site: Site, index: Index) -> Iterator[Problem]:
    def warning(line: int | None, reason: str) -> Problem:
        return Problem(Severity.WARNING, Place(stream.file, line), Kind.OTHER, "file", reason)

    for what, change in stream.filter.changes.items():
        yield warning(change.line, f"{change.count} {what}, from this line on")
    for line in stream.junk_lines:
        yield warning(line, "text that is no part of the export stood here; it was read over")
    if stream.named_entities:
        named = ", ".join(f"&{name};" for name in list(stream.named_entities)[:5])
        yield warning(
            None, f"{stream.named_entities.total()} named characters that XML does not know were read: {named}"
        )
    if stream.encoded_twice:
        yield warning(None, f"{stream.encoded_twice} texts had been encoded twice; they were read as they were meant")
    if site.is_newer:
        yield warning(None, f"WXR {site.version} is newer than the versions known here, 1.0 to 1.2")
    if not stream.items:
        yield warning(None, "it holds no items")
    if index.clock.contradiction:
        yield warning(None, index.clock.contradiction)


def _check_sites(index: Index) -> None:
    """Posts are known by number, and two sites have the same numbers. Raises UnreadableInput for a second site."""
    first: tuple[str, Site] | None = None
    for file, site in index.sites.items():
        if first and site.key and first[1].key and site.key != first[1].key:
            reason = (
                f"it is an export of {site.url}, {first[0]} one of {first[1].url}: "
                "import them one after the other, each with a --source of its own"
            )
            raise UnreadableInput(Place(file), reason)
        first = first or (file, site)
