"""One import run: read, resolve, convert, store.

Readers turn dumps into neutral records; printings of one story are brought together with those of earlier runs;
the best one is converted; what differs from the database is written, a hundred stories a transaction. A dry run
goes the same way and writes nothing. Page dumps are small and are read whole, since a story's date may hang on any
other; exports stream: see `articles.legacy.exports`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from articles.legacy import quote_store
from articles.legacy.batches import chunks, know_earlier, know_earlier_names, store_batch
from articles.legacy.exports import store_export
from articles.legacy.media_folders import MediaFolders
from articles.legacy.one_site import claim
from articles.legacy.pace import Pace, Stopped
from articles.legacy.people_store import gather_people, store_people
from articles.legacy.readers import AUTO, FORMATS, ReadOptions, UnreadableInput, detect, find_files
from articles.legacy.readers.maps import REGION, AuthorMap, TermMap, read_author_map, read_term_map
from articles.legacy.records import (
    ArticleRecord,
    BylineRecord,
    Kind,
    PersonRecord,
    Place,
    Problem,
    QuoteRecord,
    Record,
    Tally,
)
from articles.legacy.regions import Gazetteer
from articles.legacy.report import Report
from articles.legacy.resolve import Stories, datings
from articles.legacy.session import Session
from articles.legacy.tag_store import named_only, store_tags
from cms.lib.progress import Progress
from cms.pictures import files

# By this a format says that it has ids of its own, and can be read a piece at a time.
STREAMED = "prepare"
STOPPED = "stopped by whoever ran it"


@dataclass(frozen=True, slots=True)
class ImportOptions:
    format: str = AUTO
    is_dry_run: bool = False
    snapshot_on: date | None = None
    source: str = "archive"
    source_url: str = ""
    tags: tuple[str, ...] = ()
    hold_truncated: bool = False
    limit: int | None = None
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    author_map: Path | None = None
    term_map: Path | None = None
    timezone: str = ""  # of the old site, as an IANA name
    media_dirs: tuple[Path, ...] = ()
    default_author: str = ""
    site_has_moved: bool = False
    pause: float = 0.0  # seconds between two batches, in which others may write

    def told(self) -> dict[str, Any]:
        """What was given, as JSON, for the log of runs."""
        given = {name: value for name, value in asdict(self).items() if value not in (None, "", (), False)}
        given.pop("pause", None)  # says how the run went about it, and nothing of what it took
        return {name: list(map(str, v)) if isinstance(v, tuple) else v if isinstance(v, bool | int) else str(v)
                for name, v in given.items()}  # fmt: skip


@dataclass(slots=True)
class Input:
    """All that the page dumps of one run hold."""

    stories: Stories
    people: list[PersonRecord]
    articles: list[ArticleRecord]
    quotes: list[QuoteRecord]


def run(
    paths: list[Path],
    options: ImportOptions,
    *,
    progress: Progress = lambda *_: None,
    started_by: str = "",
    pace: Pace | None = None,
) -> Report:
    """Import dumps. Raises UnreadableInput, before anything is written, for what cannot be read at all; Stopped where
    `pace` was told to stop, when all that was begun is written. The run's row says why it broke off, where it could.
    """
    formats = _by_format(find_files(paths), options.format)
    read_options = _read_options(options)
    report = Report(is_dry_run=options.is_dry_run)
    session = Session(
        options.source, [str(path) for path in paths], options.is_dry_run, options.hold_truncated,
        options=options.told(), started_by=started_by, pace=pace or Pace(options.pause),
    )  # fmt: skip
    if not options.is_dry_run:
        files.sweep()
    try:
        _read_and_store(session, formats, options, read_options, report, progress)
    except Stopped:
        session.break_off(STOPPED)
        raise
    except (UnreadableInput, KeyboardInterrupt, OSError) as error:
        session.break_off(str(error) or "interrupted in the middle of a batch, which was not written")
        raise
    session.finish(report)
    return report


def _read_and_store(
    session: Session,
    formats: dict[str, list[Path]],
    options: ImportOptions,
    read_options: ReadOptions,
    report: Report,
    progress: Progress,
) -> None:
    folders = MediaFolders(options.media_dirs) if options.media_dirs else None
    with ExitStack() as stack:
        exports = []
        for name in [name for name in formats if hasattr(FORMATS[name], STREAMED)]:
            of_format = formats.pop(name)
            index = stack.enter_context(FORMATS[name].prepare(of_format, read_options))
            claim(session, index.sites, has_moved=options.site_has_moved)
            exports.append((FORMATS[name], of_format, index))
        if formats:
            _store_pages(session, formats, options, read_options, report, progress)
        for reader, of_format, index in exports:
            records = _Records(reader, of_format, read_options, index, options.default_author)
            store_export(session, records, report, limit=options.limit, folders=folders, progress=progress)


@dataclass(frozen=True, slots=True)
class _Records:
    """The records of an export, from the beginning each time they are asked for."""

    reader: Any
    files: list[Path]
    options: ReadOptions
    index: Any
    default_author: str

    def surroundings(self) -> Iterator[Record]:
        for file in self.files:
            yield from self.reader.surroundings(file, self.options, self.index)

    def everything(self) -> Iterator[Record | Problem | Tally]:
        for file in self.files:
            for record in self.reader.read(file, self.options, self.index):
                if self.default_author and isinstance(record, ArticleRecord) and not record.bylines:
                    record = replace(record, bylines=(BylineRecord(self.default_author),))
                yield record


def _by_format(files: list[Path], format: str) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for file in files:
        found.setdefault(detect(file) if format == AUTO else format, []).append(file)
    return found


def _read_options(options: ImportOptions) -> ReadOptions:
    return ReadOptions(
        snapshot_on=options.snapshot_on,
        source_url=options.source_url,
        tags=options.tags,
        source=options.source,
        timezone=options.timezone,
        types=options.types,
        statuses=options.statuses,
        author_map=read_author_map(options.author_map) if options.author_map else AuthorMap(),
        term_map=_term_map(options.term_map) if options.term_map else TermMap(),
    )


def _term_map(path: Path) -> TermMap:
    """Read the map of terms. Raises UnreadableInput for a region that is not there: a new one is for people to make."""
    found = read_term_map(path)
    named = tuple(rule.value for rules in found.rules.values() for rule in rules if rule.action == REGION)
    gazetteer = Gazetteer()
    if unknown := gazetteer.unknown(tuple(name for name in named if name)):
        known = ", ".join(region.name for region in gazetteer.tags)
        raise UnreadableInput(Place(str(path)), f"there is no region {unknown[0]!r}; there are {known}")
    return found


def _store_pages(
    session: Session,
    formats: dict[str, list[Path]],
    options: ImportOptions,
    read_options: ReadOptions,
    report: Report,
    progress: Progress,
) -> None:
    found = _read_pages(formats, options, read_options, report, progress)
    with session.writing(report):
        store_people(session, gather_people([*found.people, *found.articles]), report)
        gazetteer = Gazetteer()
        for region in gazetteer.tags:
            session.know_tag(region.key, region)
        store_tags(session, named_only(tag for article in found.articles for tag in article.tags), report)
        quote_store.store_quotes(session, found.quotes, report)
    know_earlier_names(session, found.stories)
    known = datings(found.stories)
    everything = found.stories.to_store()
    done = 0
    for batch in chunks(everything):
        store_batch(session, batch, known, gazetteer, report)
        done += len(batch)
        progress("store", done, len(everything))
    # An export in this run tells of its pictures anew: it knows more of them, and where their files are.
    session.images.clear()


def _read_pages(
    formats: dict[str, list[Path]],
    options: ImportOptions,
    read_options: ReadOptions,
    report: Report,
    progress: Progress,
) -> Input:
    """Read every page and bring the printings of each story together, those of earlier runs included."""
    found = Input(Stories(), [], [], [])
    files = [(name, file) for name, files in formats.items() for file in files]
    for number, (name, file) in enumerate(files, start=1):
        for record in FORMATS[name].read(file, read_options):
            if isinstance(record, Problem):
                report.add(record)
            elif isinstance(record, PersonRecord):
                found.people.append(record)
            elif isinstance(record, QuoteRecord):
                found.quotes.append(record)
            else:
                found.articles.append(record)
        progress("read", number, len(files))
    found.articles = _up_to(options.limit, found.articles, report)
    know_earlier(found.stories, found.articles, options.source)
    for record in found.articles:
        found.stories.add(record)
    return found


def _up_to(limit: int | None, articles: list[ArticleRecord], report: Report) -> list[ArticleRecord]:
    if limit is None:
        return articles
    stories = Stories()
    taken = [record for record in articles if len(stories) < limit or stories.find(record) if stories.add(record)]
    if len(taken) < len(articles):
        report.warn(articles[len(taken)].place, Kind.ARTICLE, "limit", f"stopped after {limit} stories, as told")
    return taken
