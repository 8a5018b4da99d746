"""Broken XML as exports really hold it: mended and counted, or refused with its line; damage is never hidden."""

from pathlib import Path

import pytest

from articles.legacy.readers import UnreadableInput, packed
from tests.articles.legacy.readers.wxr.export_builders import NAMESPACES, export, item, read, reasons


def broken(tmp_path: Path, text: str | bytes) -> UnreadableInput:
    with pytest.raises(UnreadableInput) as refusal:
        read(tmp_path, text)
    return refusal.value


@pytest.mark.parametrize("code", [0x00, 0x01, 0x0B, 0x10, 0x11, 0x18, 0x1C, 0x1D, 0x1F])
def test_a_control_character_is_dropped_counted_and_placed(tmp_path: Path, code: int) -> None:
    found = read(tmp_path, export(item(), item(body=f"The bo{chr(code)}at.", post_id=2)))
    assert found.stories[1].body == "The boat."
    [warning] = [w for w in found.warnings if "control" in w.reason]
    assert warning.place.line == 3
    assert warning.reason.startswith("1 control")


@pytest.mark.parametrize("reference", ["&#x1;", "&#1;", "&#x1F;", "&#31;", "&#xFFFE;", "&#xD800;", "&#0;", "&#x0;"])
def test_a_reference_to_a_forbidden_character_is_dropped(tmp_path: Path, reference: str) -> None:
    found = read(tmp_path, export(item(title=f"Fer{reference}ry")))
    assert found.stories[0].title == "Ferry"
    assert "references" in reasons(found.warnings)


@pytest.mark.parametrize("reference", ["&#x9;", "&#10;", "&#8217;", "&#x416;", "&#32;", "&#x20;"])
def test_other_references_stay(tmp_path: Path, reference: str) -> None:
    found = read(tmp_path, export(item(title=f"Fer{reference}ry")))
    assert found.stories[0].title != "Ferry"
    assert "references" not in reasons(found.warnings)


def test_bytes_that_are_no_utf_8_are_replaced(tmp_path: Path) -> None:
    found = read(tmp_path, export(item(body="caf# au lait")).encode().replace(b"#", b"\xe9"))
    assert found.stories[0].body == "caf\ufffd au lait"
    assert "1 bytes that are not UTF-8" in reasons(found.warnings)


def test_code_points_that_are_no_characters_are_dropped(tmp_path: Path) -> None:
    assert read(tmp_path, export(item(body="bo\ufffeat\uffff"))).stories[0].body == "boat"


def test_letters_of_any_script_stand_as_they_are_wherever_the_file_is_parted(tmp_path: Path) -> None:
    body = "Көл жээгиндеги кеме 🚢 " * 30_000
    found = read(tmp_path, export(item(body=body)))
    assert found.stories[0].body == body
    assert "UTF-8" not in reasons(found.warnings)


def test_neighbouring_cdata_sections_are_one_text(tmp_path: Path) -> None:
    assert read(tmp_path, export(item(body="a ]]]]><![CDATA[> b"))).stories[0].body == "a ]]> b"


@pytest.mark.parametrize(
    "body", ["if (a[b[0]]>c) b", "<script>//<![CDATA[\nx\n//]]></script> b", "a ]]> b ]]> c", "]]> a"]
)
def test_an_end_of_cdata_inside_a_text_is_text(tmp_path: Path, body: str) -> None:
    found = read(tmp_path, export(item(body=body), item(post_id=2)))
    assert [story.body for story in found.stories] == [body, "The boat left."]
    assert "ends of CDATA" in reasons(found.warnings)


def test_text_beside_a_cdata_section_is_as_good_as_within(tmp_path: Path) -> None:
    found = read(tmp_path, export(item(title="<![CDATA[Boats]]> and nets"), item(post_id=2)))
    assert [story.title for story in found.stories] == ["Boats and nets", "Ferry"]


def test_script_that_opens_and_closes_cdata_twice_is_text(tmp_path: Path) -> None:
    script = "<script>//<![CDATA[\nx\n//]]>\n</script>"
    found = read(tmp_path, export(item(body=f"{script} and {script}"), item(post_id=2)))
    assert [story.body for story in found.stories] == [f"{script} and {script}", "The boat left."]


@pytest.mark.parametrize("space", ["\n\t\t", " " * 390])
def test_space_between_the_end_of_cdata_and_of_its_element_is_space(tmp_path: Path, space: str) -> None:
    found = read(tmp_path, export(*[item(post_id=n).replace("]]></", f"]]>{space}</") for n in range(1, 200)]))
    assert {story.body.strip() for story in found.stories} == {"The boat left."}
    assert "CDATA" not in reasons(found.warnings)


def test_an_end_of_cdata_outside_of_any_is_text(tmp_path: Path) -> None:
    assert read(tmp_path, export(item(title="a ]]> b"))).stories[0].title == "a ]]> b"


def test_prefixes_that_nobody_declared_do_no_harm(tmp_path: Path) -> None:
    text = export('<atom:link href="x" rel="self"/>', item(more="<itunes:author>X</itunes:author>"))
    assert len(read(tmp_path, text).stories) == 1
    assert len(read(tmp_path, text.replace(NAMESPACES, "")).stories) == 1


@pytest.mark.parametrize(
    "junk", ["\n\n", "\ufeff", "<br />\n<b>Warning</b>: Cannot modify header\n", "x" * 300_000 + "\n"]
)
def test_what_stands_before_the_xml_is_passed_over_and_lines_keep_their_numbers(tmp_path: Path, junk: str) -> None:
    found = read(tmp_path, junk + export(item()))
    assert found.stories[0].place.line == 2 + junk.count("\n")
    assert ("no part of the export" in reasons(found.warnings)) == (len(junk) > 2)


def test_a_warning_of_the_old_server_between_two_items_is_passed_over(tmp_path: Path) -> None:
    text = export(item(), "<br />\n<b>Warning</b>: mysql_fetch() in wp-db.php\n<br />", item(post_id=2))
    assert len(read(tmp_path, text).stories) == 2


def test_a_warning_inside_a_text_keeps_its_words_and_is_said(tmp_path: Path) -> None:
    found = read(tmp_path, export(item(title="Calm <b>Warning</b> water")))
    assert "elements stood" in reasons(found.warnings)
    assert found.stories[0].title == "Calm Warning water"


def test_named_characters_that_xml_does_not_know_are_read(tmp_path: Path) -> None:
    found = read(tmp_path, export(item(title="Boats&nbsp;&amp;&nbsp;nets&hellip;")))
    assert found.stories[0].title == "Boats & nets…"
    assert "&nbsp;" in reasons(found.warnings)


def test_a_mismatched_tag_costs_its_item_alone_and_is_told_with_line_and_column(tmp_path: Path) -> None:
    wrong = item(post_id=8).replace("</wp:status>", "</wp:stat>")
    found = read(tmp_path, export(item(post_id=7), wrong, item(post_id=9), "", item(post_id=10)))
    assert [story.record_id for story in found.stories] == ["7", "9", "10"]
    assert found.stories[-1].place.line == 6
    [failure] = found.failed
    assert failure.place.line == 3
    assert "column" in failure.reason
    assert "mismatched tag" in failure.reason
    assert 'the last whole item is 7 "Ferry"' in failure.reason


def test_prefixes_declared_before_the_damage_hold_behind_it(tmp_path: Path) -> None:
    other = NAMESPACES.replace("xmlns:wp=", "xmlns:old=")
    text = export(item(), item().replace("</title>", "</titel>"), item(title="Nets"), namespaces=other)
    found = read(tmp_path, text.replace("<wp:", "<old:").replace("</wp:", "</old:"))
    assert [story.title for story in found.stories] == ["Ferry", "Nets"]


@pytest.mark.parametrize("size", [1, 3, 200_000, 300_000])
def test_the_next_item_is_found_wherever_the_file_is_parted(tmp_path: Path, size: int) -> None:
    wrong = item(body="x" * size).replace("</title>", "</titel>")
    found = read(tmp_path, export(item(), wrong, item(title="Nets", post_id=2)))
    assert [story.title for story in found.stories] == ["Ferry", "Nets"]
    assert [failure.place.line for failure in found.failed] == [3]


def test_a_file_broken_everywhere_is_given_up_with_a_line(tmp_path: Path) -> None:
    wrong = "<item><title>Ferry</titel></item>"
    found = read(tmp_path, export(item(), *[wrong] * 1_500, item(title="Nets")))
    assert [story.title for story in found.stories] == ["Ferry"]
    assert len(found.failed) == 1_001
    assert "broken in 1,000 places" in found.failed[-1].reason


def test_where_no_item_is_whole_the_file_is_refused_for_its_first_damage(tmp_path: Path) -> None:
    refusal = broken(tmp_path, export(item().replace("</title>", "</titel>"), "<item><a></b></item>"))
    assert refusal.place.line == 2


@pytest.mark.parametrize("title", ["Boats & nets", "A&B", "&", "Nets &", "Boats &# nets", "R&D and Q&A", "&& &x1"])
def test_a_bare_ampersand_is_text_counted_and_placed(tmp_path: Path, title: str) -> None:
    found = read(tmp_path, export(item(), item(title=title, post_id=2)))
    assert found.stories[1].title == title
    [warning] = [w for w in found.warnings if "ampersands" in w.reason]
    assert warning.place.line == 3
    assert warning.reason.startswith(f"{title.count('&')} ampersands")


def test_a_bare_ampersand_in_an_address_or_an_attribute_is_text(tmp_path: Path) -> None:
    link = "https://old.example/?p=9&preview=1"
    text = export(item(more=f'<category domain="post_tag" nicename="r&d"><![CDATA[R&D]]></category><x>{link}</x>'))
    found = read(tmp_path, text)
    assert found.stories[0].tags == ("R&D",)
    assert "2 ampersands" in reasons(found.warnings)


def test_an_ampersand_in_a_comment_of_the_file_is_no_fault(tmp_path: Path) -> None:
    found = read(tmp_path, export("<!-- Go to Tools & Import. -->", item(title="Boats & nets")))
    assert "1 ampersands" in reasons(found.warnings)


def test_ampersands_within_cdata_and_references_stay_as_they_are(tmp_path: Path) -> None:
    body = "a & b &nbsp; &amp; &#38; <a href='?a=1&b=2'>c</a> " * 9_000
    found = read(tmp_path, export(item(body=body), item(title="a &amp;amp; b &lt; &#38; c", post_id=2)))
    assert found.stories[0].body == body
    assert found.stories[1].title == "a & b < & c"
    assert "ampersands" not in reasons(found.warnings)


@pytest.mark.parametrize("part", [0.4, 0.55, 0.7, 0.9, 0.98])
def test_a_truncated_file_gives_its_whole_items_and_one_failure_with_the_line(tmp_path: Path, part: float) -> None:
    items = [item(title=f"Story {n}", body=f"Line one.\nLine two of {n}.", post_id=n) for n in range(1, 9)]
    whole = export(*items)
    text = whole[: int(len(whole) * part)]
    found = read(tmp_path, text)
    assert len(found.stories) == text.count("</item>")
    [failure] = found.failed
    assert failure.place.line == text.count("\n") + 1
    assert f'the last whole item is {len(found.stories)} "Story {len(found.stories)}"' in failure.reason


def test_a_file_that_ends_before_its_first_item_does_is_refused(tmp_path: Path) -> None:
    text = export(item())
    refusal = broken(tmp_path, text[: text.index("<wp:status>")])
    assert (refusal.place.line, "breaks off" in refusal.reason) == (2, True)


def test_documents_glued_together_are_read_as_one(tmp_path: Path) -> None:
    first, second = export(item(post_id=1)), export(item(post_id=2))
    for between in ("", "\n", "\n\n"):
        found = read(tmp_path, first + between + second)
        assert [story.record_id for story in found.stories] == ["1", "2"]
        assert found.stories[1].place.line == 4 + between.count("\n")
        assert not found.failed


def test_text_behind_the_end_is_passed_over_and_said(tmp_path: Path) -> None:
    found = read(tmp_path, export(item()) + "\nFatal error: out of memory\n")
    assert len(found.stories) == 1
    assert "no part of the export" in reasons(found.warnings)


def test_a_second_document_that_breaks_off_is_a_failure(tmp_path: Path) -> None:
    found = read(tmp_path, export(item()) + "\n" + export(item(post_id=2))[:-10])
    assert [story.record_id for story in found.stories] == ["1", "2"]
    assert len(found.failed) == 1


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_other_line_ends_keep_the_lines(tmp_path: Path, ends: str) -> None:
    found = read(tmp_path, export(item(), item(post_id=2)).replace("\n", ends))
    assert [story.place.line for story in found.stories] == [2, 3]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_other_line_ends_keep_the_lines_behind_damage_as_well(
    tmp_path: Path, ends: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed, "CHUNK", 4_099)
    lost = item(post_id=2).replace("</title>", "</wrong>") + "\n<!-- lost -->" * 2_000
    text = "\n" * 3 + export(item(), lost, item(post_id=3, body="The bo\x01at."))
    found = read(tmp_path, text.replace("\n", ends))
    assert [story.place.line for story in found.stories] == [5, 2007]
    assert [failure.place.line for failure in found.failed] == [6]
    assert [warning.place.line for warning in found.warnings if "control" in warning.reason] == [2007]


def test_no_item_is_lost_with_what_stands_between_two_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = export(item()) + "\n<?xml <"
    monkeypatch.setattr(packed, "CHUNK", len(first.encode()))
    found = read(tmp_path, first + "?>" + export(item(post_id=2)))
    assert [story.record_id for story in found.stories] == ["1", "2"]


def test_lines_are_counted_beyond_any_short_number(tmp_path: Path) -> None:
    assert read(tmp_path, export("\n" * 70_000, item())).stories[0].place.line == 70_003


def test_a_declared_encoding_is_read(tmp_path: Path) -> None:
    text = export(item(title="Паром")).replace("UTF-8", "windows-1251")
    assert read(tmp_path, text.encode("cp1251")).stories[0].title == "Паром"
    assert (
        read(tmp_path, export(item(title="Паром")).replace("UTF-8", "UTF-16").encode("utf-16")).stories[0].title
        == "Паром"
    )


def test_an_encoding_that_there_is_not_is_read_as_utf_8(tmp_path: Path) -> None:
    assert read(tmp_path, export(item(title="Паром")).replace("UTF-8", "klingon-8")).stories[0].title == "Паром"
