"""Better converters over what is kept: the text follows, an editor's work does not, and a second run finds nothing."""

from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles import search, workflow
from articles.legacy import plans
from articles.legacy import reconvert as reconverting
from articles.legacy.lock import one_import_at_a_time
from articles.legacy.models import FieldDifference, ImportItem, ImportRun
from articles.legacy.pace import Pace, Stopped
from articles.legacy.reconvert import Chosen, reconvert
from articles.models import Article, RenderedBody
from articles.projection import check
from cms.lib import richtext
from tests.articles.legacy.dumps import author_page, cut, story, tag_page, write
from tests.articles.legacy.exported import imported, post
from tests.articles.legacy.test_differences import saved
from tests.articles.legacy.test_import import run_folder, whole_database

pytestmark = pytest.mark.django_db


@pytest.fixture
def better(monkeypatch: pytest.MonkeyPatch) -> None:
    """A converter that has learnt to write "steamer"."""
    as_before = plans.convert_record

    def convert(record: object, **options: object) -> object:
        converted = as_before(record, **options)
        return replace(converted, text=richtext.Reading.of(converted.html.replace("ferry", "steamer")))

    monkeypatch.setattr(plans, "convert_record", convert)


def two_stories(folder: Path) -> tuple[Article, Article]:
    imported(folder, [post(1, "One"), post(2, "Two")])
    return Article.objects.get(title="One"), Article.objects.get(title="Two")


def test_converters_as_they_were_write_nothing(tmp_path: Path) -> None:
    two_stories(tmp_path)
    dated = author_page("Aida Sarybay", [(*story("Bridge"), "3 weeks ago")], day="07 December 2024")
    run_folder(write(tmp_path / "pages", a=tag_page([cut("Ferry"), story("Bridge")]), b=dated))
    before = whole_database()
    report = reconvert(Chosen())
    assert whole_database() == before
    assert report.counts["unchanged"]["article"] == Article.objects.count() == 4
    assert not ImportItem.objects.filter(run=ImportRun.objects.first()).exclude(outcome="warning").exists()


def test_readers_lists_and_search_follow_and_an_editors_text_becomes_a_difference(tmp_path: Path, request) -> None:
    one, two = two_stories(tmp_path)
    saved(two, live=True, body="<p>The desk’s ferry.</p>")
    moments = list(Article.objects.order_by("pk").values_list("published_at", "state", "slug"))
    request.getfixturevalue("better")
    report = reconvert(Chosen())
    one.refresh_from_db(), two.refresh_from_db()
    assert "old steamer left" in one.body
    assert "steamer" in RenderedBody.objects.get(article=one).html
    assert one.pk in list(search.find("steamer", at=timezone.now(), language="en"))
    assert two.body == "<p>The desk’s ferry.</p>"
    assert not check([one.pk, two.pk])
    assert [each["what"] for each in report.differences] == ["Two"]
    assert "steamer" in FieldDifference.objects.get().says["body"]
    assert list(Article.objects.order_by("pk").values_list("published_at", "state", "slug")) == moments
    before = whole_database()
    reconvert(Chosen())
    assert whole_database() == before


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path, request) -> None:
    two_stories(tmp_path)
    request.getfixturevalue("better")
    before, runs = whole_database(), ImportRun.objects.count()
    report = reconvert(Chosen(), is_dry_run=True)
    assert report.counts["updated"]["article"] == 2
    assert (whole_database(), ImportRun.objects.count()) == (before, runs)


def test_what_was_held_back_does_not_become_public(tmp_path: Path, request) -> None:
    run_folder(write(tmp_path, a=tag_page([cut("Ferry")])), hold_truncated=True)
    request.getfixturevalue("better")
    reconvert(Chosen())
    article = Article.objects.get()
    assert article.state == "draft"
    assert "steamer" in article.body


def test_source_kind_and_numbers_narrow_what_is_converted(tmp_path: Path, request) -> None:
    one, two = two_stories(tmp_path)
    imported(tmp_path, [post(1, "Other site")], source="other")
    request.getfixturevalue("better")
    call_command("import_legacy", reconvert=True, ids=str(two.pk), stdout=StringIO())
    call_command("import_legacy", reconvert=True, source="other", kinds="news", stdout=StringIO())
    changed = Article.objects.filter(body__contains="steamer").order_by("title")
    assert list(changed.values_list("title", flat=True)) == ["Other site", "Two"]
    assert set(ImportRun.objects.values_list("source", flat=True)) == {"archive", "other"}


def test_a_reconversion_waits_for_no_import_and_wants_no_files(tmp_path: Path) -> None:
    two_stories(tmp_path)
    with one_import_at_a_time(), pytest.raises(CommandError, match="Another import"):
        call_command("import_legacy", reconvert=True)
    for wrong in ({"paths": [tmp_path]}, {"ids": "x"}, {"kinds": "poem"}, {"source": "unknown"}):
        with pytest.raises(CommandError):
            call_command("import_legacy", *wrong.pop("paths", []), reconvert=True, **wrong)


def test_a_text_in_work_is_not_taken_away(tmp_path: Path, request) -> None:
    one, _ = two_stories(tmp_path)
    text = one.revisions.first().data
    workflow.save_draft(None, one, text | {"title": "One of ours"}, base_version=one.version)
    request.getfixturevalue("better")
    reconvert(Chosen())
    one.refresh_from_db()
    assert "steamer" not in one.body
    assert FieldDifference.objects.get().target_id == one.pk


def test_each_source_is_a_run_that_counts_its_own(tmp_path: Path) -> None:
    two_stories(tmp_path)
    imported(tmp_path, [post(1, "Other site")], source="other")
    report = reconvert(Chosen())
    runs = ImportRun.objects.filter(options__has_key="reconvert").order_by("pk")
    assert [(run.source, run.counts["unchanged"]) for run in runs] == [("archive", 2), ("other", 1)]
    assert report.counts["unchanged"]["article"] == 3


def test_a_reconversion_stops_behind_its_batch_and_says_so_in_its_run(tmp_path: Path, request, monkeypatch) -> None:
    two_stories(tmp_path)
    request.getfixturevalue("better")
    monkeypatch.setattr(reconverting, "BATCH", 1)
    pace = Pace()
    with pytest.raises(Stopped):
        reconvert(Chosen(), pace=pace, progress=lambda *_: setattr(pace, "is_to_stop", True))
    assert Article.objects.filter(body__contains="steamer").count() == 1
    run = ImportRun.objects.first()
    assert (run.finished_at, run.broke_off) == (None, "stopped by whoever ran it")
    assert run.counts["updated"] == 1
    reconvert(Chosen(ids=(1,)))
    run.refresh_from_db()
    assert run.taken_up_by is None
    reconvert(Chosen())
    run.refresh_from_db()
    assert run.taken_up_by == ImportRun.objects.first()
    assert Article.objects.filter(body__contains="steamer").count() == 2
