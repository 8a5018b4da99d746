"""Days that somebody asks for."""

from datetime import date, datetime, time

from django.utils import timezone

# Nobody printed rates before, and no page is asked for one after.
FIRST_YEAR, LAST_YEAR = 1990, 2100


def end_of(text: str) -> datetime:
    """The last second of the day written as 2026-11-20, in the newsroom's zone. Raises ValueError for anything else."""
    day = date.fromisoformat(text)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"{day} is no day of rates")
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))
