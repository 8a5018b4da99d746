"""The paper read by the keyboard alone: every stop is named, seen, and covered by nothing."""

from typing import Any

import pytest

from tests.browser.small_paper import print_paper

pytestmark = pytest.mark.django_db(transaction=True)

MOST_STOPS = 90
# What has the focus: its words, how its outline looks, and whether anything lies over it.
STOP = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const style = getComputedStyle(one), box = one.getClientRects()[0], of = one.getBoundingClientRect();
    const seconds = document.createElement('canvas').getContext('2d');
    const colour = (words) => {
        seconds.clearRect(0, 0, 1, 1); seconds.fillStyle = words; seconds.fillRect(0, 0, 1, 1);
        return [...seconds.getImageData(0, 0, 1, 1).data];
    };
    const light = (words) => {
        const parts = colour(words).slice(0, 3).map((n) => n / 255);
        const [r, g, b] = parts.map((n) => n <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    let under = one.parentElement;
    while (under && colour(getComputedStyle(under).backgroundColor)[3] === 0) under = under.parentElement;
    const [high, low] = [light(style.outlineColor), light(under ? getComputedStyle(under).backgroundColor : '#fff')]
        .sort((a, b) => b - a);
    const there = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return {
        words: (one.getAttribute('aria-label') || one.innerText || one.name || '').trim().replace(/\\s+/g, ' '),
        kind: one.tagName.toLowerCase(),
        outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
        contrast: (high + 0.05) / (low + 0.05),
        isOnScreen: of.bottom > 0 && of.top < innerHeight && of.right > 0 && of.left < innerWidth,
        isFree: there !== null && (one.contains(there) || there.contains(one)),
        isCut: Math.min(of.right, innerWidth) - Math.max(of.left, 0) < of.width * 0.6,
    };
}"""


class Keys:
    """Presses keys, and judges every stop on the way."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.faults: list[tuple[str, str]] = []

    def next(self) -> dict[str, Any] | None:
        self.page.keyboard.press("Tab")
        stop = self.page.evaluate(STOP)
        if stop:
            wrong = {
                "its outline is thinner than 2 px": stop["outline"] < 2,
                "its outline hardly differs from what is behind": stop["contrast"] < 3,
                "it is off the screen": not stop["isOnScreen"],
                "something covers it": not stop["isFree"],
                "much of it is cut off at the side": stop["isCut"],
            }
            where = f"{self.page.url.split('/', 3)[3]}: {stop['kind']} “{stop['words'][:40]}”"
            self.faults += [(where, what) for what, is_so in wrong.items() if is_so]
        return stop

    def to(self, words: str) -> None:
        """Go on to what begins with these words, at most once through the page."""
        for _ in range(MOST_STOPS):
            stop = self.next()
            if stop and stop["words"].startswith(words):
                return
        pytest.fail(f"No stop “{words}” within {MOST_STOPS} of {self.page.url}")

    def follow(self) -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def skip(self) -> None:
        """The first stop of every page leads past the masthead."""
        assert self.next()["words"] == "Skip to the text"
        self.page.keyboard.press("Enter")
        assert self.page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (375, "dark")])
def test_the_paper_is_read_by_the_keyboard_alone(browser: Any, live_server: Any, width: int, scheme: str) -> None:
    print_paper()
    page = browser.new_page(viewport={"width": width, "height": 700}, color_scheme=scheme)
    keys = Keys(page)
    page.goto(live_server.url)

    assert keys.next()["words"] == "Skip to the text"
    keys.to("Upper Valley")  # the row of sections comes before the stories
    keys.follow()
    assert page.get_by_role("heading", level=1).inner_text() == "Upper Valley"

    keys.skip()
    keys.to("Next")
    keys.follow()
    assert page.url.endswith("?page=2")

    page.goto(live_server.url)
    keys.skip()
    lead = page.locator("main .headline a").first.inner_text()
    keys.to(lead[:30])
    keys.follow()
    assert page.get_by_role("heading", level=1).inner_text() == lead

    keys.skip()
    keys.to("Aida Sarybay")
    keys.follow()
    assert page.get_by_role("heading", level=1).inner_text() == "Aida Sarybay"

    page.goto(f"{live_server.url}/search/")
    keys.skip()
    keys.to("q")
    page.keyboard.type("herders")
    keys.follow()
    keys.skip()
    result = page.locator("main .headline a").first.inner_text()
    keys.to(result[:30])
    keys.follow()
    assert page.get_by_role("heading", level=1).inner_text() == result
    while keys.next():  # to the foot
        pass
    assert keys.faults == []
    page.context.close()
