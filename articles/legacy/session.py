"""What one run carries through its steps."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from articles.legacy.lock import machine
from articles.legacy.models import ImportItem, ImportRun
from articles.legacy.pace import Pace, Stopped
from articles.legacy.readers.refusal import UnreadableInput
from articles.legacy.report import Item, Report
from articles.models import Tag
from cms.lib import rows
from cms.lib.names import fold
from cms.pictures import files
from people.models import Person

# The run's own copy of the report is for its page on the desk; the items have the rest.
LISTED_WITH_THE_RUN = 200
STOPPED = "stopped by whoever ran it"
INTERRUPTED = "interrupted in the middle of a batch, which was not written"


class LoggedItem(NamedTuple):
    """A row of `ImportItem`."""

    run_id: int
    kind: str
    outcome: str
    what: str
    file: str
    line: int | None
    reason: str
    old_id: str
    target_kind: str
    target_id: int | None


@dataclass(slots=True)
class Session:
    """`people` and `tags` are known by folded name; in a dry run those that would be made are None."""

    source: str
    paths: list[str]
    is_dry_run: bool = False
    hold_truncated: bool = False
    options: dict[str, Any] = field(default_factory=dict)
    started_by: str = ""
    pace: Pace = field(default_factory=Pace)
    started_at: datetime = field(default_factory=timezone.now)
    people: dict[str, Person | None] = field(default_factory=dict)
    tags: dict[str, Tag | None] = field(default_factory=dict)
    images: set[str] = field(default_factory=set)  # uids met so far: a picture counts once, however many texts show it
    records: set[str] = field(default_factory=set)  # keys of the stories that an export told in this run
    # Fields that this run may write; None for all. A run over kept records leaves dates, states and addresses alone.
    fields: frozenset[str] | None = None
    _run: ImportRun | None = None

    @property
    def run(self) -> ImportRun:
        """The row of this run. A dry run has none."""
        assert self._run is not None
        return self._run

    @property
    def has_begun(self) -> bool:
        return self._run is not None

    def begin(self, report: Report) -> None:
        """Make the run's row, before anything else is written, and take up the runs that broke off before it."""
        if self.is_dry_run or self.has_begun:
            return
        files.sweep()  # what a run that was killed has left half-written
        with transaction.atomic():
            self._run = ImportRun.objects.create(
                source=self.source, paths=self.paths, options=self.options, started_at=self.started_at,
                started_by=self.started_by, pid=os.getpid(), host=machine(),
            )  # fmt: skip
            broken = ImportRun.objects.filter(source=self.source, finished_at=None, undone_at=None, taken_up_by=None)
            for run in broken.exclude(pk=self._run.pk).order_by("pk"):
                # Where no files were read, the options alone say what a run was over.
                if run.paths == self.paths and (self.paths or run.options == self.options):
                    run.taken_up_by = self._run
                    run.save(update_fields=["taken_up_by"])
                    report.takes_up.append(run)

    @contextmanager
    def writing(self, report: Report) -> Iterator[None]:
        """One short transaction, begun when others have had their turn; what was told of it is logged with it.

        A dry run writes nothing, and holds nobody up. Raises Stopped, with nothing begun.
        """
        if self.is_dry_run:
            self.pace.check()
            yield
            self.log(report)
            return
        self.begin(report)
        self.pace.wait_turn()
        with transaction.atomic():
            yield
            self.log(report)
        self.pace.set_free()

    def know_person(self, name: str, person: Person | None) -> None:
        self.people[fold(name)] = person
        if person is not None:
            self.people[person.key] = person

    def know_tag(self, key: str, tag: Tag | None) -> None:
        tag = (tag.merged_into or tag) if tag else None
        self.tags[key] = tag
        if tag is not None:
            self.tags[tag.key] = tag

    def log(self, report: Report) -> None:
        """Write down what the report was told since the last time, in the caller's transaction."""
        items, report.items = report.items, []
        if not self.is_dry_run:
            self.begin(report)
            rows.insert(ImportItem, self._rows(items))
            self.run.counts, self.run.seen_at = report.totals(), timezone.now()
            self.run.save(update_fields=["counts", "seen_at"])

    def _rows(self, items: Iterable[Item]) -> Iterable[LoggedItem]:
        for item in items:
            target_kind, target_id = item.target or ("", None)
            yield LoggedItem(
                run_id=self.run.pk, kind=item.kind, outcome=item.outcome, what=_one_line(item.what)[:300],
                file=item.place.file[-500:], line=item.place.line, reason=item.reason, old_id=item.old_id[:200],
                target_kind=target_kind, target_id=target_id,
            )  # fmt: skip

    def finish(self, report: Report) -> None:
        """Close the run's row."""
        if self.is_dry_run:
            return
        self.begin(report)
        with transaction.atomic():
            self.log(report)
            self.run.finished_at = timezone.now()
            self.run.exit_code = report.exit_code
            self.run.report = report.as_dict(longest=LISTED_WITH_THE_RUN)
            self.run.save(update_fields=["finished_at", "exit_code", "report"])

    @contextmanager
    def saying_why_it_breaks_off(self) -> Iterator[None]:
        """Around all of a run's work: what ends it before its time, and passes, stands in its row."""
        try:
            yield
        except Stopped:
            self._break_off(STOPPED)
            raise
        except (UnreadableInput, KeyboardInterrupt, OSError) as error:
            self._break_off(str(error) or INTERRUPTED)
            raise

    def _break_off(self, reason: str) -> None:
        """Say in the run's row why it does not finish. Its counts are those of the last batch that is here."""
        if self.has_begun:
            ImportRun.objects.filter(pk=self.run.pk).update(broke_off=reason[:300])


def _one_line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())
