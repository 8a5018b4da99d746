"""The reader of WordPress exports: WXR 1.0, 1.1 and 1.2, as a file, gzipped, in a zip archive or in several parts.

Every file is read twice: `prepare` learns what any story may refer to, and refuses what cannot be read; `read` tells.
The rules come from the import reference, part 2. Every item is told of once: by its record, or by a Problem of
severity SKIPPED or FAILED; comments are told by number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from articles.legacy.readers.options import ReadOptions, UnreadableInput
from articles.legacy.readers.packed import Member, peek
from articles.legacy.readers.wxr import attachments, post_types
from articles.legacy.readers.wxr.document import LONGEST_ITEM, Entry
from articles.legacy.readers.wxr.index import ENDINGS, Index, prepare, stamp
from articles.legacy.readers.wxr.posts import read_post
from articles.legacy.readers.wxr.stream import Stream
from articles.legacy.readers.wxr.wording import plain
from articles.legacy.records import ImageRecord, Kind, PersonRecord, Place, Problem, Record, Severity, TagRecord, Tally

__all__ = ["ENDINGS", "Index", "prepare", "read", "recognises", "surroundings"]

_MARKS = re.compile(rb"wordpress\.org/export/|<wp:wxr_version|WordPress eXtended RSS|<rss[\s>]", re.IGNORECASE)
_NO_COMMENTS = "this site has no comments"
_PINGS = frozenset({"pingback", "trackback"})


def recognises(head: bytes) -> bool:
    """Say whether a file may be an export. Any RSS may: what it lacks is told better here than by another reader."""
    return _MARKS.search(peek(head)) is not None


def read(path: Path, options: ReadOptions, index: Index | None = None) -> Iterator[Record | Problem | Tally]:
    """Yield what a file holds: people and terms, then the items in their order, then what was counted only.

    `index` is what `prepare` made of this file and all others of the run. Raises UnreadableInput for a file that
    changed since; and without an index, for one that `prepare` refuses.
    """
    if index is None:
        with prepare([path], options) as own:
            yield from read(path, options, own)
        return
    if index.stamps.get(path) != stamp(path):
        raise UnreadableInput(Place(str(path)), "it was changed while the import ran; run it again")
    yield from index.refusals(path)
    for member in index.members(path):
        yield from _read_member(member, options, index)


def surroundings(path: Path, options: ReadOptions, index: Index) -> Iterator[ImageRecord | PersonRecord | TagRecord]:
    """Yield the pictures, people and terms of a file that `read` yields too, without reading it again."""
    for member in index.members(path):
        told = (*index.people.records(member.file), *index.terms.records(member.file))
        yield from (record for record in told if not isinstance(record, Problem))
        yield from index.people.guests(member.file)
        yield from index.pictures(member.file)


def _read_member(member: Member, options: ReadOptions, index: Index) -> Iterator[Record | Problem | Tally]:
    yield from index.openings[member.file]
    yield from index.people.records(member.file)
    yield from index.terms.records(member.file)
    comments: Counter[tuple[str, str]] = Counter()
    for entry in Stream(member).entries():
        if entry.name == "item":
            comments.update(entry.comments)
            yield from _read_item(entry, Place(member.file, entry.line), options, index)
    yield from index.endings.get(member.file, ())
    yield from _tallies(comments)


def _read_item(entry: Entry, place: Place, options: ReadOptions, index: Index) -> Iterator[Record | Problem]:
    post_type = entry.text("wp:post_type")
    if entry.is_too_long:
        reason = f"it is longer than {LONGEST_ITEM // 1024 // 1024} MB"
        yield Problem(Severity.FAILED, place, Kind.ARTICLE, plain(entry.text("title"))[:120] or "item", reason)
    elif post_type == post_types.ATTACHMENT:
        yield attachments.picture(entry, place, options.source)
    elif post_type == post_types.GUEST_AUTHOR:
        yield index.people.record(entry, place)
    elif reason := post_types.why_not(post_type, options.types):
        yield Problem(Severity.SKIPPED, place, Kind.OTHER, plain(entry.text("title"))[:120] or "untitled", reason)
    else:
        yield from read_post(entry, place, index, index.sites[place.file], options)


def _tallies(comments: Counter[tuple[str, str]]) -> Iterator[Tally]:
    counted: Counter[str] = Counter()
    for (approved, kind), count in comments.items():
        if kind in _PINGS:
            counted["pings"] += count
        elif approved == "spam":
            counted["spam comments"] += count
        else:
            counted["comments"] += count
    for what, count in counted.items():
        yield Tally(Kind.COMMENT, what, _NO_COMMENTS, count)
