"""Tag, category and latest lists: titles and bodies in turn under "Viewing results"."""

from pathlib import Path

import pytest

from articles.legacy.records import Kind, Severity
from tests.articles.legacy.readers.page_builders import CUT_BODY, articles, body, list_page, problems, read_text, ticker

TWO = [("First Title", body(1)), ("Second Title", body(2))]


def test_titles_and_bodies_alternate(tmp_path: Path) -> None:
    found = read_text(tmp_path, list_page(TWO))
    assert [(a.title, a.body) for a in articles(found)] == TWO
    assert [a.place.line for a in articles(found)] == [3, 7]
    assert [(a.list_kind, a.is_newest_first, a.has_paragraphs) for a in articles(found)] == [("tag", True, False)] * 2
    assert problems(found) == []


def test_what_is_announced_and_missing_is_said(tmp_path: Path) -> None:
    [problem] = problems(read_text(tmp_path, list_page(TWO, "Viewing results 1 - 2 of 65")))
    assert (problem.severity, problem.kind, problem.what) == (Severity.WARNING, Kind.ARTICLE, "list")
    assert problem.reason == "65 announced, 2 present"


def test_a_page_that_holds_fewer_than_its_own_line_says_is_told(tmp_path: Path) -> None:
    [problem] = problems(read_text(tmp_path, list_page(TWO, "Viewing results 7 - 12 of 65")))
    assert problem.reason == "65 announced, 2 present; the line says 7 - 12, but the page has 2"


def test_places_are_counted_from_the_head_of_the_list(tmp_path: Path) -> None:
    found = articles(read_text(tmp_path, list_page(TWO, "Viewing results 781 - 782 of 1,312")))
    assert [a.list_position for a in found] == [780, 781]


def test_a_list_has_one_name_whatever_its_file(tmp_path: Path) -> None:
    one = articles(read_text(tmp_path, list_page(TWO), name="one.txt"))
    other = articles(read_text(tmp_path, ticker() + "\n\n" + list_page(TWO), name="other.txt"))
    assert len({a.list_key for a in one + other}) == 1
    changed = articles(read_text(tmp_path, list_page(TWO[:1], "Viewing results 1 - 1 of 1")))
    later = articles(read_text(tmp_path, "07 December 2025\n\n" + list_page(TWO)))
    assert len({one[0].list_key, changed[0].list_key, later[0].list_key}) == 3


def test_the_latest_page_is_a_list_of_its_own(tmp_path: Path) -> None:
    found = articles(read_text(tmp_path, list_page(TWO), source_url="https://paper.example/latest"))
    assert {a.list_kind for a in found} == {"latest"}


def test_five_hundred_words_and_dots_are_a_cut_body(tmp_path: Path) -> None:
    long = " ".join(["word"] * 501) + "..."
    ending = " ".join(["word"] * 500) + "."
    stories = [("Cut", CUT_BODY), ("Longer", long), ("Complete", ending), ("Short Of It", body(1) + "..")]
    found = articles(read_text(tmp_path, list_page(stories, "Viewing results 1 - 4 of 4")))
    assert [a.is_cut for a in found] == [True, False, False, False]


@pytest.mark.parametrize("with_space", [CUT_BODY.replace("word word", "word\xa0word", 1), "word\xa0" + CUT_BODY])
def test_a_no_break_space_in_a_cut_body_does_not_hide_the_cut(tmp_path: Path, with_space: str) -> None:
    """WordPress counted the words around it as one; other tools count two."""
    [article] = articles(read_text(tmp_path, list_page([("Cut", with_space)])))
    assert article.is_cut


def test_the_inside_of_a_body_stays_as_printed_and_a_title_is_tidied(tmp_path: Path) -> None:
    text = "  " + body(1).replace("on the", "on  the\xa0", 1) + "\t"
    [article] = articles(read_text(tmp_path, list_page([("  A\xa0Title   in  pieces ", text)])))
    assert article.title == "A Title in pieces"
    assert article.body == text.strip()
    assert article.raw == f"  A\xa0Title   in  pieces \n\n{text}"


def test_shortcodes_are_left_for_the_converter(tmp_path: Path) -> None:
    text = f'{body(1)} [caption id="attachment_7" width="12"] A boat[/caption] {body(2)} [caption id="attachment_8"'
    [article] = articles(read_text(tmp_path, list_page([("Boats", text)])))
    assert article.body == text


def test_a_title_without_a_body_is_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    text = "\n\n".join(["Viewing results 1 - 3 of 3", *TWO[0], "Lost Story", *TWO[1]])
    found = read_text(tmp_path, text)
    assert [a.title for a in articles(found)] == ["First Title", "Second Title"]
    [failed] = problems(found, Severity.FAILED)
    assert (failed.place.line, failed.what, failed.reason) == (7, "Lost Story", "a title without a body below it")


def test_a_body_without_a_title_is_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    text = "\n\n".join(["Viewing results 1 - 3 of 3", *TWO[0], body(9), *TWO[1]])
    found = read_text(tmp_path, text)
    assert [a.title for a in articles(found)] == ["First Title", "Second Title"]
    [failed] = problems(found, Severity.FAILED)
    assert (failed.place.line, failed.reason) == (7, "a text without a title above it")


@pytest.mark.parametrize("title", ["x" * 221, "A title that trails off..."])
def test_what_can_be_no_title_is_reported(tmp_path: Path, title: str) -> None:
    found = read_text(tmp_path, list_page([(title, body(1, 9)), TWO[1]]))
    assert [a.title for a in articles(found)] == ["Second Title"]
    assert [p.place.line for p in problems(found, Severity.FAILED)] == [3]


def test_a_list_without_stories_says_so(tmp_path: Path) -> None:
    [problem] = read_text(tmp_path, "Viewing results 1 - 6 of 65")
    assert problem.reason == "65 announced, 0 present; the line says 1 - 6, but the page has 0"


def test_two_pages_in_one_file_are_two_lists(tmp_path: Path) -> None:
    pages = [list_page(TWO[:1], "Viewing results 1 - 1 of 2"), list_page(TWO[1:], "Viewing results 2 - 2 of 2")]
    found = articles(read_text(tmp_path, "\n\n".join(pages)))
    assert [(a.title, a.list_position) for a in found] == [("First Title", 0), ("Second Title", 1)]


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path, line_end: str) -> None:
    text = "\ufeff" + list_page(TWO).replace("\n", line_end)
    found = read_text(tmp_path, text)
    assert [(a.title, a.body) for a in articles(found)] == TWO
    assert [a.place.line for a in articles(found)] == [3, 7]
    assert articles(found)[0].raw == line_end.join(["First Title", "", body(1)])
