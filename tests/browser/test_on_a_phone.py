"""The desk at 375 px: a correction is a matter of a word and a press, and no list goes sideways."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from articles import workflow
from articles.models import Article
from cms.roles import settle_groups
from markets.models import Currency
from tests.articles.desk.newsroom import member, room_of
from tests.builders import BODY, make_person, make_quote, make_tag, make_user

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = {"title": "Snow on the pass", "body": BODY, "bylines": [{"person": None, "name": "Wire", "role": "author"}]}


@pytest.fixture
def phone(live_server: Any, page: Any) -> Iterator[Any]:
    settle_groups()
    page.set_viewport_size({"width": 375, "height": 700})
    client = Client()
    client.force_login(make_user("gulnara", is_staff=True, is_superuser=True))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    yield page


def overflow(page: Any) -> int:
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def test_a_correction_takes_no_scroll_to_its_button_and_none_sideways(live_server: Any, phone: Any) -> None:
    editor = member("editor")
    story = workflow.create(editor, TEXT)
    workflow.release(editor, story, base_version=1)
    phone.goto(live_server.url + room_of(story))
    text = phone.locator(".editor__text")
    text.wait_for()
    assert overflow(phone) == 0
    # The column is one line, which says where the story stands.
    assert phone.locator(".room__about").bounding_box()["height"] < 60
    assert not phone.get_by_label("Region", exact=True).is_visible()
    # Words and buttons are in one screen.
    assert text.bounding_box()["y"] < 450
    text.click()
    phone.keyboard.press("Control+Home")
    phone.keyboard.type("Early: ")
    publish = phone.get_by_role("button", name="Publish changes")
    box = publish.bounding_box()
    assert box["y"] + box["height"] <= 700
    buttons = phone.locator(".bar__buttons .press:visible")
    assert len({round(buttons.nth(n).bounding_box()["y"]) for n in range(buttons.count())}) == 1
    publish.click()
    phone.get_by_text("Readers see this text now.").wait_for()
    assert Article.objects.get().body.startswith("<p>Early: ")


def test_the_column_opens_at_a_press_and_by_itself_where_something_is_missing(live_server: Any, phone: Any) -> None:
    story = workflow.create(member("editor"), TEXT | {"bylines": []})
    phone.goto(live_server.url + room_of(story))
    phone.locator(".editor__text").wait_for()
    phone.get_by_text("Byline, region, picture, time").click()
    assert phone.get_by_label("Region", exact=True).is_visible()
    phone.get_by_role("button", name="Release now").click()
    # The column is folded away on a phone: what stands against it is said above the text, with the tick.
    phone.get_by_label("I have read the advice").check()
    phone.get_by_role("button", name="Release now").click()
    phone.get_by_text("not ready to release").first.wait_for()
    phone.get_by_role("combobox", name="Name 1").wait_for()  # a frame or two later


def test_a_wide_list_of_the_desk_becomes_small_cards(live_server: Any, phone: Any) -> None:
    make_person("Aida Sarybay", role="A correspondent with a long title in two cities", website="https://a.example/")
    make_tag("Glaciers and everything that melts from them")
    for code in ("KGS", "USD"):
        Currency.objects.get_or_create(code=code, defaults={"name": code, "in_strip": True})
    make_quote()
    for address in ("people/person/", "articles/tag/", "markets/quote/", "ledger/address/", "auth/user/"):
        phone.goto(f"{live_server.url}/admin/{address}")
        rows = phone.locator("#result_list tbody tr")
        rows.first.wait_for()
        inside = phone.locator(".results").evaluate("(box) => box.scrollWidth - box.clientWidth")
        assert (address, overflow(phone), inside) == (address, 0, 0)
    phone.goto(f"{live_server.url}/admin/people/person/")
    label = phone.locator("td[data-label='Role']").evaluate("(cell) => getComputedStyle(cell, '::before').content")
    assert label.startswith('"Role')
