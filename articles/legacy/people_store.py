"""People of a run: found by name, made where they are missing, filled where they are empty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from articles.legacy.difference import difference, hash_of
from articles.legacy.differences import Asked, Known
from articles.legacy.models import Origin
from articles.legacy.old_paths import kept
from articles.legacy.records import ArticleRecord, Kind, PersonRecord, Place
from articles.legacy.report import CREATED, UNCHANGED, UPDATED, Item, Report
from articles.legacy.session import Session
from cms.ledger import addresses
from cms.lib.identity import stable_id
from cms.lib.names import fold
from cms.pictures.models import Picture
from people.models import Person, save_person

FIELDS = {"role": 200, "bio": None, "website": 200}  # with the longest that our columns take


@dataclass(slots=True)
class NamedPerson:
    """All that a run says of one name."""

    name: str
    place: Place
    values: dict[str, str]
    old_addresses: set[str]
    has_page: bool = False  # the old site had a page of them; a name in a byline only has none
    lacks_portrait: bool = False
    portrait: str = ""  # old id of an image
    pages: list[Place] = field(default_factory=list)  # where records of this person stand


def gather_people(records: Iterable[PersonRecord | ArticleRecord]) -> dict[str, NamedPerson]:
    """Join what is said of each name, by folded name. Of two texts for a field the longer one is kept."""
    people: dict[str, NamedPerson] = {}
    for record in records:
        if isinstance(record, PersonRecord):
            person = _named(people, record.name, record.place)
            person.has_page = True
            person.pages.append(record.place)
            person.portrait = person.portrait or record.portrait
            person.lacks_portrait |= record.has_portrait
            person.old_addresses.update(record.old_addresses)
            for name, longest in FIELDS.items():
                person.values[name] = _fuller(person.values[name], getattr(record, name)[:longest])
        else:
            for byline in record.bylines:
                _named(people, byline.name, record.place)
    return people


def _named(people: dict[str, NamedPerson], name: str, place: Place) -> NamedPerson:
    shown = " ".join(name.split())[:200]
    return people.setdefault(fold(shown), NamedPerson(shown, place, dict.fromkeys(FIELDS, ""), set()))


def _fuller(one: str, other: str) -> str:
    return max(one, other, key=lambda text: (len(text), text))


Found = dict[str, tuple[str, Origin | None, Person | None]]


def _find_people(session: Session, names: Iterable[str], *, is_locked: bool = False) -> Found:
    """Look folded names up: {name: (key of the origin, origin, person)}. What was imported here comes first.

    Of several people with one name it is the oldest. Locked rows are held until the caller's transaction ends.
    """
    keys = {stable_id("person", name): name for name in names}
    origins = {o.key: o for o in Origin.objects.filter(source=session.source, kind=Kind.PERSON, key__in=keys)}
    ids = [origin.target_id for origin in origins.values()]
    people = (
        Person.objects.filter(Q(pk__in=ids) | Q(key__in=keys.values())).select_related("merged_into").order_by("-pk")
    )
    if is_locked:
        people = people.select_for_update(of=("self",))
    by_id = {person.pk: person for person in people}
    by_name = {person.key: person for person in by_id.values()}
    found: Found = {}
    for key, name in keys.items():
        origin = origins.get(key)
        person = by_id.get(origin.target_id) if origin else by_name.get(name)
        found[name] = key, origin, (person.merged_into or person) if person else None
    return found


def know_people(session: Session, names: Iterable[str]) -> None:
    """Let the session know the people that only earlier printings of its stories name."""
    unknown = {fold(name) for name in names} - session.people.keys()
    if unknown:
        for name, (_, _, person) in _find_people(session, unknown).items():
            session.know_person(name, person)


def store_people(
    session: Session, people: dict[str, NamedPerson], report: Report, *, counts_each: bool = False
) -> None:
    """Store people and let the session know them by folded name.

    Where an export holds several records of one person, `counts_each` counts every one of them.
    """
    if not people:
        return
    found = _find_people(session, people, is_locked=not session.is_dry_run)
    portraits = _portraits(session, people.values())
    known = Known.of("person", [origin for _, origin, _ in found.values() if origin])
    old: list[tuple[int, list[str]]] = []
    for folded, (origin_key, origin, person) in found.items():
        named = people[folded]
        outcome = _store_person(session, named, person, origin, origin_key, report, portraits, known)
        stored = session.people[folded]
        target = ("person", stored.pk) if stored else None
        if stored and not session.is_dry_run:
            old.append((stored.pk, kept(sorted(named.old_addresses))))
        report.count(outcome, Item(Kind.PERSON, outcome, named.name, (named.pages or [named.place])[0], target=target))
        for place in named.pages[1:] if counts_each else ():
            item = Item(Kind.PERSON, UNCHANGED, named.name, place, "another record of this person", target=target)
            report.count(UNCHANGED, item)
        if named.lacks_portrait:
            reason = "the page showed one, which a text dump cannot hold"
            report.warn(named.place, Kind.IMAGE, f"portrait of {named.name}", reason)
        if named.portrait and named.portrait not in portraits and not session.is_dry_run:
            reason = f"its file, picture {named.portrait} of the old site, is not here; with it, the next run sets it"
            report.warn(named.place, Kind.IMAGE, f"portrait of {named.name}", reason)
    if not session.is_dry_run:
        known.write()
    addresses.keep_old_many("person", old)


def _portraits(session: Session, people: Iterable[NamedPerson]) -> dict[str, Picture]:
    """Return the pictures of these people that are here with their files, by old id."""
    uids = {stable_id(session.source, "image", named.portrait): named.portrait for named in people if named.portrait}
    found = Picture.objects.filter(uid__in=uids).exclude(original="").select_related("merged_into")
    return {uids[picture.uid]: picture.merged_into or picture for picture in found}


def _store_person(
    session: Session,
    named: NamedPerson,
    person: Person | None,
    origin: Origin | None,
    origin_key: str,
    report: Report,
    portraits: dict[str, Picture],
    known: Known,
) -> str:
    kept_hashes = origin.hashes if origin else {}
    current, wanted = _values(named, person, kept_hashes, portraits.get(named.portrait))
    hashes = known.hashes(origin, current)
    found = difference(hashes, current, wanted)
    news = known.news(origin, found.contested, wanted)
    for name in news:
        report.warn(
            named.place, Kind.PERSON, f"{name} of {named.name}", "an editor's text stands; the source has another"
        )
        report.note_difference(named.place, "person", person.pk, named.name, name)
    outcome = CREATED if person is None else UPDATED if found.changes else UNCHANGED
    if not session.is_dry_run:
        if outcome != UNCHANGED:
            person = person or Person(name=named.name)
            if "avatar" in found.changes:
                person.avatar = portraits.get(named.portrait)
            for name, value in found.changes.items():
                if name != "avatar":
                    setattr(person, name, value)
            save_person(person)
        if origin is None or found.hashes != kept_hashes:
            origin = origin or Origin(
                source=session.source, kind=Kind.PERSON, key=origin_key, first_run=session.run,
                is_own=outcome == CREATED,
            )  # fmt: skip
            origin.target_id, origin.hashes, origin.last_run = person.pk, found.hashes, session.run
            origin.save()
        known.note(
            session, origin, person.pk, wanted, [Asked(name, wanted[name], {name: wanted[name]}) for name in news]
        )
    session.know_person(named.name, person)
    return outcome


def _values(
    named: NamedPerson, person: Person | None, hashes: dict[str, str], portrait: Picture | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what the fields are and what the source wants them to be."""
    current = {field: getattr(person, field) if person else "" for field in FIELDS}
    current["is_listed"] = person.is_listed if person else False
    # A text once imported from here competes with the new one; the fuller one wins, in any order of arrival.
    ours = {field for field in current if hashes.get(field) == hash_of(current[field])}
    wanted = {f: _fuller(value, current[f]) if f in ours else value for f, value in named.values.items()}
    if portrait is not None:
        current["avatar"] = person.avatar.uid if person and person.avatar else ""
        wanted["avatar"] = portrait.uid
    wanted["is_listed"] = named.has_page or ("is_listed" in ours and current["is_listed"])
    return current, wanted
