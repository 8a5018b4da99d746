"""What the table of all rates says: every currency both ways, its moves, and where it stands in its year."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from markets import figures, history, moves, prices, sources, sparkline
from markets.figures import Change, Figure
from markets.moves import Course, Range
from markets.newest import ANCHOR
from markets.prices import Derived, Price
from markets.ticker import StripLine, line_of

COURSE_DAYS = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class TableRow:
    """`there` is the price of one dollar, `back` that of the currency in dollars; None where too few digits were
    printed to turn them round. The moves and the range are of `line`, as in the strip."""

    line: StripLine
    there: Figure | None
    back: Figure | None
    week: Change | None
    month: Change | None
    year: Change | None
    range: Range | None
    path: str

    @property
    def price(self) -> Price:
        return self.line.price

    @property
    def source(self) -> str:
        return sources.label(self.price.source)

    @property
    def site(self) -> str:
        return sources.site(self.price.source)

    @property
    def is_of_dollar(self) -> bool:
        """The heading of the column says it all."""
        return self.price.counted_in.code == ANCHOR and self.there is not None and self.there.unit == 1

    @property
    def currency_words(self) -> str:
        """What the row does not say in one glance: the currency of a price that is not for one dollar."""
        return "" if self.is_of_dollar else self.price.currency.code

    @property
    def counted_in_words(self) -> str:
        """What the heading does not say: a currency that is not the dollar."""
        return "" if self.price.counted_in.code == ANCHOR else self.price.counted_in.code


def rows(at: datetime) -> list[TableRow]:
    """One row for each currency, as known at `at`, in two queries that read one year whatever the archive holds."""
    known = prices.of_all(at) or prices.of_any_pair(at)
    today = timezone.localtime(at).date()
    ends = [price.effective_on for price in known if price.effective_on and price.derived != Derived.PEG]
    days = {}
    if ends:
        wanted = {series for price in known if price.effective_on for series in price.legs}
        # Rates of tomorrow are known at the bank, and are not in force.
        days = history.points(wanted, min(max(ends), today) - moves.LOOK_BACK, today)
    return [row_of(price, days, at) for price in known]


def row_of(price: Price, days: dict, at: datetime) -> TableRow:
    line = line_of(price)
    last = price.effective_on if price.effective_on and not line.is_pegged else timezone.localtime(at).date()
    course = _course(price, days, line, last)
    says_moves = not line.is_stale and not line.is_pegged
    there, back = both_ways(price)
    shown = back if line.currency == price.currency else there
    return TableRow(
        line,
        there,
        back,
        week=moves.over(course, last, timedelta(days=7)) if says_moves else None,
        month=moves.over(course, last, moves.month_before(last)) if says_moves else None,
        year=moves.over(course, last, moves.YEAR) if says_moves else None,
        range=moves.of_year(course, last, shown.unit, figures.digits_of(price.rate)) if shown else None,
        path=sparkline.path([one for one in course if one[0] >= last - COURSE_DAYS], last - COURSE_DAYS, last),
    )


def both_ways(price: Price) -> tuple[Figure | None, Figure | None]:
    """What one unit of the other currency costs in this one, and what this one costs in the other."""
    printed, turned = figures.as_printed(price.rate), figures.inverse(price.rate)
    return (printed, turned) if price.base == price.counted_in else (turned, printed)


def _course(price: Price, days: dict, line: StripLine, last) -> Course:
    if price.effective_on is None:
        return []
    return history.course(price, days, is_turned=line.is_turned, first=last - moves.LOOK_BACK, last=last)
