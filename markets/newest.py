"""Which quote of a pair is the newest one at a moment."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from django.db import connection
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from markets.models import Currency, Quote

# What the strip counts in.
ANCHOR = "USD"


def of_strip(at: datetime) -> list[Quote]:
    """The newest quote of each strip currency against the dollar, in the currencies' order, in one query.

    Asked of the index pair by pair, so that it costs the same after ten years of daily rates.
    """
    sql, params = _strip_sql(connection.vendor)
    day = connection.ops.adapt_datefield_value(timezone.localtime(at).date())
    marked = connection.ops.adapt_datefield_value(_ANY_DAY)
    quotes = list(Quote.objects.raw(sql, [day if param == marked else param for param in params]))
    for quote in quotes:
        quote.base = Currency(quote.base_id, quote.base_name, quote.base_position)
        quote.quote = Currency(quote.quote_id, quote.quote_name, quote.quote_position)
        if quote.value_before is not None:
            # Past the model's own columns SQLite hands numbers out as floats; their shortest form is what was stored.
            quote.value_before = Decimal(str(quote.value_before))
    return _one_a_pair(quotes)


# Stands in the kept SQL for the day that is asked for.
_ANY_DAY = date(1, 1, 1)


@cache
def _strip_sql(vendor: str) -> tuple[str, tuple]:
    """The query of the strip, which stands on every page: put into words once, since that costs more than asking it."""
    candidates = []
    for pair in ({"base": OuterRef("pk"), "quote": ANCHOR}, {"base": ANCHOR, "quote": OuterRef("pk")}):
        of_pair = Quote.objects.filter(**pair)
        dated = of_pair.filter(effective_on__lte=_ANY_DAY).order_by("-effective_on", "-origin_order", "-pk")
        undated = of_pair.filter(effective_on=None).order_by("-origin_order", "-pk")
        candidates += [dated, undated]
    currencies = Currency.objects.filter(in_strip=True).order_by()
    first, *others = (currencies.values_list(Subquery(quotes.values("pk")[:1])) for quotes in candidates)
    names = {f"{side}_{name}": F(f"{side}__{name}") for side in ("base", "quote") for name in ("name", "position")}
    shown = _with_rate_before(Quote.objects.filter(pk__in=first.union(*others, all=True))).annotate(**names)
    return shown.query.sql_with_params()


def of_every_pair(at: datetime) -> list[Quote]:
    """The newest quote of each pair of currencies, whichever way round it was printed, in one query."""
    day = timezone.localtime(at).date()
    place = Window(
        RowNumber(),
        partition_by=["base", "quote"],
        order_by=[F("effective_on").desc(nulls_last=True), F("origin_order").desc(), F("pk").desc()],
    )
    known = Quote.objects.filter(Q(effective_on__lte=day) | Q(effective_on=None))
    ids = known.annotate(place=place).filter(place=1).values("pk")
    return _one_a_pair(_with_rate_before(Quote.objects.filter(pk__in=ids).select_related("base", "quote")))


def _with_rate_before(quotes: QuerySet) -> QuerySet:
    """Quotes with the rate before: the last day on which the same source printed another one.

    So the repeats of a weekend are no "unchanged", and a rate that never moved has nothing before it.
    """
    before = Quote.objects.filter(
        ~Q(value=OuterRef("value"), nominal=OuterRef("nominal")),
        source=OuterRef("source"),
        base=OuterRef("base"),
        quote=OuterRef("quote"),
        effective_on__lt=OuterRef("effective_on"),
    ).order_by("-effective_on")
    return quotes.annotate(value_before=Subquery(before.values("value")[:1])).annotate(
        nominal_before=Subquery(before.values("nominal")[:1])
    )


def _one_a_pair(quotes: Iterable[Quote]) -> list[Quote]:
    newest: dict[frozenset[str], Quote] = {}
    for quote in sorted(quotes, key=_age, reverse=True):
        newest.setdefault(frozenset((quote.base_id, quote.quote_id)), quote)
    return sorted(newest.values(), key=_place_in_order)


def _age(quote: Quote) -> tuple[bool, date, int, int]:
    """Sorts by age: a dated quote is newer than any undated one, and among equals the block imported last."""
    return (quote.effective_on is not None, quote.effective_on or date.min, quote.origin_order, quote.pk)


def _place_in_order(quote: Quote) -> list[tuple[bool, int, str]]:
    """Pairs stand where the currency that is not the dollar stands."""
    return sorted((currency.code == ANCHOR, currency.position, currency.code) for currency in (quote.base, quote.quote))
