"""Sizes, crops and names of what is sent of a picture, and who makes it when."""

import errno
import io
import logging
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cms.pictures import files, renditions
from cms.pictures.models import Picture
from cms.pictures.renditions import CROPS, FULL, crop_box, sizes
from tests.builders import make_photo
from tests.cms.pictures.files import drawn, encoded, photo

pytestmark = pytest.mark.django_db
measures = st.integers(1, 6000)
points = st.integers(0, 1000)


def address(picture: Picture, crop: str = FULL, width: int = 320, extension: str = "webp") -> str:
    return "/media/" + renditions.of(picture, crop, width, extension).name


def asked(client: Client, url: str) -> HttpResponse:
    """The answer with its content read, which closes its file."""
    answer = client.get(url)
    answer.read = answer.getvalue()
    return answer


def got(client: Client, url: str) -> Image.Image:
    answer = asked(client, url)
    assert answer.status_code == 200, url
    return Image.open(io.BytesIO(answer.read))


# --- Sizes and crops ----------------------------------------------------------------------------------------------


@given(measures, measures, points, points, st.sampled_from([FULL, *CROPS]))
def test_no_rendition_is_larger_than_its_picture_and_every_one_has_a_size(width, height, x, y, crop) -> None:
    picture = Picture(width=width, height=height, focus_x=x, focus_y=y)
    left, top, right, bottom = crop_box(picture, crop)
    assert 0 <= left < right <= width and 0 <= top < bottom <= height
    offered = sizes(picture, crop)
    assert offered == sorted(set(offered))
    for wide, tall in offered:
        assert 1 <= wide <= right - left and tall >= 1


@given(measures, measures, points, points, st.sampled_from([*CROPS]))
def test_a_crop_keeps_the_focal_point(width, height, x, y, crop) -> None:
    left, top, right, bottom = crop_box(Picture(width=width, height=height, focus_x=x, focus_y=y), crop)
    assert left - 1 <= width * x / 1000 <= right + 1
    assert top - 1 <= height * y / 1000 <= bottom + 1


def test_a_crop_has_its_ratio_and_as_much_as_fits() -> None:
    wide = Picture(width=3000, height=1000)
    assert crop_box(wide, "3x2") == (750, 0, 2250, 1000)
    assert crop_box(Picture(width=3000, height=1000, focus_x=0), "1x1") == (0, 0, 1000, 1000)
    assert crop_box(Picture(width=3000, height=1000, focus_x=1000), "1x1") == (2000, 0, 3000, 1000)
    assert sizes(Picture(width=4000, height=4000), "social") == [(1200, 630)]


def test_widths_go_from_320_to_1600_and_stop_at_the_picture_s_own() -> None:
    widths = [width for width, _ in sizes(Picture(width=4000, height=3000), FULL)]
    assert widths == [320, 480, 640, 800, 960, 1280, 1600]
    assert sizes(Picture(width=700, height=350), FULL) == [(320, 160), (480, 240), (700, 350)]
    assert sizes(Picture(width=90, height=30), FULL) == [(90, 30)]


def test_what_matters_is_in_the_crop_that_readers_get(client: Client) -> None:
    image = Image.new("RGB", (1200, 400), "navy")
    image.paste("orange", (1100, 0, 1200, 400))
    picture = make_photo(encoded(image, "JPEG"), focus_x=1000)
    red, _, blue = got(client, address(picture, "1x1")).convert("RGB").getpixel((310, 160))
    assert red > 200 and blue < 60
    centred = make_photo(encoded(image, "JPEG"), focus_x=400)
    red, _, blue = got(client, address(centred, "1x1")).convert("RGB").getpixel((310, 160))
    assert red < 60


# --- What a file looks like ---------------------------------------------------------------------------------------


def test_each_format_comes_as_its_own_type_and_may_be_kept_for_ever(client: Client) -> None:
    picture = make_photo(photo(1000, 500))
    for extension, kind, mime in (("webp", "WEBP", "image/webp"), ("jpg", "JPEG", "image/jpeg")):
        for _ in ("made", "kept"):
            answer = asked(client, address(picture, FULL, 640, extension))
            assert answer.headers["Content-Type"] == mime
            assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        image = got(client, address(picture, FULL, 640, extension))
        assert (image.format, image.size) == (kind, (640, 320))


def test_the_original_may_be_kept_for_ever_too(client: Client) -> None:
    answer = asked(client, make_photo().original.url)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_transparency_reaches_readers_and_social_networks_get_white(client: Client) -> None:
    see_through = Image.new("RGBA", (700, 700), (200, 0, 0, 0))
    see_through.paste((0, 80, 0, 255), (0, 0, 100, 100))
    picture = make_photo(encoded(see_through, "PNG"))
    for extension in ("webp", "png"):
        assert got(client, address(picture, FULL, 320, extension)).convert("RGBA").getpixel((300, 300))[3] == 0
    wide = sizes(picture, "social")[-1][0]
    assert min(got(client, address(picture, "social", wide, "jpg")).getpixel((600, 300))) > 240


def test_a_rendition_is_made_of_the_right_part_whatever_the_scale_of_decoding(client: Client) -> None:
    image = drawn(4000, 3000)
    picture = make_photo(encoded(image, "JPEG", quality=95), focus_x=800, focus_y=300)
    small = got(client, address(picture, "3x2", 320)).convert("RGB")
    expected = image.crop(crop_box(picture, "3x2")).resize(small.size)
    for place in ((20, 20), (160, 100), (300, 200)):
        assert max(abs(a - b) for a, b in zip(small.getpixel(place), expected.getpixel(place), strict=True)) < 14


# --- Names --------------------------------------------------------------------------------------------------------


def test_only_names_that_a_picture_of_the_library_admits_are_answered(client: Client) -> None:
    picture = make_photo(photo(1000, 500))
    good = address(picture, "3x2", 320)
    assert asked(client, good).status_code == 200
    stranger = good.replace(picture.content_hash, "ab" + "0" * 62).replace(f"/{picture.content_hash[:2]}/", "/ab/")
    for other in (
        good.replace("-320.", "-321."),
        good.replace("-320.", "-0320."),
        good.replace("-320.", "-1600."),  # wider than the picture
        good.replace("-500-500-", "-500-501-"),
        good.replace("-500-500-", "-0500-500-"),
        good.replace(".webp", ".png"),
        good.replace(".webp", ".webp.php"),
        good.replace("3x2", "5x1"),
        good.replace(f"/{picture.content_hash[:2]}/", "/00/"),
        stranger,
        address(picture, FULL, 320).replace("-full-", "-full-500-500-"),
    ):
        assert asked(client, other).status_code == 404, other


def test_a_new_focal_point_is_a_new_name(client: Client) -> None:
    picture = make_photo(photo(1000, 500))
    before = address(picture, "1x1")
    assert asked(client, before).status_code == 200
    picture.focus_x = 100
    picture.save()
    assert address(picture, "1x1") != before
    assert asked(client, address(picture, "1x1")).status_code == 200
    assert asked(client, before).status_code == 200, "a page in a cache still shows what it showed"
    assert asked(client, before.replace("-320.", "-160.")).status_code == 404


@given(st.text(max_size=200))
def test_no_other_name_is_taken_for_a_rendition(name: str) -> None:
    assert renditions.named("renditions/" + name) is None


# --- Making -------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_of_many_who_ask_at_the_same_time_one_makes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = make_photo(photo(800, 600))
    files.place(renditions.of(picture, FULL, 480, "webp").name).unlink(missing_ok=True)
    made, together, drawing = [], Barrier(4), renditions._drawn

    def counted(*args):
        made.append(args)
        return drawing(*args)

    monkeypatch.setattr(renditions, "_drawn", counted)

    def ask(_: int) -> bytes:
        together.wait()
        try:
            return asked(Client(), address(picture, FULL, 480)).read
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = set(pool.map(ask, range(4)))
    assert len(answers) == 1
    assert len(made) == 1


def test_a_full_disk_costs_time_not_pictures(client: Client, monkeypatch, caplog) -> None:
    picture = make_photo(photo(804, 600))

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched, caplog.at_level(logging.ERROR):
        patched.setattr(files.os, "fsync", full)
        assert got(client, address(picture, FULL, 480)).size[0] == 480
    assert "No space left on device" in caplog.text
    assert not files.is_there(renditions.of(picture, FULL, 480, "webp").name)
    assert asked(client, address(picture, FULL, 480)).status_code == 200
    assert files.is_there(renditions.of(picture, FULL, 480, "webp").name)


@pytest.mark.parametrize("loss", ["gone", "damaged"])
def test_an_original_that_is_lost_is_a_missing_file_and_a_line_in_the_log(client: Client, caplog, loss: str) -> None:
    picture = make_photo(photo(806, 600 if loss == "gone" else 602))
    path = Path(picture.original.path)
    path.unlink() if loss == "gone" else path.write_bytes(path.read_bytes()[:3000])
    answer = asked(client, address(picture, FULL, 480))
    assert answer.status_code == 404
    assert picture.uid in caplog.text


def test_one_command_makes_what_is_missing(client: Client, capsys) -> None:
    picture = make_photo(photo(500, 400))
    call_command("make_renditions")
    assert all(files.is_there(rendition.name) for rendition in renditions.all_of(picture))
    assert "pictures" in capsys.readouterr().out
    call_command("make_renditions")
    assert "0 renditions" in capsys.readouterr().out


def test_a_file_that_the_disk_lost_is_named(capsys) -> None:
    make_photo(photo(511, 400))
    call_command("check_pictures")
    assert "All 1 files are there" in capsys.readouterr().out
    gone, cut = make_photo(photo(513, 400), caption="A pier"), make_photo(photo(514, 400))
    Path(gone.original.path).unlink()
    Path(cut.original.path).write_bytes(b"\xff\xd8")
    with pytest.raises(CommandError, match="2 of 3 files are lost"):
        call_command("check_pictures")
    said = capsys.readouterr().out
    assert f"{gone.uid} {gone.original.name}: is gone (A pier)" in said
    assert "has 2 bytes instead of" in said
