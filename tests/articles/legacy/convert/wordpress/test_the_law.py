"""The law: words in, words out, all of them and in order; nothing leaks; nothing but `TooMuchHtml` is raised."""

import re
import sys
from collections.abc import Callable
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.lib.richtext import MAX_LENGTH, TooMuchHtml, clean
from tests.articles.legacy.convert.wordpress.bodies import FILM, converted, html

WORDS = ["town", "river", "[sic]", "[the", "bridge]", "слово", "U.S.", "&amp;", "5", "“no”", "AT&T", "O'Neil", "…"]
GAPS = ["\n", "\n\n", " ", "&nbsp;", "\r\n", "<br>", "<br />\n"]
TAGS = [
    *("p", "strong", "b", "em", "i", "span", "u", "font color=red", "ul", "ol", "li", "blockquote", "h1", "h2", "h6"),
    *("div", "section", "center", "pre", "dl", "dt", "dd", "cite", 'a href="/x"', 'span style="font-weight:bold"'),
    *('blockquote class="wp-block-pullquote"', "details", "summary", "noscript", "body", "nobr", "label", "address"),
]
HOISTED = ["table", "tr", "td", "th", "thead", "tbody", "caption", "figure", "figcaption", 'figure class="gallery"']
SHORTCODES = [
    *(
        "[vc_row]",
        "[/vc_row]",
        '[su_box a="1"]',
        "[/su_box]",
        "[toc]",
        "[gallery ids=1,2]",
        '[caption id="attachment_3"]',
    ),
    *(
        "[/caption]",
        "[/gallery]",
        "[pullquote]",
        "[/pullquote]",
        "[audio]",
        f"[embed]{FILM}[/embed]",
        "[video src='/a.mp4' /]",
    ),
]
BLOCKS = [
    *('<!-- wp:paragraph {"a":1} -->', "<!-- /wp:paragraph -->", "<!-- wp:quote -->", "<!-- /wp:quote -->"),
    *('<!-- wp:image {"id":9} -->', "<!-- /wp:image -->", "<!-- wp:gallery -->", "<!-- /wp:gallery -->"),
    *(
        '<!-- wp:embed {"url":"/x"} -->',
        "<!-- /wp:embed -->",
        '<!-- wp:cover {"url":"/a.jpg"} -->',
        "<!-- /wp:cover -->",
    ),
    *(
        "<!-- wp:freeform -->",
        "<!-- /wp:freeform -->",
        "<!-- wp:group {bad} -->",
        "<!-- wp:rss /-->",
        "<!-- wp:block /-->",
    ),
    *("<!--more-->", "<!--nextpage-->", "<!-- a note -->"),
]
PICTURES = ['<img src="/a.jpg">', '<img class="wp-image-9">', f'<iframe src="{FILM}"></iframe>', f"\n\n{FILM}\n\n"]


def soup(*tags: str) -> st.SearchStrategy[list[str]]:
    """Words, marked with a number each, among tags that open and close as they like."""
    markup = [*GAPS, *(f"<{tag}>" for tag in tags), *(f"</{tag.split()[0]}>" for tag in tags)]
    piece = st.sampled_from([*WORDS, *WORDS, *markup, *SHORTCODES, *BLOCKS, *PICTURES])
    return st.lists(piece, max_size=60)


def body_of(pieces: list[str]) -> str:
    return "".join(f" {piece}~{number} " if piece in WORDS else piece for number, piece in enumerate(pieces))


def words_of(pieces: list[str]) -> list[str]:
    return [f"{unescape(piece)}~{number}" for number, piece in enumerate(pieces) if piece in WORDS]


def words_for_readers(text: str) -> list[str]:
    return [word for word in unescape(re.sub(r"<[^<>]+>", " ", text)).split() if "~" in word]


@given(soup(*TAGS))
def test_no_word_is_lost_added_or_moved(pieces: list[str]) -> None:
    without_captions = [piece for piece in pieces if "caption" not in piece and "gallery" not in piece]
    assert words_for_readers(html(body_of(without_captions))) == words_of(without_captions)


@given(soup(*TAGS, *HOISTED))
def test_no_word_is_lost_where_blocks_move(pieces: list[str]) -> None:
    assert sorted(words_for_readers(html(body_of(pieces)))) == sorted(words_of(pieces))


@given(soup(*TAGS, *HOISTED))
def test_what_is_stored_is_in_the_schema(pieces: list[str]) -> None:
    text = html(body_of(pieces))
    assert clean(text) == text


@given(soup(*TAGS, *HOISTED))
def test_no_shortcode_and_no_comment_reaches_a_reader(pieces: list[str]) -> None:
    shown = unescape(html(body_of(pieces)))
    assert not re.search(r"\[/?(?:vc_row|su_box|toc|gallery|caption|pullquote|audio|embed|video)\b|<!--|wp:", shown)


@given(st.text(alphabet="[]/=<>!-{}\"'&;# \nwp:caption1gallery\x01\f", max_size=200))
def test_signs_of_every_kind_do_no_harm(body: str) -> None:
    text = html(body)
    assert clean(text) == text


@given(st.text(max_size=200))
def test_any_text_at_all_can_be_converted(body: str) -> None:
    text = html(body)
    assert clean(text) == text


def test_the_same_body_gives_the_same_text() -> None:
    body = f'One [gallery ids="1,2"] <img src="/a.jpg"> {FILM}'
    assert converted(body) == converted(body)


def test_a_text_longer_than_any_article_is_refused() -> None:
    with pytest.raises(TooMuchHtml):
        html("word " * (MAX_LENGTH // 5 + 1))
    with pytest.raises(TooMuchHtml):
        html("[gallery]" * 10_000, children=tuple(map(str, range(500))))


def test_a_text_nested_too_deeply_keeps_its_words() -> None:
    result = converted("<div>" * 3000 + "One" + "</div>" * 3000 + '<img src="/a.jpg"> two')
    assert words_for_readers(result.html.replace("One", "One~").replace("two", "two~")) == ["One~", "two~"]
    assert [problem.reason for problem in result.problems] == [
        "nested too deeply: only the words were taken, without pictures and embeds"
    ]


# What grows with the square of the text makes four times the calls for twice the text.

HOSTILE = [
    *("<p>a", "a\n", "a\n\n", "<b>a\n\n", "<b></b>", "<img src=/a.jpg>", "<p><img src=/a.jpg>", "<a><img src=/a.jpg>"),
    *("<figure><img src=/a.jpg></figure>", "<figure>", "<cite></cite>", "<blockquote><cite>a</cite></blockquote>"),
    *("[caption]a[/caption]", "[caption]", "[/caption]", "[vc_row]", "[", "[[a]]", "[pullquote][su_quote]"),
    *(
        '<!-- wp:image {"id":3} -->',
        "<!-- wp:embed -->",
        "<!-- /wp:group -->",
        "<!-- wp:group -->",
        "<!--",
        "<!-- wp:x {",
    ),
    *("<", "</", "<?", "<a '", '<a "', "<iframe>", "<script>", "<pre>\n", "<noscript><img>", "&#1;", "&nbsp;"),
    *(
        '<div class="wp-caption">',
        '<ul class="gallery"><li><img src=/a.jpg>',
        '<p style="display:none">a',
        f"\n{FILM}\n",
    ),
]


def calls(function: Callable[[], object]) -> int:
    """Return how many functions a call calls."""
    count = 0

    def tally(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(tally)
    try:
        function()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("piece", HOSTILE)
def test_the_work_grows_with_the_length_and_no_faster(piece: str) -> None:
    once, twice = (calls(lambda n=number: html(piece * n, children=("1",))) for number in (150, 300))
    assert twice < 2.5 * once + 500


@pytest.mark.parametrize("piece", HOSTILE)
def test_forty_thousand_hostile_characters_take_no_long_time(piece: str) -> None:
    """Not timed: what grows with the square of the text would not come back before the suite is stopped."""
    try:
        text = html(piece * (40_000 // len(piece)), children=("1",))
    except TooMuchHtml:
        return
    assert clean(text) == text
