"""Region pages: no mark, title and body parted by one line end."""

from pathlib import Path

import pytest

from articles.legacy.records import Severity
from tests.articles.legacy.readers.page_builders import articles, body, problems, read_text, ticker

PAIRS = [f"Title {number} on the Region\n{body(number)}" for number in (1, 2, 3)]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_title_and_body_stand_together(tmp_path: Path, between: str) -> None:
    found = read_text(tmp_path, between.join(PAIRS))
    assert [f"{a.title}\n{a.body}" for a in articles(found)] == PAIRS
    assert [a.list_position for a in articles(found)] == [0, 1, 2]
    assert problems(found) == []


def test_the_address_names_the_region(tmp_path: Path) -> None:
    found = articles(
        read_text(tmp_path, f"{ticker()}\n\n" + "\n".join(PAIRS), source_url="https://paper.example/khorezm/")
    )
    assert {a.tags for a in found} == {("Khorezm",)}
    assert {a.old_addresses for a in found} == {()}


def test_a_lost_line_is_reported(tmp_path: Path) -> None:
    found = read_text(tmp_path, "\n".join([*PAIRS, *PAIRS, "A Title Alone"]))
    assert len(articles(found)) == 6
    assert [(p.severity, p.place.line) for p in problems(found)] == [(Severity.FAILED, 13)]
