"""The log of runs on the desk: who sees it, what it says, what it costs, and the undo that asks first."""

import os
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.legacy.lock import machine, one_import_at_a_time
from articles.legacy.models import ImportItem, ImportRun, Origin
from articles.legacy.records import Kind, Place, Problem, Severity
from articles.models import Article
from cms.roles import settle_groups
from tests.articles.legacy.exported import attachment, imported, person, post, shown
from tests.builders import make_user

pytestmark = pytest.mark.django_db

FAILED = Problem(Severity.FAILED, Place("site.xml", 901), Kind.ARTICLE, "Torn story", "it has no end")
RECORDS = [person(), attachment(), post(1, "One", tags=("Lakes",), **shown()), post(2, "Two"), FAILED]


@pytest.fixture
def importer(client: Client) -> Client:
    client.force_login(in_group("importer"))
    return client


def in_group(name: str) -> object:
    settle_groups()
    user = make_user(f"the-{name.replace(' ', '-')}", is_staff=True)
    user.groups.add(Group.objects.get(name=name))
    return user


def the_run() -> ImportRun:
    return ImportRun.objects.first()


def test_the_list_says_how_each_run_ended(tmp_path: Path, importer: Client) -> None:
    imported(tmp_path, RECORDS)
    broken = ImportRun.objects.create(source="archive", paths=["a"])
    page = importer.get(reverse("admin:legacy_importrun_changelist")).content.decode()
    assert "finished, with failures" in page
    assert "broken off" in page
    ImportRun.objects.filter(pk=broken.pk).update(pid=os.getpid(), host=machine())
    with one_import_at_a_time():
        page = importer.get(reverse("admin:legacy_importrun_changelist")).content.decode()
    assert ">running<" in page
    ImportRun.objects.filter(pk=broken.pk).update(undone_at=broken.started_at)
    assert ">undone<" in importer.get(reverse("admin:legacy_importrun_changelist")).content.decode()


def test_a_run_shows_its_counts_its_troubles_and_leads_to_its_items(tmp_path: Path, importer: Client) -> None:
    imported(tmp_path, RECORDS)
    page = importer.get(reverse("admin:legacy_importrun_change", args=[the_run().pk])).content.decode()
    assert "Torn story" in page
    assert "it has no end" in page
    items = f"{reverse('admin:legacy_importitem_changelist')}?run={the_run().pk}&amp;kind=article&amp;outcome=created"
    assert f'<a href="{items}">2</a>' in page


def test_items_are_narrowed_searched_and_lead_to_what_they_became(tmp_path: Path, importer: Client) -> None:
    imported(tmp_path, RECORDS)
    address = reverse("admin:legacy_importitem_changelist")
    page = importer.get(address, {"run": the_run().pk, "kind": "article", "outcome": "failed"}).content.decode()
    assert "Torn story" in page
    assert "line 901" in page
    page = importer.get(address, {"q": "One"}).content.decode()
    assert reverse("admin:articles_article_change", args=[Article.objects.get(title="One").pk]) in page
    assert "Torn story" not in page


def test_an_item_leads_to_the_record_of_the_old_site_which_is_shown_escaped(tmp_path: Path, importer: Client) -> None:
    imported(tmp_path, [post(title="<b>One</b>", body="<script>alert(1)</script><p>Text.</p>", slug="one")])
    item = ImportItem.objects.get(kind="article")
    page = importer.get(reverse("admin:legacy_importitem_change", args=[item.pk])).content.decode()
    origin = Origin.objects.get(kind="article")
    address = reverse("admin:legacy_origin_change", args=[origin.pk])
    assert f'href="{address}"' in page
    page = importer.get(address).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    "name", ["legacy_importrun_changelist", "legacy_importitem_changelist", "legacy_origin_changelist"]
)
def test_a_list_costs_as_many_queries_for_many_rows_as_for_few(tmp_path: Path, importer: Client, name: str) -> None:
    imported(tmp_path, RECORDS)
    importer.get(reverse(f"admin:{name}"))
    with CaptureQueriesContext(connection) as few:
        importer.get(reverse(f"admin:{name}"))
    for _ in range(4):
        imported(tmp_path, [*RECORDS, *(post(n, f"Story {n}") for n in range(10, 40))])
    with CaptureQueriesContext(connection) as many:
        importer.get(reverse(f"admin:{name}"))
    assert len(many) <= len(few)


@pytest.mark.parametrize("nonsense", ["x", "9" * 40, "-1", "١"])
def test_a_run_that_cannot_be_narrows_nothing(importer: Client, nonsense: str) -> None:
    assert importer.get(reverse("admin:legacy_importitem_changelist"), {"run": nonsense}).status_code == 200


def test_the_undo_counts_first_and_goes_when_told(tmp_path: Path, importer: Client) -> None:
    imported(tmp_path, RECORDS)
    Article.objects.filter(title="Two").update(standfirst="Ours.")
    address = reverse("admin:legacy_importrun_undo", args=[the_run().pk])
    page = importer.get(address).content.decode()
    assert "its standfirst was changed here" in page
    assert Article.objects.count() == 2
    importer.post(address)
    assert list(Article.objects.values_list("title", flat=True)) == ["Two"]
    assert importer.post(address, follow=True).content.decode().count("undone already") == 1


def test_the_action_asks_for_one_run_and_leads_to_its_undo(tmp_path: Path, importer: Client) -> None:
    imported(tmp_path, RECORDS)
    told = {"action": "undo", "_selected_action": [the_run().pk]}
    answer = importer.post(reverse("admin:legacy_importrun_changelist"), told)
    assert answer["Location"] == reverse("admin:legacy_importrun_undo", args=[the_run().pk])


def test_an_undo_waits_for_a_running_import(tmp_path: Path, importer: Client) -> None:
    imported(tmp_path, RECORDS)
    with one_import_at_a_time():
        answer = importer.post(reverse("admin:legacy_importrun_undo", args=[the_run().pk]), follow=True)
    assert "Another import is running" in answer.content.decode()
    assert Article.objects.count() == 2


def test_a_large_run_is_undone_on_the_server(tmp_path: Path, importer: Client, monkeypatch) -> None:
    imported(tmp_path, RECORDS)
    monkeypatch.setattr("articles.legacy.runs_admin.MOST_UNDONE_HERE", 3)
    address = reverse("admin:legacy_importrun_undo", args=[the_run().pk])
    assert f"manage.py undo_import {the_run().pk}" in importer.get(address).content.decode()
    importer.post(address)
    assert Article.objects.count() == 2


@pytest.mark.parametrize(
    ("role", "sees"), [("reporter", 403), ("section editor", 403), ("editor", 200), ("chief", 200)]
)
def test_only_who_may_sees_the_log_and_none_of_them_undoes(
    tmp_path: Path, client: Client, role: str, sees: int
) -> None:
    imported(tmp_path, RECORDS)
    client.force_login(in_group(role))
    assert client.get(reverse("admin:legacy_importrun_changelist")).status_code == sees
    assert client.get(reverse("admin:legacy_importitem_changelist")).status_code == sees
    assert client.post(reverse("admin:legacy_importrun_undo", args=[the_run().pk])).status_code == 403
    assert Article.objects.count() == 2
