"""Where the old site's addresses lead: one hop to what they named, or nowhere."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.models import Article
from cms.ledger.models import Address
from cms.pictures.models import Picture
from tests.articles.legacy.exported import attachment, imported, person, post
from tests.builders import make_editor

pytestmark = pytest.mark.django_db


def leads_to(client: Client, path: str) -> tuple[int, str]:
    answer = client.get(path)
    return answer.status_code, answer.headers.get("Location", "")


@pytest.mark.parametrize(
    "path",
    ["/2019/03/ferry-leaves-the-pier/", "/?p=7", "/?p=7&utm_source=x", "/index.php?p=7", "/?page_id=7", "/?p=007"],
)
def test_the_link_and_the_number_lead_to_the_story_in_one_hop(tmp_path: Path, client: Client, path: str) -> None:
    imported(tmp_path, [post()])
    assert leads_to(client, path) == (301, "/ferry-leaves-the-pier/")


def test_a_number_that_nothing_had_is_missing_and_what_is_no_number_is_the_front_page(client: Client) -> None:
    assert client.get("/?p=999").status_code == 404
    assert client.get("/?p=news").status_code == 200
    assert client.get("/?p=").status_code == 200


def test_the_front_page_asks_nothing_more_without_a_number(client: Client) -> None:
    client.get("/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/")
    with CaptureQueriesContext(connection) as asked_again:
        client.get("/?utm_source=x&p=news")
    assert len(asked) == len(asked_again)


def test_a_number_of_a_withdrawn_story_is_gone(tmp_path: Path, client: Client) -> None:
    imported(tmp_path, [post()])
    workflow.withdraw(make_editor(), Article.objects.get(), reason="A hoax.")
    assert client.get("/?p=7").status_code == 410


def test_a_former_slug_leads_to_its_story_unless_another_has_it_now(tmp_path: Path, client: Client) -> None:
    former = post(1, "Ferry", slug="new-ferry", old_addresses=("/new-ferry/", "/?p=1", "/ferry/", "/boat/"))
    owner = post(2, "Another ferry", slug="ferry", old_addresses=("/ferry/", "/?p=2"))
    imported(tmp_path, [former, owner])
    assert leads_to(client, "/boat/") == (301, "/new-ferry/")
    assert client.get("/ferry/").context["article"].title == "Another ferry"


def test_a_cyrillic_address_leads_to_the_transliterated_one(tmp_path: Path, client: Client) -> None:
    old = "/%D0%BF%D0%B0%D1%80%D0%BE%D0%BC/"
    imported(tmp_path, [post(title="Паром", slug="паром", old_addresses=(old, "/?p=7"))])
    assert leads_to(client, "/паром/") == (301, "/parom/")
    assert leads_to(client, old) == (301, "/parom/")


def test_an_address_longer_than_any_of_ours_is_left_out(tmp_path: Path) -> None:
    imported(tmp_path, [post(old_addresses=("/" + "a" * 900 + "/", "/?p=7"))])
    assert not Address.objects.filter(path__startswith="/aaa").exists()


def test_a_slug_longer_than_ours_is_cut_and_the_long_one_leads_on(tmp_path: Path, client: Client) -> None:
    slug = "-".join(["a-very-long-way-round-the-lake"] * 5)
    imported(tmp_path, [post(slug=slug, old_addresses=(f"/{slug}/", "/?p=7"))])
    article = Article.objects.get()
    assert len(article.slug) <= 80
    assert leads_to(client, f"/{slug}/") == (301, article.get_absolute_url())


def test_a_slug_that_is_a_route_of_ours_gets_a_number(tmp_path: Path) -> None:
    imported(tmp_path, [post(title="Markets", slug="markets")])
    assert Article.objects.get().slug == "markets-2"
    imported(tmp_path, [post(title="Markets", slug="markets")])
    assert Article.objects.get().version == 1


def test_a_story_that_moved_at_the_old_site_moves_here(tmp_path: Path, client: Client) -> None:
    imported(tmp_path, [post(slug="ferry")])
    imported(tmp_path, [replace(post(slug="boat"), modified_at=post().modified_at.replace(year=2020))])
    assert client.get("/boat/").status_code == 200
    assert leads_to(client, "/ferry/") == (301, "/boat/")


def test_an_author_s_page_leads_to_the_person(tmp_path: Path, client: Client) -> None:
    imported(tmp_path, [person(old_addresses=("/author/aida/",)), post()])
    assert leads_to(client, "/author/aida/") == (301, "/our-people/aida-sarybay/")


@pytest.mark.parametrize(
    "path",
    [
        "/wp-content/uploads/2019/03/pier.jpg",
        "/wp-content/uploads/2019/03/pier-300x200.jpg",
        "/wp-content/uploads/2019/03/pier-scaled.jpg",
        "/?attachment_id=70",
        "/?p=70",
    ],
)
def test_an_uploaded_file_leads_to_the_original_when_it_is_here(tmp_path: Path, client: Client, path: str) -> None:
    imported(tmp_path, [attachment()])
    assert client.get(path).status_code == 404
    Picture.objects.update(original="originals/ab/abc.jpg")
    assert leads_to(client, path) == (301, "/media/originals/ab/abc.jpg")


def test_a_former_slug_yields_to_a_story_that_comes_batches_later(tmp_path: Path, client: Client) -> None:
    former = post(1, "Ferry", slug="new-ferry", old_addresses=("/new-ferry/", "/?p=1", "/ferry/"))
    crowd = [post(n, f"Boat {n}") for n in range(100, 220)]
    owner = post(2, "Another ferry", slug="ferry", old_addresses=("/ferry/", "/?p=2"))
    imported(tmp_path, [former, *crowd, owner])
    assert client.get("/ferry/").status_code == 200
    assert leads_to(client, "/?p=2") == (301, "/ferry/")
