"""The law: the words are the source's, all of them, in order; and no paragraph is a wall."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.lib.richtext import clean, without_controls
from cms.lib.sentences import sentence_ends
from tests.articles.legacy.convert.bodies import converted, texts, words_for_readers

WORDS = [
    *(
        "the",
        "The",
        "town",
        "Town",
        "In",
        "However,",
        "Experts",
        "Minister",
        "U.S.",
        "Dr.",
        "Mr.",
        "No.",
        "3/2",
        "27.5",
    ),
    *("end.", "End!", "why?", "Why?”", "“We", "went,”", '"So', 'it"', "«так»", "…", "...", "a.m.", "V.", "Cement"),
    *(
        "(100%)",
        "($2",
        "kg)",
        "noted:",
        "TCA:",
        "Karimov:",
        "<b>",
        "</p>",
        "&amp;",
        "&",
        "<",
        ">",
        "<!--",
        "[sic]",
        "[…]",
    ),
    *("[the", "president]", "[[", "]", "слово", "Слово.", "он", "№", "-", "—", "O'zbek", "\u200b", "字。", "'", "1."),
]
GAPS = [" ", " ", " ", " ", "  ", "\xa0", "\xa0 ", "\t", "\u2003", "\n"]
prose = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=300).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)


def words_of(text: str) -> list[str]:
    return [word for word in map(without_controls, text.split()) if word]


@given(prose)
def test_no_word_of_a_newspaper_is_lost_added_or_moved(body: str) -> None:
    assert words_for_readers(converted(body).html) == words_of(body)


@given(prose)
def test_undoing_the_paragraphs_keeps_the_words_too(body: str) -> None:
    assert words_for_readers(converted(body, restore_paragraphs=False).html) == words_of(body)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="[]"), max_size=400))
def test_no_word_of_any_text_at_all_is_lost(body: str) -> None:
    assert words_for_readers(converted(body).html) == words_of(body)


@given(st.text(alphabet='[]/= \n"abcaption1<&é”', max_size=200))
def test_brackets_of_every_kind_do_no_harm(body: str) -> None:
    html = converted(body).html
    assert clean(html) == html


SHORTCODES = [
    *("[vc_row]", "[/vc_row]", '[su_box a="1"]', "[gallery ids=1,2]", '[caption id="attachment_3"]A dam[/caption]'),
    *("[caption id=4][embed]https://youtu.be/a1B2c3D4e5F[/embed][/caption]", "[tweet 12345]", "[toc]", "[foo /]"),
]


@given(st.lists(st.tuples(st.sampled_from([*WORDS[:36], *WORDS[-8:]]), st.sampled_from([*SHORTCODES, "", "", ""]))))
def test_only_the_shortcodes_are_missing(pairs: list[tuple[str, str]]) -> None:
    body = " ".join(f"{word} {shortcode}" for word, shortcode in pairs)
    assert words_for_readers(converted(body).html) == [word for word, _ in pairs]


@given(prose)
def test_printed_paragraphs_keep_their_words(body: str) -> None:
    printed = body.replace("\t", "\n\n")
    assert words_for_readers(converted(printed, has_paragraphs=True).html) == words_of(printed)


@given(prose)
def test_what_is_stored_is_in_the_schema(body: str) -> None:
    html = converted(body).html
    assert clean(html) == html


@given(prose)
def test_no_paragraph_has_more_than_120_words_where_a_sentence_ends_earlier(body: str) -> None:
    if len(body.split()) > 60:
        for paragraph in texts(converted(body).html, "p"):
            words = paragraph.split()
            assert len(words) <= 120 or sentence_ends(words) == [len(words)]


def test_a_quotation_of_any_length_is_parted_too() -> None:
    body = "He said: “" + "We have waited for the water since the first of March and it never came. " * 20 + "”"
    assert max(len(text.split()) for text in texts(converted(body).html, "p")) <= 120


def test_the_same_body_gives_the_same_text() -> None:
    body = "One. " * 200 + "[gallery ids=1,2]"
    assert converted(body) == converted(body)


HOSTILE = [
    *(
        "[",
        "[a ",
        "[caption ",
        '[caption id="1"]',
        "[/caption]",
        "[[caption]]",
        "[caption id=1]b[/caption] ",
        "“",
        "A. ",
    ),
    *(
        "The ",
        "a: ",
        "A (1) ",
        "a: A (1) ",
        "<",
        "&",
        "Cap word? ",
        "TCA: ",
        "[embed]",
        "[a=b ",
        "; image: X ",
        "x" * 99,
    ),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hundred_thousand_hostile_characters_take_no_long_time(piece: str) -> None:
    """Not timed: what grows with the square of the text would not come back before the suite is stopped."""
    body = piece * (100_000 // len(piece))
    html = converted(body).html
    assert clean(html) == html
