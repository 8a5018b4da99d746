"""What the run carries from file to file: which names of the folder stand for which rows here."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, datetime
from typing import Any

from django.db import models

from articles.legacy.difference import Difference, difference, hash_of
from articles.legacy.models import Origin
from articles.legacy.records import Kind, Place
from articles.legacy.report import CREATED, UNCHANGED, UPDATED, Item, Report
from articles.legacy.session import Session
from cms.lib.identity import stable_id
from cms.pictures.models import Picture


@dataclass(slots=True)
class Arrival:
    """`is_empty`: nothing was here before but what every new site begins with, so that the folder's word holds."""

    session: Session
    report: Report
    is_empty: bool
    people: dict[str, tuple[int, str]] = field(default_factory=dict)  # by slug in the folder: id, name
    tags: dict[str, int] = field(default_factory=dict)  # by slug in the folder

    @property
    def is_dry_run(self) -> bool:
        return self.session.is_dry_run

    def writing(self) -> AbstractContextManager[None]:
        """See `Session.writing`."""
        return self.session.writing(self.report)

    def count(self, kind: Kind, outcome: str, what: str, place: Place, target: tuple[str, int] | None = None) -> None:
        self.report.count(outcome, Item(kind, outcome, what, place, target=target))

    def ties(self, kind: Kind, keys: Iterable[str]) -> dict[str, Origin]:
        rows = Origin.objects.filter(source=self.session.source, kind=kind, key__in=list(keys))
        return {tie.key: tie for tie in rows}

    def tie(
        self, kind: Kind, key: str, target_id: int, hashes: dict[str, str], tie: Origin | None, *, is_own: bool
    ) -> None:
        """Remember where a thing came from, and each field as it came."""
        if tie is None:
            Origin.objects.create(
                source=self.session.source, kind=kind, key=key, target_id=target_id, hashes=hashes, is_own=is_own,
                has_old_id=kind == Kind.ARTICLE, first_run=self.session.run, last_run=self.session.run,
            )  # fmt: skip
        elif tie.hashes != hashes or tie.target_id != target_id:
            tie.hashes, tie.target_id, tie.last_run = hashes, target_id, self.session.run
            tie.save(update_fields=["hashes", "target_id", "last_run"])


def key_of(name: str) -> str:
    """Return the key of a tie to a thing that its slug names, which may be longer than a key."""
    return stable_id("slug", name)


def outcome_of(found: Difference, *, is_new: bool) -> str:
    return CREATED if is_new else UPDATED if found.changes else UNCHANGED


def compared(thing: models.Model | None, tie: Origin | None, wanted: dict[str, Any], *, takes_all: bool) -> Difference:
    """Compare a row with what the folder says, by column. `takes_all`: whatever stands there gives way."""
    current = {name: _plain(getattr(thing, name)) if thing else None for name in wanted}
    hashes = dict(tie.hashes) if tie else {}
    if takes_all or thing is None:
        hashes = {name: hash_of(value) for name, value in current.items()}
    found = difference(hashes, current, wanted)
    if takes_all or thing is None:
        found.hashes = {name: hash_of(value) for name, value in wanted.items()}
    return found


def _plain(value: Any) -> Any:
    return value.uid if isinstance(value, Picture) else "" if value is None else value


def read_moment(text: str | None) -> datetime | None:
    """Raises ValueError for a day that no calendar has, and for one that has no place in every time zone."""
    at = datetime.fromisoformat(text) if text else None
    if at and not MINYEAR < at.year < MAXYEAR:
        raise ValueError(f"no paper was made in the year {at.year}")
    return at
