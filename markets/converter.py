"""Changing an amount at the rate that is shown. In Decimal, rounded once."""

import re
from dataclasses import dataclass
from decimal import Decimal

from markets import figures
from markets.prices import Price

_AMOUNT = re.compile(r"[0-9]{1,12}(?:[.,][0-9]{1,4})?")
_SPACES = re.compile(r"[ '\u00a0\u202f]")
# A comma before three last digits parts thousands; before one or two it is a decimal one.
_THOUSANDS = re.compile(r",(?=[0-9]{3}(?:,[0-9]{3})*(?:\.[0-9]+)?$)")


@dataclass(frozen=True, slots=True)
class Conversion:
    """`amount` of `given` is `result` of `wanted`; `problem` says in words why there is none."""

    amount: str
    given: str
    wanted: str
    result: str = ""
    problem: str = ""


def amount_of(text: str) -> Decimal | None:
    """A typed amount: 1500, 1 500, 1,500 or 1500,50; None for anything else."""
    bare = _THOUSANDS.sub("", _SPACES.sub("", text.strip()))
    if not _AMOUNT.fullmatch(bare):
        return None
    return Decimal(bare.replace(",", "."))


def convert(price: Price, text: str, given: str) -> Conversion:
    """The amount in the other currency of `price`. `given` is the code of the one that the amount is in."""
    pair = {price.currency.code, price.counted_in.code}
    given = given if given in pair else price.counted_in.code
    wanted = (pair - {given}).pop()
    amount = amount_of(text)
    if amount is None:
        return Conversion(text[:40], given, wanted, problem="Type a number, such as 1500 or 1,500.50.")
    rate = price.rate.per_one if given == price.base.code else price.rate.turned
    return Conversion(_plain(amount), given, wanted, figures.written(figures.money(amount, rate)))


def _plain(amount: Decimal) -> str:
    return f"{amount:,f}"
