"""Many corrections of addresses at once: what each line would do, all of them or some, and back again.

A batch is one entry of the audit trail. It holds what every row was before, so that a batch can be undone; rows that
somebody has changed since stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.template.defaultfilters import pluralize

from cms.addresses import leading
from cms.addresses.sheet import Line
from cms.ledger import audit
from cms.ledger.models import Address, AddressState, AuditEntry

TAKEN, UNDONE = "correct addresses", "undo corrections"
MOST_STEPS = 20


class Outcome(models.TextChoices):
    NEW = "new", "leads there from now on"
    CHANGED = "changed", "leads elsewhere now, will be changed"
    SAME = "same", "leads there already"
    LOOP = "loop", "would lead in a circle"
    RESERVED = "reserved", "cannot be led"
    UNKNOWN = "unknown", "leads to nothing"
    TWICE = "twice", "stands in the list before"
    EMPTY = "empty", "no target given"


# The same of several lines
OF_SEVERAL = {
    Outcome.NEW: "will lead there",
    Outcome.CHANGED: "lead elsewhere now and will be changed",
    Outcome.SAME: "lead there already",
    Outcome.LOOP: "would lead in a circle",
    Outcome.RESERVED: "cannot be led",
    Outcome.UNKNOWN: "lead to nothing",
    Outcome.TWICE: "stand in the list before",
    Outcome.EMPTY: "without a target",
}
DOES_SOMETHING = (Outcome.NEW, Outcome.CHANGED)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A line and what it would do. `path` and `to` are there only where it would do something, or does already."""

    line: Line
    outcome: Outcome
    said: str = ""
    path: str = ""
    to: leading.Destination | None = None

    @property
    def does_something(self) -> bool:
        return self.outcome in DOES_SOMETHING


def propose(lines: Iterable[Line], *, may_change: bool = True) -> list[Proposed]:
    """Say of each line what it would do; nothing is written. Chains within the list are followed to their ends.

    What leads somewhere already is changed only by those who `may_change` addresses.
    """
    lines = list(lines)
    olds: dict[int, str] = {}
    proposed: dict[int, Proposed] = {}
    next_of: dict[str, str] = {}
    for line in lines:
        if not line.new:
            proposed[line.number] = Proposed(line, Outcome.EMPTY)
            continue
        try:
            path = leading.old_path(line.old)
        except ValidationError as fault:
            proposed[line.number] = Proposed(line, Outcome.RESERVED, fault.messages[0])
            continue
        if path in next_of:
            proposed[line.number] = Proposed(line, Outcome.TWICE)
            continue
        olds[line.number], next_of[path] = path, line.new
    targets = _Targets(next_of)
    for line in lines:
        if line.number in olds:
            proposed[line.number] = _proposed(line, olds[line.number], targets)
    return [_allowed(proposed[line.number], may_change) for line in lines]


def _allowed(proposed: Proposed, may_change: bool) -> Proposed:
    if proposed.outcome != Outcome.CHANGED or may_change:
        return proposed
    return Proposed(proposed.line, Outcome.RESERVED, "it is known already, and changing it is a chief’s")


class _Targets:
    """Where the targets of one list lead; each is asked for once, however many lines name it."""

    def __init__(self, next_of: dict[str, str]) -> None:
        self.next_of = next_of
        self._destinations: dict[str, leading.Destination | ValidationError] = {}
        self._in_list: dict[str, str | None] = {}

    def destination(self, new: str) -> leading.Destination:
        if new not in self._destinations:
            try:
                self._destinations[new] = leading.destination(new)
            except ValidationError as fault:
                self._destinations[new] = fault
        found = self._destinations[new]
        if isinstance(found, ValidationError):
            raise found
        return found

    def in_list(self, new: str) -> str | None:
        """The path of a target that the list itself leads on; None for any other."""
        if new not in self._in_list:
            try:
                path = leading.old_path(new)
            except ValidationError:
                path = ""
            self._in_list[new] = path if path in self.next_of else None
        return self._in_list[new]


def _proposed(line: Line, path: str, targets: _Targets) -> Proposed:
    known = Address.objects.filter(path=path).first()
    if known is not None and known.state == AddressState.CURRENT:
        return Proposed(line, Outcome.RESERVED, "something lives there")
    new, seen = line.new, {path}
    try:
        # Where another line leads on what this one leads to, this one goes straight to the end.
        while (there := targets.in_list(new)) is not None:
            if there in seen:
                return Proposed(line, Outcome.LOOP)
            seen.add(there)
            new = targets.next_of[there]
        to = targets.destination(new)
    except ValidationError as fault:
        return Proposed(line, Outcome.UNKNOWN, fault.messages[0])
    if to.kind == leading.REDIRECT and leading.canonical(to.leads_to.partition("?")[0]) in seen:
        return Proposed(line, Outcome.LOOP)
    if known is None:
        return Proposed(line, Outcome.NEW, path=path, to=to)
    if known.state == AddressState.OLD and _leads(known, to):
        return Proposed(line, Outcome.SAME, path=path, to=to)
    said = "it says now that it is gone" if known.state == AddressState.GONE else ""
    return Proposed(line, Outcome.CHANGED, said, path, to)


def _leads(row: Address, to: leading.Destination) -> bool:
    return (row.target_kind, row.target_id, row.leads_to) == (to.kind, to.id, to.leads_to)


def take(
    actor: AbstractBaseUser | None, lines: Iterable[Line], *, may_change: bool = True
) -> tuple[AuditEntry | None, list[Proposed]]:
    """Write what these lines do, all in one transaction. Returns the entry, and the lines that did nothing.

    Everything is judged anew: between a preview and this, others may have been here.
    """
    with transaction.atomic():
        kept: list[dict[str, object]] = []
        nothing: list[Proposed] = []
        for proposed in propose(lines, may_change=may_change):
            if not proposed.does_something:
                nothing.append(proposed)
                continue
            try:
                with transaction.atomic():
                    row, before, moved = leading.lead_on(proposed.path, proposed.to)
            except ValidationError as fault:
                nothing.append(Proposed(proposed.line, Outcome.RESERVED, fault.messages[0]))
                continue
            kept.append({"now": leading.as_it_was(row), "before": before, "moved": moved})
        if not kept:
            return None, nothing
        entry = AuditEntry(
            actor=actor, actor_name=audit.actor_name(actor), action=TAKEN, target_kind="address", target_id=0,
            target_name=f"{len(kept)} address{pluralize(len(kept), 'es')}", details={"lines": kept},
        )  # fmt: skip
        entry.save()
    return entry, nothing


def is_undone(entry: AuditEntry) -> bool:
    return AuditEntry.objects.filter(action=UNDONE, target_kind="address", target_id=entry.pk).exists()


def undo(actor: AbstractBaseUser, entry: AuditEntry) -> tuple[int, list[str]]:
    """Put back what a batch changed, last line first. Returns how many, and the paths that were changed since.

    Raises ValidationError for a batch that is undone already.
    """
    back, stays = 0, []
    with transaction.atomic():
        # Held, so that of two who undo it the second finds it undone.
        AuditEntry.objects.select_for_update().get(pk=entry.pk)
        if is_undone(entry):
            raise ValidationError("This batch is undone already.")
        for line in reversed(entry.details["lines"]):
            if _put_back(line["now"], line["before"]):
                back += 1
            else:
                stays.append(line["now"]["path"])
            for moved in line["moved"]:
                _put_back({**line["now"], "path": moved["path"]}, moved)
        audit.record_named(actor, UNDONE, "address", entry.pk, entry.target_name, back=back, stays=stays[:200])
    return back, stays


def _put_back(now: dict[str, object], before: dict[str, object] | None) -> bool:
    row = Address.objects.select_for_update().filter(path=now["path"]).first()
    if row is None or leading.as_it_was(row) != now:
        return False
    if before is None:
        row.delete()
        return True
    for name, value in before.items():
        setattr(row, name, value)
    row.save()
    return True
