"""The sheet that a picture is printed on: flat shapes, grainy shading and clipped layers, 1500 by 1000 units."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from math import ceil, floor, hypot
from random import Random

from PIL import Image, ImageChops, ImageDraw

from demo.drawing import hand, paper
from demo.drawing.palette import Ink

WIDTH, HEIGHT = 1500, 1000
RAMP_PAD = 6000
OVER = 2  # drawn so many times larger, then reduced: that smooths the edges
Box = tuple[int, int, int, int]


class Sheet:
    """Units are 1500 by 1000 whatever the size; another shape of sheet shows the middle of it."""

    def __init__(self, name: str, width: int, height: int, units: tuple[int, int] = (WIDTH, HEIGHT)) -> None:
        self.random = Random(name)
        self.size = (width, height)
        self.scale = max(width / units[0], height / units[1]) * OVER
        self.left = (width * OVER - units[0] * self.scale) / 2
        self.top = (height * OVER - units[1] * self.scale) / 2
        self.image = Image.new("RGB", (width * OVER, height * OVER))
        self.pen = ImageDraw.Draw(self.image)
        self.all = hand.box(-10, -10, units[0] + 20, units[1] + 20)

    def finish(self) -> Image.Image:
        return paper.printed(self.image.reduce(OVER))

    def _pixels(self, points: Sequence[hand.Point]) -> hand.Points:
        return [(x * self.scale + self.left, y * self.scale + self.top) for x, y in points]

    def fill(self, points: Sequence[hand.Point], ink: Ink, rough: float = 0.0) -> None:
        """A flat shape; `rough` is how far, in units, its edge may waver."""
        self.pen.polygon(self._pixels(hand.waver(points, rough, self.random)), fill=ink)

    def disc(self, x: float, y: float, r: float, ink: Ink, rough: float = 0.8) -> None:
        self.fill(hand.circle(x, y, r, parts=72), ink, rough)

    def stroke(self, points: Sequence[hand.Point], width: float, ink: Ink, tips: tuple[float, float] = (0, 0)) -> None:
        """A brush stroke, pointed at its ends unless `tips` say otherwise."""
        self.pen.polygon(self._pixels(hand.brush(points, width, tips)), fill=ink)

    def line(self, points: Sequence[hand.Point], width: float, ink: Ink) -> None:
        """An even line with round joints."""
        self.pen.line(self._pixels(points), fill=ink, width=max(1, round(width * self.scale)), joint="curve")

    def _mask(self, points: Sequence[hand.Point]) -> tuple[Image.Image, Box] | None:
        pixels = self._pixels(points)
        width, height = self.image.size
        left, right = max(0, floor(min(x for x, _ in pixels))), min(width, ceil(max(x for x, _ in pixels)) + 1)
        top, bottom = max(0, floor(min(y for _, y in pixels))), min(height, ceil(max(y for _, y in pixels)) + 1)
        if left >= right or top >= bottom:
            return None
        mask = Image.new("L", (right - left, bottom - top))
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in pixels], fill=255)
        return mask, (left, top, right, bottom)

    def shade(
        self,
        points: Sequence[hand.Point],
        ink: Ink,
        start: hand.Point,
        end: hand.Point,
        strength: float = 1.0,
        grain: float = 0.42,
    ) -> None:
        """Ink over a shape, from nothing at `start` to `strength` at `end`, broken like sprayed gouache."""
        masked = self._mask(points)
        if not masked:
            return
        mask, (left, top, right, bottom) = masked
        (x, y), (to_x, to_y) = self._pixels([start, end])
        length = hypot(to_x - x, to_y - y) ** 2 or 1
        along, down = (to_x - x) / length * 255, (to_y - y) / length * 255
        begin = ((left - x) * (to_x - x) + (top - y) * (to_y - y)) / length * 255
        ramp = _ramp().transform(
            mask.size, Image.Transform.AFFINE, (0, 0, 8, along, down, begin + RAMP_PAD), Image.Resampling.NEAREST
        )
        self._lay(ramp, mask, (left, top, right, bottom), ink, strength, grain)

    def glow(
        self, x: float, y: float, r: float, ink: Ink, strength: float = 1.0, grain: float = 0.5, ry: float | None = None
    ) -> None:
        """Light around a point, fading to nothing at `r`."""
        masked = self._mask(hand.circle(x, y, r, ry))
        if not masked:
            return
        mask, (left, top, right, bottom) = masked
        (from_x, from_y), (to_x, to_y) = self._pixels([(x - r, y - (ry or r)), (x + r, y + (ry or r))])
        across, down = 256 / (to_x - from_x), 256 / (to_y - from_y)
        ramp = _halo().transform(
            mask.size,
            Image.Transform.AFFINE,
            (across, 0, (left - from_x) * across, 0, down, (top - from_y) * down),
            Image.Resampling.BILINEAR,
        )
        self._lay(ramp, mask, (left, top, right, bottom), ink, strength, grain)

    def _lay(self, ramp: Image.Image, mask: Image.Image, at: Box, ink: Ink, strength: float, grain: float) -> None:
        if strength < 1:
            ramp = ramp.point([round(v * strength) for v in range(256)])
        if grain:
            ramp = paper.grained(ramp, at[:2], max(0.6, 1.25 * self.scale / 2), grain)
        self.image.paste(ink, at, ImageChops.multiply(ramp, mask))

    def tint(self, points: Sequence[hand.Point], ink: Ink, strength: float) -> None:
        """A thin even wash over a shape."""
        masked = self._mask(points)
        if masked:
            mask, at = masked
            self.image.paste(ink, at, mask.point([round(v * strength) for v in range(256)]))

    @contextmanager
    def inside(self, points: Sequence[hand.Point]) -> Iterator[None]:
        """What is drawn meanwhile shows only inside the shape."""
        under, masked = self.image, self._mask(points)
        self.image = under.copy()
        self.pen = ImageDraw.Draw(self.image)
        try:
            yield
        finally:
            if masked:
                mask, at = masked
                under.paste(self.image.crop(at), at, mask)
            self.image = under
            self.pen = ImageDraw.Draw(under)


@cache
def _ramp() -> Image.Image:
    """From black to white over 256 rows, with room before and after, since a gradient may be short on a large shape."""
    tall = Image.new("L", (16, 2 * RAMP_PAD + 256), 255)
    tall.paste(0, (0, 0, 16, RAMP_PAD))
    tall.paste(Image.linear_gradient("L").resize((16, 256)), (0, RAMP_PAD))
    return tall


@cache
def _halo() -> Image.Image:
    """Light that falls off like light, so that no ring shows where it ends."""
    return Image.radial_gradient("L").point([round(255 * (1 - v / 255) ** 1.7) for v in range(256)])
