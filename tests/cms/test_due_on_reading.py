"""Readers who come after the moment of a change see it, whether a tick runs or not, and never pay for more."""

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import planning, workflow
from articles.models import Article
from cms.ledger import watch
from cms.ledger.models import AuditEntry, DueChange
from cms.middleware import due as reading
from tests.builders import BODY, make_editor

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = {"title": "Before", "body": BODY, "bylines": [{"person": None, "name": "Wire", "role": "author"}]}


@pytest.fixture(autouse=True)
def readers_look(settings) -> Iterator[None]:
    settings.DUE_KEPT_SECONDS = 3600
    watch.forget()
    yield
    assert reading._at_it.acquire(timeout=20), "a look that never ends"
    reading._at_it.release()
    watch.forget()


def planned(after: timedelta = timedelta(milliseconds=1)) -> Article:
    """A live story whose changes are due so long after now."""
    editor, long_ago = make_editor(), timezone.now() - timedelta(days=1)
    article = workflow.create(editor, TEXT, now=long_ago)
    workflow.release(editor, article, base_version=1, now=long_ago)
    workflow.save_draft(editor, article, TEXT | {"title": "After"}, base_version=1, now=long_ago)
    planning.plan_publication(editor, article, at=timezone.now() + after, base_version=2)
    return article


def seen(article: Article) -> str:
    page = Client().get(article.get_absolute_url())
    assert page.status_code == 200
    return "After" if "<h1" in (body := page.content.decode()) and "After</h1>" in body else "Before"


def test_the_first_reader_after_the_moment_sees_the_new_text_with_no_tick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PATIENCE_SECONDS", 20)  # this machine may be busy
    article = planned()
    assert seen(article) == "After"
    assert AuditEntry.objects.filter(action="release").count() == 2


def test_before_the_moment_readers_see_the_old_text_and_pages_ask_nothing_more(monkeypatch) -> None:
    monkeypatch.setattr(reading, "PATIENCE_SECONDS", 20)
    article = planned(timedelta(hours=1))
    assert seen(article) == "Before"
    looks = []
    monkeypatch.setattr(reading, "tick", looks.append)
    with CaptureQueriesContext(connection) as queries:
        assert seen(article) == "Before"
    assert looks == [] and not [query for query in queries if "duechange" in query["sql"]]


def test_a_plan_made_after_the_last_look_is_known_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PATIENCE_SECONDS", 20)
    Client().get("/")
    assert watch.is_fresh()
    article = planned()
    assert seen(article) == "After"


def test_many_readers_at_once_apply_it_once_and_one_of_them_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    article = planned()
    begin, faults = threading.Barrier(8), []

    def read() -> None:
        try:
            begin.wait()
            seen(article)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    readers = [threading.Thread(target=read) for _ in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert reading._at_it.acquire(timeout=20)
    reading._at_it.release()
    assert faults == []
    assert AuditEntry.objects.filter(action="release").count() == 2
    assert DueChange.objects.get().state == "done"


@pytest.mark.parametrize("fault", [OperationalError("attempt to write a readonly database"), OperationalError("away")])
def test_a_database_that_cannot_be_written_to_breaks_no_page_and_is_not_asked_by_everybody(monkeypatch, fault) -> None:
    monkeypatch.setattr(reading, "PATIENCE_SECONDS", 20)
    article = planned()
    asked = []

    def failing(now: object) -> None:
        asked.append(now)
        raise fault

    monkeypatch.setattr(reading, "tick", failing)
    assert [seen(article) for _ in range(3)] == ["Before"] * 3
    assert len(asked) == 1
    assert DueChange.objects.get().state == "waiting"


@pytest.mark.sqlite_only
def test_a_database_that_is_read_only_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PATIENCE_SECONDS", 20)
    article = planned()

    def read_only(now: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = ON")
        from cms.due import tick

        tick(timezone.now())

    monkeypatch.setattr(reading, "tick", read_only)
    assert seen(article) == "Before"
    assert DueChange.objects.get().state == "waiting"


def test_a_look_that_takes_long_holds_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PATIENCE_SECONDS", 0.01)
    article, go_on = planned(), threading.Event()
    monkeypatch.setattr(reading, "tick", lambda now: go_on.wait(20))
    assert seen(article) == "Before"
    assert seen(article) == "Before"  # and nobody else waits behind it
    go_on.set()


def test_probes_look_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = []
    monkeypatch.setattr(reading, "look", lambda: looks.append(1))
    Client().get("/healthz")
    assert looks == []
    Client().get("/our-people/")
    assert looks == [1]
