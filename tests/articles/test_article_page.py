"""A story's own page."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Byline, State
from cms.ledger import addresses
from tests.builders import (
    NOON,
    make_article,
    make_articles,
    make_person,
    make_picture,
    make_quote,
    make_tag,
    region,
)

pytestmark = pytest.mark.django_db


def page_of(client: Client, article) -> str:
    response = client.get(article.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_a_story_shows_its_words_and_who_wrote_them(client: Client) -> None:
    aida = make_person("Aida Sarybay", role="Correspondent", bio="Aida walks the border.")
    article = make_article(
        "River freezes early", standfirst="Two weeks before the day.", people=[aida], region=region()
    )
    page = page_of(client, article)
    assert page.count("<h1") == 1
    assert "Two weeks before the day." in page
    assert "The river froze early this year." in page
    assert '<time datetime="2026-11-20T12:00+05:00">20 November 2026, 12:00 (UTC+5)</time>' in page
    assert f'href="{aida.get_absolute_url()}"' in page
    assert "Aida walks the border." in page
    assert f'href="{region().get_absolute_url()}"' in page


def test_a_name_without_a_person_is_credited_without_a_face_or_a_link(client: Client) -> None:
    article = make_article()
    Byline.objects.create(article=article, name="A guest of the paper", position=0)
    page = page_of(client, article)
    assert "A guest of the paper" in page
    assert 'class="face' not in page


def test_a_person_without_a_portrait_has_initials(client: Client) -> None:
    article = make_article(people=[make_person("Гүлнұр Тәшенова")])
    assert ">ГТ</span>" in page_of(client, article)


def test_a_story_of_unknown_date_says_so_and_names_no_day(client: Client) -> None:
    page = page_of(client, make_article(date_precision="unknown"))
    assert "Undated, from the archive" in page
    assert "<time" not in page.split('<div class="prose"')[0]


def test_a_cut_copy_says_that_it_is_incomplete(client: Client) -> None:
    notice = "This archive copy is incomplete: it breaks off after 16 words."
    assert notice in page_of(client, make_article("Cut", is_cut=True))
    assert notice not in page_of(client, make_article("Whole"))


def test_restored_paragraphs_are_owned_up_to(client: Client) -> None:
    notice = "Paragraphs restored from an archive copy"
    assert notice in page_of(client, make_article("Restored", has_restored_paragraphs=True))
    assert notice not in page_of(client, make_article("As written"))


def test_a_lead_picture_whose_file_never_came_has_an_honest_place(client: Client) -> None:
    article = make_article(lead_picture=make_picture(caption="The bridge", credit="T. Rashidov"))
    page = page_of(client, article)
    assert "The archive copy did not hold this picture." in page
    assert "The bridge" in page and "T. Rashidov" in page
    assert "<img" not in page


def test_internal_tags_are_never_shown(client: Client) -> None:
    article = make_article(tags=[make_tag("Glaciers"), make_tag("Check with lawyers", is_internal=True)])
    page = page_of(client, article)
    assert "Glaciers" in page and "lawyers" not in page


def test_what_follows_is_of_the_same_region_and_never_the_story_itself(client: Client) -> None:
    article = make_article("The one read", region=region("kazakhstan"))
    make_article("From next door", region=region("kazakhstan"))
    make_article("From far away", region=region("mongolia"))
    more = page_of(client, article).split('class="more"')[1]
    assert "From next door" in more
    assert "The one read" not in more and "From far away" not in more


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.APPROVED])
def test_unreleased_work_looks_like_missing(client: Client, state: str) -> None:
    article = make_article(state=state)
    assert client.get(article.get_absolute_url()).status_code == 404


def test_a_scheduled_story_appears_with_its_minute(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    article = make_article(published_at=NOON)
    monkeypatch.setattr(timezone, "now", lambda: NOON - timezone.timedelta(seconds=1))
    assert client.get(article.get_absolute_url()).status_code == 404
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    assert client.get(article.get_absolute_url()).status_code == 200


def test_a_withdrawn_story_is_gone(client: Client) -> None:
    article = make_article()
    type(article).objects.filter(pk=article.pk).update(state=State.WITHDRAWN)
    addresses.retire("article", article.pk)
    assert client.get(article.get_absolute_url()).status_code == 410


def test_another_form_of_the_address_leads_to_the_story_in_one_hop(client: Client) -> None:
    article = make_article("River freezes early")
    response = client.get("/River-Freezes-Early/")
    assert (response.status_code, response.headers["Location"]) == (301, article.get_absolute_url())


def test_the_head_names_one_address_and_describes_the_story(client: Client, settings) -> None:
    article = make_article("A <b>bold</b> title", standfirst='She said "no" & left.')
    page = page_of(client, article)
    assert f'<link rel="canonical" href="{settings.SITE_URL}{article.get_absolute_url()}">' in page
    assert '<meta name="description" content="She said &quot;no&quot; &amp; left.">' in page
    assert "<b>bold</b>" not in page


def test_without_a_standfirst_the_beginning_of_the_text_describes_the_story(client: Client) -> None:
    article = make_article(body="<p>First words.</p><p>Then more.</p>")
    assert '<meta name="description" content="First words. Then more.">' in page_of(client, article)


def test_two_readers_get_the_same_bytes_and_no_cookie(client: Client) -> None:
    address = make_article(people=[make_person()]).get_absolute_url()
    first, second = client.get(address), Client(headers={"user-agent": "another"}).get(address)
    assert first.content == second.content
    assert not first.cookies and "max-age=60" in first.headers["Cache-Control"]


@pytest.mark.parametrize("count", [10, 400])
def test_a_story_costs_eight_queries_at_most(client: Client, django_assert_max_num_queries, count: int) -> None:
    writers = [make_person(f"Writer {n}", bio="Writes.", avatar=make_picture()) for n in range(3)]
    make_articles(count, region=region(), person=writers[0])
    make_quote()
    article = make_article(people=writers, tags=[make_tag(f"Tag {n}") for n in range(11)], region=region())
    with django_assert_max_num_queries(8):
        page_of(client, article)


def test_search_engines_get_the_title_and_description_meant_for_them(client) -> None:
    make_article(search_title="Ice on the river, explained", search_description="Why herders moved early.")
    page = client.get("/river-freezes-early/").content.decode()
    assert "<title>Ice on the river, explained ·" in page
    assert '<meta name="description" content="Why herders moved early.">' in page
    assert '<h1 dir="auto">River freezes early</h1>' in page


def test_a_standing_page_has_an_address_and_no_date_label_or_place_in_a_list(client) -> None:
    page_article = make_article("About us", kind="page", tags=[make_tag()])
    make_article("Another story")
    page = client.get("/about-us/").content.decode()
    assert "story__when" not in page and "label__kind" not in page and "More from" not in page
    assert not page_article.listed.exists()
    assert "About us" not in client.get("/latest/").content.decode().split("<footer")[0]


@pytest.mark.sqlite_only  # PostgreSQL keeps figures of its tables, and plans by them
def test_a_story_and_its_twins_are_looked_up_by_key_however_many_are_published(client: Client) -> None:
    story = make_article("The ferry")
    with CaptureQueriesContext(connection) as queries:
        client.get(story.get_absolute_url())
        client.get("/no-such-story/")
    steps = []
    with connection.cursor() as cursor:
        for query in queries:
            if query["sql"].startswith("SELECT"):
                cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
                steps += [step for _, _, _, step in cursor if "articles_article " in step]
    assert steps
    assert [step for step in steps if "article_released_by_time" in step or step.startswith("SCAN")] == []
