"""A writer's day in the room, in a real browser: written, previewed, released, corrected, and nothing ever lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from articles import workflow
from articles.models import Article, State
from cms.roles import settle_groups
from tests.articles.desk.newsroom import member
from tests.builders import BODY, make_person, make_photo, make_tag

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = {"title": "Snow on the pass", "body": BODY, "bylines": [{"person": None, "name": "Wire", "role": "author"}]}


@pytest.fixture
def sign_in(live_server: Any) -> Callable[[Any, User], None]:
    """Put an account's session into a page's profile."""

    def sign(page: Any, user: User) -> None:
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])

    return sign


@pytest.fixture
def room(live_server: Any) -> Callable[[Any, Article], None]:
    def go(page: Any, article: Article) -> None:
        page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
        surface(page).wait_for()

    return go


@pytest.fixture(autouse=True)
def groups(transactional_db: None) -> None:
    """A committed test may have flushed them."""
    settle_groups()


def surface(page: Any) -> Any:
    return page.locator(".editor__text")


def insert(page: Any, what: str) -> None:
    page.get_by_role("button", name="Insert").click()
    page.get_by_role("menuitem", name=what).click()


def insert_pictures(page: Any, *captions: str) -> None:
    insert(page, "Picture")
    for caption in captions:
        page.get_by_role("option", name=caption).click()
    page.get_by_role("button", name="Use").click()


def insert_embed(page: Any, address: str) -> None:
    insert(page, "Embed by address")
    page.get_by_label("Its address").fill(address)
    page.get_by_role("button", name="Embed", exact=True).click()
    page.get_by_role("dialog").wait_for(state="detached")


def test_a_new_editor_writes_releases_corrects_and_restores(
    live_server: Any, page: Any, sign_in: Callable, axe: Callable
) -> None:
    user = member("editor")
    make_person("Aida Sarybay", account=user)
    make_tag("Glaciers")
    for name in ("pier", "herd"):
        make_photo(name=f"{name}.jpg", caption=f"The {name}", alt=f"A {name} in winter")
    sign_in(page, user)
    page.goto(f"{live_server.url}/admin/articles/article/")
    page.get_by_role("link", name="New story").click()

    page.get_by_role("textbox", name="Headline").fill("The river froze early")
    page.get_by_role("textbox", name="Standfirst").fill("Two weeks before the usual day.")
    surface(page).click()
    page.keyboard.type("Herders on the glaciers moved their flocks.")
    page.keyboard.press("Enter")
    page.keyboard.type("> We count the days.")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("The glaciers are small.")
    insert_pictures(page, "The pier", "The herd")
    insert_embed(page, "https://www.youtube.com/watch?v=dQw4w9WgXcQ")

    page.get_by_role("button", name="Propose from the text").click()
    page.get_by_role("button", name="Glaciers", exact=True).click()
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Preview").click()
    shown = opened.value.frame_locator("iframe")
    shown.get_by_role("heading", name="The river froze early").wait_for()
    assert shown.locator(".prose figure img").count() == 2
    assert shown.get_by_text("We count the days.").is_visible()
    opened.value.close()

    page.get_by_label("I have read the advice").check()
    page.get_by_role("button", name="Release now").click()
    page.get_by_role("link", name="See the page").first.wait_for()
    article = Article.objects.get()
    assert article.state == State.RELEASED
    page.goto(live_server.url + article.get_absolute_url())
    assert page.locator(".prose figure img").count() == 2
    assert page.get_by_text("Herders on the glaciers").is_visible()
    assert page.get_by_role("link", name="Glaciers").is_visible()

    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    page.get_by_role("textbox", name="Headline").fill("The river froze two weeks early")
    page.get_by_role("button", name="Publish changes").click()
    page.get_by_text("Readers see this text now.").wait_for()
    # Not by the browser, which may keep a page for a while.
    assert "The river froze two weeks early</h1>" in Client().get(article.get_absolute_url()).content.decode()

    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    page.get_by_role("link", name="History").click()
    page.get_by_role("button", name="Compare the two").click()
    page.locator("ins", has_text="two weeks").first.wait_for()
    page.get_by_role("button", name="Bring back version 1").click()
    page.get_by_text("Version 1 is the working text again").wait_for()
    assert page.get_by_role("textbox", name="Headline").input_value() == "The river froze early"


def test_two_editors_collide_and_neither_loses_a_word(
    browser: Any, page: Any, sign_in: Callable, room: Callable, axe: Callable
) -> None:
    article = workflow.create(None, TEXT)
    other = browser.new_page()
    sign_in(page, member("editor", "aida"))
    sign_in(other, member("editor", "bolot"))
    for each in (page, other):
        room(each, article)
    other.get_by_role("textbox", name="Headline").fill("Snow on both passes")
    other.get_by_role("button", name="Save draft").last.click()
    other.get_by_text("Saved as a draft.").wait_for()
    other.close()

    page.get_by_role("textbox", name="Headline").fill("Snow on three passes")
    page.keyboard.press("Control+s")
    page.get_by_role("heading", name="bolot saved version 2").wait_for()
    assert page.get_by_role("textbox", name="Headline").input_value() == "Snow on three passes"
    assert page.locator("#collision ins", has_text="three").first.is_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Save only mine").click()
    page.get_by_text("Saved as a draft.").wait_for()
    assert list(article.revisions.values_list("number", "note")) == [
        (3, "saved on top of version 2 by bolot"), (2, ""), (1, ""),
    ]  # fmt: skip


def test_a_reporter_hands_in_and_cannot_release(page: Any, sign_in: Callable, room: Callable) -> None:
    reporter = member("reporter")
    article = workflow.create(reporter, TEXT)
    sign_in(page, reporter)
    room(page, article)
    assert page.get_by_role("button", name="Release").count() == 0
    page.get_by_role("button", name="Submit for review").click()
    page.get_by_text("Handed in for review.").wait_for()
    assert Article.objects.get().state == State.IN_REVIEW


def test_a_story_is_written_and_handed_in_by_the_keyboard_alone(live_server: Any, page: Any, sign_in: Callable) -> None:
    make_person("Aida Sarybay")
    make_tag("Glaciers")
    sign_in(page, member("reporter"))
    page.goto(f"{live_server.url}/admin/articles/article/add/")
    keys = page.keyboard
    surface(page).wait_for()
    page.get_by_role("textbox", name="Headline").focus()
    keys.type("Typed throughout")
    keys.press("Enter")
    keys.type("No mouse was used.")
    # A story is saved without leaving the text.
    surface(page).focus()
    keys.type("The river froze early.")
    keys.press("Control+s")
    page.wait_for_url("**/change/")
    surface(page).wait_for()
    page.get_by_role("combobox", name="Name 1").focus()
    keys.type("aida")
    page.get_by_role("option", name="Aida Sarybay").wait_for()
    keys.press("ArrowDown")
    keys.press("Enter")
    page.get_by_label("Tags", exact=True).focus()
    keys.type("glac")
    page.get_by_role("option", name="Glaciers").wait_for()
    keys.press("ArrowDown")
    keys.press("Enter")
    page.get_by_role("button", name="Submit for review").focus()
    keys.press("Enter")
    page.get_by_text("Handed in for review.").wait_for()
    data = Article.objects.get().revisions.first().data
    assert data["title"] == "Typed throughout"
    assert data["standfirst"] == "No mouse was used."
    assert data["body"] == "<p>The river froze early.</p>"
    assert (len(data["tags"]), data["bylines"][0]["person"] is not None) == (1, True)


def test_release_leads_to_the_first_gap(page: Any, sign_in: Callable, room: Callable) -> None:
    article = workflow.create(None, {"title": "Only a headline"})
    sign_in(page, member("editor"))
    room(page, article)
    page.get_by_role("button", name="Release now").click()
    page.get_by_role("heading", name="Before readers can have it").wait_for()
    page.wait_for_function("document.activeElement.getAttribute('aria-label') === 'Text'")
    page.locator("#faults").get_by_role("link", name="A story needs a byline").click()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Name 1"


def test_a_translation_is_tied_to_its_original_by_the_keyboard(
    live_server: Any, page: Any, sign_in: Callable, room: Callable
) -> None:
    reporter = member("reporter")
    original = workflow.release(None, workflow.create(None, TEXT), base_version=1)
    article = workflow.create(reporter, TEXT | {"title": "Снег на перевале", "language": "ru"})
    sign_in(page, reporter)
    room(page, article)
    field = page.get_by_role("combobox", name="Translation of")
    field.focus()
    page.keyboard.type("snow")
    page.get_by_role("option", name="Snow on the pass English, published").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert field.input_value() == "Snow on the pass"
    with page.expect_navigation():
        page.keyboard.press("Enter")  # presses the harmless button
    assert article.revisions.first().data["translation_of"] == original.pk
    field = page.get_by_role("combobox", name="Translation of")
    field.fill("Snow on the river")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("#id_translation_of_error").is_visible()


def test_without_script_a_story_is_written_and_saved(browser: Any, live_server: Any, sign_in: Callable) -> None:
    make_tag("Glaciers")
    bare = browser.new_page(java_script_enabled=False)
    sign_in(bare, member("editor"))
    bare.goto(f"{live_server.url}/admin/articles/article/add/")
    bare.get_by_label("Headline").fill("Without script")
    bare.get_by_label("Text", exact=True).fill("<p>Plain words.</p>")
    bare.get_by_label("Name 1").fill("Wire reports")
    bare.get_by_label("Tags", exact=True).fill("Glaciers")
    bare.get_by_role("button", name="Release now").click()
    bare.get_by_label("I have read the advice").check()
    bare.get_by_role("button", name="Release now").click()
    assert bare.get_by_text("Readers see this text now.").is_visible()
    bare.close()


def test_leaving_with_words_that_could_not_be_kept_is_asked_about(page: Any, sign_in: Callable, room: Callable) -> None:
    article = workflow.create(None, TEXT)
    sign_in(page, member("editor"))
    room(page, article)
    page.route("**/keep/", lambda route: route.abort())
    page.get_by_role("textbox", name="Headline").fill("Not saved")
    page.get_by_role("status").filter(has_text="Not saved yet").wait_for()
    page.get_by_role("alert").filter(has_text="does not answer").wait_for()
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_role("link", name="Articles").first.click()
    page.wait_for_url("**/admin/articles/article/")
    assert asked == ["beforeunload"]


PAGES = ["", "{pk}/change/", "add/", "{pk}/history/", "{pk}/compare/?from=1&to=2", "{pk}/versions/1/", "{pk}/preview/"]


@pytest.fixture
def long_story() -> Article:
    """A story as they come at their worst: long, many names, many tags, a picture that says nothing."""
    title = "Дәптерде жазылған өзен деңгейі: қысқы маусымда Қостанай облысының шаруашылықтары жаңа тәртіпке көшеді"
    names = [{"person": None, "name": f"Гүлнұр Әбдірахманқызы Жұмағұлова {n}", "role": "author"} for n in range(11)]
    tags = [make_tag(f"A subject with a long name, number {n}").pk for n in range(11)]
    text = TEXT | {"title": title, "bylines": names, "tags": tags, "lead_picture": make_photo(alt="A pier").uid}
    article = workflow.create(None, text)
    workflow.release(None, article, base_version=1)
    workflow.save_draft(None, article, text | {"title": title + " бүгін"}, base_version=1)
    return article


def test_everybody_can_use_the_pages_of_the_desk(
    live_server: Any, page: Any, sign_in: Callable, axe: Callable, long_story: Article
) -> None:
    sign_in(page, member("editor"))
    faults = []
    for address in PAGES:
        page.goto(f"{live_server.url}/admin/articles/article/{address.format(pk=long_story.pk)}")
        for scheme, width in (("light", 1280), ("dark", 375)):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            faults += [(address, width, fault) for fault in axe(page)]
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                faults.append((address, width, "scrolls sideways"))
    # The last of them frames the page of a reader, in which no script runs: it is looked at by itself.
    framed = page.locator("iframe").get_attribute("srcdoc")
    page.route("**/framed/", lambda route: route.fulfill(body=framed, content_type="text/html; charset=utf-8"))
    page.goto(f"{live_server.url}/framed/")
    assert (faults, axe(page)) == ([], [])
