"""What changed at the source beside an editor's own work: kept, field by field, until a person takes or leaves it.

The import asks three things here: which fields are the source's again because a person took them, which differences
are news, and what to keep. Deciding is `articles.legacy.settling`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from articles.legacy.difference import hash_of
from articles.legacy.models import DifferenceState, FieldDifference, Origin
from articles.legacy.session import Session

Values = Mapping[str, Any]  # natural values by the import's name of the field
# Releasing here moves this moment by itself, so that it says nothing about two hands.
NEVER_ASKED = frozenset({"updated"})
_WRITTEN = ("imported", "says", "says_hash", "run", "found_at", "state", "target_id")


@dataclass(slots=True)
class Asked:
    """One field in which source and desk differ: the value as it is hashed, and as `FieldDifference` keeps it."""

    name: str
    value: Any
    says: dict[str, Any]


@dataclass(slots=True)
class Known:
    """The differences of some things, read at once; what a batch finds beside them is written at once."""

    kind: str
    rows: dict[tuple[int, str], FieldDifference] = field(default_factory=dict)
    made: list[FieldDifference] = field(default_factory=list)
    changed: list[FieldDifference] = field(default_factory=list)

    @classmethod
    def of(cls, kind: str, origins: QuerySet[Origin] | Iterable[Origin]) -> Known:
        """Read by origin: a person or tag that was merged away has its own under the number that it had."""
        found = FieldDifference.objects.filter(origin__in=origins)
        return cls(kind, {(row.origin_id, row.field): row for row in found})

    def hashes(self, origin: Origin | None, current: Values) -> dict[str, str]:
        """Return the hashes as last imported. A value that a person took counts as imported once it stands here."""
        if origin is None:
            return {}
        hashes = dict(origin.hashes)
        for (owner, name), row in self.rows.items():
            is_taken = owner == origin.pk and row.state == DifferenceState.TAKEN and name in current
            if is_taken and stands(name, current[name], row):
                hashes[name] = hash_of(current[name])
        return hashes

    def news(self, origin: Origin | None, contested: Iterable[str], wanted: Values) -> list[str]:
        """Return which contested fields nobody has decided about yet, with the value that the source has now."""
        names = sorted(set(contested) - NEVER_ASKED)
        return [name for name in names if not self._is_decided(origin, name, wanted)]

    def _is_decided(self, origin: Origin | None, name: str, wanted: Values) -> bool:
        row = self.rows.get((origin.pk, name)) if origin else None
        return row is not None and hash_of(wanted[name]) in row.decided

    def note(
        self,
        session: Session,
        origin: Origin,
        target_id: int,
        told: Iterable[str],
        asked: list[Asked],
        imported: Callable[[str], Any] = lambda name: None,
    ) -> None:
        """Keep what is asked about one thing; settle what is open of all else that the source `told`.

        `imported` finds what was imported last of a field; it is asked only where something is written, and only
        stories have a history in which to find it.
        """
        names = {each.name for each in asked}
        for each in asked:
            row = self.rows.get((origin.pk, each.name))
            said = hash_of(each.value)
            is_open = row is not None and row.state == DifferenceState.OPEN and row.says_hash == said
            if is_open and row.target_id == target_id:
                continue
            row = row or FieldDifference(origin=origin, target_kind=self.kind, field=each.name)
            row.target_id, row.says, row.says_hash = target_id, each.says, said
            row.imported, row.run, row.found_at, row.state = (
                imported(each.name), session.run, timezone.now(), DifferenceState.OPEN
            )  # fmt: skip
            (self.changed if row.pk else self.made).append(row)
        for name in set(told) - names:
            row = self.rows.get((origin.pk, name))
            if row is not None and row.state == DifferenceState.OPEN:
                row.state = DifferenceState.SETTLED
                self.changed.append(row)

    def write(self) -> None:
        FieldDifference.objects.bulk_create(self.made)
        FieldDifference.objects.bulk_update(self.changed, _WRITTEN)
        self.made, self.changed = [], []


def stands(name: str, current: Any, row: FieldDifference) -> bool:
    """Tell whether what the source said in this row is what stands. A body is its text, whatever signs it bears."""
    if name == "body":
        return current[0] == row.says["body"]
    return hash_of(current) == row.says_hash
