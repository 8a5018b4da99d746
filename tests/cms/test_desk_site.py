"""The frame of the desk: its rooms, its one strong button, and the page that says that there is nothing."""

import pytest
from django.test import Client

from tests.articles.desk.newsroom import desk, member
from tests.builders import make_article, region

pytestmark = pytest.mark.django_db


def test_what_is_missing_and_what_is_denied_say_the_same_and_stay_on_the_desk() -> None:
    article = make_article("Secret")
    client = desk(member("reporter"))
    pages = [client.get(f"/admin/{address}") for address in ("nowhere/", f"articles/article/{article.pk}/change/")]
    assert [page.status_code for page in pages] == [404, 404]
    for page in pages:
        assert "There is nothing at this address" in page.content.decode()
        assert 'aria-label="Rooms of the desk"' in page.content.decode()
        assert "Secret" not in page.content.decode()


def test_a_stranger_is_asked_to_sign_in_whatever_the_address() -> None:
    assert Client().get("/admin/nowhere/").status_code == 302


@pytest.mark.parametrize(
    ("role", "rooms"),
    [
        ("reporter", ["Articles", "Pictures", "People", "Tags"]),
        ("editor", ["Articles", "Pictures", "People", "Tags", "Markets", "The old site", "Addresses"]),
    ],
)
def test_the_masthead_shows_the_rooms_that_an_account_may_enter(role: str, rooms: list[str]) -> None:
    page = desk(member(role)).get("/admin/")
    assert [room["name"] for room in page.context["available_apps"]] == rooms


def test_the_regions_are_called_regions_and_marked_as_where_one_is() -> None:
    client = desk(member("editor"))
    page = client.get("/admin/articles/tag/?kind__exact=region")
    assert "<h1>Regions</h1>" in page.content.decode()
    shelves = next(room for room in page.context["available_apps"] if room["is_here"])["models"]
    assert [shelf["name"] for shelf in shelves if shelf["is_here"]] == ["Regions"]
    assert "<h1>Tags</h1>" in client.get("/admin/articles/tag/").content.decode()


def test_a_cell_of_a_list_names_its_column_for_phones_and_says_when_it_is_empty() -> None:
    region().aliases.all().delete()
    page = desk(member("editor")).get("/admin/articles/tag/?q=kazakhstan").content.decode()
    assert 'data-label="Public stories"' in page
    assert 'data-label="Other names" data-empty' in page
