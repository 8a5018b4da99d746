"""The schema: what a stored text may be, and the one way it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.lib.richtext import MAX_LENGTH, MAX_TAGS, TooMuchHtml, clean

TAGS = [
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "td"),
    *("th", "caption", "hr", "strong", "b", "em", "i", "u", "font", "sub", "sup", "br", "a", "span", "figure", "div"),
    *("figcaption", "aside", "section", "cite", "pre", "dl", "dt", "dd", "img", "script"),
]
ATTRIBUTES = [
    *('lang="ru"', "dir=rtl", "lang='x y'", 'href="/a"', 'href="//b"', 'href="HTTPS://c.example/ d"'),
    *('data-picture="p1"', 'data-picture="no good"', 'data-alt=""', 'data-credit=" A  B "', "data-gallery"),
    *('data-embed="youtube" data-id="abc"', 'data-card="quote"', 'data-card="factbox"', "colspan=3", "scope=col"),
]
TEXTS = [
    *(
        " ",
        "word",
        "two words ",
        "&nbsp;",
        " \xa0 ",
        "&lt;b&gt;",
        "&amp;amp;",
        "<",
        ">",
        "&",
        "\n\n",
        "<br><br>",
        "\x01",
    ),
    *("«слово»", "&#1;", "<!-- no -->", "\u2028", "<br>"),
]
markup = st.lists(
    st.one_of(
        st.builds("<{} {}>".format, st.sampled_from(TAGS), st.sampled_from([*ATTRIBUTES, ""])),
        st.builds("</{}>".format, st.sampled_from(TAGS)),
        st.sampled_from(TEXTS),
    ),
    max_size=40,
).map("".join)


@given(markup)
def test_a_clean_text_is_not_changed_by_cleaning_again(html: str) -> None:
    assert clean(clean(html)) == clean(html)


@given(st.text())
def test_any_characters_at_all_can_be_cleaned_and_cleaned_again(text: str) -> None:
    assert clean(clean(text)) == clean(text)


WRITTEN = {
    "words_without_a_block_get_a_paragraph": ("some <b>bold</b> words", "<p>some <strong>bold</strong> words</p>"),
    "a_wrapper_parts_paragraphs": ("<div>one</div><div>two</div>", "<p>one</p><p>two</p>"),
    "headings_lie_between_two_and_four": (
        "<h1>a</h1><h2>b</h2><h5>c</h5><h6>d</h6>",
        "<h2>a</h2><h2>b</h2><h4>c</h4><h4>d</h4>",
    ),
    "empty_blocks_are_dropped": ("<p>&nbsp;</p><h2><b> </b></h2><ul><li></li></ul><blockquote></blockquote>", ""),
    "a_list_inside_a_paragraph_ends_it": ("<p>a<ul><li>b</ul>c", "<p>a</p><ul><li>b</li></ul><p>c</p>"),
    "a_stray_item_gets_a_list": ("<li>a", "<ul><li>a</li></ul>"),
    "an_item_with_one_paragraph_holds_its_words": (
        "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>",
        "<ul><li>a<ul><li>b</li></ul></li></ul>",
    ),
    "an_item_with_two_paragraphs_marks_them": (
        "<ul><li>a<p>b</p></li></ul>",
        "<ul><li><p>a</p><p>b</p></li></ul>",
    ),
    "two_breaks_part_a_paragraph": ("<p>a<br> <br>b<br>c<br></p>", "<p>a</p><p>b<br>c</p>"),
    "spaces_are_one_space": ("<p>  a \n b&nbsp; c&nbsp;d </p>", "<p>a b c\xa0d</p>"),
    "marks_are_nested_in_one_order": (
        '<p><em><b><a href="/x">a</a></b></em></p>',
        '<p><a href="/x"><strong><em>a</em></strong></a></p>',
    ),
    "neighbours_with_the_same_marks_are_one": ("<p><b>a</b><strong>b</strong></p>", "<p><strong>ab</strong></p>"),
    "a_language_is_kept_on_blocks_and_words": (
        '<p lang="kk" dir="RTL">a <i><span lang="ru">b</span></i></p>',
        '<p lang="kk" dir="rtl">a <span lang="ru"><em>b</em></span></p>',
    ),
    "a_figure_keeps_the_picture_and_a_caption_only": (
        '<figure data-picture="ab-1" data-credit="A &amp; B" class="x"><img src="x.jpg"><figcaption><p>Hi <b>you'
        "</p></figcaption></figure>",
        '<figure data-picture="ab-1" data-credit="A &amp; B"><figcaption>Hi <strong>you</strong></figcaption></figure>',
    ),
    "an_empty_alt_says_decoration": (
        "<figure data-alt data-picture=a></figure>",
        '<figure data-picture="a" data-alt=""></figure>',
    ),
    "a_figure_without_a_good_id_is_its_words": (
        '<figure data-picture="../x"><figcaption>Hi</figcaption></figure>',
        "<p>Hi</p>",
    ),
    "a_gallery_holds_figures": (
        "<div data-gallery><figure data-picture=a></figure>words<figure data-picture=b></figure></div>",
        '<p>words</p><div data-gallery><figure data-picture="a"></figure><figure data-picture="b"></figure></div>',
    ),
    "an_embed_is_a_provider_and_an_id": (
        '<div data-embed="telegram" data-id="news-12" onclick="x"></div><div data-embed="evil" data-id="1">words</div>',
        '<div data-embed="telegram" data-id="news-12"></div><p>words</p>',
    ),
    "a_quotation_may_end_in_a_name": (
        "<blockquote>Words.<footer><cite>Somebody</cite></footer></blockquote>",
        "<blockquote><p>Words.</p><p><cite>Somebody</cite></p></blockquote>",
    ),
    "a_factbox_has_small_headings": (
        '<aside data-card="factbox"><h2>Fact</h2>words<table><tr><td>1</table></aside>',
        '<aside data-card="factbox"><h3>Fact</h3><p>words</p></aside><table><tbody><tr><td>1</td></tr></tbody></table>',
    ),
    "an_unknown_aside_is_its_words": ("<aside>a</aside>", "<p>a</p>"),
    "a_figure_in_a_quotation_follows_it": (
        "<blockquote>a<figure data-picture=f></figure>b</blockquote>",
        '<blockquote><p>a</p><p>b</p></blockquote><figure data-picture="f"></figure>',
    ),
    "a_table_keeps_head_scope_and_spans": (
        "<table><caption>Rates</caption><thead><tr><th scope=col colspan=2 rowspan=1>a</thead><tr><td>b<td></table>",
        '<p>Rates</p><table><thead><tr><th scope="col" colspan="2">a</th></tr></thead>'
        "<tbody><tr><td>b</td><td></td></tr></tbody></table>",
    ),
    "a_lesser_sign_alone_is_a_character": ("1 < 2 & 3 <", "<p>1 &lt; 2 &amp; 3 &lt;</p>"),
    "control_characters_are_gone": ("a\x00b\x0b&#7;c\x85", "<p>abc</p>"),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_the_one_form(name: str) -> None:
    html, wanted = WRITTEN[name]
    assert clean(html) == wanted
    assert clean(wanted) == wanted


def test_lists_are_nested_four_deep_and_no_deeper() -> None:
    cleaned = clean("<ul><li>x" * 9)
    assert cleaned.count("<ul>") == 4
    assert cleaned.count("x") == 9


@pytest.mark.parametrize(
    "opening", ["<div>", "<blockquote>", "<ul><li>x", "<b>", "<figure data-picture=a><figcaption>a"]
)
def test_ten_thousand_levels_are_flattened(opening: str) -> None:
    cleaned = clean(opening * (10_000 // opening.count("<")) + "end")
    assert "end" in cleaned
    assert clean(cleaned) == cleaned


def test_bold_that_is_never_closed_does_not_multiply() -> None:
    """A parser of HTML5 opens it again in every paragraph: this would be 2,000 x 2,000 elements."""
    cleaned = clean("<p>" + "".join(f"<b id={n}>" for n in range(2000)) + "<p>x" * 2000)
    assert len(cleaned) < 100_000


def test_more_than_any_article_is_refused() -> None:
    with pytest.raises(TooMuchHtml, match="tags"):
        clean("<p>" * (MAX_TAGS + 1))
    with pytest.raises(TooMuchHtml, match="characters"):
        clean("x" * (MAX_LENGTH + 1))
