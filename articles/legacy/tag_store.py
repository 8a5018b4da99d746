"""Tags of a run: found by name or alias, made where they are missing, filled where they are empty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from articles.legacy.difference import Difference, difference
from articles.legacy.differences import Asked, Known
from articles.legacy.models import Origin
from articles.legacy.old_paths import kept
from articles.legacy.records import Kind, Place, TagRecord
from articles.legacy.report import CREATED, UNCHANGED, UPDATED, Item, Report
from articles.legacy.session import Session
from articles.models import Tag, TagAlias
from articles.models.tag import TagKind
from cms.ledger import addresses
from cms.lib.identity import stable_id
from cms.lib.names import fold
from cms.lib.slugs import numbered, slugify

LONGEST = Tag._meta.get_field("name").max_length
NOWHERE = Place("")


@dataclass(slots=True)
class NamedTag:
    """All that a run says of one name."""

    name: str
    place: Place = NOWHERE
    slug: str = ""
    intro: str = ""
    kind: str = TagKind.TOPIC
    is_internal: bool = False
    old_addresses: list[str] = field(default_factory=list)


def gather_tags(records: Iterable[TagRecord]) -> dict[str, NamedTag]:
    """Join what is said of each name, by folded name: the first slug, the longest introduction, all addresses."""
    tags: dict[str, NamedTag] = {}
    for record in records:
        name = " ".join(record.name.split())[:LONGEST].strip()
        if not fold(name):
            continue
        tag = tags.setdefault(
            fold(name), NamedTag(name, record.place, record.slug, kind=record.kind, is_internal=record.is_internal)
        )
        tag.intro = max(tag.intro, record.intro, key=lambda text: (len(text), text))
        tag.old_addresses += record.old_addresses
    return tags


def named_only(names: Iterable[str]) -> dict[str, NamedTag]:
    return {fold(name): NamedTag(" ".join(name.split())[:LONGEST].strip()) for name in names if fold(name)}


def find_tags(keys: Iterable[str]) -> dict[str, Tag]:
    """Look folded names up among tags, then among their aliases."""
    keys = list(keys)
    if not keys:
        return {}
    found = {alias.key: alias.tag for alias in TagAlias.objects.filter(key__in=keys).select_related("tag__merged_into")}
    return found | {tag.key: tag for tag in Tag.objects.filter(key__in=keys).select_related("merged_into")}


def know_tags(session: Session, names: Iterable[str]) -> None:
    """Let the session know the tags that only earlier printings of its stories name."""
    for key, tag in find_tags({fold(name) for name in names} - session.tags.keys()).items():
        session.know_tag(key, tag)


def store_tags(session: Session, tags: dict[str, NamedTag], report: Report) -> None:
    """Find or make the tags of a run and let the session know them by folded name. An alias finds its tag."""
    if not tags:
        return
    known = find_tags(tags)
    missing = {key: tags[key] for key in sorted(tags.keys() - known.keys())}
    made = {} if session.is_dry_run else _make(missing)
    found = known | made
    for key, tag in found.items():
        session.know_tag(key, tag)
    for key in missing.keys() - made.keys():
        session.know_tag(key, None)
    ties: list[Origin] = []
    told: list[tuple[NamedTag, Origin, list[str]]] = []
    old: list[tuple[int, list[str]]] = []
    origins = _origins(session, tags)
    asked = Known.of("tag", origins.values())
    for key, named in sorted(tags.items()):
        tag = session.tags[key]
        outcome = CREATED if key in missing else UNCHANGED
        origin = origins.get(_key(key))
        found_here = _difference(named, tag, origin, asked, is_new=key in missing)
        changes, hashes = found_here.changes, found_here.hashes
        news = _news(report, named, tag, origin, found_here, asked)
        if key in known and changes:
            outcome = UPDATED
        if not session.is_dry_run:
            _write(tag, changes if key in known else {})
            if key in missing or changes or (origin is None and (named.old_addresses or news)):
                origin = origin or _origin(session, key, is_own=key in missing)
                origin.target_id, origin.hashes, origin.last_run = tag.pk, hashes, session.run
                ties.append(origin)
            if origin is not None and named.intro:
                told.append((named, origin, news))
            old.append((tag.pk, kept(named.old_addresses)))
        target = ("tag", tag.pk) if tag else None
        report.count(outcome, Item(Kind.TAG, outcome, named.name, named.place, target=target))
    addresses.keep_old_many("tag", old)
    known_ties = [origin for origin in ties if origin.pk is not None]
    Origin.objects.bulk_create([origin for origin in ties if origin.pk is None])
    Origin.objects.bulk_update(known_ties, ["hashes", "last_run", "target_id"])
    _keep_differences(session, asked, told)


def _key(folded: str) -> str:
    return stable_id("tag", folded)


def _origins(session: Session, tags: dict[str, NamedTag]) -> dict[str, Origin]:
    keys = [_key(key) for key in tags]
    return {o.key: o for o in Origin.objects.filter(source=session.source, kind=Kind.TAG, key__in=keys)}


def _difference(named: NamedTag, tag: Tag | None, origin: Origin | None, asked: Known, *, is_new: bool) -> Difference:
    """Only an introduction can differ: name and kind are the newsroom's once the tag is there."""
    if is_new or not named.intro:
        return difference({}, {"intro": ""}, {"intro": named.intro} if named.intro else {})
    current = {"intro": tag.intro}
    return difference(asked.hashes(origin, current), current, {"intro": named.intro})


def _news(
    report: Report, named: NamedTag, tag: Tag | None, origin: Origin | None, found: Difference, asked: Known
) -> list[str]:
    """Tell where an editor's introduction stands and the source has another. Returns the fields in question."""
    news = asked.news(origin, found.contested, {"intro": named.intro})
    for name in news:
        report.warn(named.place, Kind.TAG, f"{name} of {named.name}", "an editor's text stands; the source has another")
        report.note_difference(named.place, "tag", tag.pk, named.name, name)
    return news


def _keep_differences(session: Session, asked: Known, found: list[tuple[NamedTag, Origin, list[str]]]) -> None:
    for named, origin, news in found:
        intro = {"intro": named.intro}
        asked.note(
            session,
            origin,
            session.tags[fold(named.name)].pk,
            intro,
            [Asked(name, named.intro, intro) for name in news],
        )
    asked.write()


def _write(tag: Tag, changes: dict[str, str]) -> None:
    for name, value in changes.items():
        setattr(tag, name, value)
    if changes:
        tag.save(update_fields=list(changes))


def _origin(session: Session, key: str, *, is_own: bool) -> Origin:
    return Origin(source=session.source, kind=Kind.TAG, key=_key(key), first_run=session.run, is_own=is_own)


def _make(missing: dict[str, NamedTag]) -> dict[str, Tag]:
    """Make tags with their addresses, all at once. `Tag.save` would ask for each slug by itself."""
    if not missing:
        return {}
    taken = _taken_slugs(missing.values())
    tags: dict[str, Tag] = {}
    for key, named in missing.items():
        slug = _free_slug(_wish(named), taken)
        taken.add(slug)
        tags[key] = Tag(
            name=named.name, key=fold(named.name), slug=slug, kind=named.kind, intro=named.intro,
            is_internal=named.is_internal,
        )  # fmt: skip
    Tag.objects.bulk_create(tags.values())
    moved = []
    for kind in sorted({tag.kind for tag in tags.values()}):
        of_kind = [tag for tag in tags.values() if tag.kind == kind]
        slugs = addresses.place_many("tag", [(tag.pk, tag.slug) for tag in of_kind], of_kind[0].path_for)
        for tag in of_kind:
            if slugs[tag.pk] != tag.slug:
                tag.slug = slugs[tag.pk]
                moved.append(tag)
    Tag.objects.bulk_update(moved, ["slug"])
    return tags


def _wish(named: NamedTag) -> str:
    return slugify(named.slug or named.name, fallback="tag")


def _taken_slugs(tags: Iterable[NamedTag]) -> set[str]:
    wishes = {numbered(_wish(named), number) for named in tags for number in range(1, 10)}
    return set(Tag.objects.filter(slug__in=wishes).values_list("slug", flat=True))


def _free_slug(wish: str, taken: set[str]) -> str:
    number = 1
    while numbered(wish, number) in taken:
        number += 1
    return numbered(wish, number)
