"""People and tags of a folder, made or found here, with their addresses; the currencies."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models, transaction

from articles.legacy.models import Origin
from articles.legacy.records import Kind, Problem, Severity
from articles.models import SectionAssignment, Tag, TagAlias
from articles.models.tag import TagKind, place_tag
from cms.ledger import addresses
from cms.ledger.models import Address
from cms.lib.names import fold
from cms.lib.slugs import numbered
from cms.moving.arriving.known import Arrival, compared, key_of, outcome_of, read_moment
from cms.moving.arriving.reading import Read
from cms.pictures.models import Picture, new_uid
from markets.models import Currency
from people.models import Person, PersonGroup, person_path

PERSON_COLUMNS = ("name", "role", "bio", "website", "avatar", "position", "is_listed", "is_former")
TAG_COLUMNS = ("name", "kind", "intro", "position", "is_internal")


def _free_slug(model: type[Person | Tag], slug: str) -> str:
    number = 1
    while model.objects.filter(slug=numbered(slug, number)).exists():
        number += 1
    return numbered(slug, number)


# --- People -----------------------------------------------------------------------------------------------------------


def take_people(arrival: Arrival, batch: list[Read]) -> None:
    keys = {read.thing["slug"]: key_of(read.thing["slug"]) for read in batch}
    ties = arrival.ties(Kind.PERSON, keys.values())
    people = Person.objects.in_bulk([tie.target_id for tie in ties.values()])
    uids = {read.thing["avatar"] for read in batch} - {None}
    faces = {picture.uid: picture for picture in Picture.objects.filter(uid__in=uids)}
    for read in batch:
        tie = ties.get(keys[read.thing["slug"]])
        person = people.get(tie.target_id) if tie else _namesake(arrival, read)
        try:
            _take_person(arrival, read, person, tie, faces)
        except ValueError as error:
            arrival.report.add(Problem(Severity.FAILED, read.place, Kind.PERSON, read.thing["name"], str(error)))


def _namesake(arrival: Arrival, read: Read) -> Person | None:
    """Return who has this name here already. In an empty site nobody has: two of one name there are two."""
    if arrival.is_empty or read.thing["merged_into"]:
        return None
    return Person.objects.filter(key=fold(read.thing["name"])[:200], merged_into=None).order_by("pk").first()


def _take_person(
    arrival: Arrival, read: Read, person: Person | None, tie: Origin | None, faces: dict[str, Picture]
) -> None:
    line, is_new = read.thing, person is None
    wanted = {name: line[name] for name in PERSON_COLUMNS}
    wanted["avatar"] = line["avatar"] if line["avatar"] in faces else ""
    found = compared(person, tie, wanted, takes_all=False)
    for name in found.contested:
        arrival.report.warn(read.place, Kind.PERSON, f"{name} of {line['name']}", "an editor's words stand")
    created_at = read_moment(line["created_at"])
    outcome = outcome_of(found, is_new=is_new)
    if not arrival.is_dry_run:
        person = person or Person(slug=f"new-{new_uid()}", created_at=created_at)
        with transaction.atomic():
            for name, value in found.changes.items():
                setattr(person, name, faces.get(value) if name == "avatar" else value)
            person.key = fold(person.name)[:200]
            if line["group"] and person.group_id is None and (is_new or tie):
                group, _ = PersonGroup.objects.get_or_create(
                    name=line["group"]["name"], defaults={"position": line["group"]["position"]}
                )
                person.group = group
            person.save()
            if is_new:
                person.slug = _settle_person(person, line["slug"], has_page=line["path"] is not None)
                person.save(update_fields=["slug"])
            is_own = is_new or bool(tie and tie.is_own)
            arrival.tie(Kind.PERSON, key_of(line["slug"]), person.pk, found.hashes, tie, is_own=is_own)
    arrival.people[line["slug"]] = (person.pk, person.name) if person else (0, line["name"])
    arrival.count(Kind.PERSON, outcome, line["name"], read.place, ("person", person.pk) if person else None)


def _settle_person(person: Person, wish: str, *, has_page: bool) -> str:
    wish = _free_slug(Person, wish[:80])
    return addresses.place("person", person.pk, person_path, wish) if has_page else wish


# --- Tags -------------------------------------------------------------------------------------------------------------


def make_room(arrival: Arrival, slugs: set[str]) -> None:
    """In an empty site, let the regions go that it began with and the folder has not. Somebody's section stays."""
    kept = SectionAssignment.objects.values("region")
    regions = Tag.objects.filter(kind=TagKind.REGION).exclude(slug__in=slugs).exclude(pk__in=kept)
    going = list(regions.values_list("pk", flat=True))
    with transaction.atomic():
        Address.objects.filter(target_kind="tag", target_id__in=going).delete()
        Tag.objects.filter(pk__in=going).delete()


def take_tags(arrival: Arrival, batch: list[Read]) -> None:
    keys = {read.thing["slug"]: key_of(read.thing["slug"]) for read in batch}
    ties = arrival.ties(Kind.TAG, keys.values())
    tied = Tag.objects.in_bulk([tie.target_id for tie in ties.values()])
    named = {tag.key: tag for tag in Tag.objects.filter(key__in={fold(read.thing["name"]) for read in batch})}
    for read in batch:
        tie = ties.get(keys[read.thing["slug"]])
        _take_tag(arrival, read, tied.get(tie.target_id) if tie else named.get(fold(read.thing["name"])), tie)


def _take_tag(arrival: Arrival, read: Read, tag: Tag | None, tie: Origin | None) -> None:
    line, is_new = read.thing, tag is None
    if not fold(line["name"]):
        arrival.report.add(Problem(Severity.FAILED, read.place, Kind.TAG, line["slug"], "the tag has no name"))
        return
    takes_all = arrival.is_empty and tie is None
    found = compared(tag, tie, {name: line[name] for name in TAG_COLUMNS}, takes_all=takes_all)
    for name in found.contested:
        arrival.report.warn(read.place, Kind.TAG, f"{name} of {line['name']}", "an editor's words stand")
    if (
        "name" in found.changes
        and Tag.objects.filter(key=fold(line["name"])).exclude(pk=tag.pk if tag else None).exists()
    ):
        del found.changes["name"]
    if not arrival.is_dry_run:
        tag = tag or Tag(slug=_free_slug(Tag, line["slug"]))
        with transaction.atomic():
            for name, value in found.changes.items():
                setattr(tag, name, value)
            if is_new or found.changes:
                tag.save()
            if line["path"] and (is_new or takes_all or "kind" in found.changes):
                tag.slug = line["slug"] if takes_all and not is_new and _is_free(tag, line["slug"]) else tag.slug
                tag.save(update_fields=["slug"])
                place_tag(tag)
            if is_new or takes_all:
                _name_also(tag, line["aliases"], takes_all=takes_all)
            is_own = is_new or bool(tie and tie.is_own)
            arrival.tie(Kind.TAG, key_of(line["slug"]), tag.pk, found.hashes, tie, is_own=is_own)
    arrival.tags[line["slug"]] = tag.pk if tag else 0
    outcome = outcome_of(found, is_new=is_new)
    arrival.count(Kind.TAG, outcome, line["name"], read.place, ("tag", tag.pk) if tag else None)


def _is_free(tag: Tag, slug: str) -> bool:
    return not Tag.objects.filter(slug=slug).exclude(pk=tag.pk).exists()


def _name_also(tag: Tag, names: list[str], *, takes_all: bool) -> None:
    if takes_all:
        tag.aliases.all().delete()
    by_key = {fold(name): name for name in names if fold(name)}
    taken = set(TagAlias.objects.filter(key__in=by_key).values_list("key", flat=True))
    for key, name in by_key.items():
        if key not in taken:
            TagAlias.objects.create(tag=tag, name=name)


# --- Both -------------------------------------------------------------------------------------------------------------


def settle_merged(arrival: Arrival, kind: Kind, model: type[models.Model], merged: Iterable[tuple[int, int]]) -> None:
    """Let those that were merged away name their survivors: (id, id of the survivor).

    What was here before the folder came stays: to merge it is for the newsroom.
    """
    brought = Origin.objects.filter(source=arrival.session.source, kind=kind, is_own=True)
    ours = set(brought.values_list("target_id", flat=True))
    for pk, survivor in merged:
        if pk != survivor and (arrival.is_empty or pk in ours):
            model.objects.filter(pk=pk, merged_into=None).update(merged_into=survivor)


def take_currencies(arrival: Arrival, batch: list[Read]) -> None:
    known = Currency.objects.in_bulk([read.thing["code"] for read in batch])
    for read in batch:
        currency, line = known.get(read.thing["code"]), read.thing
        differs = currency and any(getattr(currency, name) != line[name] for name in ("name", "position", "in_strip"))
        outcome = "created" if currency is None else "updated" if differs and arrival.is_empty else "unchanged"
        if outcome != "unchanged" and not arrival.is_dry_run:
            Currency.objects.update_or_create(
                code=line["code"], defaults={k: v for k, v in line.items() if k != "code"}
            )
        arrival.count(Kind.OTHER, outcome, f"currency {line['code']}", read.place)
