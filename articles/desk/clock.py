"""Times as editors type them: on the newsroom's clock, whose zone is named wherever a time is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.utils import timezone

from cms.lib.dates import zone_label


@dataclass(frozen=True, slots=True)
class Reading:
    """What a day and an hour may mean. `moments` are one, two where the clocks go back; `is_gap`: that hour never was,
    and the moment is what the clock shows instead."""

    moments: tuple[datetime, ...]
    is_gap: bool = False


def zone_name(at: datetime | None = None) -> str:
    """Return the newsroom's zone, as "Asia/Almaty (UTC+5)"."""
    return f"{timezone.get_current_timezone()} ({zone_label(at or timezone.now())})"


def read(day: date, hour: time) -> Reading:
    """Say which moments of the newsroom's clock a day and an hour are. Raises OverflowError at the ends of time."""
    zone = timezone.get_current_timezone()
    wall = datetime.combine(day, hour)
    first, second = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first == second:
        return Reading((first,))
    if first.astimezone(zone).replace(tzinfo=None) != wall:
        # The clocks jumped over it. Read with the offset from before, it falls after the jump.
        return Reading((first,), is_gap=True)
    return Reading((first, second))
