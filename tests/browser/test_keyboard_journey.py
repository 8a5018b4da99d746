"""The writing journey by the keyboard alone, from signing in to reading the page; focus is seen at every step of it."""

from typing import Any

import pytest
from django.core.cache import cache

from articles.models import Article, State, Tag, TagKind
from cms.roles import settle_groups
from tests.articles.desk.newsroom import member
from tests.builders import make_person, make_tag

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "correct horse battery"
MOST_STEPS = 90

# The element with the focus: what it is called, and what of it would not be seen or not be hit.
FOCUSED = """() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const name = (one.getAttribute("aria-label") ?? one.labels?.[0]?.textContent ?? one.textContent ?? "").trim();
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  // Round a whole text a ring would be a cage: a line beside it does.
  const side = one.isContentEditable ? style.borderInlineStartStyle : "none";
  const hasRing = (parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== "none") || side === "solid";
  const isInSight = box.bottom > 0 && box.top < innerHeight && box.width > 1;
  const faults = [];
  if (!hasRing) faults.push("no ring");
  if (!isInSight) faults.push("out of sight");
  const isInline = style.display === "inline";
  const size = `${Math.round(box.width)} by ${Math.round(box.height)}`;
  if (!isInline && Math.min(box.width, box.height) < 24) faults.push(size);
  return { name: name.replace(/\\s+/g, " "), role: one.tagName.toLowerCase(), faults };
}"""


@pytest.fixture(autouse=True)
def groups_and_region(transactional_db: None) -> None:
    """A committed test may have flushed them."""
    settle_groups()
    cache.clear()
    if not Tag.objects.filter(slug="kyrgyzstan").exists():
        make_tag("Kyrgyzstan", kind=TagKind.REGION)


class Walk:
    """Tab by Tab through a page; `faults` are the places where the focus was not to be seen."""

    def __init__(self, page: Any) -> None:
        self.page, self.faults = page, []

    def to(self, name: str, role: str = "") -> None:
        for _ in range(MOST_STEPS):
            self.page.keyboard.press("Tab")
            here = self.page.evaluate(FOCUSED)
            if here is None:
                continue
            self.faults += [f"{self.page.url}, {here['role']} “{here['name'][:40]}”: {what}" for what in here["faults"]]
            if here["name"].startswith(name) and role in {"", here["role"]}:
                return
        raise AssertionError(f"{MOST_STEPS} times Tab and no “{name}” on {self.page.url}")

    def choose(self, words: str) -> None:
        """Go down a list of choices until the wanted one is chosen."""
        for _ in range(MOST_STEPS):
            self.page.keyboard.press("ArrowDown")
            if self.page.evaluate("document.activeElement.selectedOptions[0].text") == words:
                return
        raise AssertionError(f"no choice “{words}”")

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)


def test_a_story_is_written_previewed_released_and_read_without_a_mouse(live_server: Any, page: Any) -> None:
    editor = member("editor", "timur")
    make_person("Aida Sarybay", account=editor)
    page.set_viewport_size({"width": 1280, "height": 900})
    walk = Walk(page)

    page.goto(f"{live_server.url}/admin/")
    page.locator("#id_login:focus").wait_for()
    walk.type("timur")
    walk.to("Password", "input")
    walk.type(PASSWORD)
    walk.press("Enter")
    page.wait_for_url("**/admin/")

    walk.to("New story", "a")
    walk.press("Enter")
    page.locator(".editor__text").wait_for()
    page.locator("#id_title:focus").wait_for()
    walk.type("The pass is open again")
    walk.to("Standfirst", "textarea")
    walk.type("Buses run at half their speed.")
    walk.to("Text", "div")
    walk.type("The plough came up from the valley on Thursday morning.")
    walk.to("Name 2", "input")
    walk.type("Wire reports")
    walk.to("Region", "select")
    walk.choose("Kyrgyzstan")

    walk.to("Preview", "button")
    with page.context.expect_page() as opened:
        walk.press("Enter")
    opened.value.frame_locator("iframe").get_by_role("heading", name="The pass is open again").wait_for()
    opened.value.close()

    page.get_by_label("I have read the advice").wait_for()  # the server is asked after a pause in typing
    walk.to("I have read the advice")
    walk.press("Space")
    walk.to("Release now", "button")
    walk.press("Enter")
    page.get_by_text("Readers see this text now.").wait_for()
    walk.to("See the page", "a")
    walk.press("Enter")
    page.get_by_role("heading", level=1, name="The pass is open again").wait_for()
    assert page.get_by_text("The plough came up from the valley").is_visible()
    assert page.get_by_text("Aida Sarybay").first.is_visible()
    story = Article.objects.get()
    assert (story.state, story.region.slug) == (State.RELEASED, "kyrgyzstan")
    assert [byline.display_name for byline in story.bylines.all()] == ["Aida Sarybay", "Wire reports"]
    assert not walk.faults, "\n".join(walk.faults)
