"""Taking printed quotes in: checked, once each, with a trail where a number is corrected."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.db import transaction
from django.db.models import Max, Q

from cms.ledger import audit
from markets.models import Currency, Quote

NOMINALS = (1, 10, 100, 1000, 10000)
MOST_PLACES = 8
MOST_CHANGE_PLACES = 4
# SQLite keeps decimals as binary numbers, which hold 15 digits faithfully.
MOST_DIGITS = 15
# What the column leaves beside its eight decimal places. SQLite would store more, and fail to read it.
MOST_WHOLE_DIGITS = 12
CHUNK = 500


Key = tuple[str, str, date | str]


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class PrintedQuote:
    """`nominal` units of `base` are `value` units of `quote`, as printed with `digits` decimal places.

    `change` is in percent and `change_text` is how it was printed. `origin_key` names the printed block, the same in
    every run; it is what an undated quote is known by. Raises ValueError, naming the quote, for what cannot be kept
    exactly as printed.
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

    def __post_init__(self) -> None:
        fault = next(_faults(self), None)
        if fault:
            raise ValueError(f"{self.base[:10]}/{self.quote[:10]} = {str(self.value)[:40]}: {fault}")


def store(source: str, printed: list[PrintedQuote], *, write: bool = True) -> list[tuple[PrintedQuote, Outcome]]:
    """Store what `source` printed and say of each quote, in the order given, what became of it.

    A quote is known by source, pair and day, or by source, pair and block where the day is unknown. When a block that
    was stored undated comes again with its day, it gets the day; the other way round nothing is lost. Where one key
    comes twice in a call, the first counts, so that another run gives the same. With `write=False` nothing is stored.
    A fixed number of queries for 500 quotes, and one for each correction. Raises ValueError for a nameless source.
    """
    if not 1 <= len(source) <= 80:
        raise ValueError(f"A source of quotes has a name of at most 80 letters, not {source[:90]!r}.")
    first_of_key: dict[Key, int] = {}
    for place, quote in enumerate(printed):
        first_of_key.setdefault(_key(quote), place)
    wanted = [printed[place] for place in first_of_key.values()]
    outcomes: dict[Key, Outcome] = {}
    with transaction.atomic():
        if write:
            _make_currencies(wanted)
        for start in range(0, len(wanted), CHUNK):
            outcomes |= _store_chunk(source, wanted[start : start + CHUNK], write)
    return [
        (quote, outcomes[_key(quote)] if first_of_key[_key(quote)] == place else Outcome.UNCHANGED)
        for place, quote in enumerate(printed)
    ]


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


def _make_currencies(printed: list[PrintedQuote]) -> None:
    named = {code for quote in printed for code in (quote.base, quote.quote)}
    known = set(Currency.objects.filter(code__in=named).values_list("code", flat=True))
    # Two imports at once may both meet a currency for the first time.
    new = [Currency(code=code, name=code) for code in sorted(named - known)]
    Currency.objects.bulk_create(new, ignore_conflicts=True)


def _store_chunk(source: str, chunk: list[PrintedQuote], write: bool) -> dict[Key, Outcome]:
    stored = _stored(source, chunk)
    # A block may hold several dated rows; any of them shows that it is known.
    by_key = {(row.base_id, row.quote_id, row.effective_on): row for row in stored if row.effective_on}
    undated = {(row.base_id, row.quote_id, row.origin_key): row for row in stored if row.effective_on is None}
    by_block = {(row.base_id, row.quote_id, row.origin_key): row for row in stored} | undated
    fresh: list[PrintedQuote] = []
    corrected: list[Quote] = []
    outcomes: dict[Key, Outcome] = {}
    for printed in chunk:
        block = (printed.base, printed.quote, printed.origin_key)
        if printed.effective_on is None:
            row = by_block.get(block)
        else:
            # Taken out, because a row can be given one day only.
            row = by_key.get(_key(printed)) or (undated.pop(block, None) if printed.origin_key else None)
        if row is None:
            fresh.append(printed)
            outcomes[_key(printed)] = Outcome.CREATED
        elif differences := _differences(row, printed):
            outcomes[_key(printed)] = Outcome.UPDATED
            corrected.append(_correct(row, differences, write))
        else:
            outcomes[_key(printed)] = Outcome.UNCHANGED
    if write:
        _create(source, fresh, {row.origin_key: row.origin_order for row in stored})
        Quote.objects.bulk_update(corrected, ["nominal", "value", "digits", "change", "change_text", "effective_on"])
    return outcomes


def _key(printed: PrintedQuote) -> Key:
    return (printed.base, printed.quote, printed.effective_on or printed.origin_key)


def _stored(source: str, chunk: list[PrintedQuote]) -> list[Quote]:
    days = {printed.effective_on for printed in chunk if printed.effective_on}
    blocks = {printed.origin_key for printed in chunk if printed.origin_key}
    found = Quote.objects.filter(
        Q(effective_on__in=days) | Q(origin_key__in=blocks),
        source=source,
        base__in={printed.base for printed in chunk},
        quote__in={printed.quote for printed in chunk},
    )
    return list(found.order_by("pk"))


def _fields(printed: PrintedQuote) -> dict[str, object]:
    return {
        "nominal": printed.nominal,
        "value": printed.value,
        "digits": printed.digits,
        # A printed "-0%" is zero, and Decimal would keep its sign.
        "change": None if printed.change is None else printed.change + 0,
        "change_text": printed.change_text,
        "effective_on": printed.effective_on,
    }


def _differences(row: Quote, printed: PrintedQuote) -> dict[str, object]:
    """The new values of the fields that differ. A day once known is not forgotten."""
    wanted = _fields(printed)
    if printed.effective_on is None:
        del wanted["effective_on"]
    return {name: value for name, value in wanted.items() if getattr(row, name) != value}


def _correct(row: Quote, differences: dict[str, object], write: bool) -> Quote:
    before = {name: _plain(getattr(row, name)) for name in differences}
    for name, value in differences.items():
        setattr(row, name, value)
    if write:
        after = {name: _plain(value) for name, value in differences.items()}
        audit.record(None, "correct", row, before=before, after=after)
    return row


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, (int, str)) else str(value)


def _create(source: str, fresh: list[PrintedQuote], order_of_block: dict[str, int]) -> None:
    """Blocks are numbered as they come, so that of two undated ones the later import is the newer."""
    if not fresh:
        return
    last = Quote.objects.aggregate(last=Max("origin_order"))["last"] or 0
    for printed in fresh:
        if printed.origin_key not in order_of_block:
            last += 1
            order_of_block[printed.origin_key] = last
    Quote.objects.bulk_create(
        Quote(
            source=source,
            base_id=printed.base,
            quote_id=printed.quote,
            origin_key=printed.origin_key,
            origin_order=order_of_block[printed.origin_key],
            **_fields(printed),
        )
        for printed in fresh
    )
