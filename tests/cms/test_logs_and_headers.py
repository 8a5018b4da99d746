"""Every answer says what it may load, every log line names its request."""

import json
import logging

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from cms.logs import JsonFormatter, NoTokensFilter, RequestIdFilter
from cms.middleware.staff import StaffCsrfMiddleware
from tests.builders import make_editor

pytestmark = pytest.mark.django_db


def test_public_pages_allow_no_inline_script_or_style_and_nothing_from_elsewhere(client: Client) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    elsewhere = [part for part in policy.split("; ") if "http" in part]
    assert [part.split()[0] for part in elsewhere] == ["frame-src"]  # what a reader asks an embed to show
    assert "script-src 'self'" in policy


def test_staff_pages_are_never_kept_by_a_cache_and_never_indexed(client: Client) -> None:
    client.force_login(make_editor())
    headers = client.get("/admin/").headers
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["X-Robots-Tag"] == "noindex"
    assert "script-src 'self';" in headers["Content-Security-Policy"]


def test_uploaded_files_can_do_nothing_but_be_shown(client: Client) -> None:
    assert client.get("/media/nothing.jpg").headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_request_keeps_the_id_that_a_proxy_gave_it_unless_it_could_forge_a_line(client: Client) -> None:
    assert client.get("/", headers={"x-request-id": "edge-12345678"}).headers["X-Request-ID"] == "edge-12345678"
    for forged in ("a b", "x" * 65, "short", '"}{"level"'):
        assert client.get("/", headers={"x-request-id": forged}).headers["X-Request-ID"] != forged


def test_a_log_line_is_one_json_object_whatever_is_in_it() -> None:
    record = logging.LogRecord("articles", logging.INFO, "", 0, "released %s", ("a\nb\u2028c",), None)
    RequestIdFilter().filter(record)
    line = JsonFormatter().format(record)
    assert len(line.splitlines()) == 1
    assert json.loads(line)["message"] == "released a\nb\u2028c"


def test_an_unknown_host_is_refused(client: Client) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_a_post_to_the_desk_without_a_token_is_refused() -> None:
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(make_editor())
    assert forged.post("/admin/logout/").status_code == 403
    assert forged.get("/admin/").status_code == 200


def test_a_view_under_a_staff_prefix_needs_no_protection_of_its_own(rf) -> None:
    middleware = StaffCsrfMiddleware(lambda request: HttpResponse())

    def asked(path: str) -> HttpResponse | None:
        request = rf.post(path)
        request._dont_enforce_csrf_checks = False
        middleware.process_request(request)
        return middleware.process_view(request, lambda request: HttpResponse(), (), {})

    assert asked("/admin/some-new-page/").status_code == 403
    assert asked("/latest/") is None


def test_no_log_line_holds_what_opens_a_draft() -> None:
    token = "xYkpp6HVsoipAljtHKSwtNADzTNx3GkDoGDrzykuCg4"
    record = logging.LogRecord(
        "django.request", logging.WARNING, "", 0, "Not Found: %s", (f"/shared/7/{token}/",), None
    )
    assert NoTokensFilter().filter(record)
    assert record.getMessage() == "Not Found: /shared/7/…/"
    assert "no_tokens" in settings.LOGGING["handlers"]["console"]["filters"]
