"""One import at a time. A process that dies lets go of the lock, however it dies.

Held are a lock on a file below DATA_DIR, which the machine releases with the process, and on PostgreSQL an advisory
lock of this very connection as well, so that importers on other machines wait too; the server releases that with the
connection, and so an import that has lost its connection holds nothing any more.
"""

from __future__ import annotations

import fcntl
import json
import os
import platform
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

from django.conf import settings
from django.db import connection
from django.utils import timezone

# Of all advisory locks of this database ours has this number.
ADVISORY = 1_907_061_120
# A server takes a moment to notice that a client is gone, and whoever only looks holds the file for a moment.
PATIENCE = 2.0
A_LOOK = 0.05
BETWEEN_LOOKS = 1.0
# The name of the connection says who holds the lock; PostgreSQL keeps 63 bytes of it.
_NAME = "steppe-import"
_LONGEST_HOST = 30


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that holds the lock: its number on its machine, and since when (in seconds since 1970)."""

    pid: int
    host: str
    since: int

    @classmethod
    def this_process(cls) -> Holder:
        return cls(os.getpid(), machine(), int(time.time()))

    def __str__(self) -> str:
        begun = timezone.localtime(datetime.fromtimestamp(self.since, UTC))
        where = "" if self.host == machine() else f" on {self.host}"
        return f"process {self.pid}{where}, since {begun:%d %B, %H:%M:%S}"


class Busy(Exception):
    """Another import is running; `holder` is None where it has not said yet who it is."""

    def __init__(self, holder: Holder | None) -> None:
        self.holder = holder
        who = f" ({holder})" if holder else ""
        super().__init__(f"Another import is running{who}. Wait for it to end, or give --wait.")


def machine() -> str:
    return platform.node()[:_LONGEST_HOST]


@contextmanager
def one_import_at_a_time(*, waits: bool = False, say: Callable[[Busy], object] = lambda busy: None) -> Iterator[None]:
    """Hold the import's lock. Raises Busy, or with `waits` says once for whom it waits, and waits."""
    with _patiently(_file_lock, waits, say), _patiently(_advisory_lock, waits, say):
        yield


def holder() -> Holder | None:
    """Return who imports at this moment; None where nobody does."""
    path = _file()
    if path.exists():
        with path.open(encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return _read(file) or Holder(0, machine(), int(time.time()))
    return _advisory_holder() if connection.vendor == "postgresql" else None


def is_import_running() -> bool:
    return holder() is not None


@contextmanager
def _patiently(lock: Callable[[], Any], waits: bool, say: Callable[[Busy], object]) -> Iterator[None]:
    until = time.monotonic() + PATIENCE
    has_said = False
    while True:
        taken = lock()
        try:
            taken.__enter__()
            break
        except Busy as busy:
            is_early = time.monotonic() < until and (busy.holder is None or not _lives(busy.holder))
            if not is_early and not waits:
                raise
            if not is_early and not has_said:
                say(busy)
                has_said = True
            time.sleep(A_LOOK if is_early else BETWEEN_LOOKS)
    try:
        yield
    finally:
        taken.__exit__(None, None, None)


def _lives(holder: Holder) -> bool:
    """Tell whether the holder is surely there: a process of another machine cannot be asked."""
    return holder.host != machine() or Path(f"/proc/{holder.pid}").exists()


def _file() -> Path:
    return settings.DATA_DIR / "import.lock"


@contextmanager
def _file_lock() -> Iterator[None]:
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with _file().open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(_read(file)) from None
        _write(file, json.dumps(asdict(Holder.this_process())))
        try:
            yield
        finally:
            _write(file, "")


def _write(file: TextIO, words: str) -> None:
    file.seek(0)
    file.truncate()
    file.write(words)
    file.flush()


def _read(file: TextIO) -> Holder | None:
    file.seek(0)
    try:
        return Holder(**json.loads(file.read()))
    except (ValueError, TypeError):
        return None  # it holds the lock for a moment and has written nothing yet


@contextmanager
def _advisory_lock() -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY])
        if not cursor.fetchone()[0]:
            raise Busy(_advisory_holder())
        own = Holder.this_process()
        cursor.execute("SELECT current_setting('application_name')")
        before = cursor.fetchone()[0]
        cursor.execute("SELECT set_config('application_name', %s, false)", [_as_name(own)])
        # Of a machine that lost its power the server hears nothing; it asks after half a minute.
        cursor.execute("SET tcp_keepalives_idle = 30")
    try:
        yield
    finally:
        if connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('application_name', %s, false)", [before])
                cursor.execute("RESET tcp_keepalives_idle")
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY])


def _as_name(holder: Holder) -> str:
    return f"{_NAME}/{holder.pid}/{holder.since}/{holder.host}"


def _advisory_holder() -> Holder | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT activity.application_name FROM pg_locks AS held JOIN pg_stat_activity AS activity USING (pid) "
            "WHERE held.locktype = 'advisory' AND held.granted AND held.classid = 0 AND held.objid = %s::oid "
            "AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            [ADVISORY],
        )
        found = cursor.fetchone()
    name, *told = (found[0] if found else "").split("/", 3)
    if name != _NAME or len(told) != 3:
        return None
    pid, since, host = told
    return Holder(int(pid), host, int(since))
