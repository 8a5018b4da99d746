"""A page with one story: title, then its real paragraphs."""

from pathlib import Path

import pytest

from articles.legacy.records import BylineRecord, Kind
from tests.articles.legacy.readers.page_builders import CUT_BODY, articles, body, people, problems, read_text, ticker

PARAGRAPHS = ["BISHKEK (TCA) — " + body(1), "Wind Over Water", body(2), body(3)]
PAGE = "\n\n".join(["The Lake Opens", *PARAGRAPHS])


def test_the_paragraphs_are_kept(tmp_path: Path) -> None:
    found = read_text(tmp_path, f"{ticker()}\n07 December 2025\n\n{PAGE}")
    [article] = articles(found)
    assert (article.title, article.body) == ("The Lake Opens", "\n\n".join(PARAGRAPHS))
    assert (article.has_paragraphs, article.list_kind, article.list_key, article.bylines) == (True, "", "", ())
    assert article.raw == PAGE
    assert problems(found) == []


def test_a_subheading_right_above_its_paragraph_is_one_of_its_own(tmp_path: Path) -> None:
    [article] = articles(read_text(tmp_path, f"The Lake Opens\n\n{body(1)}\n\nWind Over Water\n{body(2)}"))
    assert article.body == "\n\n".join([body(1), "Wind Over Water", body(2)])


def test_a_line_break_inside_a_paragraph_stays(tmp_path: Path) -> None:
    [article] = articles(read_text(tmp_path, f"The Lake Opens\n\n{body(1)}\n{body(2)}\n\n{body(3)}"))
    assert article.body == f"{body(1)}\n{body(2)}\n\n{body(3)}"


def test_a_story_on_one_line_has_no_paragraphs_and_may_be_cut(tmp_path: Path) -> None:
    [article] = articles(read_text(tmp_path, f"{ticker()}\n\nThe Lake Opens\n\n{CUT_BODY} "))
    assert (article.has_paragraphs, article.is_cut) == (False, True)


@pytest.mark.parametrize(
    ("url", "addresses", "ids"),
    [
        ("https://paper.example/the-lake-opens/", ("/the-lake-opens/",), ()),
        (
            "https://paper.example/index.php/news/21753-the-lake-opens",
            ("/index.php/news/21753-the-lake-opens",),
            ("21753",),
        ),
        (
            "https://paper.example/page/9/?catid=81:energy&id=14396:lake-opens&option=com_content&Itemid=5",
            (),
            ("14396",),
        ),
        ("https://paper.example/index.php?option=com_content&view=article&id=14396%3Alake&catid=7", (), ("14396",)),
        ("https://paper.example/page/9/", (), ()),
    ],
)
def test_the_address_is_kept(tmp_path: Path, url: str, addresses: tuple[str, ...], ids: tuple[str, ...]) -> None:
    found = read_text(tmp_path, PAGE, source_url=url)
    [article] = articles(found)
    assert (article.old_addresses, article.old_ids) == (addresses, ids)
    assert problems(found) == []


def test_an_address_that_names_another_story_is_not_kept(tmp_path: Path) -> None:
    found = read_text(tmp_path, PAGE, source_url="https://paper.example/index.php/news/25163-bridge-closed-for-repairs")
    [article] = articles(found)
    assert (article.old_addresses, article.old_ids) == ((), ())
    assert [p.kind for p in problems(found)] == [Kind.ARTICLE]


def test_a_photo_caption_may_stand_above_the_title(tmp_path: Path) -> None:
    found = read_text(tmp_path, f"Boats at the pier (Ministry photo)\n\n{PAGE}")
    [article] = articles(found)
    assert article.title == "The Lake Opens"
    assert [p.kind for p in problems(found)] == [Kind.IMAGE]


def test_an_author_block_below_the_story_gives_its_byline(tmp_path: Path) -> None:
    block = [
        "Sabira Toktosunova",
        "Erik J. Lindqvist",
        "Sabira looks after the pages.",
        "View more articles fromErik J. Lindqvist",
    ]
    found = read_text(tmp_path, "\n\n".join([PAGE, *block]))
    [article] = articles(found)
    assert article.bylines == (BylineRecord("Erik J. Lindqvist"),)
    assert article.body == "\n\n".join(PARAGRAPHS)
    assert [(p.name, p.bio) for p in people(found)] == [("Sabira Toktosunova", "Sabira looks after the pages.")]


def test_the_newsrooms_name_below_the_story_is_its_byline(tmp_path: Path) -> None:
    [article] = articles(read_text(tmp_path, f"{PAGE}\n\nTimes of Central Asia"))
    assert article.bylines == (BylineRecord("Times of Central Asia"),)
    assert article.body == "\n\n".join(PARAGRAPHS)
