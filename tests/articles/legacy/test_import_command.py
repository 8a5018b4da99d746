"""The command: what it prints, how it ends, and that bad input leaves nothing half-stored."""

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.legacy.lock import one_import_at_a_time
from articles.models import Article
from tests.articles.legacy.dumps import author_page, story, tag_page, write
from tests.articles.legacy.test_import import whole_database

pytestmark = pytest.mark.django_db


def import_legacy(*args: object) -> tuple[int, str]:
    """Run the command; return its exit code and all that it said."""
    out = StringIO()
    try:
        call_command("import_legacy", *map(str, args), stdout=out, stderr=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    except CommandError as error:
        return error.returncode, out.getvalue() + str(error)
    return 0, out.getvalue()


def test_a_good_run_ends_with_zero_and_prints_the_counts(tmp_path: Path) -> None:
    code, said = import_legacy(write(tmp_path, a=tag_page([story("Ferry")], total=65)))
    assert code == 0
    assert "65 announced, 1 present" in said
    assert said.splitlines()[1].split()[:3] == ["article", "1", "1"]


def test_the_report_file_holds_counts_by_kind_and_the_lists(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    import_legacy(
        write(tmp_path / "in", a=author_page("Aida Sarybay", [(*story("Ferry"), "1 day ago")])), "--report", report
    )
    told = json.loads(report.read_text())
    assert told["read"] == {
        "article": 1,
        "person": 1,
        "tag": 0,
        "image": 0,
        "quote": 5,
        "page": 0,
        "comment": 0,
        "other": 0,
    }
    assert {"read", "created", "updated", "unchanged", "skipped", "failed", "warnings"} <= told.keys()
    assert {"file", "line", "kind", "what", "reason"} == told["warnings"][0].keys()


BAD_FILES = {
    "empty": (b"", "empty"),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "binary"),
    "cp1251": ("Viewing results 1 - 1 of 1\n\nЗаголовок\n\nТекст статьи".encode("cp1251"), "UTF-8"),
    "unknown": (b"hello", ""),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_one_line_that_names_file_and_reason_and_stores_nothing(tmp_path: Path, name: str) -> None:
    content, reason = BAD_FILES[name]
    file = tmp_path / f"{name}.txt"
    file.write_bytes(content)
    before = whole_database()
    code, said = import_legacy(file)
    assert code == 2
    lines = [line for line in said.splitlines() if str(file) in line]
    assert len(lines) == 1
    assert reason in lines[0]
    assert whole_database() == before


def test_a_bad_file_among_good_ones_fails_alone(tmp_path: Path) -> None:
    pages = write(tmp_path, a=tag_page([story("Ferry")]), b="\x00\x00")
    code, said = import_legacy(pages)
    assert code == 1
    assert Article.objects.count() == 1
    assert "b.txt" in said


def test_a_missing_path_ends_with_two_before_anything_is_read(tmp_path: Path) -> None:
    good = write(tmp_path / "good", a=tag_page([story("Ferry")]))
    code, said = import_legacy(good, tmp_path / "nowhere")
    assert code == 2
    assert str(tmp_path / "nowhere") in said
    assert not Article.objects.exists()


@pytest.mark.parametrize("day", ["yesterday", "2025-02-30", (timezone.localdate() + timedelta(days=3)).isoformat()])
def test_a_snapshot_day_that_cannot_be_is_refused(tmp_path: Path, day: str) -> None:
    code, said = import_legacy(write(tmp_path, a=tag_page([story("Ferry")])), "--snapshot-date", day)
    assert (code, day in said) == (2, True)
    assert not Article.objects.exists()


def test_a_second_importer_leaves_with_a_clear_line(tmp_path: Path) -> None:
    with one_import_at_a_time():
        code, said = import_legacy(write(tmp_path, a=tag_page([story("Ferry")])))
    assert (code, "Another import is running" in said) == (2, True)


def test_a_report_that_cannot_be_written_is_said_before_anything_is_read(tmp_path: Path) -> None:
    pages = write(tmp_path, a=tag_page([story("Ferry")]))
    code, said = import_legacy(pages, "--report", tmp_path / "none" / "report.json")
    assert (code, "no folder" in said) == (2, True)
    assert not Article.objects.exists()
