"""Latest, regions and tags: true ranges, honest ends."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.builders import (
    NOON,
    make_article,
    make_articles,
    make_person,
    make_quote,
    make_tag,
    region,
)

pytestmark = pytest.mark.django_db


def titles(response) -> list[str]:
    return [story.title for story in response.context["stories"]]


def lists(count: int) -> list[str]:
    tag = make_tag("Water")
    make_articles(count, tag=tag, region=region())
    return ["/latest/", tag.get_absolute_url(), region().get_absolute_url()]


@pytest.mark.parametrize("page, shown", [("", "1 - 6"), ("?page=3", "13 - 18"), ("?page=11", "61 - 65")])
def test_the_range_is_true_on_every_page_of_every_list(client: Client, page: str, shown: str) -> None:
    for address in lists(65):
        response = client.get(address + page)
        assert f"Viewing results {shown} of 65</p>" in response.content.decode()
        first, last = (int(n) for n in shown.split(" - "))
        assert titles(response) == [f"Story {n - 1}" for n in range(first, last + 1)]


def test_a_single_story_is_counted_as_one(client: Client) -> None:
    make_article()
    assert "Viewing results 1 - 1 of 1</p>" in client.get("/latest/").content.decode()


def test_an_empty_list_says_so_instead_of_counting_to_nothing(client: Client) -> None:
    page = client.get(region().get_absolute_url()).content.decode()
    assert "No stories yet" in page and "Viewing results" not in page


@pytest.mark.parametrize("page", ["12", "0", "-1", "x", "01", "1.0", "", "²", "99999999999"])
def test_there_is_no_page_past_the_end_or_with_another_name(client: Client, page: str) -> None:
    for address in lists(65):
        assert client.get(address, {"page": page}).status_code == 404


def test_page_one_has_one_address(client: Client) -> None:
    for address in lists(7):
        response = client.get(f"{address}?page=1&utm_source=x")
        assert (response.status_code, response.headers["Location"]) == (301, address)


def test_every_page_can_be_reached_by_links_alone(client: Client) -> None:
    lists(65)
    address, seen = "/latest/", []
    while address:
        response = client.get(address)
        seen += titles(response)
        number = response.context["page"].next_number
        address = f"/latest/?page={number}" if number else None
        if address:
            assert f'rel="next" href="?page={number}"' in response.content.decode()
    assert seen == [f"Story {n}" for n in range(65)]


def test_each_page_names_its_own_address(client: Client, settings) -> None:
    lists(13)
    page = client.get("/latest/?utm_source=x&page=2").content.decode()
    assert f'<link rel="canonical" href="{settings.SITE_URL}/latest/?page=2">' in page
    assert "utm_source" not in page


def test_lists_hold_what_is_published_at_this_moment_only(client: Client) -> None:
    make_article("Out already", region=region())
    make_article("Tomorrow", region=region(), published_at=timezone.now() + timedelta(days=1))
    make_article("A draft", region=region(), state="draft")
    for address in ("/latest/", region().get_absolute_url()):
        assert titles(client.get(address)) == ["Out already"]


def test_a_story_of_unknown_date_stands_after_every_dated_one(client: Client) -> None:
    make_article("Undated", date_precision="unknown", published_at=NOON - timedelta(days=365_000))
    make_article("Old", published_at=NOON - timedelta(days=9000))
    assert titles(client.get("/latest/")) == ["Old", "Undated"]


def test_a_region_under_the_masthead_has_stories(client: Client) -> None:
    make_article(region=region("mongolia"))
    page = client.get("/latest/").content.decode()
    assert '<a href="/regions/mongolia/"' in page and "/regions/kazakhstan/" not in page


def test_internal_tags_have_no_page(client: Client) -> None:
    tag = make_tag("Check with lawyers", is_internal=True)
    assert client.get(tag.get_absolute_url()).status_code == 404


def test_an_opinion_is_marked_as_one(client: Client) -> None:
    make_article("What I think", kind="opinion")
    make_article("What happened")
    page = client.get("/latest/").content.decode()
    assert page.count("Opinion") == 1


def test_a_date_in_a_list_is_never_surer_than_it_is(client: Client) -> None:
    make_article("Known", published_at=NOON)
    make_article("Roughly", published_at=NOON - timedelta(days=1), date_precision="about", date_margin_days=15)
    page = client.get("/latest/").content.decode()
    assert '<time datetime="2026-11-20">20 November 2026</time>' in page
    assert '<time datetime="2026-11">About November 2026</time>' in page


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_reading_is_all_that_a_list_allows(client: Client, method: str) -> None:
    assert getattr(client, method)("/latest/").status_code == 405


@pytest.mark.parametrize("count", [10, 400])
def test_a_list_costs_eight_queries_at_most(client: Client, django_assert_max_num_queries, count: int) -> None:
    tag = make_tag("Water")
    make_articles(count, tag=tag, region=region(), person=make_person())
    make_quote()
    for address in ("/latest/", "/latest/?page=2", tag.get_absolute_url(), region().get_absolute_url()):
        with django_assert_max_num_queries(8):
            assert client.get(address).status_code == 200
