"""What the currency strip says."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest

from markets import figures, prices
from markets.figures import Change, Direction
from markets.models import Currency
from markets.newest import ANCHOR
from markets.prices import Derived, Price
from markets.standing import Standing


@dataclass(frozen=True, slots=True)
class StripLine:
    """`unit` of `currency` is `value` of `counted_in`, as texts to print; `change` is None where nothing is known."""

    unit: str
    currency: Currency
    value: str
    counted_in: Currency
    change: Change | None
    price: Price
    is_turned: bool  # against the direction that was printed

    @property
    def effective_on(self) -> date | None:
        """None: printed on a page of unknown date."""
        return self.price.effective_on

    @property
    def is_pegged(self) -> bool:
        return self.price.derived == Derived.PEG

    @property
    def is_stale(self) -> bool:
        return self.price.standing in {Standing.STALE, Standing.EXPIRED}

    @property
    def is_fresh(self) -> bool:
        return self.price.standing == Standing.FRESH


@dataclass(frozen=True, slots=True)
class Strip:
    """The lines, and what holds for all of them and is said once."""

    lines: list[StripLine]

    @property
    def counted_in(self) -> Currency | None:
        """The one currency that all lines are counted in."""
        codes = {line.counted_in.code for line in self.lines}
        return self.lines[0].counted_in if len(codes) == 1 else None

    @property
    def has_one_day(self) -> bool:
        """All lines are of one day, or of none."""
        return len({line.effective_on for line in self._dated}) <= 1

    @property
    def days(self) -> list[date | None]:
        """The days to say at the end: the only one, or the first and last of those rates that nothing is missing of."""
        if self.has_one_day:
            return [line.effective_on for line in self._dated][:1]
        fresh = sorted({line.effective_on for line in self._dated if line.is_fresh and line.effective_on})
        return fresh if len(fresh) < 2 else [fresh[0], fresh[-1]]

    @property
    def _dated(self) -> list[StripLine]:
        """A peg has no day of its own: it holds."""
        return [line for line in self.lines if not line.is_pegged]


def strip(at: datetime) -> Strip:
    """The strip's currencies in dollars, in their order, as known at `at`.

    What has expired leaves it, unless nothing else is left. One query; a second one only while no such pair is known,
    to show any other pair rather than nothing.
    """
    known = prices.of_strip(at) or prices.of_all(at) or prices.of_any_pair(at)
    in_use = [price for price in known if price.standing != Standing.EXPIRED]
    return Strip([line_of(price) for price in in_use or known])


def strip_of_page(request: HttpRequest | None, at: datetime) -> Strip:
    """The same, asked for once a request however many parts of the page show it."""
    if request is None:
        return strip(at)
    if getattr(request, "strip_as_of", None) != at:
        request.strip, request.strip_as_of = strip(at), at
    return request.strip


def line_of(price: Price) -> StripLine:
    """A price as few digits, counted in dollars where enough was printed to turn it round."""
    turned = figures.inverse(price.rate) if price.base.code == ANCHOR else None
    is_turned = turned is not None
    figure = turned or figures.direct(price.rate)
    currency, counted_in = (price.quote, price.base) if is_turned else (price.base, price.quote)
    moved = price.change(is_turned=is_turned)
    if moved and moved.direction == Direction.NONE and price.printed_change is not None:
        # An archive's printed zero says only that it printed too few digits.
        moved = None
    return StripLine(figure.unit_text, currency, figure.value_text, counted_in, moved, price, is_turned)
