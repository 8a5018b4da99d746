"""What every template may name."""

from django.conf import settings
from django.http import HttpRequest

from cms.site.identity import identity


def site(request: HttpRequest) -> dict[str, object]:
    paper = identity()
    return {"site": paper, "site_name": paper.name, "site_tagline": paper.tagline, "site_url": settings.SITE_URL}
