"""Ask the site for every address of a list, as a reader would: which answer, where they lead, what is missing.

LIST is a text with an address a line, a CSV, a site map or an index of them (packed or not), or an access log of
Apache, nginx or Caddy; "-" is standard input. No server has to run. Ends with 0 only where every address resolves.
"""

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable
from json import dumps
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cms.addresses import sheet
from cms.addresses.checking import Checked, Checker
from cms.addresses.likely import Likely
from cms.addresses.lists import Listed, read_list

SHOWN = 40


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("list", metavar="LIST", help="a list of addresses; - for standard input")
        parser.add_argument(
            "--host", action="append", default=[], metavar="NAME",
            help="a host of the old site; others are then left out, without it every host is taken for ours",
        )  # fmt: skip
        parser.add_argument("--csv", type=Path, metavar="FILE", help="write what does not resolve, with likely targets")
        parser.add_argument("--json", action="store_true", help="print everything as JSON")
        parser.add_argument("--all", action="store_true", help="show those that answer too")

    def handle(self, *, list: str, host: list[str], csv: Path | None, json: bool, all: bool, **given: object) -> None:
        try:
            listed = read_list(list)
        except OSError as error:
            raise CommandError(f"{list}: {error.strerror or error}", returncode=2) from error
        checker = Checker(host)
        kept = [checked for checked in checker.check(listed.hits) if all or json or not checked.resolves]
        kept.sort(key=lambda checked: (checked.resolves, -checked.hits))
        missing = [checked for checked in kept if not checked.resolves]
        if csv:
            self._write_sheet(csv, missing)
        if json:
            self._print_json(kept, checker, listed)
        else:
            self._print_table(kept if all else missing[:SHOWN], len(missing), is_all=all)
            self._print_summary(checker, listed, csv)
        if missing or listed.fault_count or listed.left_out:
            sys.exit(1)

    def _write_sheet(self, path: Path, missing: Iterable[Checked]) -> None:
        likely = Likely()
        try:
            with path.open("w", encoding="utf-8", newline="") as file:
                sheet.write(file, ((checked, likely.target_of(checked.address)) for checked in missing))
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror or error}", returncode=2) from error

    def _print_table(self, rows: list[Checked], missing: int, *, is_all: bool) -> None:
        for checked in rows:
            said = "; ".join(filter(None, [checked.to, checked.why]))
            status = checked.status or "---"
            self.stdout.write(f"{status}  {checked.hits:>6,}  {_printable(checked.address)}  {_printable(said)}")
        if not is_all and missing > len(rows):
            self.stdout.write(f"and {missing - len(rows):,} more that do not resolve: --csv writes them all")

    def _print_summary(self, checker: Checker, listed: Listed, csv: Path | None) -> None:
        for fault in listed.faults[:SHOWN]:
            self.stdout.write(_printable(fault))
        if listed.fault_count > SHOWN:
            self.stdout.write(f"and {listed.fault_count - SHOWN:,} more lines without an address")
        total: Counter[str] = Counter()
        for family, outcomes in sorted(checker.families.items()):
            total += outcomes
            self.stdout.write(f"{family:<26} {_told(outcomes)}")
        self.stdout.write(f"{'all':<26} {_told(total)}")
        if listed.left_out:
            self.stdout.write(
                f"{listed.left_out:,} lines were not looked at: the list has too many different addresses"
            )
        if csv:
            self.stdout.write(
                f"{csv} holds what does not resolve; the desk takes it under Addresses, Bulk corrections."
            )

    def _print_json(self, kept: list[Checked], checker: Checker, listed: Listed) -> None:
        document = {
            "addresses": [{name: getattr(checked, name) for name in Checked.__slots__} for checked in kept],
            "families": {family: dict(outcomes) for family, outcomes in sorted(checker.families.items())},
            "faults": listed.faults,
            "fault_count": listed.fault_count,
            "left_out": listed.left_out,
        }
        self.stdout.write(dumps(document, ensure_ascii=False, indent=1))


def _told(outcomes: Counter[str]) -> str:
    return ", ".join(f"{count:,} {outcome}" for outcome, count in sorted(outcomes.items())) or "nothing"


def _printable(text: str) -> str:
    """A terminal is moved by no sign of an address."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)
