"""Stories into articles: what differs is written, a batch at a time, and nothing that an editor touched.

Beside `articles/workflow.py` this is the only writer of live text.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from datetime import datetime

from django.db.models import prefetch_related_objects

from articles import projection
from articles import text as texts
from articles.legacy import export_fields
from articles.legacy.identity import title_key
from articles.legacy.models import Origin, Printing
from articles.legacy.old_paths import kept, later_paths
from articles.legacy.plans import AUTHOR_NAME, UNTITLED, Plan, places_of
from articles.legacy.printings import pack
from articles.legacy.records import Kind
from articles.legacy.report import CREATED, UNCHANGED, UPDATED
from articles.legacy.session import Session
from articles.models import Article, Byline, Revision, RevisionKind, State, TaggedArticle
from articles.models.article import article_path
from cms.ledger import addresses
from cms.lib.slugs import slugify
from cms.pictures.models import Picture

# The old site's own text is kept to be converted again, not to be read often: the quick way to pack is enough.
ZLIB_LEVEL = 1


def write_plans(session: Session, plans: list[Plan]) -> None:
    """Write one batch, in the caller's transaction: a fixed number of queries for what is new, some for each update."""
    plans = [plan for plan in plans if plan.outcome != UNCHANGED or plan.fresh_printings]
    if not plans:
        return
    changed = [plan for plan in plans if plan.outcome != UNCHANGED]
    rewritten = [plan for plan in changed if plan.difference.changes]
    leads = _lead_pictures(rewritten)
    _create([plan for plan in plans if plan.outcome == CREATED], session, leads)
    for plan in rewritten:
        if plan.outcome == UPDATED:
            _set_columns(plan.article, plan, session, leads)
            plan.article.save()
    _write_through_rows(session, rewritten)
    _move(session, [plan for plan in changed if plan.is_moved])
    _settle_addresses(rewritten)
    _add_revisions(session, rewritten)
    _write_origins(session, plans)
    projection.project([plan.article.pk for plan in changed if plan.outcome == CREATED], are_new=True)
    projection.project([plan.article.pk for plan in changed if plan.outcome != CREATED])


def _lead_pictures(plans: list[Plan]) -> dict[str, int]:
    """Return the ids of the lead pictures that these plans set, by uid."""
    uids = {plan.difference.changes.get("lead") for plan in plans} - {None, ""}
    found = Picture.objects.filter(uid__in=uids) if uids else ()
    return {picture.uid: picture.merged_into_id or picture.pk for picture in found}


def _create(plans: list[Plan], session: Session, leads: dict[str, int]) -> None:
    for plan in plans:
        plan.article = Article(slug=_wish(plan))
        if record := plan.content.record:
            told = record.published_at or record.modified_at or session.started_at
            plan.article.created_at = min(told, session.started_at)
        _set_columns(plan.article, plan, session, leads)
    Article.objects.bulk_create([plan.article for plan in plans])


def _wish(plan: Plan) -> str:
    return export_fields.wish(plan.content)


def _set_columns(article: Article, plan: Plan, session: Session, leads: dict[str, int]) -> None:
    """Set what changes, without saving."""
    changes = plan.difference.changes
    if "title" in changes:
        article.title = changes["title"]
        article.working_title = changes["title"] or UNTITLED
    if "body" in changes:
        article.body, article.is_cut, article.has_restored_paragraphs = changes["body"]
    if "date" in changes:
        at, article.date_precision, article.date_margin_days = changes["date"]
        article.published_at = datetime.fromisoformat(at) if at else None
    if "region" in changes:
        article.region = article.working_region = session.tags.get(changes["region"])
    for name in ("standfirst", "kind", "language"):
        if name in changes:
            setattr(article, name, changes[name])
    if "lead" in changes:
        article.lead_picture_id = leads.get(changes["lead"])
    if "search" in changes:
        article.search_title, article.search_description = changes["search"]
    if "updated" in changes:
        article.updated_at = datetime.fromisoformat(changes["updated"]) if changes["updated"] else None
    if "state" in changes:
        article.state = changes["state"]
        article.has_changes = article.state in export_fields.UNRELEASED
        article.slug = article.slug or _wish(plan)
    article.version += 1
    article.working_by, article.working_at = AUTHOR_NAME, _worked_at(plan, session)


def _worked_at(plan: Plan, session: Session) -> datetime:
    """The old site knows when a story was last worked on, and the desk's lists are in that order.

    What was scheduled there was not worked on at a time to come.
    """
    record = plan.content.record
    told = record and (record.modified_at or record.published_at)
    return min(told, session.started_at) if told else session.started_at


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
    if not plans:
        return
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
    """Give every released story its address; an address once given is not taken away by a better title.

    Only the slug that an export states moves a story.
    """
    settled = [
        p for p in plans if p.article.state == State.RELEASED and {"state", "slug"} & p.difference.changes.keys()
    ]
    wishes = [(p.article.pk, p.difference.changes.get("slug") or p.article.slug) for p in settled]
    slugs = addresses.place_many("article", wishes, article_path) if wishes else {}
    moved = [p.article for p in settled if p.article.slug != slugs[p.article.pk]]
    for article in moved:
        article.slug = slugs[article.pk]
    for plan in plans:
        if plan.article.state != State.RELEASED and plan.difference.changes.get("slug"):
            plan.article.slug = plan.difference.changes["slug"]
            moved.append(plan.article)
    Article.objects.bulk_update(moved, ["slug"])
    addresses.keep_old_many("article", [(plan.article.pk, _own_addresses(plan)) for plan in plans if plan.article.slug])


def _own_addresses(plan: Plan) -> list[str]:
    """What the story was known by and no other may be by now; former slugs wait until every story has its own."""
    content = plan.content
    known = kept([*content.old_addresses, *_address_before(plan)])
    later = set(later_paths(content.record, known))
    return [path for path in known if path not in later]


def _address_before(plan: Plan) -> list[str]:
    """Return the address that WordPress made of this title, where ours is shorter: its slugs may have 200 letters."""
    if plan.content.record and plan.content.record.slug:
        return []
    full = slugify(plan.content.title, fallback="story", max_length=200)
    return [] if full == _wish(plan) else [article_path(full)]


def _add_revisions(session: Session, plans: list[Plan]) -> None:
    """Keep the new live text as a revision, live since the story was published or, for a change, since this run."""
    updated = [plan.article.pk for plan in plans if plan.outcome == UPDATED]
    Revision.objects.filter(article_id__in=updated, live_from__isnull=False, live_until__isnull=True).update(
        live_until=session.started_at
    )
    prefetch_related_objects([plan.article for plan in plans], "tagged", "bylines", "lead_picture")
    Revision.objects.bulk_create(
        Revision(
            article=plan.article,
            number=plan.article.version,
            data=texts.of_live(plan.article) | _proposed_time(plan),
            kind=RevisionKind.IMPORT,
            note=f"from {session.source}"[:300],
            author_name=AUTHOR_NAME,
            created_at=session.started_at,
            live_from=_live_from(plan, session),
        )
        for plan in plans
    )


def _proposed_time(plan: Plan) -> dict[str, str]:
    is_draft = plan.is_of_export and plan.article.state in export_fields.UNRELEASED
    at = export_fields.proposed_time(plan.content.record) if is_draft else ""
    return {"release_at": at} if at else {}


def _live_from(plan: Plan, session: Session) -> datetime | None:
    if plan.article.state != State.RELEASED:
        return None
    return plan.article.published_at if plan.outcome == CREATED else session.started_at


def _write_origins(session: Session, plans: list[Plan]) -> None:
    made: list[Origin] = []
    known: list[Origin] = []
    for plan in plans:
        story, origin = plan.story, plan.origin
        if origin is None:
            origin = plan.origin = Origin(source=session.source, kind=Kind.ARTICLE, first_run=session.run)
            origin.title_key, origin.variant = story.title_key, story.variant
            made.append(origin)
        else:
            known.append(origin)
        if plan.is_of_export:
            # A page dump is looked for under the headline that stands.
            origin.title_key, origin.has_old_id = title_key(plan.content.title), True
        origin.key, origin.opening, origin.target_id = story.key, story.opening, plan.article.pk
        origin.hashes, origin.last_run = plan.difference.hashes, session.run
    Origin.objects.bulk_create(made)
    Origin.objects.bulk_update(known, ["key", "has_old_id", "title_key", "opening", "target_id", "hashes", "last_run"])
    Printing.objects.bulk_create(printing for plan in plans for printing in _printings(plan))


def _printings(plan: Plan) -> Iterable[Printing]:
    for key, record in plan.fresh_printings.items():
        yield Printing(
            origin=plan.origin,
            key=key,
            list_key=record.list_key,
            list_position=record.list_position,
            record=pack(record),
            packed_raw=zlib.compress(record.raw.encode(), ZLIB_LEVEL),
            packed_body=zlib.compress(record.body.encode(), ZLIB_LEVEL),
        )
