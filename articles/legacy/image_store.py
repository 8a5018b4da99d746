"""Places kept for the pictures that imported texts name, until their files come."""

from __future__ import annotations

from articles.legacy.difference import difference
from articles.legacy.models import Origin
from articles.legacy.plans import Plan
from articles.legacy.records import ImageRecord, Kind
from articles.legacy.report import CREATED, UNCHANGED, UPDATED, Report
from articles.legacy.session import Session
from cms.pictures.models import Picture

FIELDS = ("caption", "credit")


def store_images(session: Session, plans: list[Plan], report: Report) -> None:
    """Keep a place for each picture named in the converted texts. One that is known already stays as it is."""
    named = {image.uid: image for plan in plans for image in plan.converted.images if image.uid not in session.images}
    session.images |= named.keys()
    known = Picture.objects.filter(uid__in=named).order_by("pk")
    if not session.is_dry_run:
        known = known.select_for_update()
    pictures = {picture.uid: picture for picture in known}
    old_ids = [image.old_id for image in named.values()]
    origins = {o.key: o for o in Origin.objects.filter(source=session.source, kind=Kind.IMAGE, key__in=old_ids)}
    for image in named.values():
        report.count(Kind.IMAGE, _store(session, image, pictures.get(image.uid), origins.get(image.old_id)))


def _store(session: Session, image: ImageRecord, picture: Picture | None, origin: Origin | None) -> str:
    wanted = {"caption": image.caption, "credit": image.credit[:300]}
    current = {name: getattr(picture, name) if picture else "" for name in FIELDS}
    found = difference(origin.hashes if origin else {}, current, wanted)
    outcome = CREATED if picture is None else UPDATED if found.changes else UNCHANGED
    if session.is_dry_run or outcome == UNCHANGED:
        return outcome
    picture = picture or Picture(uid=image.uid)
    for name, value in found.changes.items():
        setattr(picture, name, value)
    picture.save()
    origin = origin or Origin(source=session.source, kind=Kind.IMAGE, key=image.old_id, first_run=session.run)
    origin.target_id, origin.hashes, origin.last_run = picture.pk, found.hashes, session.run
    origin.save()
    return outcome
