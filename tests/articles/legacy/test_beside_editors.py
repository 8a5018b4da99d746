"""An import runs while editors work: what they save meanwhile is not lost."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, transaction

from articles import workflow
from articles.legacy import batches
from articles.legacy.importer import ImportOptions, run
from articles.models import Article
from tests.articles.legacy.dumps import complete, cut, tag_page, write

# SQLite has one writer at a time: whoever plans an import holds the others off from the start.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres_only]


def in_thread(work: Callable[[], object]) -> threading.Thread:
    def connected() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=connected)
    thread.start()
    return thread


def test_a_draft_saved_between_planning_and_writing_is_not_overwritten(tmp_path: Path, monkeypatch) -> None:
    run([write(tmp_path / "1", a=tag_page([cut("Ferry")]))], ImportOptions())
    article = Article.objects.get()
    text = article.revisions.get().data
    outcomes: list[str] = []
    threads: list[threading.Thread] = []

    def save() -> None:
        try:
            workflow.save_draft(None, Article.objects.get(), text | {"title": "The desk's title"}, base_version=1)
            outcomes.append("saved")
        except workflow.StaleVersion:
            outcomes.append("told of the newer version")

    def write_later(session, plans) -> None:
        # The plan is made; an editor saves before it is written.
        threads.append(in_thread(save))
        threads[0].join(timeout=1)
        write_plans(session, plans)

    write_plans = batches.write_plans
    monkeypatch.setattr(batches, "write_plans", write_later)
    run([write(tmp_path / "2", a=tag_page([complete("Ferry")]))], ImportOptions())
    threads[0].join()
    article.refresh_from_db()
    assert outcomes == ["told of the newer version"]
    assert (article.version, article.revisions.count(), article.is_cut) == (2, 2, False)


def test_an_import_waits_for_an_editor_and_then_leaves_the_story_alone(tmp_path: Path) -> None:
    run([write(tmp_path / "1", a=tag_page([cut("Ferry")]))], ImportOptions())
    article = Article.objects.get()
    text = article.revisions.get().data
    later = write(tmp_path / "2", a=tag_page([complete("Ferry")]))
    with transaction.atomic():
        workflow.save_draft(None, article, text | {"title": "The desk's title"}, base_version=1)
        thread = in_thread(lambda: run([later], ImportOptions()))
        thread.join(timeout=1)
        assert thread.is_alive()
    thread.join()
    article.refresh_from_db()
    assert (article.working_title, article.has_changes, article.is_cut) == ("The desk's title", True, True)
