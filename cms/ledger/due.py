"""Changes at a time to come: planned, called off, and applied exactly once by whoever comes first after their moment.

An app registers what it can do at a time with `register`; the ledger knows nothing of articles. One change is one
transaction: what is locked first is the thing itself, then its row here, so that nobody waits in a circle. A change
that fails has changed nothing: its row says why, and its people are told.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import Error, connection, models, transaction
from django.utils import timezone

from cms.ledger import audit, watch
from cms.ledger.models import OPEN, DueChange, DueState
from cms.lib import mail

log = logging.getLogger(__name__)
# What failed for a reason that may pass by itself is tried again so long after each failure; then a person decides.
TRY_AGAIN = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15))
# One failure may be an accident that the next minute mends; from the second one on its people know.
TELL_FROM = 2
# Where no letter can go out it is tried again for so long.
TELL_WITHIN = timedelta(days=1)
# Later than this after its time a change is overdue: nobody looks.
GRACE = timedelta(minutes=2)
BATCH = 200
# SQLite has one writer and no queue: whoever waits asks again now and then. A pause between two changes gives editors
# and other ticks their turn in a long pass.
BREATH = 0.01  # seconds


class Refused(Exception):
    """The change cannot be made as it was meant, and will not be by waiting. Says why, in words for its people."""


@dataclass(frozen=True, slots=True)
class Letter:
    to: tuple[str, ...]
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Kind:
    """`hold` locks the thing until the transaction ends, without waiting: False where somebody has it now.

    `apply` makes the change for `change.actor`, or raises `Refused`. `letter` tells of a failure.
    """

    name: str
    hold: Callable[[int], bool]
    apply: Callable[[DueChange, datetime], None]
    letter: Callable[[DueChange], Letter]


@dataclass(frozen=True, slots=True)
class Applied:
    """What one pass did."""

    done: int = 0
    failed: int = 0

    def __add__(self, other: Applied) -> Applied:
        return Applied(self.done + other.done, self.failed + other.failed)


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _KINDS[kind.name] = kind


# --- Planning. The caller has locked the thing and asked its policy ---


def plan(actor: AbstractBaseUser, kind: str, target: models.Model, *, at: datetime, **details: object) -> DueChange:
    """Plan a change, or give the one that is open another time and other details. Must run in a transaction."""
    target_kind = target._meta.model_name
    change = open_of(target_kind, target.pk).filter(kind=kind).select_for_update().first()
    before = change.at if change else None
    change = change or DueChange(kind=kind, target_kind=target_kind, target_id=target.pk)
    change.at = change.try_at = at
    change.target_name, change.details = str(target)[:300], details
    change.actor, change.actor_name, change.planned_at = actor, audit.actor_name(actor), timezone.now()
    change.state, change.reason, change.tries, change.told_at = DueState.WAITING, "", 0, None
    change.save()
    moved = {"instead_of": before.isoformat()} if before else {}
    audit.record(actor, f"plan to {kind}", target, at=at.isoformat(), **details, **moved)
    transaction.on_commit(watch.forget)
    return change


def call_off(actor: AbstractBaseUser | None, change: DueChange, *, reason: str = "") -> None:
    """Call an open change off. Must run in a transaction, with the thing locked."""
    change.state, change.done_at, change.reason = DueState.CANCELLED, timezone.now(), reason
    change.save(update_fields=["state", "done_at", "reason"])
    more = {"reason": reason} if reason else {}
    audit.record_named(
        actor, f"cancel plan to {change.kind}", change.target_kind, change.target_id, change.target_name,
        at=change.at.isoformat(), **more,
    )  # fmt: skip


def overtake(actor: AbstractBaseUser | None, target: models.Model, kinds: Iterable[str], *, reason: str) -> None:
    """Call off what another change of the thing, in the same transaction, has made pointless."""
    for change in open_of(target._meta.model_name, target.pk).filter(kind__in=list(kinds)).select_for_update():
        call_off(actor, change, reason=reason)


def open_of(target_kind: str, target_id: int) -> models.QuerySet[DueChange]:
    """What is planned for one thing or has failed, and is nobody's decision yet."""
    return DueChange.objects.filter(OPEN, target_kind=target_kind, target_id=target_id)


# --- Applying ---


def waiting(now: datetime) -> models.QuerySet[DueChange]:
    """What is due, in the order in which it was meant."""
    return DueChange.objects.filter(state=DueState.WAITING, try_at__lte=now).order_by("try_at", "pk")


def next_moment() -> datetime | None:
    """Return when something is due next, or was due and is still waiting."""
    rows = DueChange.objects.filter(state=DueState.WAITING).order_by("try_at", "pk")
    return rows.values_list("try_at", flat=True).first()


def overdue(now: datetime) -> int:
    """Tell how many changes should have happened by now, and nobody has even tried; of very many, `BATCH`."""
    return len(waiting(now - GRACE).values_list("pk")[:BATCH])


def apply_due(now: datetime | None = None) -> Applied:
    """Apply everything that is due by `now`. May run any number of times, in any number of processes at once.

    A database that does not answer is the caller's to hear of: then nothing has changed. Without anything due it is
    one query.
    """
    now = now or timezone.now()
    total = Applied()
    after: tuple[datetime, int] | None = None
    while True:
        rows = waiting(now)
        if after:
            # What somebody else holds is left to them; going back to it would be waiting in a circle.
            rows = rows.filter(models.Q(try_at__gt=after[0]) | models.Q(try_at=after[0], pk__gt=after[1]))
        batch = list(rows.values_list("try_at", "pk", "kind", "target_id")[:BATCH])
        for _, pk, kind, target_id in batch:
            # Read outside of any transaction first: of several ticks the later ones wait for no lock in vain.
            if waiting(now).filter(pk=pk).exists():
                total += _apply_one(pk, kind, target_id, now)
                if connection.vendor == "sqlite":
                    time.sleep(BREATH)
        if len(batch) < BATCH:
            break
        after = batch[-1][:2]
    _tell(now)
    return total


def _apply_one(pk: int, kind_name: str, target_id: int, now: datetime) -> Applied:
    kind = _KINDS.get(kind_name)
    with transaction.atomic():
        if kind and not kind.hold(target_id):
            return Applied()
        change = waiting(now).filter(pk=pk).select_for_update(skip_locked=True).first()
        if change is None:
            return Applied()
        try:
            # Within this one, so that a failure takes all of the change back and keeps the lock.
            with transaction.atomic():
                if kind is None:
                    raise Refused(f"Nothing here knows how to “{kind_name}”.")
                change.state, change.done_at, change.reason = DueState.DONE, now, ""
                change.save(update_fields=["state", "done_at", "reason"])
                kind.apply(change, now)
            return Applied(done=1)
        except Refused as refused:
            _fail(change, str(refused), now, for_good=True)
        except Exception as fault:
            # The one place where anything may be caught: one broken change must not hold up all that come after it.
            log.exception("What was due could not be applied: %s", change)
            about = "the database refused it" if isinstance(fault, Error) else type(fault).__name__
            _fail(change, f"Something went wrong ({about}).", now, for_good=False)
    return Applied(failed=1)


def _fail(change: DueChange, reason: str, now: datetime, *, for_good: bool) -> None:
    change.tries += 1
    change.done_at, change.reason = None, reason
    if for_good or change.tries > len(TRY_AGAIN):
        change.state, change.told_at = DueState.FAILED, None
    else:
        change.state, change.try_at = DueState.WAITING, now + TRY_AGAIN[change.tries - 1]
    change.save(update_fields=["state", "done_at", "reason", "tries", "try_at", "told_at"])
    audit.record_named(
        None, "fail to apply a plan", change.target_kind, change.target_id, change.target_name,
        plan=change.kind, at=change.at.isoformat(), reason=reason, planned_by=change.actor_name,
    )  # fmt: skip


def _tell(now: datetime) -> None:
    """Write to the people of what failed. The claim comes first, so that of several ticks one writes."""
    untold = DueChange.objects.filter(OPEN, told_at__isnull=True, at__gte=now - TELL_WITHIN, tries__gte=1)
    for change in untold.filter(models.Q(state=DueState.FAILED) | models.Q(tries__gte=TELL_FROM)).order_by("pk"):
        kind = _KINDS.get(change.kind)
        if kind is None or not untold.filter(pk=change.pk).update(told_at=now):
            continue
        letter = kind.letter(change)
        if letter.to and not mail.send(letter.to, letter.subject, letter.body):
            DueChange.objects.filter(pk=change.pk, told_at=now).update(told_at=None)
