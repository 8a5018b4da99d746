"""Which files a path stands for, and what is said where it stands for none."""

from pathlib import Path

import pytest

from articles.legacy.readers import FORMATS, UnreadableInput, detect, find_files


def test_a_folder_is_walked_in_sorted_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden.txt", "sub/c.txt", ".git/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("text")
    assert find_files([tmp_path]) == [tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "sub/c.txt"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("text")
    assert find_files([path, tmp_path]) == [path]


def test_a_path_is_named_as_it_was_given(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    (tmp_path / "sub").mkdir()
    given = tmp_path / "sub" / ".." / "a.txt"
    assert find_files([given]) == [given]


def test_a_hidden_file_is_read_when_it_is_named(tmp_path: Path) -> None:
    path = tmp_path / ".a.txt"
    path.write_text("text")
    assert find_files([path]) == [path]


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput) as refused:
        find_files([tmp_path / "nowhere"])
    assert refused.value.place.file == str(tmp_path / "nowhere")
    assert "no such file" in refused.value.reason


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / ".keep").write_text("")
    with pytest.raises(UnreadableInput) as refused:
        find_files([tmp_path])
    assert (refused.value.place.file, refused.value.reason) == (str(tmp_path), "the folder holds no files")


def test_a_device_is_no_file_to_read() -> None:
    with pytest.raises(UnreadableInput, match="neither a file nor a folder"):
        find_files([Path("/dev/null")])


def test_a_dump_of_a_page_is_detected(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Viewing results 1 - 6 of 65")
    assert detect(path) == "pages"
    assert "pages" in FORMATS


def test_a_missing_file_has_no_format(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="nowhere"):
        detect(tmp_path / "nowhere")
