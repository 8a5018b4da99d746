"""What the currency strip says."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest

from markets import figures, newest, quoted
from markets.figures import Change, Direction, Figure
from markets.models import Currency, Quote


@dataclass(frozen=True, slots=True)
class StripLine:
    """`unit` of `currency` is `value` of `counted_in`, as texts to print; `change` is None where nothing moved."""

    unit: str
    currency: Currency
    value: str
    counted_in: Currency
    change: Change | None
    effective_on: date | None  # None: printed on a page of unknown date
    printed: Quote
    is_turned: bool  # against the direction that was printed


def strip(at: datetime) -> list[StripLine]:
    """The strip's currencies in dollars, in their order, as known at `at`.

    One query; a second one only while no such pair is known, to show any other pair rather than nothing.
    """
    return [_line(quote) for quote in newest.of_strip(at) or newest.of_every_pair(at)]


def strip_of_page(request: HttpRequest | None, at: datetime) -> list[StripLine]:
    """The same, asked for once a request however many parts of the page show it."""
    if request is None:
        return strip(at)
    if getattr(request, "strip_as_of", None) != at:
        request.strip_lines, request.strip_as_of = strip(at), at
    return request.strip_lines


def _line(quote: Quote) -> StripLine:
    rate = quoted.rate_of(quote)
    turned = figures.inverse(rate) if quote.base_id == newest.ANCHOR else None
    if turned is None:
        return _in_words(figures.direct(rate), quote.base, quote.quote, quote, is_turned=False)
    return _in_words(turned, quote.quote, quote.base, quote, is_turned=True)


def _in_words(
    figure: Figure, currency: Currency, counted_in: Currency, printed: Quote, *, is_turned: bool
) -> StripLine:
    moved = quoted.change_of(printed, is_turned=is_turned)
    if moved and moved.direction == Direction.NONE:
        moved = None
    when = printed.effective_on
    return StripLine(figure.unit_text, currency, figure.value_text, counted_in, moved, when, printed, is_turned)
