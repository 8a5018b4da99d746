"""How import runs stand, in words, and the last of them for the desk's front page."""

from __future__ import annotations

from dataclasses import dataclass

from articles.legacy.lock import holder
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
        if is_running(run):
            return "running", "running"
        return "broken", "broken off, taken up later" if run.taken_up_by_id else "broken off"
    if run.exit_code:
        return "failed", "finished, with failures"
    return "good", "finished"


def is_running(run: ImportRun) -> bool:
    """Tell whether this very run is going on: its process holds the import's lock, and has not begun another since."""
    now = holder()
    is_its_process = now is not None and (now.pid, now.host) == (run.pid, run.host)
    return is_its_process and not ImportRun.objects.filter(pk__gt=run.pk, pid=run.pid, host=run.host).exists()


def how_it_went_on(run: ImportRun) -> str:
    """Return what became of a run that did not finish, in a sentence for people; "" for one that did."""
    if run.finished_at or is_running(run):
        return ""
    counts = run.counts or {}
    written = counts.get(Outcome.CREATED, 0) + counts.get(Outcome.UPDATED, 0)
    why = run.broke_off or "it was killed, or its machine failed"
    told = f"Broken off: {why}. What it had written until then is here, {written} things, and nothing half."
    if later := run.taken_up_by:
        return f"{told} Run {later.pk} took it up: {_outcomes(later)}."
    return f"{told} The same command again brings the rest."


def _outcomes(run: ImportRun) -> str:
    counts = run.counts or {}
    told = [f"{counts[outcome]} {outcome.label}" for outcome in Outcome if counts.get(outcome)]
    return ", ".join(told) or "nothing yet"


def last_runs() -> list[LastRun]:
    runs = ImportRun.objects.defer("report", "options", "paths").order_by("-started_at")[:LAST]
    return [LastRun(run, *standing(run), (run.counts or {}).get(Outcome.FAILED, 0)) for run in runs]
