"""Take out what one run of the import brought in, where nobody has touched it since."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from articles.legacy.lock import Busy, one_import_at_a_time
from articles.legacy.models import ImportRun
from articles.legacy.undo_run import preview, undo


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("run", type=int, metavar="RUN", help="the number of the run, as the desk's list has it")
        parser.add_argument("--dry-run", action="store_true", help="count only, and say the same")

    def handle(self, **given: object) -> None:
        run = ImportRun.objects.filter(pk=given["run"]).first()
        if run is None:
            newest = ", ".join(f"{run.pk} ({run})" for run in ImportRun.objects.all()[:5]) or "none yet"
            raise CommandError(f"There is no run {given['run']}. The newest: {newest}.", returncode=2)
        try:
            with one_import_at_a_time():
                undoing = preview(run) if given["dry_run"] else undo(None, run)
        except Busy as error:
            raise CommandError(str(error), returncode=2) from None
        self.stdout.write("\n".join(undoing.lines()))
        if given["dry_run"]:
            self.stdout.write("A dry run: nothing was taken out.")
