"""No word is lost: a killed window, a lost line, an ended session, a faulty server, another window of one's own."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client

from articles import workflow
from articles.models import Article, KeptText
from cms.roles import settle_groups
from tests.articles.desk.newsroom import member
from tests.builders import BODY

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = {"title": "Snow on the pass", "body": BODY, "bylines": [{"person": None, "name": "Wire", "role": "author"}]}
KEPT = re.compile(r"^Kept \d\d:\d\d:\d\d$")
WORDS = "Қостанай · قازاقستان · 🏔️👩🏽‍🌾 бүгін"


@pytest.fixture(autouse=True)
def groups(transactional_db: None) -> None:
    """A committed test may have flushed them."""
    settle_groups()


@pytest.fixture
def sign_in(live_server: Any) -> Callable[[Any, User], None]:
    def sign(page: Any, user: User) -> None:
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])

    return sign


@pytest.fixture
def article() -> Article:
    return workflow.create(None, TEXT)


@pytest.fixture
def writing(live_server: Any, sign_in: Callable, article: Article) -> Callable[[Any, User], str]:
    """Open the room for an account; returns its address."""

    def go(page: Any, user: User) -> str:
        sign_in(page, user)
        return opened(page, f"{live_server.url}/admin/articles/article/{article.pk}/change/")

    return go


def opened(page: Any, address: str) -> str:
    page.goto(address)
    page.locator(".editor__text").wait_for()
    return address


def headline(page: Any) -> Any:
    return page.get_by_role("textbox", name="Headline")


def kept(page: Any) -> None:
    page.locator("#kept").filter(has_text=KEPT).wait_for()


def trouble(page: Any, words: str) -> Any:
    line = page.locator("#kept-trouble").filter(has_text=words)
    line.wait_for()
    return line


def left_in(page: Any) -> int:
    return page.evaluate("Object.keys(localStorage).length")


def test_words_of_a_killed_window_are_offered_compared_and_taken(
    page: Any, writing: Callable, article: Article, axe: Callable
) -> None:
    room = writing(page, member("editor"))
    headline(page).fill("Snow on three passes")
    page.locator(".editor__text").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type(WORDS + " ")
    kept(page)
    assert left_in(page) == 0
    context = page.context
    page.close(run_before_unload=False)

    again = context.new_page()
    opened(again, room)
    offer = again.get_by_role("region", name="You have words here that were never saved")
    assert offer.locator("ins", has_text="three").first.is_visible()
    assert headline(again).input_value() == "Snow on the pass"
    assert axe(again) == []
    offer.get_by_role("link", name="Take it").click()
    again.locator("#kept[data-taken]").filter(has_text=KEPT).wait_for()
    assert headline(again).input_value() == "Snow on three passes"
    assert article.revisions.count() == 1
    again.get_by_role("button", name="Save draft").last.click()
    again.get_by_text("Saved as a draft.").wait_for()
    assert WORDS in article.revisions.first().data["body"]
    assert again.get_by_role("region", name="never saved").count() == 0
    assert not KeptText.objects.filter(has_words=True).exists()


def test_a_new_story_is_kept_before_its_first_save_and_thrown_away_in_place(
    live_server: Any, page: Any, sign_in: Callable
) -> None:
    sign_in(page, member("reporter"))
    add = opened(page, f"{live_server.url}/admin/articles/article/add/")
    headline(page).fill("An idea")
    kept(page)
    opened(page, add)  # nobody asks: nothing would be lost
    headline(page).fill("Another idea")
    kept(page)
    opened(page, add)
    assert page.get_by_role("region", name="never saved").count() == 2
    headline(page).fill("A third")
    page.get_by_role("button", name="Throw these away").first.click()
    page.wait_for_function("document.querySelectorAll('[data-kept-offer]').length === 1")
    assert headline(page).input_value() == "A third"
    page.keyboard.press("Control+s")
    page.wait_for_url("**/change/")
    page.locator(".editor__text").wait_for()
    assert list(KeptText.objects.filter(has_words=True).values_list("data__title", flat=True)) == ["An idea"]
    assert not Article.objects.exclude(working_title="A third").exists()


def test_without_a_line_words_stay_in_the_browser_and_are_sent_when_it_is_back(
    page: Any, writing: Callable, article: Article
) -> None:
    room = writing(page, member("editor"))
    context = page.context
    context.set_offline(True)
    headline(page).fill("Typed in the mountains")
    trouble(page, "kept in this browser")
    assert left_in(page) == 1
    context.set_offline(False)
    kept(page)
    assert left_in(page) == 0
    assert KeptText.objects.get().data["title"] == "Typed in the mountains"

    # The window is killed before the line is back: the next one sends what it left.
    context.set_offline(True)
    headline(page).fill("Typed in the mountains, by night")
    trouble(page, "kept in this browser")
    page.close(run_before_unload=False)
    context.set_offline(False)
    again = context.new_page()
    opened(again, room)
    again.locator("[data-kept-offer] ins", has_text="night").first.wait_for()
    assert left_in(again) == 0
    again.get_by_role("link", name="Take it").click()
    assert headline(again).input_value() == "Typed in the mountains, by night"


def test_whoever_is_signed_out_signs_in_in_another_window_and_goes_on(
    live_server: Any, page: Any, writing: Callable, article: Article
) -> None:
    writing(page, member("editor", "aida"))
    Session.objects.all().delete()
    headline(page).fill("Typed after twelve hours")
    line = trouble(page, "You are signed out")
    headline(page).fill("Typed after twelve hours, and on")
    with page.context.expect_page() as window:
        line.get_by_role("button", name="Sign in again").click()
    entrance = window.value
    entrance.locator("input[name=login]").fill("aida")
    entrance.locator("input[name=password]").fill("correct horse battery")
    entrance.get_by_role("button", name="Sign in", exact=True).click()
    kept(page)
    assert KeptText.objects.get().data["title"] == "Typed after twelve hours, and on"
    # The form has the token that signing in made.
    page.keyboard.press("Control+s")
    page.locator("#saved", has_text="Version 2").wait_for()
    assert article.revisions.first().data["title"] == "Typed after twelve hours, and on"
    assert left_in(page) == 0


def test_words_of_one_account_are_neither_sent_nor_shown_under_another(
    live_server: Any, page: Any, writing: Callable, sign_in: Callable
) -> None:
    room = writing(page, member("editor", "aida"))
    page.context.set_offline(True)
    headline(page).fill("Aida's own words")
    trouble(page, "kept in this browser")
    sign_in(page, member("editor", "bolot"))
    page.context.set_offline(False)
    headline(page).fill("Aida's own words, and on")
    trouble(page, "bolot is signed in here now")
    page.on("dialog", lambda dialog: dialog.accept())
    opened(page, room)
    assert "own words" not in page.content()
    assert not KeptText.objects.exists()
    # Signing out leaves nothing on a machine that others use.
    assert left_in(page) == 1
    page.locator(".desk-menu__open").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/login/**")
    assert left_in(page) == 0


def test_a_fault_of_the_server_is_said_and_got_over(page: Any, writing: Callable, article: Article) -> None:
    writing(page, member("editor"))
    answers = iter([500])

    def faulty(route: Any) -> None:
        status = next(answers, None)
        route.fulfill(status=status, body="A fault") if status else route.continue_()

    page.route("**/keep/", faulty)
    headline(page).fill("Typed through a fault")
    trouble(page, "has a fault")
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.evaluate("location.reload()")
    kept(page)
    assert asked == ["beforeunload"]
    assert KeptText.objects.get().data["title"] == "Typed through a fault"
    assert page.locator("#kept-trouble").inner_text() == ""
    # A story that is no longer the writer's refuses politely, and the words stay on the screen.
    workflow.trash(None, article)
    headline(page).fill("Typed too late")
    trouble(page, "You may not write this story")
    assert headline(page).input_value() == "Typed too late"


def test_two_windows_of_one_person_tell_each_other(page: Any, writing: Callable, article: Article) -> None:
    user = member("editor")
    room = writing(page, user)
    other = page.context.new_page()
    opened(other, room)
    headline(page).fill("First window")
    kept(page)
    trouble(other, "another window too")
    headline(other).fill("Second window")
    trouble(other, "not kept on the server").get_by_role("button", name="Keep these instead").click()
    kept(other)
    line = trouble(page, "You write this story in another window too")
    assert KeptText.objects.get().data["title"] == "Second window"
    line.get_by_role("button", name="Keep these instead").click()
    kept(page)
    assert KeptText.objects.get().data["title"] == "First window"
    # Saved twice in a row, with words under way: one version each, no collision with oneself.
    headline(page).fill("First window, saved")
    page.keyboard.press("Control+s")
    page.keyboard.press("Control+s")
    page.locator("#saved", has_text="Version 2").wait_for()
    headline(page).fill("First window, saved again")
    kept(page)
    page.get_by_role("button", name="Save draft").last.click()
    page.get_by_text("Saved as a draft.").wait_for()
    assert article.revisions.count() == 3
    assert not KeptText.objects.filter(has_words=True).exists()
    other.close(run_before_unload=False)
