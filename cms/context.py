"""What every template may name."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    return {"site_name": settings.SITE_NAME, "site_tagline": settings.SITE_TAGLINE, "site_url": settings.SITE_URL}
