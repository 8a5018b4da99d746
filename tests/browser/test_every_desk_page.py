"""Every page that the desk's URLconf knows, seen by a chief: free of faults, and laid out at both widths."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import reverse

from articles import workflow
from articles.legacy.models import FieldDifference, ImportRun, OldFile, Origin
from articles.models import Article
from cms.addresses import corrections, sheet
from cms.ledger import audit
from cms.ledger.models import Address, AuditEntry
from cms.site.models import SiteIdentity
from markets.models import Currency
from tests.builders import make_article, make_group, make_person, make_picture, make_quote, make_tag, make_user

pytestmark = pytest.mark.django_db(transaction=True)
# What answers a script or takes a press, and is no page; an article is put into the trash, never deleted.
NO_PAGES = {
    *("articles_article_people", "articles_article_tags", "articles_article_stories"),
    "articles_article_proposals",
    *(
        "articles_article_checks",
        "articles_article_checks_new",
        "articles_article_house_style",
        "articles_article_leave_so",
    ),
    *("articles_houserule_csv", "articles_checklevel_change", "articles_checklevel_history"),
    *("articles_article_keep", "articles_article_keep_new", "articles_article_throw_away", "articles_article_session"),
    # Closes itself.
    "articles_article_signed_in",
    *("articles_article_preview_new", "articles_article_restore", "articles_article_untrash"),
    *("articles_article_duplicate", "articles_article_template", "articles_article_revoke"),
    "legacy_oldfile_settle",
    *("articles_article_here", "articles_article_lift_hold", "articles_article_withdraw"),
    # A difference is shown with its story, below, and has no history of its own.
    *("legacy_fielddifference_thing", "legacy_fielddifference_history"),
    # Asked for with two versions, and of a batch, below.
    *("articles_article_compare", "ledger_address_corrections_batch"),
    *(
        "articles_article_delete",
        "pictures_picture_describe",
        "pictures_picture_choose",
        "pictures_picture_described",
        "pictures_picture_upload",
    ),
}
# Of axe's rules those that another theme or another width can break. The others are asked once a page.
SEEN = ["color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block"]
ACCOUNT = ["", "password/change/", "2fa/recovery-codes/generate/"]


@pytest.fixture
def chief() -> Any:
    return make_user("gulnara", is_staff=True, is_superuser=True, first_name="Gulnara")


@pytest.fixture
def newsroom(chief: Any) -> None:
    """A row of each kind, with long names and none."""
    person = make_person("Гүлнұр Әбдірахманқызы Жұмағұлова-Тәшенова", role="Correspondent", group=make_group())
    make_person("A. Lee", avatar=None, is_former=True)
    tag = make_tag("A subject with quite a long name that goes on", intro="Words.")
    tag.aliases.create(name="Other")
    story = make_article("The ferry", people=[person], tags=[tag])
    for number, body in enumerate(("<p>The ferry runs.</p>", "<p>The ferry runs again.</p>")):
        workflow.save_draft(chief, story, {"title": "The ferry", "body": body}, base_version=number)
    for code in ("KGS", "USD"):
        Currency.objects.get_or_create(code=code, defaults={"name": code, "in_strip": True})
    make_quote()
    Address.objects.create(path="/old/", state="old", target_kind="redirect", target_id=0, leads_to="/markets/")
    corrections.take(chief, sheet.read("/older/,/latest/"))
    SiteIdentity.objects.create(pk=1, logo=make_picture())
    OldFile.objects.create(source="archive", picture=make_picture(), path="2019/pier.jpg", reason="it is gone")
    run = ImportRun.objects.create(source="archive", paths=[])
    origin = Origin.objects.create(
        source="archive", kind="article", key="1", target_id=story.pk, first_run=run, last_run=run
    )
    for field in ("title", "body"):
        FieldDifference.objects.create(
            origin=origin, target_kind="article", target_id=story.pk, field=field, says={field: "<p>A boat runs.</p>"},
            imported={field: "<p>It ran.</p>"}, says_hash=field, run=run,
        )  # fmt: skip
    audit.record(chief, "merge tags", tag, loser_name="Another", stories=3)


def pages(request: HttpRequest) -> Iterator[str]:
    """The addresses of everything that is registered: lists, new things, the newest thing there is, its own pages."""
    for model, its_admin in admin.site._registry.items():
        first = model._default_manager.order_by("-pk").first()
        for pattern in its_admin.get_urls():
            wanted = set(pattern.pattern.converters)
            if not pattern.name or pattern.name in NO_PAGES or (wanted and first is None):
                continue
            if pattern.name.endswith("_add") and not its_admin.has_add_permission(request):
                continue
            if pattern.name.endswith("_delete") and not its_admin.has_delete_permission(request, first):
                continue
            given = {"object_id": first and first.pk, "id": first and first.pk, "pk": first and first.pk, "number": 1}
            yield reverse(f"admin:{pattern.name}", kwargs={name: given[name] for name in wanted})


def test_every_page_of_the_desk_is_without_fault(
    live_server: Any, newsroom: None, chief: Any, client: Any, page: Any, axe: Any, settings: Any
) -> None:
    client.force_login(chief)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    request = RequestFactory().get("/")
    request.user = chief
    faults: list[str] = []
    story = Article.objects.get()
    batch = AuditEntry.objects.get(action=corrections.TAKEN)
    differences = "/admin/legacy/fielddifference/"
    own = [
        differences,
        f"{differences}article/{story.pk}/",
        f"/admin/articles/article/{story.pk}/compare/?from=1&to=2",
        "/admin/articles/tag/?q=nothing",
        "/admin/",
        reverse("admin:ledger_address_corrections_batch", args=[batch.pk]),
    ]
    for address in [*own, *pages(request), *(f"/admin/account/{part}" for part in ACCOUNT)]:
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 1280, "height": 900})
        answer = page.goto(live_server.url + address)
        faults += [f"{address}, {answer.status}"] if answer.status != 200 else []
        faults += faults_of(page, axe, f"{address}, light, 1280")
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size({"width": 375, "height": 900})
        faults += faults_of(page, axe, f"{address}, dark, 375", only=SEEN)
    assert not faults, "\n".join(faults)


def faults_of(page: Any, axe: Any, where: str, only: list[str] | None = None) -> list[str]:
    found = [f"{where}: {fault}" for fault in axe(page, only)]
    wide, room = page.evaluate(
        """() => [document.documentElement.scrollWidth - innerWidth,
            (document.querySelector("#content") ?? document.body).getBoundingClientRect().width / innerWidth]"""
    )
    found += [f"{where}: {wide} px too wide"] if wide > 0 else []
    return found + ([f"{where}: the page has {room:.0%} of the width"] if only and room < 0.6 else [])
