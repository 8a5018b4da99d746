"""How surely a date is known, how it is said, and where a story of unknown date stands in a list."""

from datetime import UTC, datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format

# Dated stories begin with printing; everything undated sorts after them, and keeps the order of its list.
UNDATED = datetime(1000, 1, 1, tzinfo=UTC)


class DatePrecision(models.TextChoices):
    EXACT = "exact", "exact"
    DAY = "day", "the day"
    ABOUT = "about", "about"
    BEFORE = "before", "then or earlier"
    UNKNOWN = "unknown", "unknown"


def undated_at(position: int) -> datetime:
    """Return the sorting moment of the undated story in `position` of its list, newest first."""
    return UNDATED - timedelta(seconds=position)


def is_undated(at: datetime) -> bool:
    """Tell whether a moment is no moment, but the place of an undated story in its list."""
    return at <= UNDATED


def zone_label(at: datetime) -> str:
    """Return "UTC+5" or "UTC+5:30" for a local moment."""
    offset = timezone.localtime(at).utcoffset() or timedelta()
    minutes = int(offset.total_seconds() // 60)
    sign, minutes = ("+", minutes) if minutes >= 0 else ("−", -minutes)
    return f"UTC{sign}{minutes // 60}" + (f":{minutes % 60:02}" if minutes % 60 else "")


def said(at: datetime, precision: str, margin_days: int | None = None) -> tuple[str, str]:
    """Return how a date is printed, and the machine's form for `<time datetime>` ("" where it is unknown).

    Both say the same and no more than is known: a month for a date that may be two weeks off.
    """
    local = timezone.localtime(at)
    if precision == DatePrecision.EXACT:
        return f"{date_format(local, 'j F Y, H:i')} ({zone_label(at)})", local.isoformat(timespec="minutes")
    if precision == DatePrecision.DAY:
        return date_format(local, "j F Y"), local.date().isoformat()
    if precision == DatePrecision.BEFORE:
        return f"{date_format(local, 'F Y')} or earlier", f"{local:%Y-%m}"
    if precision == DatePrecision.ABOUT:
        if margin_days is not None and margin_days <= 1:
            return f"About {date_format(local, 'j F Y')}", local.date().isoformat()
        if margin_days is not None and margin_days > 100:
            return f"About {local.year}", str(local.year)
        return f"About {date_format(local, 'F Y')}", f"{local:%Y-%m}"
    return "Undated, from the archive", ""
