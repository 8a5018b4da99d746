"""Lists of the old theme: title, opening, "Continue reading", author block."""

from pathlib import Path

from articles.legacy.records import BylineRecord, Kind, Severity
from tests.articles.legacy.readers.page_builders import articles, body, people, problems, read_text

END = "Continue reading"
DATELINE = "BISHKEK (TCA) — " + body(1)


def post_list(*blocks: str) -> str:
    """Join blocks by an empty line; a block that begins with a line end has one more above it."""
    return "\n\n".join(blocks)


def test_each_story_is_an_opening_with_the_byline_below_it(tmp_path: Path) -> None:
    text = post_list(
        "Lake Turns to Wind Power", DATELINE, END, "\nTimes of Central Asia",
        "A Ferry Returns", "OSH (TCA) — " + body(2), END, "\nTimes of Central Asia",
    )  # fmt: skip
    found = read_text(tmp_path, text)
    assert [a.title for a in articles(found)] == ["Lake Turns to Wind Power", "A Ferry Returns"]
    assert [a.body for a in articles(found)] == [DATELINE, "OSH (TCA) — " + body(2)]
    assert {a.bylines for a in articles(found)} == {(BylineRecord("Times of Central Asia"),)}
    assert all(a.is_excerpt and not a.is_cut for a in articles(found))
    assert problems(found) == []


def test_the_guest_is_the_byline_and_the_bio_the_accounts(tmp_path: Path) -> None:
    text = post_list(
        "Lake Turns to Wind Power", DATELINE, END, "\nSabira Toktosunova", "Erik J. Lindqvist",
        "Sabira looks after the pages and has done so for nine years.", "View more articles fromErik J. Lindqvist",
        "A Ferry Returns", DATELINE, END,
    )  # fmt: skip
    found = read_text(tmp_path, text)
    assert [a.bylines for a in articles(found)] == [(BylineRecord("Erik J. Lindqvist"),), ()]
    assert [(p.name, p.bio) for p in people(found)] == [
        ("Sabira Toktosunova", "Sabira looks after the pages and has done so for nine years.")
    ]
    assert problems(found) == []


def test_a_list_without_any_author_blocks(tmp_path: Path) -> None:
    found = read_text(tmp_path, post_list("Lake Wind Power", DATELINE, END, "Ferry Returns", body(2), END))
    assert [(a.title, a.bylines) for a in articles(found)] == [("Lake Wind Power", ()), ("Ferry Returns", ())]
    assert problems(found) == []


def test_a_photo_caption_above_the_title_is_no_title(tmp_path: Path) -> None:
    caption = "Minister Asan Bolotov and Ambassador Jan Roos open the pier (Ministry photo)"
    text = post_list(
        "First Title", DATELINE, END, "\nTimes of Central Asia", caption, "A Pier Opens", body(2), END,
    )  # fmt: skip
    found = read_text(tmp_path, text)
    assert [a.title for a in articles(found)] == ["First Title", "A Pier Opens"]
    assert [(p.severity, p.kind, p.what) for p in problems(found)] == [(Severity.WARNING, Kind.IMAGE, caption)]


def test_a_caption_without_a_sign_is_known_by_the_dateline_below_the_title(tmp_path: Path) -> None:
    found = read_text(tmp_path, post_list("Boats at the new pier on a calm day", "A Pier Opens", DATELINE, END))
    assert [a.title for a in articles(found)] == ["A Pier Opens"]


def test_an_opening_without_a_title_is_reported(tmp_path: Path) -> None:
    found = read_text(tmp_path, post_list(body(1, 9), END, "A Ferry Returns", body(2), END))
    assert [a.title for a in articles(found)] == ["A Ferry Returns"]
    assert [p.place.line for p in problems(found, Severity.FAILED)] == [1]


def test_what_follows_the_last_story_is_reported(tmp_path: Path) -> None:
    found = read_text(tmp_path, post_list("A Ferry Returns", body(2), END, "Older posts and 12 more"))
    assert [p.place.line for p in problems(found, Severity.FAILED)] == [7]


def test_a_line_that_names_an_office_is_a_caption_and_signs_nothing(tmp_path: Path) -> None:
    for caption in (
        "President of the Lake Union Timur Sadyk",
        "Ferry Director Timur Sadyk",
        "The Old Pier at Two Rivers",
    ):
        text = post_list("First Title", DATELINE, END, caption, "A Pier Opens", DATELINE, END)
        found = read_text(tmp_path, text)
        assert [(a.title, a.bylines) for a in articles(found)] == [("First Title", ()), ("A Pier Opens", ())], caption
        assert [p.what for p in problems(found)] == [caption]
    signed = read_text(
        tmp_path, post_list("First Title", DATELINE, END, "Karl van der Meer", "A Pier Opens", DATELINE, END)
    )
    assert articles(signed)[0].bylines == (BylineRecord("Karl van der Meer"),)
