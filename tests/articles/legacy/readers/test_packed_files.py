"""Exports that come gzipped or in an archive."""

import gzip
import io
import random
import tarfile
import zipfile
from pathlib import Path

import pytest

from articles.legacy.readers import ReadOptions, UnreadableInput, detect, pages, wxr
from tests.articles.legacy.readers.page_builders import body, ticker
from tests.articles.legacy.readers.wxr.export_builders import Read, export, item, read


def zipped(folder: Path, **members: str | bytes) -> Path:
    path = folder / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return path


def read_file(path: Path) -> Read:
    return Read(wxr.read(path, ReadOptions()))


def test_a_gzipped_export_is_read_and_known_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "export"
    path.write_bytes(gzip.compress(export(item()).encode()))
    assert detect(path) == "wxr"
    assert [story.place.line for story in read_file(path).stories] == [2]


def test_every_xml_file_of_an_archive_is_read_and_named(tmp_path: Path) -> None:
    path = zipped(tmp_path, b__xml=export(item(post_id=2)), a__xml=export(item(post_id=1)), readme__txt="hello")
    assert detect(path) == "wxr"
    found = read_file(path)
    assert [story.record_id for story in found.stories] == ["1", "2"]
    assert found.stories[0].place.file == f"{path}/a.xml"


def test_nothing_of_an_archive_is_written_anywhere(tmp_path: Path) -> None:
    path = zipped(tmp_path, **{"../../evil__xml": export(item())})
    assert len(read_file(path).stories) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["export.zip"]
    assert not (tmp_path.parent / "evil.xml").exists()


def test_an_archive_without_an_export_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"no \.xml"):
        read_file(zipped(tmp_path, readme__txt="hello"))


def test_a_damaged_archive_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path, a__xml=export(item()))
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(UnreadableInput, match="zip"):
        read_file(path)


def test_a_gzip_file_that_breaks_off_gives_its_whole_items(tmp_path: Path) -> None:
    chance = random.Random(1)
    items = [item(body=chance.randbytes(2000).hex(), post_id=n) for n in range(1, 60)]
    packed = gzip.compress(export(*items).encode())
    found = read(tmp_path, packed[: len(packed) // 2])
    assert 10 < len(found.stories) < 50
    assert [failure.what for failure in found.failed] == ["file"]


def test_a_packed_file_whose_sum_is_wrong_is_a_failure_beside_its_items(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(export(item()).encode()))
    packed[-6] ^= 0xFF
    found = read(tmp_path, bytes(packed))
    assert (len(found.stories), len(found.failed)) == (1, 1)


def test_a_file_that_unpacks_to_no_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="times its size"):
        read(tmp_path, gzip.compress(export(item(body=" " * 40_000_000)).encode()))


def tarred(folder: Path, *members: tuple[str, bytes], mode: str = "w:gz") -> Path:
    path = folder / "export.tar.gz"
    with tarfile.open(path, mode) as archive:
        for name, content in members:
            told = tarfile.TarInfo(name)
            told.size = len(content)
            archive.addfile(told, io.BytesIO(content))
    return path


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_every_xml_file_of_a_tar_is_read_and_named(tmp_path: Path, mode: str) -> None:
    members = [("x/b.xml", export(item(post_id=2)).encode()), ("x/a.xml", export(item(post_id=1)).encode())]
    path = tarred(tmp_path, *members, ("readme.md", b"hello"), mode=mode)
    assert detect(path) == "wxr"
    found = read_file(path)
    assert [story.record_id for story in found.stories] == ["1", "2"]
    assert found.stories[0].place.file == f"{path}/x/a.xml"


@pytest.mark.parametrize("name", ["../../evil.xml", "/tmp/evil.xml"])
def test_nothing_of_a_tar_is_written_anywhere_and_its_links_lead_nowhere(tmp_path: Path, name: str) -> None:
    path = tarred(tmp_path, (name, export(item()).encode()), mode="w")
    with tarfile.open(path, "a") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            told = tarfile.TarInfo("passwd.xml")
            told.type, told.linkname = kind, "/etc/passwd"
            archive.addfile(told)
    found = read_file(path)
    assert (len(found.stories), found.failed) == (1, [])
    assert [file.name for file in tmp_path.iterdir()] == ["export.tar.gz"]
    assert not (tmp_path.parent / "evil.xml").exists()


def test_a_tar_that_unpacks_to_terabytes_is_refused(tmp_path: Path) -> None:
    path = tarred(tmp_path, ("a.bin", b"0" * 60_000_000), ("a.xml", export(item()).encode()))
    with pytest.raises(UnreadableInput, match="unpacks to over"):
        read_file(path)


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_a_tar_that_breaks_off_is_refused(tmp_path: Path, mode: str) -> None:
    content = random.Random(1).randbytes(90_000)
    path = tarred(tmp_path, ("a.xml", export(item()).encode()), ("b.xml", content), mode=mode)
    path.write_bytes(path.read_bytes()[:50_000])
    with pytest.raises(UnreadableInput, match="no whole tar"):
        read_file(path)


@pytest.mark.parametrize("ending", ["zip", "tar"])
def test_page_dumps_in_an_archive_are_read_each_by_its_name(tmp_path: Path, ending: str) -> None:
    page = f"{ticker()}\n\nViewing results 1 - 1 of 1\n\nA Ferry\n\n{body()}"
    if ending == "zip":
        path = zipped(tmp_path, one__txt=page, two__txt=b"\xff\xfe\0")
    else:
        path = tarred(tmp_path, ("one.txt", page.encode()), ("two.txt", b"a\0b"))
    assert detect(path) == "pages"
    found = Read(pages.read(path, ReadOptions()))
    assert [(story.title, story.place.file) for story in found.stories] == [("A Ferry", f"{path}/one.txt")]
    assert [failure.place.file for failure in found.failed] == [f"{path}/two.txt"]


def test_a_page_dump_that_is_gzipped_is_read(tmp_path: Path) -> None:
    path = tmp_path / "page.txt.gz"
    path.write_bytes(gzip.compress(f"Viewing results 1 - 1 of 1\n\nA Ferry\n\n{body()}".encode()))
    assert detect(path) == "pages"
    assert [story.title for story in Read(pages.read(path, ReadOptions())).stories] == ["A Ferry"]
