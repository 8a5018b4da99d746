"""Pictures of a folder into the library: the words at once, the file where it is whole and really a picture."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from PIL import Image

from articles.legacy.difference import Difference
from articles.legacy.models import Origin
from articles.legacy.records import Kind, Place, Problem, Severity
from articles.legacy.report import UNCHANGED, UPDATED
from cms.moving.arriving.known import Arrival, compared, outcome_of, read_moment
from cms.moving.arriving.reading import Folder, Read
from cms.moving.folder import MEDIA, measure
from cms.pictures import files
from cms.pictures.intake import FORMATS
from cms.pictures.models import Picture

# What the library keeps is cleaned, and may be larger than what was sent.
MOST_BYTES = 8 * 1_000_000 * settings.PICTURE_MAX_MEGABYTES
MOST_PIXELS = 200_000_000
_NAME = re.compile(r"originals/[A-Za-z0-9][A-Za-z0-9_./-]*\.(jpe?g|png|webp|gif|avif)", re.IGNORECASE)
_ENDINGS = {"JPEG": ("jpg", "jpeg"), "MPO": ("jpg", "jpeg"), "PNG": ("png",), "WEBP": ("webp",), "GIF": ("gif",),
            "AVIF": ("avif",)}  # fmt: skip
COLUMNS = ("alt", "caption", "credit", "source", "is_decorative", "focus_x", "focus_y")


class BadFile(ValueError):
    """A media file that is not taken; the message says why."""


def take_pictures(arrival: Arrival, folder: Folder, batch: list[Read]) -> None:
    """Take in one batch of lines, in one transaction. Files come before the rows that name them."""
    by_uid = {read.thing["id"]: read for read in batch}
    known = {p.uid: p for p in Picture.objects.filter(uid__in=by_uid).select_related("merged_into")}
    ties = arrival.ties(Kind.IMAGE, by_uid)
    for uid, read in by_uid.items():
        try:
            _take(arrival, folder, read, known.get(uid), ties.get(uid))
        except ValueError as error:
            arrival.report.add(Problem(Severity.FAILED, read.place, Kind.IMAGE, uid, str(error)))


def _take(arrival: Arrival, folder: Folder, read: Read, picture: Picture | None, tie: Origin | None) -> None:
    line, is_new = read.thing, picture is None
    wanted = {name: line[name] for name in COLUMNS if name in line}
    wanted["focus_x"], wanted["focus_y"] = line["focus"]
    found = compared(picture, tie, wanted, takes_all=False)
    created_at, taken_at = read_moment(line["created_at"]), read_moment(line["taken_at"])
    picture = picture or Picture(uid=line["id"], created_at=created_at, taken_at=taken_at, colour=line["colour"])
    has_file = bool(line["file"]) and not picture.original and _bring(arrival, folder, read, picture)
    if is_new and not has_file:
        picture.file_name = line["file_name"]
    for name, value in found.changes.items():
        setattr(picture, name, value)
    _warn(arrival, read.place, line["id"], found)
    outcome = UPDATED if has_file and not is_new else outcome_of(found, is_new=is_new)
    if not arrival.is_dry_run:
        with transaction.atomic():
            if outcome != UNCHANGED:
                picture.save()
            is_own = is_new or bool(tie and tie.is_own)
            arrival.tie(Kind.IMAGE, line["id"], picture.pk, found.hashes, tie, is_own=is_own)
    target = ("picture", picture.pk) if picture.pk else None
    arrival.count(Kind.IMAGE, outcome, line["caption"][:80] or line["file_name"] or line["id"], read.place, target)


def _warn(arrival: Arrival, place: Place, what: str, found: Difference) -> None:
    for name in found.contested:
        arrival.report.warn(place, Kind.IMAGE, f"{name} of {what}", "an editor's words stand")


def _bring(arrival: Arrival, folder: Folder, read: Read, picture: Picture) -> bool:
    """Put the picture's file into the library and say on the row what it is. A bad one is reported, its place kept."""
    line = read.thing
    try:
        source = checked_file(folder, line)
        if not arrival.is_dry_run:
            name = line["file"].removeprefix(f"{MEDIA}/")
            if not files.is_there(name):
                files.write(name, source.read_bytes())
            picture.original.name = name
    except (BadFile, OSError) as error:
        reason = error.strerror or str(error) if isinstance(error, OSError) else str(error)
        arrival.report.add(Problem(Severity.FAILED, read.place, Kind.OTHER, line["file"][:100], reason))
        return False
    picture.width, picture.height, picture.size = line["width"], line["height"], line["bytes"]
    picture.content_hash, picture.file_name, picture.colour = line["content_hash"], line["file_name"], line["colour"]
    return True


def checked_file(folder: Folder, line: dict[str, Any]) -> Path:
    """Return the media file of a line, if it is the very file and a picture. Raises BadFile, OSError."""
    name = line["file"]
    path = folder.media(name)
    below = _NAME.fullmatch(name.removeprefix(f"{MEDIA}/"))
    if path is None:
        raise BadFile("there is no such file in the folder")
    if below is None or "/." in name or "//" in name:
        raise BadFile("the library gives no file such a name")
    if path.stat().st_size > MOST_BYTES:
        raise BadFile("it is larger than any picture here may be")
    found = measure(path)
    if found.sha256 != line["sha256"]:
        raise BadFile("it is not the file that the manifest names: its content differs")
    said = folder.manifest.media.get(name)
    if said is None or said.get("sha256") != found.sha256:
        raise BadFile("the manifest does not name it with this content")
    try:
        with path.open("rb") as file, closing(Image.open(file, formats=FORMATS)) as image:
            kind, pixels = image.format, image.width * image.height
            measured = [image.width, image.height]
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadFile("it is no picture that can be read") from error
    if below[1].lower() not in _ENDINGS.get(kind, ()) or pixels > MOST_PIXELS:
        raise BadFile("it is no picture of the kind that its name says")
    if measured != [line["width"], line["height"]]:
        raise BadFile("it has another size than its line says")
    return path


def settle_merged(arrival: Arrival, merged: list[tuple[str, str]]) -> None:
    """Let pictures that were merged away name the one that took their place: (id, id of the survivor)."""
    rows = {p.uid: p for p in Picture.objects.filter(uid__in={uid for pair in merged for uid in pair})}
    for uid, survivor in merged:
        if uid in rows and survivor in rows and uid != survivor and rows[uid].merged_into_id is None:
            rows[uid].merged_into = rows[survivor]
            rows[uid].save(update_fields=["merged_into"])
