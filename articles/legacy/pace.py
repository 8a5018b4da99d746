"""How a run leaves room for others: the pause between its transactions, and the wish of whoever runs it to stop."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

# A writer who waits for SQLite looks again every tenth of a second; a shorter gap is one that editors never meet.
USUAL_PAUSE = 0.1
# A signal does not end a sleep, so that a long one is made of short ones.
_NAP = 0.5


class Stopped(Exception):
    """Whoever runs the import has asked it to stop; all that was begun is written."""


@dataclass(slots=True)
class Pace:
    """`pause` is the least time, in seconds, between two transactions. Reading and converting count as pause too."""

    pause: float = 0.0
    is_to_stop: bool = False
    _free_since: float = 0.0

    def wait_turn(self) -> None:
        """Let others write before the next transaction does. Raises Stopped."""
        self.rest(self._free_since + self.pause - time.monotonic())

    def rest(self, seconds: float) -> None:
        """Do nothing for so long, or until whoever runs it wants to stop. Raises Stopped."""
        end = time.monotonic() + seconds
        self.check()
        while (left := end - time.monotonic()) > 0:
            time.sleep(min(left, _NAP))
            self.check()

    def check(self) -> None:
        """Raise Stopped where the run is to stop."""
        if self.is_to_stop:
            raise Stopped

    def set_free(self) -> None:
        """Note that others may write from now on."""
        self._free_since = time.monotonic()


@contextmanager
def stopping_politely(pace: Pace, say: Callable[[], object]) -> Iterator[None]:
    """Let the first Ctrl-C, or request of the system to end, stop the run behind its batch; the second ends it now."""

    def ask(number: int, frame: FrameType | None) -> None:
        if pace.is_to_stop:
            signal.default_int_handler(number, frame)
        pace.is_to_stop = True
        say()

    is_ours = threading.current_thread() is threading.main_thread()  # no other thread may listen to signals
    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM) if is_ours}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
