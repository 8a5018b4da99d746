"""How a rate is written: which unit, how many digits, which change. Pure Decimal, rounded once, half-even.

A printed number carries only so much. A som of 0.00008 dollars is anything from 0.000075 to 0.000085, so it is shown as
`1,000 UZS = 0.08 USD` and never with digits that nobody printed.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from enum import StrEnum

UNITS = (1, 10, 100, 1_000, 10_000)
MOST_DIGITS = 5
SMALLEST_SHOWN = Decimal("0.01")
# One printed digit turned round says less than nothing: 1 / 0.00008 would be "10,000", and the truth 11,765 to 13,333.
FEWEST_DIGITS_TO_INVERT = 2
CHANGE_PLACES = 2
MINUS = "\N{MINUS SIGN}"
# Stored values have 15 digits at most. So a quotient lies further from every half than these 40 digits can be wrong,
# and rounding it again to what is shown still rounds the true number.
_EXACT = Context(prec=40, rounding=ROUND_HALF_EVEN)


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"
    NONE = "unchanged"


@dataclass(frozen=True, slots=True)
class Rate:
    """`nominal` units cost `value`; the value has exactly the decimal places that were printed."""

    value: Decimal
    nominal: int = 1

    @property
    def significant_digits(self) -> int:
        return len(self.value.as_tuple().digits)

    @property
    def per_one(self) -> Decimal:
        """The price of one unit. Nominals are powers of ten, so this moves the point and keeps every digit."""
        return self.value.scaleb(-_zeros(self.nominal), _EXACT)

    @property
    def turned(self) -> Decimal:
        """The other direction, unrounded: never stored, never shown with all its digits."""
        return _EXACT.divide(Decimal(1), self.per_one)


@dataclass(frozen=True, slots=True)
class Figure:
    """`unit` of one currency is `value` of the other, with the digits to show."""

    unit: int
    value: Decimal

    @property
    def unit_text(self) -> str:
        return f"{self.unit:,}"

    @property
    def value_text(self) -> str:
        return written(self.value)


@dataclass(frozen=True, slots=True)
class Change:
    """A move in percent as it is shown: "+0.96 %", with a real minus below zero and no sign at zero."""

    text: str
    direction: Direction


def written(value: Decimal) -> str:
    """Every digit with its trailing zeros, thousands parted, never an exponent."""
    return f"{value:,f}"


def printed_rate(value: Decimal, digits: int, nominal: int = 1) -> Rate:
    """Undo the padding of the database column: `digits` is the number of decimal places as printed."""
    return Rate(value.quantize(Decimal(1).scaleb(-digits), context=_EXACT), nominal)


def digits_of(rate: Rate) -> int:
    """How many significant digits anything computed from this rate may show."""
    return min(MOST_DIGITS, rate.significant_digits)


def as_printed(rate: Rate) -> Figure:
    """Every printed digit, in the unit that is easy to read."""
    return _in_unit(rate.per_one)


def direct(rate: Rate) -> Figure:
    """The printed direction in few digits."""
    return _in_unit(rounded(rate.per_one, digits_of(rate)))


def inverse(rate: Rate) -> Figure | None:
    """The other direction, or None where too little was printed to turn round."""
    if rate.significant_digits < FEWEST_DIGITS_TO_INVERT:
        return None
    return _in_unit(rounded(rate.turned, digits_of(rate)))


def quotient(above: Rate, below: Rate) -> Decimal:
    """One price by another, unrounded."""
    return _EXACT.divide(above.per_one, below.per_one)


def crossed(above: Rate, below: Rate) -> Rate:
    """The price of `below`'s currency in `above`'s, with the digits of the coarser of the two and eight places."""
    exact = quotient(above, below)
    digits = min(above.significant_digits, below.significant_digits, exact.adjusted() + 1 + 8)
    return Rate(rounded(exact, max(1, digits)))


def percent(now: Rate, before: Rate) -> Decimal:
    """The unrounded move of the printed direction. Swap the two for the move of the other direction."""
    return percent_of(now.per_one, before.per_one)


def percent_of(now: Decimal, before: Decimal) -> Decimal:
    """The unrounded move from one unrounded price to another."""
    return _EXACT.multiply(_EXACT.subtract(_EXACT.divide(now, before), Decimal(1)), Decimal(100))


def turned_percent(moved: Decimal) -> Decimal:
    """The move of the other direction: -0.7686 % one way is +0.7746 % the other, not its negative.

    `moved` is above -100: a price falls to nothing at most.
    """
    grown = _EXACT.divide(Decimal(100), _EXACT.add(Decimal(100), moved))
    return _EXACT.multiply(_EXACT.subtract(grown, Decimal(1)), Decimal(100))


def change(moved: Decimal, places: int = CHANGE_PLACES) -> Change:
    """Write a move with `places` decimals. What rounds to zero is zero: no sign, no direction."""
    rounded = moved.quantize(Decimal(1).scaleb(-places), context=_EXACT)
    if not rounded:
        return Change(f"{written(rounded.copy_abs())} %", Direction.NONE)
    sign, direction = ("+", Direction.UP) if rounded > 0 else (MINUS, Direction.DOWN)
    return Change(f"{sign}{written(rounded.copy_abs())} %", direction)


def money(amount: Decimal, price: Decimal) -> Decimal:
    """`amount` at an unrounded price, in two decimals, as a bank would reckon it at that rate.

    A sum of less than one keeps five significant digits, so that it is not 0.00.
    """
    exact = _EXACT.multiply(amount, price)
    if exact and exact < 1:
        return rounded(exact, MOST_DIGITS)
    return exact.quantize(Decimal("0.01"), context=_EXACT)


def exchanged(amount: Decimal, wanted_per_dollar: Decimal, given_per_dollar: Decimal) -> Decimal:
    """An amount of one currency in another, over the dollar, unrounded."""
    return _EXACT.divide(_EXACT.multiply(amount, wanted_per_dollar), given_per_dollar)


def plain(value: Decimal, places: int) -> Decimal:
    """The value with `places` decimals, without zeros that say nothing: 10.40 is 10.4."""
    rounded_value = value.quantize(Decimal(1).scaleb(-places), context=_EXACT)
    whole = rounded_value.to_integral_value()
    return whole if rounded_value == whole else rounded_value.normalize()


def in_units(price_of_one: Decimal, unit: int, digits: int) -> Figure:
    """The price of `unit` units, rounded to `digits` significant digits."""
    return Figure(unit, rounded(price_of_one, digits).scaleb(_zeros(unit), _EXACT))


def _zeros(power_of_ten: int) -> int:
    return len(str(power_of_ten)) - 1


def _in_unit(price_of_one: Decimal) -> Figure:
    unit = next((unit for unit in UNITS if price_of_one * unit >= SMALLEST_SHOWN), UNITS[-1])
    return Figure(unit, price_of_one.scaleb(_zeros(unit), _EXACT))


def rounded(value: Decimal, digits: int) -> Decimal:
    """Round to exactly `digits` significant digits; 9.9996 at four is 10.00."""
    last_place = value.adjusted() - digits + 1
    rounded = value.quantize(Decimal(1).scaleb(last_place), context=_EXACT)
    if len(rounded.as_tuple().digits) > digits:
        rounded = rounded.quantize(Decimal(1).scaleb(last_place + 1), context=_EXACT)
    return rounded
