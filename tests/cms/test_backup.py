"""Backup and restore as staff run them: the commands themselves, on installations of their own, while others write."""

import contextlib
import os
import resource
import secrets
import signal
import sqlite3
import subprocess
import sys
import tarfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent.parent
FIRST, SECOND = "before the backup", "after the backup"


@dataclass
class Installation:
    """A site of its own: its data folder and its database, reached as a server of the site would."""

    data: Path
    url: str
    connect: Callable[[], contextlib.AbstractContextManager]

    def manage(self, *arguments: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
        options = {"capture_output": True, "stdin": subprocess.DEVNULL, "text": True} | options
        return subprocess.run(self.command(*arguments), cwd=ROOT, env=self.environment, **options)

    def command(self, *arguments: str | Path) -> list[str]:
        return [sys.executable, str(ROOT / "manage.py"), *map(str, arguments)]

    @property
    def environment(self) -> dict[str, str]:
        left_out = {"CACHE_URL", "SITE_URL", "SECRET_KEY", "DEBUG"}
        kept = {name: value for name, value in os.environ.items() if name not in left_out}
        return {**kept, "DATA_DIR": str(self.data), "DATABASE_URL": self.url}

    def groups(self) -> list[str]:
        """Rows of a table that nothing else writes, as a running site would read them."""
        with self.connect() as database:
            return [name for (name,) in database.execute("SELECT name FROM auth_group ORDER BY name").fetchall()]

    def write_groups(self, *names: str) -> None:
        """All of them, in one transaction."""
        with self.connect() as database:
            database.execute("BEGIN")
            for name in names:
                database.execute(f"INSERT INTO auth_group (name) VALUES ('{name}')")
            database.execute("COMMIT")

    def forget_groups(self) -> None:
        with self.connect() as database:
            # The ready-made ones, which every `migrate` makes, hold permissions.
            database.execute("DELETE FROM auth_group_permissions")
            database.execute("DELETE FROM auth_group")

    def picture(self, name: str) -> Path:
        path = self.data / "media" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def left_behind(self) -> list[str]:
        return sorted(path.name for path in self.data.rglob(".steppe-*"))


@contextlib.contextmanager
def installation(data: Path) -> Iterator[Installation]:
    data.mkdir(parents=True, exist_ok=True)
    if connection.vendor == "sqlite":
        file = data / "steppe.sqlite3"

        def connect() -> contextlib.AbstractContextManager:
            return contextlib.closing(sqlite3.connect(file, timeout=30, isolation_level=None))

        yield Installation(data, f"sqlite:///{file}", connect)
        return
    server = settings.DATABASES["default"]
    reach = {"host": server["HOST"], "port": server["PORT"], "user": server["USER"], "password": server["PASSWORD"]}
    name = f"steppe_backup_{secrets.token_hex(4)}"
    with psycopg.connect(**reach, dbname="postgres", autocommit=True) as control:
        control.execute(f'CREATE DATABASE "{name}"')
        try:
            login = f"{reach['user']}:{reach['password']}@{reach['host']}:{reach['port']}"
            yield Installation(
                data, f"postgres://{login}/{name}", lambda: psycopg.connect(**reach, dbname=name, autocommit=True)
            )
        finally:
            control.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with installation(tmp_path_factory.mktemp("site") / "data") as made:
        done = made.manage("migrate", "-v0")
        assert done.returncode == 0, done.stderr
        yield made


@pytest.fixture
def site(migrated: Installation) -> Installation:
    """A site with one group and one picture."""
    migrated.forget_groups()
    migrated.write_groups(FIRST)
    for path in migrated.data.rglob("media/**/*.jpg"):
        path.unlink()
    migrated.picture("2026/river.jpg").write_bytes(bytes(range(256)) * 400)
    return migrated


def backed_up(site: Installation, target: Path, *options: str) -> Path:
    done = site.manage("backup", "--to", target, *options)
    assert (done.returncode, done.stderr) == (0, "")
    return target


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """What a command that failed in words said: one line, and no trace of the program."""
    assert done.returncode != 0
    (line,) = done.stderr.strip().splitlines()
    return line


def test_what_was_backed_up_comes_back_and_what_came_later_is_gone(site: Installation, tmp_path: Path) -> None:
    file = backed_up(site, tmp_path / "backup.tar.gz")
    river = site.picture("2026/river.jpg").read_bytes()
    site.forget_groups()
    site.write_groups(SECOND)
    site.picture("2026/river.jpg").write_bytes(b"spoilt")
    site.picture("later.jpg").write_bytes(b"later")
    done = site.manage("restore", file, "--yes")
    assert done.returncode == 0, done.stderr
    assert site.groups() == [FIRST]
    assert site.picture("2026/river.jpg").read_bytes() == river
    assert not site.picture("later.jpg").exists()
    assert site.left_behind() == []
    assert site.manage("check_projections").returncode == 0


def test_sizes_of_pictures_are_left_out_since_the_originals_make_them_anew(site: Installation, tmp_path: Path) -> None:
    site.picture("renditions/ab/ab-full-320.jpg").write_bytes(b"small")
    with tarfile.open(backed_up(site, tmp_path / "backup.tar.gz")) as archive:
        names = archive.getnames()
    assert [name for name in names if "river" in name]
    assert not [name for name in names if "renditions" in name]


def test_a_blank_machine_becomes_the_site(site: Installation, tmp_path: Path) -> None:
    file = backed_up(site, tmp_path / "backup.tar.gz")
    with installation(tmp_path / "new machine") as blank:
        done = blank.manage("restore", file, "--yes")
        assert done.returncode == 0, done.stderr
        assert blank.groups() == [FIRST]
        assert blank.picture("2026/river.jpg").read_bytes() == site.picture("2026/river.jpg").read_bytes()
        assert blank.manage("migrate", "--check").returncode == 0


def test_a_folder_takes_a_backup_named_for_its_moment_that_only_its_owner_may_read(
    site: Installation, tmp_path: Path
) -> None:
    assert site.manage("backup", "--to", tmp_path).returncode == 0
    (file,) = tmp_path.iterdir()
    assert file.name.startswith("steppe-2") and file.name.endswith(".tar.gz")
    assert file.stat().st_mode & 0o077 == 0


def test_a_backup_never_replaces_another(site: Installation, tmp_path: Path) -> None:
    file = backed_up(site, tmp_path / "backup.tar.gz")
    before = file.read_bytes()
    assert "exists already" in refused(site.manage("backup", "--to", file))
    assert file.read_bytes() == before


def test_a_full_disk_leaves_no_half_backup(site: Installation, tmp_path: Path) -> None:
    # The kernel stops any file at this size, as it would on a disk with no more room.
    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, 64 * 1024))

    said = refused(site.manage("backup", "--to", tmp_path / "backup.tar.gz", preexec_fn=little_room))
    assert "No backup was made" in said
    assert list(tmp_path.iterdir()) == []


def test_a_backup_that_is_killed_leaves_nothing_under_its_name(site: Installation, tmp_path: Path) -> None:
    with site.picture("long.jpg").open("wb") as file:
        file.truncate(2 * 1024**3)
    running = subprocess.Popen(
        site.command("backup", "--to", tmp_path / "backup.tar.gz"), cwd=ROOT, env=site.environment
    )
    while not list(tmp_path.glob(".steppe-backup-*/backup.tar.gz")):
        with contextlib.suppress(subprocess.TimeoutExpired):
            running.wait(timeout=0.02)
            pytest.fail("the backup ended before it could be killed")
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert not (tmp_path / "backup.tar.gz").exists()


def test_without_a_yes_a_restore_changes_nothing(site: Installation, tmp_path: Path) -> None:
    file = backed_up(site, tmp_path / "backup.tar.gz")
    site.write_groups(SECOND)
    assert "--yes" in refused(site.manage("restore", file))
    assert site.groups() == [SECOND, FIRST]


def test_a_damaged_backup_changes_nothing(site: Installation, tmp_path: Path) -> None:
    file = backed_up(site, tmp_path / "backup.tar.gz")
    site.write_groups(SECOND)
    file.write_bytes(file.read_bytes()[:-5000])
    assert "Nothing was changed" in refused(site.manage("restore", file, "--yes"))
    assert site.groups() == [SECOND, FIRST]
    assert site.left_behind() == []


def test_a_restore_without_room_for_the_pictures_changes_nothing(site: Installation, tmp_path: Path) -> None:
    site.picture("wide.jpg").write_bytes(bytes(3 * 1024**2))
    file = backed_up(site, tmp_path / "backup.tar.gz")
    site.write_groups(SECOND)

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2 * 1024**2, 2 * 1024**2))

    refused(site.manage("restore", file, "--yes", preexec_fn=little_room))
    assert site.groups() == [SECOND, FIRST]
    assert site.left_behind() == []


def test_the_secret_key_is_left_out_unless_asked_for(site: Installation, tmp_path: Path) -> None:
    usual = backed_up(site, tmp_path / "usual.tar.gz")
    with_key = backed_up(site, tmp_path / "with key.tar.gz", "--with-secret-key")
    with installation(tmp_path / "new machine") as blank:
        assert "holds no SECRET_KEY" in refused(blank.manage("restore", usual, "--yes", "--with-secret-key"))
        assert blank.manage("restore", with_key, "--yes", "--with-secret-key").returncode == 0
        assert (blank.data / "secret_key").read_text() == (site.data / "secret_key").read_text()


@contextlib.contextmanager
def meanwhile(work: Callable[[], None]) -> Iterator[list[Exception]]:
    """Repeat the work in a thread while the block runs, at least once. Yields the list of what went wrong in it."""
    done, started, wrong = threading.Event(), threading.Event(), []

    def repeat() -> None:
        while not done.is_set() and not wrong:
            try:
                work()
            except (sqlite3.Error, psycopg.Error, AssertionError) as error:
                wrong.append(error)
            started.set()

    thread = threading.Thread(target=repeat)
    thread.start()
    started.wait()
    try:
        yield wrong
    finally:
        done.set()
        thread.join()


def test_a_backup_is_of_one_moment_while_others_write(site: Installation, tmp_path: Path) -> None:
    site.forget_groups()

    def write_a_pair() -> None:
        number = secrets.token_hex(4)
        site.write_groups(f"left {number}", f"right {number}")

    with meanwhile(write_a_pair) as wrong:
        file = backed_up(site, tmp_path / "backup.tar.gz")
    assert wrong == []
    written = len(site.groups())
    assert site.manage("restore", file, "--yes").returncode == 0
    groups = site.groups()
    assert 0 < len(groups) < written
    assert {name.removeprefix("left ") for name in groups if name.startswith("left")} == {
        name.removeprefix("right ") for name in groups if name.startswith("right")
    }


def test_readers_see_the_old_site_or_the_new_one_while_it_is_restored(site: Installation, tmp_path: Path) -> None:
    file = backed_up(site, tmp_path / "backup.tar.gz")
    later = [f"{SECOND} {number:03}" for number in range(200)]
    site.write_groups(*later)
    seen = set()

    with meanwhile(lambda: seen.add(tuple(site.groups()))) as wrong:
        done = site.manage("restore", file, "--yes")
    assert done.returncode == 0, done.stderr
    assert wrong == []
    assert seen <= {(*later, FIRST), (FIRST,)}
    assert (*later, FIRST) in seen
    assert site.groups() == [FIRST]


@pytest.mark.postgres_only
def test_a_restore_into_a_database_with_other_tables_is_refused(site: Installation, tmp_path: Path) -> None:
    file = backed_up(site, tmp_path / "backup.tar.gz")
    with site.connect() as database:
        database.execute("CREATE TABLE of_another_program (id integer)")
    try:
        assert "of_another_program" in refused(site.manage("restore", file, "--yes"))
    finally:
        with site.connect() as database:
            database.execute("DROP TABLE of_another_program")


@pytest.mark.postgres_only
def test_without_pg_dump_one_line_says_how_to_get_it(site: Installation, tmp_path: Path) -> None:
    done = subprocess.run(
        site.command("backup", "--to", tmp_path / "backup.tar.gz"),
        cwd=ROOT,
        env={**site.environment, "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert "apt-get install postgresql-client" in refused(done)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.postgres_only
def test_a_database_that_is_away_is_one_line_without_its_password(site: Installation, tmp_path: Path) -> None:
    away = Installation(site.data, "postgres://steppe:a-secret-password@127.0.0.1:1/steppe", site.connect)
    said = refused(away.manage("backup", "--to", tmp_path / "backup.tar.gz"))
    assert "a-secret-password" not in said
