"""Nothing that a file holds raises or takes long, and what was written is read back."""

import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.articles.legacy.readers.page_builders import (
    SENTENCE,
    articles,
    author_page,
    list_page,
    people,
    problems,
    read_text,
    ticker,
)

MARKS = [
    "Viewing results 1 - 6 of 65", "Viewing results 9 - 3 of 0", "Our People > Nurlan Omurov", "Our People > a@b.kg",
    "Nurlan Omurov's Avatar", "Articles", "divider", "4 days ago", "  • KGS/USD = 0.01150 -0%", "• KGS/USD = 1e999 x",
    "• KGS", "07 December 2025", "31 February 2025", "Continue reading", "View more articles fromErik Lindqvist",
    "  • Written by TCA", "Read more: A Title", "Register to read more ...", "bozdurma paysafe bozdurma",
    "# source-url: https://paper.example/author/xgmail-com/", "# source-url: http://[", "BISHKEK (TCA) — opened.",
    "Times of Central Asia", "A Title", SENTENCE, SENTENCE + "..", "www.omurov.example",
    "", "", "\xa0", "\u2028", "\x1c",
]  # fmt: skip

# Printable text of any script; a title is no sentence and no mark, and shorter than every body.
LETTERS = st.characters(categories=["L", "N"])
WORD = st.text(LETTERS, min_size=1, max_size=9)
TITLES = st.lists(WORD, min_size=1, max_size=8).map(lambda words: " ".join(["About", *words]))
BODIES = st.lists(WORD | st.just("a\xa0b") | st.just("two  spaces"), min_size=30, max_size=60).map(
    lambda words: " ".join(["Body", *words, SENTENCE])
)
LINE_ENDS = st.sampled_from(["\n", "\n\n", "\r\n", "\r"])
DATES = st.sampled_from(["1 hour ago", "4 days ago", "3 weeks ago", "1 month ago", "2 years ago"])


def read_anywhere(text: str | bytes) -> list[object]:
    with tempfile.TemporaryDirectory() as folder:
        return read_text(Path(folder), text)


@given(st.binary(max_size=300))
def test_any_bytes_give_records_or_problems(data: bytes) -> None:
    assert read_anywhere(data)


@given(st.lists(st.sampled_from(MARKS) | st.text(max_size=40), max_size=30), LINE_ENDS)
def test_any_heap_of_marks_gives_records_or_problems(lines: list[str], between: str) -> None:
    found = read_anywhere(between.join(lines).encode("utf-8", "ignore"))
    assert found
    last = between.join(lines).count("\n") + between.join(lines).count("\r") + 1
    assert all(one.place.line is None or 1 <= one.place.line <= last for one in found)


@given(st.lists(st.tuples(TITLES, BODIES), min_size=1, max_size=8), st.integers(0, 900))
def test_a_list_is_read_back_exactly(stories: list[tuple[str, str]], before: int) -> None:
    results = f"Viewing results {before + 1} - {before + len(stories)} of {len(stories)}"
    found = read_anywhere(f"{ticker()}\n07 December 2025\n\n{list_page(stories, results)}")
    assert [(a.title, a.body) for a in articles(found)] == stories
    assert [a.list_position for a in articles(found)] == [before + number for number in range(len(stories))]
    assert problems(found) == []


@given(st.lists(st.tuples(TITLES, BODIES, DATES), min_size=1, max_size=10), st.booleans())
def test_an_author_page_is_read_back_exactly(stories: list[tuple[str, str, str]], has_heading: bool) -> None:
    heading = ["Nurlan Omurov's Avatar", "Nurlan Omurov", "Lake Correspondent", "He rows."]
    found = read_anywhere(author_page(stories, heading=[*heading, "Articles"] if has_heading else heading))
    assert [(a.title, a.body, a.relative_date) for a in articles(found)] == stories
    assert [p.bio for p in people(found)] == ["He rows."]
    assert problems(found) == []


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "Viewing results 1 - 6 of 65\n\n" + "A" * 100_000,
        "Our People > X\n\n" + "x" * 100_000,
        "Our People > X\n\n" + "A Title\n\nA Longer Body\n\n" * 25_000,
        "A Title\n" * 50_000,
        "Viewing results 1 - 6 of 65\n" + "A Title\n" * 50_000,
        "Our People > X\n" + "1 day ago\n" * 50_000,
        "Our People > X\n" + "Name\n" * 50_000,
        "Continue reading\n" * 50_000,
        "  • Written by TCA\n" * 50_000,
        "  • KGS/USD = \n" * 50_000,
        "• " * 50_000,
        "A B, " * 20_000 + "—",
        "divider " * 12_000,
        "• KGS/USD = " + "1" * 100_000,
        "\n" * 100_000 + "A Title",
        "# source-url: https://paper.example/" + "a-" * 50_000 + "\nA Title\n\n" + "a-" * 50_000,
    ],
)
def test_hostile_input_takes_no_time(tmp_path: Path, text: str) -> None:
    began = time.process_time()
    found = read_text(tmp_path, text)
    # A quadratic rule takes minutes here, a linear one some tenths of a second.
    assert time.process_time() - began < 5
    assert found
