"""Stories into articles: what differs is written, a batch at a time, and nothing that an editor touched.

Beside `articles/workflow.py` this is the only writer of live text.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from datetime import datetime

from articles import projection
from articles import text as texts
from articles.legacy.models import Origin, Printing
from articles.legacy.plans import AUTHOR_NAME, Plan, places_of
from articles.legacy.printings import pack, printing_key
from articles.legacy.records import Kind
from articles.legacy.report import CREATED, UNCHANGED, UPDATED
from articles.legacy.session import Session
from articles.models import Article, Byline, Revision, RevisionKind, State, TaggedArticle
from articles.models.article import article_path
from cms.ledger import addresses
from cms.lib.slugs import slugify


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
        plan.article = Article(slug=_wish(plan))
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
        article.region = article.working_region = session.tags.get(changes["region"])
    if "state" in changes:
        article.state = changes["state"]
        article.has_changes = article.state == State.DRAFT
        article.slug = article.slug or _wish(plan)
    article.version += 1
    article.working_by, article.working_at = AUTHOR_NAME, session.started_at
    if save:
        article.save()


def _write_through_rows(session: Session, plans: list[Plan]) -> None:
    tagged: list[TaggedArticle] = []
    bylines: list[Byline] = []
    for plan in plans:
        changes, article = plan.difference.changes, plan.article
        places = places_of(session, plan.content)
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
    articles = {plan.article.pk: places_of(session, plan.content) for plan in plans}
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
    made: list[Origin] = []
    kept: list[Origin] = []
    for plan in plans:
        story, origin = plan.story, plan.origin
        if origin is None:
            origin = plan.origin = Origin(source=session.source, kind=Kind.ARTICLE, first_run=session.run)
            origin.title_key, origin.variant = story.title_key, story.variant
            made.append(origin)
        else:
            kept.append(origin)
        origin.key, origin.opening, origin.target_id = story.key, story.opening, plan.article.pk
        origin.hashes, origin.last_run = plan.difference.hashes, session.run
    Origin.objects.bulk_create(made)
    Origin.objects.bulk_update(kept, ["key", "opening", "target_id", "hashes", "last_run"])
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
