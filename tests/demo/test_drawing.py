"""The demonstration's pictures: drawn from their names alone, in every size, and never blank."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from demo import drawing

SMALL = (120, 80)
PROMISED = [  # fmt: skip
    "steppe-dawn",
    "steppe-noon",
    "steppe-winter",
    "steppe-storm",
    "tien-shan",
    "pamir-night",
    "issyk-kul",
    "aral-ship",
    "charyn",
    "caspian-port",
    "karakum",
    "syr-darya",
    "glacier",
    "almaty",
    "astana",
    "bishkek",
    "tashkent-metro",
    "registan",
    "bukhara",
    "khiva",
    "dushanbe",
    "ashgabat",
    "osh-bazaar",
    "train",
    "yurt-night",
    "apples",
    "cotton",
    "wind-turbines",
    "solar-field",
    "dam",
    "tea",
    "horses",
    "camels",
    "silk-loom",
    "bread",
    "melons",
    "ikat-1",
    "ikat-2",
    "ikat-3",
    "suzani-1",
    "suzani-2",
    "suzani-3",
    "carpet-1",
    "carpet-2",
    "tiles-1",
    "tiles-2",
    "tiles-3",
    "felt-1",
]
STATIC = Path(drawing.__file__).parents[2] / "cms" / "static" / "img"
RECTANGLE = re.compile(r"M(\d+) (\d+)h(\d+)v(\d+)h-(\d+)z")


def inks(picture: Image.Image) -> int:
    """How many clearly different colours a picture has: the grain of the paper does not count."""
    return len(picture.convert("RGB").quantize(64).convert("RGB").point(lambda value: value // 32 * 32).getcolors())


def test_every_promised_picture_is_there() -> None:
    assert sorted(drawing.PICTURES) == sorted(PROMISED)


@pytest.mark.parametrize("name", PROMISED)
def test_a_picture_is_not_blank_and_has_the_size_asked_for(name: str) -> None:
    picture = drawing.draw(name, *SMALL)
    assert (picture.size, picture.mode) == (SMALL, "RGB")
    assert inks(picture) >= 5


@pytest.mark.parametrize("name", ["steppe-dawn", "tien-shan", "ikat-1", "carpet-1", "tashkent-metro"])
def test_a_picture_depends_on_its_name_alone(name: str) -> None:
    first = drawing.draw(name, *SMALL)
    drawing.draw("tea", *SMALL)
    assert drawing.draw(name, *SMALL).tobytes() == first.tobytes()


@pytest.mark.parametrize("size", [(96, 96), (160, 90), (60, 120)])
def test_another_shape_shows_the_middle(size: tuple[int, int]) -> None:
    picture = drawing.draw("registan", *size)
    assert picture.size == size
    assert len(set(picture.crop((0, 0, size[0], 1)).tobytes())) > 1, "a black edge: nothing was drawn there"


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(KeyError):
        drawing.draw("atlantis")


def test_pictures_are_saved_under_their_names_with_the_same_bytes_each_time(tmp_path: Path) -> None:
    names = ["apples", "ikat-3"]
    saved = drawing.save_all(tmp_path / "one", names, scale=0.1)
    again = drawing.save_all(tmp_path / "two", names, scale=0.1)
    assert [path.name for path in saved] == ["apples.jpg", "ikat-3.jpg"]
    assert [path.read_bytes() for path in saved] == [path.read_bytes() for path in again]
    with Image.open(saved[0]) as picture:
        assert (picture.format, picture.size) == ("JPEG", (160, 107))


def test_a_face_belongs_to_its_slug(tmp_path: Path) -> None:
    slugs = ["aigerim", "rustam", "dilnoza", "bakyt", "jahongir", "parvina"]
    faces = {slug: drawing.face(slug, 64) for slug in slugs}
    assert all(picture.size == (64, 64) and inks(picture) >= 5 for picture in faces.values())
    assert len({picture.tobytes() for picture in faces.values()}) == len(slugs)
    path = drawing.save_face(tmp_path, "rustam", 64)
    assert path.name == "face-rustam.jpg"
    assert drawing.face("rustam", 64).tobytes() == faces["rustam"].tobytes()


def test_the_lead_picture_of_an_article_stays_small(tmp_path: Path) -> None:
    """As the site serves it to phones: 750 pixels wide, WebP."""
    for name in ("steppe-dawn", "tien-shan"):
        lead = drawing.draw(name).resize((750, 500), Image.Resampling.LANCZOS)
        lead.save(tmp_path / "lead.webp", quality=80)
        assert (tmp_path / "lead.webp").stat().st_size <= 60 * 1024, name


def test_the_band_tiles_without_a_seam_on_whole_pixels() -> None:
    """Its cells are whole pixels; left and right edge agree; it is the same from both sides."""
    source = (STATIC / "band.svg").read_text()
    assert len(source.encode()) <= 3072
    root = ElementTree.fromstring(source)
    wide, high = int(root.get("width")), int(root.get("height"))
    assert (root.get("viewBox"), high) == (f"0 0 {wide} {high}", 12)
    path = root.find("{http://www.w3.org/2000/svg}path").get("d")
    assert RECTANGLE.sub("", path) == "", "every part is a rectangle of whole pixels"
    cells = set()
    for x, y, width, height, back in (tuple(map(int, part)) for part in RECTANGLE.findall(path)):
        assert width == back
        cells |= {(cx, cy) for cx in range(x, x + width) for cy in range(y, y + height)}
    assert all(0 <= x < wide and 0 <= y < high for x, y in cells)
    assert cells == {(wide - 1 - x, y) for x, y in cells}
    assert {y for x, y in cells if x == 0} == {y for x, y in cells if x == wide - 1}


def test_the_icon_is_small_and_well_formed() -> None:
    source = (STATIC / "icon.svg").read_bytes()
    assert len(source) <= 3072
    assert ElementTree.fromstring(source).get("viewBox") == "0 0 16 16"
