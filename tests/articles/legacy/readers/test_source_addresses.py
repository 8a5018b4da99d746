"""The address of a page, from its own first line or from the command, and what it says."""

from pathlib import Path

import pytest

from articles.legacy.records import Severity
from tests.articles.legacy.readers.page_builders import articles, body, list_page, problems, read_text

PAGE = list_page([("First Title", body(1)), ("Second Title", body(2))])


@pytest.mark.parametrize(
    ("url", "tags"),
    [
        ("https://paper.example/tag/tca-interviews/page/2", ("TCA Interviews",)),
        ("https://paper.example/tag/media", ("Media",)),
        ("paper.example/tag/media/", ("Media",)),
        ("/tag/life-and-culture/", ("Life and Culture",)),
        ("https://paper.example/tag/%D0%BE%D0%B7%D0%B5%D1%80%D0%BE/", ("Озеро",)),
        ("https://paper.example/category/khorezm/khorezm-featurees/page/131", ("Khorezm", "Khorezm Featurees")),
        ("https://paper.example/tag/2024/", ()),
        ("https://paper.example/latest/", ()),
        ("", ()),
    ],
)
def test_tag_and_category_pages_name_their_tags(tmp_path: Path, url: str, tags: tuple[str, ...]) -> None:
    found = read_text(tmp_path, PAGE, source_url=url)
    assert {a.tags for a in articles(found)} == {tags}
    assert problems(found) == []


def test_tags_of_the_command_stand_in_place_of_the_addresss(tmp_path: Path) -> None:
    found = articles(read_text(tmp_path, PAGE, source_url="https://paper.example/tag/media", tags=("Boats", "Lakes")))
    assert {a.tags for a in found} == {("Boats", "Lakes")}


def test_the_first_line_wins_over_the_command_and_is_no_text(tmp_path: Path) -> None:
    text = "# source-url: https://paper.example/tag/boats/\n" + PAGE
    found = articles(read_text(tmp_path, text, source_url="https://paper.example/tag/media"))
    assert {a.tags for a in found} == {("Boats",)}
    assert [a.place.line for a in found] == [4, 8]
    assert "source-url" not in "".join(a.title + a.body + a.raw for a in found)


@pytest.mark.parametrize("url", ["http://[broken/tag/x", "two words", "x" * 3000])
def test_what_is_no_address_is_a_warning(tmp_path: Path, url: str) -> None:
    found = read_text(tmp_path, PAGE, source_url=url)
    assert [p.severity for p in problems(found)] == [Severity.WARNING]
    assert len(articles(found)) == 2


def test_stories_of_a_list_have_no_address_of_their_own(tmp_path: Path) -> None:
    found = articles(read_text(tmp_path, PAGE, source_url="https://paper.example/?id=14396:lake&option=com_content"))
    assert {(a.old_addresses, a.old_ids) for a in found} == {((), ())}
