"""Pictures come into a text from the library, in its own window."""

from typing import Any

import pytest

from tests.browser.test_editor_paste import Desk
from tests.builders import make_photo, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(live_server: Any, page: Any, settings: Any, client: Any) -> Desk:
    """The editor beside the real library."""
    settings.ROOT_URLCONF = "tests.browser.editor_and_library"
    client.force_login(make_user("aida", ["add_article", "view_picture"], is_staff=True))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    return Desk(page, f"{live_server.url}/admin/editor/")


def choose(page: Any, item: str, *names: str) -> None:
    page.get_by_role("button", name="Insert").click()
    page.get_by_role("menuitem", name=item).click()
    for name in names:
        page.get_by_role("option", name=name).click()
    page.get_by_role("button", name="Use").click()


def test_pictures_are_put_where_the_writer_is_and_can_become_a_gallery(desk: Desk) -> None:
    bridge = make_photo(alt="A bridge", caption="The bridge")
    herd = make_photo(alt="A herd", caption="The herd")
    page = desk.open("<p>Before</p><p>After</p>").page
    page.keyboard.press("Control+Home")
    choose(page, "Picture", "The bridge")
    figure = f'<figure data-picture="{bridge.uid}"></figure>'
    desk.wait_for(f"<p>Before</p>{figure}<p>After</p>")
    page.get_by_text("Read aloud: A bridge").wait_for()
    page.get_by_role("button", name="Make gallery").click()
    page.get_by_role("option", name="The herd").click()
    page.get_by_role("button", name="Use").click()
    other = f'<figure data-picture="{herd.uid}"></figure>'
    desk.wait_for(f"<p>Before</p><div data-gallery>{figure}{other}</div><p>After</p>")


def test_what_the_library_says_is_shown_when_a_text_is_opened(desk: Desk) -> None:
    photo = make_photo(alt="A bridge", caption="The bridge", credit="A. Sarybay")
    page = desk.open(f'<figure data-picture="{photo.uid}"></figure><figure data-picture="unknown"></figure>').page
    page.get_by_text("Read aloud: A bridge").wait_for()
    page.get_by_text("The library does not know this picture.").wait_for()
    assert page.locator(".body-figure img").first.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
