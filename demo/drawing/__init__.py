"""The demonstration's pictures, drawn by program with Pillow alone: `python -m demo.drawing FOLDER [NAME...]`.

Posters of the steppe, its mountains, cities and markets, cloths and tiles, and faces for bylines; each is drawn from
its name and nothing else, so that it comes out the same everywhere and every time.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from PIL import Image

from demo.drawing import (
    capitals,
    carpets,
    cities,
    crafts,
    faces,
    harvest,
    herds,
    ikat,
    metro,
    monuments,
    mountains,
    steppe,
    suzani,
    table,
    tiles,
    waters,
    works,
)
from demo.drawing.faces import face
from demo.drawing.sheet import Sheet

SUBJECTS = (
    steppe,
    mountains,
    waters,
    cities,
    capitals,
    monuments,
    metro,
    crafts,
    works,
    herds,
    table,
    harvest,
    ikat,
    suzani,
    carpets,
    tiles,
)
PICTURES: dict[str, Callable[[Sheet], None]] = {
    name: drawing for subject in SUBJECTS for name, drawing in subject.PICTURES.items()
}
QUALITY = 88


def draw(name: str, width: int = 1600, height: int = 1067) -> Image.Image:
    """One picture by its name. Other shapes than 3:2 show the middle. KeyError for a name that is not in PICTURES."""
    drawing = PICTURES[name]
    sheet = Sheet(name, width, height)
    drawing(sheet)
    return sheet.finish()


def _save(picture: Image.Image, path: Path) -> Path:
    picture.save(path, "JPEG", quality=QUALITY, progressive=True, optimize=True, subsampling="4:4:4")
    return path


def save_all(folder: Path, names: Iterable[str] | None = None, scale: float = 1.0) -> list[Path]:
    """`<name>.jpg` for each name (all of them if none is given); `scale` 1 is 1600 by 1067 pixels."""
    folder.mkdir(parents=True, exist_ok=True)
    size = max(3, round(1600 * scale)), max(2, round(1067 * scale))
    return [_save(draw(name, *size), folder / f"{name}.jpg") for name in (PICTURES if names is None else names)]


def save_face(folder: Path, slug: str, side: int = 800) -> Path:
    """`face-<slug>.jpg`."""
    folder.mkdir(parents=True, exist_ok=True)
    return _save(face(slug, side), folder / f"face-{slug}.jpg")


__all__ = ["PICTURES", "draw", "face", "faces", "save_all", "save_face"]
