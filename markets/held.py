"""The queue of rates that jumped: put aside, released or refused by a person, never lost and never asked twice."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from cms.ledger import audit
from markets import figures
from markets.checks import Held
from markets.models import HeldQuote
from markets.printed import PrintedQuote
from markets.quotes import Provenance, store
from markets.sources import SOURCES
from markets.sources.source import Trust


class Decided(Exception):
    """Somebody has said already what becomes of this rate."""


def waiting(most: int) -> int:
    """Return how many rates wait for a person's word, counted to `most`."""
    return len(HeldQuote.objects.filter(verdict=HeldQuote.Verdict.WAITING).values_list("pk")[:most])


def put_aside(source: str, held: list[Held], provenance: Provenance) -> int:
    """Keep what was held and return how many are new; what waits already goes on waiting."""
    before = HeldQuote.objects.filter(source=source).count()
    HeldQuote.objects.bulk_create(
        [
            HeldQuote(
                source=source,
                base=one.quote.base,
                quote=one.quote.quote,
                nominal=one.quote.nominal,
                value=one.quote.value,
                digits=one.quote.digits,
                change_text=one.quote.change_text,
                effective_on=one.quote.effective_on,
                is_repeat=one.quote.is_repeat,
                why=one.why[:200],
                payload_sha256=provenance.payload_sha256,
                parser_version=provenance.parser_version,
            )
            for one in held
        ],
        ignore_conflicts=True,
    )
    return HeldQuote.objects.filter(source=source).count() - before


def release(pk: int, actor: AbstractBaseUser, note: str = "") -> None:
    """Let the rate be printed. Raises Decided where somebody was faster."""
    with transaction.atomic():
        held = _decide(pk, HeldQuote.Verdict.RELEASED, actor, note)
        trust = SOURCES[held.source].trust if held.source in SOURCES else Trust.ARCHIVE
        provenance = Provenance(trust, held.payload_sha256, held.parser_version)
        quote = PrintedQuote(
            held.base,
            held.quote,
            figures.printed_rate(held.value, held.digits).value,
            held.digits,
            held.nominal,
            change_text=held.change_text,
            effective_on=held.effective_on,
            is_repeat=held.is_repeat,
        )
        store(held.source, [quote], provenance=provenance)


def refuse(pk: int, actor: AbstractBaseUser, note: str = "") -> None:
    """Never print this number. It is not held again when the source repeats it. Raises Decided."""
    with transaction.atomic():
        _decide(pk, HeldQuote.Verdict.REFUSED, actor, note)


def _decide(pk: int, verdict: str, actor: AbstractBaseUser, note: str) -> HeldQuote:
    held = HeldQuote.objects.select_for_update().get(pk=pk)
    if held.verdict != HeldQuote.Verdict.WAITING:
        raise Decided(f"{held} is {held.get_verdict_display()} already, by {held.decided_by}.")
    held.verdict, held.note = verdict, note[:200]
    held.decided_at, held.decided_by = timezone.now(), audit.actor_name(actor)
    held.save()
    audit.record(actor, f"{verdict} a held rate", held, source=held.source, day=str(held.effective_on), note=note)
    return held
