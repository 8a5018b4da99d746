"""A reader sees what stands elsewhere, and only by asking is sent there."""

from typing import Any

import pytest

from tests.builders import BODY, make_article

pytestmark = pytest.mark.django_db(transaction=True)

KEYS = {
    "youtube": "dQw4w9WgXcQ", "x": "12345", "telegram": "some_news-12", "instagram": "CabcDEF", "facebook": "123",
    "tiktok": "678", "map": "43_25-76_95-12",
}  # fmt: skip
EMBEDS = "".join(f'<div data-embed="{provider}" data-id="{key}"></div>' for provider, key in KEYS.items())


@pytest.fixture
def asked_elsewhere(live_server: Any, page: Any) -> list[str]:
    """Open a story with every kind of embed; what is asked of other hosts is answered here, and listed."""
    make_article("All of them", slug="all", body=BODY + EMBEDS + BODY)
    asked: list[str] = []

    def answer(route: Any) -> None:
        if route.request.url.startswith(live_server.url):
            return route.continue_()
        asked.append(route.request.url)
        return route.fulfill(body="<p>A player</p>", content_type="text/html")

    page.route("**/*", answer)
    page.goto(live_server.url + "/all/", wait_until="networkidle")
    return asked


def test_nothing_is_asked_of_anybody_else_until_a_reader_asks(asked_elsewhere: list[str], page: Any) -> None:
    assert asked_elsewhere == []
    page.get_by_role("button", name="Play the video here").first.click()
    page.frame_locator("iframe[title='Video on YouTube']").get_by_text("A player").wait_for()
    assert asked_elsewhere == ["https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"]


def test_every_frame_that_is_offered_can_be_shown(asked_elsewhere: list[str], page: Any) -> None:
    offers = page.locator(".embed button")
    assert offers.count() == len(KEYS) - 1  # Facebook is only linked to
    while offers.count():
        offers.first.click()
    for title in page.locator("iframe").evaluate_all("frames => frames.map((frame) => frame.title)"):
        page.frame_locator(f"iframe[title='{title}']").get_by_text("A player").wait_for()
    assert len(asked_elsewhere) == len(KEYS) - 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_facades_can_be_read_and_used_by_everybody(
    asked_elsewhere: list[str], page: Any, axe: Any, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)
    assert axe(page) == []
