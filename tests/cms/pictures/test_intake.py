"""What the library takes, what it refuses and in which words, and what is left of a file once it is in."""

import errno
import io
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from cms.pictures import files as picture_files
from cms.pictures.intake import Intake, NotKept, Refused, attach, clean_name, take_in
from cms.pictures.models import Picture
from tests.cms.pictures.files import drawn, encoded, photo, png_claiming, with_iptc


def taken(content: bytes, name: str = "picture.jpg") -> Intake:
    return take_in(io.BytesIO(content), name)


def kept(intake: Intake) -> Image.Image:
    return Image.open(io.BytesIO(intake.content))


def refusal(content: bytes, name: str = "picture.jpg") -> str:
    with pytest.raises(Refused) as refused:
        taken(content, name)
    return str(refused.value)


# --- What is taken ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_a_picture_is_known_by_its_content_whatever_its_name(kind: str) -> None:
    intake = taken(encoded(drawn(120, 80), kind), "letter.doc")
    assert (intake.width, intake.height) == (120, 80)
    assert kept(intake).size == (120, 80)


def test_a_photograph_is_kept_as_jpeg_and_a_drawing_as_png() -> None:
    assert taken(encoded(drawn(), "PNG")).extension == "jpg"
    assert taken(encoded(Image.new("RGB", (300, 200), "navy"), "PNG")).extension == "png"


def test_transparency_is_kept() -> None:
    see_through = drawn(90, 60)
    see_through.putalpha(Image.linear_gradient("L").resize((90, 60)))
    for kind in ("PNG", "WEBP", "AVIF"):
        intake = taken(encoded(see_through, kind))
        assert intake.extension == "png"
        assert kept(intake).mode == "RGBA"


def test_an_alpha_channel_that_hides_nothing_does_not_make_a_photograph_a_png() -> None:
    assert taken(encoded(drawn(mode="RGBA"), "PNG")).extension == "jpg"


@pytest.mark.parametrize("mode", ["CMYK", "L"])
def test_a_jpeg_for_print_becomes_one_for_the_screen(mode: str) -> None:
    intake = taken(encoded(drawn(mode=mode), "JPEG"))
    assert kept(intake).mode == ("RGB" if mode == "CMYK" else "L")


def test_sixteen_bits_become_eight() -> None:
    bright = Image.new("I;16", (40, 30), 0xC000)
    intake = taken(encoded(bright, "PNG"))
    assert kept(intake).convert("RGB").getpixel((5, 5)) == (192, 192, 192)


def test_a_palette_with_one_transparent_colour_stays_transparent() -> None:
    flat = Image.new("P", (40, 30), 1)
    flat.putpalette([255, 0, 0, 0, 0, 255] + [0] * 762)
    assert kept(taken(encoded(flat, "PNG", transparency=1))).convert("RGBA").getpixel((3, 3))[3] == 0


def test_of_an_animation_the_first_picture_is_kept_and_the_editor_is_told() -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "green", "blue")]
    for kind in ("GIF", "WEBP"):
        extra = {"lossless": True} if kind == "WEBP" else {}
        intake = taken(encoded(frames[0], kind, save_all=True, append_images=frames[1:], **extra))
        assert kept(intake).convert("RGB").getpixel((9, 9))[0] > 200
        assert intake.notes == ("Of an animation the first picture was kept.",)


def test_a_huge_photograph_is_kept_at_no_more_than_six_thousand_pixels() -> None:
    for sent, stays in (((7500, 2500), (6000, 2000)), ((9000, 3000), (4500, 1500))):
        intake = taken(encoded(Image.new("RGB", sent, "olive"), "JPEG"))
        assert (intake.width, intake.height) == stays


def test_the_average_colour_is_known() -> None:
    assert taken(encoded(Image.new("RGB", (300, 200), "#336699"), "PNG")).colour == "#336699"


# --- What is left out ---------------------------------------------------------------------------------------------


def exif_with(**tags: object) -> Image.Exif:
    exif = Image.Exif()
    for number, value in tags.items():
        exif[int(number[1:])] = value
    return exif


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_camera_held_otherwise_gives_an_upright_picture(orientation: int) -> None:
    upright = Image.new("RGB", (80, 40), "white")
    upright.paste("black", (0, 0, 20, 20))  # the top left corner is dark
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Image.Transpose that gives the sensor's view
    as_held = upright.transpose(undo[orientation]) if orientation > 1 else upright
    intake = taken(encoded(as_held, "JPEG", exif=exif_with(t274=orientation), quality=95))
    assert (intake.width, intake.height) == (80, 40)
    assert kept(intake).convert("L").getpixel((5, 5)) < 60
    assert kept(intake).getexif().get(274) is None


def test_a_huge_photograph_is_turned_upright_too() -> None:
    intake = taken(encoded(Image.new("RGB", (7000, 700), "olive"), "JPEG", exif=exif_with(t274=6)))
    assert (intake.width, intake.height) == (600, 6000)


def test_nothing_tells_where_and_with_what_a_picture_was_taken() -> None:
    exif = exif_with(t271="A Camera", t272="Model Nine")
    exif.get_ifd(0x8825).update({1: "N", 2: (43.0, 14.0, 0.0), 3: "E", 4: (76.0, 53.0, 0.0)})
    exif[0x8825] = exif.get_ifd(0x8825)
    sent = photo(exif=exif, comment=b"a secret place", xmp=b"<x>a secret place</x>")
    assert 0x8825 in Image.open(io.BytesIO(sent)).getexif()
    intake = taken(sent)
    assert not kept(intake).getexif()
    for trace in (b"Camera", b"Model Nine", b"secret", b"Exif"):
        assert trace not in intake.content


def test_a_colour_profile_stays_unless_it_is_the_one_that_everybody_has() -> None:
    everybody = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert "icc_profile" not in kept(taken(photo(icc_profile=everybody))).info
    other = everybody.replace(b"sRGB", b"wide").replace("sRGB".encode("utf-16-be"), "wide".encode("utf-16-be"))
    assert kept(taken(photo(icc_profile=other))).info["icc_profile"] == other
    assert "icc_profile" not in kept(taken(photo(icc_profile=b"no profile at all" * 9000))).info


def test_what_hangs_on_the_end_of_a_picture_is_cut_off() -> None:
    for kind in ("JPEG", "PNG", "GIF", "WEBP"):
        intake = taken(encoded(drawn(60, 40), kind) + b"PK\x03\x04<script>alert(1)</script>")
        assert b"script" not in intake.content


# --- What is refused ----------------------------------------------------------------------------------------------

HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 200


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "SVG"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE svg>\n<svg onload="alert(1)"/>', "SVG"),
        (b"<!doctype html><script>alert(1)</script>", "web page"),
        (b"\xef\xbb\xbf  <html><body>", "web page"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"8BPS\0\x01" + b"\0" * 60, "Photoshop"),
        (b"II*\0" + b"\0" * 60, "TIFF"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "PostScript"),
        (b"PK\x03\x04" + b"\0" * 60, "ZIP"),
        (b"\0\0\0\x18ftypmp42" + b"\0" * 60, "film"),
        (HEIC, "HEIC"),
        (b"MZ" + b"\0" * 600, "no picture"),
        (b"GIF89a/*\xff*/=1;alert(1)", "no picture"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_no_picture_is_refused_in_words(content: bytes, words: str) -> None:
    assert words in refusal(content)


def test_a_picture_of_too_many_pixels_is_refused_by_its_header() -> None:
    assert "too many pixels" in refusal(png_claiming(50_000, 50_000))
    assert "24 megapixels" in refusal(png_claiming(9_000, 5_000))
    small = encoded(Image.new("P", (8, 8)), "GIF")
    assert "too many pixels" in refusal(small[:6] + b"\xff\xff\xff\xff" + small[10:])


def test_a_jpeg_that_lies_about_its_size_is_refused() -> None:
    honest = photo(64, 64)
    frame = honest.index(b"\xff\xc0")
    lying = honest[: frame + 5] + b"\xff\xff\xff\xff" + honest[frame + 9 :]
    assert "too many pixels" in refusal(lying)


def test_a_file_of_too_many_bytes_is_refused(settings) -> None:
    settings.PICTURE_MAX_MEGABYTES = 1
    assert "larger than 1 MB" in refusal(photo() + b"\0" * 1_000_000)


def test_a_file_that_breaks_off_is_refused() -> None:
    for kind in ("JPEG", "PNG", "WEBP", "AVIF"):
        whole = encoded(drawn(300, 200), kind)
        for part in (0.1, 0.5, 0.9):
            assert refusal(whole[: int(len(whole) * part)])


def test_a_hundred_thousand_frames_cost_no_more_than_one() -> None:
    one = encoded(Image.new("P", (8, 8)), "GIF")
    start = one.index(b",")
    many = one[:start] + one[start:-1] * 100_000 + b";"
    assert (taken(many).width, taken(many).height) == (8, 8)


@given(st.data())
def test_whatever_is_sent_is_either_taken_or_refused(data: st.DataObject) -> None:
    whole = bytearray(encoded(drawn(48, 32), data.draw(st.sampled_from(["JPEG", "PNG", "WEBP", "GIF", "AVIF"]))))
    for _ in range(data.draw(st.integers(1, 12))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        taken(bytes(whole))
    except Refused as refused:
        assert str(refused)


# --- What a file says about itself --------------------------------------------------------------------------------


def test_what_an_agency_wrote_into_the_file_is_offered() -> None:
    iptc = {
        120: "Ледник Туюксу".encode(),
        80: b"Aida Sarybay",
        110: b"Steppe",
        115: b"Agency",
        55: b"20240309",
        60: b"101500+0500",
    }
    intake = taken(with_iptc(photo(), iptc))
    assert (intake.caption, intake.credit, intake.source) == ("Ледник Туюксу", "Aida Sarybay / Steppe", "Agency")
    assert intake.taken_at == datetime(2024, 3, 9, 5, 15, tzinfo=UTC)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
def test_words_in_an_encoding_that_nobody_wrote_down_can_be_read(encoding: str) -> None:
    assert taken(with_iptc(photo(), {120: "Река замёрзла рано".encode(encoding)})).caption == "Река замёрзла рано"
    assert taken(photo(exif=exif_with(t315="Айгүл Сәрсенова".encode()))).credit == "Айгүл Сәрсенова"


def test_what_the_camera_wrote_is_offered_where_no_agency_wrote_anything() -> None:
    exif = exif_with(t270="Boats on the lake", t315="Bek Asan", t33432="(c) Bek Asan")
    exif[0x8769] = {0x9003: "2023:07:01 09:30:00", 0x9011: "+06:00"}
    intake = taken(photo(exif=exif))
    assert (intake.caption, intake.credit, intake.source) == ("Boats on the lake", "Bek Asan", "(c) Bek Asan")
    assert intake.taken_at == datetime(2023, 7, 1, 3, 30, tzinfo=UTC)


def test_the_camera_s_own_name_is_no_caption() -> None:
    for name in ("OLYMPUS DIGITAL CAMERA         ", "SONY DSC", "DCIM"):
        assert taken(photo(exif=exif_with(t270=name))).caption == ""


def test_an_alternative_text_in_the_file_is_offered() -> None:
    packet = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description xmlns:i="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"><i:AltTextAccessibility><rdf:Alt>'
        b'<rdf:li xml:lang="x-default">A boat frozen in</rdf:li></rdf:Alt></i:AltTextAccessibility>'
        b"</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    assert taken(photo(xmp=packet)).alt == "A boat frozen in"


def test_an_impossible_date_is_none() -> None:
    for written in ("0000:00:00 00:00:00", "2999:01:01 00:00:00", "yesterday"):
        exif = Image.Exif()
        exif[0x8769] = {0x9003: written}
        assert taken(photo(exif=exif)).taken_at is None


# --- What is stored -----------------------------------------------------------------------------------------------


def test_a_file_is_stored_under_a_name_of_the_server_s_own_making() -> None:
    picture, intake = Picture(), taken(photo(), "../../etc/cron.d/<img onerror=x>.php.jpg")
    attach(picture, intake)
    assert picture.original.name == f"originals/{intake.content_hash[:2]}/{intake.content_hash}.jpg"
    assert Path(picture.original.path).read_bytes() == intake.content
    assert (picture.width, picture.height, picture.size) == (900, 600, len(intake.content))
    assert picture.file_name == "<img onerror=x>.php.jpg"
    assert not picture.is_missing


def test_the_same_content_twice_is_one_file() -> None:
    first, second = Picture(), Picture()
    attach(first, taken(photo(330, 220), "a.jpg"))
    written = Path(first.original.path).stat().st_mtime_ns
    attach(second, taken(photo(330, 220), "b.jpg"))
    assert second.original.name == first.original.name
    assert Path(first.original.path).stat().st_mtime_ns == written


def test_a_full_disk_is_said_and_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    intake = taken(photo(310, 210))

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(picture_files.os, "fsync", full)
        picture = Picture()
        with pytest.raises(NotKept, match="No space left on device"):
            attach(picture, intake)
    folder = Path(settings.MEDIA_ROOT) / "originals" / intake.content_hash[:2]
    assert not [path for path in folder.iterdir() if intake.content_hash in path.name or path.name.startswith(".")]
    assert picture.is_missing
    attach(picture, intake)
    assert not picture.is_missing


def test_a_file_left_empty_by_a_full_disk_is_written_again() -> None:
    intake = taken(photo(312, 210))
    path = Path(settings.MEDIA_ROOT) / "originals" / intake.content_hash[:2] / f"{intake.content_hash}.jpg"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    attach(Picture(), intake)
    assert path.read_bytes() == intake.content


@given(st.text(max_size=300) | st.sampled_from(["\u202egpj.exe", "a\0b\nc.jpg", "../" * 99, "CON", "é.jpg", "🐫.jpg"]))
def test_a_name_is_kept_for_reading_only(name: str) -> None:
    shown = clean_name(name)
    assert len(shown) <= 200
    assert "/" not in shown and shown.isprintable()
