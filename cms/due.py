"""One pass over what is due, by whoever runs it, and the sign of life of the one who is meant to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
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


def is_ticking(now: datetime, within: timedelta = due.GRACE) -> bool:
    last = last_beat()
    return last is not None and now - last <= within
