"""Which quotes of a currency are the newest ones at a moment, asked of the index so that history costs nothing."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache

from django.db import connection
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from markets.models import Currency, Quote
from markets.sources import SOURCES, cbr, ecb, peg
from markets.sources.source import Trust

# What the strip and the table count in.
ANCHOR = "USD"
# Banks out of whose table a currency without a price of its own is crossed.
PIVOTS = (ecb.SOURCE.key, cbr.SOURCE.key)
OWN_BANKS = tuple(key for key, source in SOURCES.items() if source.trust == Trust.OWN_BANK and source is not peg.SOURCE)
# A bank's rate of longer ago is expired, and no reason to look further back.
OWN_BANK_DAYS = timedelta(days=31)
LATELY = 200

STRIP, ALL = "strip", "all"
# Stands in the kept SQL for the code of the one currency that is asked for.
_CODE = "\u0000code"
# They stand in the kept SQL for the day that is asked for, and for the first on which a bank is looked for.
_DAY, _FIRST = date(1, 1, 1), date(1, 1, 2)


def candidates(at: datetime, *, only: str = ALL) -> list[Quote]:
    """Every quote that may say a currency's price in dollars at `at`: a few for each currency, in one query.

    Beside the newest of all: that of the own bank, an editor's that is in force, the peg, an undated one, and the
    legs of a cross. The rate of the publication before comes with each. `only` is STRIP, ALL, or one currency's code.
    """
    sql, params = _sql(connection.vendor, only if only in {STRIP, ALL} else _CODE)
    day = timezone.localtime(at).date()
    given = {
        connection.ops.adapt_datefield_value(marker): connection.ops.adapt_datefield_value(value)
        for marker, value in ((_DAY, day), (_FIRST, day - OWN_BANK_DAYS))
    } | {_CODE: only}
    return _with_currencies(Quote.objects.raw(sql, [_filled(param, given) for param in params]))


def _filled(param: object, given: dict[object, object]) -> object:
    return given.get(param, param) if isinstance(param, (str, date)) else param


@cache
def _sql(vendor: str, only: str) -> tuple[str, tuple]:
    """Put into words once, since that costs more than asking it on every page."""
    outer = OuterRef("pk")
    found: list[QuerySet] = []
    for pair in ({"base": outer, "quote": ANCHOR}, {"base": ANCHOR, "quote": outer}):
        of_pair = Quote.objects.filter(**pair)
        dated = of_pair.filter(effective_on__lte=_DAY).order_by("-effective_on", "-origin_order", "-pk")
        found += [
            dated,
            dated.filter(effective_on__gte=_FIRST, source__in=OWN_BANKS),
            # In the order of its own index; of two the one that holds longer.
            dated.filter(until__gte=_DAY).order_by("-until", "-pk"),
            of_pair.filter(effective_on=None).order_by("-origin_order", "-pk"),
        ]
    # By its day too, or every day of the pair would be looked through for it.
    found.append(
        Quote.objects.filter(source=peg.SOURCE.key, base=ANCHOR, quote=outer, effective_on=peg.RATE.effective_on)
    )
    found.append(_of_source(cbr.SOURCE.key, base=outer, quote=cbr.HOME))
    found.append(_of_source(ecb.SOURCE.key, base=ecb.HOME, quote=outer))
    currencies = Currency.objects.all()
    if only != ALL:
        currencies = currencies.filter(in_strip=True) if only == STRIP else currencies.filter(pk=_CODE)
    per_currency = [currencies.order_by().values_list(Subquery(quotes.values("pk")[:1])) for quotes in found]
    # The dollar's own legs, once.
    dollar = Currency.objects.filter(pk=ANCHOR).order_by()
    shared = [
        dollar.values_list(Subquery(quotes.values("pk")[:1]))
        for quotes in (
            _of_source(cbr.SOURCE.key, base=outer, quote=cbr.HOME),
            _of_source(ecb.SOURCE.key, base=ecb.HOME, quote=outer),
        )
    ]
    first, *others = per_currency + shared
    names = ("name", "position", "in_strip")
    told = {f"{side}_{name}": F(f"{side}__{name}") for side in ("base", "quote") for name in names}
    shown = with_rate_before(Quote.objects.filter(pk__in=first.union(*others, all=True))).annotate(**told)
    return shown.query.sql_with_params()


def _of_source(source: str, **pair: object) -> QuerySet:
    return Quote.objects.filter(source=source, effective_on__lte=_DAY, **pair).order_by("-effective_on")


def _with_currencies(quotes: Iterable[Quote]) -> list[Quote]:
    found = list(quotes)
    for quote in found:
        quote.base = Currency(quote.base_id, quote.base_name, quote.base_position, bool(quote.base_in_strip))
        quote.quote = Currency(quote.quote_id, quote.quote_name, quote.quote_position, bool(quote.quote_in_strip))
        if quote.value_before is not None:
            # Past the model's own columns SQLite hands numbers out as floats; their shortest form is what was stored.
            quote.value_before = Decimal(str(quote.value_before))
    return found


def lately_stored(at: datetime) -> list[Quote]:
    """The quotes stored last of all, of whatever pair."""
    known = Q(effective_on__lte=timezone.localtime(at).date()) | Q(effective_on=None)
    return list(with_rate_before(Quote.objects.filter(known).select_related("base", "quote")).order_by("-pk")[:LATELY])


def with_rate_before(quotes: QuerySet) -> QuerySet:
    """Quotes with the rate of the publication before, by the same source. The repeats of a weekend are none."""
    publications = Quote.objects.filter(
        source=OuterRef("source"),
        base=OuterRef("base"),
        quote=OuterRef("quote"),
        effective_on__lte=OuterRef("effective_on"),
        is_repeat=False,
    ).order_by("-effective_on")
    return quotes.annotate(value_before=Subquery(publications.values("value")[1:2])).annotate(
        nominal_before=Subquery(publications.values("nominal")[1:2])
    )
