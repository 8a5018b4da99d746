"""The regions that have stories: the row under the masthead, the choices in search, the rows on the front."""

from datetime import datetime

from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from articles.models import ListingRow, Tag


def regions_with_stories(request: HttpRequest, *, at: datetime, language: str) -> list[Tag]:
    """Return the regions in their order, asked for once a request however many parts of the page show them."""
    if not hasattr(request, "regions_with_stories"):
        stories = ListingRow.objects.filter(tag=OuterRef("pk")).visible(at=at, language=language)
        request.regions_with_stories = list(Tag.objects.regions().filter(Exists(stories)))
    return request.regions_with_stories
