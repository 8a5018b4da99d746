"""Writing a whole site into a folder: one moment of the database, then the files that it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Min

import cms
from articles.models import Article
from cms.ledger.models import Address, DueChange, DueState
from cms.lib.progress import Progress
from cms.moving import things
from cms.moving.folder import FORMAT, VERSION, Draft, drafting, file_of, is_media_name, line_of, measure
from cms.moving.snapshot import one_moment
from cms.moving.stories import story_lines
from cms.moving.things import Line, Wanted, media_name, moment
from cms.pictures import files
from cms.pictures.models import Picture
from cms.site.identity import identity
from markets.models import Currency, Quote
from people.models import Person


@dataclass(slots=True)
class Told:
    """What became of an export. `missing` are pictures whose file is not where the library has it."""

    counts: dict[str, int] = field(default_factory=dict)
    states: dict[str, int] = field(default_factory=dict)
    media: int = 0
    media_bytes: int = 0
    missing: list[str] = field(default_factory=list)
    plans: int = 0  # changes planned for live stories, which belong to accounts and stay


def export(folder: Path, wanted: Wanted, *, progress: Progress = lambda *_: None) -> Told:
    """Write the site into `folder`. Raises ExportError, OSError (a full disk) or the database's errors."""
    told = Told()
    with drafting(folder) as draft, one_moment():
        _write(draft, "images", _image_lines(draft, wanted, told), told, progress)
        for kind, lines in (
            ("people", things.people_lines),
            ("tags", things.tag_lines),
            ("currencies", things.currency_lines),
            ("articles", story_lines),
            ("quotes", things.quote_lines),
            ("addresses", things.address_lines),
        ):
            _write(draft, kind, lines(wanted), told, progress)
        _count_what_stays(told, wanted)
        draft.finish(about(wanted, told))
    return told


def _write(draft: Draft, kind: str, lines: Iterable[Line], told: Told, progress: Progress) -> None:
    total = TABLES[kind].objects.count() if kind in TABLES else 0
    with draft.file(file_of(kind)) as write:
        number = 0
        for number, line in enumerate(lines, start=1):
            write(line_of(line))
            if kind == "articles":
                told.states[line["state"]] = told.states.get(line["state"], 0) + 1
            if number % 100 == 0:
                progress(kind, number, total)
        told.counts[kind] = number
        progress(kind, number, number)


TABLES: dict[str, Any] = {
    "images": Picture,
    "people": Person,
    "currencies": Currency,
    "articles": Article,
    "quotes": Quote,
    "addresses": Address,
}


def _image_lines(draft: Draft, wanted: Wanted, told: Told) -> Iterator[Line]:
    """Yield the lines of pictures, and copy the file of each as it comes. Two pictures may be of one file."""
    rows = things.pictures(wanted)
    for batch in things.in_batches(rows):
        hashes = {picture.content_hash for picture in batch if picture.content_hash}
        first = dict(rows.filter(content_hash__in=hashes).order_by().values_list("original").annotate(Min("pk")))
        for picture in batch:
            is_first = first.get(picture.original.name, picture.pk) == picture.pk
            sha256 = _copied(draft, picture, told, is_first=is_first) if picture.original else None
            if picture.original and sha256 is None:
                told.missing.append(f"{picture.uid} ({picture.original.name})")
            yield things.picture_line(picture, sha256, wanted)


def _copied(draft: Draft, picture: Picture, told: Told, *, is_first: bool) -> str | None:
    """Return the hash of the picture's file, copied where it is the first of that file; None where it is not there."""
    source = files.place(picture.original.name)
    name = media_name(picture)
    if source.is_symlink() or not source.is_file() or not is_media_name(name):
        return None
    try:
        if not is_first:
            return measure(source).sha256
        copied = draft.add_media(name, source)
    except FileNotFoundError:
        return None
    told.media += 1
    told.media_bytes += copied.size
    return copied.sha256


def _count_what_stays(told: Told, wanted: Wanted) -> None:
    if not wanted.published_only:
        told.plans = DueChange.objects.filter(state=DueState.WAITING).count()


def about(wanted: Wanted, told: Told) -> dict[str, Any]:
    """Return the manifest's part about the export as a whole."""
    paper = identity()
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": moment(wanted.at),
        "made_by": f"Steppe {cms.__version__}",
        "site": {
            "name": paper.name,
            "tagline": paper.tagline,
            "url": settings.SITE_URL,
            "language": settings.LANGUAGE_CODE,
            "languages": [code for code, _ in paper.languages],
            "time_zone": paper.time_zone,
        },
        "published_only": wanted.published_only,
        "history": wanted.history,
        "staff_names": wanted.staff_names,
        "counts": told.counts,
        "states": dict(sorted(told.states.items())),
    }
