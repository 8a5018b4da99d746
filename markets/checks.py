"""Which printed rows are taken, which are refused, and which wait for a person."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from markets import iso
from markets.figures import Rate
from markets.models import HeldQuote, Quote
from markets.printed import PrintedQuote
from markets.quotes import FETCHED
from markets.sources.source import Refusal, Source, Table, Unreadable

FURTHEST_AHEAD = timedelta(days=2)
# A neighbour further off says little about a jump.
NEAR = timedelta(days=10)
# Of a price of the dollar, which stands on every page; of any other.
LARGEST_STEP_OF_DOLLAR, LARGEST_STEP = 5, 20
# More than this is no market's move, but a nominal or a direction misread.
LARGEST_FACTOR = 5
# How near, in per cent and in days, another source's rate must be to confirm a jump.
CONFIRMING, CONFIRMING_DAYS = 2, timedelta(days=3)
DOLLAR = "USD"


@dataclass(frozen=True, slots=True)
class Held:
    quote: PrintedQuote
    why: str


@dataclass(slots=True)
class Sifted:
    taken: list[PrintedQuote] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def sift(source: Source, table: Table, *, today: date, must_have: frozenset[str], asked_for: date | None) -> Sifted:
    """Check a table against the calendar, the list of currencies and the rates before. Raises Unreadable for a table
    that lacks what it must have: such a page is something else."""
    missing = must_have - {code for rate in table.rates for code in (rate.base, rate.quote)}
    if missing:
        raise Unreadable(f"no {', '.join(sorted(missing))} in it")
    sifted = Sifted(refused=list(table.refused))
    in_order = []
    for quote in sorted(table.rates, key=lambda rate: rate.effective_on or date.min):
        if fault := _fault(quote, today, asked_for):
            sifted.refused.append(Refusal(f"{quote.base}/{quote.quote}, {quote.effective_on}", fault))
        else:
            in_order.append(quote)
    known = _Known(source, in_order)
    for quote in in_order:
        quote = known.marked(quote)
        why = known.jump(quote)
        if why and not known.is_settled(quote) and not _is_confirmed(source, quote):
            if not known.is_turned_down(quote):
                sifted.held.append(Held(quote, why))
            continue
        known.add(quote)
        sifted.taken.append(quote)
    return sifted


def _fault(quote: PrintedQuote, today: date, asked_for: date | None) -> str:
    on = quote.effective_on
    if on is None or on > today + FURTHEST_AHEAD:
        return "a day more than two days ahead"
    if asked_for and on < asked_for:
        return f"older than the day that was asked for, {asked_for}"
    unknown = [code for code in (quote.base, quote.quote) if not iso.is_active(code, on)]
    return f"{unknown[0]} was no currency on that day" if unknown else ""


class _Known:
    """What the source printed around the days of a table, with what is taken from the table as it goes."""

    def __init__(self, source: Source, quotes: list[PrintedQuote]) -> None:
        self.source = source
        self.rates: dict[tuple[str, str], dict[date, Rate]] = {}
        days = [quote.effective_on for quote in quotes]
        if not days:
            self.verdicts = {}
            return
        near = Quote.objects.filter(source=source.key, effective_on__range=(min(days) - NEAR, max(days) + NEAR))
        for row in near.values_list("base_id", "quote_id", "effective_on", "value", "nominal"):
            self.rates.setdefault(row[:2], {})[row[2]] = Rate(row[3], row[4])
        ruled = HeldQuote.objects.filter(source=source.key, effective_on__range=(min(days), max(days)))
        self.verdicts = {
            (held.base, held.quote, held.effective_on, held.nominal, held.value): held.verdict for held in ruled
        }

    def add(self, quote: PrintedQuote) -> None:
        self.rates.setdefault((quote.base, quote.quote), {})[quote.effective_on] = Rate(quote.value, quote.nominal)

    def marked(self, quote: PrintedQuote) -> PrintedQuote:
        """On a day on which the bank rests, the rate of the day before is that rate again."""
        if not self.source.calendar.repeats_on(quote.effective_on):
            return quote
        before = self._before(quote)
        if before is None or before.per_one != Rate(quote.value, quote.nominal).per_one:
            return quote
        return PrintedQuote(**{name: getattr(quote, name) for name in PrintedQuote.__slots__} | {"is_repeat": True})

    def jump(self, quote: PrintedQuote) -> str:
        """Why this rate cannot be taken on trust; "" where it can."""
        beside = self._before(quote) or self._after(quote)
        now = Rate(quote.value, quote.nominal).per_one
        if beside is None:
            before = self._long_before(quote)
            return "" if before is None else _factor(now, before.per_one)
        largest = LARGEST_STEP_OF_DOLLAR if DOLLAR in (quote.base, quote.quote) else LARGEST_STEP
        if factor := _factor(now, beside.per_one):
            return factor
        # Multiplied out, so that nothing is rounded on the way in.
        if abs(now - beside.per_one) * 100 > largest * beside.per_one:
            return f"more than {largest} % away from {beside.per_one:f}, the rate beside it"
        return ""

    def is_settled(self, quote: PrintedQuote) -> bool:
        """Taken already as it is, or released by an editor."""
        stored = self.rates.get((quote.base, quote.quote), {}).get(quote.effective_on)
        if stored and (stored.value, stored.nominal) == (quote.value, quote.nominal):
            return True
        return self._verdict(quote) == HeldQuote.Verdict.RELEASED

    def is_turned_down(self, quote: PrintedQuote) -> bool:
        return self._verdict(quote) == HeldQuote.Verdict.REFUSED

    def _verdict(self, quote: PrintedQuote) -> str | None:
        return self.verdicts.get((quote.base, quote.quote, quote.effective_on, quote.nominal, quote.value))

    def _before(self, quote: PrintedQuote) -> Rate | None:
        days = self.rates.get((quote.base, quote.quote), {})
        near = [day for day in days if quote.effective_on - NEAR <= day < quote.effective_on]
        return days[max(near)] if near else None

    def _after(self, quote: PrintedQuote) -> Rate | None:
        days = self.rates.get((quote.base, quote.quote), {})
        near = [day for day in days if quote.effective_on < day <= quote.effective_on + NEAR]
        return days[min(near)] if near else None

    def _long_before(self, quote: PrintedQuote) -> Rate | None:
        rows = Quote.objects.filter(
            source=self.source.key, base=quote.base, quote=quote.quote, effective_on__lt=quote.effective_on
        )
        row = rows.order_by("-effective_on").values_list("value", "nominal").first()
        return Rate(*row) if row else None


def _factor(now: Decimal, before: Decimal) -> str:
    if now > before * LARGEST_FACTOR or now * LARGEST_FACTOR < before:
        return f"more than five times {before:f} or less than a fifth: a nominal or a direction misread?"
    return ""


def _is_confirmed(source: Source, quote: PrintedQuote) -> bool:
    """Tell whether another bank's own rates say the same: printed for this pair, or crossed from one table."""
    near = Quote.objects.exclude(source=source.key).filter(
        effective_on__range=(quote.effective_on - CONFIRMING_DAYS, quote.effective_on + CONFIRMING_DAYS),
        origin_order__gte=FETCHED,
    )
    now = Rate(quote.value, quote.nominal).per_one
    columns = ("effective_on", "source", "base_id", "value", "nominal")
    direct = near.filter(base=quote.base, quote=quote.quote).order_by("-effective_on").values_list(*columns)[:3]
    if any(_is_near(now, Rate(*row[3:]).per_one, Decimal(1)) for row in direct):
        return True
    legs: dict[tuple[date, str], dict[str, Decimal]] = {}
    crossed = near.filter(base__in=[quote.base, quote.quote], quote="RUB").order_by("-effective_on")
    for on, other, base, value, nominal in crossed.values_list(*columns)[:12]:
        legs.setdefault((on, other), {})[base] = Rate(value, nominal).per_one
    return any(
        _is_near(now, pair[quote.base], pair[quote.quote])
        for pair in legs.values()
        if quote.base in pair and quote.quote in pair
    )


def _is_near(now: Decimal, above: Decimal, below: Decimal) -> bool:
    """Whether `now` is `above / below`, within a few per cent, without dividing."""
    return abs(now * below - above) * 100 <= CONFIRMING * above
