"""A run over several files: one that cannot be read is told with its reason, and the others are read."""

import gzip
import zipfile
from pathlib import Path

import pytest

from articles.legacy.readers import ReadOptions, UnreadableInput, wxr
from tests.articles.legacy.readers.wxr.export_builders import attachment, export, item, read

DOCTYPE = "<!DOCTYPE x [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (DOCTYPE + export(item()), "document type"),
        ("", "empty"),
        ("<rss><channel><title>Nothing</title></channel></rss>", "wxr_version"),
        (gzip.compress(export(item()).encode() + b"<!-- -->" * 8_000_000, mtime=0), "unpacks to over"),
        (b"PK\x03\x04 nothing more", "no whole zip"),
    ],
    ids=["doctype", "empty", "no version", "bomb", "torn zip"],
)
def test_a_file_that_cannot_be_read_is_a_failure_beside_the_others(
    tmp_path: Path, content: str | bytes, reason: str
) -> None:
    found = read(tmp_path, content, export(item(title="Nets")))
    assert [story.title for story in found.stories] == ["Nets"]
    [failure] = found.failed
    assert failure.place.file == str(tmp_path / "0.xml")
    assert reason in failure.reason


def test_where_no_file_can_be_read_the_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="document type"):
        read(tmp_path, DOCTYPE + export(item()), "")


def test_a_member_that_cannot_be_read_leaves_the_other_members(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("1.xml", DOCTYPE + export(item()))
        archive.writestr("2.xml", export(item(title="Nets")))
    with wxr.prepare([path], ReadOptions()) as index:
        found = list(wxr.read(path, ReadOptions(), index))
    assert [one.title for one in found if hasattr(one, "title")] == ["Nets"]
    assert [one.place.file for one in found if getattr(one, "severity", "") == "failed"] == [f"{path}/1.xml"]


def test_pictures_of_a_refused_file_are_nobody_s(tmp_path: Path) -> None:
    refused = export(attachment(50)) + "\n" + DOCTYPE + export(item())
    found = read(tmp_path, refused, export(item(meta=""), attachment(51)))
    assert [image.old_id for image in found.images] == ["51"]
    with wxr.prepare([tmp_path / "0.xml", tmp_path / "1.xml"], ReadOptions()) as index:
        assert (index.has_attachment("50"), index.has_attachment("51")) == (False, True)
