"""Finding a picture's file in a copy of the uploads folder, and taking it in."""

import io
import unicodedata
from pathlib import Path

import pytest
from PIL import Image

from articles.legacy.media_folders import MediaFolders
from articles.models import Article
from cms.pictures.models import Picture
from tests.articles.legacy.exported import attachment, imported, person, post, shown


def put(folder: Path, *names: str, content: bytes = b"x") -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def found(folder: Path, path: str = "2019/03/pier.jpg", **fields: object) -> str | None:
    file = MediaFolders((folder,)).find(attachment(path=path, **fields))
    return str(file.relative_to(folder.resolve())) if file else None


def jpeg(colour: str = "navy", size: tuple[int, int] = (40, 30)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


def test_the_path_that_the_old_site_kept_comes_first(tmp_path: Path) -> None:
    put(tmp_path, "2019/03/pier.jpg", "2019/03/pier-300x200.jpg", "other/pier.jpg")
    assert found(tmp_path) == "2019/03/pier.jpg"


@pytest.mark.parametrize(
    "url",
    [
        "https://old.example/wp-content/uploads/2019/03/pier.jpg",
        "https://i0.wp.com/old.example/wp-content/uploads/2019/03/pier.jpg?fit=1200%2C800",
        "//old.example/wp-content/uploads/2019/03/pier.jpg",
        "/wp-content/uploads/2019/03/pier.jpg?w=640",
    ],
)
def test_without_a_path_the_address_tells_it(tmp_path: Path, url: str) -> None:
    put(tmp_path, "2019/03/pier.jpg", "other/pier.jpg")
    assert found(tmp_path, path="", url=url) == "2019/03/pier.jpg"


@pytest.mark.parametrize(
    ("on_disk", "in_file"),
    [
        ("паром.jpg", "%D0%BF%D0%B0%D1%80%D0%BE%D0%BC.jpg"),
        ("%D0%BF%D0%B0%D1%80%D0%BE%D0%BC.jpg", "паром.jpg"),
        ("%d0%bf%d0%b0%d1%80%d0%be%d0%bc.jpg", "паром.jpg"),
        (unicodedata.normalize("NFD", "паромй.jpg"), "паромй.jpg"),
        (unicodedata.normalize("NFC", "паромй.jpg"), unicodedata.normalize("NFD", "паромй.jpg")),
    ],
)
def test_a_name_is_found_in_whatever_way_it_is_written(tmp_path: Path, on_disk: str, in_file: str) -> None:
    put(tmp_path, f"2019/{on_disk}")
    assert found(tmp_path, path=f"2019/{in_file}") == f"2019/{on_disk}"


@pytest.mark.parametrize("name", ["pier-scaled.jpg", "pier-rotated.jpg", "pier-e1552372210123.jpg", "pier-300x200.jpg"])
def test_a_name_with_a_suffix_is_found_without_it(tmp_path: Path, name: str) -> None:
    put(tmp_path, "2019/pier.jpg")
    assert found(tmp_path, path=f"2019/{name}") == "2019/pier.jpg"


@pytest.mark.parametrize("name", ["pier.jpg", "pier-1024x683.jpg", "pier-rotated.jpg"])
def test_without_its_original_the_scaled_one_is_taken_before_smaller_sizes(tmp_path: Path, name: str) -> None:
    put(tmp_path, "2019/pier-scaled.jpg", "2019/pier-300x200.jpg", "moved/pier-scaled.jpg")
    assert found(tmp_path, path=f"2019/{name}") == "2019/pier-scaled.jpg"


def test_without_its_original_the_largest_size_is_taken(tmp_path: Path) -> None:
    put(
        tmp_path, "2019/pier-150x150.jpg", "2019/pier-1024x683.jpg", "2019/pier-300x200.jpg", "2019/pier-2-2000x900.jpg"
    )
    assert found(tmp_path, path="2019/pier.jpg") == "2019/pier-1024x683.jpg"


def test_a_name_that_stands_once_in_the_folder_is_found_wherever_it_lies(tmp_path: Path) -> None:
    put(tmp_path, "moved/Pier.jpg")
    assert found(tmp_path) == "moved/Pier.jpg"
    put(tmp_path, "elsewhere/pier.jpg")
    assert found(tmp_path) is None


@pytest.mark.parametrize("path", ["../secret.jpg", "/etc/passwd", "2019/../../secret.jpg", "a\0b.jpg", "x" * 5000])
def test_nothing_outside_the_folder_is_found(tmp_path: Path, path: str) -> None:
    folder = put(tmp_path / "uploads", "2019/other.jpg")
    put(tmp_path, "secret.jpg")
    assert found(folder, path=path, url="") is None


def test_a_link_out_of_the_folder_is_refused_and_one_within_it_is_not(tmp_path: Path) -> None:
    folder = put(tmp_path / "uploads", "2019/real.jpg")
    put(tmp_path, "secret.jpg")
    (folder / "out.jpg").symlink_to(tmp_path / "secret.jpg")
    (folder / "in.jpg").symlink_to(folder / "2019/real.jpg")
    assert found(folder, path="out.jpg") is None
    assert found(folder, path="in.jpg") == "2019/real.jpg"


@pytest.mark.django_db
def test_a_picture_is_filled_and_shown_in_one_run(tmp_path: Path) -> None:
    folder = put(tmp_path / "uploads", "2019/03/pier.jpg", content=jpeg())
    records = [attachment(), post(**shown())]
    report = imported(tmp_path, records, media_dirs=(folder,))
    picture = Picture.objects.get()
    assert (picture.width, picture.height, picture.file_name) == (40, 30, "pier.jpg")
    assert picture.content_hash in Article.objects.get().rendered.html
    assert not report.problems["warning"]


@pytest.mark.django_db
def test_a_later_run_with_the_folder_fills_the_empty_places_and_the_pages(tmp_path: Path) -> None:
    records = [attachment(), post(**shown())]
    report = imported(tmp_path, records)
    assert "give the old site's uploads folder" in report.problems["warning"][0].reason
    assert "figure__missing" in Article.objects.get().rendered.html
    folder = put(tmp_path / "uploads", "2019/03/pier.jpg", content=jpeg())
    imported(tmp_path, records, media_dirs=(folder,))
    assert Picture.objects.get().content_hash in Article.objects.get().rendered.html
    assert Article.objects.get().version == 1
    version = Picture.objects.get().original.name
    imported(tmp_path, records, media_dirs=(folder,))
    assert Picture.objects.get().original.name == version


@pytest.mark.django_db
def test_a_file_that_is_missing_or_no_picture_is_a_warning_each(tmp_path: Path) -> None:
    folder = put(tmp_path / "uploads", "2019/03/pier.jpg", content=b"<svg onload='x'>")
    report = imported(tmp_path, [attachment(70), attachment(71, "2019/03/gone.jpg")], media_dirs=(folder,))
    said = {problem.what: problem.reason for problem in report.problems["warning"]}
    assert "was not taken" in said["2019/03/pier.jpg"]
    assert "none of the folders" in said["2019/03/gone.jpg"]
    assert list(Picture.objects.values_list("original", flat=True)) == ["", ""]
    assert report.exit_code == 0


@pytest.mark.django_db
def test_a_picture_that_has_its_file_keeps_it_whatever_a_folder_holds_later(tmp_path: Path) -> None:
    folder = put(tmp_path / "uploads", "2019/03/pier.jpg", content=jpeg("navy"))
    imported(tmp_path, [attachment()], media_dirs=(folder,))
    kept = Picture.objects.get().original.name
    put(folder, "2019/03/pier.jpg", content=jpeg("red"))
    imported(tmp_path, [attachment()], media_dirs=(folder,))
    assert Picture.objects.get().original.name == kept


@pytest.mark.django_db
def test_a_dry_run_says_of_every_file_what_the_run_says_and_keeps_none(tmp_path: Path) -> None:
    folder = put(tmp_path / "uploads", "2019/03/pier.jpg", content=b"no picture")
    put(folder, "2019/03/good.jpg", content=jpeg())
    records = [attachment(70), attachment(71, "2019/03/gone.jpg"), attachment(72, "2019/03/good.jpg")]
    records.append(post(**shown(73, "2019/03/unlisted.jpg")))
    dry = imported(tmp_path, records, media_dirs=(folder,), is_dry_run=True)
    assert not Picture.objects.exists()
    real = imported(tmp_path, records, media_dirs=(folder,))
    assert len(real.problems["warning"]) == 3
    assert dry.problems["warning"] == real.problems["warning"]
    assert dry.as_dict() == real.as_dict() | {"dry_run": True}


@pytest.mark.django_db
def test_a_file_that_only_a_text_names_by_number_is_called_a_picture(tmp_path: Path) -> None:
    report = imported(tmp_path, [post(**shown(73))], media_dirs=(put(tmp_path / "uploads", "2019/x.txt"),))
    assert [problem.what for problem in report.problems["warning"]] == ["picture 73"]


@pytest.mark.django_db
def test_two_attachments_with_one_content_stay_two_pictures(tmp_path: Path) -> None:
    folder = put(tmp_path / "uploads", "2019/03/pier.jpg", "2019/03/copy.jpg", content=jpeg())
    imported(tmp_path, [attachment(70), attachment(71, "2019/03/copy.jpg")], media_dirs=(folder,))
    assert len(set(Picture.objects.values_list("uid", "original"))) == 2
    assert len(set(Picture.objects.values_list("original", flat=True))) == 1


@pytest.mark.django_db
def test_a_portrait_becomes_the_person_s_avatar(tmp_path: Path) -> None:
    folder = put(tmp_path / "uploads", "2019/03/pier.jpg", content=jpeg())
    records = [person(portrait="70"), attachment(), post()]
    report = imported(tmp_path, records)
    assert "portrait of Aida Sarybay" in [problem.what for problem in report.problems["warning"]]
    article = Article.objects.get()
    assert article.bylines.get().person.avatar is None
    report = imported(tmp_path, records, media_dirs=(folder,))
    assert not report.problems["warning"]
    assert article.bylines.get().person.avatar == Picture.objects.get()
