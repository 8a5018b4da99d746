"""PostgreSQL in and out of a backup, through its own pg_dump and pg_restore.

How to reach the server goes to them in their environment: a command line can be read by every account of the machine.
"""

import os
import re
import subprocess
from pathlib import Path

from django.db import connection, transaction

from cms.backups.archive import BackupError

# libpq's names for what Django hands to psycopg.
ENVIRONMENT = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "service": "PGSERVICE",
    "passfile": "PGPASSFILE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "connect_timeout": "PGCONNECT_TIMEOUT",
}
# The running site and a restore lock the same tables, and may do so crosswise; PostgreSQL then ends one of the two.
ATTEMPTS = 5
OURS_ONLY = ("--no-owner", "--no-privileges")


def dump(path: Path) -> dict[str, int]:
    """Dump the database as it is at one moment into a new file, and return the rows of each table at that moment."""
    connection.ensure_connection()
    _require_program("pg_dump")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        _run("pg_dump", "--format=custom", *OURS_ONLY, f"--snapshot={snapshot}", f"--file={path}")
        return _count(cursor)


def verify(path: Path, rows: dict[str, int]) -> None:
    """Raise BackupError when the dump cannot be read here, or could not replace all that is in the database."""
    connection.ensure_connection()
    _require_program("pg_restore")
    _run("pg_restore", "--list", str(path))
    with connection.cursor() as cursor:
        others = sorted(set(_tables(cursor)) - rows.keys())
    if others:
        raise BackupError(
            f"This database has tables that the backup does not know ({', '.join(others[:3])}); "
            "restore into an empty database, and name that in DATABASE_URL."
        )


def load(path: Path) -> None:
    """Put the dump in the place of what the database holds, in one transaction. Raises BackupError."""
    name = connection.get_connection_params()["dbname"]
    # Our own connection would be in the way of the tables' locks.
    connection.close()
    for attempt in range(1, ATTEMPTS + 1):
        try:
            _run(
                "pg_restore",
                *("--clean", "--if-exists", "--single-transaction", "--no-comments", *OURS_ONLY),
                *(f"--dbname={name}", str(path)),
            )
        except BackupError as error:
            if "deadlock" not in str(error) or attempt == ATTEMPTS:
                raise
        else:
            return


def count() -> dict[str, int]:
    with connection.cursor() as cursor:
        return _count(cursor)


def _tables(cursor) -> list[str]:
    return [table.name for table in connection.introspection.get_table_list(cursor) if table.type in ("t", "p")]


def _count(cursor) -> dict[str, int]:
    rows = {}
    for table in _tables(cursor):
        cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")
        (rows[table],) = cursor.fetchone()
    return rows


def _require_program(program: str) -> None:
    """Both programs refuse to work with a server newer than they are."""
    server = connection.pg_version // 10000
    hint = f"install version {server} or newer (on Debian: apt-get install postgresql-client)"
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        raise BackupError(f"{program} is missing; {hint}.") from None
    version = re.search(r"\d+", said)
    if version is None or int(version[0]) < server:
        raise BackupError(f"{program} is too old for this server ({said.strip()}); {hint}.")


def _run(program: str, *arguments: str) -> None:
    parameters = connection.get_connection_params()
    reach = {name: str(parameters[key]) for key, name in ENVIRONMENT.items() if parameters.get(key)}
    done = subprocess.run(
        [program, "--no-password", *arguments],
        env={**os.environ, **reach, "LC_ALL": "C"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    if done.returncode:
        raise BackupError(_reason(program, done.stderr))


def _reason(program: str, printed: str) -> str:
    lines = [line.strip() for line in printed.splitlines() if line.strip()]
    telling = [line for line in lines if "ERROR" in line or "error:" in line] or lines or ["it gave no reason"]
    return f"{program} failed: {telling[0].removeprefix(f'{program}: ')}"
