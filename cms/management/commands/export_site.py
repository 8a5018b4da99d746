"""`manage.py export_site`: the whole site in a folder that anybody can read, and another site can take in."""

import errno
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.db import Error
from django.utils import timezone

from cms.lib.progress import bars
from cms.moving.export import Told, export
from cms.moving.folder import MANIFEST, ExportError
from cms.moving.things import Wanted

MOST_NAMED = 20


class Command(BaseCommand):
    help = "Writes the whole site into a folder: lines of JSON with a manifest and the pictures."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder, or an earlier export's")
        parser.add_argument(
            "--published-only", action="store_true", help="only what readers see now: for giving the archive away"
        )
        parser.add_argument("--history", action="store_true", help="every version of every story as well")
        parser.add_argument(
            "--staff-names", action="store_true", help="with --history: who saved each version, as the desk names them"
        )

    def handle(self, *, folder: Path, **given: object) -> None:
        wanted = self._wanted(given)
        is_shown = sys.stderr.isatty() and given["verbosity"] > 0
        try:
            with bars(is_shown=is_shown) as progress:
                told = export(folder.absolute(), wanted, progress=progress)
        except (ExportError, Error) as error:
            raise CommandError(f"Nothing was exported. {' '.join(str(error).split())}") from error
        except OSError as error:
            why = "The disk is full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else error.strerror
            raise CommandError(f"Nothing was exported. {why}: {error.filename or folder}") from error
        self._say(folder, told, verbosity=given["verbosity"])
        if told.missing:
            sys.exit(1)

    def _wanted(self, given: dict) -> Wanted:
        if given["published_only"] and given["history"]:
            raise CommandError("--history tells what readers never saw: not with --published-only.", returncode=2)
        if given["staff_names"] and not given["history"]:
            raise CommandError("--staff-names goes with --history.", returncode=2)
        return Wanted(timezone.now(), given["published_only"], given["history"], given["staff_names"])

    def _say(self, folder: Path, told: Told, *, verbosity: int) -> None:
        if verbosity < 1:
            return
        for name, count in told.counts.items():
            self.stdout.write(f"{name:12}{count:>9,}")
        if told.states:
            self.stdout.write(", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in told.states.items()))
        self.stdout.write(f"{told.media:,} files of pictures, {told.media_bytes:,} bytes.")
        if told.plans:
            self.stdout.write(
                f"Not in it: {told.plans} changes planned for live stories; they belong to accounts here."
            )
        for name in told.missing[:MOST_NAMED]:
            self.stdout.write(f"missing: the file of picture {name}; its words are in the export")
        if len(told.missing) > MOST_NAMED:
            self.stdout.write(f"missing: and {len(told.missing) - MOST_NAMED} more")
        self.stdout.write(f"{folder / MANIFEST} was written last: the export is whole.")
