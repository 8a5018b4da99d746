"""What a run read and what became of it. For every kind: read = created + updated + unchanged + skipped + failed."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from articles.legacy.records import Kind, Place, Problem, Severity, ShortcodeNote

CREATED, UPDATED, UNCHANGED = "created", "updated", "unchanged"


class Report:
    def __init__(self, *, is_dry_run: bool = False) -> None:
        self.is_dry_run = is_dry_run
        self.counts: dict[str, Counter[str]] = {outcome: Counter() for outcome in (CREATED, UPDATED, UNCHANGED)}
        self.problems: dict[Severity, list[Problem]] = {severity: [] for severity in Severity}
        self.regions: list[dict[str, Any]] = []
        self.shortcodes: dict[tuple[str, str], ShortcodeNote] = {}
        self.redated: list[str] = []

    def count(self, kind: Kind, outcome: str) -> None:
        self.counts[outcome][kind] += 1

    def add(self, problem: Problem) -> None:
        self.problems[problem.severity].append(problem)

    def warn(self, place: Place, kind: Kind, what: str, reason: str) -> None:
        self.add(Problem(Severity.WARNING, place, kind, what, reason))

    def note_shortcode(self, note: ShortcodeNote) -> None:
        known = self.shortcodes.setdefault((note.name, note.action), ShortcodeNote(note.name, note.action))
        known.count += note.count
        known.examples = (known.examples + note.examples)[:3]

    @property
    def has_failures(self) -> bool:
        return bool(self.problems[Severity.FAILED])

    def read(self, kind: Kind) -> int:
        troubled = (Severity.SKIPPED, Severity.FAILED)
        return sum(counter[kind] for counter in self.counts.values()) + sum(
            problem.kind == kind for severity in troubled for problem in self.problems[severity]
        )

    @property
    def took_anything(self) -> bool:
        return any(self.counts.values())

    def as_dict(self) -> dict[str, Any]:
        """The report as JSON: counts by kind with every kind named, then the lists."""
        counts = {outcome: {kind.value: counter[kind] for kind in Kind} for outcome, counter in self.counts.items()}
        return {
            "dry_run": self.is_dry_run,
            "read": {kind.value: self.read(kind) for kind in Kind},
            **counts,
            "skipped": [_as_dict(problem) for problem in self.problems[Severity.SKIPPED]],
            "failed": [_as_dict(problem) for problem in self.problems[Severity.FAILED]],
            "warnings": [_as_dict(problem) for problem in self.problems[Severity.WARNING]],
            "shortcodes": [
                {"name": note.name, "action": note.action, "count": note.count, "examples": note.examples}
                for _, note in sorted(self.shortcodes.items())
            ],
            "regions": self.regions,
            "redated": self.redated,
        }

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(self.as_dict(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")

    def lines(self) -> list[str]:
        """The report for a terminal: a table of counts, then what needs an eye."""
        table = [f"{'':10}{'read':>8}{'created':>9}{'updated':>9}{'unchanged':>11}{'skipped':>9}{'failed':>8}"]
        for kind in Kind:
            if not self.read(kind):
                continue
            done = [self.counts[outcome][kind] for outcome in (CREATED, UPDATED, UNCHANGED)]
            left = [sum(p.kind == kind for p in self.problems[s]) for s in (Severity.SKIPPED, Severity.FAILED)]
            table.append(
                f"{kind.value:10}{self.read(kind):>8}{done[0]:>9}{done[1]:>9}{done[2]:>11}{left[0]:>9}{left[1]:>8}"
            )
        for severity in (Severity.FAILED, Severity.SKIPPED, Severity.WARNING):
            table += [f"{severity.value}: {p.place}: {p.what}: {p.reason}" for p in self.problems[severity]]
        regions = Counter(name for story in self.regions for name in story["regions"])
        if regions:
            counted = ", ".join(f"{name} {count}" for name, count in regions.most_common())
            table.append(f"regions proposed: {counted}; --report names them story by story")
        table += [f"shortcode [{n.name}] {n.action}: {n.count}" for _, n in sorted(self.shortcodes.items())]
        return table


def _as_dict(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.place.file,
        "line": problem.place.line,
        "kind": problem.kind.value,
        "what": problem.what,
        "reason": problem.reason,
    }
