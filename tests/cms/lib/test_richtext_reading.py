"""What is read off a stored text: words, minutes, an excerpt, the pictures."""

import random

import pytest

from cms.lib import richtext
from cms.lib.richtext import excerpt, picture_ids, plain_text, reading_minutes, word_count

STORY = (
    '<h2>A heading</h2><figure data-picture="one"><figcaption>A caption</figcaption></figure>'
    "<p>The <strong>first</strong> sentence<br>runs on. The U.S. Senate met.</p><p>A third one.</p>"
    '<div data-gallery><figure data-picture="two"></figure><figure data-picture="one"></figure></div>'
    "<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table><p>A fifth.</p>"
)


def test_plain_text_has_the_words_in_order_and_a_line_a_block() -> None:
    assert plain_text(STORY).split("\n") == [
        *("A heading", "A caption", "The first sentence", "runs on. The U.S. Senate met.", "A third one."),
        *("1 2", "A fifth."),
    ]


def test_words_are_counted_with_captions_and_tables() -> None:
    assert word_count(STORY) == 20


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (230, 1), (231, 2), (1150, 5)])
def test_reading_takes_a_minute_for_230_words(words: int, minutes: int) -> None:
    assert reading_minutes(words) == minutes


def test_an_excerpt_is_up_to_three_whole_sentences_of_prose() -> None:
    assert excerpt(STORY) == "The first sentence runs on. The U.S. Senate met. A third one."
    assert excerpt(STORY, limit=50) == "The first sentence runs on. The U.S. Senate met."


def test_a_long_first_sentence_is_cut_at_a_word() -> None:
    assert excerpt("<p>One very long sentence, that goes on.</p>", limit=25) == "One very long sentence…"
    assert excerpt("<p>One very long sentence, that goes on.</p>", limit=23) == "One very long sentence…"
    assert excerpt("<p>Donaudampfschifffahrt</p>", limit=10) == "Donaudamp…"


def test_an_excerpt_of_nothing_is_nothing() -> None:
    assert excerpt("") == ""
    assert excerpt('<figure data-picture="a"><figcaption>Only this</figcaption></figure>') == ""


def test_pictures_are_named_once_in_the_order_shown() -> None:
    assert picture_ids(STORY) == ["one", "two"]


PIECES = [
    *(
        "<p>",
        "</p>",
        "<h2>",
        "</h2>",
        "<ul>",
        "</ul>",
        "<ol>",
        "</ol>",
        "<li>",
        "</li>",
        "<blockquote>",
        "</blockquote>",
    ),
    *("<cite>", "</cite>", "<table>", "</table>", "<thead>", "</thead>", "<tr>", "</tr>", "<td>", "</td>", "<th>"),
    *('<figure data-picture="a1">', '<figure data-picture="b2">', "</figure>", "<figcaption>", "</figcaption>"),
    *("<div data-gallery>", "</div>", '<aside data-card="quote">', '<aside data-card="factbox">', "</aside>"),
    *("<br>", "<br><br>", "<hr>", "<b>", "</b>", '<a href="/x">', "</a>", '<span lang="ru">', "</span>", "<sup>"),
    *("A word. ", "Word two.", " ", "&nbsp;", "\xa0", "&amp;", "&lt;b", "\u2028", '<p lang="kk">', '<li dir="rtl">'),
]


@pytest.mark.parametrize("seed", range(20))
def test_a_text_reads_the_same_while_it_is_cleaned_and_afterwards(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(50):
        html = "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 25)))
        told = richtext.Reading.cleaning(html)
        assert told.html == richtext.clean(html)
        assert told == richtext.Reading.of(told.html)
        assert told.plain_text == richtext.plain_text(told.html)
        assert told.excerpt == richtext.excerpt(told.html)
        assert list(told.picture_ids) == richtext.picture_ids(told.html)
