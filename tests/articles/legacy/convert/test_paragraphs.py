"""Paragraphs, lists, quotations and the turns of interviews come back out of one line."""

from tests.articles.legacy.convert.bodies import FILLER, blocks, converted, padded, texts

QUOTATION = "“" + "We waited for the water all through March and nobody came to us. " * 4 + "That is all.”"


def test_a_long_line_becomes_paragraphs_of_newspaper_length() -> None:
    result = converted(f"{FILLER} " * 30)
    lengths = [len(text.split()) for text in texts(result.html, "p")]
    assert result.has_restored_paragraphs
    assert all(30 <= length <= 80 for length in lengths)


def test_a_short_body_stays_one_paragraph() -> None:
    result = converted(f"{FILLER} {FILLER} In May 2019, the town waited.")
    assert len(texts(result.html, "p")) == 1
    assert not result.has_restored_paragraphs


def test_a_short_body_may_hold_a_list() -> None:
    result = converted("Taxes fell. They are: Cement (1%) Wool (2%) Tea (3%) Nobody minds. Trade grew.")
    assert [tag for tag, _ in blocks(result.html)] == ["p", "li", "li", "li", "p"]
    assert result.has_restored_paragraphs


def test_an_editor_can_have_the_plain_form() -> None:
    body = f'{padded("Water and Power The town waits.")} [caption id="5"]A dam[/caption] {FILLER}'
    result = converted(body, restore_paragraphs=False)
    assert [tag for tag, _ in blocks(result.html)] == ["p", "figcaption", "p"]
    assert not result.has_restored_paragraphs


def test_a_paragraph_does_not_begin_with_he_where_another_break_will_do() -> None:
    body = (
        f"{FILLER} {FILLER} {FILLER} Bek Omarov built the first bridge of the town in 1960. He was young then. {FILLER}"
    )
    assert not any(text.startswith("He was") for text in texts(converted(body).html, "p"))


def test_a_quotation_stays_with_who_said_it() -> None:
    quoted = "“We waited for the water. Nobody came to us in all of March,” Bek Omarov said."
    assert any(quoted in text for text in texts(converted(padded(quoted)).html, "p"))


def test_a_date_opens_a_paragraph() -> None:
    body = f"{FILLER} {FILLER} {FILLER} On May 5, the water came. {FILLER} {FILLER} {FILLER}"
    assert any(text.startswith("On May 5,") for text in texts(converted(body).html, "p"))


def test_a_long_quotation_of_its_own_is_a_block() -> None:
    html = converted(padded(QUOTATION)).html
    assert html.count("<blockquote>") == 1
    assert f"<blockquote><p>{QUOTATION}</p></blockquote>" in html


def test_a_quotation_within_a_sentence_is_no_block() -> None:
    html = converted(padded(f"Bek Omarov said: {QUOTATION}")).html
    assert "<blockquote>" not in html


def test_a_quotation_that_is_never_closed_does_not_hold_the_text_together() -> None:
    body = "He said: “We wait. " + f"{FILLER} " * 30
    lengths = [len(text.split()) for text in texts(converted(body).html, "p")]
    assert max(lengths) <= 90


def test_items_with_figures_behind_a_colon_are_a_list() -> None:
    items = ["Cement (100%)", "Textiles (50%)", "Meat and milk ($2 per kg)", "Dried apricots ($1 per kg)"]
    html = converted(padded(f"Taxes fell on the following: {' '.join(items)} Officials hope for more trade.")).html
    assert texts(html, "li") == items
    assert any(text.endswith("on the following:") for text in texts(html, "p"))
    assert any(text.startswith("Officials hope") for text in texts(html, "p"))


def test_prose_with_brackets_is_no_list() -> None:
    for prose in (
        "They named: Cement (100%), textiles (50%), and furniture (50%) as examples.",
        "They named: Cement (100%) Textiles (50%) Furniture (50%) and so on.",
        "They named: Asel (Osh) Bek (Naryn) Chyngyz (Talas) The rest went home.",
        "They named: Cement (100%) Textiles (50%) The rest stays.",
    ):
        assert texts(converted(padded(prose)).html, "li") == []


def test_each_turn_of_an_interview_begins_with_its_speaker() -> None:
    turns = "TCA: Why did the bridge close? Omarov: It was old. The town knew. TCA: And now? Omarov: We build."
    html = converted(padded(turns)).html
    assert "<p><strong>TCA:</strong> Why did the bridge close?</p>" in html
    assert "<p><strong>Omarov:</strong> It was old. The town knew.</p>" in html
    assert html.count("<strong>") == 4


def test_a_word_with_a_colon_that_stands_once_is_no_speaker() -> None:
    assert "<strong>" not in converted(padded("Note: The bridge is closed. Warning: It is old.")).html


def test_characters_of_html_in_a_dump_are_characters() -> None:
    html = converted("Tom & Co paid < 5 <b>soms</b> &amp; left.").html
    assert html == "<p>Tom &amp; Co paid &lt; 5 &lt;b&gt;soms&lt;/b&gt; &amp;amp; left.</p>"


def test_a_no_break_space_between_words_is_kept() -> None:
    assert converted("It is 5\xa0km \xa0 long.").html == "<p>It is 5\xa0km long.</p>"
