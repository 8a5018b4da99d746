"""What this process knows of the next change that is due, so that no page has to ask the database for it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class _Known:
    next_at: datetime | None
    until: float  # of the monotonic clock
    change: int


# One for all threads; replaced whole, so that none sees half a change of another's.
_known: _Known | None = None
# Counts the plans made in this process, so that what was read before one is read again.
_change = 0


def change() -> int:
    """Return what to hand to `remember` after a look that begins now."""
    return _change


def forget() -> None:
    """Let this process look again. Called when a plan was made or moved."""
    global _change
    _change += 1


def remember(next_at: datetime | None, *, seconds: float, change: int) -> None:
    global _known
    _known = _Known(next_at, time.monotonic() + seconds, change)


def is_fresh() -> bool:
    """Tell whether what is known may be relied on."""
    known = _known
    return known is not None and known.change == _change and time.monotonic() < known.until


def is_due(now: datetime) -> bool:
    """Tell whether something is due as far as this process knows. What is not known yet may be."""
    known = _known
    if known is None or known.change != _change:
        return True
    return known.next_at is not None and known.next_at <= now
