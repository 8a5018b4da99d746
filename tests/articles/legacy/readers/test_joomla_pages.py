"""What the Joomla site printed: category lists with "Written by", and digests that have lost their title."""

from pathlib import Path

import pytest

from articles.legacy.records import BylineRecord, Kind, Severity
from tests.articles.legacy.readers.page_builders import articles, body, people, problems, read_text

SPAM = "astropay bozdurma paysafe bozdurma astropay kart bozdurma"
DIGEST = "\n\n".join(
    [
        "BISHKEK (TCA) — The publisher's note: this is what others wrote of the lake this week.",
        "\nThe Lake Is Warm Again",
        "Oct 21 — “Nobody had swum so late in the year.” READ MORE:",
    ]
)


def item(
    title: str, *, by: str = "Ainura Sadykova", end: str = "Register to read more ...", text: str = body(1)
) -> str:
    return "\n\n".join([title, f"  • Written by {by}", text, end])


def test_each_item_is_an_opening_with_its_author(tmp_path: Path) -> None:
    text = "\n\n".join(
        [SPAM, item("A Lecture on Boats"), item("The Weekly Catch", by="TCA", end="Read more: The Weekly Catch")]
    )
    found = articles(read_text(tmp_path, text))
    assert [(a.title, a.bylines) for a in found] == [
        ("A Lecture on Boats", (BylineRecord("Ainura Sadykova"),)),
        ("The Weekly Catch", (BylineRecord("TCA"),)),
    ]
    assert all(a.is_excerpt and a.body == body(1) for a in found)


def test_injected_advertising_is_dropped_and_counted(tmp_path: Path) -> None:
    found = read_text(tmp_path, f"{SPAM}\n\n{item('A Lecture on Boats')}")
    [problem] = problems(found)
    assert (problem.severity, problem.what, problem.place.line) == (Severity.WARNING, "injected text", 1)
    assert problem.reason.startswith("7 words")
    assert "bozdurma" not in "".join(a.title + a.body + a.raw for a in articles(found))


def test_a_sentence_about_betting_is_no_injected_advertising(tmp_path: Path) -> None:
    text = "\n\n".join(
        ["Casino Against Casino Again?", "A casino by the lake, the casino owners say, is only a pier.", body(2)]
    )
    found = read_text(tmp_path, text)
    assert [a.title for a in articles(found)] == ["Casino Against Casino Again?"]
    assert problems(found) == []


@pytest.mark.parametrize(
    ("by", "names", "role"),
    [
        ("Enzo Ferrante, TCA publisher", ["Enzo Ferrante"], "TCA publisher"),
        ("Enzo Ferrante, Senior Editor", ["Enzo Ferrante"], "Senior Editor"),
        ("Enzo Ferrante and Ainura Sadykova", ["Enzo Ferrante", "Ainura Sadykova"], ""),
        ("Enzo Ferrante, Ainura Sadykova", ["Enzo Ferrante", "Ainura Sadykova"], ""),
        ("Boats and Nets", ["Boats and Nets"], ""),
    ],
)
def test_name_and_role_are_told_apart(tmp_path: Path, by: str, names: list[str], role: str) -> None:
    found = read_text(tmp_path, item("A Lecture on Boats", by=by))
    assert [byline.name for byline in articles(found)[0].bylines] == names
    assert [(p.name, p.role) for p in people(found)] == ([(names[0], role)] if role else [])


def test_an_item_of_several_paragraphs_keeps_them(tmp_path: Path) -> None:
    text = "\n\n\n".join([item("The Weekly Catch", text=DIGEST, end="Read more: The Weekly Catch"), item("A Lecture")])
    [digest, _] = articles(read_text(tmp_path, text))
    assert digest.body == DIGEST.replace("\n\n\n", "\n\n")
    assert digest.has_paragraphs


def test_an_item_without_an_author_is_still_an_item(tmp_path: Path) -> None:
    text = "\n\n".join([item("A Lecture on Boats"), "A Night on the Lake", body(2), "Read more: A Night on the Lake"])
    found = read_text(tmp_path, text)
    assert [(a.title, len(a.bylines)) for a in articles(found)] == [
        ("A Lecture on Boats", 1),
        ("A Night on the Lake", 0),
    ]
    assert problems(found) == []


def test_an_item_for_registered_readers_only_is_skipped_when_it_shows_no_text(tmp_path: Path) -> None:
    text = "\n\n".join(["A Secret", "  • Written by TCA", "Register to read more ...", item("A Lecture on Boats")])
    found = read_text(tmp_path, text)
    assert [a.title for a in articles(found)] == ["A Lecture on Boats"]
    assert [(p.severity, p.kind, p.what) for p in problems(found)] == [(Severity.SKIPPED, Kind.ARTICLE, "A Secret")]


def test_places_follow_from_the_address(tmp_path: Path) -> None:
    url = "https://paper.example/index.php/news?start=50"
    [article] = articles(read_text(tmp_path, item("A Lecture on Boats"), source_url=url))
    assert (article.list_position, article.tags, article.old_ids) == (50, (), ())


def test_a_digest_takes_its_title_from_the_address(tmp_path: Path) -> None:
    url = "https://paper.example/index.php/news/21753-weekly-catch-of-the-lake-148"
    found = read_text(tmp_path, f"# source-url: {url}\n{SPAM}\n\n{DIGEST}")
    [article] = articles(found)
    assert article.title == "Weekly Catch of the Lake 148"
    assert article.body == DIGEST.replace("\n\n\n", "\n\n")
    assert (article.has_paragraphs, article.place.line) == (True, 4)
    assert article.old_addresses == ("/index.php/news/21753-weekly-catch-of-the-lake-148",)
    assert article.old_ids == ("21753",)
    assert [p.what for p in problems(found)] == ["injected text", "Weekly Catch of the Lake 148"]


def test_a_digest_without_an_address_has_no_title_and_fails(tmp_path: Path) -> None:
    found = read_text(tmp_path, f"{SPAM}\n\n{DIGEST}")
    [failed] = problems(found, Severity.FAILED)
    assert (failed.place.line, failed.kind) == (3, Kind.ARTICLE)
    assert "--source-url" in failed.reason
    assert articles(found) == []
