"""What is to become of each story: the difference between what its printings say and what stands here.

Planning writes nothing, so a dry run is a plan that nobody carries out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC
from typing import Any

from django.db.models import F

from articles.legacy import export_fields
from articles.legacy.convert import Converted, convert_record
from articles.legacy.difference import Difference, difference, hash_of
from articles.legacy.differences import Known
from articles.legacy.export_fields import utc
from articles.legacy.models import Origin
from articles.legacy.printings import printing_key
from articles.legacy.records import ArticleRecord, Kind
from articles.legacy.regions import Gazetteer
from articles.legacy.report import CREATED, UNCHANGED, UPDATED, Item, Report
from articles.legacy.resolve import Content, Story
from articles.legacy.session import Session
from articles.models import Article, ArticleKind, Byline, Revision, State, TaggedArticle
from articles.proposals import Proposal
from cms.lib.dates import DatePrecision
from cms.lib.names import fold
from cms.lib.richtext import TooMuchHtml

AUTHOR_NAME = "the import"
UNTITLED = "Untitled"
# By what the list is of ("tag" or "person", key): the place in it.
Places = dict[tuple[str, str], int | None]


@dataclass(slots=True)
class CurrentRows:
    """The through rows of some articles as they are now, by article and in natural keys."""

    tags: dict[int, list[str]] = field(default_factory=dict)
    bylines: dict[int, list[list[str]]] = field(default_factory=dict)
    places: dict[int, Places] = field(default_factory=dict)
    release_at: dict[int, str] = field(default_factory=dict)  # the time proposed in the newest text of a draft
    known: Known | None = None  # what was asked of people before

    @classmethod
    def of(cls, articles: dict[int, Article]) -> CurrentRows:
        rows = cls()
        article_ids = list(articles)
        if not article_ids:
            return rows
        rows.known = Known.of(
            "article", Origin.objects.filter(kind=Kind.ARTICLE, target_id__in=article_ids).values("pk")
        )
        drafts = [article.pk for article in articles.values() if article.state in export_fields.UNRELEASED]
        newest = Revision.objects.filter(article__in=drafts, number=F("article__version"))
        rows.release_at = {pk: data.get("release_at") or "" for pk, data in newest.values_list("article_id", "data")}
        for row in TaggedArticle.objects.filter(content_object__in=article_ids).select_related("tag"):
            rows.tags.setdefault(row.content_object_id, []).append(row.tag.key)
            rows.places.setdefault(row.content_object_id, {})["tag", row.tag.key] = row.archive_position
        for byline in Byline.objects.filter(article__in=article_ids):
            key = byline.person.key if byline.person else byline.name
            rows.bylines.setdefault(byline.article_id, []).append([key, byline.role])
            rows.places.setdefault(byline.article_id, {})["person", key] = byline.archive_position
        return rows


@dataclass(slots=True)
class Plan:
    """What is to become of one story."""

    story: Story
    content: Content
    proposal: Proposal
    told: dict[str, ArticleRecord]  # all printings, by key
    refusal: TooMuchHtml | None = None  # why the text could not be converted
    origin: Origin | None = None
    article: Article | None = None
    converted: Converted | None = None
    difference: Difference = field(default_factory=Difference)
    fresh_printings: dict[str, ArticleRecord] = field(default_factory=dict)  # by key, not kept yet
    is_moved: bool = False  # its place in a list of the old site is another than it was kept with
    outcome: str = UNCHANGED
    wanted: dict[str, Any] = field(default_factory=dict)  # what the source says, by field
    known: Known | None = None
    asked: list[str] = field(default_factory=list)  # contested fields that nobody has decided about

    @property
    def regions(self) -> tuple[str, ...]:
        return self.proposal.names

    @property
    def is_of_export(self) -> bool:
        return self.content.record is not None


def draft_plan(session: Session, story: Story, content: Content, gazetteer: Gazetteer) -> Plan:
    """Say what a story should be, before anything is asked of what is here: most of the work of an import is this."""
    plan = Plan(story, content, gazetteer.of(content), {printing_key(p): p for p in story.printings})
    if story.is_fresh:
        _convert(session, plan)
    return plan


def _convert(session: Session, plan: Plan) -> None:
    try:
        plan.converted = convert_record(plan.content.best, source=session.source)
    except TooMuchHtml as refusal:
        plan.refusal = refusal


def complete_plan(session: Session, plan: Plan, known_printings: set[str], rows: CurrentRows) -> None:
    """Fill in how what a story should be differs from what is here. Raises TooMuchHtml for a text beyond measure."""
    plan.fresh_printings = {key: plan.told[key] for key in sorted(plan.told.keys() - known_printings)}
    wanted: dict[str, Any] = {"date": _date_value(plan.content)}
    if plan.article is None and not plan.story.is_fresh:
        _convert(session, plan)  # deleted here, and its neighbours in a list were told of
    if plan.refusal:
        raise plan.refusal
    if plan.converted:
        wanted |= _wanted(session, plan)
    if session.fields is not None:
        # Nothing new was printed: what is kept is only read anew.
        plan.fresh_printings = {}
        wanted = {name: value for name, value in wanted.items() if name in session.fields}
    hashes = plan.origin.hashes if plan.origin and plan.article else {}
    current = current_values(plan.article, rows, hashes) if plan.article else dict.fromkeys(wanted)
    if plan.article is not None and plan.origin is not None:
        plan.known = rows.known
        hashes = rows.known.hashes(plan.origin, current)
    plan.wanted = wanted
    plan.difference = difference(hashes, current, wanted)
    if plan.article is not None and plan.difference.changes and plan.article.has_changes and not _is_held(plan.article):
        # An editor is at work on it. Taking the live text away from under the working text would mix two hands.
        plan.difference.contested += sorted(plan.difference.changes)
        plan.difference.changes, plan.difference.hashes = {}, dict(plan.origin.hashes)
    if plan.article is not None and plan.article.translation_of_id and "language" in plan.difference.changes:
        # An editor has linked it to its twin in another language; two of one language are none.
        del plan.difference.changes["language"]
        plan.difference.contested.append("language")
        plan.difference.hashes["language"] = hash_of(current["language"])
    if plan.known is not None:
        plan.asked = plan.known.news(plan.origin, plan.difference.contested, wanted)
    if plan.article is not None:
        plan.is_moved = session.fields is None and _is_moved(session, plan, rows.places.get(plan.article.pk, {}))
    is_changed = plan.difference.changes or plan.is_moved
    plan.outcome = CREATED if plan.article is None else UPDATED if is_changed else UNCHANGED


def _is_moved(session: Session, plan: Plan, kept: Places) -> bool:
    wanted = places_of(session, plan.content)
    return any(wanted.get(key, place) != place for key, place in kept.items())


def places_of(session: Session, content: Content) -> Places:
    """Return the places in the old site's lists, by what the list is of."""
    places: Places = {("tag", _tag_key(session, fold(name))): at for name, at in content.tag_positions.items()}
    for name, at in content.person_positions.items():
        places["person", _person_key(session, name)] = at
    return places


def _wanted(session: Session, plan: Plan) -> dict[str, Any]:
    content, converted = plan.content, plan.converted
    tags = {_tag_key(session, fold(name)) for name in (*content.tags, *plan.regions)}
    bylines = dict.fromkeys((_person_key(session, byline.name), byline.role) for byline in content.bylines)
    # Holding back is for what readers have not seen; a story is not taken from them by an option.
    is_public = plan.article is not None and plan.article.state == State.RELEASED
    is_held = session.hold_truncated and content.is_cut and not is_public
    more = export_fields.wanted(session.source, content) if content.record else {}
    return {
        "title": content.title[:300],
        "body": [converted.html, content.is_cut, converted.has_restored_paragraphs],
        "region": fold(plan.regions[0]) if plan.regions else "",
        "tags": sorted(tags),
        "bylines": [list(byline) for byline in bylines],
        "state": State.DRAFT.value if is_held else State.RELEASED.value,
        **more,
    }


def _tag_key(session: Session, folded: str) -> str:
    tag = session.tags.get(folded)
    return tag.key if tag else folded


def _person_key(session: Session, name: str) -> str:
    person = session.people.get(fold(name))
    return person.key if person else fold(name)


def _date_value(content: Content) -> list:
    dating = content.dating
    if dating is None:
        return ["", DatePrecision.EXACT.value, None]
    return [dating.moment.astimezone(UTC).isoformat(), dating.precision, dating.margin_days]


def current_values(article: Article, rows: CurrentRows, hashes: dict[str, str]) -> dict[str, Any]:
    """Return each imported field as it is now, in the form in which it is hashed."""
    return export_fields.current(article, hashes, release_at=rows.release_at.get(article.pk, "")) | {
        "title": article.title,
        "body": [article.body, article.is_cut, article.has_restored_paragraphs],
        "region": article.region.key if article.region else "",
        "tags": sorted(rows.tags.get(article.pk, [])),
        "bylines": rows.bylines.get(article.pk, []),
        "state": article.state,
        "date": [utc(article.published_at), article.date_precision, article.date_margin_days],
    }


def _is_held(article: Article) -> bool:
    """Tell whether this is a draft that the import made, untouched since."""
    return article.state in (State.DRAFT, State.IN_REVIEW) and article.working_by == AUTHOR_NAME


def report_plan(plan: Plan, report: Report, *, is_repeated: bool = False) -> None:
    """Count the story and tell what of it needs an eye. `is_repeated`: this run has told of it before."""
    content = plan.content
    place = content.best.place
    record = content.record
    old_id = (record.old_ids[0] if record.old_ids else record.record_id) if record else ""
    target = ("article", plan.article.pk) if plan.article and plan.article.pk else None
    kind = Kind.PAGE if record and record.kind == ArticleKind.PAGE else Kind.ARTICLE
    outcome = UNCHANGED if is_repeated else plan.outcome
    reason = "told again in this run; what was changed last stands" if is_repeated else ""
    what = content.title or UNTITLED
    report.count(outcome, Item(kind, outcome, what, place, reason, old_id, target))
    for name in plan.asked:
        report.warn(place, kind, f"{name} of “{what}”", "an editor's version stands; the source differs")
        report.note_difference(place, "article", plan.article.pk, what, name)
    for reason in export_fields.remarks(content) if plan.outcome != UNCHANGED else ():
        report.warn(place, kind, what, reason)
    if plan.converted:
        for problem in plan.converted.problems:
            report.add(problem)
        for note in plan.converted.shortcodes:
            report.note_shortcode(note)
    if plan.outcome == CREATED and plan.proposal.because:
        report.note_region(content.title, list(plan.regions), list(plan.proposal.because))
