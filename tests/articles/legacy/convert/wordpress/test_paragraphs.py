"""The classic editor wrote no paragraphs: a blank line parts them, a line end is a break."""

import pytest

from tests.articles.legacy.convert.wordpress.bodies import FILM, FILM_BLOCK, html

WRITTEN = {
    "a_blank_line_parts_two_paragraphs": ("one\n\ntwo", "<p>one</p><p>two</p>"),
    "windows_line_ends_are_line_ends": ("one\r\n\r\ntwo\r\nthree", "<p>one</p><p>two<br>three</p>"),
    "a_line_of_spaces_is_a_blank_line": ("one\n \t\ntwo", "<p>one</p><p>two</p>"),
    "a_single_line_end_is_a_break": ("one\ntwo", "<p>one<br>two</p>"),
    "a_break_at_a_line_end_is_one_break": ("one<br />\ntwo", "<p>one<br>two</p>"),
    "two_breaks_part_two_paragraphs": ("one<br /><br>two", "<p>one</p><p>two</p>"),
    "several_blank_lines_part_once": ("one\n\n\n\n\ntwo", "<p>one</p><p>two</p>"),
    "a_line_end_beside_a_block_is_no_break": ("one\n<h3>two</h3>\nthree", "<p>one</p><h3>two</h3><p>three</p>"),
    "a_line_end_between_items_is_no_break": (
        "<ul>\n<li>one</li>\n\n<li>two\n</li>\n</ul>",
        "<ul><li>one</li><li>two</li></ul>",
    ),
    "a_line_end_in_an_item_is_a_break": ("<ul><li>one\ntwo</li></ul>", "<ul><li>one<br>two</li></ul>"),
    "a_blank_line_in_an_item_parts_it": ("<ul><li>a\n\nb</li></ul>", "<ul><li><p>a</p><p>b</p></li></ul>"),
    "a_blank_line_in_a_quotation_parts_it": (
        "<blockquote>one\n\ntwo</blockquote>",
        "<blockquote><p>one</p><p>two</p></blockquote>",
    ),
    "written_paragraphs_stay": ("<p>one</p>\n<p>two</p>\nthree", "<p>one</p><p>two</p><p>three</p>"),
    "a_blank_line_in_a_written_paragraph_parts_it": (
        '<p lang="kk">one\n\ntwo</p>',
        '<p lang="kk">one</p><p lang="kk">two</p>',
    ),
    "words_marked_over_paragraphs_stay_marked": (
        "<strong>one\n\ntwo\n\nthree</strong> four",
        "<p><strong>one</strong></p><p><strong>two</strong></p><p><strong>three</strong> four</p>",
    ),
    "preformatted_lines_are_lines": ("<pre>one\n  two</pre>", "<p>one<br>two</p>"),
    "a_line_end_within_a_tag_is_none": ('one <a\nhref="/x"\n>two</a>', '<p>one <a href="/x">two</a></p>'),
    "a_program_has_no_paragraphs": ("one<script>\n\nrun()\n\n</script>two", "<p>one</p><p>two</p>"),
    "the_end_of_the_teaser_is_nothing": ("one<!--more Read on-->two", "<p>onetwo</p>"),
    "a_page_break_parts_a_paragraph": ("one<!--nextpage-->two", "<p>one</p><p>two</p>"),
    "empty_paragraphs_are_gone": ("one\n\n&nbsp;\n\n<p>&nbsp;</p>\n\ntwo", "<p>one</p><p>two</p>"),
    "a_table_keeps_its_cells": (
        "<table>\n<tr>\n<td>a\nb</td>\n<td>c</td>\n</tr>\n</table>",
        "<table><tbody><tr><td>a<br>b</td><td>c</td></tr></tbody></table>",
    ),
}


@pytest.mark.parametrize("rule", WRITTEN)
def test_paragraphs_as_wordpress_shows_them(rule: str) -> None:
    body, wanted = WRITTEN[rule]
    assert html(body) == wanted


def test_a_body_of_blocks_has_its_paragraphs_already() -> None:
    body = "<!-- wp:paragraph -->\n<p>one\ntwo</p>\n<!-- /wp:paragraph -->\n\n"
    assert html(body) == "<p>one two</p>"


def test_what_stands_between_blocks_is_classic() -> None:
    body = "<!-- wp:paragraph --><p>one</p><!-- /wp:paragraph -->\n\ntwo\nthree\n\nfour\n\n<!-- wp:separator /-->"
    assert html(body) == "<p>one</p><p>two<br>three</p><p>four</p>"


@pytest.mark.parametrize("name", ["freeform", "core/freeform"])
def test_a_classic_block_is_classic(name: str) -> None:
    assert html(f"<!-- wp:{name} -->one\n\ntwo<!-- /wp:{name} -->") == "<p>one</p><p>two</p>"


def test_an_address_on_a_line_of_its_own_is_what_it_leads_to() -> None:
    assert html(f"one\n{FILM}\ntwo") == f"<p>one</p>{FILM_BLOCK}<p>two</p>"
    assert html(f"one {FILM} two") == f"<p>one {FILM} two</p>"
