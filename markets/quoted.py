"""What a stored quote says, ready to be shown in either direction."""

import re

from markets import figures
from markets.figures import Change, Rate
from markets.models import Quote

_DECIMALS = re.compile(r"[.,](\d+)")


def rate_of(quote: Quote) -> Rate:
    return figures.printed_rate(quote.value, quote.digits, quote.nominal)


def change_of(quote: Quote, *, is_turned: bool = False) -> Change | None:
    """The printed change where there is one, else the move since the rate before (see `markets.newest`), else None."""
    if quote.change is not None:
        if not is_turned:
            return figures.change(quote.change, _printed_places(quote.change_text))
        return figures.change(figures.turned_percent(quote.change))
    if quote.value_before is None:
        return None
    now, before = rate_of(quote), Rate(quote.value_before, quote.nominal_before)
    return figures.change(figures.percent(before, now) if is_turned else figures.percent(now, before))


def _printed_places(change_text: str) -> int:
    """How many decimals the printed change had: 2 in "0.96%". The column holds four, whatever was printed."""
    if not change_text:
        return figures.CHANGE_PLACES
    decimals = _DECIMALS.search(change_text)
    return len(decimals[1]) if decimals else 0
