"""The style page shows every component with content that is hard to set, to those who build the paper alone."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings

from articles.models import Article
from cms.styleguide.views import PAGES
from people.models import Person
from tests.builders import make_photo
from tests.weighing import scene

pytestmark = pytest.mark.django_db
TEMPLATES = Path(settings.ROOT / "templates")


def test_it_shows_every_component_and_stores_nothing(client: Client) -> None:
    answer = client.get("/styleguide/")
    assert answer.status_code == 200
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Cache-Control"] == "private, no-store"
    assert not Article.objects.exists()
    assert not Person.objects.exists()


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_page_of_readers_stands_with_content_that_is_hard_to_set(client: Client, name: str) -> None:
    answer = client.get(f"/styleguide/{name}/")
    assert answer.status_code == 200
    assert answer.content.decode().count("<h1") == 1


def test_every_partial_of_the_readers_is_shown_somewhere(client: Client) -> None:
    """Whoever adds a component adds its hard cases here. Those of a page of rates stand on the page of rates."""
    make_photo(scene(1))
    shown = {template.name for page in ["", *(f"{name}/" for name in PAGES)]
             for template in client.get(f"/styleguide/{page}").templates}  # fmt: skip
    partials = {
        str(path.relative_to(TEMPLATES))
        for folder in ("_partials", "articles", "people")
        for path in (TEMPLATES / folder).glob("*.html")
        if path.name.startswith("_") or folder == "_partials"
    }
    assert partials - shown == set()


def test_it_is_not_there_in_production(client: Client) -> None:
    with override_settings(IS_PRODUCTION=True):
        for path in ("/styleguide/", "/styleguide/front/"):
            assert client.get(path).status_code == 404
    assert client.get("/styleguide/nothing/").status_code == 404


def test_no_page_of_readers_leads_to_it(client: Client) -> None:
    assert not re.search("styleguide", client.get("/").content.decode())
