"""Apply what is due: changes to live stories, stories to be taken down. Once, or over and over with --loop.

It may run on any number of machines at once, and be killed at any moment: each change is applied once.
"""

import logging
import signal
import threading
from argparse import ArgumentParser
from types import FrameType

from django.core.management.base import BaseCommand, CommandError
from django.db import Error, close_old_connections
from django.utils import timezone

from cms.due import beat, tick

log = logging.getLogger(__name__)
SHORTEST, LONGEST = 1, 60


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--loop",
            type=int,
            metavar="SECONDS",
            help=f"go on until told to stop, with so long a pause ({SHORTEST} to {LONGEST})",
        )

    def handle(self, *, loop: int | None, **given: object) -> None:
        if loop is None:
            try:
                self._once()
            except Error as error:
                raise CommandError(f"the database does not answer: {' '.join(str(error).split())}") from error
        elif SHORTEST <= loop <= LONGEST:
            self._over_and_over(loop)
        else:
            raise CommandError(f"--loop takes {SHORTEST} to {LONGEST} seconds.")

    def _once(self) -> None:
        now = timezone.now()
        applied = tick(now)
        beat(now)
        if applied.done or applied.failed:
            self.stdout.write(f"{applied.done} applied, {applied.failed} failed.")

    def _over_and_over(self, pause: int) -> None:
        told_to_stop = threading.Event()

        def stop(number: int, frame: FrameType | None) -> None:
            told_to_stop.set()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        while not told_to_stop.is_set():
            try:
                self._once()
            except (Error, OSError):
                # No sign of life, and on it goes: the database comes back.
                log.warning("What is due could not be looked for.", exc_info=True)
            close_old_connections()
            told_to_stop.wait(pause)
