"""What the page of one currency says: its price both ways, its chart, the numbers behind it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from markets import chart, figures, history, moves, prices, sparkline
from markets.chart import Chart
from markets.figures import Change
from markets.models import Currency, Quote
from markets.moves import Course
from markets.newest import ANCHOR
from markets.prices import Derived, Price
from markets.table import TableRow, both_ways, row_of

# Name of a span -> its words, and its days; None is everything.
SPANS: dict[str, tuple[str, timedelta | None]] = {
    "30d": ("30 days", timedelta(days=30)),
    "90d": ("90 days", timedelta(days=90)),
    "1y": ("1 year", timedelta(days=365)),
    "5y": ("5 years", timedelta(days=5 * 365 + 1)),
    "all": ("All", None),
}
DEFAULT_SPAN = "1y"
MOST_NUMBERS = 60
# A longer course is read by the week, or by as many weeks as make so many points, so that it costs what a year costs.
LONGEST_BY_DAY = timedelta(days=800)
MOST_WEEKS = 270
YOUNGER_BY = timedelta(days=14)
WEDNESDAY = 3  # on which every bank has a rate in force, unless it rested


@dataclass(frozen=True, slots=True)
class Number:
    """A line of the table behind the chart."""

    on: date
    value: str
    change: Change | None


@dataclass(frozen=True, slots=True)
class CurrencyPage:
    """`is_of_dollar`: the chart is of the dollar counted in this currency, not of this currency in dollars."""

    row: TableRow
    span: str
    is_of_dollar: bool
    unit_text: str
    shown: Currency
    counted_in: Currency
    chart: Chart | None
    first: date
    last: date
    numbers: list[Number]
    every: str  # "day", "week" or "month": how far apart the numbers stand
    weeks_apart: int  # of the drawn days; 0 where every day is drawn

    @property
    def price(self) -> Price:
        return self.row.price


def price_in_dollars(code: str, at: datetime) -> Price | None:
    """The price of this currency as known at `at`, chosen as in the table."""
    return next((price for price in prices.of_one(code, at)), None)


def page(price: Price, at: datetime, *, span: str, is_of_dollar: bool) -> CurrencyPage:
    """All of the page. Reads the days of the span, and one year for the moves, whatever the archive holds."""
    today = timezone.localtime(at).date()
    last = price.effective_on if price.effective_on and price.derived != Derived.PEG else today
    length = SPANS[span][1]
    first = last - length if length else _first_day(price) or last
    is_by_day = last - first <= LONGEST_BY_DAY
    weeks_apart = 0 if is_by_day else -(-(last - first).days // (7 * MOST_WEEKS))
    known = history.points(price.legs, min(first if is_by_day else last, last - moves.LOOK_BACK), last)
    row = row_of(price, known, at)
    drawn = known if is_by_day else history.points_on(price.legs, _wednesdays(first, last, weeks_apart))
    # The printed direction and the other one; the page asks for one of them by what it counts in.
    is_turned = (price.base.code == ANCHOR) != is_of_dollar
    whole = history.course(price, drawn, is_turned=is_turned, first=first, last=last) if price.effective_on else []
    course = [one for one in whole if one[0] >= first]
    first = _begun(price, course, first)
    there, back = both_ways(price)
    figure = (there if is_of_dollar else back) or figures.direct(price.rate)
    digits = figures.digits_of(price.rate)
    numbers, every = _numbers(course, figure.unit, digits)
    shown, counted_in = (price.counted_in, price.currency) if is_of_dollar else (price.currency, price.counted_in)
    bridge = max(sparkline.LONGEST_BRIDGE_DAYS, weeks_apart * 7 * 2 + 1)
    return CurrencyPage(
        row,
        span,
        is_of_dollar,
        figure.unit_text,
        shown,
        counted_in,
        chart.draw(course, first, last, figure.unit, digits, bridge),
        first,
        last,
        numbers,
        every,
        weeks_apart,
    )


def _wednesdays(first: date, last: date, weeks_apart: int) -> list[date]:
    """One Wednesday in so many weeks, and the ends."""
    day = first + timedelta(days=(WEDNESDAY - first.isoweekday()) % 7)
    days = {first, last}
    while day < last:
        days.add(day)
        day += timedelta(weeks=weeks_apart)
    return sorted(days)


def _begun(price: Price, course: Course, first: date) -> date:
    """The first day of the chart: that of the span, or of the history where that is younger, so that it fills the room.

    Days that are missing within a history are a gap, and are drawn as one.
    """
    if not course or course[0][0] - first <= YOUNGER_BY:
        return first
    known_since = _first_day(price)
    return course[0][0] if known_since and known_since >= first else first


def _first_day(price: Price) -> date | None:
    series = price.legs[0]
    known = Quote.objects.filter(source=series.source, base=series.base, quote=series.quote, effective_on__isnull=False)
    return known.order_by("effective_on").values_list("effective_on", flat=True).first()


def _numbers(course: Course, unit: int, digits: int) -> tuple[list[Number], str]:
    """The chart in words: every day, or the last of each week or month, newest first."""
    for every, key in (("day", _day), ("week", _week), ("month", _month)):
        kept = list({key(day): (day, value) for day, value in course}.values())
        if len(kept) <= MOST_NUMBERS or every == "month":
            break
    numbers = []
    before: Decimal | None = None
    for day, value in kept:
        change = None if before is None else figures.change(figures.percent_of(value, before))
        numbers.append(Number(day, figures.in_units(value, unit, digits).value_text, change))
        before = value
    return numbers[::-1], every


def _day(day: date) -> date:
    return day


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
