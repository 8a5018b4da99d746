"""The day of the page: from its date line, else from the command, never from the file."""

from datetime import date
from pathlib import Path

import pytest

from articles.legacy.records import Severity
from tests.articles.legacy.readers.page_builders import articles, body, list_page, problems, read_text, ticker

PAGE = list_page([("First Title", body(1)), ("Second Title", body(2))])


@pytest.mark.parametrize(
    "head", [f"{ticker()}\n07 December 2025", "07 December 2025", f"{ticker()}\n\n07 December 2025"]
)
def test_the_date_line_is_the_day_of_the_snapshot(tmp_path: Path, head: str) -> None:
    found = articles(read_text(tmp_path, f"{head}\n\n{PAGE}"))
    assert [a.snapshot_on for a in found] == [date(2025, 12, 7)] * 2
    assert [a.published_on for a in found] == [None] * 2


def test_the_date_line_wins_over_the_option(tmp_path: Path) -> None:
    [article, _] = articles(read_text(tmp_path, f"07 December 2025\n\n{PAGE}", snapshot_on=date(2020, 1, 1)))
    assert article.snapshot_on == date(2025, 12, 7)


def test_without_a_date_line_the_option_counts(tmp_path: Path) -> None:
    [article, _] = articles(read_text(tmp_path, PAGE, snapshot_on=date(2020, 1, 1)))
    assert article.snapshot_on == date(2020, 1, 1)


def test_without_either_the_day_is_unknown(tmp_path: Path) -> None:
    [article, _] = articles(read_text(tmp_path, PAGE))
    assert article.snapshot_on is None


@pytest.mark.parametrize("line", ["31 February 2025", "00 May 2025", "12 Brumaire 2025", "01 May 0000", "01 May 9999"])
def test_an_impossible_day_is_a_warning_and_no_text(tmp_path: Path, line: str) -> None:
    found = read_text(tmp_path, f"{ticker()}\n{line}\n\n{PAGE}", snapshot_on=date(2020, 1, 1))
    assert [(p.severity, p.what, p.place.line) for p in problems(found)] == [(Severity.WARNING, line, 41)]
    assert [a.snapshot_on for a in articles(found)] == [date(2020, 1, 1)] * 2


def test_a_date_below_a_title_is_no_snapshot_date(tmp_path: Path) -> None:
    text = "\n\n".join(["The Lake Opens", "07 December 2025", body(1), body(2)])
    [article] = articles(read_text(tmp_path, text))
    assert article.snapshot_on is None
    assert article.body.startswith("07 December 2025\n\n")
