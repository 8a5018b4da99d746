"""A reader's way through the paper, in a real browser, at the widths and in the themes that readers have."""

from typing import Any

import pytest

from articles.models.tag import TagKind
from markets.models import Currency
from tests.builders import (
    BODY,
    make_article,
    make_articles,
    make_group,
    make_person,
    make_picture,
    make_quote,
    make_tag,
)

pytestmark = pytest.mark.django_db(transaction=True)

FORMS = (
    BODY
    + "<h2>What the gauges say</h2><blockquote><p>We count the days.</p></blockquote><ul><li>One</li><li>Two</li></ul>"
    + '<figure data-picture="never-came"><figcaption>The bridge over the upper river</figcaption></figure>'
    + "<table><thead><tr><th>Post</th><th>Som</th></tr></thead>"
    + "<tbody><tr><td>Upper bridge</td><td>4,200</td></tr></tbody></table>"
)
LONG_TITLE = "Дәптерде жазылған өзен деңгейі: қысқы маусымда Қостанай облысының шаруашылықтары жаңа тәртіпке көшеді"
LONG_NAME = "Гүлнұр Әбдірахманқызы Жұмағұлова-Тәшенова"


@pytest.fixture
def paper() -> None:
    """A small paper that needs nothing of the initial data: a committed test may have flushed it."""
    aida = make_person("Aida Sarybay", role="Correspondent", bio="Aida walks the border.", group=make_group())
    writer = make_person(LONG_NAME, role="Correspondent, Almaty", website="https://www.example.org/")
    make_articles(14, region=make_tag("Upper Valley", kind=TagKind.REGION), person=aida)
    far = make_tag("Lower Valley", kind=TagKind.REGION)
    tags = [make_tag(f"A subject with a long name, number {n}") for n in range(11)]
    make_article(
        LONG_TITLE, slug="the-long-one", body=FORMS, people=[writer, aida], tags=tags, region=far,
        kind="feature", is_cut=True, has_restored_paragraphs=True, lead_picture=make_picture(caption="Mist"),
    )  # fmt: skip
    for code in ("KGS", "USD"):
        Currency.objects.get_or_create(code=code, defaults={"name": code, "in_strip": True})
    make_quote()


ADDRESSES = [
    "/", "/latest/", "/latest/?page=2", "/regions/upper-valley/", "/the-long-one/", "/our-people/",
    "/our-people/aida-sarybay/", "/search/", "/search/?q=river", "/search/?q=zeppelin&region=atlantis", "/nothing/",
]  # fmt: skip


def test_a_reader_walks_from_the_front_to_a_region_a_story_a_person_and_search(
    live_server: Any, paper: None, page: Any, axe: Any
) -> None:
    page.goto(live_server.url)
    assert axe(page) == []
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Upper Valley").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Upper Valley"
    assert page.get_by_text("Viewing results 1 - 6 of 14").is_visible()
    assert axe(page) == []
    page.get_by_role("link", name="Story 3").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Story 3"
    assert axe(page) == []
    page.get_by_role("link", name="Aida Sarybay").first.click()
    assert page.get_by_role("navigation", name="Where you are").inner_text().startswith("Our People")
    assert axe(page) == []
    page.get_by_label("Search the paper").fill("herders")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Next").click()
    assert page.get_by_text("Viewing results 7 - 12 of 15").is_visible()
    assert axe(page) == []


def test_no_page_scrolls_sideways_at_any_width(live_server: Any, paper: None, page: Any) -> None:
    too_wide = []
    for address in ADDRESSES:
        page.goto(live_server.url + address)
        for width in (320, 375, 768, 1280, 1600):
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                too_wide.append((address, width))
    assert too_wide == []


def test_every_page_can_be_read_by_everybody(live_server: Any, paper: None, page: Any, axe: Any) -> None:
    faults = []
    for address in ADDRESSES:
        page.goto(live_server.url + address)
        for scheme, width in (("light", 320), ("dark", 1280)):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            faults += [(address, scheme, width, fault) for fault in axe(page)]
    assert faults == []


def test_the_first_tab_offers_to_skip_to_the_text(live_server: Any, paper: None, page: Any) -> None:
    page.goto(live_server.url + "/the-long-one/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_lines_of_a_story_are_no_longer_than_an_eye_follows(live_server: Any, paper: None, page: Any) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(live_server.url + "/the-long-one/")
    # The width of the text column in letters of its own type.
    letters = page.evaluate(
        """() => {
            const paragraph = document.querySelector('.prose p'), range = document.createRange();
            const text = paragraph.firstChild; range.selectNodeContents(text);
            const letter = [...range.getClientRects()].reduce((sum, line) => sum + line.width, 0) / text.length;
            return paragraph.getBoundingClientRect().width / letter;
        }"""
    )
    assert 55 <= letters <= 75


def test_a_page_loads_nothing_from_elsewhere_and_few_files(live_server: Any, paper: None, page: Any) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(live_server.url + "/the-long-one/", wait_until="networkidle")
    assert [url for url in asked if not url.startswith(live_server.url)] == []
    assert len(asked) <= 12
