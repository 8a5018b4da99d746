"""Making one of two: tags of one meaning, persons who are the same. The lesser stays as a tombstone that leads on.

Raises `CannotMerge` in words for the editor. A merge is one transaction and one entry of the trail; what readers see
is projected anew, a hundred stories at a time.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q

from articles.models import Article, Byline, ListingRow, SectionAssignment, Tag, TagAlias, TaggedArticle
from articles.projection import project
from cms.ledger import addresses, audit
from people.models import Person

BATCH = 100
Actor = AbstractBaseUser | None
Thing = TypeVar("Thing", Tag, Person)


class CannotMerge(ValueError):
    """These two are not to be made one; the message says why."""


def merge_tags(actor: Actor, loser: Tag, survivor: Tag) -> int:
    """Give the survivor all that the loser has: stories, region, other names, addresses. Returns how many stories."""
    with transaction.atomic():
        loser, survivor = _both(Tag, loser, survivor)
        if loser.kind != survivor.kind:
            raise CannotMerge(
                f"“{loser}” is a {loser.get_kind_display()} and “{survivor}” a {survivor.get_kind_display()}: "
                "give both the same kind first."
            )
        if loser.is_internal != survivor.is_internal:
            raise CannotMerge("One of them is for the newsroom only; readers would see stories where they should not.")
        stories = _stories_of(Q(tagged__tag=loser) | Q(region=loser) | Q(listed__tag=loser))
        _move_tagged(loser, survivor)
        Article.objects.filter(region=loser).update(region=survivor)
        Article.objects.filter(working_region=loser).update(working_region=survivor)
        _move_sections(loser, survivor)
        _move_names(loser, survivor)
        _leave_tombstone("tag", loser, survivor)
        loser.save()
        _project(stories)
        audit.record(actor, "merge tags", survivor, loser=loser.pk, loser_name=loser.name, stories=len(stories))
    return len(stories)


def merge_people(actor: Actor, loser: Person, survivor: Person) -> int:
    """Give the survivor the loser's bylines, addresses and what the profile lacks. Returns how many stories."""
    with transaction.atomic():
        loser, survivor = _both(Person, loser, survivor)
        if loser.account_id and survivor.account_id:
            raise CannotMerge("Both have an account. Take it from one of them first: it could not belong to both.")
        stories = _stories_of(Q(bylines__person=loser))
        _move_bylines(loser, survivor)
        account, loser.account = loser.account, None
        loser.is_listed = False
        _leave_tombstone("person", loser, survivor)
        loser.save()
        for name in ("role", "bio", "website", "avatar"):
            setattr(survivor, name, getattr(survivor, name) or getattr(loser, name))
        survivor.account = survivor.account or account
        survivor.save()
        _project(stories)
        audit.record(actor, "merge people", survivor, loser=loser.pk, loser_name=loser.name, stories=len(stories))
    return len(stories)


def _both(model: type[Thing], loser: Thing, survivor: Thing) -> tuple[Thing, Thing]:
    """Both rows under lock, in the order of their ids, so that two merges across each other do not wait for ever."""
    if loser.pk == survivor.pk:
        raise CannotMerge("That is one and the same.")
    rows = model.objects.select_for_update().filter(pk__in=[loser.pk, survivor.pk]).order_by("pk")
    found = {row.pk: row for row in rows}
    for thing in found.values():
        if thing.merged_into_id:
            raise CannotMerge(f"“{thing}” was merged away already.")
    return found[loser.pk], found[survivor.pk]


def _stories_of(condition: Q) -> list[int]:
    return list(Article.objects.filter(condition).order_by("pk").values_list("pk", flat=True).distinct())


def _project(ids: list[int]) -> None:
    for start in range(0, len(ids), BATCH):
        project(ids[start : start + BATCH])


def _move_tagged(loser: Tag, survivor: Tag) -> None:
    """A story that has both keeps one, with the place in the old site's list that either of them had."""
    ours = TaggedArticle.objects.filter(tag=survivor, content_object=OuterRef("content_object"))
    both = TaggedArticle.objects.filter(Exists(ours), tag=loser)
    places = dict(both.exclude(archive_position=None).values_list("content_object", "archive_position"))
    _keep_places(TaggedArticle.objects.filter(tag=survivor, content_object__in=places), "content_object_id", places)
    TaggedArticle.objects.filter(pk__in=list(both.values_list("pk", flat=True))).delete()
    TaggedArticle.objects.filter(tag=loser).update(tag=survivor)


def _move_bylines(loser: Person, survivor: Person) -> None:
    """A story that credits both in one role credits one."""
    ours = Byline.objects.filter(person=survivor, article=OuterRef("article"), role=OuterRef("role"))
    both = Byline.objects.filter(Exists(ours), person=loser)
    places = dict(both.exclude(archive_position=None).values_list("article", "archive_position"))
    _keep_places(Byline.objects.filter(person=survivor, article__in=places), "article_id", places)
    Byline.objects.filter(pk__in=list(both.values_list("pk", flat=True))).delete()
    Byline.objects.filter(person=loser).update(person=survivor)


def _keep_places(rows: Iterable, article: str, places: dict[int, int]) -> None:
    for row in rows:
        if row.archive_position is None:
            row.archive_position = places[getattr(row, article)]
            row.save(update_fields=["archive_position"])


def _move_sections(loser: Tag, survivor: Tag) -> None:
    theirs = SectionAssignment.objects.filter(region=survivor, user=OuterRef("user"))
    doubled = SectionAssignment.objects.filter(Exists(theirs), region=loser)
    SectionAssignment.objects.filter(pk__in=list(doubled.values_list("pk", flat=True))).delete()
    SectionAssignment.objects.filter(region=loser).update(region=survivor)


def _move_names(loser: Tag, survivor: Tag) -> None:
    """The loser's name goes on being understood, as another name of the survivor."""
    TagAlias.objects.filter(tag=loser).update(tag=survivor)
    if not TagAlias.objects.filter(key=loser.key).exists():
        TagAlias.objects.create(tag=survivor, name=loser.name)


def _leave_tombstone(kind: str, loser: Thing, survivor: Thing) -> None:
    """Old tombstones of the loser lead straight on, and its addresses too: one hop, however often things are merged."""
    type(loser).objects.filter(merged_into=loser).update(merged_into=survivor)
    loser.merged_into = survivor
    addresses.hand_over(kind, loser.pk, survivor.pk)


def stories_of_tag(tag: Tag) -> int:
    """How many stories readers find under a tag."""
    return ListingRow.objects.filter(tag=tag).count()


def stories_of_person(person: Person) -> int:
    return Byline.objects.filter(person=person).aggregate(n=Count("article", distinct=True))["n"]
