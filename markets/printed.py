"""A quote as somebody printed it, checked before anything is done with it. Pure: no rows, no network."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

NOMINALS = (1, 10, 100, 1000, 10000)
MOST_PLACES = 8
MOST_CHANGE_PLACES = 4
# SQLite keeps decimals as binary numbers, which hold 15 digits faithfully.
MOST_DIGITS = 15
# What the column leaves beside its eight decimal places. SQLite would store more, and fail to read it.
MOST_WHOLE_DIGITS = 12


@dataclass(frozen=True, slots=True)
class PrintedQuote:
    """`nominal` units of `base` are `value` units of `quote`, as printed with `digits` decimal places.

    `change` is in percent and `change_text` is how it was printed. `origin_key` names the printed block, the same in
    every run; it is what an undated quote is known by. `is_repeat` tells that the source printed the rate of its last
    working day again. Raises ValueError, naming the quote, for what cannot be kept exactly as printed.
    """

    base: str
    quote: str
    value: Decimal
    digits: int
    nominal: int = 1
    change: Decimal | None = None
    change_text: str = ""
    effective_on: date | None = None
    origin_key: str = ""
    is_repeat: bool = False

    def __post_init__(self) -> None:
        fault = next(_faults(self), None)
        if fault:
            raise ValueError(f"{self.base[:10]}/{self.quote[:10]} = {str(self.value)[:40]}: {fault}")


def _faults(printed: PrintedQuote) -> Iterator[str]:
    for code in (printed.base, printed.quote):
        if not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
            yield "a currency has three capital letters"
    if printed.base == printed.quote:
        yield "a quote is of two currencies"
    if printed.nominal not in NOMINALS:
        yield f"the nominal {printed.nominal} is not one of {', '.join(map(str, NOMINALS))}"
    if not printed.value.is_finite() or printed.value <= 0:
        yield "the value is not a number above zero"
        return
    exponent = printed.value.as_tuple().exponent
    if not 0 <= printed.digits <= MOST_PLACES or -exponent > MOST_PLACES:
        yield f"more than {MOST_PLACES} decimal places"
    elif -exponent > printed.digits:
        yield f"the value has more than the {printed.digits} decimal places that were printed"
    whole_digits = printed.value.adjusted() + 1
    if whole_digits > MOST_WHOLE_DIGITS:
        yield f"more than {MOST_WHOLE_DIGITS} digits before the point"
    elif whole_digits + printed.digits > MOST_DIGITS:
        yield f"more than {MOST_DIGITS} digits"
    yield from _faults_of_change(printed)
    if printed.effective_on is None and not printed.origin_key:
        yield "a quote without a day needs the block it stood in"
    if len(printed.origin_key) > 64:
        yield "the name of its block is over 64 letters"


def _faults_of_change(printed: PrintedQuote) -> Iterator[str]:
    if len(printed.change_text) > 20:
        yield "the printed change is over 20 letters"
    if printed.change is None:
        return
    if not printed.change.is_finite() or not -100 < printed.change < 100_000:
        yield f"a change of {str(printed.change)[:20]} % cannot be"
    elif -printed.change.as_tuple().exponent > MOST_CHANGE_PLACES:
        yield f"the change has more than {MOST_CHANGE_PLACES} decimal places"
