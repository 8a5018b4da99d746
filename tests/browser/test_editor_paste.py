"""What is pasted arrives with its words, its headings, lists and links, and with nothing else."""

from typing import Any
from urllib.parse import quote

import pytest

from cms.lib.richtext import clean, plain_text
from tests.browser.clipboards import GOOGLE, GOOGLE_CLEAN, GOOGLE_WORDS, WORD, WORD_CLEAN, WORD_WORDS
from tests.builders import make_editor

pytestmark = pytest.mark.django_db(transaction=True)

PASTE = """(surface, clipboard) => {
    const data = new DataTransfer();
    for (const [type, text] of Object.entries(clipboard)) {
        if (type === "file") data.items.add(new File([text], "river.png", {type: "image/png"}));
        else data.setData(type, text);
    }
    surface.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""
FILM = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
EMBED = '<div data-embed="youtube" data-id="dQw4w9WgXcQ"></div>'


class Desk:
    """The editor in the browser of somebody who may write."""

    def __init__(self, page: Any, address: str) -> None:
        self.page = page
        self.address = address

    def open(self, body: str = "") -> "Desk":
        self.page.goto(f"{self.address}?body={quote(body)}")
        self.surface = self.page.get_by_role("textbox", name="Text", exact=True)
        self.surface.wait_for()
        self.surface.evaluate("surface => surface.focus()")
        return self

    def paste(self, **clipboard: str) -> "Desk":
        names = {"html": "text/html", "text": "text/plain", "file": "file"}
        self.surface.evaluate(PASTE, {names[kind]: given for kind, given in clipboard.items()})
        return self

    @property
    def body(self) -> str:
        return self.page.locator("textarea").evaluate("field => field.value")

    def wait_for(self, body: str) -> None:
        self.page.wait_for_function("body => document.querySelector('textarea').value === body", arg=body)


@pytest.fixture
def desk(live_server: Any, page: Any, settings: Any, client: Any) -> Desk:
    settings.ROOT_URLCONF = "tests.browser.editor_page"
    client.force_login(make_editor())
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    return Desk(page, f"{live_server.url}/admin/editor/")


@pytest.mark.parametrize(
    ("html", "words", "wanted"),
    [(WORD, WORD_WORDS, WORD_CLEAN), (GOOGLE, GOOGLE_WORDS, GOOGLE_CLEAN)],
    ids=["Word", "Docs"],
)
def test_a_document_keeps_its_words_and_its_form_and_loses_the_rest(
    desk: Desk, html: str, words: str, wanted: str
) -> None:
    body = desk.open().paste(html=html, text=words).body
    assert plain_text(body).split() == words.split()
    assert clean(body) == wanted


def test_what_is_copied_in_the_editor_is_pasted_as_it_was(desk: Desk) -> None:
    figure = '<figure data-picture="bridge" data-alt=""><figcaption>A <em>b</em></figcaption></figure>'
    body = f'<p>One <span lang="ru">два</span></p>{figure}<table><thead><tr><th scope="col">a</th></tr></thead></table>'
    desk.open(body)
    desk.page.evaluate(
        """() => {
            const surface = document.querySelector(".ProseMirror"), data = new DataTransfer();
            surface.editor.commands.selectAll();
            surface.dispatchEvent(new ClipboardEvent("cut", {clipboardData: data, bubbles: true, cancelable: true}));
            surface.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }"""
    )
    assert clean(desk.body) == body


def test_an_address_alone_becomes_what_it_leads_to_and_one_step_back_is_the_address(desk: Desk) -> None:
    desk.open().paste(text=FILM)
    desk.wait_for(EMBED)
    desk.page.keyboard.press("Control+z")
    assert desk.body == f"<p>{FILM}</p>"


def test_addresses_on_lines_of_their_own_are_embedded_and_others_stay_words(desk: Desk) -> None:
    desk.open().paste(text=f"Before {FILM}\n\n{FILM}\n\nhttps://news.example/story/")
    desk.wait_for(f"<p>Before {FILM}</p>{EMBED}<p>https://news.example/story/</p>")


def test_a_pasted_picture_is_refused_with_the_way_to_the_library(desk: Desk) -> None:
    desk.open("<p>Words</p>").paste(file="not really a picture")
    assert "Insert, then Picture" in desk.page.locator(".editor__notice").inner_text()
    assert desk.body == "<p>Words</p>"


def test_pictures_within_pasted_words_are_left_out_and_said_to_be(desk: Desk) -> None:
    desk.open().paste(html='<p>One <img src="https://elsewhere.example/a.png"> two</p>')
    assert desk.body == "<p>One two</p>"
    assert "A picture was left out" in desk.page.locator(".editor__notice").inner_text()


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>a<script>alert(1)</script><a href='javascript:alert(1)'>b</a></p>", "<p>ab</p>"),
        ("<div>one</div><div>two<br><br>three</div>", "<p>one</p><p>two</p><p>three</p>"),
        ("one<br><br>two", "<p>one</p><p>two</p>"),
        ("<p><span>glued</span><span> never</span>\n<b>at</b>\nall</p>", "<p>glued never <strong>at</strong> all</p>"),
        ("<ul><li>a</li></ul><iframe src='https://evil.example'></iframe>", "<ul><li>a</li></ul>"),
    ],
)
def test_foreign_markup_leaves_only_words(desk: Desk, html: str, wanted: str) -> None:
    assert clean(desk.open().paste(html=html).body) == wanted
