"""The paper's name, zone and contact: set on the desk, shown everywhere, and no burden to any page."""

import time
from datetime import UTC, datetime

import pytest
from django.db import OperationalError
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from cms import views
from cms.ledger.models import AuditEntry
from cms.roles import ROLES
from cms.site import identity
from cms.site.models import SiteIdentity
from tests.builders import make_article, make_picture, make_user

pytestmark = pytest.mark.django_db
PAGE = "/admin/site/siteidentity/1/change/"
FORM = {
    "name": "The Steppe Post",
    "tagline": "Daily from the lakes",
    "publisher": "Lake Media LLP",
    "time_zone": "Asia/Tashkent",
    "languages": ["en", "ru"],
    "address": "1 Abai Avenue\nAlmaty",
    "email": "desk@news.example",
    "phone": "+7 727 000 00 00",
    "telegram": "https://t.me/steppepost",
}


def set_identity(**fields: object) -> None:
    SiteIdentity.objects.update_or_create(pk=1, defaults=fields)
    identity.forget()


@pytest.fixture
def saved(admin_client: Client, django_capture_on_commit_callbacks) -> None:
    admin_client.get("/admin/site/siteidentity/")
    with django_capture_on_commit_callbacks(execute=True):
        answer = admin_client.post(PAGE, FORM)
    assert answer.status_code == 302, answer.context["errors"]


def test_what_is_set_on_the_desk_stands_on_every_page(saved: None, client: Client) -> None:
    page = client.get("/").content.decode()
    assert "<title>The Steppe Post" in page
    for words in (
        "Daily from the lakes",
        "Published by Lake Media LLP",
        "1 Abai Avenue<br>Almaty",
        "https://t.me/steppepost",
    ):
        assert words in page
    assert "<title>Sign in | The Steppe Post</title>" in client.get("/admin/account/login/").content.decode()
    assert "The Steppe Post" in client.get("/no-such-page/").content.decode()


def test_a_change_is_written_down_with_what_was_there_before(saved: None) -> None:
    entry = AuditEntry.objects.get(action="change site identity")
    assert entry.details["changed"]["time_zone"] == ["", "Asia/Tashkent"]
    assert "email" in entry.details["changed"] and "linkedin" not in entry.details["changed"]


def test_where_nothing_is_set_the_environment_speaks(client: Client, settings) -> None:
    settings.SITE_NAME = "Of the environment"
    identity.forget()
    assert "Of the environment" in client.get("/").content.decode()
    set_identity(tagline="Ours")
    page = client.get("/").content.decode()
    assert "Of the environment" in page and "Ours" in page


def test_dates_are_shown_in_the_newsroom_s_zone_and_threads_stay_clean(client: Client) -> None:
    make_article("Told at noon", published_at=datetime(2026, 11, 20, 20, 0, tzinfo=UTC))
    assert "21 November 2026, 01:00 (UTC+5)" in client.get("/told-at-noon/").content.decode()
    set_identity(time_zone="Asia/Kathmandu")
    assert "21 November 2026, 01:45 (UTC+5:45)" in client.get("/told-at-noon/").content.decode()
    set_identity(time_zone="America/New_York")
    assert "20 November 2026, 15:00 (UTC−5)" in client.get("/told-at-noon/").content.decode()
    assert timezone.get_current_timezone_name() == "Asia/Almaty"


def test_the_desk_shows_and_takes_hours_in_that_zone_too(admin_client: Client) -> None:
    set_identity(time_zone="America/New_York")
    entry = AuditEntry.objects.create(
        at=datetime(2026, 11, 20, 20, 0, tzinfo=UTC),
        actor_name="x",
        action="y",
        target_kind="tag",
        target_id=1,
        target_name="z",
    )
    assert "15:00" in admin_client.get(f"/admin/ledger/auditentry/{entry.pk}/change/").content.decode()


def test_no_page_asks_for_it_twice_in_half_a_minute(client: Client, django_assert_num_queries, settings) -> None:
    settings.IDENTITY_KEPT_SECONDS = 30
    identity.forget()
    with django_assert_num_queries(1):
        identity.identity()
    with django_assert_num_queries(0):
        for _ in range(100):
            identity.identity()


def test_another_process_sees_a_change_when_its_time_is_up(monkeypatch) -> None:
    identity.remember(identity.of_row(None))
    SiteIdentity.objects.create(pk=1, name="Changed elsewhere")
    assert identity.identity().name == "Steppe"
    later = time.monotonic() + 3601
    monkeypatch.setattr("cms.site.identity.time.monotonic", lambda: later)
    assert identity.identity().name == "Changed elsewhere"


def test_what_was_read_before_a_change_is_not_kept_after_it(monkeypatch) -> None:
    """A page reads the row; meanwhile somebody saves; what the page read is not remembered as the newest."""
    understood = identity.of_row

    def slowly(row: SiteIdentity | None) -> identity.Identity:
        monkeypatch.undo()
        set_identity(name="Newer")
        return understood(row)

    monkeypatch.setattr(identity, "of_row", slowly)
    identity.forget()
    assert identity.identity().name == "Steppe"
    assert identity.identity().name == "Newer"


def test_where_the_database_does_not_answer_the_paper_keeps_its_name(monkeypatch, client: Client) -> None:
    set_identity(name="The Steppe Post")
    assert identity.identity().name == "The Steppe Post"

    def away(*args: object) -> None:
        raise OperationalError("away")

    identity.forget()
    monkeypatch.setattr(SiteIdentity.objects, "select_related", away)
    assert identity.identity().name == "The Steppe Post"
    assert "The Steppe Post" in views.server_error(HttpRequest()).content.decode()


def test_a_probe_asks_for_nothing(client: Client, django_assert_num_queries) -> None:
    identity.forget()
    with django_assert_num_queries(0):
        assert client.get("/healthz").status_code == 200


def test_a_zone_that_this_machine_does_not_know_breaks_no_page(client: Client) -> None:
    set_identity(time_zone="Asia/Atlantis")
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"time_zone": "Asia/Nowhere"}, "Asia/Nowhere"),
        ({"time_zone": "../etc/passwd"}, "passwd"),
        ({"languages": ["xx"]}, "xx"),
        ({"email": "nobody"}, "valid e"),
        ({"telegram": "javascript:alert(1)"}, "valid URL"),
        ({"address": "x" * 501}, "at most 500"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(admin_client: Client, form: dict[str, object], said: str) -> None:
    admin_client.get("/admin/site/siteidentity/")
    answer = admin_client.post(PAGE, FORM | form)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert SiteIdentity.objects.get().name == ""


def test_the_zones_are_shown_with_their_distance(admin_client: Client) -> None:
    admin_client.get("/admin/site/siteidentity/")
    page = admin_client.get(PAGE).content.decode()
    assert "Asia/Almaty (UTC+5)" in page
    assert page.index("Asia/Almaty (UTC+5)") < page.index("Africa/")


def test_words_on_the_page_are_words_whatever_they_say(client: Client) -> None:
    set_identity(name="<script>x</script>", address="<img src=x>", publisher="<b>")
    page = client.get("/").content.decode()
    assert "<script>x" not in page and "<img src=x>" not in page and "<b>" not in page


def test_a_logo_stands_at_the_head_and_one_without_a_file_does_not(client: Client) -> None:
    set_identity(logo=make_picture())
    assert "masthead__logo" not in client.get("/").content.decode()
    set_identity(logo=make_picture(original="originals/logo.png", width=400, height=100))
    assert 'src="/media/originals/logo.png" width="400" height="100" alt=""' in client.get("/").content.decode()


def test_languages_offered_always_hold_the_site_s_own() -> None:
    set_identity(languages=["ru"])
    assert [code for code, _ in identity.identity().languages] == ["en", "ru"]


@pytest.mark.parametrize("role", sorted(ROLES))
def test_a_chief_alone_names_the_paper(client: Client, role: str) -> None:
    from django.contrib.auth.models import Group

    user = make_user(is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    client.get("/admin/site/siteidentity/")
    assert client.post(PAGE, FORM).status_code in ({302} if role == "chief" else {302, 403})
    assert SiteIdentity.objects.filter(name="The Steppe Post").exists() is (role == "chief")
