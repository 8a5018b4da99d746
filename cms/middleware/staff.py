"""Session, CSRF and login, under the staff prefixes only.

Public pages are the same for everybody: where no session is read, none can leak into a cache.
"""

import time
from collections.abc import Callable

from allauth.account.middleware import AccountMiddleware
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware


def is_staff_path(path: str) -> bool:
    return path.startswith(settings.STAFF_PREFIXES)


class _StaffOnly:
    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_staff_path(request.path_info):
            return self.get_response(request)
        return super().__call__(request)

    def process_view(self, request: HttpRequest, *args: object) -> HttpResponse | None:
        inner = getattr(super(), "process_view", None)
        return inner(request, *args) if inner and is_staff_path(request.path_info) else None


class StaffSessionMiddleware(_StaffOnly, SessionMiddleware):
    pass


class StaffCsrfMiddleware(_StaffOnly, CsrfViewMiddleware):
    pass


class StaffAuthenticationMiddleware(_StaffOnly, AuthenticationMiddleware):
    pass


class StaffMessageMiddleware(_StaffOnly, MessageMiddleware):
    pass


class StaffAccountMiddleware:
    """allauth's middleware, which is a function and so cannot be inherited from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.account = AccountMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return (self.account if is_staff_path(request.path_info) else self.get_response)(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return self.account.process_exception(request, exception) if is_staff_path(request.path_info) else None


class SessionLifeMiddleware:
    """A session in use goes on, without a write for every page; one that is seven days old ends."""

    RENEW_AFTER = 10 * 60
    BEGAN, SEEN = "began_at", "seen_at"

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_staff_path(request.path_info) and request.user.is_authenticated:
            self._renew_or_end(request, int(time.time()))
        return self.get_response(request)

    def _renew_or_end(self, request: HttpRequest, now: int) -> None:
        session = request.session
        if now - session.setdefault(self.BEGAN, now) >= settings.SESSION_LONGEST:
            logout(request)
        elif now - session.get(self.SEEN, 0) >= self.RENEW_AFTER:
            session[self.SEEN] = now
