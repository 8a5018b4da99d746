"""Converting anew and taking out, killed at any moment and given again, come to the same as one whole run."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

from articles.legacy import batches, plans, undo_run
from articles.legacy import reconvert as reconverting
from articles.legacy.models import ImportItem, ImportRun, Origin
from articles.models import Article
from articles.projection import check
from cms.lib import richtext
from cms.pictures.models import Picture
from tests.articles.legacy.killing import run_in_process
from tests.articles.legacy.old_site import write_site

pytestmark = pytest.mark.django_db(transaction=True)

STORIES, PICTURES = 8, 2
SEED = 20_261_125


@pytest.fixture(autouse=True)
def own_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for module in (batches, reconverting):
        monkeypatch.setattr(module, "BATCH", 3)
    monkeypatch.setattr(undo_run, "CHUNK", 3)
    with override_settings(MEDIA_ROOT=tmp_path / "media", DATA_DIR=tmp_path / "data"):
        yield


def steps_to_die_at(steps: int, parts: int) -> list[int]:
    chance = random.Random(SEED)
    return [chance.randrange(steps * n // parts, steps * (n + 1) // parts) for n in range(parts)]


def bring(folder: Path) -> ImportRun:
    call_command("import_legacy", *write_site(folder, STORIES, PICTURES), "--pause", "0", verbosity=0)
    return ImportRun.objects.first()


def convert_anew() -> None:
    call_command("import_legacy", "--reconvert", "--pause", "0", verbosity=0)


def ending_in(words: str, convert: Callable) -> Callable:
    """Return a converter that has learnt to end every text so."""

    def better(record: object, **options: object) -> object:
        converted = convert(record, **options)
        return replace(converted, text=richtext.Reading.of(f"{converted.html}<p>{words}</p>"))

    return better


def test_a_killed_reconversion_given_again_converts_every_story_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(tmp_path / "old")
    as_before, everything = plans.convert_record, Article.objects.count()
    monkeypatch.setattr(plans, "convert_record", ending_in("whole", as_before))
    steps = run_in_process(convert_anew).steps
    for at in steps_to_die_at(steps, 3):
        where, words = f"killed at step {at} of {steps}", f"killed at {at}"
        monkeypatch.setattr(plans, "convert_record", ending_in(words, as_before))
        before = set(ImportRun.objects.values_list("pk", flat=True))
        assert run_in_process(convert_anew, kill_at=at).is_killed
        ids = list(Article.objects.values_list("pk", flat=True))
        assert check(ids) == [], where
        convert_anew()
        assert check(ids) == [], where
        assert Article.objects.filter(body__endswith=f"<p>{words}</p>").count() == everything, where
        written = ImportItem.objects.exclude(run__in=before).filter(outcome="updated").exclude(kind="image")
        assert written.count() == everything, where


def test_a_killed_undo_given_again_leaves_nothing(tmp_path: Path) -> None:
    def undo() -> None:
        call_command("undo_import", ImportRun.objects.first().pk, verbosity=0)

    bring(tmp_path / "old")
    steps = run_in_process(undo).steps
    for at in steps_to_die_at(steps, 2):
        where = f"killed at step {at} of {steps}"
        run = bring(tmp_path / "old")
        assert run_in_process(undo, kill_at=at).is_killed
        assert check(list(Article.objects.values_list("pk", flat=True))) == [], where
        undo()
        left = [model.objects.count() for model in (Article, Picture, Origin)]
        assert left == [0, 0, 0], where
        run.refresh_from_db()
        assert run.undone_at, where
