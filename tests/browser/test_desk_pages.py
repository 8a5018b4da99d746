"""The desk's own pages in a real browser: signing in, one's account, lists and forms; two widths, two themes."""

import re
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache

from tests.builders import make_user

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


def own_menu(page: Any, choice: str) -> None:
    page.get_by_role("button", name="Gulnara").click()
    page.locator("#account-menu").get_by_text(choice).click()


def confirm(page: Any) -> None:
    if "/reauthenticate/" in page.url:
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Confirm").click()
        page.wait_for_url(lambda there: "/reauthenticate/" not in there)


def test_an_editor_signs_in_by_keyboard_and_sets_up_a_code(live_server: Any, chief: Any, page: Any, axe: Any) -> None:
    sign_in_by_keyboard(page, live_server.url)
    assert page.get_by_role("heading", level=1, name="The desk").is_visible()
    own_menu(page, "Your account")
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
    own_menu(page, "Sign out")
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
    own_menu(page, "Sign out")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/admin/")
    assert page.get_by_role("heading", level=1, name="The desk").is_visible()


def test_a_passkey_that_is_not_there_is_told_where_it_was_asked_for(live_server: Any, chief: Any, page: Any) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": key | {"automaticPresenceSimulation": True}})
    page.goto(f"{by_name(live_server)}/admin/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("alert").filter(has_text="No passkey was given").wait_for()


def faults_of(opened: Any, axe: Any, address: str, seen: str) -> list[str]:
    found = [f"{address} {seen}: {fault}" for fault in axe(opened)]
    wide = opened.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found + ([f"{address} {seen}: {wide} px too wide"] if wide > 0 else [])


def test_the_way_in_is_without_fault(live_server: Any, page: Any, axe: Any) -> None:
    faults: list[str] = []

    def look(where: str) -> None:
        for scheme, width in (("light", 1280), ("dark", 375)):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            faults.extend(faults_of(page, axe, where, f"{scheme}, {width}"))

    for address in ("login/", "password/reset/", "password/reset/done/"):
        page.goto(f"{live_server.url}/admin/account/{address}")
        look(address)
    page.goto(f"{live_server.url}/admin/account/login/")
    page.get_by_label("User name or e-mail").fill("nobody")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_text("do not go together").wait_for()
    assert re.match("Error", page.title())
    look("login with a fault")
    assert faults == []
