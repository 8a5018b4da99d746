"""Throw-away servers for the tests, and where the programs they need are found.

Everything listens on loopback only, on a free port, keeps its files in a temporary folder and is gone afterwards.
Nothing but the standard library, so that `make test` can ask before it installs.
"""

import contextlib
import glob
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

# What each part is called in a sentence, and the line that installs it on Debian.
INSTALLED_BY = {
    "PostgreSQL": "apt-get install postgresql",
    "Redis": "apt-get install redis-server",
    "Chromium": "apt-get install chromium",
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OWN_BROWSERS = ("chromium-*/chrome-linux*/chrome", "chromium_headless_shell-*/chrome-*/*headless*shell")
POSTGRES_START_SECONDS = 60
PORT_ATTEMPTS = 3


class ServiceError(Exception):
    """A server that is installed did not start; says what it printed."""


def find_chromium() -> str | None:
    """Chromium or Chrome as installed, else the one that Playwright fetched for itself."""
    installed = next(filter(None, map(shutil.which, BROWSERS)), None)
    if installed:
        return installed
    folder = os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or str(Path.home() / ".cache" / "ms-playwright")
    fetched = (path for pattern in OWN_BROWSERS for path in sorted(glob.glob(f"{folder}/{pattern}"), reverse=True))
    return next(fetched, None)


def find_redis() -> str | None:
    return shutil.which("redis-server")


def find_postgres() -> Path | None:
    """The folder of PostgreSQL's server programs. Debian keeps them off the PATH, one folder per version."""
    folders = [Path(path) for path in glob.glob("/usr/lib/postgresql/*/bin")]
    folders.sort(key=lambda folder: int(folder.parent.name) if folder.parent.name.isdecimal() else 0, reverse=True)
    if shutil.which("pg_config"):
        asked = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True)
        folders.insert(0, Path(asked.stdout.strip() or "."))
    programs = ("initdb", "pg_ctl", "postgres")
    return next((folder for folder in folders if all((folder / name).exists() for name in programs)), None)


FINDERS = {"PostgreSQL": find_postgres, "Redis": find_redis, "Chromium": find_chromium}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL server that trusts nobody but us; yields its DATABASE_URL. Raises ServiceError."""
    programs, account = find_postgres(), _plain_account()
    with _folder("steppe-postgres-", account) as folder:
        password = secrets.token_hex(16)
        (folder / "password").write_text(password)
        _own(folder / "password", account)
        data, log = str(folder / "data"), str(folder / "log")
        login = ["--username=steppe", f"--pwfile={folder / 'password'}", "--auth=scram-sha-256"]
        text = ["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        _run_as(account, [programs / "initdb", "-D", data, *login, *text], folder)
        port = _start_postgres(programs, account, folder, data, log)
        try:
            yield f"postgres://steppe:{password}@127.0.0.1:{port}/postgres"
        finally:
            _run_as(account, [programs / "pg_ctl", "stop", "-D", data, "-m", "immediate"], folder)


def _start_postgres(programs: Path, account: str | None, folder: Path, data: str, log: str) -> int:
    for attempt in range(1, PORT_ATTEMPTS + 1):
        port = free_port()
        # Nothing survives these tests, so nothing has to reach the disk.
        careless = "-F -c synchronous_commit=off -c full_page_writes=off"
        options = f"-h 127.0.0.1 -p {port} -k {folder} {careless}"
        command = [programs / "pg_ctl", "start", "-D", data, "-l", log, "-w", "-t", str(POSTGRES_START_SECONDS)]
        try:
            _run_as(account, [*command, "-o", options], folder)
        except ServiceError as error:
            # Another program may have taken the port between our asking and our using it.
            reason = Path(log).read_text() if Path(log).exists() else str(error)
            if attempt == PORT_ATTEMPTS or "Address already in use" not in reason:
                raise ServiceError(f"PostgreSQL did not start: {reason.strip().splitlines()[-1]}") from None
        else:
            return port
    raise ServiceError("PostgreSQL found no free port.")


def _plain_account() -> str | None:
    """PostgreSQL refuses to run as root: the account to use then, or None to stay who we are."""
    if os.geteuid() != 0:
        return None
    accounts = {entry.pw_name for entry in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in accounts:
            return name
    raise ServiceError("PostgreSQL does not run as root, and there is no account postgres or nobody to run it as.")


@contextlib.contextmanager
def _folder(prefix: str, account: str | None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as name:
        _own(Path(name), account)
        yield Path(name)


def _own(path: Path, account: str | None) -> None:
    if account:
        entry = pwd.getpwnam(account)
        os.chown(path, entry.pw_uid, entry.pw_gid)


def _run_as(account: str | None, command: list[str | Path], folder: Path) -> None:
    # Output goes to a file: the server inherits it, and a pipe would stay open for as long as the server lives.
    output = folder / "output"
    user = {}
    if account:
        user = {"user": account, "group": pwd.getpwnam(account).pw_gid, "extra_groups": []}
    with output.open("w") as file:
        done = subprocess.run(command, cwd=folder, stdout=file, stderr=subprocess.STDOUT, **user)
    if done.returncode:
        lines = output.read_text().strip().splitlines() or ["it printed nothing"]
        raise ServiceError(f"{Path(command[0]).name}: {lines[-1]}")


@contextlib.contextmanager
def redis_server() -> Iterator[str]:
    """A Redis server that keeps nothing; yields its CACHE_URL. Raises ServiceError."""
    with tempfile.TemporaryDirectory(prefix="steppe-redis-") as folder:
        server, port = _start_redis(folder)
        try:
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            server.terminate()
            server.communicate()


def _start_redis(folder: str) -> tuple[subprocess.Popen[str], int]:
    reason = ""
    for _ in range(PORT_ATTEMPTS):
        port = free_port()
        options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder]
        # Its own session: a Ctrl-C at the terminal must not take the server away while the tests still end.
        server = subprocess.Popen(
            [find_redis(), *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        for line in server.stdout:
            reason = line.strip() or reason
            if "Ready to accept connections" in line:
                return server, port
        server.wait()
        server.stdout.close()
    raise ServiceError(f"Redis did not start: {reason}")
