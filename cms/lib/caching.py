"""What a cache between us and the reader may keep, decided in one place (after RFC 9111 and RFC 5861)."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse

PUBLIC = "public, max-age=60, s-maxage=300, stale-while-revalidate=600, stale-if-error=86400"
NOT_FOUND = "public, max-age=60"
GONE = "public, max-age=3600"
NEVER = "private, no-store"
# What stands under a name made of its own content
FOR_EVER = "public, max-age=31536000, immutable"

View = Callable[..., HttpResponse]


def public_page(view: View) -> View:
    """Mark a page that is the same for everybody. Errors raised as exceptions are marked by their own views."""

    @wraps(view)
    def marked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", PUBLIC)
        return response

    return marked
