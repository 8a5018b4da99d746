"""Derived rows: written by one function, for many at once, and provably right."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from articles.models import Article, ListingRow, PictureUse, RenderedBody, SearchDocument, State
from articles.projection import check, project
from articles.tagging import save_tag
from cms.pictures.models import Picture
from tests.builders import NOON, make_article, make_articles, make_person, make_tag, region

pytestmark = pytest.mark.django_db


def test_a_hundred_articles_cost_as_many_queries_as_one(django_assert_max_num_queries) -> None:
    ids = [article.pk for article in make_articles(100, person=make_person(), tag=make_tag())]
    with django_assert_max_num_queries(20):
        project(ids)


def test_projecting_again_changes_nothing() -> None:
    article = make_article(people=[make_person()], tags=[make_tag()], region=region())
    before = set(ListingRow.objects.values_list("tag_id", "person_id", "sort_at"))
    project([article.pk])
    assert set(ListingRow.objects.values_list("tag_id", "person_id", "sort_at")) == before
    assert check([article.pk]) == []


@pytest.mark.parametrize("model", [ListingRow, RenderedBody, SearchDocument])
def test_a_row_that_is_missing_is_found_out(model: type) -> None:
    article = make_article()
    model.objects.all().delete()
    assert check([article.pk])


def test_a_row_that_is_left_over_is_found_out_and_repaired() -> None:
    article = make_article()
    Article.objects.update(state=State.WITHDRAWN)
    assert check([article.pk])
    with pytest.raises(SystemExit):
        call_command("check_projections", stdout=StringIO())
    call_command("check_projections", "--repair", stdout=StringIO())
    assert check([article.pk]) == []
    assert not ListingRow.objects.exists()


def test_an_internal_tag_has_no_list_until_it_is_made_public() -> None:
    tag = make_tag("Check in spring", is_internal=True)
    make_article(tags=[tag])
    assert not tag.listing.exists()
    tag.is_internal = False
    save_tag(None, tag)
    assert tag.listing.count() == 1


def test_a_person_credited_twice_lists_the_story_once() -> None:
    person = make_person()
    article = make_article(people=[person])
    article.bylines.create(person=person, role="photographer", position=1)
    project([article.pk])
    assert person.listing.count() == 1


def test_a_missing_picture_is_an_honest_place_and_its_arrival_finds_the_page() -> None:
    picture = Picture.objects.create(caption="A pier")
    figure = f'<figure data-picture="{picture.uid}" data-credit="A &amp; B"><figcaption>Fog</figcaption></figure>'
    article = make_article(body="<p>Words.</p>" + figure)
    html = article.rendered.html
    assert "figure__missing" in html
    assert "data-" not in html
    assert "A &amp; B" in html
    assert list(PictureUse.objects.values_list("article_id", flat=True)) == [article.pk]


def test_the_language_of_a_story_decides_its_lists() -> None:
    make_article("Паром", language="ru")
    at = NOON + timedelta(days=1)
    assert ListingRow.objects.latest().visible(at=at, language="en").count() == 0
    assert ListingRow.objects.latest().visible(at=at, language="ru").count() == 1


def test_the_questions_of_an_interview_are_marked_and_strong_lines_of_other_kinds_are_not() -> None:
    body = (
        "<p><strong>Why here?</strong></p><p><strong>Aliev:</strong> Because.</p>"
        '<p lang="ru"><strong>Почему?</strong></p><p>Plain <strong>words</strong></p>'
        "<p><strong>One</strong> and <strong>two</strong></p>"
    )
    interview, news = make_article("Asked", kind="interview", body=body), make_article("Told", body=body)
    assert interview.rendered.html == body.replace("<p><strong>Why", '<p class="question"><strong>Why').replace(
        '<p lang="ru">', '<p class="question" lang="ru">'
    )
    assert news.rendered.html == body
