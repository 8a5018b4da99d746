"""What the demonstration made beside its imports, remembered as the import remembers: by the origin of each thing."""

from __future__ import annotations

from enum import StrEnum

from django.conf import settings
from django.db import models

from articles.legacy.models import ImportRun, Origin

SOURCE = "demonstration"
FOLDER = settings.ROOT / "demo"


class Refused(Exception):
    """The demonstration must not, or cannot, be built here."""


class Made(StrEnum):
    """Kinds of origin that no import knows, at most ten letters long."""

    STORY = "desk story"
    DRAWING = "drawing"
    GROUP = "group"
    RULE = "house rule"


def remember(kind: Made, key: str, thing: models.Model) -> None:
    """Note that `thing` is the demonstration's own. Belongs into the transaction that makes it."""
    run = ImportRun.objects.filter(source=SOURCE).latest("pk")
    Origin.objects.create(source=SOURCE, kind=kind, key=key, target_id=thing.pk, first_run=run, last_run=run)


def ids(kind: str) -> list[int]:
    made = Origin.objects.filter(source=SOURCE, kind=kind, is_own=True)
    return list(made.values_list("target_id", flat=True))
