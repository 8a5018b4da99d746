"""Killing a process of our own at a step of its work: before or after any statement, any commit, any file operation."""

import mmap
import os
import signal
import struct
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from cms.lib import rows

FILE_OPERATIONS = ("replace", "fsync", "unlink", "chmod")
COUNTERS = struct.Struct("qq")


@dataclass(slots=True)
class Ended:
    """What a process had done when it ended: how many steps, and how many things of the kind that is counted."""

    is_killed: bool
    steps: int
    things: int


class Steps:
    """Counts in memory that outlives the process; at the step that was chosen the process is gone."""

    def __init__(self, last: int | None) -> None:
        self.last = last
        self.memory = mmap.mmap(-1, COUNTERS.size)

    def counts(self) -> tuple[int, int]:
        return COUNTERS.unpack_from(self.memory)

    def step(self) -> None:
        steps, things = self.counts()
        if steps == self.last:
            os.kill(os.getpid(), signal.SIGKILL)
        COUNTERS.pack_into(self.memory, 0, steps + 1, things)

    def thing(self) -> None:
        steps, things = self.counts()
        COUNTERS.pack_into(self.memory, 0, steps, things + 1)

    def around(self, owner: Any, name: str) -> None:
        """Make two steps of each call: one before it, one when it is done."""
        real = getattr(owner, name)

        def stepping(*args: Any, **named: Any) -> Any:
            self.step()
            done = real(*args, **named)
            self.step()
            return done

        setattr(owner, name, stepping)

    def statement(self, execute: Callable, *args: Any) -> Any:
        self.step()
        done = execute(*args)
        self.step()
        return done


def run_in_process(
    work: Callable[[], object],
    *,
    kill_at: int | None = None,
    kill_after: float | None = None,
    counted: tuple[Any, str] | None = None,
) -> Ended:
    """Do the work in a forked process, which is killed at the step `kill_at`, or so many seconds after it began.

    `counted` names a function whose calls are counted as things. An error of the work is an error here.
    """
    steps = Steps(kill_at)
    connections.close_all()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads that are none of ours
        pid = os.fork()
    if pid == 0:
        _work(work, steps, counted)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    is_killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    assert is_killed or status == 0, f"the process ended with {status}"
    return Ended(is_killed, *steps.counts())


def _work(work: Callable[[], object], steps: Steps, counted: tuple[Any, str] | None) -> None:
    code = 1
    try:
        connection.execute_wrappers.append(steps.statement)
        for owner, name in ((BaseDatabaseWrapper, "_commit"), (rows, "insert"), *((os, n) for n in FILE_OPERATIONS)):
            steps.around(owner, name)
        if counted:
            _count(steps, *counted)
        work()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _count(steps: Steps, owner: Any, name: str) -> None:
    real = getattr(owner, name)

    def counting(*args: Any, **named: Any) -> Any:
        steps.thing()
        return real(*args, **named)

    setattr(owner, name, counting)
