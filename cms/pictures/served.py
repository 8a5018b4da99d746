"""Sending picture files: only the library's own names, and for ever, since a name never means anything else."""

import re
from datetime import datetime

from django.http import Http404, HttpResponse

from cms.lib import caching
from cms.pictures import files, renditions
from cms.pictures.models import Picture

_TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
_ORIGINAL = re.compile(r"originals/([0-9a-f]{2})/\1[0-9a-f]{62}\.(?:jpg|png)")


def original_of(picture_id: int, at: datetime) -> str | None:
    """Return where the file is served. Read without making a Picture, which would look into the file."""
    found = Picture.objects.filter(pk=picture_id).values_list("merged_into__original", "original").first()
    name = found and (found[0] or found[1])
    return Picture._meta.get_field("original").storage.url(name) if name else None


def is_there(path: str) -> bool:
    return files.is_there(path)


def made_now(path: str) -> HttpResponse:
    """Answer with a rendition that nobody has asked for yet. Raises Http404 for what no picture admits."""
    content = renditions.content_of(path)
    if content is None:
        raise Http404("There is no such file.")
    return with_headers(HttpResponse(content), path)


def with_headers(response: HttpResponse, path: str) -> HttpResponse:
    if renditions.named(path) or _ORIGINAL.fullmatch(path):
        response.headers["Cache-Control"] = caching.FOR_EVER
        # Not every machine's own table knows WebP, and a browser is told to guess nothing.
        response.headers["Content-Type"] = _TYPES[path.rsplit(".", 1)[1]]
    return response
