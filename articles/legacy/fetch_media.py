"""Bringing the old site's pictures over the network: a stage of its own, from the rows that imports kept.

It may be broken off at any moment and begun again: what became of each file is written down, with the file and the
pages that show it, before the next is asked for. One server is asked one thing at a time, with a pause before the
next; what it asks for in "Retry-After" it gets. What failed for the moment is tried again, later each time; what
failed for good is not, unless somebody says so.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.legacy import old_files
from articles.legacy.asking import Asker, NoPlace, Verdict
from articles.legacy.file_addresses import host_of, places
from articles.legacy.media_store import give_file
from articles.legacy.models import FileState, OldFile
from articles.legacy.records import Kind, Place, Problem, Severity
from articles.legacy.report import UPDATED, Item, Report
from articles.legacy.session import Session
from cms.lib.fetching import Fetcher, Limits
from cms.lib.progress import Progress
from cms.pictures import intake

USUAL_PAUSE = 0.5
# Within one run we wait so long for what failed for the moment; what needs longer is for another run.
PATIENCE = timedelta(seconds=90)
LATER = (
    timedelta(seconds=30), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(days=1),
    timedelta(days=3),
)  # fmt: skip
OTHER_SITE = "it stands at {}: --media-host {} allows to ask there"
NOWHERE = "no export and no text says where its file was"


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """`hosts` may be asked beside the old site's own. `again` takes up also what failed for good."""

    source: str
    hosts: tuple[str, ...] = ()
    pause: float = USUAL_PAUSE
    limits: Limits = field(default_factory=Limits)
    again: bool = False
    limit: int | None = None
    is_dry_run: bool = False


@dataclass(slots=True)
class Fetching:
    """What a run of the stage did. `unknown_hosts` counts the files that wait for leave, `left` the hosts given up."""

    report: Report
    came: int = 0
    asked: int = 0
    unknown_hosts: Counter[str] = field(default_factory=Counter)
    left: dict[str, str] = field(default_factory=dict)
    stopped: str = ""
    would_ask: Counter[str] = field(default_factory=Counter)

    @property
    def exit_code(self) -> int:
        return 1 if self.stopped or self.report.has_failures else 0


def agent() -> str:
    """Return how we call ourselves: the paper, and where it can be asked what this is."""
    name = settings.SITE_NAME.encode("ascii", "ignore").decode().strip() or "Steppe"
    return f"{name} moving in (+{settings.SITE_URL})"


def fetch_media(
    options: FetchOptions,
    fetcher: Fetcher | None = None,
    *,
    progress: Progress = lambda *_: None,
    started_by: str = "",
    sleep: Callable[[float], None] = time.sleep,
) -> Fetching:
    """Fetch what is missing of one source. Failures stand in the rows and the report; nothing is raised for them.

    A dry run asks nobody and says whom it would ask.
    """
    stage = _Stage(options, progress, started_by, sleep)
    old_files.settle(options.source)
    if options.is_dry_run:
        stage.say_what_would_be()
        return stage.done
    if options.again:
        _take_up_again(options.source)
    with fetcher or Fetcher(agent(), options.limits) as asked:
        stage.run(asked)
    return stage.done


def _take_up_again(source: str) -> None:
    given_up = OldFile.objects.filter(source=source, state__in=(FileState.FAILED, FileState.REFUSED, FileState.GONE))
    given_up.update(state=FileState.WAITING, tries=0, next_try_at=None)


def due(source: str, at: datetime) -> QuerySet[OldFile]:
    """Return the files to be asked for at this moment, in order."""
    missing = OldFile.objects.filter(source=source, picture__original="", picture__merged_into=None)
    again = Q(state=FileState.FAILED, next_try_at__lte=at)
    return missing.filter(Q(state=FileState.WAITING) | again).order_by("pk")


class _Stage:
    def __init__(
        self, options: FetchOptions, progress: Progress, started_by: str, sleep: Callable[[float], None]
    ) -> None:
        self.options, self.progress, self.sleep = options, progress, sleep
        self.done = Fetching(Report(is_dry_run=options.is_dry_run))
        self.site = old_files.site_of(options.source)
        self.allowed = frozenset(host_of(f"//{host}") for host in (self.site, *options.hosts)) - {""}
        told = {"fetch_media": True} | ({"media_host": list(options.hosts)} if options.hosts else {})
        self.session = Session(options.source, ["pictures over the network"], options=told, started_by=started_by)
        self.seen: set[int] = set()

    def say_what_would_be(self) -> None:
        for row in due(self.options.source, timezone.now()).iterator(chunk_size=500):
            hosts = self._hosts(row)
            target = self.done.would_ask if self.allowed & set(hosts) else self.done.unknown_hosts
            target[next((host for host in hosts if host in self.allowed), hosts[0] if hosts else "")] += 1

    def run(self, fetcher: Fetcher) -> None:
        asker = Asker(fetcher, self.allowed, pause=self.options.pause, patience=PATIENCE, sleep=self.sleep)
        try:
            while ids := self._next(asker):
                for number, pk in enumerate(ids, start=1):
                    self._bring(asker, pk)
                    self.progress("fetch", number, len(ids))
        except NoPlace as full:
            self.done.stopped = str(full)
            self.done.report.add(Problem(Severity.FAILED, Place(""), Kind.IMAGE, "the stage stopped", str(full)))
        self.done.left = asker.left
        if self.done.asked or self.done.report.has_failures:
            self.session.finish(self.done.report)

    def _next(self, asker: Asker) -> list[int]:
        """Return what to ask for now: each file once, then, within our patience, what is to be tried again."""
        limit = self.options.limit
        if limit is not None and self.done.asked >= limit:
            return []
        found = due(self.options.source, timezone.now()).values_list("pk", flat=True)
        first = [pk for pk in found if pk not in self.seen]
        if first:
            return first if limit is None else first[: limit - self.done.asked]
        until = timezone.now() + PATIENCE
        soon = due(self.options.source, until).filter(state=FileState.FAILED).order_by("next_try_at", "pk")
        rows = [row for row in soon if row.pk in self.seen and not asker.has_left(self._hosts(row))]
        if not rows:
            return []
        self.sleep(max(0.0, (rows[-1].next_try_at - timezone.now()).total_seconds()))
        return [row.pk for row in rows]

    def _hosts(self, row: OldFile) -> list[str]:
        return list(dict.fromkeys(filter(None, map(host_of, places(row.url, row.path, self.site)))))

    def _bring(self, asker: Asker, pk: int) -> None:
        self.seen.add(pk)
        row = OldFile.objects.select_related("picture").filter(pk=pk).first()
        if row is None or row.picture.original:
            return  # taken out or filled by somebody meanwhile
        addresses = places(row.url, row.path, self.site)
        if not addresses:
            self._note_without_asking(row, NOWHERE)
            return
        hosts = self._hosts(row)
        if not hosts:
            words = f"{addresses[0][:200]!r} is no address"
            self._note_failure(row, Verdict(addresses[0], state=FileState.REFUSED, words=words))
            return
        if not self.allowed & set(hosts):
            self.done.unknown_hosts[hosts[0]] += 1
            self._note_without_asking(row, OTHER_SITE.format(hosts[0], hosts[0]))
            return
        if asker.has_left(hosts):
            self._note_without_asking(row, next(f"not asked: {asker.left[h]}" for h in hosts if h in asker.left))
            return
        verdict = asker.ask(addresses)
        self.done.asked += 1
        if verdict.taken is not None:
            self._keep(row, verdict.taken, verdict.url)
        else:
            self._note_failure(row, verdict)

    def _note_without_asking(self, row: OldFile, reason: str) -> None:
        OldFile.objects.filter(pk=row.pk).exclude(reason=reason).update(reason=reason)

    def _keep(self, row: OldFile, taken: intake.Intake, url: str) -> None:
        """Keep the file, the row and the pages that show the picture together: all of it, or none."""
        with transaction.atomic():
            try:
                picture = give_file(row.picture_id, taken, found_at=url)
            except intake.NotKept as refusal:
                raise NoPlace(str(refusal)) from None
            if picture is None:
                return
            OldFile.objects.filter(pk=row.pk).update(tries=row.tries + 1, tried_at=timezone.now())
            item = Item(Kind.IMAGE, UPDATED, str(row), Place(url), target=("picture", picture.pk))
            self.done.report.count(UPDATED, item)
            self.session.log(self.done.report)
        self.done.came += 1

    def _note_failure(self, row: OldFile, verdict: Verdict) -> None:
        now = timezone.now()
        tries = row.tries + 1
        next_try = None
        if verdict.state == FileState.FAILED and tries <= len(LATER):
            next_try = now + max(LATER[tries - 1], timedelta(seconds=verdict.wait or 0))
        with transaction.atomic():
            # Somebody at the desk may have put a file in its place, or said that none is wanted.
            held = OldFile.objects.filter(pk=row.pk, state__in=(FileState.WAITING, FileState.FAILED))
            held.update(state=verdict.state, reason=verdict.words, tries=tries, tried_at=now, next_try_at=next_try)
            if verdict.state != FileState.WAITING:
                problem = Problem(Severity.FAILED, Place(verdict.url), Kind.IMAGE, str(row), verdict.words)
                self.done.report.add(problem, target=("picture", row.picture_id))
            self.session.log(self.done.report)
        if verdict.other_host:
            self.done.unknown_hosts[verdict.other_host] += 1
