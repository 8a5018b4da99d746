"""Better converters over what is kept: every imported story converted anew from its own record, without the files.

What an editor changed is left alone, as in an import, and becomes a difference where the new conversion is another.
Dates, states and addresses are no work of a converter and stay. One source is one run, a hundred stories a transaction;
what comes out as before writes nothing, so that a run that broke off is simply begun again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from articles.legacy.batches import BATCH, know_earlier_names, store_batch
from articles.legacy.models import Origin, Printing
from articles.legacy.printings import unpack
from articles.legacy.records import Kind
from articles.legacy.regions import Gazetteer
from articles.legacy.report import UNCHANGED, Item, Report
from articles.legacy.resolve import Story
from articles.legacy.session import Session
from articles.models import Article
from cms.lib.progress import Progress

CONVERTED = frozenset(
    {"title", "body", "standfirst", "region", "tags", "bylines", "kind", "language", "lead", "search"}
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which stories: of one source or of all, of some kinds, by their numbers here. Empty is no limit."""

    source: str = ""
    kinds: tuple[str, ...] = ()
    ids: tuple[int, ...] = ()

    def origins(self) -> QuerySet[Origin]:
        kept = Printing.objects.filter(origin=OuterRef("pk"))
        found = Origin.objects.filter(Exists(kept), kind=Kind.ARTICLE)
        if self.source:
            found = found.filter(source=self.source)
        if self.kinds:
            found = found.filter(target_id__in=Article.objects.filter(kind__in=self.kinds).values("pk"))
        return found.filter(target_id__in=self.ids) if self.ids else found

    def told(self) -> dict[str, Any]:
        given = {"reconvert": True, "kinds": list(self.kinds), "ids": [str(pk) for pk in self.ids]}
        return {name: value for name, value in given.items() if value}


class _Report(Report):
    """Counts all; of what comes out as before the log of runs has no line."""

    def count(self, outcome: str, item: Item) -> None:
        super().count(outcome, item)
        if outcome == UNCHANGED:
            self.items.pop()


def reconvert(
    chosen: Chosen, *, is_dry_run: bool = False, started_by: str = "", progress: Progress = lambda *_: None
) -> Report:
    """Convert the chosen stories anew. The caller holds the import's lock."""
    report = _Report(is_dry_run=is_dry_run)
    sources = sorted(set(chosen.origins().order_by().values_list("source", flat=True)))
    total, done = chosen.origins().count(), 0
    for source in sources:
        session = Session(
            source, [], is_dry_run, options=chosen.told(), started_by=started_by, fields=CONVERTED
        )  # fmt: skip
        gazetteer = Gazetteer()
        for region in gazetteer.tags:
            session.know_tag(region.key, region)
        for stories in _stories(chosen.origins().filter(source=source)):
            know_earlier_names(session, stories)
            store_batch(session, stories, {}, gazetteer, report)
            done += len(stories)
            progress("store", done, total)
        session.finish(report)
    return report


def _stories(origins: QuerySet[Origin]) -> Iterator[list[Story]]:
    """Yield the kept stories by the hundred, by key, so that rows written meanwhile shift nothing."""
    last = 0
    while batch := list(origins.filter(pk__gt=last).order_by("pk").prefetch_related("printings")[:BATCH]):
        last = batch[-1].pk
        yield [_story(origin) for origin in batch]


def _story(origin: Origin) -> Story:
    story = Story(origin.title_key, origin.opening, origin.variant, origin_id=origin.pk, is_fresh=True)
    story.printings = [unpack(printing) for printing in origin.printings.all()]
    story.record_id = next((p.record_id for p in story.printings if p.record_id), "")
    return story
