"""How each source is doing: last success, what is due, what waits, what was refused."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from markets import standing
from markets.models import Fetch, HeldQuote, Quote, SourceState
from markets.sources import SOURCES
from markets.sources.source import Source
from markets.standing import Standing

ALERT_AFTER = 2


@dataclass(frozen=True, slots=True)
class Line:
    source: Source
    tried_at: datetime | None
    succeeded_at: datetime | None
    failures: int
    problem: str
    newest_on: date | None
    standing: Standing | None
    missed: int
    next_due_at: datetime | None
    held: int
    refused: list[list[str]]  # [what, why] of the last answer that was read

    @property
    def is_overdue(self) -> bool:
        """Somebody should look: rates that we once had were due twice and have not come."""
        return self.missed >= ALERT_AFTER and not self.source.may_be_silent


def lines(at: datetime) -> list[Line]:
    """A line for each source that is known to the software, in its order."""
    states = SourceState.objects.in_bulk()
    waiting = HeldQuote.objects.filter(verdict=HeldQuote.Verdict.WAITING).values_list("source")
    held = dict(waiting.annotate(count=Count("pk")).order_by())
    return [_line(source, states.get(key), held.get(key, 0), at) for key, source in SOURCES.items()]


def _line(source: Source, state: SourceState | None, held: int, at: datetime) -> Line:
    # Each bank prints its own currency first of all, so that one pair tells for its table.
    newest = _newest_on(source)
    answer = (
        Fetch.objects.filter(source=source.key, status=200).order_by("-at").values_list("refused", flat=True).first()
    )
    return Line(
        source=source,
        tried_at=state and state.tried_at,
        succeeded_at=state and state.succeeded_at,
        failures=state.failures if state else 0,
        problem=state.problem if state else "",
        newest_on=newest,
        standing=standing.standing(source.key, newest, at) if newest else None,
        missed=source.calendar.missed_since(newest, at) if newest else 0,
        next_due_at=source.calendar.next_due_at(at),
        held=held,
        refused=answer or [],
    )


def _newest_on(source: Source) -> date | None:
    base, quote = source.telling_pair
    of_pair = Quote.objects.filter(source=source.key, base=base, quote=quote, effective_on__isnull=False)
    return of_pair.order_by("-effective_on").values_list("effective_on", flat=True).first()
