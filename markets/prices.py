"""What a currency costs at a moment: which of all known rates is shown, from whom, and how it moved.

The order of trust: an editor's rate that is in force, the currency's own bank, its relay, a cross out of another bank's
table, whatever else was printed. A source whose rates have stopped coming steps back behind one that still prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from django.utils import timezone

from markets import figures, newest
from markets.figures import Change, Direction, Rate
from markets.history import Series
from markets.models import Currency, Quote
from markets.newest import ANCHOR
from markets.sources import SOURCES, cbr, ecb, peg
from markets.sources.source import Trust
from markets.standing import Standing, standing

_DECIMALS = re.compile(r"[.,](\d+)")
# Still good to be shown as today's.
IN_USE = frozenset({Standing.FRESH, Standing.LATE})


class Derived(StrEnum):
    NOT = ""
    CROSS = "cross"
    PEG = "peg"


@dataclass(frozen=True, slots=True)
class Price:
    """`rate` says what `base` costs in `quote`, as printed, or crossed from the two series of `legs`."""

    base: Currency
    quote: Currency
    rate: Rate
    effective_on: date | None
    source: str
    standing: Standing
    legs: tuple[Series, ...]
    derived: Derived = Derived.NOT
    before: Rate | None = None
    printed_change: Decimal | None = None
    printed_change_text: str = ""
    is_by_hand: bool = False

    @property
    def currency(self) -> Currency:
        """The one that is not the dollar."""
        return self.quote if self.base.code == ANCHOR else self.base

    @property
    def counted_in(self) -> Currency:
        return self.base if self.base.code == ANCHOR else self.quote

    def change(self, *, is_turned: bool = False) -> Change | None:
        """The printed change where there is one, else the move since the publication before.

        None where nothing is known, where the rate is pegged, or too old to say anything of today.
        """
        if self.derived == Derived.PEG or self.standing in {Standing.STALE, Standing.EXPIRED}:
            return None
        if self.printed_change is not None:
            if not is_turned:
                return figures.change(self.printed_change, _printed_places(self.printed_change_text))
            return figures.change(figures.turned_percent(self.printed_change))
        if self.before is None:
            return None
        if self.before.per_one == self.rate.per_one:
            return Change("unchanged", Direction.NONE)
        now, before = (self.before, self.rate) if is_turned else (self.rate, self.before)
        return figures.change(figures.percent(now, before))


def of_strip(at: datetime) -> list[Price]:
    """The prices of the strip's currencies in dollars, in their order, in one query."""
    return _chosen(newest.candidates(at, only=newest.STRIP), at, strip_only=True)


def of_all(at: datetime) -> list[Price]:
    """The same of every currency, in one query."""
    return _chosen(newest.candidates(at, only=newest.ALL), at, strip_only=False)


def of_one(code: str, at: datetime) -> list[Price]:
    """The price of one currency in dollars, in one query; nothing where none is known."""
    chosen = _chosen(newest.candidates(at, only=code), at, strip_only=False)
    return [price for price in chosen if price.currency.code == code]


def of_any_pair(at: datetime) -> list[Price]:
    """Pairs without the dollar, for as long as nothing else is known."""
    by_pair: dict[frozenset[str], list[Quote]] = {}
    for quote in newest.lately_stored(at):
        by_pair.setdefault(frozenset((quote.base_id, quote.quote_id)), []).append(quote)
    return [price_of(max(quotes, key=_age), at) for quotes in by_pair.values()]


def price_of(quote: Quote, at: datetime) -> Price:
    is_by_hand = quote.origin_order == Quote.BY_HAND
    rate = figures.printed_rate(quote.value, quote.digits, quote.nominal)
    is_peg = quote.effective_on is not None and _is_peg(quote, rate)
    if is_peg:
        rate = figures.printed_rate(peg.RATE.value, peg.RATE.digits)
    before = getattr(quote, "value_before", None)
    # What an editor says is in force until the day that the editor gave.
    is_in_force = quote.until is not None and quote.until >= timezone.localtime(at).date()
    return Price(
        base=quote.base,
        quote=quote.quote,
        rate=rate,
        effective_on=quote.effective_on,
        source=quote.source,
        standing=Standing.FRESH if is_peg or is_in_force else standing(quote.source, quote.effective_on, at),
        legs=(Series(quote.source, quote.base_id, quote.quote_id),),
        derived=Derived.PEG if is_peg else Derived.NOT,
        before=None if before is None else Rate(before, quote.nominal_before),
        printed_change=quote.change,
        printed_change_text=quote.change_text,
        is_by_hand=is_by_hand,
    )


def _is_peg(quote: Quote, rate: Rate) -> bool:
    pegged = peg.RATE
    return (
        (quote.base_id, quote.quote_id) == (pegged.base, pegged.quote)
        and rate.per_one == pegged.value
        and quote.effective_on >= pegged.effective_on
    )


def _chosen(candidates: Iterable[Quote], at: datetime, *, strip_only: bool) -> list[Price]:
    direct: dict[str, dict[int, Quote]] = {}
    legs: dict[tuple[str, str, str], Quote] = {}
    currencies: dict[str, Currency] = {}
    for quote in candidates:
        currencies |= {quote.base_id: quote.base, quote.quote_id: quote.quote}
        if quote.source in newest.PIVOTS:
            legs[quote.source, quote.base_id, quote.quote_id] = quote
        if ANCHOR in (quote.base_id, quote.quote_id):
            other = quote.quote_id if quote.base_id == ANCHOR else quote.base_id
            direct.setdefault(other, {})[quote.pk] = quote
    wanted = [
        currency for code, currency in currencies.items() if code != ANCHOR and (currency.in_strip or not strip_only)
    ]
    found = (_best(direct.get(currency.code, {}).values(), legs, currency, at) for currency in wanted)
    return sorted(filter(None, found), key=lambda price: (price.currency.position, price.currency.code))


def _best(direct: Iterable[Quote], legs: dict, currency: Currency, at: datetime) -> Price | None:
    """One price of this currency out of all that say one."""
    day = timezone.localtime(at).date()
    in_force = [quote for quote in direct if quote.until and quote.until >= day]
    if in_force:
        return price_of(max(in_force, key=_age), at)
    known = {quote.pk: price_of(quote, at) for quote in direct}
    by_age = sorted(direct, key=_age, reverse=True)
    if by_age and known[by_age[0].pk].is_by_hand:
        return known[by_age[0].pk]
    in_use = [quote for quote in by_age if known[quote.pk].standing in IN_USE]
    if in_use and (trusted := max(map(_trust, in_use))) >= Trust.RELAY:
        return known[next(quote.pk for quote in in_use if _trust(quote) == trusted)]
    crossed = _crossed(legs, currency, at)
    if crossed and crossed.standing in IN_USE:
        return crossed
    dated = [quote for quote in by_age if quote.effective_on]
    if dated and not (crossed and crossed.effective_on > dated[0].effective_on):
        return known[dated[0].pk]
    return crossed or (known[by_age[0].pk] if by_age else None)


def _crossed(legs: dict, currency: Currency, at: datetime) -> Price | None:
    """A price out of one bank's table: both legs of the same day, never of two sources."""
    for pivot in (ecb.SOURCE, cbr.SOURCE):
        if pivot is ecb.SOURCE:
            above, below = legs.get(("ecb", "EUR", currency.code)), legs.get(("ecb", "EUR", ANCHOR))
        else:
            above, below = legs.get(("cbr", ANCHOR, "RUB")), legs.get(("cbr", currency.code, "RUB"))
        if not (above and below) or above.effective_on != below.effective_on:
            continue
        before = None
        if above.value_before is not None and below.value_before is not None:
            old = [Rate(leg.value_before, leg.nominal_before) for leg in (above, below)]
            before = figures.crossed(*old)
        rate = figures.crossed(*(figures.printed_rate(leg.value, leg.digits, leg.nominal) for leg in (above, below)))
        dollar = next(side for leg in (above, below) for side in (leg.base, leg.quote) if side.code == ANCHOR)
        return Price(
            base=dollar,
            quote=currency,
            rate=rate,
            effective_on=above.effective_on,
            source=pivot.key,
            standing=standing(pivot.key, above.effective_on, at),
            legs=tuple(Series(leg.source, leg.base_id, leg.quote_id) for leg in (above, below)),
            derived=Derived.CROSS,
            before=before,
        )
    return None


def _trust(quote: Quote) -> Trust:
    return SOURCES[quote.source].trust if quote.source in SOURCES else Trust.ARCHIVE


def _age(quote: Quote) -> tuple[bool, date, int, int]:
    """Sorts by age: a dated quote is newer than any undated one, and among equals the block imported last."""
    return (quote.effective_on is not None, quote.effective_on or date.min, quote.origin_order, quote.pk)


def _printed_places(change_text: str) -> int:
    """How many decimals the printed change had: 2 in "0.96%". The column holds four, whatever was printed."""
    if not change_text:
        return figures.CHANGE_PLACES
    decimals = _DECIMALS.search(change_text)
    return len(decimals[1]) if decimals else 0
