"""What the paper is called now, for every page, without a query for every page.

The row is read once and kept for `IDENTITY_KEPT_SECONDS`; a change shows at once in the process that made it, and in
the others when their time is up. Where the database does not answer, what was known last goes on being true.
"""

import logging
import time
import zoneinfo
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db import Error

from cms.pictures.models import Picture
from cms.site.models import THE_ONE, SiteIdentity

log = logging.getLogger(__name__)
NETWORKS = ("telegram", "instagram", "facebook", "youtube", "x", "linkedin")


@dataclass(frozen=True)
class Identity:
    """The row's values with the environment's where it has none."""

    name: str
    tagline: str
    publisher: str
    time_zone: str
    languages: tuple[tuple[str, str], ...]
    logo: Picture | None
    address: str
    email: str
    phone: str
    networks: tuple[tuple[str, str], ...]  # its name, our page there

    @cached_property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def has_contact(self) -> bool:
        return bool(self.address or self.email or self.phone or self.networks)


@dataclass(frozen=True, slots=True)
class _Known:
    identity: Identity
    until: float  # of the monotonic clock
    change: int


# One for all threads; replaced whole, so that none sees half a change of another's.
_known: _Known | None = None
# Counts the changes made in this process, so that what was read before one is read again.
_change = 0


def identity() -> Identity:
    """The paper's identity; asks the database once in a while."""
    known = _known
    if known is None or known.change != _change or time.monotonic() >= known.until:
        return _look()
    return known.identity


def last_known() -> Identity:
    """The same without ever asking the database: for the pages that say that something is broken."""
    return _known.identity if _known else of_row(None)


def forget() -> None:
    """Let this process look again. Called when the row was saved."""
    global _change
    _change += 1


def remember(found: Identity, *, change: int | None = None) -> Identity:
    global _known
    until = time.monotonic() + settings.IDENTITY_KEPT_SECONDS
    _known = _Known(found, until, _change if change is None else change)
    return found


def _look() -> Identity:
    change = _change
    try:
        row = SiteIdentity.objects.select_related("logo").filter(pk=THE_ONE).first()
    except Error:
        log.warning("The database does not answer: the paper keeps the name that it had.", exc_info=True)
        return remember(last_known(), change=change)
    return remember(of_row(row), change=change)


def _zone_that_there_is(name: str) -> str:
    """The zone, or the environment's where this machine's list of zones does not have it (any more)."""
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        log.error("This machine knows no time zone %r; dates are shown in %s.", name, settings.TIME_ZONE)
        return settings.TIME_ZONE
    return name


def of_row(row: SiteIdentity | None) -> Identity:
    row = row or SiteIdentity()
    offered = set(row.languages) | {settings.LANGUAGE_CODE} if row.languages else set(dict(settings.LANGUAGES))
    labels = {name: SiteIdentity._meta.get_field(name).verbose_name for name in NETWORKS}
    return Identity(
        name=row.name or settings.SITE_NAME,
        tagline=row.tagline or settings.SITE_TAGLINE,
        publisher=row.publisher,
        time_zone=_zone_that_there_is(row.time_zone or settings.TIME_ZONE),
        languages=tuple((code, label) for code, label in settings.LANGUAGES if code in offered),
        logo=row.logo if row.logo and row.logo.original else None,
        address=row.address,
        email=row.email,
        phone=row.phone,
        networks=tuple((labels[n][:1].upper() + labels[n][1:], getattr(row, n)) for n in NETWORKS if getattr(row, n)),
    )
