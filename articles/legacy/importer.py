"""One import run: read, resolve, convert, store.

Readers turn dumps into neutral records; printings of one story are brought together with those of earlier runs;
the best one is converted; what differs from the database is written, a hundred stories a transaction. A dry run
goes the same way and writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from articles.legacy import quote_store
from articles.legacy.article_store import write_plans
from articles.legacy.dating import Dating
from articles.legacy.identity import title_key
from articles.legacy.image_store import store_images
from articles.legacy.models import Origin, Printing
from articles.legacy.people_store import gather_people, know_earlier_names, store_people, store_tags
from articles.legacy.plans import CurrentRows, Plan, make_plan, report_plan
from articles.legacy.printings import unpack
from articles.legacy.readers import ReadOptions, find_files, read
from articles.legacy.records import ArticleRecord, Kind, PersonRecord, Problem, QuoteRecord, Severity
from articles.legacy.report import UPDATED, Report
from articles.legacy.resolve import Stories, Story, content, datings
from articles.legacy.session import Session
from articles.models import Article
from articles.proposals import Gazetteer
from cms.lib.richtext import TooMuchHtml

BATCH = 100


@dataclass(frozen=True, slots=True)
class ImportOptions:
    format: str = "auto"
    is_dry_run: bool = False
    snapshot_on: date | None = None
    source: str = "archive"
    source_url: str = ""
    tags: tuple[str, ...] = ()
    hold_truncated: bool = False
    limit: int | None = None


@dataclass(slots=True)
class Input:
    """All that the dumps of one run hold."""

    stories: Stories
    people: list[PersonRecord]
    articles: list[ArticleRecord]
    quotes: list[QuoteRecord]


Progress = Callable[[str, int, int], None]


def run(paths: list[Path], options: ImportOptions, *, progress: Progress = lambda *_: None) -> Report:
    """Import dumps. Raises UnreadableInput, before anything is written, for a path that cannot be read."""
    files = find_files(paths)
    report = Report(is_dry_run=options.is_dry_run)
    session = Session(options.source, [str(path) for path in paths], options.is_dry_run, options.hold_truncated)
    found = _read_all(files, options, report, progress)
    with transaction.atomic():
        store_people(session, gather_people([*found.people, *found.articles]), report)
        gazetteer = Gazetteer()
        for region in gazetteer.tags:
            session.tags[region.key] = region
        store_tags(session, [tag for article in found.articles for tag in article.tags], report)
        quote_store.store_quotes(session, found.quotes, report)
    know_earlier_names(session, (printing for story in found.stories for printing in story.printings))
    _store_stories(session, found.stories, gazetteer, report, progress)
    if not options.is_dry_run:
        session.finish(report.as_dict())
    return report


def _read_all(files: list[Path], options: ImportOptions, report: Report, progress: Progress) -> Input:
    """Read every file and bring the printings of each story together, those of earlier runs included."""
    read_options = ReadOptions(snapshot_on=options.snapshot_on, source_url=options.source_url, tags=options.tags)
    found = Input(Stories(), [], [], [])
    for number, file in enumerate(files, start=1):
        for record in read(file, format=options.format, options=read_options):
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
    _know_earlier(found.stories, found.articles, options.source)
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


def _know_earlier(stories: Stories, articles: Iterable[ArticleRecord], source: str) -> None:
    """Let `stories` know what earlier runs kept: namesakes of these articles, and their neighbours in lists."""
    ids: set[int] = set()
    for chunk in _chunks(sorted({title_key(a.title) for a in articles})):
        ids |= set(
            Origin.objects.filter(source=source, kind=Kind.ARTICLE, title_key__in=chunk).values_list("pk", flat=True)
        )
    # Twice outwards: the lists of a story, and the lists that date its neighbours there.
    for _ in range(2):
        ids |= _neighbours(ids)
    for chunk in _chunks(sorted(ids)):
        for origin in Origin.objects.filter(pk__in=chunk).prefetch_related("printings").order_by("pk"):
            story = Story(origin.title_key, origin.opening, origin.variant, origin_id=origin.pk)
            story.printings = [unpack(printing) for printing in origin.printings.all()]
            stories.know(story)


def _neighbours(ids: set[int]) -> set[int]:
    lists: set[str] = set()
    for chunk in _chunks(sorted(ids)):
        lists |= set(
            Printing.objects.filter(origin_id__in=chunk).exclude(list_key="").values_list("list_key", flat=True)
        )
    found: set[int] = set()
    for chunk in _chunks(sorted(lists)):
        found |= set(Printing.objects.filter(list_key__in=chunk).values_list("origin_id", flat=True))
    return found


def _chunks(items: list) -> Iterator[list]:
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))


def _store_stories(
    session: Session, stories: Stories, gazetteer: Gazetteer, report: Report, progress: Progress
) -> None:
    known = datings(stories)
    everything = list(stories)
    done = 0
    for batch in _chunks(everything):
        with transaction.atomic():
            plans = _plan_batch(session, batch, known, gazetteer, report)
            store_images(session, [plan for plan in plans if plan.converted], report)
            if not session.is_dry_run:
                write_plans(session, plans)
        for plan in plans:
            if plan.story.is_fresh:
                report_plan(plan, report)
            elif plan.outcome == UPDATED:
                report.redated.append(plan.content.title)
        done += len(batch)
        progress("store", done, len(everything))


def _plan_batch(
    session: Session, batch: list[Story], known: dict[str, Dating], gazetteer: Gazetteer, report: Report
) -> list[Plan]:
    origins = Origin.objects.in_bulk([story.origin_id for story in batch if story.origin_id])
    articles = _articles(session, [origin.target_id for origin in origins.values()])
    kept: dict[int, set[str]] = {}
    for origin_id, key in Printing.objects.filter(origin_id__in=origins).values_list("origin_id", "key"):
        kept.setdefault(origin_id, set()).add(key)
    rows = CurrentRows.of(list(articles))
    plans = []
    for story in batch:
        origin = origins.get(story.origin_id)
        article = articles.get(origin.target_id) if origin else None
        what = content(story, known.get(story.key))
        plan = Plan(story, what, origin, article, gazetteer.propose(what.title, what.best.body))
        try:
            plans.append(make_plan(session, plan, kept.get(story.origin_id, set()), rows))
        except TooMuchHtml as error:
            report.add(Problem(Severity.FAILED, what.best.place, Kind.ARTICLE, what.title[:100], str(error)))
    return plans


def _articles(session: Session, ids: list[int]) -> dict[int, Article]:
    """Return these articles, held until they are written: an editor's save comes before the plan or after it."""
    articles = Article.objects.select_related("region").order_by("pk")
    if not session.is_dry_run:
        articles = articles.select_for_update(of=("self",))
    return articles.in_bulk(ids)
