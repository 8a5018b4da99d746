"""The pages on which differences are read and decided: who sees them, what they show, what a press does."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from articles.legacy.models import FieldDifference
from articles.models import Article
from cms.roles import settle_groups
from people.models import Person
from tests.articles.legacy.exported import imported, person
from tests.articles.legacy.test_differences import differing, later, saved
from tests.builders import make_user, region

pytestmark = pytest.mark.django_db
LIST = "admin:legacy_fielddifference_changelist"


def page_of(article: Article) -> str:
    return reverse("admin:legacy_fielddifference_thing", args=["article", article.pk])


def signed_in(client: Client, *groups: str) -> Client:
    settle_groups()
    user = make_user("-".join(groups) or "nobody", is_staff=True)
    user.groups.set(Group.objects.filter(name__in=groups))
    client.force_login(user)
    return client


def form(article: Article, **pressed: str) -> dict[str, object]:
    rows = FieldDifference.objects.filter(target_kind="article", target_id=article.pk)
    return {"base_version": article.version, "row": [f"{row.pk}:{row.says_hash}" for row in rows]} | pressed


@pytest.mark.parametrize(
    ("role", "sees", "decides"),
    [("reporter", False, False), ("section editor", False, False), ("editor", True, True), ("chief", True, True),
     ("importer", True, False)],
)  # fmt: skip
def test_who_may_see_a_story_sees_its_differences_and_who_may_write_it_decides(
    tmp_path: Path, client: Client, role: str, sees: bool, decides: bool
) -> None:
    article = differing(tmp_path)
    signed_in(client, role)
    answer = client.get(page_of(article))
    assert answer.status_code == (200 if sees else 404)
    assert ("Leave it" in answer.content.decode()) == decides
    assert client.post(page_of(article), form(article, leave="all")).status_code == (302 if decides else 404)
    assert FieldDifference.objects.get().state == ("left" if decides else "open")


def test_a_section_editor_decides_for_own_regions(tmp_path: Path, client: Client) -> None:
    article = differing(tmp_path)
    signed_in(client, "section editor")
    assert "Ferry" not in client.get(reverse(LIST)).content.decode()
    saved(article, live=True, region=region().pk)
    User.objects.get().section_assignments.create(region=region())
    assert "Ferry" in client.get(reverse(LIST)).content.decode()
    assert client.get(page_of(article)).status_code == 200


def test_the_list_counts_things_and_leads_to_each(tmp_path: Path, client: Client) -> None:
    article = differing(tmp_path)
    imported(tmp_path, [person(name="Bolot Asanov", bio="Writes.")])
    Person.objects.filter(name="Bolot Asanov").update(bio="Ours.")
    imported(tmp_path, [person(name="Bolot Asanov", bio="Writes more.")])
    signed_in(client, "editor")
    shown = client.get(reverse(LIST)).content.decode()
    assert "All (2)" in shown
    assert page_of(article) in shown
    only = client.get(reverse(LIST), {"kind": "person"}).content.decode()
    assert "Bolot Asanov" in only
    assert page_of(article) not in only


def test_both_texts_stand_side_by_side_with_their_own_words_marked(tmp_path: Path, client: Client) -> None:
    article = differing(tmp_path)
    signed_in(client, "editor")
    shown = client.get(page_of(article)).content.decode()
    assert "<del>desk’s own</del> words" in shown
    assert "<ins>old site’s newer</ins> words" in shown


def test_a_press_takes_and_one_with_the_tick_publishes(tmp_path: Path, client: Client) -> None:
    article = differing(tmp_path)
    signed_in(client, "editor")
    client.post(page_of(article), form(article, take="all"))
    article.refresh_from_db()
    assert "newer" not in article.body
    assert article.has_changes
    saved(article, live=True, body="<p>Ours again.</p>")
    imported(tmp_path, [later(body="<p>Third words.</p>")])
    answer = client.post(page_of(article), form(article, take="all", publish="on"), follow=True)
    article.refresh_from_db()
    assert article.body == "<p>Third words.</p>"
    assert "taken and published" in answer.content.decode()


def test_an_older_page_takes_nothing(tmp_path: Path, client: Client) -> None:
    article = differing(tmp_path)
    signed_in(client, "editor")
    old = form(article, take="all")
    saved(article, title="Ferry of the desk")
    answer = client.post(page_of(article), old, follow=True)
    assert "Nothing was taken" in answer.content.decode()
    assert FieldDifference.objects.get().state == "open"


def test_markup_of_the_source_is_shown_and_never_run(tmp_path: Path, client: Client) -> None:
    article = differing(tmp_path)
    imported(tmp_path, [later(title='Ferry <script>alert(1)</script><img src=x onerror="x()">')])
    article.refresh_from_db()
    saved(article, live=True, title="Ferry </p><script>alert(2)</script>")
    imported(tmp_path, [later(title="Ferry <script>alert(3)</script>")])
    signed_in(client, "editor")
    shown = client.get(page_of(article)).content.decode()
    assert "&lt;" in shown
    assert "<script>alert" not in shown
    assert "<script>alert" not in client.get(reverse(LIST)).content.decode()


@pytest.mark.parametrize("row", ["", "x", "1", "99999999999999999999:abc", "-1:abc", "1:"])
def test_a_forged_form_changes_nothing(tmp_path: Path, client: Client, row: str) -> None:
    article = differing(tmp_path)
    signed_in(client, "editor")
    answer = client.post(page_of(article), {"row": row, "take": "all", "base_version": "x"})
    assert answer.status_code == 302
    assert FieldDifference.objects.get().state == "open"
