"""Stories into articles: what differs is written, a batch at a time, and nothing that an editor touched.

Beside `articles/workflow.py` this is the only writer of live text.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from articles import projection
from articles import text as texts
from articles.legacy.convert import Converted, convert
from articles.legacy.difference import Difference, difference
from articles.legacy.models import Origin, Printing
from articles.legacy.printings import pack, printing_key
from articles.legacy.records import Kind
from articles.legacy.regions import Proposal
from articles.legacy.report import CREATED, UNCHANGED, UPDATED, Report
from articles.legacy.resolve import Content, Story
from articles.legacy.session import Session
from articles.models import Article, Byline, Revision, RevisionKind, State, TaggedArticle
from articles.models.article import article_path
from cms.ledger import addresses
from cms.lib.names import fold
from cms.lib.slugs import slugify

AUTHOR_NAME = "the import"
# By what the list is of ("tag" or "person", key): the place in it.
Places = dict[tuple[str, str], int | None]


@dataclass(slots=True)
class CurrentRows:
    """The through rows of some articles as they are now, by article and in natural keys."""

    tags: dict[int, list[str]] = field(default_factory=dict)
    bylines: dict[int, list[list[str]]] = field(default_factory=dict)
    places: dict[int, Places] = field(default_factory=dict)

    @classmethod
    def of(cls, article_ids: list[int]) -> CurrentRows:
        rows = cls()
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
    origin: Origin | None
    article: Article | None
    proposal: Proposal
    converted: Converted | None = None
    difference: Difference = field(default_factory=Difference)
    fresh_printings: list[str] = field(default_factory=list)
    is_moved: bool = False  # its place in a list of the old site is another than it was kept with
    outcome: str = UNCHANGED

    @property
    def regions(self) -> tuple[str, ...]:
        return self.proposal.names


def make_plan(session: Session, plan: Plan, known_printings: set[str], rows: CurrentRows) -> Plan:
    """Fill in what a story should be and how that differs from what is there."""
    keys = {printing_key(p) for p in plan.story.printings}
    plan.fresh_printings = sorted(keys - known_printings)
    wanted: dict[str, Any] = {"date": _date_value(plan.content)}
    if plan.article is None or plan.story.is_fresh:
        best = plan.content.best
        plan.converted = convert(best.body, has_paragraphs=best.has_paragraphs, place=best.place, source=session.source)
        wanted |= _wanted(session, plan)
    current = _current(plan.article, rows) if plan.article else dict.fromkeys(wanted)
    plan.difference = difference(plan.origin.hashes if plan.origin else {}, current, wanted)
    if plan.article is not None and plan.difference.changes and plan.article.has_changes and not _is_held(plan.article):
        # An editor is at work on it. Taking the live text away from under the working text would mix two hands.
        plan.difference.contested += sorted(plan.difference.changes)
        plan.difference.changes, plan.difference.hashes = {}, dict(plan.origin.hashes)
    if plan.article is not None:
        plan.is_moved = _is_moved(session, plan, rows.places.get(plan.article.pk, {}))
    is_changed = plan.difference.changes or plan.is_moved
    plan.outcome = CREATED if plan.article is None else UPDATED if is_changed else UNCHANGED
    return plan


def _is_moved(session: Session, plan: Plan, kept: Places) -> bool:
    wanted = _places(session, plan.content)
    return any(wanted.get(key, place) != place for key, place in kept.items())


def _places(session: Session, content: Content) -> Places:
    """Return the places in the old site's lists, by what the list is of."""
    places: Places = {("tag", _tag_key(session, fold(name))): at for name, at in content.tag_positions.items()}
    for name, at in content.person_positions.items():
        places["person", _person_key(session, name)] = at
    return places


def _wanted(session: Session, plan: Plan) -> dict[str, Any]:
    content, converted = plan.content, plan.converted
    tags = sorted({fold(name) for name in (*content.tags, *plan.regions)})
    return {
        "title": content.title[:300],
        "body": [converted.html, content.is_cut, converted.has_restored_paragraphs],
        "region": fold(plan.regions[0]) if plan.regions else "",
        "tags": [_tag_key(session, key) for key in tags],
        "bylines": [[_person_key(session, byline.name), byline.role] for byline in content.bylines],
        "state": State.DRAFT.value if session.hold_truncated and content.is_cut else State.RELEASED.value,
    }


def _tag_key(session: Session, folded: str) -> str:
    tag = session.tags.get(folded)
    return tag.key if tag else folded


def _person_key(session: Session, name: str) -> str:
    person = session.people.get(fold(name))
    return person.key if person else fold(name)


def _date_value(content: Content) -> list:
    dating = content.dating
    return [dating.moment.astimezone(UTC).isoformat(), dating.precision, dating.margin_days]


def _current(article: Article, rows: CurrentRows) -> dict[str, Any]:
    at = article.published_at.astimezone(UTC).isoformat() if article.published_at else ""
    return {
        "title": article.title,
        "body": [article.body, article.is_cut, article.has_restored_paragraphs],
        "region": article.region.key if article.region else "",
        "tags": sorted(rows.tags.get(article.pk, [])),
        "bylines": rows.bylines.get(article.pk, []),
        "state": article.state,
        "date": [at, article.date_precision, article.date_margin_days],
    }


def _is_held(article: Article) -> bool:
    """Tell whether this is a cut text that the import itself holds back, untouched since."""
    return article.state == State.DRAFT and article.working_by == AUTHOR_NAME


def report_plan(plan: Plan, report: Report) -> None:
    place = plan.content.best.place
    report.count(Kind.ARTICLE, plan.outcome)
    for name in plan.difference.contested:
        report.warn(
            place, Kind.ARTICLE, f"{name} of “{plan.content.title}”", "an editor's version stands; the source differs"
        )
    if plan.converted:
        for problem in plan.converted.problems:
            report.add(problem)
        for note in plan.converted.shortcodes:
            report.note_shortcode(note)
    if plan.outcome == CREATED and plan.regions:
        words = list(plan.proposal.because)
        report.regions.append({"what": plan.content.title, "regions": list(plan.regions), "because": words})


def write_plans(session: Session, plans: list[Plan]) -> None:
    """Write one batch, in the caller's transaction: a fixed number of queries for what is new, some for each update."""
    plans = [plan for plan in plans if plan.outcome != UNCHANGED or plan.fresh_printings]
    if not plans:
        return
    _create([plan for plan in plans if plan.outcome == CREATED], session)
    changed = [plan for plan in plans if plan.outcome != UNCHANGED]
    rewritten = [plan for plan in changed if plan.difference.changes]
    for plan in rewritten:
        if plan.outcome == UPDATED:
            _set_columns(plan.article, plan, session)
    _write_through_rows(session, rewritten)
    _move(session, [plan for plan in changed if plan.is_moved])
    _settle_addresses(rewritten)
    _add_revisions(session, rewritten)
    _write_origins(session, plans)
    projection.project([plan.article.pk for plan in changed])


def _create(plans: list[Plan], session: Session) -> None:
    for plan in plans:
        plan.article = Article(slug=_wish(plan), working_by=AUTHOR_NAME, working_at=session.started_at)
        _set_columns(plan.article, plan, session, save=False)
    Article.objects.bulk_create([plan.article for plan in plans])


def _wish(plan: Plan) -> str:
    return slugify(plan.content.title, fallback="story")


def _set_columns(article: Article, plan: Plan, session: Session, *, save: bool = True) -> None:
    changes = plan.difference.changes
    if "title" in changes:
        article.title = article.working_title = changes["title"]
    if "body" in changes:
        article.body, article.is_cut, article.has_restored_paragraphs = changes["body"]
    if "date" in changes:
        at, article.date_precision, article.date_margin_days = changes["date"]
        article.published_at = datetime.fromisoformat(at)
    if "region" in changes:
        article.region = session.tags.get(changes["region"])
    if "state" in changes:
        article.state = changes["state"]
        article.has_changes = article.state == State.DRAFT
        article.slug = article.slug or _wish(plan)
    article.version += 1
    if save:
        article.save()


def _write_through_rows(session: Session, plans: list[Plan]) -> None:
    tagged: list[TaggedArticle] = []
    bylines: list[Byline] = []
    for plan in plans:
        changes, article = plan.difference.changes, plan.article
        places = _places(session, plan.content)
        if "tags" in changes:
            tagged += [
                TaggedArticle(content_object=article, tag=tag, position=n, archive_position=places.get(("tag", key)))
                for n, key in enumerate(changes["tags"])
                if (tag := session.tags.get(key))
            ]
        if "bylines" in changes:
            bylines += [
                Byline(
                    article=article, person=person, role=role, position=n, archive_position=places.get(("person", key))
                )
                for n, (key, role) in enumerate(changes["bylines"])
                if (person := session.people.get(key))
            ]
    TaggedArticle.objects.filter(
        content_object__in=[p.article for p in plans if "tags" in p.difference.changes]
    ).delete()
    Byline.objects.filter(article__in=[p.article for p in plans if "bylines" in p.difference.changes]).delete()
    TaggedArticle.objects.bulk_create(tagged)
    Byline.objects.bulk_create(bylines)


def _move(session: Session, plans: list[Plan]) -> None:
    """Keep the new places in the lists of the old site, on whichever rows are there."""
    articles = {plan.article.pk: _places(session, plan.content) for plan in plans}
    tagged = list(TaggedArticle.objects.filter(content_object__in=articles).select_related("tag"))
    for row in tagged:
        row.archive_position = articles[row.content_object_id].get(("tag", row.tag.key), row.archive_position)
    bylines = list(Byline.objects.filter(article__in=articles))
    for byline in bylines:
        key = "person", byline.person.key if byline.person else byline.name
        byline.archive_position = articles[byline.article_id].get(key, byline.archive_position)
    TaggedArticle.objects.bulk_update(tagged, ["archive_position"])
    Byline.objects.bulk_update(bylines, ["archive_position"])


def _settle_addresses(plans: list[Plan]) -> None:
    """Give every released story its address; an address once given is not taken away by a better title."""
    released = [p for p in plans if p.article.state == State.RELEASED and "state" in p.difference.changes]
    slugs = addresses.place_many("article", [(p.article.pk, p.article.slug) for p in released], article_path)
    moved = [p.article for p in released if p.article.slug != slugs[p.article.pk]]
    for article in moved:
        article.slug = slugs[article.pk]
    Article.objects.bulk_update(moved, ["slug"])
    for plan in plans:
        known = [*plan.content.old_addresses, *_address_before(plan)]
        if known and plan.article.slug:
            addresses.keep_old("article", plan.article.pk, known)


def _address_before(plan: Plan) -> list[str]:
    """Return the address that WordPress made of this title, where ours is shorter: its slugs may have 200 letters."""
    full = slugify(plan.content.title, fallback="story", max_length=200)
    return [] if full == _wish(plan) else [article_path(full)]


def _add_revisions(session: Session, plans: list[Plan]) -> None:
    """Keep the new live text as a revision, live since the story was published or, for a change, since this run."""
    updated = [plan.article.pk for plan in plans if plan.outcome == UPDATED]
    Revision.objects.filter(article_id__in=updated, live_from__isnull=False, live_until__isnull=True).update(
        live_until=session.started_at
    )
    fresh = Article.objects.filter(pk__in=[plan.article.pk for plan in plans])
    fresh = fresh.select_related("region", "lead_picture").prefetch_related("tagged", "bylines").in_bulk()
    Revision.objects.bulk_create(
        Revision(
            article=plan.article,
            number=plan.article.version,
            data=texts.of_live(fresh[plan.article.pk]),
            kind=RevisionKind.IMPORT,
            note=f"from {session.source}"[:300],
            author_name=AUTHOR_NAME,
            created_at=session.started_at,
            live_from=_live_from(plan, session),
        )
        for plan in plans
    )


def _live_from(plan: Plan, session: Session) -> datetime | None:
    if plan.article.state != State.RELEASED:
        return None
    return plan.article.published_at if plan.outcome == CREATED else session.started_at


def _write_origins(session: Session, plans: list[Plan]) -> None:
    made = [plan for plan in plans if plan.origin is None]
    for plan in made:
        plan.origin = Origin(source=session.source, kind=Kind.ARTICLE, first_run=session.run)
    for plan in plans:
        origin = plan.origin
        origin.key, origin.title_key, origin.opening = plan.story.key, plan.story.title_key, plan.story.opening
        origin.target_id, origin.hashes, origin.last_run = plan.article.pk, plan.difference.hashes, session.run
    Origin.objects.bulk_create([plan.origin for plan in made])
    kept = [plan.origin for plan in plans if plan not in made]
    Origin.objects.bulk_update(kept, ["key", "opening", "hashes", "last_run"])
    Printing.objects.bulk_create(printing for plan in plans for printing in _printings(plan))


def _printings(plan: Plan) -> Iterable[Printing]:
    fresh = {printing_key(p): p for p in plan.story.printings}
    for key in plan.fresh_printings:
        yield Printing(
            origin=plan.origin,
            key=key,
            list_key=fresh[key].list_key,
            list_position=fresh[key].list_position,
            record=pack(fresh[key]),
            packed_raw=zlib.compress(fresh[key].raw.encode()),
            packed_body=zlib.compress(fresh[key].body.encode()),
        )
