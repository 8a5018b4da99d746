"""The moment a page is made for. Nothing that readers see asks the clock itself: it is told `at`."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone


def moment(request: HttpRequest) -> datetime:
    """Return the one moment of this request, so that every list and count on a page agrees."""
    if not hasattr(request, "at"):
        request.at = timezone.now()
    return request.at
