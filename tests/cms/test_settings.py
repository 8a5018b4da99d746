"""Settings come from the environment, and what makes no sense is said before anything runs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def check(tmp_path: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
    clean = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "VIRTUAL_ENV"}}
    return subprocess.run(
        [sys.executable, "manage.py", "check", *arguments],
        cwd=ROOT,
        env=clean | {"DATA_DIR": str(tmp_path)} | environment,
        capture_output=True,
        text=True,
    )


def test_with_nothing_set_all_is_well_and_the_secret_is_kept(tmp_path: Path) -> None:
    assert check(tmp_path).returncode == 0
    secret = (tmp_path / "secret_key").read_text()
    assert len(secret) > 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
    check(tmp_path)
    assert (tmp_path / "secret_key").read_text() == secret


def test_a_production_site_passes_the_deployment_check(tmp_path: Path) -> None:
    result = check(
        tmp_path,
        "--deploy",
        "--fail-level",
        "WARNING",
        SITE_URL="https://news.example",
        SECRET_KEY="Zq7" * 20 + "abcdefgh1",
    )
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"SITE_URL": "news.example"}, "SITE_URL"),
        ({"SITE_URL": "https://news.example"}, "SECRET_KEY"),
        ({"SITE_URL": "https://news.example", "SECRET_KEY": "x" * 60, "DEBUG": "1"}, "DEBUG"),
        ({"DATABASE_URL": "mysql://a:b@127.0.0.1/c"}, "DATABASE_URL"),
        ({"CACHE_URL": "memcache://127.0.0.1"}, "CACHE_URL"),
        ({"STORIES_PER_PAGE": "0"}, "STORIES_PER_PAGE"),
        ({"STORIES_PER_PAGE": "six"}, "STORIES_PER_PAGE"),
        ({"LOG_FORMAT": "xml"}, "LOG_FORMAT"),
        ({"NEWSROOM_TIME_ZONE": "Asia/Nowhere"}, "Asia/Nowhere"),
    ],
)
def test_a_value_that_makes_no_sense_is_named(tmp_path: Path, environment: dict[str, str], named: str) -> None:
    result = check(tmp_path, **environment)
    assert result.returncode != 0
    assert named in result.stderr.strip().splitlines()[-1]
