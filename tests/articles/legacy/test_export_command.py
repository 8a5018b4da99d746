"""The command's options for exports: what they do, and how a wrong one is said before anything is read."""

import json
from pathlib import Path

import pytest

from articles.legacy.models import ImportRun
from articles.models import Article
from people.models import Person
from tests.articles.legacy.dumps import story, tag_page, write
from tests.articles.legacy.test_import_command import import_legacy

pytestmark = pytest.mark.django_db

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Old site</title><link>https://old.example</link>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://old.example</wp:base_site_url>
<wp:base_blog_url>https://old.example</wp:base_blog_url>
"""


def item(number: int, title: str, *, status: str = "publish", kind: str = "post", more: str = "") -> str:
    return f"""<item><title>{title}</title><link>https://old.example/{title.lower()}/</link>
<content:encoded><![CDATA[{title} has a text of its own.]]></content:encoded><excerpt:encoded></excerpt:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date>2019-03-12 09:30:00</wp:post_date>
<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt><wp:post_name>{title.lower()}</wp:post_name>
<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>{more}</item>
"""


def export(folder: Path, *items: str, name: str = "site.xml") -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(HEAD + "".join(items) + "</channel></rss>", encoding="utf-8")
    return file


def test_a_folder_of_page_dumps_and_exports_is_taken_in_one_run(tmp_path: Path) -> None:
    export(tmp_path / "in", item(1, "Ferry"))
    write(tmp_path / "in", page=tag_page([story("Bridge")]))
    code, said = import_legacy(tmp_path / "in")
    assert code == 0, said
    assert set(Article.objects.values_list("title", flat=True)) == {"Ferry", "Bridge"}


def test_parts_of_one_export_may_need_each_other_in_any_order(tmp_path: Path) -> None:
    lead = "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>70</wp:meta_value></wp:postmeta>"
    picture = "<wp:attachment_url>https://old.example/wp-content/uploads/2019/03/pier.jpg</wp:attachment_url>"
    export(tmp_path / "in", item(1, "Ferry", more=lead), name="a.xml")
    export(tmp_path / "in", item(70, "Pier", status="inherit", kind="attachment", more=picture), name="b.xml")
    code, said = import_legacy(tmp_path / "in")
    assert code == 0, said
    assert Article.objects.get().lead_picture.file_name == "pier.jpg"


def test_the_zone_of_the_old_site_tells_what_a_local_time_means(tmp_path: Path) -> None:
    import_legacy(export(tmp_path, item(1, "Ferry")), "--timezone", "Asia/Almaty")
    assert Article.objects.get().published_at.isoformat() == "2019-03-12T03:30:00+00:00"


def test_types_and_statuses_that_are_not_asked_for_are_left_out(tmp_path: Path) -> None:
    file = export(
        tmp_path, item(1, "Ferry"), item(2, "About", kind="page"), item(3, "Later", status="draft"),
        item(4, "Gone", status="trash"),
    )  # fmt: skip
    code, said = import_legacy(file, "--types", "post", "--statuses", "publish", "--report", tmp_path / "report.json")
    assert code == 0, said
    assert list(Article.objects.values_list("title", flat=True)) == ["Ferry"]
    left_out = {entry["what"] for entry in json.loads((tmp_path / "report.json").read_text())["skipped"]}
    assert left_out == {"About", "Later", "Gone"}


def test_what_has_no_author_gets_the_one_that_is_named(tmp_path: Path) -> None:
    file = export(tmp_path, item(1, "Ferry"))
    import_legacy(file, "--default-author", "Our correspondent")
    assert [byline.display_name for byline in Article.objects.get().bylines.all()] == ["Our correspondent"]
    assert Person.objects.get().is_listed is False


def test_a_run_notes_its_options_and_how_it_ended(tmp_path: Path) -> None:
    file = export(tmp_path, item(1, "Ferry"))
    import_legacy(file, "--timezone", "Asia/Almaty", "--types", "post,page", "--default-author", "Us")
    run = ImportRun.objects.get()
    assert run.options == {
        "format": "auto", "source": "archive", "timezone": "Asia/Almaty", "types": ["post", "page"],
        "default_author": "Us", "site": "old.example",
    }  # fmt: skip
    assert (run.exit_code, run.paths, run.finished_at is None) == (0, [str(file)], False)
    assert run.started_by


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--timezone", "Mars/Olympus", "--timezone"),
        ("--media-dir", "nowhere", "--media-dir: there is no folder"),
        ("--author-map", "nowhere.csv", "--author-map: there is no file"),
        ("--term-map", "nowhere.csv", "--term-map: there is no file"),
        ("--types", " , ", "--types names nothing"),
        ("--statuses", "", "--statuses names nothing"),
        ("--format", "wxr2", "invalid choice"),
    ],
)
def test_a_wrong_option_is_named_and_nothing_is_written(tmp_path: Path, option: str, value: str, words: str) -> None:
    code, said = import_legacy(export(tmp_path, item(1, "Ferry")), option, value)
    assert words in said
    assert code in (1, 2)
    assert not Article.objects.exists()
    assert not ImportRun.objects.exists()


def test_a_map_that_names_a_region_which_is_not_there_is_refused_at_once(tmp_path: Path) -> None:
    terms = tmp_path / "terms.csv"
    terms.write_text("taxonomy,slug,action,value\ncategory,kz,region,Atlantis\n", encoding="utf-8")
    code, said = import_legacy(export(tmp_path, item(1, "Ferry")), "--term-map", terms)
    assert code == 2
    assert "no region 'Atlantis'" in said
    assert "terms.csv" in said
    assert not Article.objects.exists()


def test_the_format_may_be_said_and_then_nothing_else_is_tried(tmp_path: Path) -> None:
    pages = write(tmp_path / "pages", page=tag_page([story("Bridge")]))
    code, said = import_legacy(pages, "--format", "wxr")
    assert code == 2
    assert "page.txt" in said
    assert not Article.objects.exists()


def of_another_site(file: Path) -> Path:
    file.write_text(file.read_text(encoding="utf-8").replace("old.example", "other.example"), encoding="utf-8")
    return file


def test_an_export_of_another_site_is_refused_under_the_name_of_the_first(tmp_path: Path) -> None:
    """Both have a post 1, and they are not the same story."""
    import_legacy(export(tmp_path, item(1, "Ferry")))
    other = of_another_site(export(tmp_path / "other", item(1, "Bridge")))
    code, said = import_legacy(other)
    assert (code, "old.example" in said, "--source" in said) == (2, True, True)
    assert Article.objects.get().title == "Ferry"
    assert import_legacy(other, "--source", "other")[0] == 0
    assert set(Article.objects.values_list("title", flat=True)) == {"Ferry", "Bridge"}


def test_a_site_may_have_moved_to_another_host(tmp_path: Path) -> None:
    import_legacy(export(tmp_path, item(1, "Ferry")))
    moved = of_another_site(export(tmp_path / "other", item(1, "Ferry")))
    assert import_legacy(moved, "--site-has-moved")[0] == 0
    assert Article.objects.count() == 1
    assert import_legacy(moved)[0] == 0
