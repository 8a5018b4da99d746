"""Rates and addresses of a folder: what is not here yet is added, and what is here stays as it is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from articles.legacy.records import Kind, Problem, Severity
from articles.legacy.report import CREATED, UNCHANGED
from articles.models import Article
from articles.sections import SECTIONS
from cms.addresses.leading import destination
from cms.ledger.addresses import CURRENT, OLD, canonical
from cms.ledger.models import REDIRECT, Address
from cms.moving.arriving.known import Arrival
from cms.moving.arriving.reading import Read
from cms.pictures.models import Picture
from markets.models import Currency, Quote
from markets.printed import PrintedQuote

Mark = tuple[str, str, str, date | str]


# --- Rates ------------------------------------------------------------------------------------------------------------


def take_quotes(arrival: Arrival, batch: list[Read]) -> None:
    wanted: dict[Mark, tuple[Read, Quote]] = {}
    for read in batch:
        try:
            quote = _quote(read)
        except (ValueError, InvalidOperation) as error:
            what = f"{read.thing['base']}/{read.thing['quote']}"
            arrival.report.add(Problem(Severity.FAILED, read.place, Kind.QUOTE, what, str(error)))
            continue
        if wanted.setdefault(_mark(quote), (read, quote))[0] is not read:
            arrival.count(Kind.QUOTE, UNCHANGED, str(quote), read.place)
    quotes = [quote for _, quote in wanted.values()]
    here = _here(quotes)
    fresh = [quote for quote in quotes if _mark(quote) not in here]
    if not arrival.is_dry_run:
        with transaction.atomic():
            codes = {code for quote in fresh for code in (quote.base_id, quote.quote_id)}
            Currency.objects.bulk_create([Currency(code=c, name=c) for c in sorted(codes)], ignore_conflicts=True)
            Quote.objects.bulk_create(fresh)
    for mark, (read, quote) in wanted.items():
        known = here.get(mark)
        if known and (known.value, known.nominal) != (quote.value, quote.nominal):
            arrival.report.warn(read.place, Kind.QUOTE, str(quote), f"it is known here as {known}, and stays so")
        arrival.count(Kind.QUOTE, UNCHANGED if known else CREATED, str(quote), read.place)


def _quote(read: Read) -> Quote:
    """Raises ValueError for a rate that cannot be kept as printed."""
    line = read.thing
    value, day = line["value"], line["effective_on"]
    printed = PrintedQuote(
        base=line["base"], quote=line["quote"], nominal=line["nominal"], value=Decimal(value),
        digits=len(value.partition(".")[2]), change=Decimal(line["change"]) if line["change"] else None,
        change_text=line["change_text"], effective_on=date.fromisoformat(day) if day else None,
        origin_key=line["origin_key"], is_repeat=line["is_repeat"],
    )  # fmt: skip
    return Quote(
        source=line["source"], base_id=printed.base, quote_id=printed.quote, nominal=printed.nominal,
        value=printed.value, digits=printed.digits, change=printed.change, change_text=printed.change_text,
        effective_on=printed.effective_on, origin_key=printed.origin_key, origin_order=line["origin_order"],
        is_repeat=printed.is_repeat, until=date.fromisoformat(line["until"]) if line["until"] else None,
        reason=line["reason"],
    )  # fmt: skip


def _mark(quote: Quote) -> Mark:
    return quote.source, quote.base_id, quote.quote_id, quote.effective_on or quote.origin_key


def _here(quotes: list[Quote]) -> dict[Mark, Quote]:
    days = {quote.effective_on for quote in quotes if quote.effective_on}
    blocks = {quote.origin_key for quote in quotes if not quote.effective_on}
    sources = {quote.source for quote in quotes}
    rows = Quote.objects.filter(source__in=sources).filter(
        Q(effective_on__in=days) | Q(effective_on=None, origin_key__in=blocks)
    )
    return {_mark(row): row for row in rows}


# --- Addresses --------------------------------------------------------------------------------------------------------


def take_addresses(arrival: Arrival, batch: list[Read]) -> None:
    paths = [read.thing["path"] for read in batch]
    with transaction.atomic():
        here = {address.path: address for address in Address.objects.filter(path__in=paths)}
        targets = _targets(arrival, batch)
        ids = {(kind, pk) for (kind, _), pk in targets.items()}
        housed = set(
            Address.objects.filter(state=CURRENT, target_id__in={pk for _, pk in ids}).values_list(
                "target_kind", "target_id"
            )
        )
        fresh = []
        for read in batch:
            if address := _address(arrival, read, here, targets, housed):
                here[address.path] = address
                fresh.append(address)
        if not arrival.is_dry_run:
            Address.objects.bulk_create(fresh)


def _targets(arrival: Arrival, batch: list[Read]) -> dict[tuple[str, str], int]:
    """Return the ids of what the lines lead to, by kind and name."""
    named = {(read.thing["kind"], read.thing["target"]) for read in batch if read.thing["target"]}
    uids = {kind: [name for each, name in named if each == kind] for kind in ("article", "picture")}
    found = {
        ("article", uid): pk for uid, pk in Article.objects.filter(uid__in=uids["article"]).values_list("uid", "pk")
    }
    pictures = Picture.objects.filter(uid__in=uids["picture"]).values_list("uid", "pk")
    found |= {("picture", uid): pk for uid, pk in pictures}
    found |= {("section", kind): number for number, kind in SECTIONS.items()}
    found |= {(k, n): arrival.people[n][0] for k, n in named if k == "person" and n in arrival.people}
    return found | {(k, n): arrival.tags[n] for k, n in named if k == "tag" and n in arrival.tags}


def _address(
    arrival: Arrival,
    read: Read,
    here: dict[str, Address],
    targets: dict[tuple[str, str], int],
    housed: set[tuple[str, int]],
) -> Address | None:
    """Return the row to add; None for a line that is here already, or cannot be."""
    line = read.thing
    kind, path, state = line["kind"], line["path"], line["state"]
    target = targets.get((kind, line["target"]), 0)
    if reason := _fault(line, target, arrival):
        arrival.report.add(Problem(Severity.FAILED, read.place, Kind.OTHER, path[:100], reason))
        return None
    if known := here.get(path):
        if (known.target_kind, known.target_id) != (kind, target) or known.leads_to != (line["leads_to"] or ""):
            arrival.report.warn(read.place, Kind.OTHER, path[:100], "it is taken here, and leads where it led")
        arrival.count(Kind.OTHER, UNCHANGED, path, read.place)
        return None
    if state == CURRENT and (kind, target) in housed:
        state = OLD  # here the thing has another address: this one leads there
    if state == CURRENT:
        housed.add((kind, target))
    arrival.count(Kind.OTHER, CREATED, path, read.place)
    return Address(path=path, state=state, target_kind=kind, target_id=target, leads_to=line["leads_to"] or "")


def _fault(line: dict, target: int, arrival: Arrival) -> str:
    path, kind, there = line["path"], line["kind"], line["leads_to"]
    if canonical(path) != path or any(ord(letter) < 32 for letter in path):
        return "an address is not written so"
    if (kind == REDIRECT) != bool(there) or there and line["state"] == CURRENT:
        return "only a redirect leads to a place, and it is never a current address"
    if there:
        return _fault_of_destination(there)
    if line["target"] and not target and not arrival.is_dry_run:
        return f"there is no {kind} {line['target'][:80]} for it to lead to"
    if line["state"] == CURRENT and not line["target"]:
        return "a current address is of something"
    return ""


def _fault_of_destination(there: str) -> str:
    """A folder is no way to lead readers to hosts that the newsroom has not approved."""
    if there.startswith("/") and not there.startswith("//") and "\\" not in there:
        return ""
    try:
        destination(there)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""
