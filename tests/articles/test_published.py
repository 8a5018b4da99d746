"""Visible is a query: released, and its time has come."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from articles.models import Article, State
from tests.builders import NOON, make_article

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", [state for state in State if state != State.RELEASED])
def test_only_what_is_released_is_published(state: str, client: Client) -> None:
    article = make_article()
    Article.objects.update(state=state)
    assert not Article.objects.published(NOON + timedelta(days=1)).exists()
    # Whatever the table of addresses still holds.
    assert client.get(article.get_absolute_url()).status_code == 404


def test_what_lies_in_the_trash_is_not_published() -> None:
    make_article()
    Article.objects.update(trashed_at=NOON)
    assert not Article.objects.published(NOON + timedelta(days=1)).exists()


def test_a_story_appears_at_its_minute_without_anything_running() -> None:
    make_article(published_at=NOON)
    assert not Article.objects.published(NOON - timedelta(microseconds=1)).exists()
    assert Article.objects.published(NOON).exists()


@pytest.mark.parametrize("lacking", [{"published_at": None}, {"title": ""}, {"slug": ""}])
def test_the_database_refuses_a_released_story_without_date_title_or_slug(lacking: dict[str, object]) -> None:
    make_article()
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.update(**lacking)
