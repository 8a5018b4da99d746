"""What load balancers are told, also while parts are away."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, override_settings


@pytest.fixture
def database_away(transactional_db: None) -> Iterator[None]:
    """The database's address leads nowhere, as when its server or disk is gone."""
    connection.close()
    gone = {"HOST": "127.0.0.1", "PORT": "1", "PASSWORD": "a-secret-password"}
    if connection.vendor == "sqlite":
        gone = {"NAME": "/a/folder/that/is/missing/steppe.sqlite3"}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in gone.items():
            patch.setitem(connection.settings_dict, name, value)
        yield
        connection.close()


def checks(client: Client) -> tuple[int, dict[str, dict[str, str]]]:
    response = client.get("/readyz")
    return response.status_code, response.json()["checks"]


def states(client: Client) -> dict[str, str]:
    return {name: outcome["state"] for name, outcome in checks(client)[1].items()}


def test_a_process_is_alive_without_a_database(client: Client) -> None:
    # No django_db mark: a query would fail this test.
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_a_site_with_all_its_parts_is_ready(client: Client) -> None:
    status, outcomes = checks(client)
    assert status == 200
    assert outcomes == {name: {"state": "ok"} for name in ("database", "migrations", "cache", "media", "data")}
    assert "no-store" in client.get("/readyz").headers["Cache-Control"]


def test_without_its_database_a_site_is_alive_and_not_ready(client: Client, database_away: None) -> None:
    status, outcomes = checks(client)
    assert status == 503
    assert outcomes["database"] == {"state": "failing", "reason": "the database does not answer"}
    assert outcomes["migrations"]["state"] == "failing"
    assert outcomes["media"] == {"state": "ok"}
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz").content.decode()
    assert "a-secret-password" not in answer and "missing" not in answer and "127.0.0.1" not in answer


@pytest.mark.django_db
def test_a_site_waits_for_its_migrations(client: Client) -> None:
    (newest,) = MigrationLoader(None).graph.leaf_nodes("markets")
    MigrationRecorder(connection).record_unapplied(*newest)
    status, outcomes = checks(client)
    assert status == 503
    assert outcomes["migrations"] == {"state": "failing", "reason": "migrations to apply: 1"}


@pytest.mark.django_db
@pytest.mark.parametrize("folder", ["media", "data"])
def test_a_folder_that_takes_no_files_makes_a_site_unready(client: Client, folder: str, tmp_path: Path) -> None:
    # A file where the folder should be: this stops even root, whom permissions do not stop.
    (tmp_path / "file").touch()
    setting = {"media": "MEDIA_ROOT", "data": "DATA_DIR"}[folder]
    with override_settings(**{setting: tmp_path / "file"}):
        status, outcomes = checks(client)
    assert status == 503
    assert outcomes[folder]["reason"].startswith(f"the {folder} folder cannot be written to")
    assert str(tmp_path) not in outcomes[folder]["reason"]


def redis_at(url: str) -> override_settings:
    backend = "django.core.cache.backends.redis.RedisCache"
    return override_settings(CACHE_URL=url, CACHES={"default": {"BACKEND": backend, "LOCATION": url}})


@pytest.mark.django_db
def test_a_redis_server_that_answers_makes_a_site_ready(client: Client, redis_url: str) -> None:
    with redis_at(redis_url):
        assert states(client)["cache"] == "ok"


@pytest.mark.django_db
def test_a_redis_server_that_is_away_makes_a_site_unready(client: Client) -> None:
    with redis_at("redis://:a-secret-password@127.0.0.1:1/0"):
        status, outcomes = checks(client)
    assert status == 503
    assert outcomes["cache"] == {"state": "failing", "reason": "the cache does not answer"}


def test_health_is_asked_and_never_told(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
    assert client.post("/readyz").status_code == 405
