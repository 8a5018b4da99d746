"""How a price moved over a day, a week, a month, a year, and where it stands between the year's ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from markets import figures
from markets.figures import Change, Direction, Figure

# A price this much older than the day that is compared with says nothing of that day.
NEAR_ENOUGH = timedelta(days=10)
YEAR = timedelta(days=365)
# So many days before the newest one must be read to say all of it.
LOOK_BACK = YEAR + NEAR_ENOUGH

Course = Sequence[tuple[date, Decimal]]


@dataclass(frozen=True, slots=True)
class Range:
    """The lowest and highest price of a year in `unit`s, and how far from the lowest the last one stands, of 100."""

    low: Figure
    high: Figure
    place: Decimal


def over(course: Course, last: date, span: timedelta) -> Change | None:
    """The move from the price in force `span` ago to the last one; None where none is known of about then."""
    if not course:
        return None
    wanted = last - span
    then = next((value for day, value in reversed(course) if day <= wanted and day >= wanted - NEAR_ENOUGH), None)
    if then is None:
        return None
    now = course[-1][1]
    if now == then:
        return Change("unchanged", Direction.NONE)
    return figures.change(figures.percent_of(now, then))


def month_before(day: date) -> timedelta:
    """How long ago the same day of the month before was, or that month's last one."""
    end_of_month_before = day.replace(day=1) - timedelta(days=1)
    return day - end_of_month_before.replace(day=min(day.day, end_of_month_before.day))


def of_year(course: Course, last: date, unit: int, digits: int) -> Range | None:
    """Between which prices a year went; None where the price never moved or too little is known."""
    values = [value for day, value in course if day >= last - YEAR]
    if len(values) < 2 or min(values) == max(values):
        return None
    low, high = min(values), max(values)
    place = (values[-1] - low) * 100 / (high - low)
    return Range(
        figures.in_units(low, unit, digits), figures.in_units(high, unit, digits), place.quantize(Decimal("0.1"))
    )
