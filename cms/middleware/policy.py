"""Which content a page may load: nothing from elsewhere, and no inline script anywhere; what may be known of drafts."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from articles.sharing import PREFIX as SHARED
from cms.lib import caching
from cms.lib.embeds import FRAME_HOSTS
from cms.middleware.staff import is_staff_path

_COMMON = "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'"
# Frames are what somebody asks an embed to show; nothing is framed before that.
_FRAMES = " ".join(FRAME_HOSTS)
PUBLIC = (
    f"{_COMMON}; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
    f" frame-src {_FRAMES}"
)
# The admin's own widgets set styles in place; its scripts are files, like ours. A preview shows what readers will get.
STAFF = (
    f"{_COMMON}; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self';"
    f" frame-src 'self' {_FRAMES}"
)
# What staff uploaded is only ever a picture, whatever it claims to be.
MEDIA = "default-src 'none'; sandbox"


class ContentPolicyMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        headers = response.headers
        if is_staff_path(request.path_info):
            headers["Content-Security-Policy"] = STAFF
            headers["Cache-Control"] = caching.NEVER
            headers["X-Robots-Tag"] = "noindex"
        elif request.path_info.startswith(settings.MEDIA_URL):
            headers["Content-Security-Policy"] = MEDIA
        else:
            headers.setdefault("Content-Security-Policy", PUBLIC)
        if request.path_info.startswith(SHARED):
            # A link that is none answers with the same headers as one that is.
            headers["Cache-Control"] = caching.NEVER
            headers["X-Robots-Tag"] = "noindex, nofollow"
            headers["Referrer-Policy"] = "no-referrer"
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        return response
