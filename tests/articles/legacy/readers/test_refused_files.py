"""A file that is no page dump gives one problem that names file, line and reason; nothing is taken from it."""

from pathlib import Path

import pytest

from articles.legacy.readers import text_files
from articles.legacy.records import Kind, Severity
from tests.articles.legacy.readers.page_builders import SENTENCE, body, read_text, ticker


@pytest.mark.parametrize("text", ["", "\n\n  \n", "\ufeff", "# source-url: https://paper.example/tag/lakes/\n"])
def test_an_empty_file_fails(tmp_path: Path, text: str) -> None:
    [problem] = read_text(tmp_path, text)
    assert (problem.severity, problem.place.file) == (Severity.FAILED, str(tmp_path / "page.txt"))


def test_a_binary_file_fails_with_its_line(tmp_path: Path) -> None:
    [problem] = read_text(tmp_path, b"Title\n\nBody\0more")
    assert (problem.severity, problem.place.line) == (Severity.FAILED, 3)
    assert "NUL" in problem.reason


def test_no_encoding_but_utf8_is_guessed(tmp_path: Path) -> None:
    [problem] = read_text(tmp_path, "Title\n\nОзеро замёрзло".encode("cp1251"))
    assert (problem.severity, problem.place.line) == (Severity.FAILED, 3)
    assert "not UTF-8" in problem.reason


def test_an_endless_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_files, "MAX_BYTES", 1024 * 1024)
    [problem] = read_text(tmp_path, b"a" * (1024 * 1024 + 1))
    assert "larger than 1 MB" in problem.reason


def test_more_lines_than_any_page_has_are_refused(tmp_path: Path) -> None:
    [problem] = read_text(tmp_path, b"a\n" * (text_files.MAX_LINES + 1))
    assert "too many" in problem.reason


@pytest.mark.parametrize(
    "text",
    [
        "milk\nbread\n\neggs",
        "<html><body><p>" + SENTENCE + "</p></body></html>",
        '{"title": "A page"}\n\n' + body(),
        "id,title,body\n1,One,Two\n2,Three,Four",
        SENTENCE * 5,
        "Somebody's Avatar",
    ],
)
def test_a_page_of_unknown_kind_fails_as_a_whole(tmp_path: Path, text: str) -> None:
    [problem] = read_text(tmp_path, text)
    assert (problem.severity, problem.place.line, problem.kind) == (Severity.FAILED, 1, Kind.OTHER)


def test_the_rates_of_a_page_of_unknown_kind_are_not_taken(tmp_path: Path) -> None:
    assert len(read_text(tmp_path, ticker() + "\n\nmilk\nbread")) == 1


def test_several_stories_without_their_mark_never_become_one(tmp_path: Path) -> None:
    stories = "\n\n".join(["First Title", body(1, 10), "Second Title", body(2, 10)])
    [problem] = read_text(tmp_path, stories)
    assert problem.severity == Severity.FAILED


def test_stories_with_dates_but_without_a_name_above_never_become_one(tmp_path: Path) -> None:
    [problem] = read_text(tmp_path, "\n\n".join(["First Title", body(1), "4 days ago"]))
    assert problem.severity == Severity.FAILED


def test_teasers_are_refused_with_a_reason(tmp_path: Path) -> None:
    teaser = " ".join(["word"] * 50) + "..."
    found = read_text(tmp_path, "\n".join([teaser] * 5))
    [problem] = found
    assert (problem.severity, problem.kind) == (Severity.SKIPPED, Kind.ARTICLE)
    assert "without titles" in problem.reason
