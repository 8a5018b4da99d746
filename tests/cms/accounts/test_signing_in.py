"""Signing in: one door for the desk, which leads nowhere else, tells nothing and tires of guesses."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.builders import make_editor, make_user

pytestmark = pytest.mark.django_db
LOGIN = "/admin/account/login/"
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    cache.clear()


def sign_in(client: Client, login: str = "aida", password: str = PASSWORD, **extra: object):
    return client.post(LOGIN, {"login": login, "password": password, **extra.pop("form", {})}, **extra)


def is_signed_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


# --- The door -----------------------------------------------------------------------------------------------------


def test_the_desk_leads_to_signing_in_and_back_to_the_page_that_was_asked_for(client: Client) -> None:
    make_editor()
    asked = reverse("admin:articles_article_changelist") + "?state__exact=draft"
    answer = client.get(asked, follow=True)
    assert answer.redirect_chain[-1][0].startswith(LOGIN)
    assert "<h1>Sign in to the desk</h1>" in answer.content.decode()
    wanted = re.search(r'name="next" value="([^"]+)"', answer.content.decode())[1].replace("&amp;", "&")
    assert sign_in(client, form={"next": wanted})["Location"] == asked


@pytest.mark.parametrize("login", ["aida", "AIDA@News.example", " aida "])
def test_an_account_is_known_by_user_name_or_e_mail(client: Client, login: str) -> None:
    make_editor(email="aida@news.example")
    assert sign_in(client, login)["Location"] == "/admin/"
    assert is_signed_in(client)


@pytest.mark.parametrize("page", ["signup/", "email/", "signup/passkey/", "confirm-email/", "3rdparty/", "login/code/"])
def test_nobody_signs_up_and_no_page_of_allauth_is_there_that_we_do_not_want(client: Client, page: str) -> None:
    assert client.get(f"/admin/account/{page}").status_code in {302, 404}
    client.force_login(make_editor())
    assert client.get(f"/admin/account/{page}").status_code == 404
    assert client.post(f"/admin/account/{page}", {"username": "x", "password1": PASSWORD}).status_code == 404


def test_signing_out_is_a_post_and_ends_the_session(client: Client) -> None:
    make_editor()
    sign_in(client)
    assert client.get("/admin/logout/").status_code == 405
    assert is_signed_in(client)
    assert client.post("/admin/logout/")["Location"] == LOGIN
    assert not is_signed_in(client)


def elsewhere() -> list[str]:
    hosts = ["evil.example", "127.0.0.1.evil.example", "testserver@evil.example", "evil。example", "%65vil.example"]
    forms = [
        *(
            "//{}",
            "///{}",
            "////{}/admin/",
            "http://{}",
            "https://{}/admin/",
            "https:{}",
            "http:///{}",
            "\\\\{}",
            "/\\{}",
        ),
        *(
            "\t//{}",
            "/\t/{}",
            "\n//{}",
            "/\n/{}",
            "\r//{}",
            " //{}",
            "/ /{}/..//{}",
            "ftp://{}",
            "//{}%0d%0aSet-Cookie:x=1",
        ),
        *(
            "/%0d%0aLocation: https://{}",
            "javascript:alert('{}')",
            "data:text/html,{}",
            "{}",
            "//{}:80",
            "//x:y@{}",
            "https://testserver.{}",
        ),
        *(
            "\\/\\/{}",
            "/\\/{}",
            "\x00//{}",
            "//[::ffff:{}]",
            "//{}\\@testserver",
            "https://{}#@testserver",
            "http:\\\\{}",
            "https:/{}",
        ),
    ]
    return [form.replace("{}", host) for host in hosts for form in forms]


def test_next_never_leads_to_another_host(client: Client, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    make_editor()
    for wanted in elsewhere():
        client.logout()
        there = sign_in(client, form={"next": wanted})["Location"]
        assert there == "/admin/" or re.match(r"/[^/\\]", there) and "\n" not in there and "\r" not in there, wanted
        client.logout()
        asked = client.get("/admin/login/", {"next": wanted})["Location"]
        assert asked.startswith(LOGIN + "?"), wanted


# --- What the answer tells ----------------------------------------------------------------------------------------


def words_of(answer) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value=|name="login" value=)"[^"]*"', "", answer.content.decode())


def test_unknown_suspended_and_wrong_look_the_same_and_cost_the_same(client: Client, monkeypatch) -> None:
    make_editor(email="aida@news.example")
    make_editor("gone", is_active=False)
    make_user("reader")  # no member of staff
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *a, **k: hashed.append("once") or encode(*a, **k))
    said, costs = set(), set()
    for login, password in [
        *(("aida", "wrong"), ("aida@news.example", "wrong"), ("nobody", "wrong"), ("nobody@news.example", "wrong")),
        *(("gone", "wrong"), ("gone", PASSWORD), ("reader", PASSWORD), ("reader", "wrong")),
    ]:
        cache.clear()
        hashed.clear()
        answer = sign_in(client, login, password)
        said.add((answer.status_code, words_of(answer)))
        costs.add(len(hashed))
    assert len(said) == 1
    assert costs == {1}
    assert "do not go together" in said.pop()[1]


def test_a_forgotten_password_is_answered_the_same_for_any_address(client: Client, mailoutbox, settings) -> None:
    make_editor(email="aida@news.example")
    settings.SITE_URL = "https://news.example"
    known = client.post("/admin/account/password/reset/", {"email": "aida@news.example"}, follow=True)
    unknown = client.post("/admin/account/password/reset/", {"email": "nobody@news.example"}, follow=True)
    assert words_of(known) == words_of(unknown)
    assert [letter.to for letter in mailoutbox] == [["aida@news.example"]]
    assert "https://news.example/admin/account/password/reset/key/" in mailoutbox[0].body


def test_the_letter_lets_its_owner_choose_a_new_password_once(client: Client, mailoutbox) -> None:
    make_editor(email="aida@news.example")
    client.post("/admin/account/password/reset/", {"email": "aida@news.example"})
    link = re.search(r"http://127\.0\.0\.1:8000(/\S+)", mailoutbox[0].body)[1]
    form = client.get(link, follow=True)
    assert form.status_code == 200
    new = "a quite different horse"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert sign_in(client, password=new)["Location"] == "/admin/"
    assert "form" not in (Client().get(link, follow=True).context or {}) or Client().get(link).status_code != 302


def test_where_no_mail_goes_out_the_page_says_whom_to_ask(client: Client, settings, mailoutbox) -> None:
    settings.CAN_SEND_MAIL = False
    make_editor(email="aida@news.example")
    assert "Ask a chief" in client.get("/admin/account/password/reset/").content.decode()
    client.post("/admin/account/password/reset/", {"email": "aida@news.example"})
    assert mailoutbox == []


# --- Guessing -----------------------------------------------------------------------------------------------------


def guess(client: Client, count: int, *, addresses: int, accounts: int) -> int:
    """Guess, spread over addresses and accounts, and return how many guesses had their password looked at."""
    looked_at = 0
    for number in range(count):
        answer = sign_in(
            client,
            f"name{number % accounts}",
            f"guess {number}",
            REMOTE_ADDR=f"10.0.{number % addresses // 250}.{number % addresses % 250}",
        )
        looked_at += answer.status_code == 200 and "do not go together" in answer.content.decode()
    return looked_at


def test_a_thousand_guesses_of_one_name_from_a_hundred_addresses_come_to_five(client: Client) -> None:
    make_user("name0", is_staff=True)
    assert guess(client, 1000, addresses=100, accounts=1) == 5


def test_a_thousand_guesses_from_one_address_at_a_hundred_names_come_to_ten(client: Client) -> None:
    assert guess(client, 1000, addresses=1, accounts=100) == 10


def test_guesses_count_in_one_shared_cache(client: Client, redis_url: str, settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis_url}}
    cache.clear()
    assert guess(client, 30, addresses=30, accounts=1) == 5


def test_guessing_leaves_the_owner_s_open_session_alone(client: Client) -> None:
    make_editor()
    sign_in(client)
    for number in range(20):
        sign_in(Client(), "aida", f"guess {number}", REMOTE_ADDR=f"10.0.0.{number}")
    assert "Too many" in sign_in(Client(), "aida", PASSWORD, REMOTE_ADDR="10.0.1.1").content.decode()
    assert is_signed_in(client)


def test_a_forged_forwarding_header_makes_no_new_address(client: Client) -> None:
    for number in range(12):
        answer = sign_in(client, f"name{number}", "guess", headers={"x-forwarded-for": f"10.9.9.{number}"})
    assert answer.status_code == 429 or "Too many" in answer.content.decode()


def test_behind_our_proxy_the_address_that_it_adds_counts_whatever_the_client_wrote(client: Client, settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(12):
        forged = sign_in(client, f"name{number}", "guess", headers={"x-forwarded-for": f"10.9.9.{number}, 203.0.113.5"})
    assert "Too many" in forged.content.decode()
    other = sign_in(client, "name99", "guess", headers={"x-forwarded-for": "203.0.113.6"})
    assert "do not go together" in other.content.decode()
    for strange in ("", "unknown", "203.0.113.7:4711", "x" * 5000):
        assert sign_in(client, "name99", "guess", headers={"x-forwarded-for": strange}).status_code < 500, strange


def test_codes_cannot_be_guessed_either(client: Client) -> None:
    user = make_editor()
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    sign_in(client)
    for number in range(15):
        client.post("/admin/account/2fa/authenticate/", {"code": f"{number:06}"}, REMOTE_ADDR=f"10.0.0.{number}")
    client.post("/admin/account/2fa/authenticate/", {"code": code_now("JBSWY3DPEHPK3PXP")}, REMOTE_ADDR="10.0.1.1")
    assert not is_signed_in(client)


# --- The second factor --------------------------------------------------------------------------------------------


def test_who_set_a_code_up_needs_it_after_the_password(client: Client) -> None:
    TOTP.activate(make_editor(), "JBSWY3DPEHPK3PXP")
    answer = sign_in(client, form={"next": "/admin/people/person/"})
    assert answer["Location"].startswith("/admin/account/2fa/authenticate/")
    assert not is_signed_in(client)
    code = code_now("JBSWY3DPEHPK3PXP")
    done = client.post("/admin/account/2fa/authenticate/", {"code": code})
    assert done["Location"] == "/admin/people/person/"
    assert is_signed_in(client)
    other = Client()
    sign_in(other)
    other.post("/admin/account/2fa/authenticate/", {"code": code})
    assert not is_signed_in(other), "a code is good once"


def test_a_recovery_code_is_good_once(client: Client) -> None:
    user = make_editor()
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    for other, expected in ((Client(), True), (Client(), False)):
        sign_in(other)
        other.post("/admin/account/2fa/authenticate/", {"code": code})
        assert is_signed_in(other) is expected


def test_an_app_is_set_up_from_one_s_own_account(client: Client) -> None:
    user = make_editor()
    sign_in(client)
    assert "Set it up" in client.get("/admin/account/").content.decode()
    asked = client.get("/admin/account/2fa/totp/activate/")["Location"]
    assert asked.startswith("/admin/account/reauthenticate/"), "who finds a desk left open changes no sign-in"
    client.post("/admin/account/reauthenticate/", {"password": PASSWORD})
    page = client.get("/admin/account/2fa/totp/activate/").content.decode()
    secret = re.search(r'id="authenticator_secret" value="([^"]+)"', page)[1]
    client.post("/admin/account/2fa/totp/activate/", {"code": code_now(secret)})
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    assert kinds == {"totp", "recovery_codes"}
    assert "10 codes are left" in client.get("/admin/account/").content.decode()


def test_a_passkey_is_offered_and_its_challenge_is_ours(client: Client) -> None:
    sign = client.get("/admin/account/2fa/passkeys/login/", headers={"accept": "application/json"})
    assert sign.json()["request_options"]["publicKey"]["rpId"] == "testserver"
    make_editor()
    sign_in(client)
    client.post("/admin/account/reauthenticate/", {"password": PASSWORD})
    page = client.get("/admin/account/2fa/passkeys/add/")
    assert page.status_code == 200
    assert "Add a passkey" in page.content.decode()


# --- Sessions -----------------------------------------------------------------------------------------------------


def test_a_session_from_before_signing_in_is_not_the_one_after(client: Client) -> None:
    make_editor()
    session = client.session
    session["planted"] = "by somebody"
    session.save()
    before = session.session_key
    sign_in(client)
    assert client.session.session_key != before
    stranger = Client()
    stranger.cookies["session"] = before
    assert not is_signed_in(stranger)


def test_a_new_password_ends_every_other_session(client: Client) -> None:
    make_editor()
    other = Client()
    sign_in(client)
    sign_in(other)
    new = "a quite different horse"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/admin/account/password/change/", form).status_code == 302
    assert is_signed_in(client)
    assert not is_signed_in(other)


def test_a_session_ends_after_seven_days_however_busy_it_is(client: Client, monkeypatch) -> None:
    make_editor()
    sign_in(client)
    assert is_signed_in(client)
    begun = time.time()
    monkeypatch.setattr("cms.middleware.staff.time.time", lambda: begun + 7 * 24 * 3600 - 60)
    assert is_signed_in(client)
    monkeypatch.setattr("cms.middleware.staff.time.time", lambda: begun + 7 * 24 * 3600 + 60)
    assert not is_signed_in(client)


def test_a_session_in_use_is_renewed_and_not_with_every_page(client: Client, django_assert_max_num_queries) -> None:
    make_editor()
    sign_in(client)
    assert client.get("/admin/").cookies["session"]["max-age"] == 12 * 3600
    assert "session" not in client.get("/admin/").cookies
    session = client.session
    session["seen_at"] -= 601
    session.save()
    assert client.get("/admin/").cookies["session"]["max-age"] == 12 * 3600


def test_an_account_that_is_suspended_or_no_longer_staff_is_out_at_once(client: Client) -> None:
    user = make_editor()
    for field in ("is_active", "is_staff"):
        client.force_login(user)
        assert is_signed_in(client)
        setattr(user, field, False)
        user.save()
        assert not is_signed_in(client)
        setattr(user, field, True)
        user.save()


def test_a_sign_in_that_another_site_forges_is_refused() -> None:
    make_editor()
    forged = Client(enforce_csrf_checks=True)
    for page in ("login/", "logout/", "password/change/", "2fa/totp/activate/", "2fa/passkeys/add/"):
        assert sign_in(forged).status_code == 403
        assert forged.post(f"/admin/account/{page}").status_code == 403


def test_readers_get_nothing_of_all_this(client: Client) -> None:
    for page in ("/", "/latest/", "/no-such-page/"):
        answer = client.get(page)
        assert not answer.cookies
        assert not hasattr(answer.wsgi_request, "allauth")
        assert "Cookie" not in answer.headers.get("Vary", "")
