"""Search as a page: what its fields mean, and what nonsense in one of them does."""

import pytest
from django.test import Client

from tests.builders import (
    NOON,
    make_article,
    make_articles,
    make_person,
    make_quote,
    region,
)

pytestmark = pytest.mark.django_db


def found(client: Client, **query: str) -> set[str]:
    response = client.get("/search/", query)
    assert response.status_code == 200
    return {story.title for story in response.context["stories"]}


def test_an_empty_search_shows_how_to_begin_and_no_story(client: Client) -> None:
    make_article()
    response = client.get("/search/")
    assert "Type a word or two" in response.content.decode()
    assert response.context["stories"] == []


def test_words_region_author_and_days_narrow_together(client: Client) -> None:
    aida = make_person("Aida Sarybay")
    make_article("River one", people=[aida], region=region("kazakhstan"))
    make_article("River two", region=region("mongolia"))
    make_article("River three", people=[aida], published_at=NOON.replace(year=2020))
    assert found(client, q="river") == {"River one", "River two", "River three"}
    assert found(client, q="river", region="mongolia") == {"River two"}
    assert found(client, author="aida-sarybay") == {"River one", "River three"}
    assert found(client, q="river", author="aida-sarybay", **{"from": "2026-01-01"}) == {"River one"}
    assert found(client, to="2020-12-31") == {"River three"}


@pytest.mark.parametrize(
    "nonsense",
    [
        {"region": "atlantis"},
        {"author": "nobody"},
        {"from": "2026-02-31"},
        {"to": "9999-12-31"},
        {"from": "0001-01-01"},
        {"from": "yesterday", "to": "\x00"},
    ],
)
def test_nonsense_in_one_field_is_left_out_said_and_does_not_undo_the_others(
    client: Client, nonsense: dict[str, str]
) -> None:
    make_article("Herders of the valley")
    make_article("A railway town")
    assert found(client, q="valley", **nonsense) == {"Herders of the valley"}
    assert "Left out:" in client.get("/search/", nonsense).content.decode()


@pytest.mark.parametrize("nonsense", [{"region": "atlantis"}, {"q": "a" * 5000}, {"q": "\x00"}, {"from": "soon"}])
def test_nonsense_alone_finds_nothing(client: Client, nonsense: dict[str, str]) -> None:
    make_article()
    assert found(client, **nonsense) == set()


@pytest.mark.parametrize(
    "words", ['"', "'", "AND OR NOT", "a* NEAR(b)", "%", ";--", "title_stems:x", "(", "🐎", "& | !"]
)
def test_no_words_are_a_language_of_the_database(client: Client, words: str) -> None:
    assert client.get("/search/", {"q": words}).status_code == 200


def test_what_was_typed_comes_back_as_words(client: Client) -> None:
    page = client.get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script" not in page and "&lt;script&gt;" in page


def test_nothing_found_says_what_to_try(client: Client) -> None:
    page = client.get("/search/", {"q": "zeppelin"}).content.decode()
    assert "Nothing was found for “zeppelin”." in page and "/latest/" in page


def test_pages_keep_the_question_and_drop_what_is_unknown(client: Client) -> None:
    make_articles(13, region=region())
    page = client.get("/search/?utm_source=x&region=kazakhstan&q=river&page=2").content.decode()
    assert "Viewing results 7 - 12 of 13</p>" in page
    assert 'href="?q=river&amp;region=kazakhstan&amp;page=3"' in page
    assert "utm_source" not in page


def test_page_one_of_a_search_has_one_address(client: Client) -> None:
    response = client.get("/search/?q=river&x=1&page=1")
    assert (response.status_code, response.headers["Location"]) == (301, "/search/?q=river")


def test_search_engines_are_kept_out(client: Client) -> None:
    assert '<meta name="robots" content="noindex">' in client.get("/search/?q=x").content.decode()


def test_only_authors_with_stories_can_be_chosen(client: Client) -> None:
    make_article(people=[make_person("Aida Sarybay")])
    make_person("Nobody Yet")
    page = client.get("/search/").content.decode()
    assert "Aida Sarybay" in page and "Nobody Yet" not in page


@pytest.mark.parametrize("count", [10, 400])
def test_a_search_costs_eight_queries_at_most(client: Client, django_assert_max_num_queries, count: int) -> None:
    make_articles(count, region=region(), person=make_person())
    make_quote()
    with django_assert_max_num_queries(8):
        client.get("/search/?q=river&region=kazakhstan&author=aida-sarybay&from=2000-01-01&to=2030-01-01")
