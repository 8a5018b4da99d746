"""The front page: one lead, no story twice, sensible at every size of archive."""

import re
from collections import Counter
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.front import Front
from cms.lib.dates import undated_at
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


def front(client: Client) -> Front:
    response = client.get("/")
    assert response.status_code == 200
    return response.context["front"]


def shown(page: Front) -> list[int]:
    of_regions = [story.pk for row in [*page.rows, *page.others] for story in row.stories]
    return [
        page.lead.pk,
        *(s.pk for s in page.seconds),
        *(s.pk for s in page.recent),
        *(s.pk for s in page.opinions),
        *of_regions,
    ]


def test_an_empty_site_says_what_comes_next(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "Nothing has been published yet" in page
    assert page.count("<h1") == 1


def test_the_newest_story_leads_and_the_next_four_stand_beside_it(client: Client) -> None:
    articles = make_articles(12)
    page = front(client)
    assert page.lead == articles[0]
    assert page.seconds == articles[1:5]


def test_no_story_stands_twice(client: Client) -> None:
    for slug in ("kazakhstan", "mongolia", "tajikistan"):
        for n in range(9):
            # Each is tagged with a second region as well.
            make_article(
                f"{slug} {n}", region=region(slug), tags=[region("kyrgyzstan")], published_at=NOON - timedelta(hours=n)
            )
    page = front(client)
    assert [pk for pk, times in Counter(shown(page)).items() if times > 1] == []
    assert len(page.rows) >= 3


def test_a_row_holds_its_regions_newest_that_stand_nowhere_else(client: Client) -> None:
    make_articles(23, region=region("kazakhstan"))
    old = [
        make_article(f"From the herds {n}", region=region("mongolia"), published_at=NOON - timedelta(days=900 + n))
        for n in range(6)
    ]
    rows = {row.region.slug: row.stories for row in front(client).rows}
    assert rows["mongolia"] == old[:4]
    assert [story.title for story in rows["kazakhstan"]] == [f"Story {n}" for n in range(10, 14)]


def test_a_region_with_one_story_left_stands_among_the_others(client: Client) -> None:
    make_articles(23, region=region("kazakhstan"))
    lone = make_article("Snow on the Altai", region=region("mongolia"), published_at=NOON - timedelta(days=900))
    page = front(client)
    assert [(row.region.slug, row.stories) for row in page.others] == [("mongolia", [lone])]
    assert [row.region.slug for row in page.rows] == ["kazakhstan"]


def test_opinion_has_a_strip_of_the_newest_three_that_are_not_above(client: Client) -> None:
    make_articles(5)
    pieces = [
        make_article(f"Piece {n}", kind="opinion", region=region(), published_at=NOON - timedelta(days=30 + n))
        for n in range(4)
    ]
    page = front(client)
    assert page.opinions == pieces[:3]
    assert not {piece.pk for piece in page.opinions} & {story.pk for row in page.rows for story in row.stories}


@pytest.mark.parametrize(
    "hidden", [{"published_at": NOON + timedelta(days=9000)}, {"state": "draft"}, {"language": "ru"}]
)
def test_a_strip_of_one_opinion_is_none_and_what_readers_may_not_see_does_not_count(client: Client, hidden) -> None:
    make_articles(5)
    make_article("Piece", kind="opinion", published_at=NOON - timedelta(days=30))
    make_article("Hidden piece", **({"kind": "opinion", "published_at": NOON - timedelta(days=31)} | hidden))
    assert front(client).opinions == []


def test_a_single_story_is_a_front_page(client: Client) -> None:
    only = make_article(region=region())
    page = front(client)
    assert shown(page) == [only.pk]


def test_an_undated_archive_leads_with_the_first_of_its_own_order(client: Client) -> None:
    for place in (3, 1, 2):
        make_article(f"Place {place}", date_precision="unknown", published_at=undated_at(place))
    page = front(client)
    assert [page.lead.title, *(s.title for s in page.seconds)] == ["Place 1", "Place 2", "Place 3"]


def test_a_story_comes_to_the_front_with_its_minute(client: Client) -> None:
    make_article("Out already")
    make_article("Tomorrow", published_at=timezone.now() + timedelta(days=1))
    assert front(client).lead.title == "Out already"


def test_the_foot_names_the_pages_that_stand_for_readers(client: Client) -> None:
    make_article("A story", region=region("mongolia"))
    make_article("Contact", kind="page")
    make_article("About us", kind="page")
    make_article("Not yet", kind="page", state="draft")
    make_article("О нас", kind="page", language="ru")
    for address in ("/", "/nothing-here/"):
        foot = client.get(address).content.decode().partition("<footer")[2]
        assert re.findall(r'<a href="([^"]+)" dir="auto">([^<]+)</a>', foot) == [
            ("/about-us/", "About us"),
            ("/contact/", "Contact"),
        ]


def test_faces_are_of_those_who_work_here(client: Client) -> None:
    make_article()
    make_person("Aida Here")
    make_person("Aman Who Left", is_former=True)
    page = client.get("/").content.decode()
    assert "Aida Here" in page and "Aman Who Left" not in page


def test_nothing_on_the_front_tells_readers_apart(client: Client) -> None:
    make_articles(10, region=region())
    first, second = client.get("/?fbclid=1"), Client(headers={"accept-language": "ru"}).get("/")
    assert first.content == second.content
    assert not first.cookies and "Cookie" not in first.headers.get("Vary", "")


@pytest.mark.parametrize("count", [10, 600])
def test_the_front_costs_eight_queries_at_most(client: Client, django_assert_max_num_queries, count: int) -> None:
    make_articles(count, region=region(), person=make_person(), tag=make_tag())
    make_article(region=region("mongolia"), published_at=NOON - timedelta(days=9))
    make_quote()
    with django_assert_max_num_queries(8):
        client.get("/")


def test_robots_are_kept_off_the_desk_and_the_search(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"].startswith("text/plain")
    assert response.content.decode().splitlines() == ["User-agent: *", "Disallow: /admin/", "Disallow: /search/"]
