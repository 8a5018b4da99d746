"""One batch of stories: what earlier runs kept of them, what is to become of each, and the writing of it.

Everything that is read and written for a batch happens in one short transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from articles.legacy.article_store import write_plans
from articles.legacy.dating import Dating
from articles.legacy.identity import title_key
from articles.legacy.image_store import store_images
from articles.legacy.models import Origin, Printing
from articles.legacy.people_store import know_people
from articles.legacy.plans import CurrentRows, Plan, complete_plan, draft_plan, report_plan
from articles.legacy.printings import unpack
from articles.legacy.records import ArticleRecord, ImageRecord, Kind, Problem, Severity
from articles.legacy.regions import Gazetteer
from articles.legacy.report import UPDATED, Report
from articles.legacy.resolve import Stories, Story, content, key_of
from articles.legacy.session import Session
from articles.legacy.tag_store import know_tags
from articles.models import Article
from cms.lib.richtext import TooMuchHtml
from cms.pictures.models import Picture

BATCH = 100


def chunks(items: list, size: int | None = None) -> Iterator[list]:
    size = size or BATCH
    return (items[start : start + size] for start in range(0, len(items), size))


def know_earlier(stories: Stories, articles: Iterable[ArticleRecord], source: str) -> None:
    """Let `stories` know what earlier runs kept: these very records, namesakes, and their neighbours in lists."""
    articles = list(articles)
    met: set[int] = set()
    of_source = Origin.objects.filter(source=source, kind=Kind.ARTICLE)
    for chunk in chunks(sorted({key_of(a.record_id) for a in articles if a.record_id})):
        met |= set(of_source.filter(key__in=chunk).values_list("pk", flat=True))
    # What has an id is no other record's story, so a record looks for its namesakes among page dumps only.
    for is_record, namesakes in ((True, of_source.filter(has_old_id=False)), (False, of_source)):
        keys = {title_key(article.title) for article in articles if bool(article.record_id) == is_record}
        for chunk in chunks(sorted(keys)):
            met |= set(namesakes.filter(title_key__in=chunk).values_list("pk", flat=True))
    # Twice outwards: the neighbours, whose dates these stories may bound, and what bounds the neighbours' dates.
    near = met | _members(_lists(met) | {article.list_key for article in articles} - {""})
    beside = _members(_lists(near)) - near
    for chunk in chunks(sorted(near | beside)):
        for origin in Origin.objects.filter(pk__in=chunk).prefetch_related("printings").order_by("pk"):
            story = Story(origin.title_key, origin.opening, origin.variant, origin_id=origin.pk)
            story.printings = [unpack(printing) for printing in origin.printings.all()]
            story.record_id = next((p.record_id for p in story.printings if p.record_id), "")
            story.is_beside = origin.pk in beside
            stories.know(story)


def _lists(origins: set[int]) -> set[str]:
    found: set[str] = set()
    for chunk in chunks(sorted(origins)):
        printings = Printing.objects.filter(origin_id__in=chunk).exclude(list_key="")
        found |= set(printings.values_list("list_key", flat=True))
    return found


def _members(lists: set[str]) -> set[int]:
    found: set[int] = set()
    for chunk in chunks(sorted(lists)):
        found |= set(Printing.objects.filter(list_key__in=chunk).values_list("origin_id", flat=True))
    return found


def know_earlier_names(session: Session, stories: Iterable[Story]) -> None:
    printings = [printing for story in stories for printing in story.printings]
    know_people(session, (byline.name for printing in printings for byline in printing.bylines))
    know_tags(session, (tag for printing in printings for tag in printing.tags))


def store_batch(
    session: Session, batch: list[Story], known: dict[str, Dating], gazetteer: Gazetteer, report: Report
) -> list[tuple[Picture, ImageRecord]]:
    """Plan and write some stories. Returns the places of pictures that their texts name whose file is not here yet.

    Texts are converted before the transaction begins, so that it is short: meanwhile others may write.
    """
    drafted = [draft_plan(session, story, content(story, known.get(story.key)), gazetteer) for story in batch]
    with session.writing(report):
        plans = _plan_batch(session, drafted, report)
        empty = store_images(session, [plan for plan in plans if plan.converted], report)
        if not session.is_dry_run:
            write_plans(session, plans)
        for plan in plans:
            if plan.story.is_fresh:
                report_plan(plan, report, is_repeated=plan.story.key in session.records)
            elif plan.outcome == UPDATED:
                report.note_redated(plan.content.title)
        session.records |= {plan.story.key for plan in plans if plan.is_of_export and plan.story.is_fresh}
    return empty


def _plan_batch(session: Session, drafted: list[Plan], report: Report) -> list[Plan]:
    """Complete the plans by what is here now."""
    origins = Origin.objects.in_bulk([plan.story.origin_id for plan in drafted if plan.story.origin_id])
    articles = _articles(session, [origin.target_id for origin in origins.values()])
    kept: dict[int, set[str]] = {}
    for origin_id, key in Printing.objects.filter(origin_id__in=origins).values_list("origin_id", "key"):
        kept.setdefault(origin_id, set()).add(key)
    rows = CurrentRows.of(articles)
    plans = []
    for plan in drafted:
        plan.origin = origins.get(plan.story.origin_id)
        plan.article = articles.get(plan.origin.target_id) if plan.origin else None
        try:
            complete_plan(session, plan, kept.get(plan.story.origin_id, set()), rows)
        except TooMuchHtml as error:
            place, title = plan.content.best.place, plan.content.title[:100]
            report.add(Problem(Severity.FAILED, place, Kind.ARTICLE, title, str(error)))
        else:
            plans.append(plan)
    return plans


def _articles(session: Session, ids: list[int]) -> dict[int, Article]:
    """Return these articles, held until they are written: an editor's save comes before the plan or after it."""
    articles = Article.objects.select_related("region", "lead_picture").order_by("pk")
    if not session.is_dry_run:
        articles = articles.select_for_update(of=("self",))
    return articles.in_bulk(ids)
