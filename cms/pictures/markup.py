"""How a picture stands in a page: one element for every place, with its sizes, its measure and its words."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cms.pictures import renditions
from cms.pictures.models import Picture
from cms.pictures.renditions import FULL, SOCIAL


@dataclass(frozen=True, slots=True)
class Place:
    """Where a picture stands: its crop, how wide it is there in the words of the `sizes` attribute, and the widest
    rendition that a screen of two pixels to the point can use there."""

    crop: str
    sizes: str
    most: int


PLACES = {
    "front lead": Place("3x2", "(min-width: 80rem) 36rem, (min-width: 64rem) 48vw, 100vw", 1280),
    # On a phone they are as wide as the screen, and no eye misses a fifth of its pixels; half the bytes are spared.
    "second": Place("3x2", "(min-width: 80rem) 17rem, (min-width: 64rem) 22vw, (min-width: 48rem) 47vw, 80vw", 960),
    "row": Place("3x2", "(min-width: 80rem) 19rem, (min-width: 64rem) 20vw, (min-width: 48rem) 47vw, 80vw", 960),
    "front of a region": Place("3x2", "(min-width: 80rem) 36rem, (min-width: 48rem) 47vw, 6.5rem", 1280),
    "card": Place("3x2", "(min-width: 48rem) 13rem, 6.5rem", 480),
    "more": Place("3x2", "(min-width: 80rem) 17rem, (min-width: 48rem) 23vw, 47vw", 640),
    "story lead": Place(FULL, "(min-width: 80rem) 59rem, (min-width: 64rem) 74vw, 100vw", 1600),
    # With a caption beside it the picture is as wide as the text.
    "captioned story lead": Place(FULL, "(min-width: 80rem) 46rem, (min-width: 64rem) 74vw, 100vw", 1600),
    "body": Place(FULL, "(min-width: 40rem) 37rem, 100vw", 1280),
    "gallery": Place(FULL, "(min-width: 40rem) 18rem, 100vw", 960),
    "face": Place("1x1", "4.5rem", 160),
    "portrait": Place("1x1", "(min-width: 48rem) 13rem, 9rem", 640),
}
# What a browser that knows neither WebP nor srcset gets, where there is as much
PLAIN = 960


@dataclass(frozen=True, slots=True)
class Address:
    url: str
    width: int
    height: int


def shown(picture: Picture, place: str, *, alt: str = "", is_first: bool = False) -> SafeString:
    """Return the element for a picture whose file is there. `is_first`: it is what readers wait for.

    Width and height are those of the widest that is offered, so that nothing jumps and nothing is blown up.
    """
    where = PLACES[place]
    offered = _offered(picture, where)
    width, height = offered[-1] if offered else (picture.width, picture.height)
    image = format_html(
        '<img src="{}" width="{}" height="{}" alt="{}"{} decoding="async">',
        _plain(picture, where, offered),
        width,
        height,
        alt,
        SafeString(' fetchpriority="high"' if is_first else ' loading="lazy"'),
    )
    if not offered:
        return image
    several = ", ".join(f"{_url(picture, where.crop, wide, 'webp')} {wide}w" for wide, _ in offered)
    return format_html(
        '<picture><source type="image/webp" srcset="{}" sizes="{}">{}</picture>', several, where.sizes, image
    )


def _offered(picture: Picture, where: Place) -> list[tuple[int, int]]:
    if not picture.content_hash:
        return []  # a file that came by another way than the intake is sent as it is
    sizes = renditions.sizes(picture, where.crop)
    return [size for size in sizes if size[0] <= where.most] or sizes[:1]


def _plain(picture: Picture, where: Place, offered: list[tuple[int, int]]) -> str:
    if not offered:
        return picture.original.url
    width = max((wide for wide, _ in offered if wide <= PLAIN), default=offered[0][0])
    return _url(picture, where.crop, width, renditions.fallback_extension(picture, where.crop))


def social(picture: Picture) -> Address:
    """Return what social networks show of the picture, with its whole address."""
    if not picture.content_hash:
        return Address(settings.SITE_URL + picture.original.url, picture.width, picture.height)
    width, height = renditions.sizes(picture, SOCIAL)[-1]
    return Address(settings.SITE_URL + _url(picture, SOCIAL, width, "jpg"), width, height)


def thumbnail(picture: Picture, crop: str = FULL) -> Address | None:
    """Return the small picture that the desk shows; None where the file is missing."""
    if picture.is_missing:
        return None
    if not picture.content_hash:
        return Address(picture.original.url, picture.width, picture.height)
    width, height = renditions.sizes(picture, crop)[0]
    extension = "jpg" if crop == SOCIAL else "webp"
    return Address(_url(picture, crop, width, extension), width, height)


def middle_sized(picture: Picture, crop: str = FULL) -> Address:
    """Return one picture for a large place on the desk."""
    if not picture.content_hash:
        return Address(picture.original.url, picture.width, picture.height)
    sizes = renditions.sizes(picture, crop)
    width, height = next((size for size in sizes if size[0] >= 960), sizes[-1])
    return Address(_url(picture, crop, width, "webp"), width, height)


def _url(picture: Picture, crop: str, width: int, extension: str) -> str:
    return settings.MEDIA_URL + renditions.of(picture, crop, width, extension).name
