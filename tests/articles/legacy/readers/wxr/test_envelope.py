"""What a file must say of itself to be read as an export."""

from pathlib import Path

import pytest

from articles.legacy.readers import UnreadableInput, detect
from tests.articles.legacy.readers.wxr.export_builders import NAMESPACES, SITE, export, item, read, reasons


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_the_three_versions_are_read(tmp_path: Path, version: str) -> None:
    found = read(tmp_path, export(item(), version=version, namespaces=NAMESPACES.replace("1.2", version)))
    assert [story.title for story in found.stories] == ["Ferry"]
    assert "newer" not in reasons(found.warnings)


def test_a_newer_version_is_read_with_a_warning(tmp_path: Path) -> None:
    found = read(tmp_path, export(item(), version="1.3"))
    assert len(found.stories) == 1
    assert "WXR 1.3 is newer" in reasons(found.warnings)


@pytest.mark.parametrize("version", ["", "abc", "1", "1.2.3", "-1.2"])
def test_a_missing_or_odd_version_is_refused(tmp_path: Path, version: str) -> None:
    with pytest.raises(UnreadableInput, match="wxr_version"):
        read(tmp_path, export(item(), version=version))


def test_namespaces_are_known_by_what_they_hold_whatever_scheme_and_prefix(tmp_path: Path) -> None:
    text = export(item()).replace("http://wordpress.org", "https://wordpress.org")
    text = text.replace("wp:", "w:").replace("xmlns:wp", "xmlns:w").replace("dc:", "d:").replace("xmlns:dc", "xmlns:d")
    [story] = read(tmp_path, text).stories
    assert (story.title, story.record_id) == ("Ferry", "1")


def test_the_usual_prefix_of_another_namespace_is_not_ours(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="wxr_version"):
        read(tmp_path, export(item(), namespaces=NAMESPACES.replace("http://wordpress.org/export/1.2/", "urn:other")))


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "empty"), ("<html><body>404</body></html>", "no <rss>"), ("PK but not a zip", "no <rss>"),
     ("<rss version='2.0'><channel><item><title>A feed</title></item></channel></rss>", "wxr_version")],
)  # fmt: skip
def test_what_is_no_export_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UnreadableInput, match=said):
        read(tmp_path, text)


def test_hosts_are_those_of_the_site_with_and_without_www_and_not_of_its_network(tmp_path: Path) -> None:
    text = export(item()).replace(
        "<wp:base_blog_url>", "<wp:base_site_url>http://wordpress.com/</wp:base_site_url><wp:base_blog_url>"
    )
    [story] = read(tmp_path, text).stories
    assert story.hosts == ("paper.example", "www.paper.example")


def test_exports_of_two_sites_are_not_mixed_in_one_run(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="--source") as refusal:
        read(tmp_path, export(item()), export(item(), site="https://other.example"))
    assert refusal.value.place.file.endswith("1.xml")


def test_parts_of_one_site_are_one_run_whatever_scheme_they_name(tmp_path: Path) -> None:
    found = read(tmp_path, export(item(post_id=1)), export(item(post_id=2), site=SITE.replace("https", "http")))
    assert [story.record_id for story in found.stories] == ["1", "2"]


def test_an_export_is_known_by_its_content(tmp_path: Path) -> None:
    file = tmp_path / "dump.txt"
    file.write_text(export(item()))
    assert detect(file) == "wxr"
    file.write_text("Viewing results 1 - 1 of 1\n\nTitle\n\nA body of some words.")
    assert detect(file) == "pages"


def test_an_export_without_items_is_said_to_hold_none(tmp_path: Path) -> None:
    assert "no items" in reasons(read(tmp_path, export()).warnings)
