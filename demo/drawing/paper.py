"""The paper under the inks: its grain, and the grain of a dry brush, made of seeded noise."""

from functools import cache
from random import Random

from PIL import Image, ImageChops, ImageFilter

TILE = 512


@cache
def noise(softness: float = 0.8) -> Image.Image:
    """A tile of even noise (mode L) whose grains are about `softness` pixels wide."""
    raw = Image.frombytes("L", (TILE, TILE), Random("paper").randbytes(TILE * TILE))
    if not softness:
        return raw
    three = Image.new("L", (TILE * 3, TILE * 3))
    for x in range(3):  # blurred among copies of itself, so that the tile has no seam
        for y in range(3):
            three.paste(raw, (x * TILE, y * TILE))
    soft = three.filter(ImageFilter.GaussianBlur(softness)).crop((TILE, TILE, 2 * TILE, 2 * TILE))
    levels, total, seen = [], TILE * TILE, 0
    for count in soft.histogram():  # even again: as much dark as light
        levels.append(round(255 * (seen + count / 2) / total))
        seen += count
    return soft.point(levels)


@cache
def spread(size: tuple[int, int], softness: float = 0.8) -> Image.Image:
    """The noise over a whole sheet."""
    sheet = Image.new("L", size)
    tile = noise(softness)
    for x in range(0, size[0], TILE):
        for y in range(0, size[1], TILE):
            sheet.paste(tile, (x, y))
    return sheet


def grained(mask: Image.Image, at: tuple[int, int], softness: float, share: float) -> Image.Image:
    """A mask broken up as by a dry brush where it is neither empty nor full. `share` 0 leaves it smooth."""
    width, height = mask.size
    whole = (-(-(at[0] + width) // TILE) * TILE, -(-(at[1] + height) // TILE) * TILE)
    grain = spread(whole, softness).crop((at[0], at[1], at[0] + width, at[1] + height))
    # The chance of ink at a point is what the mask says; where the mask is nought there is none at all.
    dry = ImageChops.subtract(mask, grain.point([round(v * 0.9) for v in range(256)]), scale=0.16)
    return Image.blend(mask, dry, share)


def printed(picture: Image.Image, strength: float = 0.024) -> Image.Image:
    """The finished sheet with the paper's tooth showing through, faintly."""
    width, height = picture.size
    whole = (-(-width // TILE) * TILE, -(-height // TILE) * TILE)
    tooth = spread(whole, 1.1).crop((0, 0, width, height))
    tooth = tooth.point([round(255 - strength * 255 * (255 - v) / 255) for v in range(256)])
    return ImageChops.multiply(picture, Image.merge("RGB", (tooth, tooth, tooth)))
