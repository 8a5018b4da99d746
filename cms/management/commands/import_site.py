"""`manage.py import_site`: take in what `export_site` wrote. `import_legacy` hands such a folder over to it."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management import BaseCommand, CommandError

from articles.legacy.lock import Busy, one_import_at_a_time
from articles.legacy.management.commands.import_legacy import account_name, require_migrated
from cms.lib.progress import bars
from cms.moving.arriving.run import arrive
from cms.moving.folder import NoExport


class Command(BaseCommand):
    help = "Takes in a folder that export_site wrote. Safe to run again: a second run changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument(
            "--source", default="", metavar="NAME", help="names the other site here; without it: its host"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would come, and write nothing")
        parser.add_argument("--report", type=Path, metavar="FILE.json", help="write the report there as well")

    def handle(self, *, folder: Path, source: str, dry_run: bool, report: Path | None, **given: object) -> None:
        if len(source) > 80:
            raise CommandError("--source must be a name of at most 80 letters.", returncode=2)
        if report and not report.parent.is_dir():
            raise CommandError(f"--report: there is no folder {report.parent}.", returncode=2)
        require_migrated()
        is_shown = sys.stderr.isatty() and given["verbosity"] > 0
        try:
            with one_import_at_a_time(), bars(is_shown=is_shown) as progress:
                told = arrive(folder, source=source, is_dry_run=dry_run, started_by=account_name(), progress=progress)
        except (NoExport, Busy) as error:
            raise CommandError(str(error), returncode=2) from None
        try:
            if report:
                told.write(report)
        except OSError as error:
            raise CommandError(f"--report: {report}: {error.strerror}.", returncode=2) from None
        if given["verbosity"] > 0:
            self.stdout.write("\n".join(told.lines()))
            if dry_run:
                self.stdout.write("A dry run: nothing was written.")
        if told.exit_code:
            sys.exit(told.exit_code)
