"""What every command that imports goes through: the lock, a polite end on Ctrl-C, and what it says of both."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.legacy.lock import Busy, one_import_at_a_time
from articles.legacy.pace import USUAL_PAUSE, Pace, Stopped, stopping_politely
from articles.legacy.readers.refusal import UnreadableInput

LONGEST_PAUSE = 60


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--pause", type=float, default=USUAL_PAUSE, metavar="SECONDS",
        help="leave others at least so long between two batches of a hundred (%(default)s)",
    )  # fmt: skip
    parser.add_argument("--wait", action="store_true", help="wait for an import that is running, then begin")


@contextmanager
def the_import(command: BaseCommand, given: dict[str, Any]) -> Iterator[Pace]:
    """Hold the import's lock, and yield the pace that Ctrl-C stops. Raises CommandError for what people may mend."""
    if not 0 <= given["pause"] <= LONGEST_PAUSE:
        raise CommandError(f"--pause must be 0 to {LONGEST_PAUSE} seconds.", returncode=2)
    pace = Pace(given["pause"])

    def say_whom_we_wait_for(busy: Busy) -> None:
        command.stderr.write(f"Waiting for the import that is running ({busy.holder or 'no name yet'}) ...")

    def say_that_we_stop() -> None:
        command.stderr.write("\nStopping behind the batch at hand; Ctrl-C again stops at once ...")

    try:
        with (
            one_import_at_a_time(waits=given["wait"], say=say_whom_we_wait_for),
            stopping_politely(pace, say_that_we_stop),
        ):
            yield pace
    except (UnreadableInput, Busy) as error:
        raise CommandError(str(error), returncode=2) from None
    except (Stopped, KeyboardInterrupt) as stop:
        raise CommandError(
            _how_to_resume(given["dry_run"], is_whole=isinstance(stop, Stopped)), returncode=130
        ) from None


def _how_to_resume(is_dry_run: bool, *, is_whole: bool) -> str:
    if is_dry_run:
        return "Stopped. It was a dry run: nothing was written."
    left = "" if is_whole else " The batch at hand was not written."
    return f"Stopped. What was written stays, and is whole.{left} To go on, give the same command again."
