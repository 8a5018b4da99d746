"""Taking printed quotes in: checked, once each, with a trail where a number is corrected."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import transaction
from django.db.models import Max, Q

from cms.ledger import audit
from markets.models import Currency, Quote, QuoteRevision
from markets.printed import PrintedQuote
from markets.sources.source import Trust

CHUNK = 500


Key = tuple[str, str, date | str]
_PRINTED = {"nominal", "value", "digits", "change", "change_text"}
# Above every number of an imported block, below what an editor typed.
TRUST_STEP = 100_000_000
FETCHED = 1_000_000_000


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where fetched quotes come from: `trust` orders the sources of one day, the hash names the bytes they stood in."""

    trust: Trust
    payload_sha256: str = ""
    parser_version: int = 0


def store(
    source: str, printed: list[PrintedQuote], *, write: bool = True, provenance: Provenance | None = None
) -> list[tuple[PrintedQuote, Outcome]]:
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
            outcomes |= _store_chunk(source, wanted[start : start + CHUNK], write, provenance)
    return [
        (quote, outcomes[_key(quote)] if first_of_key[_key(quote)] == place else Outcome.UNCHANGED)
        for place, quote in enumerate(printed)
    ]


def _make_currencies(printed: list[PrintedQuote]) -> None:
    named = {code for quote in printed for code in (quote.base, quote.quote)}
    known = set(Currency.objects.filter(code__in=named).values_list("code", flat=True))
    # Two imports at once may both meet a currency for the first time.
    new = [Currency(code=code, name=code) for code in sorted(named - known)]
    Currency.objects.bulk_create(new, ignore_conflicts=True)


def _store_chunk(
    source: str, chunk: list[PrintedQuote], write: bool, provenance: Provenance | None
) -> dict[Key, Outcome]:
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
        _create(source, fresh, {row.origin_key: row.origin_order for row in stored}, provenance)
        columns = ["nominal", "value", "digits", "change", "change_text", "effective_on", "is_repeat"]
        if provenance:
            for row in corrected:
                row.payload_sha256, row.parser_version = provenance.payload_sha256, provenance.parser_version
            columns += ["payload_sha256", "parser_version"]
        Quote.objects.bulk_update(corrected, columns)
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
        "is_repeat": printed.is_repeat,
    }


def _differences(row: Quote, printed: PrintedQuote) -> dict[str, object]:
    """The new values of the fields that differ. A day once known is not forgotten."""
    wanted = _fields(printed)
    if printed.effective_on is None:
        del wanted["effective_on"]
    return {name: value for name, value in wanted.items() if getattr(row, name) != value}


def _correct(row: Quote, differences: dict[str, object], write: bool) -> Quote:
    before = {name: _plain(getattr(row, name)) for name in differences}
    if write and differences.keys() & _PRINTED:
        QuoteRevision.objects.create(
            quote=row, nominal=row.nominal, value=row.value, digits=row.digits, change_text=row.change_text,
            payload_sha256=row.payload_sha256,
        )  # fmt: skip
    for name, value in differences.items():
        setattr(row, name, value)
    if write:
        after = {name: _plain(value) for name, value in differences.items()}
        audit.record(None, "correct", row, before=before, after=after)
    return row


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, (int, str)) else str(value)


def _create(
    source: str, fresh: list[PrintedQuote], order_of_block: dict[str, int], provenance: Provenance | None
) -> None:
    """Blocks are numbered as they come, so that of two undated ones the later import is the newer.

    What was fetched is ordered by how far its source is trusted.
    """
    if not fresh:
        return
    if provenance:
        order_of_block = dict.fromkeys((quote.origin_key for quote in fresh), FETCHED + provenance.trust * TRUST_STEP)
    else:
        _number_blocks(fresh, order_of_block)
    Quote.objects.bulk_create(
        Quote(
            source=source,
            base_id=printed.base,
            quote_id=printed.quote,
            origin_key=printed.origin_key,
            origin_order=order_of_block[printed.origin_key],
            payload_sha256=provenance.payload_sha256 if provenance else "",
            parser_version=provenance.parser_version if provenance else 0,
            **_fields(printed),
        )
        for printed in fresh
    )


def _number_blocks(fresh: list[PrintedQuote], order_of_block: dict[str, int]) -> None:
    last = Quote.objects.filter(origin_order__lt=FETCHED).aggregate(last=Max("origin_order"))["last"] or 0
    for printed in fresh:
        if printed.origin_key not in order_of_block:
            last += 1
            order_of_block[printed.origin_key] = last
