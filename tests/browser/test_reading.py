"""A reader's way through the paper, in a real browser, at the widths and in the themes that readers have."""

from typing import Any

import pytest

from tests.browser.small_paper import ADDRESSES, go, print_paper

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def paper() -> None:
    print_paper()


def test_a_reader_walks_from_the_front_to_a_region_a_story_a_person_and_search(
    live_server: Any, paper: None, page: Any, axe: Any
) -> None:
    page.goto(live_server.url)
    assert axe(page) == []
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Upper Valley").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Upper Valley"
    assert page.get_by_text("Viewing results 1 - 6 of 15").is_visible()
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
    assert page.get_by_text("Viewing results 7 - 12 of 19").is_visible()
    assert axe(page) == []


def test_no_page_scrolls_sideways_at_any_width(live_server: Any, paper: None, page: Any) -> None:
    too_wide = []
    for address in ADDRESSES:
        go(page, live_server.url, address)
        for width in (320, 375, 768, 1280, 1600):
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                too_wide.append((address, width))
    assert too_wide == []


# Of axe's rules those that another theme, another width or paper can break. The others are asked once a page.
SEEN = ["color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block"]


def test_every_page_can_be_read_by_everybody(live_server: Any, paper: None, page: Any, axe: Any) -> None:
    faults = []
    for address in ADDRESSES:
        go(page, live_server.url, address)
        for scheme, width, rules in (
            *(("light", 320, None), ("dark", 320, SEEN)),
            *(("light", 1280, SEEN), ("dark", 1280, None)),
        ):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            faults += [(address, scheme, width, fault) for fault in axe(page, rules)]
        page.emulate_media(color_scheme="light", media="print")
        faults += [(address, "printed", fault) for fault in axe(page, SEEN[:1])]
        page.emulate_media(media="screen")
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


def test_a_page_loads_nothing_from_elsewhere(live_server: Any, paper: None, page: Any) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(live_server.url + "/an-interview/", wait_until="networkidle")
    assert [url for url in asked if not url.startswith(live_server.url)] == []
