"""Every item of a file is accounted for: a record, or one line that says why it is left out."""

from collections import Counter
from pathlib import Path

import pytest

from articles.legacy.readers import ReadOptions, UnreadableInput, wxr
from articles.legacy.records import Kind, Markup, Problem, Severity
from tests.articles.legacy.readers.wxr.export_builders import (
    Read,
    attachment,
    author,
    comment,
    export,
    item,
    meta,
    read,
    read_story,
    term,
)

TYPES = ["nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache", "user_request", "wp_block",
         "wp_navigation", "wp_template", "wp_template_part", "wp_global_styles", "product", ""]  # fmt: skip


def told_of_items(found: Read) -> int:
    """Count what tells of an item: warnings, people and terms come beside."""
    problems = [one for one in found if isinstance(one, Problem) and one.severity != Severity.WARNING]
    of_items = [one for one in problems if one.kind != Kind.PERSON]
    return len(found.stories) + len(found.images) + len(of_items)


@pytest.mark.parametrize("post_type", TYPES)
def test_what_is_no_story_is_left_out_with_its_type_as_the_reason(tmp_path: Path, post_type: str) -> None:
    found = read(tmp_path, export(author(), item(title="Thing", post_type=post_type)))
    [problem] = found.skipped
    assert (problem.what, problem.kind, problem.place.line) == ("Thing", Kind.OTHER, 3)
    assert problem.reason.startswith(post_type or "it does not say what it is")
    assert not found.stories


def test_an_item_that_says_no_type_is_left_out(tmp_path: Path) -> None:
    assert "post_type" in read(tmp_path, export(author(), item(post_type=None))).skipped[0].reason


def test_each_item_is_told_of_once(tmp_path: Path) -> None:
    items = [item(post_type=kind, post_id=n) for n, kind in enumerate([*TYPES, "post", "page"], 1)]
    items += [attachment(90), attachment(91, url="https://paper.example/a.pdf"), item(status="trash", post_id=92)]
    items += [item(post_id="", link=""), item(post_id=94, status="pitch", post_password="x")]
    assert told_of_items(read(tmp_path, export(author(), *items))) == len(items)


def test_types_asked_for_are_stories_and_pictures_come_all_the_same(tmp_path: Path) -> None:
    text = export(item(post_type="product"), item(post_type="post", post_id=2), attachment(3))
    found = read(tmp_path, text, types=("product",))
    assert [story.record_id for story in found.stories] == ["1"]
    assert len(found.images) == 1
    assert "not among the types asked for" in found.skipped[-1].reason


def test_a_page_is_of_the_kind_page(tmp_path: Path) -> None:
    assert read_story(tmp_path, item(post_type="page")).kind == "page"
    assert read_story(tmp_path, item(post_type="post")).kind == ""


def test_an_item_without_a_number_is_known_by_its_guid_or_link(tmp_path: Path) -> None:
    assert read_story(tmp_path, item(post_id="", guid="urn:story:1")).record_id == "urn:story:1"
    assert read_story(tmp_path, item(post_id="")).record_id == "https://paper.example/ferry/"


def test_an_item_that_could_not_be_known_again_is_a_failure(tmp_path: Path) -> None:
    [failure] = read(tmp_path, export(item(post_id="", link=""))).failed
    assert (failure.what, failure.place.line) == ("Ferry", 2)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Boats &amp;amp; nets", "Boats & nets"),
        ("<![CDATA[Boats &amp; nets]]>", "Boats & nets"),
        ("<![CDATA[<strong>Boats</strong> <em>and</em> nets]]>", "Boats and nets"),
        ("&lt;b&gt;Boats&lt;/b&gt;", "Boats"),
        ("<![CDATA[Boats<br>and nets]]>", "Boats and nets"),
        ("<![CDATA[5 < 6 and 7 > 6]]>", "5 < 6 and 7 > 6"),
        ("<![CDATA[<script>x()</script>Boats<!-- no -->]]>", "Boats"),
        ("  Boats \n and\t nets ", "Boats and nets"),
        ("&#8220;Boats&#8221;", "“Boats”"),
    ],
)
def test_a_title_is_plain_words(tmp_path: Path, title: str, shown: str) -> None:
    assert read_story(tmp_path, item(title=title)).title == shown


def test_an_excerpt_is_the_standfirst_as_plain_words(tmp_path: Path) -> None:
    assert (
        read_story(tmp_path, item(excerpt="<p>Calm &amp; cold.</p>\n<p>Then wind.</p>")).standfirst
        == "Calm & cold. Then wind."
    )


def test_a_body_stays_as_the_export_has_it(tmp_path: Path) -> None:
    body = '<!-- wp:paragraph -->\n<p>Boats &amp; [caption id="attachment_5"]x[/caption]</p>\n\n  two  '
    story = read_story(tmp_path, item(body=body))
    assert (story.body, story.markup) == (body, Markup.WORDPRESS)


def test_children_of_an_item_may_stand_in_any_order(tmp_path: Path) -> None:
    text = item(post_id=7, terms=term("water"))
    start, end = text.index("<title>"), text.index("<wp:post_id>")
    turned = f"<item>{text[end:-7]}{text[start:end]}</item>"
    assert read_story(tmp_path, turned).title == "Ferry"
    assert read_story(tmp_path, turned).tags == ("Water",)


def test_comments_are_counted_by_kind_and_not_told_one_by_one(tmp_path: Path) -> None:
    first = item(more=comment() + comment("0") + comment("spam") + comment("1", "pingback"))
    second = item(post_id=2, more=comment("1", "trackback") + comment("trash"))
    found = read(tmp_path, export(author(), first, second))
    assert found.tallies == {"comments": 3, "spam comments": 1, "pings": 2}
    assert not found.skipped


def test_serialized_values_are_never_evaluated(tmp_path: Path) -> None:
    value = 'a:1:{s:4:"evil";O:8:"stdClass":1:{s:1:"x";i:1;}}'
    assert (
        read_story(
            tmp_path, item(more=meta("_thumbnail_id", value) + meta("_wp_attachment_metadata", value))
        ).lead_image
        == ""
    )


def test_what_the_language_plugin_says_is_the_language(tmp_path: Path) -> None:
    story = read_story(tmp_path, item(terms=term("ru", "Русский", "language") + term("water")))
    assert (story.language, story.tags) == ("ru", ("Water",))


def test_a_file_that_changes_between_the_two_readings_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "export.xml"
    file.write_text(export(item()))
    with wxr.prepare([file], ReadOptions()) as index:
        file.write_text(export(item(), item(post_id=2, terms=term("new"))))
        with pytest.raises(UnreadableInput, match="changed"):
            list(wxr.read(file, ReadOptions(), index))


def test_a_story_that_stands_twice_is_told_twice_for_the_store_to_choose(tmp_path: Path) -> None:
    found = read(tmp_path, export(item(), item(title="Ferry, again")))
    assert Counter(story.record_id for story in found.stories) == {"1": 2}
