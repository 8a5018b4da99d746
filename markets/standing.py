"""How fresh a rate is: against what its source should have printed by now, not against the clock alone."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from markets.calendars import Calendar
from markets.sources import SOURCES

STALE_MISSED, STALE_DAYS, EXPIRED_DAYS = 3, 7, 14
# A source that we know nothing of, such as an archive or the newsroom itself.
_UNKNOWN = Calendar("Asia/Almaty")


class Standing(StrEnum):
    FRESH = "fresh"  # nothing that was due is missing
    LATE = "late"
    STALE = "stale"  # no longer says anything of today: its change is not shown
    EXPIRED = "expired"  # leaves the strip, stays in the table
    UNDATED = "undated"


def calendar_of(source: str) -> Calendar:
    return SOURCES[source].calendar if source in SOURCES else _UNKNOWN


def standing(source: str, effective_on: date | None, at: datetime) -> Standing:
    """Feasts of weeks are no fault of the bank: nothing is late, however old, before something due is missing."""
    if effective_on is None:
        return Standing.UNDATED
    calendar = calendar_of(source)
    missed = calendar.missed_since(effective_on, at)
    if not missed:
        return Standing.FRESH
    age = at.astimezone(ZoneInfo(calendar.zone)).date() - effective_on
    if age > timedelta(days=EXPIRED_DAYS):
        return Standing.EXPIRED
    if missed >= STALE_MISSED or age > timedelta(days=STALE_DAYS):
        return Standing.STALE
    return Standing.LATE
