"""`manage.py fetch_quotes`: the official rates, from cron as often as you like."""

import argparse
from datetime import date

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from markets import health, ingest
from markets.ingest import Report
from markets.sources import SOURCES


class Command(BaseCommand):
    help = (
        "Ask the central banks for their latest rates, or for past days. Run it from cron every half hour: what has "
        "not changed is not fetched again, and two runs at once do no harm. One bank that fails leaves the others "
        "alone. Ends with 1 when rates of a bank have been due twice and have not come."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--source", action="append", choices=sorted(SOURCES), metavar="KEY", help=", ".join(SOURCES)
        )
        days = parser.add_mutually_exclusive_group()
        days.add_argument("--date", type=_day, help="this day's rates: 2026-11-20")
        days.add_argument("--since", type=_day, help="every day's rates from this day on")
        parser.add_argument("--until", type=_day, help="with --since: up to this day")

    def handle(self, **options) -> None:
        first = options["date"] or options["since"]
        last = options["date"] or options["until"]
        asked = options["source"] or [key for key, source in SOURCES.items() if source.is_asked_by_default]
        for key in asked:
            self._say(ingest.fetch(SOURCES[key], first=first, last=last))
        overdue = [line for line in health.lines(timezone.now()) if line.source.key in asked and line.is_overdue]
        for line in overdue:
            self.stderr.write(f"{line.source.name}: {line.missed} rates were due and have not come. {line.problem}")
        if overdue:
            raise SystemExit(1)

    def _say(self, report: Report) -> None:
        if report.is_busy:
            self.stdout.write(f"{report.source}: another run is at it")
            return
        counts = f"{report.created} new, {report.updated} corrected, {report.unchanged} unchanged"
        apart = f", {report.held} held, {report.refused} refused" if report.held or report.refused else ""
        self.stdout.write(f"{report.source}: {counts}{apart}")
        for problem in report.problems[:5]:
            self.stderr.write(f"{report.source}: {problem}")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("a day is written 2026-11-20") from None
