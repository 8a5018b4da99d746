"""What lets a story go in spite of what its checks found: advice that was seen, and a reason for what blocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from articles.checks.catalogue import CHECKS, Finding

LONGEST_REASON = 2000


@dataclass(frozen=True, slots=True)
class Passing:
    """`seen` are checks whose advice somebody has read; None: all, from whoever acts without a page before them.

    `over` are checks that block and shall not, for `reason`. `decided` are checks whose advice
    a plan passed when it was made, and which may block by now.
    """

    seen: frozenset[str] | None = None
    over: frozenset[str] = frozenset()
    reason: str = ""
    decided: frozenset[str] = frozenset()


# Of whoever acts without a page before them: advice holds nothing up, what blocks does.
UNASKED = Passing()


@dataclass(frozen=True, slots=True)
class Passed:
    """What a story went out with, for the trail."""

    advice: tuple[Finding, ...] = ()
    over: tuple[Finding, ...] = ()
    known: tuple[Finding, ...] = ()  # what the live story had already
    reason: str = ""

    def details(self) -> dict[str, Any]:
        """Return what the trail keeps with the release, or nothing."""
        told = {
            "advice_passed": [finding.words for finding in self.advice],
            "overridden": [finding.words for finding in self.over],
            "known_before": [finding.words for finding in self.known],
            "override_reason": self.reason if self.over else "",
        }
        return {name: value for name, value in told.items() if value}

    def kept(self) -> dict[str, Any]:
        """Return what a plan keeps of it, for `Passing` to be made of when its time comes."""
        told: dict[str, Any] = {"advice": sorted({finding.check for finding in self.advice})}
        if self.over:
            told |= {"over": sorted({finding.check for finding in self.over}), "override_reason": self.reason}
        return {name: value for name, value in told.items() if value}


def kept_in(details: Mapping[str, Any]) -> Passing:
    """Read what a plan kept. Whoever planned has seen what there was; nobody is there to see more."""
    over, decided = frozenset(details.get("over", ())), frozenset(details.get("advice", ()))
    return Passing(None, over, details.get("override_reason", ""), decided)


def settle(findings: Iterable[Finding], passing: Passing, *, may_override: bool) -> tuple[list[Finding], Passed]:
    """Return what still stands against it, and what it passes with."""
    against: list[Finding] = []
    advice: list[Finding] = []
    over: list[Finding] = []
    for finding in findings:
        if finding.is_must:
            against.append(finding)
        elif finding.is_blocking and finding.check not in passing.decided:
            is_overridden = may_override and bool(passing.reason) and finding.check in passing.over
            (over if is_overridden else against).append(finding)
        else:
            (advice if passing.seen is None or finding.check in passing.seen else against).append(finding)
    return against, Passed(tuple(advice), tuple(over), reason=passing.reason)


def known_keys(given: Iterable[str]) -> frozenset[str]:
    """Return those of the words that name a check."""
    return frozenset(word for word in given if word in CHECKS)
