"""Stories of a folder, a batch a transaction: those that are new as they were, those that are known where they differ.

Beside `articles/workflow.py` and the import of an old site this writes live text, and on the same terms: nothing that
an editor changed here since is touched.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db import IntegrityError, transaction

from articles import projection
from articles import text as texts
from articles.legacy.difference import hash_of
from articles.legacy.identity import title_key
from articles.legacy.models import CarriedOrigin, Origin
from articles.legacy.plans import AUTHOR_NAME
from articles.legacy.records import Kind, Problem, Severity
from articles.legacy.report import CREATED, UNCHANGED
from articles.legacy.resolve import key_of as key_of_record
from articles.models import Article, Byline, Revision, RevisionKind, TaggedArticle
from cms.moving.arriving import known_stories
from cms.moving.arriving.known import Arrival, read_moment
from cms.moving.arriving.reading import Read
from cms.moving.arriving.story_rows import LINE, byline_rows, hashes_of, moments_of, place, set_columns, tagged_rows
from cms.moving.arriving.texts_in import Names, text_of, texts_in
from cms.moving.stories import FROM_WORDPRESS, WAS_LIVE

# In the hashes of a tie: its story's original is not known yet.
WAITS = "waits"


@dataclass(slots=True)
class New:
    """A story that is to be made."""

    read: Read
    article: Article
    at: dict[str, datetime | None]
    text: texts.Text
    revisions: list[Revision] = field(default_factory=list)

    @property
    def line(self) -> dict[str, Any]:
        return self.read.thing


def take_stories(arrival: Arrival, batch: list[Read], waiting: list[str]) -> None:
    """Take in one batch of lines. `waiting` gets the ids of stories whose originals may still come."""
    by_uid: dict[str, Read] = {}
    for read in batch:
        if by_uid.setdefault(read.thing["id"], read) is not read:
            _fail(arrival, read, "the folder has this id in another line before")
    names = Names(arrival)
    with transaction.atomic():
        rows = Article.objects.filter(uid__in=by_uid)
        rows = rows if arrival.is_dry_run else rows.select_for_update(of=("self",))
        here = {article.uid: article for article in rows.select_related("region").order_by("pk")}
        ties = arrival.ties(Kind.ARTICLE, by_uid)
        names.look_up(read.thing for read in by_uid.values())
        _create(arrival, [read for uid, read in by_uid.items() if uid not in here], names, waiting)
        for uid, article in here.items():
            read, tie = by_uid[uid], ties.get(uid)
            if tie and tie.hashes.get(WAITS):
                waiting.append(uid)
            if tie and tie.hashes.get(LINE) == hash_of(read.thing):
                arrival.count(Kind.ARTICLE, UNCHANGED, read.thing["title"], read.place, ("article", article.pk))
            else:
                known_stories.take(arrival, read, article, tie, names)


def _fail(arrival: Arrival, read: Read, reason: str) -> None:
    what = read.thing["title"][:100] or read.thing["id"]
    arrival.report.add(Problem(Severity.FAILED, read.place, Kind.ARTICLE, what, reason))


def _create(arrival: Arrival, reads: list[Read], names: Names, waiting: list[str]) -> None:
    made: list[New] = []
    for read in reads:
        try:
            made.append(_new(read, names))
        except ValueError as error:
            _fail(arrival, read, str(error))
            continue
        for remark in names.taken():
            arrival.report.warn(read.place, Kind.ARTICLE, read.thing["title"][:100], remark)
    if not arrival.is_dry_run:
        _write(arrival, made, names)
        waiting += [new.line["id"] for new in made if _waits(new.line)]
    for new in made:
        target = ("article", new.article.pk) if new.article.pk else None
        arrival.count(Kind.ARTICLE, CREATED, new.text["title"], new.read.place, target)


def _waits(line: dict[str, Any]) -> bool:
    return any(text["translation_of"] for text in texts_in(line))


def _new(read: Read, names: Names) -> New:
    """Raises ValueError for a story that cannot be."""
    line = read.thing
    at = moments_of(line)
    text = text_of(line, names)
    new = New(read, Article(uid=line["id"], created_at=at["created_at"]), at, text)
    new.revisions = list(_revisions(new, names))
    set_columns(new.article, line, at, text, names)
    newest = new.revisions[-1]
    new.article.version, new.article.working_title = newest.number, newest.data["title"]
    new.article.working_region_id = newest.data["region"]
    new.article.working_by = AUTHOR_NAME
    new.article.working_at = at["working_at"]
    new.article.has_changes = line["state"] not in WAS_LIVE or line["working"] is not None
    return new


def _revisions(new: New, names: Names) -> Iterable[Revision]:
    """Return the versions of a story, the newest last: those that the folder has, or as few as tell what it is now."""
    line = new.line
    if line.get("revisions"):
        return _history(line["revisions"], new.article, names)
    began = new.at["live_from"] or new.at["created_at"]
    made = [
        Revision(
            article=new.article, number=1, data=new.text, kind=RevisionKind.IMPORT, author_name=AUTHOR_NAME,
            created_at=began if line["state"] in WAS_LIVE else new.at["working_at"] or began,
            live_from=new.at["live_from"], live_until=new.at["live_until"],
        )
    ]  # fmt: skip
    if line["working"]:
        made.append(
            Revision(
                article=new.article, number=2, data=text_of(line["working"], names), kind=RevisionKind.DRAFT,
                author_name=AUTHOR_NAME, created_at=new.at["working_at"] or began,
            )
        )  # fmt: skip
    return made


def _history(said: list[dict[str, Any]], article: Article, names: Names) -> list[Revision]:
    numbers = [revision["number"] for revision in said]
    if any(one >= other for one, other in pairwise(numbers)):
        raise ValueError("its versions are not in order")
    if sum(bool(revision["live_from"]) and not revision["live_until"] for revision in said) > 1:
        raise ValueError("two of its versions are said to be live")
    return [
        Revision(
            article=article, number=each["number"], data=text_of(each["text"], names), kind=each["kind"],
            note=each["note"], author_name=each["by"] or AUTHOR_NAME, created_at=read_moment(each["created_at"]),
            live_from=read_moment(each["live_from"]), live_until=read_moment(each["live_until"]),
        )
        for each in said
    ]  # fmt: skip


def _write(arrival: Arrival, made: list[New], names: Names) -> None:
    """Write new stories with everything about them: a fixed number of queries a batch."""
    Article.objects.bulk_create([new.article for new in made])
    place([new.article for new in made], arrival, {new.article.pk: new.read for new in made})
    TaggedArticle.objects.bulk_create([row for new in made for row in tagged_rows(new.article, new.text, new.line)])
    Byline.objects.bulk_create([row for new in made for row in byline_rows(new.article, new.text, new.line)])
    Revision.objects.bulk_create([revision for new in made for revision in new.revisions])
    _tie(arrival, made)
    projection.project([new.article.pk for new in made], are_new=True)


def _tie(arrival: Arrival, made: list[New]) -> None:
    """Remember of each story that it came with this folder, and where the other site had it from."""
    session = arrival.session
    ties: list[Origin] = []
    carried: list[tuple[tuple[str, str], dict[str, Any]]] = []
    for new in made:
        common = {"kind": Kind.ARTICLE, "target_id": new.article.pk, "first_run": session.run, "last_run": session.run}
        common["title_key"] = title_key(new.text["title"])
        hashes = hashes_of(new.line, version=new.article.version)
        if _waits(new.line):
            hashes[WAITS] = "yes"
        ties.append(Origin(source=session.source, key=new.line["id"], hashes=hashes, has_old_id=True, **common))
        for source in [new.line["source"], *new.line["also_from"]]:
            if source:
                is_record = source["kind"] == FROM_WORDPRESS
                key = key_of_record(source["id"]) if is_record else source["id"][:64]
                ties.append(Origin(source=source["name"], key=key, is_own=False, has_old_id=is_record, **common))
                carried.append(((source["name"], key), source))
    Origin.objects.bulk_create(ties, ignore_conflicts=True)
    targets = {new.article.pk for new in made}
    rows = Origin.objects.filter(kind=Kind.ARTICLE, target_id__in=targets, carried=None)
    found = {(tie.source, tie.key): tie for tie in rows}
    CarriedOrigin.objects.bulk_create(
        CarriedOrigin(origin=found[mark], kind=source["kind"], old_id=source["id"], url=source["url"])
        for mark, source in dict(carried).items()
        if mark in found
    )


def settle_translations(arrival: Arrival, batch: list[Read]) -> None:
    """Lead translations to their originals, once every story of the folder is here: live text and versions."""
    names = Names(arrival)
    names.look_up(read.thing for read in batch)
    by_uid = {read.thing["id"]: read for read in batch}
    ties = arrival.ties(Kind.ARTICLE, by_uid)
    for article in Article.objects.filter(uid__in=by_uid).order_by("pk"):
        read, tie = by_uid[article.uid], ties.get(article.uid)
        try:
            with transaction.atomic():
                _lead_to_original(article, read.thing, names)
                if tie and tie.hashes.pop(WAITS, None):
                    tie.save(update_fields=["hashes"])
        except IntegrityError:
            reason = "it says that it translates a story that has a translation into its language already"
            arrival.report.warn(read.place, Kind.ARTICLE, article.title[:100], reason)


def _lead_to_original(article: Article, line: dict[str, Any], names: Names) -> None:
    if line["state"] in WAS_LIVE and article.translation_of_id is None and line["translation_of"]:
        original = names.stories.get(line["translation_of"])
        Article.objects.filter(pk=article.pk).update(translation_of=original)
    said = [line, line["working"]] if not line.get("revisions") else [each["text"] for each in line["revisions"]]
    revisions = article.revisions.filter(data__translation_of=None).order_by("number")
    numbers = [each["number"] for each in line.get("revisions") or ()] or [1, 2]
    named = {number: text["translation_of"] for number, text in zip(numbers, said, strict=True) if text}
    for revision in revisions:
        if original := names.stories.get(named.get(revision.number)):
            revision.data["translation_of"] = original
            revision.save(update_fields=["data"])
