"""The log of imports in a real browser: runs, a run, its items, one item and the undo; two widths, two themes."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from articles import workflow
from articles.legacy.models import ImportItem, ImportRun, Origin
from articles.legacy.records import Kind, Place, Problem, Severity, Tally
from articles.models import Article
from tests.articles.legacy.exported import attachment, imported, person, post, shown
from tests.builders import make_user

pytestmark = pytest.mark.django_db(transaction=True)

PLACE = Place("exports/2026/the-whole-of-the-old-site.wordpress.2026-11-22.000.xml", 90_210)
PROBLEMS = [
    Problem(Severity.FAILED, PLACE, Kind.ARTICLE, "Torn story", "it has no post_id, by which it could be known again"),
    Problem(Severity.SKIPPED, PLACE, Kind.OTHER, "Menu", "nav_menu_item: an entry of a menu"),
    Problem(Severity.WARNING, PLACE, Kind.IMAGE, "2019/03/" + "very-long-name-" * 12 + ".jpg", "its file is missing"),
    Tally(Kind.COMMENT, "comments", "this site has no comments", 41),
]
RECORDS = [person(), attachment(), post(1, "One", tags=("Lakes",), **shown()), post(2, "Кеме жээктен кетти")]


def desk_of(browser: Any, live_server: Any, **options: object) -> Any:
    """A page of somebody who may do everything."""
    client = Client()
    client.force_login(make_user("gulnara", is_staff=True, is_superuser=True))
    context = browser.new_context(**options)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    return context.new_page()


@pytest.fixture
def pages(tmp_path: Path) -> list[str]:
    """The address of each page of the log, after one run with everything and one that broke off."""
    imported(tmp_path, [*RECORDS, *PROBLEMS])
    run = ImportRun.objects.get()
    one = Article.objects.get(title="One")
    workflow.save_draft(None, one, one.revisions.first().data | {"title": "Ours"}, base_version=one.version)
    ImportRun.objects.create(source="archive", paths=["seeds/a.txt"])
    failed = ImportItem.objects.get(outcome="failed")
    origin = Origin.objects.filter(kind=Kind.ARTICLE).first()
    return [
        reverse("admin:legacy_importrun_changelist"),
        reverse("admin:legacy_importrun_change", args=[run.pk]),
        reverse("admin:legacy_importrun_undo", args=[run.pk]),
        reverse("admin:legacy_importitem_changelist"),
        reverse("admin:legacy_importitem_changelist") + "?q=nothing-of-that-name",
        reverse("admin:legacy_importitem_change", args=[failed.pk]),
        reverse("admin:legacy_origin_changelist"),
        reverse("admin:legacy_origin_change", args=[origin.pk]),
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_log_is_without_fault_at_both_widths(
    live_server: Any, browser: Any, axe: Any, pages: list[str], scheme: str
) -> None:
    opened = desk_of(browser, live_server, color_scheme=scheme)
    faults: list[str] = []
    for address in pages:
        answer = opened.goto(live_server.url + address)
        assert answer.status == 200, address
        for width in (375, 1280):
            opened.set_viewport_size({"width": width, "height": 900})
            faults += [f"{address} {width}: {fault}" for fault in axe(opened)]
            wide = opened.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            faults += [f"{address} {width}: {wide} px too wide"] if wide > 0 else []
            if width == 375:
                # As wide as the page, but for the space at either side: no empty column beside it.
                room = opened.locator("#content-main").bounding_box()["width"]
                faults += [f"{address} {width}: {room} px are used"] if room < width - 60 else []
    opened.context.close()
    assert faults == []


def test_a_failure_is_found_from_the_list_of_runs_and_the_run_undone(
    live_server: Any, browser: Any, pages: list[str]
) -> None:
    opened = desk_of(browser, live_server)
    opened.goto(live_server.url + pages[0])
    opened.get_by_role("link", name="1 failed").click()
    opened.get_by_text("the-whole-of-the-old-site.wordpress.2026-11-22.000.xml, line 90210").wait_for()
    opened.goto(live_server.url + pages[1])
    assert opened.get_by_text("41 comments left out").is_visible()
    opened.get_by_role("link", name="Undo this run").click()
    opened.get_by_role("button", name="Take").click()
    opened.get_by_text("things were taken out").wait_for()
    assert list(Article.objects.values_list("title", flat=True)) == ["One"]
    opened.context.close()
