"""When an item was published and changed. Exports hold local times without a zone beside times in UTC, or none.

The order is that of the import reference, part 2.2: UTC; local time in the zone that was given; the feed's date;
local time by the offset that the other items show; nothing. Never now, never 1970.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from articles.legacy.readers.wxr.document import Entry

_WRITTEN = re.compile(r"(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2})(?:Z|\+00:00)?")
# The year is said in four digits: of "-0001" a lenient reading makes 2000 or 1999.
_FEED_DATE = re.compile(
    r"(?:[A-Za-z]{3,9}, )?\d{1,2} [A-Za-z]{3} \d{4} \d{2}:\d{2}(?::\d{2})?(?: [+-]\d{4}| [A-Z]{1,5})?"
)
# What a clock that was never set shows. A paper may have taken over stories from before the web.
_ZERO = datetime(1970, 1, 2)
_FIRST_FEED_YEAR = 1991
_QUARTER = timedelta(minutes=15)
_FARTHEST = timedelta(hours=14)
# In twenty years a site's clock is reset and summers come and go; this part of all items must agree with a zone.
_AGREEING = 0.5


@dataclass(frozen=True, slots=True)
class Dated:
    at: datetime | None
    warning: str = ""


@dataclass(slots=True)
class Clock:
    """How the site's local time lies to UTC: the zone given, and the offsets that the items show."""

    zone: ZoneInfo | None = None
    offsets: Counter[timedelta] = field(default_factory=Counter)
    contradicting: int = 0

    def learn(self, entry: Entry) -> None:
        local, utc = _moment(entry.text("wp:post_date")), _moment(entry.text("wp:post_date_gmt"))
        if local is None or utc is None:
            return
        offset = _QUARTER * round((local - utc) / _QUARTER)
        if abs(offset) > _FARTHEST:
            return
        self.offsets[offset] += 1
        if self.zone and local.replace(tzinfo=self.zone).utcoffset() != offset:
            self.contradicting += 1

    @property
    def contradiction(self) -> str:
        """Say that the zone given cannot be that of the site; "" where it can."""
        known = self.offsets.total()
        if not self.zone or not known or self.contradicting <= known * _AGREEING:
            return ""
        usual = self.offsets.most_common(1)[0][0]
        return (
            f"the time zone {self.zone.key} does not fit {self.contradicting} of {known} items; "
            f"most are at UTC{sign(usual)}"
        )

    @property
    def guess(self) -> timedelta | None:
        return max(self.offsets, key=lambda offset: (self.offsets[offset], offset), default=None)

    def published(self, entry: Entry) -> Dated:
        if at := _moment(entry.text("wp:post_date_gmt")):
            return Dated(at.replace(tzinfo=UTC))
        local = _moment(entry.text("wp:post_date"))
        if local and self.zone:
            return Dated(_in_utc(local, self.zone))
        if at := _feed_date(entry.text("pubDate")):
            return Dated(at)
        if local and self.guess is not None:
            at = _in_utc(local, timezone(self.guess))
            said = (
                f"it says its local time only; taken at UTC{sign(self.guess)}, as most others: --timezone tells better"
            )
            return Dated(at, said)
        if local:
            return Dated(
                None, "it says its local time only, and nothing tells the zone: left without a date; use --timezone"
            )
        return Dated(None, "it has no date")

    def modified(self, entry: Entry) -> datetime | None:
        if at := _moment(entry.text("wp:post_modified_gmt")):
            return at.replace(tzinfo=UTC)
        local = _moment(entry.text("wp:post_modified"))
        if local is None or (self.zone is None and self.guess is None):
            return None
        return _in_utc(local, self.zone or timezone(self.guess))


def find_zone(name: str) -> ZoneInfo | None:
    """Return the zone of an IANA name; None for "". Raises ValueError for a name that there is not."""
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"{name!r} is no time zone such as Asia/Almaty") from error


def sign(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _moment(text: str) -> datetime | None:
    match = _WRITTEN.fullmatch(text)
    if match is None:
        return None
    try:
        at = datetime(*map(int, match.groups()))
    except ValueError:
        return None
    # Near either end of what a calendar holds, a zone would lead out of it.
    return at if _ZERO < at < datetime(9999, 12, 30) else None


def _feed_date(text: str) -> datetime | None:
    if not _FEED_DATE.fullmatch(text):
        return None
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
    return at.astimezone(UTC) if _FIRST_FEED_YEAR <= at.year < 9999 else None


def _in_utc(local: datetime, zone: ZoneInfo | timezone) -> datetime:
    return local.replace(tzinfo=zone).astimezone(UTC)
