"""A picture in the sizes, crops and formats that pages ask for.

A rendition is named by what it shows: the content's hash, the crop, the point it keeps, the width. So its address can
be built without asking anybody, never means anything else, and may be kept for ever.

    renditions/ab/ab12...-full-640.webp          whole
    renditions/ab/ab12...-3x2-500-333-640.webp   cropped to 3:2 about the point 500, 333 (thousandths)
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from PIL import Image, ImageCms

from cms.pictures import embedded, files
from cms.pictures.models import Picture

log = logging.getLogger(__name__)

FOLDER = "renditions"
FULL, SOCIAL = "full", "social"
CROPS = {
    "3x2": Fraction(3, 2),
    "16x9": Fraction(16, 9),
    "4x3": Fraction(4, 3),
    "1x1": Fraction(1),
    # What social networks ask for
    SOCIAL: Fraction(1200, 630),
}
# 800: what most phones show across the whole screen
_LADDER = (320, 480, 640, 800, 960, 1280, 1600)
_LADDERS = {"1x1": (160, 320, 640), SOCIAL: (1200,)}
_NAME = re.compile(
    FOLDER + r"/(?P<folder>[0-9a-f]{2})/(?P<hash>(?P=folder)[0-9a-f]{62})-"
    r"(?:full|(?P<crop>3x2|16x9|4x3|1x1|social)-(?P<x>\d{1,4})-(?P<y>\d{1,4}))-(?P<width>\d{2,4})"
    r"\.(?P<extension>webp|jpg|png)"
)
# Two widths nearer to each other than this are one.
_NEAR = 1.1


@dataclass(frozen=True, slots=True)
class Rendition:
    content_hash: str
    crop: str
    focus: tuple[int, int]
    width: int
    extension: str

    @property
    def name(self) -> str:
        crop = self.crop if self.crop == FULL else f"{self.crop}-{self.focus[0]}-{self.focus[1]}"
        start = f"{FOLDER}/{self.content_hash[:2]}/{self.content_hash}"
        return f"{start}-{crop}-{self.width}.{self.extension}"


def named(name: str) -> Rendition | None:
    """Read a name back; None for any other name."""
    match = _NAME.fullmatch(name)
    if not match:
        return None
    crop = match["crop"] or FULL
    focus = (0, 0) if crop == FULL else (int(match["x"]), int(match["y"]))
    found = Rendition(match["hash"], crop, focus, int(match["width"]), match["extension"])
    return found if found.name == name else None  # 0640 is no second name for 640


def of(picture: Picture, crop: str, width: int, extension: str) -> Rendition:
    focus = (0, 0) if crop == FULL else (picture.focus_x, picture.focus_y)
    return Rendition(picture.content_hash, crop, focus, width, extension)


def crop_box(picture: Picture, crop: str) -> tuple[int, int, int, int]:
    """Return left, top, right, bottom in pixels of the original: as large as fits, as near the focus as fits."""
    width, height = picture.width, picture.height
    if crop == FULL:
        return 0, 0, width, height
    ratio = CROPS[crop]
    box_width = max(1, min(width, round(height * ratio)))
    box_height = max(1, min(height, round(width / ratio)))
    left = _begin(width, box_width, picture.focus_x)
    top = _begin(height, box_height, picture.focus_y)
    return left, top, left + box_width, top + box_height


def _begin(whole: int, part: int, focus: int) -> int:
    return max(0, min(whole - part, round(whole * focus / 1000 - part / 2)))


def sizes(picture: Picture, crop: str) -> list[tuple[int, int]]:
    """Return the widths and heights in which this picture is to be had, narrow to wide, none wider than it is."""
    left, top, right, bottom = crop_box(picture, crop)
    widest, tallest = right - left, bottom - top
    ladder = _LADDERS.get(crop, _LADDER)
    widths = [width for width in ladder if width * _NEAR <= widest]
    largest = min(widest, ladder[-1])
    if not widths or largest > widths[-1]:
        widths.append(largest)
    return [(width, max(1, round(width * tallest / widest))) for width in widths]


def fallback_extension(picture: Picture, crop: str) -> str:
    """What goes to a browser without WebP: PNG where the original is one for its transparency or its few colours."""
    return "png" if picture.original.name.endswith(".png") and crop != SOCIAL else "jpg"


def all_of(picture: Picture, crops: Iterable[str] = (FULL, *CROPS)) -> list[Rendition]:
    """Return everything that pages may ask for of this picture."""
    wanted = []
    for crop in crops:
        extensions = ("jpg",) if crop == SOCIAL else ("webp", fallback_extension(picture, crop))
        wanted += [of(picture, crop, width, end) for width, _ in sizes(picture, crop) for end in extensions]
    return wanted


def usual_of(picture: Picture) -> list[Rendition]:
    """Return what the desk and the first readers ask for at once: small enough to make while an editor waits."""
    return [
        rendition
        for rendition in all_of(picture, (FULL, "3x2"))
        if rendition.extension == "webp" and rendition.width <= 960
    ]


def content_of(name: str) -> bytes | None:
    """Return the rendition of this name, made now if need be; None if no picture of the library admits the name.

    Of many that ask at the same time one makes it. What cannot be made or kept is logged.
    """
    wanted = named(name)
    picture = _admitting(wanted) if wanted else None
    if picture is None:
        return None
    with files.one_at_a_time(wanted.content_hash):
        if files.is_there(name):
            return files.place(name).read_bytes()
        return next(iter(make(picture, [wanted])), None)


def make(picture: Picture, wanted: Iterable[Rendition]) -> list[bytes]:
    """Make and keep these renditions of one picture, whether or not they are there. A failure is logged, not raised."""
    wanted = list(wanted)
    if not wanted:
        return []
    try:
        source = _source(picture, wanted)
        drawn = [(rendition.name, _drawn(source, picture, rendition)) for rendition in wanted]
    except (*embedded.BAD_BLOCK, MemoryError) as error:
        log.error("Picture %s cannot be shown as %s: %s", picture.uid, wanted[0].name, error)
        return []
    for name, content in drawn:
        try:
            files.write(name, content)
        except OSError as error:
            log.error("The rendition %s could not be kept: %s", name, error)
    return [content for _, content in drawn]


def make_missing(picture: Picture, wanted: Iterable[Rendition]) -> int:
    """Make those that are not there yet. Return how many were made."""
    with files.one_at_a_time(picture.content_hash):
        return len(make(picture, [each for each in wanted if not files.is_there(each.name)]))


def forget(content_hash: str) -> None:
    """Remove every rendition of this content."""
    for path in files.place(FOLDER).glob(f"{content_hash[:2]}/{content_hash}-*"):
        path.unlink(missing_ok=True)


def _admitting(wanted: Rendition) -> Picture | None:
    pictures = Picture.objects.filter(content_hash=wanted.content_hash).exclude(original="")
    if wanted.crop != FULL:
        pictures = pictures.filter(focus_x=wanted.focus[0], focus_y=wanted.focus[1])
    picture = pictures.first()
    return picture if picture and wanted in all_of(picture, [wanted.crop]) else None


def _source(picture: Picture, wanted: list[Rendition]) -> Image.Image:
    """Decode the original once for all of these, no larger than twice the largest of them."""
    boxes = {crop: crop_box(picture, crop) for crop in {rendition.crop for rendition in wanted}}
    scale = min(1.0, max(2 * each.width / (boxes[each.crop][2] - boxes[each.crop][0]) for each in wanted))
    with Image.open(picture.original.path, formats=("JPEG", "PNG")) as image:
        profile = image.info.get("icc_profile")
        # A JPEG can be decoded at half, a quarter, an eighth.
        image.draft(image.mode, (round(picture.width * scale), round(picture.height * scale)))
        image.load()
        is_transparent = "A" in image.getbands() or "transparency" in image.info
        source = image.convert("RGBA" if is_transparent else "RGB")
    factor = int(source.width / (picture.width * scale))
    if factor > 1:
        source = source.reduce(factor)
    source.info = {"icc_profile": profile}
    return source


def _drawn(source: Image.Image, picture: Picture, rendition: Rendition) -> bytes:
    size = (rendition.width, dict(sizes(picture, rendition.crop))[rendition.width])
    across, down = source.width / picture.width, source.height / picture.height
    left, top, right, bottom = crop_box(picture, rendition.crop)
    # Edges that rounding pushed out of a source decoded smaller
    box = (left * across, top * down, min(right * across, source.width), min(bottom * down, source.height))
    drawn = source.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=2.0)
    is_drawing = picture.original.name.endswith(".png")
    return _encoded(_for_the_screen(drawn, source.info["icc_profile"]), rendition.extension, is_drawing=is_drawing)


def _for_the_screen(image: Image.Image, profile: bytes | None) -> Image.Image:
    if not profile:
        return image
    try:
        return ImageCms.profileToProfile(
            image, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode=image.mode
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image


def _encoded(image: Image.Image, extension: str, *, is_drawing: bool) -> bytes:
    image.info = {}
    out = io.BytesIO()
    if extension == "webp":
        image.save(out, "WEBP", quality=90 if is_drawing else 80, method=4)
    elif extension == "png":
        image.save(out, "PNG", optimize=True)
    else:
        if image.mode == "RGBA":
            image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
        image.save(out, "JPEG", quality=82, progressive=True, optimize=True)
    return out.getvalue()
