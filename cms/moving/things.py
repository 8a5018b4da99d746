"""The lines of everything but stories: pictures, people, tags, currencies, rates and addresses.

`docs/export.md` says what each field means, `schemas/` what it may hold. A thing is named by what stays when it moves:
a picture and a story by their own id, a person and a tag by the slug, a currency by its code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.legacy.readers.source_address import is_mangled_email
from articles.models import Article, ListingRow, PictureUse, Tag
from articles.sections import SECTIONS
from cms.ledger.models import Address, AddressState
from cms.moving.folder import MEDIA
from cms.moving.snapshot import by_bytes
from cms.pictures.models import Picture
from markets.models import Currency, Quote
from people.models import Person

Line = dict[str, Any]
BATCH = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an export holds. `at` is its moment: what readers see then is what is published."""

    at: datetime
    published_only: bool = False
    history: bool = False
    staff_names: bool = False


def moment(at: datetime | None) -> str | None:
    """Return a moment in UTC, as `2026-11-20T07:00:00Z`."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None


def day(on: date | None) -> str | None:
    return on.isoformat() if on else None


def stories(wanted: Wanted) -> QuerySet:
    return Article.objects.published(wanted.at) if wanted.published_only else Article.objects.all()


def media_name(picture: Picture) -> str | None:
    return f"{MEDIA}/{picture.original.name}" if picture.original else None


def in_batches(rows: QuerySet, size: int = BATCH) -> Iterator[list]:
    """Yield rows in the order of their ids, `size` at a time, so that none but these are held."""
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:size]):
        yield batch
        last = batch[-1].pk


# --- Pictures ---------------------------------------------------------------------------------------------------------


def pictures(wanted: Wanted) -> QuerySet:
    rows = Picture.objects.select_related("merged_into")
    if wanted.published_only:
        published = Article.objects.published(wanted.at)
        shown = PictureUse.objects.filter(picture=OuterRef("pk"), article__in=published)
        portraits = Person.objects.public().filter(avatar=OuterRef("pk"))
        # A text may name a picture that another took the place of: its line says which.
        through = PictureUse.objects.filter(picture=OuterRef("merged_into"), article__in=published)
        rows = rows.filter(Exists(shown) | Exists(through) | Exists(portraits))
    return rows


def picture_line(picture: Picture, sha256: str | None, wanted: Wanted) -> Line:
    """`sha256` is of the file as it lies there; None where there is none."""
    is_there = sha256 is not None
    return {
        "id": picture.uid,
        "file": media_name(picture) if is_there else None,
        "sha256": sha256,
        "bytes": picture.size if is_there else None,
        "width": picture.width if is_there else None,
        "height": picture.height if is_there else None,
        "colour": picture.colour,
        "file_name": picture.file_name,
        "content_hash": picture.content_hash if is_there else "",
        "alt": picture.alt,
        "is_decorative": picture.is_decorative,
        "caption": picture.caption,
        "credit": picture.credit,
        "source": "" if wanted.published_only else picture.source,
        "taken_at": moment(picture.taken_at),
        "focus": [picture.focus_x, picture.focus_y],
        "created_at": moment(picture.created_at),
        "merged_into": picture.merged_into.uid if picture.merged_into else None,
    }


# --- People and tags --------------------------------------------------------------------------------------------------


def people(wanted: Wanted) -> QuerySet:
    rows = Person.objects.all()
    if wanted.published_only:
        credited = ListingRow.objects.filter(person=OuterRef("pk"), article__in=Article.objects.published(wanted.at))
        rows = rows.filter(merged_into=None).filter(Exists(credited) | Q(is_listed=True))
    return rows


def tags(wanted: Wanted) -> QuerySet:
    return Tag.objects.public() if wanted.published_only else Tag.objects.all()


def people_lines(wanted: Wanted) -> Iterator[Line]:
    for batch in in_batches(people(wanted).select_related("avatar", "group", "merged_into")):
        paths = current_paths("person", [person.pk for person in batch])
        for person in batch:
            yield _person_line(
                person, paths.get(person.pk), is_named_only=wanted.published_only and not person.is_listed
            )


def _person_line(person: Person, path: str | None, *, is_named_only: bool) -> Line:
    """`is_named_only`: readers know the name from bylines, and nothing else of them."""
    group = None if is_named_only else person.group
    return {
        "slug": person.slug,
        "name": person.name,
        "path": path,
        "role": "" if is_named_only else person.role,
        "bio": "" if is_named_only else person.bio,
        "website": "" if is_named_only else person.website,
        "avatar": person.avatar.uid if person.avatar and not is_named_only else None,
        "group": {"name": group.name, "position": group.position} if group else None,
        "position": person.position,
        "is_listed": person.is_listed,
        "is_former": person.is_former,
        "created_at": moment(person.created_at),
        "merged_into": person.merged_into.slug if person.merged_into else None,
    }


def tag_lines(wanted: Wanted) -> Iterator[Line]:
    rows = tags(wanted).select_related("merged_into").prefetch_related("aliases").order_by(by_bytes("slug"))
    for batch in _some_at_a_time(rows):
        paths = current_paths("tag", [tag.pk for tag in batch])
        yield from (_tag_line(tag, paths.get(tag.pk)) for tag in batch)


def _tag_line(tag: Tag, path: str | None) -> Line:
    return {
        "slug": tag.slug,
        "name": tag.name,
        "kind": tag.kind,
        "path": path,
        "intro": tag.intro,
        "position": tag.position,
        "is_internal": tag.is_internal,
        "aliases": sorted(alias.name for alias in tag.aliases.all()),
        "merged_into": tag.merged_into.slug if tag.merged_into else None,
    }


# --- Rates ------------------------------------------------------------------------------------------------------------


def currency_lines(wanted: Wanted) -> Iterator[Line]:
    for currency in Currency.objects.order_by(by_bytes("code")):
        yield {
            "code": currency.code,
            "name": currency.name,
            "position": currency.position,
            "in_strip": currency.in_strip,
        }


def quote_lines(wanted: Wanted) -> Iterator[Line]:
    for batch in in_batches(Quote.objects.all()):
        yield from (_quote_line(quote, wanted) for quote in batch)


def _quote_line(quote: Quote, wanted: Wanted) -> Line:
    return {
        "source": quote.source,
        "base": quote.base_id,
        "quote": quote.quote_id,
        "nominal": quote.nominal,
        "value": f"{quote.value:.{quote.digits}f}",
        "change": _plain(quote.change),
        "change_text": quote.change_text,
        "effective_on": day(quote.effective_on),
        "origin_key": quote.origin_key,
        "origin_order": quote.origin_order,
        "is_repeat": quote.is_repeat,
        "until": day(quote.until),
        "reason": "" if wanted.published_only else quote.reason,
    }


def _plain(number: Decimal | None) -> str | None:
    """Return a number without the zeros that its column pads it with; never as `1E+2`, never as `-0`."""
    if number is None:
        return None
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("", "-0") else text


# --- Addresses --------------------------------------------------------------------------------------------------------


def current_paths(kind: str, ids: Iterable[int]) -> dict[int, str]:
    rows = Address.objects.filter(target_kind=kind, target_id__in=list(ids), state=AddressState.CURRENT)
    return dict(rows.values_list("target_id", "path"))


# What an export tells of, and by which column it names it.
NAMED_BY: dict[str, tuple[Callable[[Wanted], QuerySet], str]] = {
    "article": (stories, "uid"),
    "person": (people, "slug"),
    "tag": (tags, "slug"),
    "picture": (pictures, "uid"),
}


def address_lines(wanted: Wanted) -> Iterator[Line]:
    rows = Address.objects.order_by(by_bytes("path"))
    for batch in _some_at_a_time(rows):
        names: dict[str, dict[int, str]] = {kind: _names(kind, batch, wanted) for kind in NAMED_BY}
        names["section"] = SECTIONS
        for address in batch:
            name = names.get(address.target_kind, {}).get(address.target_id)
            if wanted.published_only and (_is_of_email(address.path) or name is None and not address.leads_to):
                continue
            yield {
                "path": address.path,
                "state": address.state,
                "kind": address.target_kind,
                "target": name,
                "leads_to": address.leads_to or None,
            }


def _is_of_email(path: str) -> bool:
    """Tell whether this was somebody's list at the old site, named after their e-mail address as WordPress does."""
    return path.startswith("/author/") and any(is_mangled_email(part) for part in path.split("/"))


def _names(kind: str, batch: list[Address], wanted: Wanted) -> dict[int, str]:
    told, field = NAMED_BY[kind]
    ids = {address.target_id for address in batch if address.target_kind == kind}
    return dict(told(wanted).filter(pk__in=ids).values_list("pk", field))


def _some_at_a_time(rows: QuerySet) -> Iterator[list]:
    """The same for rows in an order of their own, over one cursor."""
    batch: list = []
    for row in rows.iterator(chunk_size=BATCH):
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
