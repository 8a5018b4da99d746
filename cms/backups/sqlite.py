"""SQLite in and out of a backup, through SQLite's own online copy.

The site may go on: readers and writers of a WAL database are not stopped by a copy being taken, and a copy being put
back is one transaction to them. The database file itself is never copied: with a WAL beside it, that is no backup.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

from cms.backups.archive import BackupError

# How long to wait for others to finish writing, and how often to ask.
PATIENCE_SECONDS = 60
ASK_EVERY_SECONDS = 0.05


def dump(path: Path) -> dict[str, int]:
    """Copy the database as it is at one moment into a new file, and return the rows of each table in the copy."""
    connection.ensure_connection()
    with _failing_in_words(), closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
        # The copy says of itself that it has a WAL. Alone in an archive it must do without.
        copy.execute("PRAGMA journal_mode=DELETE")
        _require_sound(copy)
        return _count(copy.cursor())


def verify(path: Path, rows: dict[str, int]) -> None:
    """Raise BackupError when the file is not a sound database with the rows that it is said to have."""
    with _failing_in_words(), closing(sqlite3.connect(path)) as copy:
        _require_sound(copy)
        if _count(copy.cursor()) != rows:
            raise BackupError("The database in the backup does not have the rows that its manifest names.")


def load(path: Path) -> None:
    """Put the copy in the place of the running database, in one transaction. Raises BackupError."""
    deadline = time.monotonic() + PATIENCE_SECONDS

    def give_up_when_late(status: int, remaining: int, total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > deadline:
            raise BackupError(f"The database was written to for {PATIENCE_SECONDS} s on end; nothing was changed.")

    connection.ensure_connection()
    with _failing_in_words(), closing(sqlite3.connect(path)) as copy:
        copy.backup(connection.connection, progress=give_up_when_late, sleep=ASK_EVERY_SECONDS)
    connection.close()


def count() -> dict[str, int]:
    with connection.cursor() as cursor:
        return _count(cursor)


@contextmanager
def _failing_in_words() -> Iterator[None]:
    """Such as "database or disk is full": these are SQLite's own errors, not Django's."""
    try:
        yield
    except sqlite3.Error as error:
        raise BackupError(f"SQLite: {error}") from error


def _require_sound(database: sqlite3.Connection) -> None:
    # Check constraints call functions that Django adds to its own connections; they held when the rows were written.
    database.execute("PRAGMA ignore_check_constraints=ON")
    (verdict,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise BackupError(f"The database is damaged: {' '.join(verdict.split())}")


def _count(cursor: sqlite3.Cursor) -> dict[str, int]:
    found = cursor.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    )
    tables = [name for (name,) in found.fetchall()]
    return {
        table: cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}").fetchone()[0]
        for table in tables
    }
