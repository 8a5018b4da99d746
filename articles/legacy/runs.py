"""How import runs stand, in words, and the last of them for the desk's front page."""

from __future__ import annotations

from dataclasses import dataclass

from articles.legacy.lock import is_import_running
from articles.legacy.models import ImportRun, Outcome

LAST = 3


@dataclass(frozen=True, slots=True)
class LastRun:
    """`mark` names the colour (css/imports.css), `words` say the same."""

    run: ImportRun
    mark: str
    words: str
    failures: int


def standing(run: ImportRun) -> tuple[str, str]:
    """Return (mark, words) for how a run ended."""
    if run.undone_at:
        return "undone", "undone"
    if run.finished_at is None:
        return ("running", "running") if is_import_running() else ("broken", "broken off")
    if run.exit_code:
        return "failed", "finished, with failures"
    return "good", "finished"


def last_runs() -> list[LastRun]:
    runs = ImportRun.objects.defer("report", "options", "paths").order_by("-started_at")[:LAST]
    return [LastRun(run, *standing(run), (run.counts or {}).get(Outcome.FAILED, 0)) for run in runs]
