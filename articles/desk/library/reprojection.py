"""Bringing the pages of a picture up to date when the picture changes."""

from collections.abc import Iterable

from articles.models import PictureUse
from articles.projection import project
from cms.pictures.models import Picture

# As many articles as the importer projects at once.
BATCH = 100


def reproject(pictures: Iterable[Picture]) -> None:
    """Project every live text that shows one of these pictures, in the caller's transaction."""
    ids = sorted(set(PictureUse.objects.filter(picture__in=pictures).values_list("article_id", flat=True)))
    for start in range(0, len(ids), BATCH):
        project(ids[start : start + BATCH])
