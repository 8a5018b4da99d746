"""Two browsers, two editors, one story: nobody loses a word, whichever way they come in."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from articles import workflow
from articles.models import Article, KeptText, State
from cms.roles import settle_groups
from tests.articles.desk.newsroom import member

pytestmark = pytest.mark.django_db(transaction=True)
BODY = "<p>The river froze early.</p><p>Herders moved their flocks.</p><p>It snows on.</p>"
TEXT = {"title": "Snow on the pass", "body": BODY, "bylines": [{"person": None, "name": "Wire", "role": "author"}]}
LIST = "/admin/articles/article/"


@pytest.fixture(autouse=True)
def groups(transactional_db: None) -> None:
    """A committed test may have flushed them."""
    settle_groups()


@pytest.fixture
def signed_in(live_server: Any, browser: Any) -> Any:
    """A page of a browser of their own for an account."""
    contexts = []

    def go(user: User) -> Any:
        client = Client()
        client.force_login(user)
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
        contexts.append(page.context)
        return page

    yield go
    for context in contexts:
        context.close()


@pytest.fixture
def room(live_server: Any) -> Callable[[Any, Article], None]:
    def open_room(page: Any, article: Article) -> None:
        page.goto(f"{live_server.url}{LIST}{article.pk}/change/")
        page.locator(".editor__text").wait_for()

    return open_room


def write(page: Any, words: str, *, at_end: bool = False) -> None:
    page.locator(".editor__text p").nth(-1 if at_end else 0).click()
    page.keyboard.press("End" if at_end else "Home")
    page.keyboard.type(words)


def headline(page: Any) -> Any:
    return page.get_by_role("textbox", name="Headline")


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name).last.click()


def test_the_later_of_two_editors_is_refused_sees_both_texts_and_puts_them_together(
    signed_in: Callable, room: Callable, axe: Callable
) -> None:
    article = workflow.create(None, TEXT)
    aida, bolot = signed_in(member("editor", "aida")), signed_in(member("editor", "bolot"))
    room(aida, article)
    room(bolot, article)
    write(bolot, "Qar. قار ")
    write(bolot, " Mine.", at_end=True)
    headline(bolot).fill("His headline")
    bolot.locator("#kept").filter(has_text="Kept").wait_for()
    write(aida, "Hers. ")
    press(aida, "Save draft")
    aida.get_by_text("Saved as a draft.").wait_for()
    aida.locator("#presence", has_text="bolot is writing here too, with unsaved changes").wait_for()

    # Through "schedule", as through any other press.
    bolot.locator("[name=release_on]").fill("2031-05-01")
    bolot.locator("[name=release_time]").fill("08:00")
    press(bolot, "Release at this time")
    bolot.get_by_role("heading", name=re.compile(r"aida saved version 2 on .* at \d\d:\d\d")).wait_for()
    assert headline(bolot).input_value() == "His headline"
    assert "Mine." in bolot.locator(".editor__text").inner_text()
    assert bolot.locator("#collision ins", has_text="Hers.").first.is_visible()
    assert axe(bolot) == []
    assert Article.objects.get().state == State.DRAFT

    press(bolot, "Save both, put together")
    bolot.get_by_text("Nobody has said yet whose words stand at 1 place").wait_for()
    bolot.get_by_role("group", name="Paragraph 1").get_by_role("radio", name="Take both").check()
    press(bolot, "Save both, put together")
    bolot.get_by_text("Saved: both texts, put together.").wait_for()
    newest = article.revisions.first()
    assert newest.data["title"] == "His headline"
    assert [word in newest.data["body"] for word in ("Hers.", "Qar. قار", "Mine.")] == [True] * 3
    assert newest.data["release_at"] == "2031-05-01T03:00:00+00:00"
    assert not KeptText.objects.filter(has_words=True).exists()


def test_a_list_that_was_opened_before_a_colleague_saved_releases_nothing(
    live_server: Any, signed_in: Callable, room: Callable
) -> None:
    article = workflow.create(None, TEXT)
    aida, bolot = signed_in(member("editor", "aida")), signed_in(member("editor", "bolot"))
    room(aida, article)
    bolot.goto(f"{live_server.url}{LIST}")
    assert bolot.locator(".stories__here").inner_text().startswith("aida")
    headline(aida).fill("Not to be released yet")
    press(aida, "Save draft")
    aida.get_by_text("Saved as a draft.").wait_for()
    bolot.get_by_role("checkbox", name="Choose Snow on the pass").check()
    bolot.get_by_label("With the chosen").select_option("release")
    press(bolot, "Do it")
    bolot.get_by_text("version 2 by aida now").wait_for()
    assert Article.objects.get().state == State.DRAFT


def test_words_typed_into_a_live_story_through_a_restart_are_offered_and_readers_see_no_change(
    live_server: Any, signed_in: Callable, room: Callable
) -> None:
    article = workflow.create(None, TEXT)
    workflow.release(None, article, base_version=1)
    editor = member("editor", "aida")
    page = signed_in(editor)
    room(page, article)
    faults = iter(["refused", "502"])  # the server stops, and its proxy answers until it is there again

    def restarting(route: Any) -> None:
        fault = next(faults, None)
        if fault == "refused":
            route.abort("connectionrefused")
        elif fault:
            route.fulfill(status=502, body="Bad gateway")
        else:
            route.continue_()

    page.route("**/keep/", restarting)
    headline(page).fill("Typed while it restarted")
    page.locator("#kept-trouble", has_text="does not answer").wait_for()
    headline(page).fill("Typed while it restarted, and on")
    page.locator("#kept-trouble", has_text="has a fault").wait_for()
    headline(page).fill("Typed while it restarted, and on again")
    page.locator("#kept").filter(has_text="Kept").wait_for()
    context = page.context
    page.close(run_before_unload=False)

    again = context.new_page()
    room(again, article)
    again.get_by_role("region", name="You have words here that were never saved").wait_for()
    assert "Snow on the pass" in Client().get(article.get_absolute_url()).content.decode()
    again.get_by_role("link", name="Take it").click()
    again.locator("#kept[data-taken]").wait_for()
    assert headline(again).input_value() == "Typed while it restarted, and on again"
    assert Article.objects.get().version == 1


def test_a_hold_reaches_an_open_window_whose_words_stay(
    live_server: Any, signed_in: Callable, room: Callable, axe: Callable
) -> None:
    article = workflow.create(None, TEXT)
    aida, chief = signed_in(member("editor", "aida")), signed_in(member("chief", "cholpon"))
    room(aida, article)
    room(chief, article)
    aida.get_by_text("Hold…").click()
    aida.get_by_label("Why? Everybody who sees the story reads it").fill("For legal")
    press(aida, "Hold this story")
    aida.get_by_text("You hold this story: nobody else").wait_for()
    headline(chief).fill("Typed when the hold came")
    press(chief, "Save draft")
    chief.get_by_text("Somebody holds this story").wait_for()
    assert headline(chief).input_value() == "Typed when the hold came"
    chief.on("dialog", lambda dialog: dialog.accept())
    chief.goto(f"{live_server.url}{LIST}{article.pk}/change/")
    chief.get_by_text("Lift the hold…").click()
    chief.locator("#id_lift_reason").fill("Cleared by counsel")
    assert axe(chief) == []
    press(chief, "Lift the hold")
    chief.get_by_text("The hold is lifted.").wait_for()
    chief.get_by_role("region", name="never saved").wait_for()  # what was typed meanwhile
