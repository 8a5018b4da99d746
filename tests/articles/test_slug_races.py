"""Stories of one title released at the same moment: each gets an address of its own, and nobody an error."""

import threading

import pytest
from django.db import DatabaseError, connection

from articles import workflow
from articles.models import Article

pytestmark = pytest.mark.django_db(transaction=True)

THREADS, EACH = 8, 4


def test_many_releases_of_one_title_at_once_all_find_an_address() -> None:
    faults: list[DatabaseError] = []
    begin = threading.Barrier(THREADS)

    def release_some() -> None:
        try:
            begin.wait()
            for _ in range(EACH):
                article = workflow.create(None, {"title": "Snow", "body": "<p>It fell all night.</p>"})
                workflow.release(None, article, base_version=1)
        except DatabaseError as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=release_some) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    wanted = {"snow", *(f"snow-{n}" for n in range(2, THREADS * EACH + 1))}
    assert set(Article.objects.values_list("slug", flat=True)) == wanted
