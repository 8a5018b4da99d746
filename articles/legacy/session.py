"""What one run carries through its steps."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from articles.legacy.models import ImportRun
from articles.models import Tag
from people.models import Person


@dataclass(slots=True)
class Session:
    """`people` and `tags` are known by folded name; in a dry run those that would be made are None."""

    source: str
    paths: list[str]
    is_dry_run: bool = False
    hold_truncated: bool = False
    started_at: datetime = field(default_factory=timezone.now)
    people: dict[str, Person | None] = field(default_factory=dict)
    tags: dict[str, Tag | None] = field(default_factory=dict)
    images: set[str] = field(default_factory=set)  # uids met so far: a picture counts once, however many texts show it
    _run: ImportRun | None = None

    @property
    def run(self) -> ImportRun:
        """The row of this run, made with its first change: a run that changes nothing writes nothing."""
        if self._run is None:
            self._run = ImportRun.objects.create(source=self.source, paths=self.paths, started_at=self.started_at)
        return self._run

    def finish(self, report: dict) -> None:
        """Close the run's row, where there is one."""
        if self._run is not None:
            self._run.finished_at = timezone.now()
            self._run.report = report
            self._run.save(update_fields=["finished_at", "report"])
