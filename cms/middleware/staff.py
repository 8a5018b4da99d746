"""Session, CSRF and login, under the staff prefixes only.

Public pages are the same for everybody: where no session is read, none can leak into a cache.
"""

from django.conf import settings
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
