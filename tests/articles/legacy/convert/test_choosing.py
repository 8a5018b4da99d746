"""A record is converted by what it is written in."""

from articles.legacy.convert import convert_record
from articles.legacy.records import ArticleRecord, Markup
from tests.articles.legacy.convert.bodies import FILLER, PLACE, SOURCE


def test_a_record_of_a_printed_page_is_text() -> None:
    record = ArticleRecord(PLACE, "A title", "One <b>two</b>\n\nthree", has_paragraphs=True)
    assert convert_record(record, source=SOURCE).html == "<p>One &lt;b&gt;two&lt;/b&gt;</p><p>three</p>"


def test_a_record_of_wordpress_is_html() -> None:
    record = ArticleRecord(PLACE, "A title", "One <b>two</b>\n\nthree", markup=Markup.WORDPRESS)
    assert convert_record(record, source=SOURCE).html == "<p>One <strong>two</strong></p><p>three</p>"


def test_the_paragraphs_of_a_printed_line_can_be_left_out() -> None:
    record = ArticleRecord(PLACE, "A title", f"{FILLER} " * 20)
    assert convert_record(record, source=SOURCE).has_restored_paragraphs
    assert convert_record(record, source=SOURCE, restore_paragraphs=False).html.count("<p>") == 1
