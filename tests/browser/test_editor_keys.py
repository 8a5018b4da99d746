"""Everything in the editor can be done from the keyboard, and by people who do not see it."""

from typing import Any

import pytest

from cms.lib.richtext import clean, reading_minutes, word_count
from tests.browser.bodies import PIECES
from tests.browser.test_editor_paste import Desk, desk

__all__ = ["desk"]
pytestmark = pytest.mark.django_db(transaction=True)


def test_a_story_is_written_without_a_mouse(desk: Desk) -> None:
    keys = desk.open().page.keyboard
    keys.press("Control+Alt+2")
    keys.type("Water returns")
    keys.press("Enter")
    keys.type("The river ")
    keys.press("Control+b")
    keys.type("rose")
    keys.press("Control+b")
    keys.type(" today. See ")
    keys.press("Control+k")
    keys.type("water.example/report")
    keys.press("Tab")
    keys.type("the report")
    keys.press("Enter")
    keys.type(".")
    keys.press("Enter")
    keys.type("- One")
    keys.press("Enter")
    keys.type("Two")
    keys.press("Tab")
    keys.press("Enter")
    keys.press("Enter")
    keys.press("Enter")
    keys.type("> We count.")
    keys.press("Enter")
    keys.press("Enter")
    keys.type("End")
    assert clean(desk.body) == (
        "<h2>Water returns</h2><p>The river <strong>rose</strong> today. See "
        '<a href="https://water.example/report">the report</a>.</p><ul><li>One<ul><li>Two</li></ul></li></ul>'
        "<blockquote><p>We count.</p></blockquote><p>End</p>"
    )


def test_a_table_is_made_and_filled_without_a_mouse(desk: Desk) -> None:
    keys = desk.open().page.keyboard
    keys.press("Alt+F10")
    keys.press("End")
    for _ in range(3):
        keys.press("ArrowLeft")
    assert desk.page.evaluate("document.activeElement.textContent") == "Insert: Insert"
    keys.press("Enter")
    keys.press("t")
    keys.press("Enter")
    keys.type("2")
    keys.press("Tab")
    keys.type("1")
    keys.press("Enter")
    desk.page.locator(".ProseMirror-focused table").wait_for()
    keys.type("Post")
    keys.press("Tab")
    keys.type("Som")
    keys.press("Tab")
    keys.type("Upper")
    keys.press("Tab")
    keys.type("4,200")
    keys.press("Tab")
    keys.type("Lower")
    assert clean(desk.body) == (
        '<table><thead><tr><th scope="col">Post</th><th scope="col">Som</th></tr></thead><tbody><tr><td>Upper</td>'
        "<td>4,200</td></tr><tr><td>Lower</td><td></td></tr></tbody></table>"
    )


def test_the_tools_are_one_stop_and_arrow_keys_go_along_them(desk: Desk) -> None:
    page = desk.open("<p>Words</p>").page
    tools = page.get_by_role("toolbar", name="Tools for the text")
    assert tools.locator("[tabindex='0']").count() == 1
    page.keyboard.press("Alt+F10")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.ariaLabel") == "Strong"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.ariaLabel") == "Keys of the editor"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.role") == "textbox"


def test_whoever_types_on_at_once_types_where_the_text_was_left(desk: Desk) -> None:
    """Both presses in one turn of the browser, as fast as no hand is."""
    page = desk.open("<p>Words</p>").page
    page.keyboard.press("Alt+F10")
    left = """() => {
        const escape = new KeyboardEvent("keydown", { key: "Escape", bubbles: true });
        document.activeElement.dispatchEvent(escape);
        return document.activeElement.role;
    }"""
    assert page.evaluate(left) == "textbox"


def test_a_button_says_whether_it_is_pressed(desk: Desk) -> None:
    page = desk.open("<p><strong>Words</strong></p>").page
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("button", name="Strong").get_attribute("aria-pressed") == "true"
    assert page.get_by_role("button", name="Emphasis").get_attribute("aria-pressed") == "false"


def test_words_get_a_language_from_the_menu(desk: Desk) -> None:
    page = desk.open("<p>چای</p>").page
    page.keyboard.press("Control+a")
    page.get_by_role("button", name="Language of a passage").click()
    page.get_by_role("menuitemradio", name="فارسی").click()
    assert desk.body == '<p><span lang="fa" dir="rtl">چای</span></p>'
    page.get_by_role("button", name="Language of a passage").click()
    page.get_by_role("menuitemradio", name="As the text").click()
    assert desk.body == "<p>چای</p>"


def test_a_link_to_a_page_of_our_own_is_stored_as_a_path(desk: Desk) -> None:
    page = desk.open("<p>Words</p>").page
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+k")
    page.keyboard.type("javascript:alert(1)")
    page.keyboard.press("Enter")
    assert page.get_by_role("alert").inner_text() == "A link cannot go there. Is the address complete?"
    page.get_by_label("Address").fill(page.evaluate("location.origin") + "/a-story/")
    page.keyboard.press("Enter")
    assert desk.body == '<p><a href="/a-story/">Words</a></p>'


def test_a_film_is_embedded_by_its_address_and_a_wrong_address_is_said_to_be_wrong(desk: Desk) -> None:
    page = desk.open().page
    page.get_by_role("button", name="Insert").click()
    page.get_by_role("menuitem", name="Embed by address").click()
    page.get_by_label("Its address").fill("https://news.example/")
    page.keyboard.press("Enter")
    page.get_by_text("No film, post or map was recognised").wait_for()
    page.get_by_label("Its address").fill("https://t.me/some_news/12")
    page.keyboard.press("Enter")
    desk.wait_for('<div data-embed="telegram" data-id="some_news-12"></div>')
    page.get_by_text("Post on Telegram").wait_for()
    page.get_by_role("button", name="Turn into a link").click()
    assert desk.body == '<p><a href="https://t.me/some_news/12">https://t.me/some_news/12</a></p>'


def test_what_a_text_says_of_a_picture_is_written_beside_it(desk: Desk) -> None:
    page = desk.open('<p>a</p><figure data-picture="bridge"></figure>').page
    page.get_by_text("Read aloud: A bridge over ice").wait_for()
    page.get_by_role("button", name="Details").click()
    page.get_by_label("Words for those who cannot see it").fill("Ice under a bridge")
    page.get_by_label("Credit, instead of the library’s").fill("B & C")
    assert (
        desk.body
        == '<p>a</p><figure data-picture="bridge" data-alt="Ice under a bridge" data-credit="B &amp; C"></figure>'
    )
    page.get_by_label("Decoration here").check()
    page.get_by_label("Credit, instead of the library’s").fill("")
    assert desk.body == '<p>a</p><figure data-picture="bridge" data-alt=""></figure>'
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.role") == "textbox"
    page.locator("figcaption").click()
    page.keyboard.type("The bridge")
    page.keyboard.press("Enter")
    page.keyboard.type("After")
    assert desk.body == (
        '<p>a</p><figure data-picture="bridge" data-alt=""><figcaption>The bridge</figcaption></figure><p>After</p>'
    )


def test_pictures_of_a_gallery_change_places(desk: Desk) -> None:
    first, second = '<figure data-picture="bridge"></figure>', '<figure data-picture="herd"></figure>'
    page = desk.open(f"<div data-gallery>{first}{second}</div>").page
    page.get_by_role("button", name="Later").first.click()
    assert desk.body == f"<div data-gallery>{second}{first}</div>"
    page.keyboard.press("Alt+ArrowUp")
    assert desk.body == f"<div data-gallery>{first}{second}</div>"
    page.get_by_role("button", name="Remove", exact=True).first.click()
    page.get_by_role("button", name="Take apart").click()
    assert desk.body == second


def test_a_quote_card_and_a_factbox_are_written(desk: Desk) -> None:
    page = desk.open().page
    for name in ("Quote card", "Factbox"):
        page.get_by_role("button", name="Insert").click()
        page.get_by_role("menuitem", name=name).click()
        page.keyboard.type("First")
        page.keyboard.press("ArrowDown")
        page.keyboard.type("Second")
    assert clean(desk.body) == (
        '<aside data-card="quote"><p>First</p><p><cite>Second</cite></p></aside>'
        '<aside data-card="factbox"><h3>First</h3><p>Second</p></aside>'
    )


def test_words_and_minutes_are_counted_as_the_site_counts_them(desk: Desk) -> None:
    body = "".join(PIECES.values()) + "<p>" + "word " * 700 + "</p>"
    body = clean(body)
    shown = desk.open(body).page.locator(".editor__count").inner_text()
    words = word_count(body)
    assert shown == f"{words} words · {reading_minutes(words)} minutes’ reading"


def test_a_short_text_is_read_in_one_minute(desk: Desk) -> None:
    assert desk.open("<p>Words</p>").page.locator(".editor__count").inner_text() == "1 word · 1 minute’s reading"


def test_without_script_the_text_is_a_field_that_saves(live_server: Any, browser: Any, settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.browser.editor_page"
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/admin/editor/?body=<p>Words</p>")
    page.get_by_label("Text").fill("<h1>One</h1>two")
    page.get_by_role("button", name="Save").click()
    assert page.locator("#saved").text_content() == "<h2>One</h2><p>two</p>"
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_editor_can_be_used_by_everybody(desk: Desk, axe: Any, scheme: str) -> None:
    desk.page.emulate_media(color_scheme=scheme)
    page = desk.open("".join(PIECES.values())).page
    page.get_by_role("button", name="Details").first.click()
    faults = axe(page)
    page.get_by_role("button", name="Insert").click()
    faults += axe(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+/")
    page.get_by_role("dialog").wait_for()
    faults += axe(page)
    assert faults == []
