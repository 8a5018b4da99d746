"""Who else has a story open: said to those who may see it, kept beside the main database, never in the way."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from articles import workflow
from articles.desk import presence, presence_store
from articles.models import Article
from tests.articles.desk.newsroom import begin, desk, member, room_of, typed

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, settings: Any) -> Iterator[None]:
    settings.DATA_DIR = tmp_path
    cache.clear()
    presence_store._resting.clear()
    presence_store._store.cache_clear()
    yield
    presence_store._resting.clear()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that presence goes by."""
    now = [1_764_000_000.0]
    monkeypatch.setattr(presence.time, "time", lambda: now[0])
    return now


def aida() -> User:
    return User.objects.filter(username="aida").first() or member("editor", "aida")


def told(user: User, article: Article, tab: str = "") -> list[str]:
    return [line["words"] for line in presence.told(user, article.pk, tab)["others"]]


def ping(client: Client, article: Article, tab: str = "one", **fields: Any) -> Any:
    window = {"kept_tab": tab, "kept_turn": 0, "kept_place": "here", "base_version": article.version}
    return client.post(reverse("admin:articles_article_here", args=[article.pk]), window | fields)


def test_two_people_in_one_story_are_told_of_each_other_and_of_unsaved_changes() -> None:
    first, second = desk(aida()), desk(member("editor", "bolot"))
    article = begin(first)
    assert ping(first, article).json()["others"] == []
    assert ping(second, article, unsaved="1").json()["others"] == [
        {"words": "aida has this story open too", "state": "here"}
    ]
    assert ping(first, article).json()["others"][0]["words"] == "bolot is writing here too, with unsaved changes"
    # The same is said on opening, without script, and lightly in the list.
    assert "bolot is writing here too, with unsaved changes" in first.get(room_of(article)).content.decode()
    assert [row.here for row in first.get(LIST).context["rows"]] == ["bolot"]
    assert [row.here for row in second.get(LIST).context["rows"]] == ["aida"]
    ping(second, article, leaving="1")
    assert ping(first, article).json()["others"] == []


def test_an_autosave_is_a_sign_and_its_answer_tells_who_else_is_there() -> None:
    first, second = desk(aida()), desk(member("editor", "bolot"))
    article = begin(first)
    ping(first, article)
    sent = typed(1, title="Typed", kept_tab="two", kept_turn=1, kept_seen="", kept_place="here")
    answer = second.post(reverse("admin:articles_article_keep", args=[article.pk]), sent).json()
    assert answer["here"]["others"][0]["words"] == "aida has this story open too"
    assert ping(first, article).json()["others"][0]["words"] == "bolot is writing here too, with unsaved changes"


def test_who_saved_meanwhile_is_said_with_the_way_to_it() -> None:
    first, second = desk(aida()), desk(member("editor", "bolot"))
    article = begin(first)
    assert ping(second, article, base_version=1).json()["saved"] is None
    first.post(room_of(article), typed(1, title="Hers"))
    saved = ping(second, article, base_version=1).json()["saved"]
    assert saved["words"].startswith("aida saved version 2 at ")
    assert saved["address"] == reverse("admin:articles_article_version", args=[article.pk, 2])


@pytest.mark.parametrize(
    ("minutes", "sign", "state"),
    [
        (0, {}, "here"), (0, {"is_hidden": True}, "idle"), (0, {"untouched_for": 599}, "here"),
        (0, {"untouched_for": 600}, "idle"), (4, {}, "idle"), (24, {}, "idle"), (25, {}, "away"), (59, {}, "away"),
        (61, {}, None),
    ],
)  # fmt: skip
def test_a_window_is_idle_when_hidden_or_untouched_away_when_silent_and_forgotten_after_an_hour(
    minutes: int, sign: dict[str, Any], state: str | None, clock: list[float]
) -> None:
    presence.note(aida(), 7, presence.Sign("one", **sign))
    clock[0] += minutes * 60
    found = presence.others(member("editor", "bolot"), 7)
    assert [person.state for person in found] == ([state] if state else [])


def test_two_windows_of_one_person_are_one_person_and_a_quiet_note() -> None:
    user, other = aida(), member("editor", "bolot")
    article = begin(desk(user))
    presence.note(user, article.pk, presence.Sign("one", is_hidden=True, has_unsaved=True))
    presence.note(user, article.pk, presence.Sign("two"))
    assert told(other, article) == ["aida is writing here too, with unsaved changes"]
    assert presence.told(user, article.pk, "one")["note"].startswith("You have this story open in another window")
    assert presence.told(user, article.pk, "two")["note"] == ""  # the other one is hidden
    assert told(user, article, "one") == []


def test_nobody_learns_who_is_at_a_story_that_they_may_not_see() -> None:
    writer = member("reporter", "writer")
    article = workflow.create(writer, {"title": "Secret"})
    presence.note(writer, article.pk, presence.Sign("one"))
    outsider = desk(member("reporter", "outsider"))
    denied, missing = ping(outsider, article), outsider.post(f"{LIST}999999/here/", {"kept_tab": "one"})
    assert (denied.status_code, denied.content) == (missing.status_code, missing.content)
    assert "writer" not in denied.content.decode()
    assert outsider.get(LIST).context["rows"] == []
    assert ping(desk(member("importer")), article).status_code == 404  # reads, and has no room
    assert ping(Client(), article).status_code == 401
    assert presence.told(aida(), article.pk)["others"] != []
    assert len(presence.others(aida(), article.pk)) == 1


@pytest.mark.parametrize(
    "forged", [{"kept_tab": "a b"}, {"kept_tab": "x" * 99}, {"kept_tab": ""}, {"kept_for": "999"}, {"kept_place": "<"}]
)
def test_a_forged_sign_is_no_sign(forged: dict[str, str]) -> None:
    client = desk(aida())
    article = begin(client)
    assert ping(client, article, **forged).status_code == 422
    assert presence.others(member("editor", "bolot"), article.pk) == []
    assert ping(client, article, untouched="9" * 40, base_version="x", unsaved="<b>").status_code == 200


def test_signs_write_nothing_into_the_main_database(django_assert_num_queries: Any) -> None:
    user = aida()
    with django_assert_num_queries(0):
        presence.note(user, 7, presence.Sign("one"))
        presence.told(user, 7)
        presence.on_lines(user, [7, 8])


@pytest.mark.parametrize("damage", ["broken", "a folder", "locked", "nowhere"])
def test_a_lost_or_broken_store_means_that_nobody_is_shown_and_no_room_waits(
    damage: str, tmp_path: Path, settings: Any
) -> None:
    path = tmp_path / presence_store.FILE_NAME
    client, other = desk(aida()), desk(member("editor", "bolot"))
    article = begin(client)
    ping(other, article)
    holder = None
    if damage == "broken":
        path.write_bytes(b"no database" * 900)
    elif damage == "a folder":
        path.unlink()
        path.mkdir()
    elif damage == "locked":
        holder = sqlite3.connect(path, isolation_level=None)
        holder.execute("BEGIN EXCLUSIVE")
    else:
        settings.DATA_DIR = tmp_path / "is" / "not" / "there"
    asked = []
    for _ in range(3):
        assert ping(client, article).json()["others"] == []
        assert client.get(room_of(article)).status_code == client.get(LIST).status_code == 200
        asked.append(len(presence_store._resting))
    assert asked == ([0, 0, 0] if damage == "nowhere" and not asked[0] else [1, 1, 1])
    if holder:
        holder.close()
    if damage == "broken":
        presence_store._resting.clear()
        ping(other, article)
        assert len(ping(client, article).json()["others"]) == 1  # begun anew


def test_with_redis_all_processes_share_what_is_known_and_a_lost_server_shows_nobody(
    redis_url: str, settings: Any
) -> None:
    settings.CACHE_URL = redis_url
    user, other = aida(), member("editor", "bolot")
    presence.note(user, 7, presence.Sign("one", has_unsaved=True))
    # Another process has a client of its own.
    presence_store._store(redis_url).client.close()
    presence_store._store.cache_clear()
    assert [person.name for person in presence.others(other, 7)] == ["aida"]
    assert presence.on_lines(other, [6, 7]) == {7: "aida"}
    assert 0 < presence_store._store(redis_url).client.ttl("presence:7") <= presence_store.DROPPED_AFTER
    presence.leave(user, 7, "one")
    assert presence.others(other, 7) == []
    presence_store._store(redis_url).client.close()
    settings.CACHE_URL = "redis://127.0.0.1:1/0"
    presence.note(user, 7, presence.Sign("one"))
    assert presence.others(other, 7) == []
    assert "redis://127.0.0.1:1/0" in presence_store._resting
