"""What a first visit loads, and whether anything moves while it comes: in a browser, from the server as deployed."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.weighing import ARTICLE, furnish, served

pytestmark = pytest.mark.django_db(transaction=True)

KB = 1000
WEIGHT = {ARTICLE: 170 * KB, "/": 250 * KB}
REQUESTS, FONTS = 12, 60 * KB
# Sums of layout shifts; 0.1 still counts as good. On a busy machine a typeface may lose the race with the first frame,
# and then the figures of the strip settle by a pixel (0.0002).
STILL, HARDLY = 0.001, 0.02
PHONE = {"viewport": {"width": 375, "height": 740}, "device_scale_factor": 2}
DESK = {"viewport": {"width": 1280, "height": 900}}
DEVICES = {"phone": PHONE, "desk": DESK}
WATCH = """
window.moved = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries())
    window.moved.push([value, sources.map(({ node }) => `${node?.parentElement?.className}/${node?.nodeName}`)]);
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def site(collected: Path) -> Iterator[str]:
    furnish()
    with served(collected) as address:
        yield address


@pytest.fixture
def visit(browser: Any, site: str) -> Iterator[Any]:
    """visit(device): a page in an empty profile that notes all that moves."""
    opened = []

    def new_page(device: dict[str, Any]) -> Any:
        context = browser.new_context(**device)
        context.add_init_script(WATCH)
        opened.append(context)
        return context.new_page()

    yield new_page
    for context in opened:
        context.close()


def moves(page: Any) -> list[tuple[float, list[str]]]:
    """Every layout shift since the page began: how much of it moved how far, and what moved."""
    page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
    page.wait_for_timeout(150)
    return page.evaluate("window.moved")


@dataclass(frozen=True)
class Came:
    address: str
    body: int  # compressed
    head: int


def load(page: Any, address: str) -> list[Came]:
    """What the page asks for and what comes; the page itself as a proxy would compress it."""
    asked: list[Any] = []
    page.on("requestfinished", lambda request: asked.append(request))
    html = page.goto(address, wait_until="networkidle").body()
    sizes = [(request.url, request.sizes()) for request in asked]
    came = [Came(url, size["responseBodySize"], size["responseHeadersSize"]) for url, size in sizes]
    return [replace(one, body=len(gzip.compress(html, 6))) if one.address == address else one for one in came]


def test_a_first_visit_is_light_on_a_phone_and_moves_on_no_device(visit: Any, site: str) -> None:
    moved = {}
    for path, most in WEIGHT.items():
        page = visit(PHONE)
        came = load(page, site + path)
        moved[path, "phone"] = moves(page)
        assert [one for one in came if not one.address.startswith(site)] == []
        assert page.context.cookies() == []
        fonts = {Path(one.address).name.split(".")[0]: one.body for one in came if "/fonts/" in one.address}
        assert set(fonts) <= {"serif-latin", "serif-italic-latin", "display-latin", "sans-latin"}
        assert sum(fonts.values()) <= FONTS
        assert sum(one.body + one.head for one in came) <= most, came
        assert len(came) <= REQUESTS, came
        page = visit(DESK)
        page.goto(site + path, wait_until="networkidle")
        moved[path, "desk"] = moves(page)
    assert further_than(STILL, moved) == {}


def further_than(most: float, moved: dict[Any, list]) -> dict[Any, list]:
    return {place: shifts for place, shifts in moved.items() if sum(value for value, _ in shifts) >= most}


def held_back(page: Any, addresses: str) -> list[Any]:
    """Requests to these addresses wait in the list until somebody lets them go on."""
    held: list[Any] = []
    page.route(addresses, lambda route: held.append(route))
    return held


def test_typefaces_that_come_late_hardly_move_a_line(visit: Any, site: str) -> None:
    moved = {}
    for path in WEIGHT:
        for name, device in DEVICES.items():
            page = visit(device)
            held = held_back(page, "**/*.woff2")
            page.goto(site + path, wait_until="domcontentloaded")
            page.wait_for_timeout(1000)
            assert held
            for route in held:
                route.continue_()
            page.unroute("**/*.woff2")
            page.wait_for_load_state("networkidle")
            assert page.evaluate("[...document.fonts].filter((face) => face.status === 'loaded').length") >= 3
            moved[path, name] = moves(page)
    assert further_than(HARDLY, moved) == {}
