"""Putting files into the library: one result for each file, and no file stops the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cms.ledger import audit
from cms.pictures import files, intake, renditions
from cms.pictures.models import Picture

MOST_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file: a new picture, one that the library held already, or a refusal and its reason."""

    name: str
    picture: Picture | None = None
    is_duplicate: bool = False
    reason: str = ""
    notes: tuple[str, ...] = ()


def receive(actor: AbstractBaseUser, sent: Iterable[UploadedFile], *, credit: str, source: str) -> list[Result]:
    """Take in each file for `actor`, who was allowed to. The shared credit and source fill what a file does not say."""
    return [
        _receive_one(actor, file, credit=credit.strip()[:300], source=source.strip()[:300])
        if place < MOST_AT_ONCE
        else Result(intake.clean_name(file.name), reason=f"At most {MOST_AT_ONCE} files are taken at once.")
        for place, file in enumerate(sent)
    ]


def _receive_one(actor: AbstractBaseUser, file: UploadedFile, *, credit: str, source: str) -> Result:
    name = intake.clean_name(file.name or "")
    try:
        content_hash = intake.hash_of(intake.read_sent(file))
        file.seek(0)
        # The same file twice at the same moment, as a double click sends it, waits here for itself.
        with files.one_at_a_time(content_hash):
            there = of_content(content_hash)
            if there and files.is_there(there.original.name):
                return Result(name, there, is_duplicate=True)
            taken = intake.take_in(file, file.name or "")
            if there:
                # The disk had lost it; every row that shows this content has its file back.
                intake.attach(there, taken)
                return Result(name, there, is_duplicate=True, notes=("Its file was lost and is back.",))
            picture = _stored(actor, taken, credit=credit, source=source)
    except intake.Refused as refused:
        return Result(name, reason=str(refused))
    renditions.make_missing(picture, renditions.usual_of(picture))
    return Result(name, picture, notes=taken.notes)


def of_content(content_hash: str) -> Picture | None:
    """Return the picture that shows this very file, the oldest where an import brought several."""
    found = Picture.objects.filter(content_hash=content_hash, merged_into__isnull=True).exclude(original="")
    return found.order_by("pk").first()


def _stored(actor: AbstractBaseUser, taken: intake.Intake, *, credit: str, source: str) -> Picture:
    picture = Picture(
        alt=taken.alt, caption=taken.caption, credit=taken.credit or credit, source=taken.source or source,
        uploaded_by=actor,
    )  # fmt: skip
    intake.attach(picture, taken)
    with transaction.atomic():
        picture.save()
        audit.record(actor, "upload picture", picture, file=taken.file_name)
    return picture
