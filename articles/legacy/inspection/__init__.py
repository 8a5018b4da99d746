"""What a dump holds, told before anything is written. Reads files only: no database is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from articles.legacy.inspection import exports, pages
from articles.legacy.inspection.findings import Finding
from articles.legacy.readers import AUTO, ReadOptions, UnreadableInput, detect, find_files
from articles.legacy.records import Kind, Problem, Severity

_INSPECTORS = {"wxr": exports.inspect, "pages": pages.inspect}


@dataclass(slots=True)
class Inspection:
    findings: list[Finding] = field(default_factory=list)

    @property
    def has_failures(self) -> bool:
        return any(p.severity == Severity.FAILED for finding in self.findings for p in finding.problems)

    def lines(self) -> list[str]:
        """For a terminal: a block for each file."""
        return [line for finding in self.findings for line in (*finding.lines(), "")][:-1]

    def as_dict(self) -> dict[str, Any]:
        return {"files": [finding.as_dict() for finding in self.findings]}


def inspect(paths: list[Path], *, format: str = AUTO, options: ReadOptions) -> Inspection:
    """Look through every file; one that cannot be read is a finding too. Raises UnreadableInput for a wrong path."""
    inspection = Inspection()
    for path in find_files(paths):
        name = detect(path) if format == AUTO else format
        try:
            inspection.findings += _INSPECTORS[name](path, options)
        except UnreadableInput as error:
            problem = Problem(Severity.FAILED, error.place, Kind.OTHER, "file", error.reason)
            inspection.findings.append(Finding(str(path), name, problems=[problem]))
    return inspection
