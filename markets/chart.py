"""The chart of one price, as marks on a plane of 1000 by 1000: its line, its scale, its highest, lowest and last day.

Positions of words are shares of the plane in per cent, so that the drawing may be stretched and its words are not.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from django.utils.formats import date_format

from markets import figures, sparkline
from markets.moves import Course
from markets.sparkline import Box

PLANE = Box(1000, 1000, Decimal("0.14"), 0, 500)
# The plot leaves room for the scale at its right.
WIDTH_SHARE = Decimal("0.86")
# A number of the scale this near to the last price would stand in its way.
TOO_NEAR = 6
MOST_STEPS = 5
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


@dataclass(frozen=True, slots=True)
class Mark:
    """Words at a place of the plane; `anchor` is where the words begin, lie or end."""

    x: str
    y: str
    words: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Chart:
    path: str
    scale: list[Mark]
    days: list[Mark]
    highest: Mark
    lowest: Mark
    last: Mark
    is_flat: bool


def draw(course: Course, first: date, last: date, unit: int, digits: int, bridge: int) -> Chart | None:
    """The chart of the days from `first` to `last`, in prices of `unit` units; None where there is nothing to draw."""
    path = sparkline.path(course, first, last, PLANE, bridge)
    if not path:
        return None
    values = [value for _, value in course]
    low, high = min(values), max(values)
    span_days = (last - first).days

    def x_of(day: date) -> Decimal:
        return Decimal((day - first).days) * 100 / span_days * WIDTH_SHARE

    def y_of(value: Decimal) -> Decimal:
        share = (high - value) / (high - low) if high > low else Decimal("0.5")
        return (PLANE.pad + share * (1 - 2 * PLANE.pad)) * 100

    def mark(place: int) -> Mark:
        day, value = course[place]
        x = x_of(day)
        anchor = "start" if x < 12 else "end" if x > 74 else "middle"
        words = figures.in_units(value, unit, digits).value_text
        return Mark(_share(x), _share(y_of(value)), words, anchor)

    y_of_last = y_of(values[-1])
    scale = [(y_of(value), words) for value, words in _scale(low, high, unit)]
    return Chart(
        path,
        [Mark("100", _share(y), words if abs(y - y_of_last) > TOO_NEAR else "") for y, words in scale],
        [Mark(_share(x_of(day)), "100", words, "start") for day, words in _days(first, last)],
        mark(values.index(high)),
        mark(values.index(low)),
        mark(len(course) - 1),
        is_flat=low == high,
    )


def _scale(low: Decimal, high: Decimal, unit: int) -> list[tuple[Decimal, str]]:
    """Round numbers between the lowest and the highest price, with as many decimals as tell them apart."""
    if low == high:
        return []
    raw = (high - low) * unit / MOST_STEPS
    power = Decimal(1).scaleb(raw.adjusted())
    step = next(power * factor for factor in _STEPS if power * factor >= raw)
    places = max(0, -step.normalize().as_tuple().exponent)
    number = (low * unit / step).to_integral_value(ROUND_CEILING)
    last = (high * unit / step).to_integral_value(ROUND_FLOOR)
    marks = []
    while number <= last:
        marks.append((number * step / unit, f"{number * step:,.{places}f}"))
        number += 1
    return marks


def _days(first: date, last: date) -> list[tuple[date, str]]:
    """A few days to find one's way by: days, months or years, by how long the stretch is."""
    span = (last - first).days
    if span <= 45:
        days = [first + timedelta(days=n) for n in range(3, span - 3, 7)]
        return [(day, date_format(day, "j M")) for day in days]
    if span <= 800:
        every = 1 if span <= 130 else 2 if span <= 400 else 4
        months = [day for day in _month_starts(first, last) if (day.month - 1) % every == 0]
        return [(day, date_format(day, "Y" if day.month == 1 else "M")) for day in months]
    years = range(first.year + 1, last.year + 1)
    every = -(-len(years) // 6) or 1
    return [(date(year, 1, 1), str(year)) for year in years if (last.year - year) % every == 0]


def _month_starts(first: date, last: date) -> list[date]:
    months = []
    day = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    while day <= last - timedelta(days=10):
        months.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    return months


def _share(number: Decimal) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
