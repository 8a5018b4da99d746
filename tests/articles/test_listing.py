"""Lists are read from their index alone, so that a deep page of a large archive costs what the first one does."""

import pytest
from django.db import connection
from django.utils import timezone

from articles.models import ListingRow
from articles.models.listing import ListingQuerySet
from tests.builders import make_articles, make_person, make_tag

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]  # on a small table PostgreSQL's planner does as it likes


@pytest.fixture
def lists() -> dict[str, ListingQuerySet]:
    person, tag = make_person(), make_tag()
    make_articles(30, person=person, tag=tag)
    return {
        "listing_of_everything": ListingRow.objects.latest(),
        "listing_of_tag": tag.listing.all(),
        "listing_of_person": person.listing.all(),
    }


def test_a_page_and_the_count_never_leave_the_index(lists: dict[str, ListingQuerySet]) -> None:
    for index, rows in lists.items():
        ids = rows.visible(at=timezone.now(), language="en").article_ids()
        page = ids[12:18].explain()
        assert f"USING COVERING INDEX {index}" in page and "TEMP B-TREE" not in page
        sql, params = ids.order_by().query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN SELECT COUNT(*) FROM ({sql})", params)
            assert any(f"USING COVERING INDEX {index}" in str(step) for step in cursor.fetchall())
