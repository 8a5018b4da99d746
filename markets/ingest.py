"""Fetching a source: ask, read, check, store; and say how it went. A failed fetch changes nothing that readers see."""

import hashlib
import logging
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from markets import checks, fetching, held, quotes
from markets.fetching import Answer, Failed
from markets.models import Fetch, SourceState
from markets.quotes import Outcome, Provenance
from markets.sources import peg
from markets.sources.source import Request, Source, Unreadable

log = logging.getLogger(__name__)

LOCKED_FOR = timedelta(minutes=10)
KEPT_PAYLOADS = 90
# Between two questions to one bank; one of them drops connections that come in quick succession.
PAUSE_SECONDS = 0.5
MOST_REFUSED_NAMED = 50


@dataclass(slots=True)
class Report:
    """What one run brought from one source. `is_busy`: another worker was at it, and nothing was done."""

    source: str
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    held: int = 0
    refused: int = 0
    problems: list[str] = field(default_factory=list)
    is_busy: bool = False


def fetch(
    source: Source,
    *,
    first: date | None = None,
    last: date | None = None,
    now: datetime | None = None,
    pause: Callable[[float], None] = time.sleep,
) -> Report:
    """Ask a source for its latest rates, or for those of the days from `first` to `last`, and take in what it says.

    May run any number of times, also at once: a source is asked by one worker at a time. Nothing that the network or
    the bank can send raises anything.
    """
    now = now or timezone.now()
    report = Report(source.key)
    with _lock(source.key) as is_ours:
        if not is_ours:
            report.is_busy = True
            return report
        if source is peg.SOURCE:
            _count(report, quotes.store(source.key, [peg.RATE], provenance=Provenance(source.trust)))
        today = now.astimezone(ZoneInfo(source.calendar.zone)).date()
        base = getattr(settings, "QUOTE_URLS", {}).get(source.key, source.base)
        requests = source.days(base, first, last or today) if first else source.latest(base, today)
        with fetching.client(source.headers) as session:
            for number, request in enumerate(requests):
                if number:
                    pause(PAUSE_SECONDS)
                    _hold_the_lock(source.key)
                _one(source, request, session, today, report, pause, is_conditional=first is None)
        _remember(source.key, now, report)
    return report


def _one(
    source: Source, request: Request, session, today: date, report: Report, pause: Callable, *, is_conditional: bool
) -> None:
    kept = _last_good(source.key, request.url) if is_conditional else None
    note = Fetch(source=source.key, url=request.url[:500])
    try:
        answer = fetching.ask(
            session,
            request.url,
            etag=kept.etag if kept else "",
            last_modified=kept.last_modified if kept else "",
            pause=pause,
        )
        note.status = answer.status
        _take_in(source, request, answer, today, note, report)
    except (Failed, Unreadable) as trouble:
        note.problem = str(trouble)[:300]
        report.problems.append(note.problem)
        log.warning("%s: %s", source.key, note.problem)
    note.save()
    _drop_old(source.key)


def _take_in(source: Source, request: Request, answer: Answer, today: date, note: Fetch, report: Report) -> None:
    if answer.body is None:
        if answer.status == 404 and not request.may_be_missing:
            raise Unreadable("no such page (404)")
        return
    note.etag, note.last_modified = answer.etag, answer.last_modified
    note.sha256 = hashlib.sha256(answer.body).hexdigest()
    note.payload = zlib.compress(answer.body)
    table = request.parse(answer.body)
    with transaction.atomic():
        # Two workers whose locks ran out both come here; the second sees what the first has stored.
        SourceState.objects.select_for_update().get(pk=source.key)
        sifted = checks.sift(source, table, today=today, must_have=request.must_have, asked_for=request.asked_for)
        provenance = Provenance(source.trust, note.sha256, source.parser_version)
        counts = _count(report, quotes.store(source.key, sifted.taken, provenance=provenance))
        note.created, note.updated, note.unchanged = (counts[outcome] for outcome in Outcome)
        note.held = held.put_aside(source.key, sifted.held, provenance) if sifted.held else 0
    note.refused = [[one.what, one.why] for one in sifted.refused[:MOST_REFUSED_NAMED]]
    report.held += note.held
    report.refused += len(sifted.refused)


def _count(report: Report, stored: list[tuple[object, Outcome]]) -> dict[Outcome, int]:
    counts = {outcome: sum(one == outcome for _, one in stored) for outcome in Outcome}
    report.created += counts[Outcome.CREATED]
    report.updated += counts[Outcome.UPDATED]
    report.unchanged += counts[Outcome.UNCHANGED]
    return counts


def _last_good(source: str, url: str) -> Fetch | None:
    """The last answer from this address that was read: only then is "nothing changed" an answer."""
    answers = Fetch.objects.filter(source=source, url=url, problem="", status=200)
    return answers.only("etag", "last_modified").order_by("-at").first()


def _drop_old(source: str) -> None:
    oldest_kept = (
        Fetch.objects.filter(source=source).order_by("-at", "-pk")[KEPT_PAYLOADS:].values_list("pk", flat=True)
    )
    Fetch.objects.filter(pk__in=list(oldest_kept)).delete()


def _remember(source: str, now: datetime, report: Report) -> None:
    state = SourceState.objects.filter(pk=source)
    if report.problems:
        state.update(tried_at=now, failures=F("failures") + 1, problem="; ".join(report.problems)[:300])
    else:
        state.update(tried_at=now, succeeded_at=now, failures=0, problem="")


@contextmanager
def _lock(source: str) -> Iterator[bool]:
    """One worker at a time, on any database. A worker that died is waited for ten minutes at most."""
    SourceState.objects.get_or_create(source=source)
    is_free = Q(locked_until=None) | Q(locked_until__lt=timezone.now())
    is_ours = bool(SourceState.objects.filter(is_free, pk=source).update(locked_until=timezone.now() + LOCKED_FOR))
    try:
        yield is_ours
    finally:
        if is_ours:
            SourceState.objects.filter(pk=source).update(locked_until=None)


def _hold_the_lock(source: str) -> None:
    SourceState.objects.filter(pk=source).update(locked_until=timezone.now() + LOCKED_FOR)
