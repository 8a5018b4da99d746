"""Writing picture files so that a name never stands for half a file, and one file is written once."""

import fcntl
import logging
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from django.conf import settings

log = logging.getLogger(__name__)
# A file without a byte may have been made this moment, and its writer be about to lock it.
_JUST_MADE = 10.0
_COMING = ".coming-"
# Readable by a front server that runs under another account, whatever the mask of this process.
_MODE = 0o644


def place(name: str) -> Path:
    """Return where the file of this name lies, such as `originals/ab/ab12....jpg`."""
    return Path(settings.MEDIA_ROOT) / name


def is_there(name: str) -> bool:
    """A file without a byte is left from before a disk ran full, and counts as none."""
    try:
        return place(name).stat().st_size > 0
    except OSError:
        return False


def write(name: str, content: bytes) -> None:
    """Write the whole file or none: under another name first, then renamed. Raises OSError, such as for a full disk."""
    path = place(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=_COMING)
    try:
        with os.fdopen(descriptor, "wb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # says to `sweep` that somebody is at it
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _MODE)
        os.replace(temporary, path)
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def sweep() -> int:
    """Remove what writers who were killed have left half-written. Returns how many files went."""
    gone = 0
    for path in Path(settings.MEDIA_ROOT).glob(f"*/*/{_COMING}*"):
        with suppress(OSError), path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if time.time() - os.fstat(file.fileno()).st_mtime > _JUST_MADE or os.fstat(file.fileno()).st_size:
                path.unlink()
                gone += 1
    return gone


def remove(name: str) -> None:
    """Remove the file. One that is gone already is no fault."""
    place(name).unlink(missing_ok=True)


@contextmanager
def one_at_a_time(content_hash: str) -> Iterator[None]:
    """Let one thread of one process at a time make files of this content (and of its few neighbours by hash).

    Where no lock can be had, such as on a full disk, the work is done without: twice at worst.
    """
    with ExitStack() as stack:
        try:
            folder = place("renditions/.locks")
            folder.mkdir(parents=True, exist_ok=True)
            lock = stack.enter_context(open(folder / content_hash[:2], "ab"))
            fcntl.flock(lock, fcntl.LOCK_EX)
        except OSError as error:
            log.warning("Pictures are made without a lock: %s", error)
        yield
