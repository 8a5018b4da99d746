"""Bring content of the old site in. Safe to run any number of times: a second run changes nothing."""

import getpass
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from articles.legacy import media_command
from articles.legacy.fetch_media import FetchOptions
from articles.legacy.importer import ImportOptions, run
from articles.legacy.inspection import inspect
from articles.legacy.lock import Busy, one_import_at_a_time
from articles.legacy.pace import USUAL_PAUSE, Pace, Stopped, stopping_politely
from articles.legacy.readers import FORMAT_NAMES, ReadOptions, UnreadableInput
from articles.legacy.reconvert import Chosen, reconvert
from articles.legacy.report import Report, write_json
from articles.models import ArticleKind
from cms.lib.progress import bars

LONGEST_PAUSE = 60
DEFAULT_SOURCE = "archive"
# What every folder of export_site holds, and no dump of an old site; a broken-off one has no manifest.
SITE_FILES = ("articles.ndjson", "addresses.ndjson")


def snapshot_day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"--snapshot-date: {text!r} is not a day such as 2025-04-17.", returncode=2) from None
    if day > timezone.localdate():
        raise CommandError(f"--snapshot-date: {text} has not come yet.", returncode=2)
    return day


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="a dump, or a folder of dumps")
        parser.add_argument("--format", choices=["auto", *FORMAT_NAMES], default="auto")
        parser.add_argument("--dry-run", action="store_true", help="do everything but write, and say the same")
        parser.add_argument("--inspect", action="store_true", help="say what the dumps hold, and write nothing")
        parser.add_argument("--report", type=Path, metavar="FILE.json", help="write the report there as well")
        parser.add_argument(
            "--snapshot-date", metavar="YYYY-MM-DD", help="the day the pages were saved, where they do not say"
        )
        parser.add_argument(
            "--source",
            default=None,
            metavar="NAME",
            help="names the old site (without it: archive); ids are known within it",
        )
        parser.add_argument(
            "--source-url", default="", metavar="URL", help="where the page stood, where it does not say"
        )
        parser.add_argument("--tag", action="append", default=[], metavar="NAME", help="give every story this tag")
        parser.add_argument("--hold-truncated", action="store_true", help="keep cut stories as drafts")
        parser.add_argument("--limit", type=int, metavar="N", help="take the first N stories only")
        parser.add_argument(
            "--pause", type=float, default=USUAL_PAUSE, metavar="SECONDS",
            help="leave others at least so long between two batches of a hundred (%(default)s)",
        )  # fmt: skip
        parser.add_argument("--wait", action="store_true", help="wait for an import that is running, then begin")
        kept = parser.add_argument_group("better converters")
        kept.add_argument(
            "--reconvert", action="store_true",
            help="convert anew what is kept of earlier imports, without files; --source, --kinds and --ids narrow it",
        )  # fmt: skip
        kept.add_argument("--kinds", metavar="NAME,NAME", help="with --reconvert: kinds of stories, such as news,page")
        kept.add_argument("--ids", metavar="N,N", help="with --reconvert: stories, by their numbers on the desk")
        exports = parser.add_argument_group("exports of WordPress")
        exports.add_argument("--types", metavar="NAME,NAME", help="post types to take; without it: post,page")
        exports.add_argument("--statuses", metavar="NAME,NAME", help="statuses to take; without it: all but trash")
        exports.add_argument("--author-map", type=Path, metavar="FILE.csv", help="logins and the names they stand for")
        exports.add_argument(
            "--term-map", type=Path, metavar="FILE.csv", help="terms and the tag, region or kind of each"
        )
        exports.add_argument(
            "--timezone",
            default="",
            metavar="ZONE",
            help="the old site's zone, such as Asia/Almaty, for times that name none",
        )
        exports.add_argument(
            "--media-dir", action="append", type=Path, default=[], metavar="DIR",
            help="a copy of the old site's uploads folder, from which pictures are taken; may be given again",
        )  # fmt: skip
        exports.add_argument("--default-author", default="", metavar="NAME", help="byline of what has no author")
        exports.add_argument(
            "--site-has-moved",
            action="store_true",
            help="the site is the one that this source name stood for, under another host",
        )

        media_command.add_options(parser)

    def handle(self, **given: object) -> None:
        chosen = _chosen(given)
        given["source"] = DEFAULT_SOURCE if given["source"] is None else given["source"]
        options = self._options(given)
        if site := _site_folder(given["paths"]):
            self._hand_over(site, given)
            return
        media = media_command.options_of(given)
        if given["inspect"]:
            self._inspect(given, options)
            return
        require_migrated()
        exit_code = 0
        if not given["paths"] and not chosen:
            media_command.require_known(options.source)
        report = self._run(given, options, chosen) if given["paths"] or chosen else None
        if report is not None:
            exit_code = report.exit_code
            self._tell(given, report.lines())
        if media is not None:
            exit_code = max(exit_code, self._fetch(given, media, report))
        elif given["report"]:
            with _reporting(given["report"]):
                report.write(given["report"])
        if options.is_dry_run:
            self._tell(given, ["A dry run: nothing was written."])
        if exit_code:
            sys.exit(exit_code)

    def _tell(self, given: dict, lines: list[str]) -> None:
        if given["verbosity"] > 0:
            self.stdout.write("\n".join(lines))

    def _fetch(self, given: dict, options: FetchOptions, report: Report | None) -> int:
        try:
            with (
                one_import_at_a_time(waits=given["wait"], say=self._say_whom_we_wait_for),
                bars(is_shown=sys.stderr.isatty() and given["verbosity"] > 0) as progress,
            ):
                outcome = media_command.fetch(options, progress=progress, started_by=account_name())
        except Busy as error:
            raise CommandError(str(error), returncode=2) from None
        self._tell(given, media_command.lines(outcome))
        if given["report"]:
            with _reporting(given["report"]):
                media_command.write_report(given["report"], report, outcome)
        return outcome.done.exit_code

    def _hand_over(self, folder: Path, given: dict) -> None:
        """The folder of another site of ours is a matter of its own: see `manage.py import_site`."""
        if given["inspect"]:
            raise CommandError(f"{folder} is an export of a site: its manifest.json says what it holds.", returncode=2)
        named = given["source"] if given["source"] != DEFAULT_SOURCE else ""
        call_command(
            "import_site", folder, source=named, dry_run=given["dry_run"], report=given["report"],
            verbosity=given["verbosity"], stdout=self.stdout, stderr=self.stderr,
        )  # fmt: skip

    def _inspect(self, given: dict, options: ImportOptions) -> None:
        told = ReadOptions(options.snapshot_on, options.source_url, options.tags, options.source, options.timezone)
        try:
            inspection = inspect(given["paths"], format=options.format, options=told)
            if given["report"]:
                write_json(given["report"], inspection.as_dict())
        except UnreadableInput as error:
            raise CommandError(str(error), returncode=2) from None
        except OSError as error:
            raise CommandError(f"--report: {given['report']}: {error.strerror}.", returncode=2) from None
        self.stdout.write("\n".join(inspection.lines()))
        if inspection.has_failures:
            sys.exit(2)

    def _run(self, given: dict, options: ImportOptions, chosen: Chosen | None) -> Report:
        pace = Pace(options.pause)
        is_shown = sys.stderr.isatty() and given["verbosity"] > 0
        try:
            with (
                one_import_at_a_time(waits=given["wait"], say=self._say_whom_we_wait_for),
                stopping_politely(pace, self._say_that_we_stop),
                bars(is_shown=is_shown) as progress,
            ):
                if chosen:
                    by = account_name()
                    return reconvert(chosen, is_dry_run=options.is_dry_run, started_by=by, progress=progress)
                return run(given["paths"], options, progress=progress, started_by=account_name(), pace=pace)
        except (UnreadableInput, Busy) as error:
            raise CommandError(str(error), returncode=2) from None
        except (Stopped, KeyboardInterrupt) as stop:
            raise CommandError(_how_to_resume(options, is_whole=isinstance(stop, Stopped)), returncode=130) from None

    def _say_whom_we_wait_for(self, busy: Busy) -> None:
        self.stderr.write(f"Waiting for the import that is running ({busy.holder or 'no name yet'}) ...")

    def _say_that_we_stop(self) -> None:
        self.stderr.write("\nStopping behind the batch at hand; Ctrl-C again stops at once ...")

    def _options(self, given: dict) -> ImportOptions:
        if not 1 <= len(given["source"]) <= 80:
            raise CommandError("--source must be a name of 1 to 80 letters.", returncode=2)
        if given["limit"] is not None and given["limit"] < 1:
            raise CommandError("--limit must be 1 or more.", returncode=2)
        if not 0 <= given["pause"] <= LONGEST_PAUSE:
            raise CommandError(f"--pause must be 0 to {LONGEST_PAUSE} seconds.", returncode=2)
        report = given["report"]
        if report and not report.parent.is_dir():
            raise CommandError(f"--report: there is no folder {report.parent}.", returncode=2)
        return ImportOptions(
            format=given["format"],
            is_dry_run=given["dry_run"],
            snapshot_on=snapshot_day(given["snapshot_date"]) if given["snapshot_date"] else None,
            source=given["source"],
            source_url=given["source_url"],
            tags=tuple(given["tag"]),
            hold_truncated=given["hold_truncated"],
            limit=given["limit"],
            types=_names(given["types"], "--types"),
            statuses=_names(given["statuses"], "--statuses"),
            author_map=_file(given["author_map"], "--author-map"),
            term_map=_file(given["term_map"], "--term-map"),
            timezone=given["timezone"],
            media_dirs=tuple(_folder(path, "--media-dir") for path in given["media_dir"]),
            default_author=" ".join(given["default_author"].split()),
            site_has_moved=given["site_has_moved"],
            pause=given["pause"],
        )


def _how_to_resume(options: ImportOptions, *, is_whole: bool) -> str:
    if options.is_dry_run:
        return "Stopped. It was a dry run: nothing was written."
    left = "" if is_whole else " The batch at hand was not written."
    return f"Stopped. What was written stays, and is whole.{left} To go on, give the same command again."


def _chosen(given: dict) -> Chosen | None:
    """Return what is to be converted anew, None for an import of files."""
    if not given["reconvert"]:
        if given["kinds"] or given["ids"]:
            raise CommandError("--kinds and --ids go with --reconvert.", returncode=2)
        return None
    if given["paths"] or given["inspect"]:
        raise CommandError("--reconvert works on what is kept: give it no files.", returncode=2)
    kinds, ids = _names(given["kinds"], "--kinds"), _names(given["ids"], "--ids")
    if unknown := set(kinds) - set(ArticleKind.values):
        raise CommandError(f"--kinds: there is no kind {sorted(unknown)[0]!r}.", returncode=2)
    if wrong := [each for each in ids if not (each.isascii() and each.isdigit() and len(each) < 19)]:
        raise CommandError(f"--ids: {wrong[0]!r} is no number.", returncode=2)
    chosen = Chosen(given["source"] or "", kinds, tuple(int(each) for each in ids))
    if not chosen.origins().exists():
        raise CommandError("Nothing of this is kept, so there is nothing to convert.", returncode=2)
    return chosen


def _site_folder(paths: list[Path]) -> Path | None:
    """Return the folder of another site of ours, which `export_site` wrote; None where a path is anything else."""
    found = [path for path in paths if path.is_dir() and all((path / name).is_file() for name in SITE_FILES)]
    if found and len(paths) > 1:
        raise CommandError(f"{found[0]} is an export of a site: import it by itself.", returncode=2)
    return found[0] if found else None


def account_name() -> str:
    """Return who runs the command, as the machine knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def _names(given: str | None, option: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in (given or "").split(",") if name.strip())
    if given is not None and not names:
        raise CommandError(f"{option} names nothing.", returncode=2)
    return names


def _file(path: Path | None, option: str) -> Path | None:
    if path is not None and not path.is_file():
        raise CommandError(f"{option}: there is no file {path}.", returncode=2)
    return path


def _folder(path: Path, option: str) -> Path:
    if not path.is_dir():
        raise CommandError(f"{option}: there is no folder {path}.", returncode=2)
    return path


def require_migrated() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError("The database is not up to date; run `manage.py migrate` first.", returncode=2)


@contextmanager
def _reporting(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CommandError(f"--report: {path}: {error.strerror}.", returncode=2) from None
