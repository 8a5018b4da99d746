"""One moment of the database, read from for as long as it takes, while others go on writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import F, Func
from django.db.models.functions import Collate


@contextmanager
def one_moment() -> Iterator[None]:
    """Let everything read in the block be of one moment. Nobody is kept from writing.

    Within a transaction of the caller's that transaction is the moment.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            # Django's own transactions take the lock for writing at once; this one never writes.
            cursor.execute("BEGIN DEFERRED")
            try:
                cursor.execute("SELECT COUNT(*) FROM django_migrations").fetchone()  # from here on it is this moment
                yield
            finally:
                cursor.execute("ROLLBACK")


def by_bytes(name: str) -> Func | F:
    """Order by a text column in the order of its bytes, which is the same in every database."""
    return Collate(name, "C") if connection.vendor == "postgresql" else F(name)
