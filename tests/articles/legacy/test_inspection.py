"""`import_legacy PATH --inspect`: what a dump holds, told before anything is written."""

import json
from pathlib import Path

import pytest

from articles.legacy.inspection import Inspection, inspect
from articles.legacy.readers import ReadOptions
from tests.articles.legacy.dumps import author_page, story, tag_page, write
from tests.articles.legacy.readers.wxr.export_builders import (
    attachment,
    author,
    comment,
    export,
    item,
    term,
)
from tests.articles.legacy.test_import import whole_database
from tests.articles.legacy.test_import_command import import_legacy


def look(folder: Path, text: str, name: str = "dump.xml") -> Inspection:
    (folder / name).write_text(text, encoding="utf-8")
    return inspect([folder], options=ReadOptions())


BODY = '<!-- wp:paragraph --><p>[caption id="attachment_5"]x[/caption] [sic]</p><!-- wp:acme/box {"a":1} /-->'
EXPORT = export(
    author("aida", "Aida Sarybay"),
    item(
        terms=term("lakes", "Lakes") + term("energy", "Energy", "category"), more=comment() + comment("1", "pingback")
    ),
    item(
        body=BODY, post_id=2, post_date_gmt="2021-03-01 09:00:00", post_date="2021-03-01 15:00:00", terms=term("lakes")
    ),
    item(status="draft", post_id=3),
    item(post_type="nav_menu_item", post_id=4),
    attachment(5),
    attachment(6, url="https://paper.example/wp-content/uploads/report.pdf"),
)


def test_an_export_is_told_by_site_span_types_authors_terms_files_and_marks(tmp_path: Path) -> None:
    [found] = look(tmp_path, EXPORT).as_dict()["files"]
    assert (found["format"], found["site"]) == ("WordPress export, WXR 1.2", "The Paper (https://paper.example)")
    assert (found["published"], found["local_time"]) == ("2020-03-01 to 2021-03-01", "UTC+06:00 in 3 items")
    assert found["items"] == {"post publish": 2, "post draft": 1, "nav_menu_item publish": 1, "attachment inherit": 2}
    assert found["bylines"] == {"Aida Sarybay": 3}
    assert (found["terms_of_post_tag"], found["terms_of_category"]) == ({"Lakes": 2}, {"Energy": 1})
    assert found["attached_files"] == {".jpg": 1, ".pdf": 1}
    assert (found["shortcodes"], found["blocks"]) == ({"caption": 1}, {"paragraph": 1, "acme/box": 1})
    assert (found["comments"], found["problems"]) == ({"comment": 1, "pingback": 1}, [])


def test_the_same_is_said_in_lines(tmp_path: Path) -> None:
    lines = look(tmp_path, EXPORT).lines()
    assert lines[0].endswith("dump.xml: WordPress export, WXR 1.2")
    assert "  items: post publish 2, attachment inherit 2, post draft 1, nav_menu_item publish 1" in lines


def test_of_many_terms_only_the_first_are_named(tmp_path: Path) -> None:
    terms = "".join(term(f"tag-{n}", f"Tag {n}") for n in range(40))
    [line] = [line for line in look(tmp_path, export(item(terms=terms))).lines() if "post_tag" in line]
    assert line.endswith("and 28 more")


def test_what_was_mended_and_what_breaks_off_is_told(tmp_path: Path) -> None:
    found = look(tmp_path, export(author(), item(body="a\x01b"), item(post_id=2))[:-40])
    assert found.has_failures
    assert [(one["severity"], one["line"]) for one in found.as_dict()["files"][0]["problems"]] == [
        ("warning", 3),
        ("failed", 4),
    ]


def test_a_file_that_cannot_be_read_is_told_among_the_others(tmp_path: Path) -> None:
    (tmp_path / "broken.xml").write_text(export(item()).replace("</item>", "</itam>"))
    found = look(tmp_path, EXPORT)
    assert [len(one["problems"]) for one in found.as_dict()["files"]] == [1, 0]
    assert found.has_failures


def test_a_page_is_told_by_kind_stories_people_quotes_and_what_its_list_announced(tmp_path: Path) -> None:
    write(
        tmp_path,
        a=author_page("Aida Sarybay", [(*story("Ferry"), "1 day ago")], day="07 December 2025"),
        b=tag_page([story("Ferry"), story("Bridge")], total=65),
    )
    first, second = inspect([tmp_path], options=ReadOptions()).as_dict()["files"]
    assert (first["format"], first["saved_on"]) == ("page (author)", "2025-12-07")
    assert (first["people"], first["bylines"], len(first["quotes"])) == ({"Aida Sarybay": 1}, {"Aida Sarybay": 1}, 5)
    assert (second["format"], second["announced"], second["stories"]) == ("page (listing)", "65 stories", {"whole": 2})


def test_text_that_is_no_page_is_told_so(tmp_path: Path) -> None:
    found = look(tmp_path, "hello", "note.txt")
    assert found.as_dict()["files"][0]["format"] == "page (no kind that is known)"
    assert found.has_failures


@pytest.mark.django_db
def test_the_command_prints_it_writes_the_report_and_nothing_else(tmp_path: Path) -> None:
    file, report = tmp_path / "dump.xml", tmp_path / "report.json"
    file.write_text(EXPORT)
    before = whole_database()
    code, said = import_legacy(file, "--inspect", "--report", report)
    assert (code, "WordPress export, WXR 1.2" in said) == (0, True)
    assert json.loads(report.read_text())["files"][0]["file"] == str(file)
    assert whole_database() == before


@pytest.mark.django_db
def test_the_command_ends_with_two_for_what_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / "dump.xml"
    file.write_text("<rss><channel>")
    code, said = import_legacy(file, "--inspect")
    assert code == 2
    assert f"{file}:1" in said
    assert import_legacy(tmp_path / "nowhere", "--inspect")[0] == 2
