"""Taking in the export of another site keeps the manners of an import: it waits, stops when told, and says so."""

from pathlib import Path

import pytest
from django.core.management import CommandError

from articles.legacy.lock import one_import_at_a_time
from articles.legacy.models import ImportItem, ImportRun
from articles.legacy.pace import Pace, Stopped
from articles.models import Article
from cms.moving.arriving.run import arrive
from people.models import Person
from tests.cms.moving.papers import empty, make_paper, run

pytestmark = pytest.mark.django_db


def test_it_stops_behind_its_batch_and_the_next_run_takes_it_up(tmp_path: Path) -> None:
    make_paper()
    run("export_site", tmp_path / "site")
    empty()
    pace = Pace()
    with pytest.raises(Stopped):
        arrive(tmp_path / "site", pace=pace, progress=lambda step, *_: setattr(pace, "is_to_stop", step == "articles"))
    broken = ImportRun.objects.get()
    assert (broken.finished_at, broken.broke_off) == (None, "stopped by whoever ran it")
    logged = ImportItem.objects.filter(run=broken, kind="person", outcome="created")
    assert logged.count() == Person.objects.count() > 0
    assert Article.objects.exists()
    arrive(tmp_path / "site")
    broken.refresh_from_db()
    assert broken.taken_up_by == ImportRun.objects.first()


def test_it_leaves_while_another_import_runs(tmp_path: Path) -> None:
    run("export_site", tmp_path / "site")
    with one_import_at_a_time(), pytest.raises(CommandError, match="Another import is running"):
        run("import_site", tmp_path / "site")
