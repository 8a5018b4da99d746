"""What a run read and what became of it. For every kind: read = created + updated + unchanged + skipped + failed.

Counts are exact. The lists are for people and stop at `MOST_LISTED`; each single thing stands in the run's items.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse

from articles.legacy.models import ImportRun
from articles.legacy.records import Kind, Place, Problem, Severity, ShortcodeNote, Tally

CREATED, UPDATED, UNCHANGED = "created", "updated", "unchanged"
MOST_LISTED = 10_000
MOST_PRINTED = 60
MOST_OF_A_REASON = 10
TROUBLED = (Severity.SKIPPED, Severity.FAILED)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing read, for the log of runs. `target` is (kind, id) of the row that it became."""

    kind: str
    outcome: str
    what: str
    place: Place
    reason: str = ""
    old_id: str = ""
    target: tuple[str, int] | None = None


class Report:
    def __init__(self, *, is_dry_run: bool = False) -> None:
        self.is_dry_run = is_dry_run
        self.counts: dict[str, Counter[str]] = {outcome: Counter() for outcome in (CREATED, UPDATED, UNCHANGED)}
        self.troubles: dict[Severity, Counter[str]] = {severity: Counter() for severity in Severity}
        self.problems: dict[Severity, list[Problem]] = {severity: [] for severity in Severity}
        self.tallies: Counter[tuple[str, str, str]] = Counter()
        self.regions: list[dict[str, Any]] = []
        self.shortcodes: dict[tuple[str, str], ShortcodeNote] = {}
        self.redated: list[str] = []
        self.differences: list[dict[str, Any]] = []  # that a person has to take or leave
        self.places_kept = 0  # for pictures that texts of an export show and its list of files does not hold
        self.items: list[Item] = []  # not in the log of runs yet
        self.takes_up: list[ImportRun] = []  # runs over the same dumps that had broken off

    def count(self, outcome: str, item: Item) -> None:
        self.counts[outcome][item.kind] += 1
        self.items.append(item)

    def add(self, problem: Problem, *, old_id: str = "", target: tuple[str, int] | None = None) -> None:
        self.troubles[problem.severity][problem.kind] += 1
        if len(self.problems[problem.severity]) < MOST_LISTED:
            self.problems[problem.severity].append(problem)
        self.items.append(
            Item(problem.kind, problem.severity, problem.what, problem.place, problem.reason, old_id, target)
        )

    def tally(self, tally: Tally) -> None:
        self.tallies[tally.kind, tally.what, tally.reason] += tally.count

    def warn(self, place: Place, kind: Kind, what: str, reason: str) -> None:
        self.add(Problem(Severity.WARNING, place, kind, what, reason))

    def note_region(self, what: str, names: list[str], because: list[str]) -> None:
        if len(self.regions) < MOST_LISTED:
            self.regions.append({"what": what, "regions": names, "because": because})

    def note_difference(self, place: Place, kind: str, target_id: int, what: str, field: str) -> None:
        """Note a field that changed at the source beside an editor's work, with where the desk decides about it."""
        if len(self.differences) < MOST_LISTED:
            address = differences_address(kind, target_id)
            self.differences.append(
                {"file": place.file, "line": place.line, "kind": kind, "id": target_id, "what": what, "field": field,
                 "decide_at": address}
            )  # fmt: skip

    def note_redated(self, what: str) -> None:
        if len(self.redated) < MOST_LISTED:
            self.redated.append(what)

    def note_shortcode(self, note: ShortcodeNote) -> None:
        known = self.shortcodes.setdefault((note.name, note.action), ShortcodeNote(note.name, note.action))
        known.count += note.count
        known.examples = (known.examples + note.examples)[:3]

    def take_in(self, other: Report) -> None:
        """Tell as well what another run told, whose items are in the log."""
        for mine, theirs in ((self.counts, other.counts), (self.troubles, other.troubles)):
            for name, counter in theirs.items():
                mine[name].update(counter)
        for severity, problems in other.problems.items():
            self.problems[severity] += problems[: MOST_LISTED - len(self.problems[severity])]
        for mine, theirs in ((self.regions, other.regions), (self.redated, other.redated),
                             (self.differences, other.differences)):  # fmt: skip
            mine += theirs[: MOST_LISTED - len(mine)]
        for note in other.shortcodes.values():
            self.note_shortcode(note)
        self.tallies.update(other.tallies)
        self.places_kept += other.places_kept
        self.takes_up += other.takes_up

    @property
    def has_failures(self) -> bool:
        return bool(self.troubles[Severity.FAILED].total())

    @property
    def exit_code(self) -> int:
        """0 where nothing failed, 1 where something did, 2 where nothing was taken at all."""
        if not self.has_failures:
            return 0
        return 1 if self.took_anything else 2

    def _skipped(self, kind: Kind) -> int:
        return self.troubles[Severity.SKIPPED][kind] + sum(
            count for (tallied, _, _), count in self.tallies.items() if tallied == kind
        )

    def read(self, kind: Kind) -> int:
        done = sum(counter[kind] for counter in self.counts.values())
        return done + self._skipped(kind) + self.troubles[Severity.FAILED][kind]

    @property
    def took_anything(self) -> bool:
        return any(counter.total() for counter in self.counts.values())

    def totals(self) -> dict[str, int]:
        """How many of each outcome, whatever the kind; for lists of runs."""
        found = {outcome: counter.total() for outcome, counter in self.counts.items()}
        found |= {severity.value: counter.total() for severity, counter in self.troubles.items()}
        found[Severity.SKIPPED.value] += self.tallies.total()
        return found

    def as_dict(self, *, longest: int = MOST_LISTED) -> dict[str, Any]:
        """The report as JSON: counts by kind with every kind named, then the lists, `longest` entries each at most."""
        counts = {outcome: {kind.value: counter[kind] for kind in Kind} for outcome, counter in self.counts.items()}
        return {
            "dry_run": self.is_dry_run,
            "takes_up": [_taken_up(run) for run in self.takes_up],
            "read": {kind.value: self.read(kind) for kind in Kind},
            **counts,
            "skipped": [_as_dict(problem) for problem in self.problems[Severity.SKIPPED][:longest]],
            "failed": [_as_dict(problem) for problem in self.problems[Severity.FAILED][:longest]],
            "warnings": [_as_dict(problem) for problem in self.problems[Severity.WARNING][:longest]],
            "not_listed": {
                severity.value: unlisted
                for severity, counter in self.troubles.items()
                if (unlisted := counter.total() - min(longest, len(self.problems[severity])))
            },
            "left_out": [
                {"kind": str(kind), "what": what, "reason": reason, "count": count}
                for (kind, what, reason), count in sorted(self.tallies.items())
            ],
            "shortcodes": [
                {"name": note.name, "action": note.action, "count": note.count, "examples": note.examples}
                for _, note in sorted(self.shortcodes.items())
            ],
            "regions": self.regions[:longest],
            "redated": self.redated[:longest],
            "differences": self.differences[:longest],
            "places_kept": self.places_kept,
        }

    def write(self, path: Path) -> None:
        write_json(path, self.as_dict())

    def lines(self) -> list[str]:
        """The report for a terminal: a table of counts, then what needs an eye."""
        table = [f"{'':10}{'read':>8}{'created':>9}{'updated':>9}{'unchanged':>11}{'skipped':>9}{'failed':>8}"]
        for kind in Kind:
            if not self.read(kind):
                continue
            done = [self.counts[outcome][kind] for outcome in (CREATED, UPDATED, UNCHANGED)]
            left = [self._skipped(kind), self.troubles[Severity.FAILED][kind]]
            table.append(
                f"{kind.value:10}{self.read(kind):>8}{done[0]:>9}{done[1]:>9}{done[2]:>11}{left[0]:>9}{left[1]:>8}"
            )
        for run in self.takes_up:
            table.append(f"run {run.pk} had broken off with {_written(run)} things written; this run took it up")
        for severity in (Severity.FAILED, Severity.SKIPPED, Severity.WARNING):
            table += self._problem_lines(severity)
        table += [f"left out: {count} {what}: {reason}" for (_, what, reason), count in sorted(self.tallies.items())]
        if self.differences:
            table += self._difference_lines()
        if self.places_kept:
            table.append(f"pictures that only texts name: {self.places_kept}; a place is kept in the library for each")
        regions = Counter(name for story in self.regions for name in story["regions"])
        if regions:
            counted = ", ".join(f"{name} {count}" for name, count in regions.most_common())
            table.append(f"regions proposed: {counted}; --report names them story by story")
        table += [f"shortcode [{n.name}] {n.action}: {n.count}" for _, n in sorted(self.shortcodes.items())]
        return table

    def _difference_lines(self) -> list[str]:
        """Say how many fields a person has to take or leave, and where."""
        things = {(each["kind"], each["id"]): each for each in self.differences}
        fields, shown = len(self.differences), list(things.values())[:MOST_OF_A_REASON]
        lines = [f"to take or leave: {fields} field{'s'[: fields > 1]} of {len(things)}, at {differences_address()}"]
        lines += [f"  “{each['what']}”: {each['decide_at']}" for each in shown]
        return lines + ([f"  and {len(things) - len(shown)} more"] if len(things) > len(shown) else [])

    def _problem_lines(self, severity: Severity) -> list[str]:
        """A line each, or one for all with the same reason where they are many. --report and the log have them all."""
        problems = self.problems[severity]
        often = {reason for reason, count in Counter(p.reason for p in problems).items() if count > MOST_OF_A_REASON}
        by_reason: dict[str, list[Problem]] = {}
        lines: list[str] = []
        for problem in problems:
            if problem.reason in often:
                by_reason.setdefault(problem.reason, []).append(problem)
            else:
                lines.append(f"{severity.value}: {problem.place}: {problem.what}: {problem.reason}")
        more = self.troubles[severity].total() - len(problems) + max(0, len(lines) - MOST_PRINTED)
        lines = lines[:MOST_PRINTED]
        for reason, same in by_reason.items():
            first = same[0]
            lines.append(f"{severity.value}: {len(same)} times: {reason}; first at {first.place}: {first.what}")
        return lines + ([f"{severity.value}: and {more} more; --report and the log of runs have them"] if more else [])


def differences_address(kind: str = "", target_id: int = 0) -> str:
    """Return where the desk shows the differences of one thing, or the list of all."""
    name = "admin:legacy_fielddifference_" + ("thing" if kind else "changelist")
    return settings.SITE_URL + reverse(name, args=[kind, target_id] if kind else None)


def write_json(path: Path, told: dict[str, Any]) -> None:
    path.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _written(run: ImportRun) -> int:
    return run.counts.get(CREATED, 0) + run.counts.get(UPDATED, 0)


def _taken_up(run: ImportRun) -> dict[str, Any]:
    return {"run": run.pk, "started_at": run.started_at.isoformat(), "written": _written(run)}


def _as_dict(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.place.file,
        "line": problem.place.line,
        "kind": problem.kind.value,
        "what": problem.what,
        "reason": problem.reason,
    }
