"""Pictures: those that an export lists, and places kept for those that only a text names, until their files come."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import unquote

from articles.legacy import old_files
from articles.legacy.difference import Difference, difference
from articles.legacy.models import Origin
from articles.legacy.old_paths import upload_paths
from articles.legacy.plans import Plan
from articles.legacy.records import ImageRecord, Kind
from articles.legacy.report import CREATED, UNCHANGED, UPDATED, Item, Report
from articles.legacy.session import Session
from cms.ledger import addresses
from cms.lib.identity import stable_id
from cms.pictures.models import Picture

LONGEST = {"caption": None, "credit": 300, "alt": 500, "file_name": 200}
NAMED_IN_TEXTS = ("caption", "credit")
# What is to be remembered of where a picture came from, with its hashes as imported.
Tie = tuple[ImageRecord, Picture, Origin | None, dict[str, str]]


def image_key(image: ImageRecord) -> str:
    """Return the key of the picture's origin: the old id, or what is left of an address that is too long for one."""
    return image.old_id if len(image.old_id) <= 64 else stable_id("image", image.old_id)


def store_attachments(session: Session, records: list[ImageRecord], report: Report) -> set[int]:
    """Store the pictures that an export lists, with a few queries a batch. Returns the ids of those that changed."""
    by_uid: dict[str, ImageRecord] = {}
    for record in records:
        if record.uid in session.images:
            _count(report, record, UNCHANGED, None, reason="listed more than once")
            continue
        session.images.add(record.uid)
        by_uid[record.uid] = record
    pictures, origins = _known(session, by_uid.values())
    outcomes: dict[str, list[Picture]] = {CREATED: [], UPDATED: [], UNCHANGED: []}
    ties: list[Tie] = []
    done: list[tuple[ImageRecord, str, Picture | None]] = []
    for uid, record in by_uid.items():
        picture, origin = pictures.get(uid), origins.get(image_key(record))
        found = _difference(record, picture, origin, tuple(LONGEST))
        for field in found.contested:
            report.warn(record.place, Kind.IMAGE, f"{field} of {_name(record)}", "an editor's words stand")
        outcome = CREATED if picture is None else UPDATED if found.changes else UNCHANGED
        if not session.is_dry_run:
            picture = picture or Picture(uid=uid)
            for name, value in found.changes.items():
                setattr(picture, name, value)
            outcomes[outcome].append(picture)
            if origin is None or outcome != UNCHANGED or origin.hashes != found.hashes:
                ties.append((record, picture, origin, found.hashes))
        done.append((record, outcome, picture))
    Picture.objects.bulk_create(outcomes[CREATED])
    Picture.objects.bulk_update(outcomes[UPDATED], list(LONGEST))
    _tie(session, ties, {picture.pk for picture in pictures.values()})
    old_files.remember(
        session.source, [(picture, record) for record, _, picture in done if picture and not session.is_dry_run]
    )
    for record, outcome, picture in done:
        _count(report, record, outcome, picture)
    return {picture.pk for picture in outcomes[UPDATED]}


def store_images(session: Session, plans: list[Plan], report: Report) -> list[tuple[Picture, ImageRecord]]:
    """Keep a place for each picture named in the converted texts, and return those whose file is not here yet.

    A picture that is known already stays as it is: the words beside it in a text are the text's own. Only the pages
    of a dump, where nothing else tells of a picture, may fill in what an earlier page left open.
    """
    named = {i.uid: i for plan in plans for i in _images_of(session, plan) if i.uid not in session.images}
    if not named:
        return []
    session.images |= named.keys()
    pictures, origins = _known(session, named.values())
    printed = {i.uid for plan in plans if not plan.content.record for i in plan.converted.images}
    empty: list[tuple[Picture, ImageRecord]] = []
    ties: list[Tie] = []
    places: list[tuple[Picture, ImageRecord]] = []
    for uid, image in named.items():
        picture, origin = pictures.get(uid), origins.get(image_key(image))
        found = _difference(image, picture, origin, NAMED_IN_TEXTS)
        if picture is not None and uid not in printed:
            found = Difference()
        outcome = CREATED if picture is None else UPDATED if found.changes else UNCHANGED
        if not session.is_dry_run and outcome != UNCHANGED:
            picture = picture or Picture(uid=uid)
            for name, value in found.changes.items():
                setattr(picture, name, value)
            picture.save()
            ties.append((image, picture, origin, found.hashes))
        if picture is not None and not session.is_dry_run:
            places.append((picture, image))
        if picture is None or not (picture.original or picture.merged_into_id):
            empty.append((picture or Picture(uid=uid), image))
        if uid in printed:
            report.counts[outcome][Kind.IMAGE] += 1
        elif outcome == CREATED:
            # No item of the export: what was read has to add up to its items.
            report.places_kept += 1
    _tie(session, ties, {picture.pk for picture in pictures.values()})
    old_files.remember(session.source, places)
    return empty


def _images_of(session: Session, plan: Plan) -> Iterable[ImageRecord]:
    yield from plan.converted.images
    record = plan.content.record
    if record and record.lead_image:
        yield ImageRecord(record.place, lead_uid(session, record.lead_image), record.lead_image)


def lead_uid(session: Session, old_id: str) -> str:
    return stable_id(session.source, "image", old_id)


def _known(session: Session, images: Iterable[ImageRecord]) -> tuple[dict[str, Picture], dict[str, Origin]]:
    images = list(images)
    known = Picture.objects.filter(uid__in=[image.uid for image in images]).order_by("pk")
    if not session.is_dry_run:
        known = known.select_for_update()
    keys = [image_key(image) for image in images]
    origins = Origin.objects.filter(source=session.source, kind=Kind.IMAGE, key__in=keys)
    return {picture.uid: picture for picture in known}, {origin.key: origin for origin in origins}


def _difference(
    image: ImageRecord, picture: Picture | None, origin: Origin | None, fields: tuple[str, ...]
) -> Difference:
    said = {"caption": image.caption, "credit": image.credit, "alt": image.alt, "file_name": file_name(image)}
    wanted = {name: said[name][: LONGEST[name]] for name in fields}
    current = {name: getattr(picture, name) if picture else "" for name in fields}
    if picture is not None and picture.original:
        # The library has the file, and knows its name from there.
        wanted.pop("file_name", None)
    return difference(origin.hashes if origin else {}, current, wanted)


def file_name(image: ImageRecord) -> str:
    return unquote(PurePosixPath((image.path or image.url).partition("?")[0]).name).replace("\0", "")


def _name(image: ImageRecord) -> str:
    return file_name(image) or image.old_id


def _count(report: Report, image: ImageRecord, outcome: str, picture: Picture | None, *, reason: str = "") -> None:
    target = ("picture", picture.pk) if picture else None
    item = Item(Kind.IMAGE, outcome, _name(image), image.place, reason, image.old_id, target)
    report.count(outcome, item)


def _tie(session: Session, ties: list[Tie], found_here: set[int]) -> None:
    made: list[Origin] = []
    kept: list[Origin] = []
    for image, picture, origin, hashes in ties:
        if origin is None:
            origin = Origin(source=session.source, kind=Kind.IMAGE, key=image_key(image), first_run=session.run)
            origin.is_own = picture.pk not in found_here
            made.append(origin)
        else:
            kept.append(origin)
        origin.target_id, origin.hashes, origin.last_run = picture.pk, hashes, session.run
    Origin.objects.bulk_create(made)
    Origin.objects.bulk_update(kept, ["target_id", "hashes", "last_run"])
    addresses.keep_old_many("picture", [(picture.pk, upload_paths(image)) for image, picture, _, _ in ties])
