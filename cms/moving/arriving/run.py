"""One run over a folder: files in their order, some lines a transaction, so that it can be broken off and run again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TypeVar

from articles.legacy.models import ImportRun, Origin
from articles.legacy.records import Kind
from articles.legacy.report import Report
from articles.legacy.session import Session
from articles.models import Article, Tag
from cms.lib.progress import Progress
from cms.moving.arriving import names, others, pictures, stories
from cms.moving.arriving.known import Arrival
from cms.moving.arriving.reading import Folder, Read
from cms.pictures.models import Picture
from people.models import Person

BATCH = 100
T = TypeVar("T")


def arrive(
    root: Path,
    *,
    source: str = "",
    is_dry_run: bool = False,
    started_by: str = "",
    progress: Progress = lambda *_: None,
) -> Report:
    """Take in the export of another site. `source` names that site here; without it its host does. Raises NoExport."""
    report = Report(is_dry_run=is_dry_run)
    folder = Folder(root, report)
    source = source or folder.manifest.source
    session = Session(source, [str(root)], is_dry_run, options={"format": "site"}, started_by=started_by)
    session.begin(report)
    arrival = Arrival(session, report, _is_empty(source))
    folder.check()
    _take_pictures(arrival, folder, progress)
    _take_people(arrival, folder)
    _take_tags(arrival, folder)
    for batch in _batches(folder.lines("currencies")):
        names.take_currencies(arrival, batch)
    session.log(report)
    _take_stories(arrival, folder, progress)
    for kind, take in (("quotes", others.take_quotes), ("addresses", others.take_addresses)):
        done = 0
        for batch in _batches(folder.lines(kind)):
            take(arrival, batch)
            session.log(report)
            done += len(batch)
            progress(kind, done, folder.count(kind))
    session.finish(report)
    return report


def _is_empty(source: str) -> bool:
    """Tell whether nothing is here but what earlier, broken-off runs over the same source brought."""
    if ImportRun.objects.filter(source=source, finished_at__isnull=False).exists():
        return False
    ties = Origin.objects.filter(source=source)
    return not any(
        model.objects.exclude(pk__in=ties.filter(kind=kind).values("target_id")).exists()
        for model, kind in ((Article, Kind.ARTICLE), (Person, Kind.PERSON), (Picture, Kind.IMAGE))
    )


def _batches(reads: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    reads = iter(reads)
    while batch := list(islice(reads, size)):
        yield batch


def _take_pictures(arrival: Arrival, folder: Folder, progress: Progress) -> None:
    merged: list[tuple[str, str]] = []
    done = 0
    for batch in _batches(folder.lines("images")):
        pictures.take_pictures(arrival, folder, batch)
        arrival.session.log(arrival.report)
        merged += [(r.thing["id"], r.thing["merged_into"]) for r in batch if r.thing["merged_into"]]
        done += len(batch)
        progress("images", done, folder.count("images"))
    if not arrival.is_dry_run:
        pictures.settle_merged(arrival, merged)


def _take_people(arrival: Arrival, folder: Folder) -> None:
    merged: list[tuple[str, str]] = []
    for batch in _batches(folder.lines("people")):
        names.take_people(arrival, batch)
        merged += _merged(batch)
    if not arrival.is_dry_run:
        known = {slug: pk for slug, (pk, _) in arrival.people.items()}
        names.settle_merged(Person, [(known[a], known[b]) for a, b in merged if a in known and b in known])


def _take_tags(arrival: Arrival, folder: Folder) -> None:
    merged: list[tuple[str, str]] = []
    reads = list(folder.lines("tags"))
    if arrival.is_empty and not arrival.is_dry_run and reads:
        names.make_room(arrival, {read.thing["slug"] for read in reads})
    for batch in _batches(reads):
        names.take_tags(arrival, batch)
        merged += _merged(batch)
    if not arrival.is_dry_run:
        known = arrival.tags
        names.settle_merged(Tag, [(known[a], known[b]) for a, b in merged if a in known and b in known])


def _merged(batch: list[Read]) -> list[tuple[str, str]]:
    return [(read.thing["slug"], read.thing["merged_into"]) for read in batch if read.thing["merged_into"]]


def _take_stories(arrival: Arrival, folder: Folder, progress: Progress) -> None:
    waiting: list[str] = []
    done = 0
    for batch in _batches(folder.lines("articles")):
        stories.take_stories(arrival, batch, waiting)
        done += len(batch)
        progress("articles", done, folder.count("articles"))
    if waiting and not arrival.is_dry_run:
        wanted = set(waiting)
        again = (read for read in folder.lines("articles", is_again=True) if read.thing["id"] in wanted)
        for batch in _batches(again):
            stories.settle_translations(arrival, batch)
