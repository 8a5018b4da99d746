"""People and tags of a run: found by name, made where they are missing, filled where they are empty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from articles.legacy.difference import Difference, difference, hash_of
from articles.legacy.models import Origin
from articles.legacy.records import ArticleRecord, Kind, PersonRecord, Place
from articles.legacy.report import CREATED, UNCHANGED, UPDATED, Report
from articles.legacy.session import Session
from articles.models import Tag, TagAlias
from articles.models.tag import place_tag
from cms.ledger import addresses
from cms.lib.identity import stable_id
from cms.lib.names import fold
from cms.lib.slugs import slugify
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


def gather_people(records: Iterable[PersonRecord | ArticleRecord]) -> dict[str, NamedPerson]:
    """Join what is said of each name, by folded name. Of two texts for a field the longer one is kept."""
    people: dict[str, NamedPerson] = {}
    for record in records:
        if isinstance(record, PersonRecord):
            person = _named(people, record.name, record.place)
            person.has_page = True
            person.lacks_portrait |= record.has_portrait
            person.old_addresses.update(record.old_addresses)
            for field, longest in FIELDS.items():
                person.values[field] = _fuller(person.values[field], getattr(record, field)[:longest])
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


def know_earlier_names(session: Session, printings: Iterable[ArticleRecord]) -> None:
    """Let the session know the people and tags that only earlier printings of its stories name."""
    printings = list(printings)
    names = {fold(byline.name) for printing in printings for byline in printing.bylines} - session.people.keys()
    session.people |= {name: person for name, (_, _, person) in _find_people(session, names).items()}
    tags = {fold(tag) for printing in printings for tag in printing.tags} - session.tags.keys()
    session.tags |= {key: tag.merged_into or tag for key, tag in _find_tags(tags).items()}


def _find_tags(keys: Iterable[str]) -> dict[str, Tag]:
    """Look folded names up among tags, then among their aliases."""
    keys = list(keys)
    found = {alias.key: alias.tag for alias in TagAlias.objects.filter(key__in=keys).select_related("tag__merged_into")}
    return found | {tag.key: tag for tag in Tag.objects.filter(key__in=keys).select_related("merged_into")}


def store_people(session: Session, people: dict[str, NamedPerson], report: Report) -> None:
    """Store people and let the session know them by folded name."""
    found = _find_people(session, people, is_locked=not session.is_dry_run)
    for folded, (origin_key, origin, person) in found.items():
        outcome = _store_person(session, people[folded], person, origin, origin_key, report)
        report.count(Kind.PERSON, outcome)
        if people[folded].lacks_portrait:
            reason = "the page showed one, which a text dump cannot hold"
            report.warn(people[folded].place, Kind.IMAGE, f"portrait of {people[folded].name}", reason)


def _store_person(
    session: Session, named: NamedPerson, person: Person | None, origin: Origin | None, origin_key: str, report: Report
) -> str:
    hashes = origin.hashes if origin else {}
    found = _difference(named, person, hashes)
    for field in found.contested:
        report.warn(
            named.place, Kind.PERSON, f"{field} of {named.name}", "an editor's text stands; the source has another"
        )
    outcome = CREATED if person is None else UPDATED if found.changes else UNCHANGED
    if not session.is_dry_run:
        if outcome != UNCHANGED:
            person = person or Person(name=named.name)
            for field, value in found.changes.items():
                setattr(person, field, value)
            save_person(person)
        if origin is None or found.hashes != hashes:
            _tie(session, origin, origin_key, person, found.hashes)
            addresses.keep_old("person", person.pk, sorted(named.old_addresses))
    session.people[fold(named.name)] = person
    return outcome


def _difference(named: NamedPerson, person: Person | None, hashes: dict[str, str]) -> Difference:
    current = {field: getattr(person, field) if person else "" for field in FIELDS}
    current["is_listed"] = person.is_listed if person else False
    # A text once imported from here competes with the new one; the fuller one wins, in any order of arrival.
    ours = {field for field in current if hashes.get(field) == hash_of(current[field])}
    wanted = {f: _fuller(value, current[f]) if f in ours else value for f, value in named.values.items()}
    wanted["is_listed"] = named.has_page or ("is_listed" in ours and current["is_listed"])
    return difference(hashes, current, wanted)


def _tie(session: Session, origin: Origin | None, key: str, person: Person, hashes: dict[str, str]) -> None:
    origin = origin or Origin(source=session.source, kind=Kind.PERSON, key=key, first_run=session.run)
    origin.target_id, origin.hashes, origin.last_run = person.pk, hashes, session.run
    origin.save()


def store_tags(session: Session, names: Iterable[str], report: Report) -> None:
    """Find or make the tags of a run and let the session know them by folded name. An alias finds its tag."""
    wanted = {fold(name): " ".join(name.split())[:100] for name in names if name.strip()}
    known = _find_tags(wanted)
    for key, name in sorted(wanted.items()):
        tag = known.get(key)
        report.count(Kind.TAG, UNCHANGED if tag else CREATED)
        if tag is None and not session.is_dry_run:
            tag = Tag(name=name, slug=slugify(name, fallback="tag"))
            tag.save()
            place_tag(tag)
            Origin.objects.create(
                source=session.source, kind=Kind.TAG, key=stable_id("tag", key), target_id=tag.pk,
                first_run=session.run, last_run=session.run,
            )  # fmt: skip
        session.tags[key] = (tag.merged_into or tag) if tag else None
