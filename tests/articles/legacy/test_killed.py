"""An import that is killed at any moment and run again comes to the paper of one whole run, and does little twice."""

import fcntl
import os
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from articles import search
from articles.legacy import batches, plans
from articles.legacy.lock import is_import_running
from articles.legacy.models import CarriedOrigin, FieldDifference, ImportItem, ImportRun, OldFile, Origin, Printing
from articles.legacy.runs import how_it_went_on, standing
from articles.models import (
    Article,
    Byline,
    ListingRow,
    PictureUse,
    RenderedBody,
    Revision,
    SearchDocument,
    Tag,
    TaggedArticle,
)
from articles.projection import check
from cms.ledger.models import Address
from cms.pictures import files as picture_files
from cms.pictures.models import Picture
from markets.models import Quote
from people.models import Person
from tests.articles.legacy.canonical import differences, paper
from tests.articles.legacy.killing import run_in_process
from tests.articles.legacy.old_site import write_site

pytestmark = pytest.mark.django_db(transaction=True)

SEED = 20_261_125
EMPTIED = (
    *(FieldDifference, CarriedOrigin, OldFile, Printing, Origin, ImportItem, ImportRun),
    *(ListingRow, RenderedBody, PictureUse, SearchDocument, Revision),
    *(TaggedArticle, Byline, Article, Person, Picture, Quote),
)


@dataclass(slots=True)
class OldSite:
    """The dumps, and what one whole run of them comes to; `before`, a run that is there already."""

    told: list[str]
    before: list[str]
    begun: datetime
    tags: list[int]
    addresses: list[int]
    whole: dict[str, list[str]] | None = None
    written: Counter | None = None
    steps: int = 0

    def run(self) -> None:
        call_command("import_legacy", *self.told, "--pause", "0", verbosity=0)

    def prepare(self) -> None:
        if self.before:
            call_command("import_legacy", *self.before, "--pause", "0", verbosity=0)

    def empty(self) -> None:
        """Bring the paper back to where it was before anything came in."""
        with transaction.atomic():
            search.forget(list(Article.objects.values_list("pk", flat=True)))
            ImportRun.objects.update(taken_up_by=None)
            for model in EMPTIED:
                model._base_manager.all()._raw_delete("default")
            Tag.objects.exclude(pk__in=self.tags)._raw_delete("default")
            Address.objects.exclude(pk__in=self.addresses)._raw_delete("default")
        for path in Path(settings.MEDIA_ROOT).rglob("*"):
            if path.is_file():
                path.unlink()


def old_site(folder: Path, stories: int, pictures: int, *, has_come_without_pictures: bool = False) -> OldSite:
    tags, addresses = (list(model.objects.values_list("pk", flat=True)) for model in (Tag, Address))
    told = write_site(folder, stories, pictures)
    before = told[:2] if has_come_without_pictures else []
    site = OldSite(told, before, timezone.now(), tags, addresses)
    site.prepare()
    site.steps = run_in_process(site.run).steps
    site.whole, site.written = paper(site.begun), written()
    site.empty()
    return site


def written() -> Counter:
    """How many things of each kind the log says were written, over all runs."""
    return Counter(ImportItem.objects.filter(outcome__in=["created", "updated"]).values_list("kind", flat=True))


def stories_told(run: ImportRun | None) -> int:
    return ImportItem.objects.filter(run=run, kind__in=["article", "page"]).exclude(outcome="warning").count()


def killed_and_run_again(site: OldSite, *, at: int | None = None, after: float | None = None) -> None:
    """Kill a run, look at what is there, run again, and compare with one whole run."""
    site.prepare()
    came_before = set(ImportRun.objects.values_list("pk", flat=True))
    ended = run_in_process(site.run, kill_at=at, kill_after=after, counted=(plans, "_convert"))
    where = f"killed at step {at} of {site.steps}" if after is None else f"killed after {after:.3f} seconds"
    wait_for_the_lock_to_fall(where)
    # No half story: what is there has all its derived rows, and stands in the log.
    assert check(list(Article.objects.values_list("pk", flat=True))) == [], where
    logged = ImportItem.objects.filter(kind__in=["article", "page"], target_id__isnull=False)
    assert set(Article.objects.values_list("pk", flat=True)) == set(logged.values_list("target_id", flat=True)), where
    broken = ImportRun.objects.filter(finished_at=None).first()
    if ended.is_killed:  # else it was done before
        assert ended.things - stories_told(broken) <= batches.BATCH, where
    if broken:
        assert standing(broken) == ("broken", "broken off"), where
        assert broken.counts.get("created", 0) <= sum(site.written.values()), where
    let_a_minute_pass()
    site.run()
    assert differences(paper(site.begun), site.whole) == [], where
    # Everything was written once, by the one run or the other.
    assert written() == site.written, where
    if broken:
        broken.refresh_from_db()
        again = ImportRun.objects.exclude(pk__in={*came_before, broken.pk}).get()
        assert broken.taken_up_by == again, where
        assert f"Run {again.pk} took it up" in how_it_went_on(broken), where
    site.empty()


def wait_for_the_lock_to_fall(where: str) -> None:
    """A server of databases learns a moment later that its client is gone."""
    patience = time.monotonic() + 10
    while is_import_running():
        assert time.monotonic() < patience, where
        time.sleep(0.05)


def let_a_minute_pass() -> None:
    """For files that were begun: one without a byte is left alone while its writer may be about to lock it."""
    for path in Path(settings.MEDIA_ROOT).rglob(".coming-*"):
        os.utime(path, (time.time() - 60,) * 2)


@pytest.fixture(autouse=True)
def own_library(tmp_path: Path) -> Iterator[None]:
    with override_settings(MEDIA_ROOT=tmp_path / "media", DATA_DIR=tmp_path / "data"):
        yield


def test_a_run_that_is_killed_at_any_step_and_run_again_comes_to_the_same(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(batches, "BATCH", 8)
    site = old_site(tmp_path / "old", stories=20, pictures=9)
    chance = random.Random(SEED)
    parts = [site.steps * n // 12 for n in range(13)]
    for first, last in zip(parts, parts[1:], strict=False):
        killed_and_run_again(site, at=chance.randrange(first, last))


def test_a_run_that_brings_the_pictures_later_may_be_killed_as_well(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(batches, "BATCH", 8)
    site = old_site(tmp_path / "old", stories=8, pictures=5, has_come_without_pictures=True)
    chance = random.Random(SEED)
    for first in range(0, site.steps - site.steps // 4, site.steps // 4):
        killed_and_run_again(site, at=chance.randrange(first, first + site.steps // 4))


@pytest.mark.long
def test_a_run_that_is_killed_at_a_hundred_points_and_run_again_comes_to_the_same(tmp_path: Path) -> None:
    site = old_site(tmp_path / "old", stories=350, pictures=120)
    chance = random.Random(SEED)
    begun = timezone.now()
    run_in_process(site.run)
    seconds = (timezone.now() - begun).total_seconds()
    site.empty()
    for _ in range(60):
        killed_and_run_again(site, at=chance.randrange(site.steps))
    for _ in range(40):
        killed_and_run_again(site, after=chance.uniform(0, seconds))


def test_a_file_that_a_killed_writer_left_half_written_is_swept_by_the_next_run(tmp_path: Path, monkeypatch) -> None:
    left = Path(settings.MEDIA_ROOT) / "originals" / "ab" / ".coming-1"
    left.parent.mkdir(parents=True)

    def write() -> None:
        monkeypatch.setattr(picture_files.tempfile, "mkstemp", lambda **_: (_open(left), str(left)))
        picture_files.write("originals/ab/abc.png", b"a picture")

    ended = run_in_process(write, kill_at=1)
    assert (ended.is_killed, left.exists()) == (True, True)
    assert picture_files.sweep() == 1
    assert not left.exists()


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT)


def test_a_file_that_is_being_written_is_left_alone(tmp_path: Path) -> None:
    path = Path(settings.MEDIA_ROOT) / "originals" / "ab" / ".coming-1"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        file.write(b"half")
        file.flush()
        fcntl.flock(file, fcntl.LOCK_EX)
        assert picture_files.sweep() == 0
    assert path.exists()
