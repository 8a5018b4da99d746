"""An export of the old system, stored as it streams: pictures, tags and people first, then the stories that need them.

Whatever the size of the export, no more is held than a batch of stories, the names of people and tags, and the keys
of what was met.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Protocol

from articles.legacy import batches
from articles.legacy.batches import chunks, know_earlier, know_earlier_names, store_batch
from articles.legacy.image_store import store_attachments
from articles.legacy.media_folders import MediaFolders
from articles.legacy.media_store import Waiting, bring_pages_up_to_date, fill, waiting_for
from articles.legacy.models import Origin
from articles.legacy.old_paths import kept, later_paths
from articles.legacy.people_store import gather_people, store_people
from articles.legacy.records import (
    ArticleRecord,
    ImageRecord,
    Kind,
    PersonRecord,
    Place,
    Problem,
    Record,
    SectionRecord,
    Severity,
    TagRecord,
    Tally,
)
from articles.legacy.regions import Gazetteer
from articles.legacy.report import Report
from articles.legacy.resolve import Stories, datings
from articles.legacy.section_store import keep_sections
from articles.legacy.session import Session
from articles.legacy.tag_store import gather_tags, named_only, store_tags
from articles.sections import SECTIONS
from cms.ledger import addresses
from cms.lib.names import fold
from cms.lib.progress import Progress
from cms.pictures.models import Picture

Told = Record | Problem | Tally


class Records(Protocol):
    """An export as its reader tells it; each may be asked for more than once, and begins anew."""

    def surroundings(self) -> Iterable[Record]: ...

    def everything(self) -> Iterable[Told]: ...


def store_export(
    session: Session,
    records: Records,
    report: Report,
    *,
    limit: int | None = None,
    folders: MediaFolders | None = None,
    progress: Progress = lambda *_: None,
) -> None:
    """Store an export: what stories need, then the stories.

    With a `limit` only the first stories are taken, and of pictures, people and tags only those that they name.
    """
    export = _Export(session, report, folders)
    wanted = _Wanted.by_first(limit, records) if limit else None
    export.store_surroundings(records.surroundings(), wanted)
    done = 0
    for batch in _batches(export.sift(records.everything(), limit)):
        export.store(batch)
        done += len(batch)
        progress("store", done, 0)
    export.settle_former_slugs()
    export.say_what_is_missing()


class _Export:
    def __init__(self, session: Session, report: Report, folders: MediaFolders | None) -> None:
        self.session, self.report, self.folders = session, report, folders
        self.gazetteer = Gazetteer()
        self.former: list[tuple[str, list[str]]] = []  # (key of the story, addresses that another may have by now)
        self.unknown_regions: set[str] = set()
        for region in self.gazetteer.tags:
            session.know_tag(region.key, region)

    def store_surroundings(self, records: Iterable[Record], wanted: _Wanted | None) -> None:
        people: list[PersonRecord] = []
        tags: list[TagRecord] = []
        images: list[ImageRecord] = []
        sections: list[SectionRecord] = []
        for record in records:
            if wanted and not wanted.takes(record):
                continue
            if isinstance(record, ImageRecord):
                images.append(record)
            elif isinstance(record, PersonRecord):
                people.append(record)
            elif isinstance(record, TagRecord):
                tags.append(record)
            elif isinstance(record, SectionRecord) and record.kind in SECTIONS.values():
                sections.append(record)
            if len(images) == batches.BATCH:
                self.store_pictures(images)
                images = []
        self.store_pictures(images)
        with self.session.writing(self.report):
            store_tags(self.session, gather_tags(tags), self.report)
            store_people(self.session, gather_people(people), self.report, counts_each=True)
            if not self.session.is_dry_run:
                keep_sections(self.session, sections)
        # A map of terms may have made regions.
        self.gazetteer = Gazetteer()

    def store_pictures(self, images: list[ImageRecord]) -> None:
        if not images:
            return
        with self.session.writing(self.report):
            bring_pages_up_to_date(store_attachments(self.session, images, self.report))
        if self.folders:
            fill(self.session, waiting_for(images, is_dry_run=self.session.is_dry_run), self.folders, self.report)

    def sift(self, told: Iterable[Told], limit: int | None) -> Iterator[ArticleRecord]:
        """Yield the stories, and report the rest that was not stored before."""
        taken = 0
        for record in told:
            if isinstance(record, Problem):
                self.report.add(record)
                if len(self.report.items) > batches.BATCH * 10:
                    with self.session.writing(self.report):
                        pass  # what was told is written down
            elif isinstance(record, Tally):
                self.report.tally(record)
            elif isinstance(record, ArticleRecord):
                if taken == limit:
                    self.report.warn(record.place, Kind.ARTICLE, "limit", f"stopped after {limit} stories, as told")
                    return
                taken += 1
                yield record

    def store(self, batch: list[ArticleRecord]) -> None:
        """Store some stories, with what earlier runs kept of them and of their neighbours in old lists."""
        session, report = self.session, self.report
        stories = Stories()
        know_earlier(stories, batch, session.source)
        told: set[str] = set()
        for record in batch:
            story = stories.add(record)
            if record.record_id in told:
                report.add(_copy(record))
            told.add(record.record_id)
            if later := later_paths(record, kept(record.old_addresses)):
                self.former.append((story.key, later))
            self._check_regions(record)
        self._store_names(batch)
        know_earlier_names(session, stories)
        known = datings(stories)
        new_places: Waiting = []
        for chunk in chunks(stories.to_store()):
            new_places += store_batch(session, chunk, known, self.gazetteer, report)
        if self.folders and new_places:
            fill(session, new_places, self.folders, report)

    def _store_names(self, batch: list[ArticleRecord]) -> None:
        """Store the people and tags of these stories that no record of their own told of."""
        bylines = {fold(byline.name) for record in batch for byline in record.bylines} - self.session.people.keys()
        tags = {name for record in batch for name in record.tags if fold(name) not in self.session.tags}
        if not bylines and not tags:
            return
        people = gather_people(batch)
        with self.session.writing(self.report):
            store_people(self.session, {name: people[name] for name in people if name in bylines}, self.report)
            store_tags(self.session, named_only(tags), self.report)

    def _check_regions(self, record: ArticleRecord) -> None:
        for name in self.gazetteer.unknown(record.regions):
            if name not in self.unknown_regions:
                self.unknown_regions.add(name)
                self.report.warn(
                    record.place, Kind.TAG, name, "there is no region of this name; make it, then run again"
                )

    def settle_former_slugs(self) -> None:
        """Let former addresses lead to their stories, now that every story has its own."""
        if self.session.is_dry_run:
            return
        for chunk in chunks(self.former):
            keys = [key for key, _ in chunk]
            with self.session.writing(self.report):
                targets = dict(
                    Origin.objects.filter(source=self.session.source, kind=Kind.ARTICLE, key__in=keys).values_list(
                        "key", "target_id"
                    )
                )
                addresses.keep_old_many("article", [(targets[key], paths) for key, paths in chunk if key in targets])

    def say_what_is_missing(self) -> None:
        if self.folders is None and self.session.images and not self.session.is_dry_run:
            missing = Picture.objects.filter(original="", pk__in=_pictures_of(self.session.source)).count()
            if missing:
                ways = "give the old site's uploads folder as --media-dir, or --fetch-media"
                reason = f"{missing} pictures have no file yet; {ways}"
                self.report.warn(Place(self.session.source), Kind.IMAGE, "pictures", reason)


def _pictures_of(source: str) -> Iterable[int]:
    return Origin.objects.filter(source=source, kind=Kind.IMAGE).values("target_id")


def _copy(record: ArticleRecord) -> Problem:
    reason = "the same story stands more than once in the export; what was changed last was taken"
    return Problem(Severity.SKIPPED, record.place, Kind.ARTICLE, record.title, reason)


def _batches(records: Iterator[ArticleRecord]) -> Iterator[list[ArticleRecord]]:
    while batch := list(islice(records, batches.BATCH)):
        yield batch


class _Wanted:
    """What the first stories of an export name, where only those are to be taken."""

    def __init__(self, stories: list[ArticleRecord]) -> None:
        self.images = {old_id for record in stories for _, old_id in record.image_ids}
        self.images |= {record.lead_image for record in stories} | {i for record in stories for i in record.children}
        self.names = {fold(byline.name) for record in stories for byline in record.bylines}
        self.tags = {fold(name) for record in stories for name in record.tags}

    @classmethod
    def by_first(cls, limit: int, records: Records) -> _Wanted:
        return cls(list(islice((r for r in records.everything() if isinstance(r, ArticleRecord)), limit)))

    def takes(self, record: Told) -> bool:
        if isinstance(record, ImageRecord):
            return record.old_id in self.images
        if isinstance(record, PersonRecord):
            return fold(record.name) in self.names
        return fold(record.name) in self.tags if isinstance(record, TagRecord) else True
