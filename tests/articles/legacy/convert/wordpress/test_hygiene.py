"""What other programs left in a text goes; its words stay, but for programs and what was hidden from readers."""

import pytest

from articles.legacy.records import Kind
from tests.articles.legacy.convert.wordpress.bodies import converted, html, notes

TIDY = {
    "bold_by_style": ('<span style="font-weight: 700">One</span>', "<p><strong>One</strong></p>"),
    "italic_by_style": ('<span style="color:red;font-style:italic">One</span>', "<p><em>One</em></p>"),
    "both_by_style": (
        '<span style="font-style:italic;font-weight:bold">One</span>',
        "<p><strong><em>One</em></strong></p>",
    ),
    "bold_by_style_in_a_language": (
        '<span lang="kk" style="font-weight:bold">One</span>',
        '<p><span lang="kk"><strong>One</strong></span></p>',
    ),
    "a_style_that_says_not_bold": ('<b style="font-weight:normal" id="docs-internal-guid-1">One</b>', "<p>One</p>"),
    "fonts_and_centering": ('<center><font color="red" size="7">One</font></center>', "<p>One</p>"),
    "underlined_and_struck": ("<u>a</u> <s>b</s> <del>c</del> <ins>d</ins> <strike>e</strike>", "<p>a b c d e</p>"),
    "word": (
        '<p class="MsoNormal"><o:p>One</o:p></p><!--[if gte mso 9]><xml>x</xml><![endif]--><![if !vml]>two<![endif]>',
        "<p>One</p><p>two</p>",
    ),
    "no_break_spaces_in_a_row": ("One&nbsp;&nbsp; &nbsp;two&nbsp;three", "<p>One two\xa0three</p>"),
    "headings": ("<h1>a</h1><h5>b</h5><h6>c</h6>", "<h2>a</h2><h4>b</h4><h4>c</h4>"),
    "definitions": ("<dl><dt>a</dt><dd>b</dd></dl>", "<p>a</p><p>b</p>"),
    "alignment": ('<p style="text-align:center" dir="rtl" lang="ar">One</p>', '<p lang="ar" dir="rtl">One</p>'),
    "a_work_s_name": ("<p>He read <cite>The Lake</cite>.</p>", "<p>He read <em>The Lake</em>.</p>"),
    "a_speaker": (
        "<blockquote>One\n<cite>A. B.</cite></blockquote>",
        "<blockquote><p>One</p><p><cite>A. B.</cite></p></blockquote>",
    ),
    "a_page_in_a_page": ("<html><head></head><body><p>One</p></body></html><p>two</p>", "<p>One</p><p>two</p>"),
    "a_sign_that_is_no_tag": ("1 < 2, a <- b and x <", "<p>1 &lt; 2, a &lt;- b and x &lt;</p>"),
    "an_open_comment": ("One <!-- two", "<p>One two</p>"),
}


@pytest.mark.parametrize("rule", TIDY)
def test_residue_goes_and_words_stay(rule: str) -> None:
    body, wanted = TIDY[rule]
    assert html(body) == wanted


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("<script>run()</script>", "<script>"),
        ("<style>p { color: red }</style>", "<style>"),
        ("<svg><text>x</text></svg>", "<svg>"),
        ("<textarea>x</textarea>", "<textarea>"),
        ("<xml><w:View>Normal</w:View></xml>", "<xml>"),
    ],
)
def test_programs_go_with_what_they_hold_and_are_counted(body: str, name: str) -> None:
    result = converted(f"<p>One</p>{body}<p>two</p>")
    assert result.html == "<p>One</p><p>two</p>"
    assert notes(result) == [(name, "dropped", 1)]


def test_of_a_form_the_words_stay() -> None:
    result = converted('<form action="/x"><p>Your name</p><input type="text"></form>')
    assert result.html == "<p>Your name</p>"
    assert notes(result) == [("<form>", "dropped", 1), ("<input>", "dropped", 1)]


@pytest.mark.parametrize(
    "style",
    [
        *("display:none", "DISPLAY : NONE !important", "font-size:0", "font-size:0px;color:red", "visibility:hidden"),
        *("position:absolute;left:-9999px", "position: absolute; top: -1200px", "text-indent:-999em"),
    ],
)
def test_hidden_words_are_dropped_with_a_warning(style: str) -> None:
    result = converted(f'<p>One</p><div style="{style}">Cheap <a href="https://spam.example">pills</a></div>')
    assert result.html == "<p>One</p>"
    assert [(problem.kind, problem.what) for problem in result.problems] == [(Kind.OTHER, "Cheap pills")]


@pytest.mark.parametrize("style", ["font-size:0.9em", "left:-10px", "display:block", "opacity:0", "margin-top:-20px"])
def test_words_that_are_only_styled_stay(style: str) -> None:
    assert html(f'<p style="{style}">One</p>') == "<p>One</p>"


def test_problems_of_one_body_are_not_without_end() -> None:
    assert len(converted('<p style="display:none">x</p>' * 500).problems) <= 30
