"""Dates and hours are shown and typed in the newsroom's zone, on public and staff pages alike."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from cms.site.identity import identity

# Probes answer whether the database does or not.
PROBES = ("/healthz", "/readyz")


class NewsroomTimeMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info in PROBES:
            return self.get_response(request)
        # The zone ends with the request: a thread never carries it into the next.
        with timezone.override(identity().zone):
            return self.get_response(request)
