"""What is known of a story's date, and never more than that.

"20 hours ago" counts back from the day of the snapshot. In a list that runs newest first, an undated story is
no later than the dated one above it. Without either, the date stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from articles.legacy.records import ArticleRecord, Status
from cms.lib.dates import UNDATED, DatePrecision, undated_at

# WordPress rounds to whole units: the date may be off by half of one. A month is 30 days there, a year 365.
_UNITS = {
    "sec": (timedelta(seconds=1), 1),
    "min": (timedelta(minutes=1), 1),
    "hour": (timedelta(hours=1), 1),
    "day": (timedelta(days=1), 1),
    "week": (timedelta(days=7), 4),
    "month": (timedelta(days=30), 15),
    "year": (timedelta(days=365), 183),
}
_AGO = re.compile(r"(\d{1,3})\s+(sec|min|hour|day|week|month|year)(?:ond|ute)?s?\s+ago", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dating:
    """`moment` sorts; `precision` and `margin_days` say how it may be shown."""

    moment: datetime
    precision: str
    margin_days: int | None = None


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def from_ago(words: str, snapshot_on: date) -> tuple[date, int] | None:
    """Return (day, days it may be off) for "3 weeks ago" as printed on `snapshot_on`; None for other words."""
    match = _AGO.fullmatch(words.strip())
    if not match:
        return None
    unit, margin = _UNITS[match[2].lower()]
    return (noon(snapshot_on) - int(match[1]) * unit).date(), margin


def standing(printings: Iterable[ArticleRecord]) -> ArticleRecord | None:
    """Return the record of an export that stands: the one changed last, whatever came first."""
    records = [printing for printing in printings if printing.record_id]
    if len(records) < 2:
        return records[0] if records else None
    return max(records, key=lambda p: (p.modified_at or p.published_at or UNDATED, p.body, _told(p)))


def _told(record: ArticleRecord) -> str:
    return repr([getattr(record, each.name) for each in fields(record) if each.name != "place"])


def own_dating(printings: Iterable[ArticleRecord]) -> Dating | None:
    """Return the best that a story's own printings say: an exact moment, a stated day, else the nearest about-date.

    Stories of one about-date keep the order of their list: each place in it is a second.
    """
    printings = list(printings)
    if record := standing(printings):
        if record.published_at and record.status in (Status.PUBLISHED, Status.HIDDEN):
            return Dating(record.published_at, DatePrecision.EXACT)
        if record.status != Status.PUBLISHED:
            return None
    days = sorted(p.published_on for p in printings if p.published_on)
    if days:
        return Dating(noon(days[0]), DatePrecision.DAY)
    abouts = []
    for printing in printings:
        found = printing.snapshot_on and from_ago(printing.relative_date, printing.snapshot_on)
        if found:
            day, margin = found
            abouts.append((margin, day, -printing.list_position))
    if not abouts:
        return None
    margin, day, minus_position = min(abouts)
    return Dating(noon(day) + timedelta(seconds=minus_position), DatePrecision.ABOUT, margin)


@dataclass(frozen=True, slots=True)
class ListedStory:
    story: str
    position: int


def bounds(lists: Iterable[list[ListedStory]], dated: Mapping[str, Dating]) -> dict[str, Dating]:
    """Return "then or earlier" for undated stories below a dated one. `lists` run newest first.

    A list whose dated stories contradict that order bounds nothing.
    """
    found: dict[str, Dating] = {}
    for listed in lists:
        in_order = sorted(listed, key=lambda entry: (entry.position, entry.story))
        if not _runs_newest_first([dated[entry.story] for entry in in_order if entry.story in dated]):
            continue
        above: tuple[Dating, int] | None = None
        for entry in in_order:
            if entry.story in dated:
                above = dated[entry.story], entry.position
            elif above is not None:
                moment = above[0].moment - timedelta(seconds=max(1, entry.position - above[1]))
                if entry.story not in found or moment < found[entry.story].moment:
                    found[entry.story] = Dating(moment, DatePrecision.BEFORE)
    return found


def _runs_newest_first(datings: list[Dating]) -> bool:
    return all(
        later.moment + timedelta(days=(earlier.margin_days or 0) + (later.margin_days or 0) + 1) >= earlier.moment
        for later, earlier in zip(datings, datings[1:], strict=False)
    )


def unknown(position: int) -> Dating:
    return Dating(undated_at(position), DatePrecision.UNKNOWN)
