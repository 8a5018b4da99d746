"""Our People, and each person's page."""

import pytest
from django.test import Client

from tests.builders import (
    make_article,
    make_articles,
    make_group,
    make_person,
    make_picture,
    make_quote,
    region,
)

pytestmark = pytest.mark.django_db


def page_at(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_people_stand_by_group_in_the_order_of_the_groups(client: Client) -> None:
    editors, reporters = make_group("Editors", 1), make_group("Correspondents", 2)
    make_person("Carla Without", position=0)
    make_person("Bek Second", group=reporters)
    make_person("Aida First", group=editors)
    page = page_at(client, "/our-people/")
    order = [page.index(words) for words in ("Editors", "Aida First", "Correspondents", "Bek Second", "Carla Without")]
    assert order == sorted(order)


def test_those_who_left_stand_last_under_their_own_heading(client: Client) -> None:
    make_person("Zoya Still Here")
    make_person("Aman Who Left", is_former=True)
    page = page_at(client, "/our-people/")
    assert page.index("Zoya Still Here") < page.index("Formerly with us") < page.index("Aman Who Left")


def test_unlisted_people_are_not_listed_but_have_their_page(client: Client) -> None:
    person = make_person("Guest Writer", is_listed=False)
    assert "Guest Writer" not in page_at(client, "/our-people/")
    assert "Guest Writer" in page_at(client, person.get_absolute_url())


def test_a_paper_without_people_says_so(client: Client) -> None:
    assert "Nobody is listed yet." in page_at(client, "/our-people/")


def test_a_persons_page_leads_back_and_tells_who_they_are(client: Client) -> None:
    person = make_person(
        "Aida Sarybay",
        role="Editor",
        bio="First.\n\nSecond.",
        website="https://www.aida.example/",
        avatar=make_picture(),
    )
    page = page_at(client, person.get_absolute_url())
    assert '<li><a href="/our-people/">Our People</a></li>' in page
    assert page.count("<h1") == 1
    assert "<p>First.</p>" in page and "<p>Second.</p>" in page
    assert '<a href="https://www.aida.example/" rel="me noopener">www.aida.example</a>' in page


def test_a_portrait_that_never_came_gives_way_to_initials(client: Client) -> None:
    person = make_person("Aida Sarybay", avatar=make_picture(alt="Portrait"))
    page = page_at(client, person.get_absolute_url())
    assert ">AS</span>" in page and "<img" not in page


def test_a_persons_page_lists_their_stories_with_a_true_range(client: Client) -> None:
    aida = make_person("Aida Sarybay")
    make_articles(13, person=aida)
    make_article("Somebody else’s")
    response = client.get(aida.get_absolute_url() + "?page=3")
    assert "Viewing results 13 - 13 of 13</p>" in response.content.decode()
    assert [story.title for story in response.context["stories"]] == ["Story 12"]
    assert client.get(aida.get_absolute_url() + "?page=4").status_code == 404
    assert client.get(aida.get_absolute_url() + "?page=1").status_code == 301


def test_nobody_lives_at_an_unknown_address(client: Client) -> None:
    assert client.get("/our-people/nobody/").status_code == 404


def test_what_people_write_about_themselves_is_words(client: Client) -> None:
    person = make_person("<b>Bold</b>", bio="<script>alert(1)</script>")
    page = page_at(client, person.get_absolute_url())
    assert "<b>Bold" not in page and "<script" not in page


@pytest.mark.parametrize("count", [10, 400])
def test_people_pages_cost_eight_queries_at_most(client: Client, django_assert_max_num_queries, count: int) -> None:
    aida = make_person("Aida Sarybay", group=make_group(), avatar=make_picture())
    for n in range(count // 10):
        make_person(f"Person {n}", avatar=make_picture())
    make_articles(count, person=aida, region=region())
    make_quote()
    for address in ("/our-people/", aida.get_absolute_url()):
        with django_assert_max_num_queries(8):
            page_at(client, address)
