"""What was stored is what comes back: opened in the editor and saved without a change, a text is the same HTML."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

import pytest
from lxml import etree

from cms.lib.richtext import clean
from tests.articles.legacy.convert.test_seeds import seeds
from tests.browser.bodies import PIECES, mixtures
from tests.builders import BODY
from tests.seeds import SEEDS, needs_seeds

pytestmark = pytest.mark.django_db(transaction=True)

ROUND_TRIPS = """async (texts) => {
    const [{ read }, { write }] = await Promise.all(
        ["schema", "write"].map((name) => import(`/static/js/editor/${name}.js`)));
    return texts.map((text) => write(read(text)));
}"""


@pytest.fixture
def room(live_server: Any, page: Any, settings: Any) -> Any:
    """A function that opens the editor on a text, and gives the page."""
    settings.ROOT_URLCONF = "tests.browser.editor_page"

    def open_on(body: str) -> Any:
        page.goto(f"{live_server.url}/admin/editor/?body={quote(body)}")
        page.get_by_role("textbox", name="Text").wait_for()
        return page

    return open_on


def changed_by(page: Any, texts: Iterable[str]) -> list[tuple[str, str]]:
    """Those texts that the editor's schema does not give back as they were, with what it gives."""
    texts = list(texts)
    return [(text, back) for text, back in zip(texts, page.evaluate(ROUND_TRIPS, texts), strict=True) if text != back]


def test_the_pieces_are_stored_texts() -> None:
    assert [name for name, text in PIECES.items() if clean(text) != text] == []


def test_every_construct_of_the_schema_comes_back_as_it_was(room: Any) -> None:
    page = room("")
    assert changed_by(page, PIECES.values()) == []
    assert changed_by(page, [BODY, "".join(PIECES.values())]) == []


def test_any_stored_text_comes_back_as_it_was(room: Any) -> None:
    page = room("")

    assert changed_by(page, mixtures(1500)) == []


def exported_texts() -> list[str]:
    """The bodies of the exports that lie beside the project, cleaned as they stand."""
    files = sorted((SEEDS.parent / "data" / "wxr").glob("*.xml"))
    texts = [
        body.text or ""
        for file in files
        for body in etree.parse(file, etree.XMLParser(recover=True)).iter(
            "{http://purl.org/rss/1.0/modules/content/}encoded"
        )
    ]
    return [clean(text) for text in texts]


@needs_seeds
def test_texts_out_of_real_archives_come_back_as_they_were(room: Any) -> None:
    texts = [*exported_texts(), *(result.html for _, result in seeds())]
    assert sum(len(text) > 500 for text in texts) > 50
    assert changed_by(room(""), texts) == []


@pytest.mark.parametrize("name", ["every mark at once", "a table", "a picture with everything", "a gallery"])
def test_a_text_that_nobody_changed_is_saved_as_it_was(room: Any, name: str) -> None:
    page = room(PIECES[name])
    assert page.locator("textarea").evaluate("field => field.value") == PIECES[name]
    page.get_by_role("button", name="Save").click()
    assert page.locator("#saved").text_content() == PIECES[name]


def test_a_change_that_is_undone_leaves_the_text_as_it_was(room: Any) -> None:
    body = "".join(PIECES.values())
    page = room(body)
    surface = page.get_by_role("textbox", name="Text", exact=True)
    field = page.locator("textarea")
    surface.locator("p").first.click()
    page.keyboard.type("New ")
    assert "New " in field.evaluate("field => field.value")
    page.keyboard.press("Control+z")
    assert field.evaluate("field => field.value") == body


def test_the_field_stays_in_sight_where_the_editor_cannot_start(room: Any, page: Any) -> None:
    page.route("**/django_prose_editor/editor*.js", lambda route: route.abort())
    page.goto(room("").url)
    page.wait_for_load_state("networkidle")
    page.get_by_label("Text").fill("<p>Words</p>")
    page.get_by_role("button", name="Save").click()
    assert page.locator("#saved").text_content() == "<p>Words</p>"


def test_another_text_can_be_put_into_the_field_from_outside(room: Any) -> None:
    page = room("<p>One</p>")
    put = "(field) => { field.value = '<p>Two</p>'; field.dispatchEvent(new Event('editor:load')); }"
    page.locator("textarea").evaluate(put)
    assert page.get_by_role("textbox", name="Text", exact=True).inner_text() == "Two"
    assert page.locator("textarea").evaluate("field => field.value") == "<p>Two</p>"


@pytest.mark.parametrize("name", ["a picture", "a table", "a rule", "a gallery", "embeds", "a quote card"])
def test_words_can_follow_whatever_ends_a_text(room: Any, name: str) -> None:
    body = PIECES[name] if name != "a rule" else "<hr>"
    page = room(body)
    surface = page.get_by_role("textbox", name="Text", exact=True)
    box = surface.bounding_box()
    surface.click(position={"x": 100, "y": box["height"] - 8})
    page.keyboard.type("After")
    assert clean(page.locator("textarea").evaluate("field => field.value")) == body + "<p>After</p>"
