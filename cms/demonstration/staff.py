"""Our People of the demonstration: groups, roles and faces, and who of them signs in."""

from __future__ import annotations

import tomllib
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from cms.demonstration import accounts, drawings
from cms.demonstration.made import FOLDER, Made, ids, remember
from cms.ledger import audit
from cms.lib.names import fold
from cms.lib.slugs import slugify
from people.models import Person, PersonGroup, save_person

STAFF = FOLDER / "newsroom" / "staff.toml"
FIELDS = ("role", "is_former")


def groups() -> list[dict[str, Any]]:
    return tomllib.loads(STAFF.read_text(encoding="utf-8"))["group"]


def faces() -> list[str]:
    """Return the names of the portraits to draw. Not everybody has one."""
    return [_face(member) for group in groups() for member in group["people"] if member.get("face", True)]


def move_in() -> None:
    chief = accounts.actor("chief")
    # The import found some of them here already: those stay as they are.
    ours = {person.key: person for person in Person.objects.filter(pk__in=ids("person"))}
    for position, entry in enumerate(groups(), start=1):
        with transaction.atomic():
            group = _group(entry["name"], position * 10)
            for place, member in enumerate(entry["people"], start=1):
                if person := ours.get(fold(member["name"])):
                    _move_in(chief, person, group, place, member)


def _group(name: str, position: int) -> PersonGroup:
    group, is_new = PersonGroup.objects.get_or_create(name=name, defaults={"position": position})
    if is_new:
        remember(Made.GROUP, name, group)
        audit.record(accounts.actor("chief"), "save group of people", group, changed=["name", "position"])
    return group


def _move_in(chief: User | None, person: Person, group: PersonGroup, place: int, member: dict[str, Any]) -> None:
    person.group, person.position = group, place
    person.is_listed = True
    for field in FIELDS:
        if field in member:
            setattr(person, field, member[field])
    if member.get("bio"):
        person.bio = member["bio"].strip()
    if member.get("account") in accounts.kept():
        person.account = User.objects.get(username=member["account"])
    if member.get("face", True):
        person.avatar = drawings.take_in(chief, _face(member), alt=f"Drawing: {person.name}")
    save_person(person)
    audit.record(chief, "save person", person, changed=["group", "position", "avatar", *FIELDS])


def _face(member: dict[str, Any]) -> str:
    """Return the name of a portrait. Faces are drawn from a name alone, and not every one suits who bears it."""
    return drawings.FACE + (member.get("drawn_as") or slugify(member["name"], fallback="person"))
