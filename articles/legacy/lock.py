"""One import at a time, held by a lock on a file: a process that dies lets go of it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings


class Busy(Exception):
    """Another import is running."""


@contextmanager
def one_import_at_a_time() -> Iterator[None]:
    """Hold the import's lock. Raises Busy."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with (settings.DATA_DIR / "import.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy("Another import is running; wait for it to end.") from None
        yield


def is_import_running() -> bool:
    try:
        with one_import_at_a_time():
            return False
    except Busy:
        return True
