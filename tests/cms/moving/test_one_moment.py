"""An export is of one moment, whatever the newsroom saves meanwhile; and saving does not wait for it."""

import threading
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from articles import workflow
from articles.models import Article
from cms.moving.export import export
from cms.moving.things import Wanted
from tests.builders import make_article
from tests.cms.moving.papers import lines

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_saved_while_an_export_runs_is_not_in_it(tmp_path: Path) -> None:
    gone = make_article("Here at first")
    saved: list[bool] = []

    def save() -> None:
        try:
            workflow.withdraw(None, Article.objects.get(pk=gone.pk), reason="It was wrong.")
            workflow.create(None, {"title": "Come later", "body": "<p>New.</p>"})
            saved.append(True)
        finally:
            connection.close()

    def meanwhile(kind: str, *_: int) -> None:
        if kind == "images":
            writer = threading.Thread(target=save)
            writer.start()
            writer.join()

    export(tmp_path / "out", Wanted(timezone.now()), progress=meanwhile)
    assert saved == [True] and Article.objects.count() == 2
    told = lines(tmp_path / "out", "articles")
    assert [(line["title"], line["state"], line["path"]) for line in told] == [
        ("Here at first", "released", "/here-at-first/")
    ]
    assert "gone" not in {line["state"] for line in lines(tmp_path / "out", "addresses")}
