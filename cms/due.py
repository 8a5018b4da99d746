"""One pass over what is due, by whoever runs it, and the sign of life of the one who is meant to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from cms.ledger import due
from cms.ledger.due import Applied
from cms.site.identity import identity


def tick(now: datetime) -> Applied:
    """Apply what is due. The letters that come of it say their hours in the newsroom's zone."""
    with timezone.override(identity().zone):
        return due.apply_due(now)


def _heart() -> Path:
    """A file, not a row: it beats every minute, and a backup of the newsroom need not hold it."""
    return Path(settings.DATA_DIR) / "tick"


def beat(now: datetime) -> None:
    """Leave word that a tick ran."""
    _heart().write_text(now.isoformat())


def last_beat() -> datetime | None:
    """Return when a tick last ran on this machine, None where none ever did."""
    try:
        return datetime.fromtimestamp(_heart().stat().st_mtime, tz=UTC)
    except OSError:
        return None


@dataclass(frozen=True, slots=True)
class Overdue:
    """How many changes are late, and when a tick ran last."""

    count: int
    last_tick: datetime | None


def overdue(now: datetime) -> Overdue | None:
    """Return what is late because nobody looks. Where a tick runs, it is at it."""
    last = last_beat()
    if last is not None and now - last <= due.GRACE:
        return None
    count = due.overdue(now)
    return Overdue(count, last) if count else None
