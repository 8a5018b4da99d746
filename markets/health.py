"""How each source is doing: last success, what is due, what waits, what was refused."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Q

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
    newest, refused = _newest_days(), _refused_last()
    return [
        _line(source, states.get(key), newest.get(key), refused.get(key, []), held.get(key, 0), at)
        for key, source in SOURCES.items()
    ]


def _line(
    source: Source, state: SourceState | None, newest: date | None, refused: list[list[str]], held: int, at: datetime
) -> Line:
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
        refused=refused,
    )


def _newest_days() -> dict[str, date]:
    """The newest day of each source, in one query.

    Each bank prints its own currency first of all, so that one pair tells for its table.
    """
    telling = Q()
    for source in SOURCES.values():
        base, quote = source.telling_pair
        telling |= Q(source=source.key, base=base, quote=quote)
    dated = Quote.objects.filter(telling, effective_on__isnull=False).order_by()
    return dict(dated.values_list("source").annotate(newest=Max("effective_on")))


def _refused_last() -> dict[str, list[list[str]]]:
    """What the last answer of each source that was read brought and was not taken, in two queries."""
    read = Fetch.objects.filter(status=200).order_by()
    last = dict(read.values_list("source").annotate(last=Max("pk"))).values()
    return dict(Fetch.objects.filter(pk__in=list(last)).values_list("source", "refused"))
