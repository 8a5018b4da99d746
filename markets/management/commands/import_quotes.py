"""`manage.py import_quotes FILE`: rates from a CSV file."""

import csv
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from markets.printed import PrintedQuote
from markets.quotes import Provenance, store
from markets.sources import SOURCES, reading

NEEDED = ("date", "base", "quote", "value")
KNOWN = (*NEEDED, "nominal", "source")


class Command(BaseCommand):
    help = (
        "Take in rates from CSV with the columns date, base, quote, value and, if you like, nominal and source: "
        "`2026-11-20,USD,KGS,87.4500`. A source that is one of the banks' keys counts as that bank. A second run "
        "changes nothing. Ends with 1 when a line was not taken, 2 when the file cannot be read."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the CSV file, or - for standard input")
        parser.add_argument("--source", default="", help="who printed these rates, where the file does not say")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")

    def handle(self, **options) -> None:
        by_source: dict[str, list[PrintedQuote]] = {}
        failed = 0
        for number, line in self._lines(options["file"]):
            try:
                source = (line.get("source") or options["source"]).strip()
                by_source.setdefault(_named(source), []).append(_quote(line))
            except ValueError as error:
                failed += 1
                self.stderr.write(f"line {number}: {error}")
        counts = Counter()
        for source, printed in by_source.items():
            provenance = Provenance(SOURCES[source].trust) if source in SOURCES else None
            stored = store(source, printed, write=not options["dry_run"], provenance=provenance)
            counts.update(str(outcome) for _, outcome in stored)
        said = ", ".join(f"{counts[name]} {name}" for name in ("created", "updated", "unchanged"))
        self.stdout.write(f"{said}, {failed} not taken")
        if failed:
            raise SystemExit(1)

    def _lines(self, name: str) -> list[tuple[int, dict[str, str]]]:
        try:
            text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
            lines = csv.DictReader(text.splitlines(), strict=True)
            columns = [(column or "").strip().lower() for column in lines.fieldnames or []]
            if missing := [column for column in NEEDED if column not in columns]:
                raise CommandError(
                    f"The first line must name the columns; missing: {', '.join(missing)}.", returncode=2
                )
            lines.fieldnames = columns
            return list(enumerate(lines, start=2))
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise CommandError(f"{name} cannot be read: {error}", returncode=2) from None


def _named(source: str) -> str:
    if not 1 <= len(source) <= 80:
        raise ValueError("a rate needs a source of at most 80 letters: a column, or --source")
    return source


def _quote(line: dict[str, str]) -> PrintedQuote:
    value, digits = reading.number(line.get("value") or "")
    on: date = reading.day(line.get("date") or "")
    base, quote = ((line.get(side) or "").strip() for side in ("base", "quote"))
    return PrintedQuote(base, quote, value, digits, reading.nominal(line.get("nominal") or "1"), effective_on=on)
