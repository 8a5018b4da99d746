"""The pictures of the demonstration, drawn by a script into a folder that git ignores, and from there taken in."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from articles.desk.library import uploads
from cms.demonstration.made import Made, remember
from cms.pictures.models import Picture
from demo import drawing

CREDIT = "Drawn for Steppe"
FACE = "face-"
# Writes `<name>.jpg` for each name into the folder; faces are called `face-<slug of the person>`.
Draw = Callable[[Path, list[str]], None]


def folder() -> Path:
    made = settings.DATA_DIR / "demo"
    made.mkdir(parents=True, exist_ok=True)
    return made


def by_hand(into: Path, names: list[str]) -> None:
    """Draw them as large as they are meant to be: about three a second."""
    for name in names:
        if name.startswith(FACE):
            drawing.save_face(into, name.removeprefix(FACE))
        else:
            drawing.save_all(into, [name])


def take_in(actor: User | None, name: str, *, alt: str, caption: str = "") -> Picture | None:
    """Upload a drawing to the library as staff do, with its words. None where it was not drawn."""
    file = folder() / f"{name}.jpg"
    if not file.exists():
        return None
    with transaction.atomic():
        sent = SimpleUploadedFile(file.name, file.read_bytes(), "image/jpeg")
        (result,) = uploads.receive(actor, [sent], credit=CREDIT, source="demo/drawing")
        picture = result.picture
        if not result.is_duplicate:
            picture.alt, picture.caption = alt, caption
            picture.save(update_fields=["alt", "caption"])
            remember(Made.DRAWING, name, picture)
    return picture


def forget() -> None:
    shutil.rmtree(folder(), ignore_errors=True)
