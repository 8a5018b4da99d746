"""The desk's own pages in a real browser: signing in, one's account, lists and forms; two widths, two themes."""

import re
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.urls import reverse

from cms.ledger import audit
from cms.ledger.models import Address
from cms.site.models import SiteIdentity
from markets.models import Currency
from tests.builders import make_article, make_group, make_person, make_picture, make_quote, make_tag, make_user

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    cache.clear()


@pytest.fixture
def chief() -> Any:
    return make_user("gulnara", is_staff=True, is_superuser=True, first_name="Gulnara")


def by_name(live_server: Any) -> str:
    """Browsers tie passkeys to names, never to numbers."""
    return live_server.url.replace("127.0.0.1", "localhost")


def sign_in_by_keyboard(page: Any, url: str) -> None:
    page.goto(f"{url}/admin/")
    page.locator("#id_login:focus").wait_for()
    page.keyboard.type("gulnara")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda there: "/login/" not in there)


def confirm(page: Any) -> None:
    if "/reauthenticate/" in page.url:
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Confirm").click()
        page.wait_for_url(lambda there: "/reauthenticate/" not in there)


def test_an_editor_signs_in_by_keyboard_and_sets_up_a_code(live_server: Any, chief: Any, page: Any, axe: Any) -> None:
    sign_in_by_keyboard(page, live_server.url)
    assert page.get_by_role("heading", level=1).inner_text() == "The desk"
    page.get_by_role("link", name="Gulnara").click()
    page.get_by_role("link", name="Set it up").click()
    confirm(page)
    assert axe(page) == []
    secret = page.get_by_label("Or type the secret in there").input_value()
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    page.get_by_label("Authenticator code").fill(code)
    page.get_by_role("button", name="Turn it on").click()
    page.wait_for_url("**/recovery-codes/**")
    assert axe(page) == []
    codes = page.get_by_label("Unused codes").input_value().split()
    assert len(codes) == 10
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/login/**")
    sign_in_by_keyboard(page, live_server.url)
    assert page.get_by_role("heading", level=1).inner_text() == "Second step"
    assert axe(page) == []
    page.locator("#id_code:focus").wait_for()
    page.keyboard.type(codes[0])
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")


def test_a_passkey_lets_its_owner_in_without_a_password(live_server: Any, chief: Any, page: Any, axe: Any) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    sign_in_by_keyboard(page, by_name(live_server))
    page.goto(f"{by_name(live_server)}/admin/account/")
    page.get_by_role("link", name="Add a passkey").click()
    confirm(page)
    assert axe(page) == []
    page.get_by_label("Name").fill("My phone")
    assert page.get_by_label("It lets me in without a password").is_checked()
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url("**/recovery-codes/**")
    page.goto(f"{by_name(live_server)}/admin/account/")
    assert page.get_by_text("My phone").is_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/admin/")
    assert page.get_by_role("heading", level=1).inner_text() == "The desk"


def test_a_passkey_that_is_not_there_is_told_where_it_was_asked_for(live_server: Any, chief: Any, page: Any) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": key | {"automaticPresenceSimulation": True}})
    page.goto(f"{by_name(live_server)}/admin/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("alert").filter(has_text="No passkey was given").wait_for()


@pytest.fixture
def newsroom(chief: Any) -> list[str]:
    """A row of each kind, with long names and none, and the address of each page that this test looks at."""
    person = make_person("Гүлнұр Әбдірахманқызы Жұмағұлова-Тәшенова", role="Correspondent", group=make_group())
    make_person("A. Lee", avatar=None, is_former=True)
    tag = make_tag("A subject with quite a long name that goes on", intro="Words.")
    tag.aliases.create(name="Other")
    make_article("The ferry", people=[person], tags=[tag])
    for code in ("KGS", "USD"):
        Currency.objects.get_or_create(code=code, defaults={"name": code, "in_strip": True})
    quote = make_quote()
    Address.objects.create(path="/old/", state="old", target_kind="redirect", target_id=0, leads_to="/markets/")
    SiteIdentity.objects.create(pk=1, logo=make_picture())
    audit.record(chief, "merge tags", tag, loser_name="Another", stories=3)
    old = Address.objects.get(path="/old/")
    lists = [
        "articles_tag", "people_person", "people_persongroup", "markets_quote", "markets_currency", "ledger_address",
        "ledger_auditentry", "auth_user", "auth_group",
    ]  # fmt: skip
    pages = [reverse(f"admin:{name}_changelist") for name in lists]
    pages += [reverse(f"admin:{name}_add") for name in lists if name not in {"ledger_auditentry"}]
    changes = {
        "articles_tag_change": tag.pk, "articles_tag_merge": tag.pk, "people_person_change": person.pk,
        "people_person_merge": person.pk, "markets_quote_change": quote.pk, "ledger_address_change": old.pk,
        "auth_user_change": chief.pk, "auth_user_password_change": chief.pk, "site_siteidentity_change": 1,
    }  # fmt: skip
    pages += [reverse(f"admin:{name}", args=[pk]) for name, pk in changes.items()]
    account = ["", "password/change/", "2fa/recovery-codes/generate/"]
    return [
        *("/admin/", "/admin/articles/tag/?q=nothing", "/admin/ledger/address/where/?address=/old/"),
        *pages,
        *(f"/admin/account/{page}" for page in account),
    ]


def faults_of(opened: Any, axe: Any, address: str, seen: str) -> list[str]:
    found = [f"{address} {seen}: {fault}" for fault in axe(opened)]
    wide = opened.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found + ([f"{address} {seen}: {wide} px too wide"] if wide > 0 else [])


def test_every_page_of_ours_is_without_fault_at_both_widths_in_both_themes(
    live_server: Any, newsroom: list[str], browser: Any, page: Any, axe: Any
) -> None:
    sign_in_by_keyboard(page, live_server.url)
    state = page.context.storage_state()
    faults: list[str] = []
    for scheme, widths in (("light", (1280, 375)), ("dark", (375, 1280))):
        context = browser.new_context(color_scheme=scheme, storage_state=state)
        opened = context.new_page()
        for address in newsroom:
            opened.set_viewport_size({"width": widths[0], "height": 900})
            answer = opened.goto(live_server.url + address)
            assert answer.status == 200, address
            for width in widths:
                opened.set_viewport_size({"width": width, "height": 900})
                faults += faults_of(opened, axe, address, f"{scheme}, {width}")
        context.close()
    assert faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_way_in_is_without_fault(live_server: Any, browser: Any, axe: Any, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)
    opened = context.new_page()
    faults: list[str] = []
    for address in ("login/", "password/reset/", "password/reset/done/"):
        opened.goto(f"{live_server.url}/admin/account/{address}")
        for width in (375, 1280):
            opened.set_viewport_size({"width": width, "height": 800})
            faults += faults_of(opened, axe, address, f"{scheme}, {width}")
    opened.goto(f"{live_server.url}/admin/account/login/")
    opened.get_by_label("User name or e-mail").fill("nobody")
    opened.get_by_label("Password").fill("wrong")
    opened.get_by_role("button", name="Sign in", exact=True).click()
    opened.get_by_text("do not go together").wait_for()
    assert re.match("Error", opened.title())
    faults += faults_of(opened, axe, "login with a fault", scheme)
    context.close()
    assert faults == []
