"""What was found in one file, for a terminal and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from articles.legacy.records import Problem

_MOST_NAMED = 12
_MOST_PROBLEMS = 20
_MOST_IN_JSON = 5_000


@dataclass(slots=True)
class Finding:
    """`facts` are said in a line each; `counts` are named with their numbers, the greatest first."""

    file: str
    format: str
    facts: dict[str, str] = field(default_factory=dict)
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        yield f"{self.file}: {self.format}"
        for name, fact in self.facts.items():
            yield f"  {name}: {fact}"
        for name, counter in self.counts.items():
            if counter:
                yield f"  {name}: {_named(counter)}"
        for problem in self.problems[:_MOST_PROBLEMS]:
            yield f"  {problem.severity.value}: {problem.place}: {problem.what}: {problem.reason}"
        if len(self.problems) > _MOST_PROBLEMS:
            yield f"  and {len(self.problems) - _MOST_PROBLEMS} more problems; --report has them all"

    def as_dict(self) -> dict[str, Any]:
        return {
            "file": self.file,
            "format": self.format,
            **{_key(name): fact for name, fact in self.facts.items()},
            **{_key(name): dict(counter.most_common(_MOST_IN_JSON)) for name, counter in self.counts.items()},
            "problems": [
                {
                    "severity": problem.severity.value,
                    "file": problem.place.file,
                    "line": problem.place.line,
                    "what": problem.what,
                    "reason": problem.reason,
                }
                for problem in self.problems
            ],
        }


def _key(name: str) -> str:
    return name.replace(" ", "_")


def _named(counter: Counter[str]) -> str:
    said = ", ".join(f"{name} {count:,}" for name, count in counter.most_common(_MOST_NAMED))
    more = len(counter) - _MOST_NAMED
    return f"{said}, and {more:,} more" if more > 0 else said
