"""How fresh the rates are that readers see, for the desk."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from markets import newest

# A long weekend brings no rates; after it somebody should look.
STALE_AFTER_DAYS = 3


@dataclass(frozen=True, slots=True)
class Freshness:
    """`as_of` is the newest day that the strip's rates carry; None where they carry none."""

    as_of: date | None
    age_days: int

    @property
    def is_stale(self) -> bool:
        return self.as_of is None or self.age_days > STALE_AFTER_DAYS


def freshness(at: datetime) -> Freshness | None:
    """Return how old the strip's newest rate is on the newsroom's calendar; None while there is no rate. One query."""
    quotes = newest.of_strip(at)
    if not quotes:
        return None
    as_of = max((quote.effective_on for quote in quotes if quote.effective_on), default=None)
    return Freshness(as_of, (timezone.localtime(at).date() - as_of).days if as_of else 0)
