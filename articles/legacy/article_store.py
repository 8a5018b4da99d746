"""Stories into articles: what differs is written, a batch at a time, and nothing that an editor touched.

Beside `articles/workflow.py` this is the only writer of live text.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import prefetch_related_objects

from articles import projection
from articles import text as texts
from articles.legacy import export_fields
from articles.legacy.article_differences import remember
from articles.legacy.identity import title_key
from articles.legacy.models import Origin, Printing
from articles.legacy.old_paths import kept, later_paths
from articles.legacy.plans import AUTHOR_NAME, UNTITLED, Places, Plan, places_of
from articles.legacy.printings import pack
from articles.legacy.records import Kind
from articles.legacy.report import CREATED, UNCHANGED, UPDATED
from articles.legacy.session import Session
from articles.models import Article, Byline, Revision, RevisionKind, State, TaggedArticle
from articles.models.article import article_path
from articles.models.revision import SCHEMA
from cms.ledger import addresses
from cms.lib import rows
from cms.lib.slugs import slugify
from cms.pictures.models import Picture

# The old site's own text is kept to be converted again, not to be read often: the quick way to pack is enough.
ZLIB_LEVEL = 1


class Tagged(NamedTuple):
    """A row of `TaggedArticle`."""

    content_object_id: int
    tag_id: int
    position: int
    archive_position: int | None


class Credited(NamedTuple):
    """A row of `Byline`."""

    article_id: int
    person_id: int
    name: str
    role: str
    position: int
    archive_position: int | None


class Revised(NamedTuple):
    """A row of `Revision`."""

    article_id: int
    number: int
    schema: int
    data: dict[str, Any]
    kind: str
    note: str
    author_id: int | None
    author_name: str
    created_at: datetime
    live_from: datetime | None
    live_until: datetime | None


class Tied(NamedTuple):
    """A row of `Origin`."""

    source: str
    kind: str
    key: str
    target_id: int
    has_old_id: bool
    title_key: str
    opening: str
    variant: str
    hashes: dict[str, str]
    is_own: bool
    first_run_id: int
    last_run_id: int


class Printed(NamedTuple):
    """A row of `Printing`."""

    origin_id: int
    key: str
    list_key: str
    list_position: int
    record: dict[str, Any]
    packed_raw: bytes
    packed_body: bytes


@dataclass(slots=True)
class ThroughRows:
    """What was written beside one article: its new tags and bylines."""

    tagged: list[Tagged] = field(default_factory=list)
    credited: list[Credited] = field(default_factory=list)


def write_plans(session: Session, plans: list[Plan]) -> None:
    """Write one batch, in the caller's transaction: a fixed number of queries for what is new, some for each update."""
    remember(session, plans)
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
    written = _write_through_rows(session, rewritten)
    _move(session, [plan for plan in changed if plan.is_moved])
    _settle_addresses(rewritten)
    _add_revisions(session, rewritten, written)
    _write_origins(session, plans)
    read = {plan.converted.html: plan.converted.text for plan in changed if plan.converted}
    projection.project([plan.article.pk for plan in changed if plan.outcome == CREATED], are_new=True, read=read)
    projection.project([plan.article.pk for plan in changed if plan.outcome != CREATED], read=read)


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


def _write_through_rows(session: Session, plans: list[Plan]) -> dict[int, ThroughRows]:
    """Write tags and bylines where they change; return the new rows by article."""
    written: dict[int, ThroughRows] = {}
    for plan in plans:
        places = places_of(session, plan.content)
        written[plan.article.pk] = ThroughRows(_tagged(session, plan, places), _credited(session, plan, places))
    stood = [plan for plan in plans if plan.outcome != CREATED]
    TaggedArticle.objects.filter(
        content_object__in=[p.article for p in stood if "tags" in p.difference.changes]
    ).delete()
    Byline.objects.filter(article__in=[p.article for p in stood if "bylines" in p.difference.changes]).delete()
    rows.insert(TaggedArticle, (row for each in written.values() for row in each.tagged))
    rows.insert(Byline, (row for each in written.values() for row in each.credited))
    return written


def _tagged(session: Session, plan: Plan, places: Places) -> list[Tagged]:
    return [
        Tagged(plan.article.pk, tag.pk, n, places.get(("tag", key)))
        for n, key in enumerate(plan.difference.changes.get("tags", ()))
        if (tag := session.tags.get(key))
    ]


def _credited(session: Session, plan: Plan, places: Places) -> list[Credited]:
    return [
        Credited(plan.article.pk, person.pk, "", role, n, places.get(("person", key)))
        for n, (key, role) in enumerate(plan.difference.changes.get("bylines", ()))
        if (person := session.people.get(key))
    ]


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


def _add_revisions(session: Session, plans: list[Plan], written: dict[int, ThroughRows]) -> None:
    """Keep the new live text as a revision, live since the story was published or, for a change, since this run."""
    updated = [plan.article for plan in plans if plan.outcome == UPDATED]
    Revision.objects.filter(
        article_id__in=[article.pk for article in updated], live_from__isnull=False, live_until__isnull=True
    ).update(live_until=session.started_at)
    # A new article has no other rows than those just written.
    prefetch_related_objects(updated, "tagged", "bylines")
    prefetch_related_objects([plan.article for plan in plans], "lead_picture")
    rows.insert(
        Revision,
        (
            Revised(
                article_id=plan.article.pk,
                number=plan.article.version,
                schema=SCHEMA,
                data=_text(plan, written[plan.article.pk]) | _proposed_time(plan),
                kind=RevisionKind.IMPORT,
                note=f"from {session.source}"[:300],
                author_id=None,
                author_name=AUTHOR_NAME,
                created_at=session.started_at,
                live_from=_live_from(plan, session),
                live_until=None,
            )
            for plan in plans
        ),
    )


def _text(plan: Plan, written: ThroughRows) -> texts.Text:
    if plan.outcome != CREATED:
        return texts.of_live(plan.article)
    return texts.of_columns(
        plan.article,
        tags=[row.tag_id for row in written.tagged],
        bylines=[(row.person_id, row.name, row.role) for row in written.credited],
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
    rows.insert(Origin, (Tied(*(getattr(origin, name) for name in Tied._fields)) for origin in made))
    Origin.objects.bulk_update(known, ["key", "has_old_id", "title_key", "opening", "target_id", "hashes", "last_run"])
    ids = _ids(session, made) | {origin.key: origin.pk for origin in known}
    rows.insert(Printing, (printing for plan in plans for printing in _printings(plan, ids[plan.origin.key])))


def _ids(session: Session, made: list[Origin]) -> dict[str, int]:
    keys = [origin.key for origin in made]
    of_source = Origin.objects.filter(source=session.source, kind=Kind.ARTICLE)
    return dict(of_source.filter(key__in=keys).values_list("key", "pk"))


def _printings(plan: Plan, origin_id: int) -> Iterable[Printed]:
    for key, record in plan.fresh_printings.items():
        yield Printed(
            origin_id=origin_id,
            key=key,
            list_key=record.list_key,
            list_position=record.list_position,
            record=pack(record),
            packed_raw=zlib.compress(record.raw.encode(), ZLIB_LEVEL),
            packed_body=zlib.compress(record.body.encode(), ZLIB_LEVEL),
        )
