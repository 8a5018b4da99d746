"""When something is missing or wrong, the answer has the right number and leads on."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest
from django.test import Client

from articles.models import State
from cms import views
from cms.ledger import addresses
from tests.builders import make_article


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/nothing/", "/a/b/c/", "/wp-login.php", "/latest/?page=9", "/tag/nothing/", "/x.jpg"]
)
def test_a_missing_page_is_a_404_that_offers_search_and_the_latest(client: Client, address: str) -> None:
    response = client.get(address)
    page = response.content.decode()
    assert response.status_code == 404
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert 'action="/search/"' in page and 'href="/latest/"' in page
    assert page.count("<h1") == 1


@pytest.mark.django_db
def test_a_withdrawn_page_says_that_it_was_withdrawn(client: Client) -> None:
    article = make_article("Told too early")
    type(article).objects.filter(pk=article.pk).update(state=State.WITHDRAWN)
    addresses.retire("article", article.pk)
    response = client.get(article.get_absolute_url())
    assert response.status_code == 410
    assert response.headers["Cache-Control"] == "public, max-age=3600"
    assert "withdrawn" in response.content.decode()
    assert "Told too early" not in response.content.decode()


@pytest.mark.django_db
def test_a_missing_page_costs_eight_queries_at_most(client: Client, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(8):
        client.get("/nothing/")


# No django_db mark from here: a query would fail these tests.


def test_a_fault_of_ours_is_told_without_database_or_request() -> None:
    response = views.server_error(HttpRequest())
    assert response.status_code == 500
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "Something went wrong on our side" in response.content.decode()


@pytest.mark.parametrize(
    "view, fault, status", [(views.bad_request, SuspiciousOperation(), 400), (views.forbidden, PermissionDenied(), 403)]
)
def test_a_refusal_is_told_without_a_database(view, fault: Exception, status: int) -> None:
    response = view(HttpRequest(), fault)
    assert response.status_code == status
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.content.decode().count("<h1") == 1


def test_a_host_that_is_not_ours_is_a_400(client: Client) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
