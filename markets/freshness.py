"""How fresh the rates are that readers see, for the desk."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from markets import prices
from markets.prices import Derived
from markets.standing import Standing

# A long weekend brings no rates; after it somebody should look, unless a bank's calendar says that it rests.
STALE_AFTER_DAYS = 3


@dataclass(frozen=True, slots=True)
class Freshness:
    """`as_of` is the newest day that the strip's rates carry; None where they carry none. A peg carries none."""

    as_of: date | None
    age_days: int
    is_stale: bool


def freshness(at: datetime) -> Freshness | None:
    """Return how old the strip's newest rate is on the newsroom's calendar; None while there is no rate. One query."""
    known = [price for price in prices.of_strip(at) if price.derived != Derived.PEG]
    if not known:
        return None
    as_of = max((price.effective_on for price in known if price.effective_on), default=None)
    age = (timezone.localtime(at).date() - as_of).days if as_of else 0
    is_stale = as_of is None or (age > STALE_AFTER_DAYS and all(price.standing != Standing.FRESH for price in known))
    return Freshness(as_of, max(age, 0), is_stale)
