"""Undo of a run: what it made and nobody touched goes, the rest stays and says why."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles import workflow
from articles.legacy.models import ImportItem, ImportRun, Origin, Printing
from articles.legacy.undo_run import preview, undo
from articles.models import Article, Revision, Tag
from cms.ledger.models import Address, AuditEntry
from cms.pictures.models import Picture
from people.models import Person
from tests.articles.legacy.exported import MORNING, attachment, figure, imported, person, post, shown
from tests.articles.legacy.test_import import whole_database
from tests.articles.legacy.test_media_folders import jpeg, put
from tests.builders import make_article, make_editor, make_person, make_tag

pytestmark = pytest.mark.django_db

RECORDS = [
    person(), attachment(), post(1, "One", tags=("Lakes",), **shown()), post(2, "Two"),
]  # fmt: skip


def newest_run() -> ImportRun:
    return ImportRun.objects.first()


def reasons(title: str) -> list[str]:
    return [reason for _, what, reason in preview(newest_run()).examples if what == title]


def test_a_run_that_nobody_touched_leaves_no_trace_but_its_log(tmp_path: Path) -> None:
    make_article("Ours"), make_person("Ours"), make_tag("Ours")
    before = whole_database()
    imported(tmp_path, RECORDS)
    told = preview(newest_run())
    assert undo(None, newest_run()).goes == told.goes
    after = whole_database()
    assert {label for label in before if before[label] != after[label]} == {"ledger.AuditEntry"}
    assert set(ImportItem.objects.exclude(outcome="warning").values_list("outcome", flat=True)) == {"undone"}
    assert AuditEntry.objects.get(action="undo import").details["gone"]["article"] == 2
    assert newest_run().undone_at


def test_the_same_export_can_come_again_after_its_undoing(tmp_path: Path) -> None:
    imported(tmp_path, RECORDS)
    undo(None, newest_run())
    imported(tmp_path, RECORDS)
    assert sorted(Article.objects.values_list("slug", flat=True)) == ["one", "two"]


def test_an_original_stays_that_an_editors_translation_names(tmp_path: Path) -> None:
    imported(tmp_path, RECORDS)
    one = Article.objects.get(title="One")
    text = {"title": "Один", "body": "<p>Один.</p>", "language": "ru", "translation_of": one.pk}
    workflow.release(None, workflow.create(None, text), base_version=1)
    assert reasons("One") == ["an editor has named it as the original of a translation"]
    undo(None, newest_run())
    assert Article.objects.get(title="Один").translation_of == one


def test_what_an_editor_saved_stays_with_all_that_it_uses(tmp_path: Path) -> None:
    imported(tmp_path, RECORDS)
    one = Article.objects.get(title="One")
    workflow.save_draft(make_editor(), one, one.revisions.first().data | {"title": "Ours"}, base_version=1)
    undoing = undo(None, newest_run())
    assert list(Article.objects.all()) == [one]
    assert (Person.objects.count(), Tag.objects.filter(name="Lakes").count(), Picture.objects.count()) == (1, 1, 1)
    assert ("article", "One", "an editor has worked on it") in undoing.examples
    assert Printing.objects.count() == Origin.objects.filter(kind="article").count() == 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda a: Article.objects.filter(pk=a.pk).update(standfirst="Ours."), "its standfirst was changed here"),
        (lambda a: workflow.withdraw(None, a, reason="Wrong."), "its state was changed here"),
        (lambda a: Article.objects.filter(pk=a.pk).update(trashed_at=MORNING), "an editor has thrown it away"),
    ],
)
def test_a_story_changed_by_other_ways_stays(tmp_path: Path, change, reason: str) -> None:
    imported(tmp_path, RECORDS)
    change(Article.objects.get(title="Two"))
    assert reasons("Two") == [reason]
    undo(None, newest_run())
    assert list(Article.objects.values_list("title", flat=True)) == ["Two"]


def test_what_a_later_run_wrote_to_stays_and_what_it_only_read_goes(tmp_path: Path) -> None:
    imported(tmp_path, RECORDS)
    first = newest_run()
    imported(tmp_path, [RECORDS[2], replace(post(2, "Two"), body="<p>Anew.</p>", modified_at=MORNING + timedelta(1))])
    undo(None, first)
    assert list(Article.objects.values_list("title", flat=True)) == ["Two"]


def test_what_was_here_before_is_never_taken_out(tmp_path: Path) -> None:
    make_person("Aida Sarybay"), make_tag("Lakes")
    imported(tmp_path, RECORDS)
    undo(None, newest_run())
    assert Person.objects.filter(name="Aida Sarybay").exists()
    assert Tag.objects.filter(name="Lakes").exists()


def test_a_picture_that_a_text_in_work_names_stays(tmp_path: Path) -> None:
    imported(tmp_path, RECORDS)
    workflow.create(None, {"title": "Ours", "body": figure(70)})
    undo(None, newest_run())
    assert Picture.objects.count() == 1


def test_an_undone_picture_takes_its_file_with_it_unless_another_shows_it(
    tmp_path: Path, settings, django_capture_on_commit_callbacks
) -> None:
    folder = put(tmp_path / "uploads", "2019/03/pier.jpg", content=jpeg("teal"))
    imported(tmp_path, [attachment()], media_dirs=(folder,))
    file = Path(settings.MEDIA_ROOT) / Picture.objects.get().original.name
    twin = Picture.objects.create(original=Picture.objects.get().original.name)
    with django_capture_on_commit_callbacks(execute=True):
        undo(None, newest_run())
    assert file.exists()
    twin_only = Picture.objects.get()
    assert twin_only == twin
    twin.delete()
    imported(tmp_path, [attachment()], media_dirs=(folder,))
    with django_capture_on_commit_callbacks(execute=True):
        undo(None, newest_run())
    assert not file.exists()


def test_the_command_counts_first_and_then_does_it(tmp_path: Path, capsys) -> None:
    imported(tmp_path, RECORDS)
    call_command("undo_import", newest_run().pk, "--dry-run")
    assert "article: 2 taken out, 0 left" in capsys.readouterr().out
    assert Article.objects.count() == 2
    call_command("undo_import", newest_run().pk)
    assert not Article.objects.exists()
    assert not Revision.objects.exists()
    assert not Address.objects.filter(target_kind="article").exists()


def test_a_run_that_is_not_there_is_said_with_those_that_are(tmp_path: Path) -> None:
    imported(tmp_path, RECORDS)
    with pytest.raises(CommandError, match=rf"no run 9999.*{newest_run().pk} \(archive"):
        call_command("undo_import", 9999)
