"""Silk ikat: patterns dyed on the warp, mirrored, their edges feathered where threads slipped on the loom."""

from math import cos, pi, sin

from PIL import Image, ImageChops, ImageFilter

from demo.drawing import hand, paper
from demo.drawing.palette import (
    CREAM,
    DEEP,
    INDIGO,
    MADDER,
    NIGHT,
    PAPER,
    SAFFRON,
    TEAL,
    TURQUOISE,
    WINE,
    Ink,
)
from demo.drawing.sheet import Sheet


def _slip(sheet: Sheet, most: float = 9, thread: float = 4) -> None:
    """Shift the warp, bundle by bundle, up or down: what makes the edges of ikat flame."""
    wave = hand.Wave(sheet.random)
    source, target = sheet.image, sheet.image.copy()
    width, height = source.size
    step = max(1, round(thread * sheet.scale))
    for index, x in enumerate(range(0, width, step)):
        bundle = 0.55 * wave.at(index / 3.1) + 0.75 * sheet.random.uniform(-1, 1) * abs(wave.at(index / 1.7 + 90))
        down = round(most * sheet.scale * bundle)
        strip = source.crop((x, 0, min(width, x + step), height))
        target.paste(ImageChops.offset(strip, 0, down), (x, 0))
    # the dye creeps along the thread, never across
    sheet.image.paste(target.filter(ImageFilter.BoxBlur((0, 2.4 * sheet.scale))))


def _threads(sheet: Sheet, strength: float = 0.07) -> None:
    """The warp's own sheen: thin lines down the whole cloth."""
    width, height = sheet.image.size
    row = paper.noise(0).crop((0, 0, 512, 1)).resize((max(1, round(512 * sheet.scale)), 1), Image.Resampling.NEAREST)
    line = Image.new("L", (width, 1))
    for x in range(0, width, row.width):
        line.paste(row, (x, 0))
    sheen = line.resize((width, height)).point([round(255 - strength * (255 - v)) for v in range(256)])
    sheet.image.paste(ImageChops.multiply(sheet.image, Image.merge("RGB", (sheen, sheen, sheen))))


def _both(sheet: Sheet, axis: float, points: hand.Points, ink: Ink) -> None:
    """A shape and its mirror image: the warp was dyed folded."""
    sheet.fill([(axis + x, y) for x, y in points], ink)
    sheet.fill([(axis - x, y) for x, y in points], ink)


def _almond(y: float, wide: float, high: float, pinch: float = 0.72) -> hand.Points:
    return [
        (wide * sin(pi * n / 40) ** pinch * (1 if n < 41 else -1), y - high * cos(pi * n / 40)) for n in range(41)
    ] + [(-wide * sin(pi * n / 40) ** pinch, y + high * cos(pi * n / 40)) for n in range(41)]


def _at(points: hand.Points, axis: float) -> hand.Points:
    return [(axis + x, y) for x, y in points]


def _horn(y: float, size: float, width: float) -> hand.Points:
    """A ram's horn that leaves the axis and curls back."""
    path = [
        (0.0, y),
        (size * 0.45, y - size * 0.1),
        (size * 0.85, y - size * 0.5),
        (size * 0.72, y - size),
        (size * 0.36, y - size * 0.9),
        (size * 0.42, y - size * 0.58),
    ]
    return hand.brush(hand.curve(path, parts=10), width, (1.0, 0.6))


def _medallion(sheet: Sheet, axis: float, y: float, size: float, inks: list[Ink]) -> None:
    """Almonds within almonds, with horns above and below."""
    outline, field, ring, heart, drop = inks
    for up in (-1, 1):
        for grow, colour in ((30, outline), (14, ring)):
            shape = [(x, y + up * (size * 1.05 + (y - py))) for x, py in _horn(y, size * 0.62, grow)]
            _both(sheet, axis, shape, colour)
    for wide, high, colour in (
        (1.0, 1.18, outline),
        (0.9, 1.07, ring),
        (0.76, 0.92, outline),
        (0.7, 0.85, field),
        (0.42, 0.55, outline),
        (0.36, 0.48, heart),
    ):
        sheet.fill(_at(_almond(y, size * wide, size * high), axis), colour)
    for turn in range(6):
        angle = (turn + 0.5) * pi / 3
        sheet.fill(
            _at(
                hand.placed(
                    _almond(0, size * 0.075, size * 0.14), size * 0.53 * sin(angle), y + size * 0.68 * cos(angle)
                ),
                axis,
            ),
            drop,
        )
    sheet.fill(_at(_almond(y, size * 0.15, size * 0.27), axis), outline)
    sheet.fill(_at(_almond(y, size * 0.09, size * 0.18), axis), drop)


def medallions(sheet: Sheet) -> None:
    sheet.fill(sheet.all, PAPER)
    axes = (-250, 250, 750, 1250, 1750)
    for axis in axes:
        for wide, ink in ((40, MADDER), (26, SAFFRON), (12, MADDER)):
            sheet.fill(hand.box(axis + 250 - wide / 2, -10, wide, 1020), ink)
    for index, axis in enumerate(axes):
        first = [INDIGO, MADDER, SAFFRON, CREAM, TURQUOISE]
        other = [DEEP, TEAL, CREAM, SAFFRON, MADDER]
        for row in range(-1, 4):
            y = row * 440 + 60 + (220 if index % 2 else 0) + 220
            _comb(sheet, axis, y, 172, MADDER if (row + index) % 2 else INDIGO)
            _medallion(sheet, axis, y, 164, first if (row + index) % 2 else other)
            for grow, ink in ((50, INDIGO), (36, SAFFRON), (18, MADDER)):
                _both(sheet, axis, hand.regular(180, y + 220, grow, 4), ink)
            for up in (-1, 1):
                _both(
                    sheet,
                    axis,
                    hand.path(f"150,{y + 220 + up * 62} 180,{y + 220 + up * 132} 210,{y + 220 + up * 62}"),
                    TEAL,
                )
    _slip(sheet, 14, 7.5)
    _threads(sheet)


def _comb(sheet: Sheet, axis: float, y: float, size: float, ink: Ink) -> None:
    """Teeth at both sides of a medallion (taroq)."""
    for n in range(-3, 4):
        reach = size * (1.3 - 0.012 * n * n)
        _both(sheet, axis, hand.box(size * 0.8, y + n * size * 0.2 - 9, reach - size * 0.8, 18), ink)


def pomegranates(sheet: Sheet) -> None:
    sheet.fill(sheet.all, MADDER)
    for index, axis in enumerate((0, 375, 750, 1125, 1500)):
        stem = [(axis, y) for y in range(-100, 1140, 40)]
        sheet.stroke(stem, 26, NIGHT, (1, 1))
        sheet.stroke(stem, 13, TEAL, (1, 1))
        for row in range(-1, 4):
            y = row * 380 + (190 if index % 2 else 0) + 120
            for up in (-1, 1):
                for grow, colour in ((34, NIGHT), (17, TEAL)):
                    shape = [(x, y + up * (150 + (y - py))) for x, py in _horn(y, 105, grow)]
                    _both(sheet, axis, shape, colour)
            _fruit(sheet, axis, y, (row + index) % 2)
    for index, axis in enumerate((187.5, 562.5, 937.5, 1312.5)):
        for row in range(-1, 8):
            y = row * 190 + (95 if index % 2 else 0)
            for grow, ink in ((1.0, NIGHT), (0.78, SAFFRON), (0.5, NIGHT), (0.32, CREAM)):
                sheet.fill([(axis + px * grow, y + py * grow) for px, py in _almond(0, 40, 66, 1.1)], ink)
            for up in (-1, 1):
                _both(sheet, axis, hand.path(f"0,{y + up * 70} 26,{y + up * 95} 0,{y + up * 88}"), TEAL)
    _slip(sheet, 13, 7.5)
    _threads(sheet)


def _fruit(sheet: Sheet, axis: float, y: float, other: int) -> None:
    skin, seeds = ((CREAM, SAFFRON), (SAFFRON, CREAM))[other]
    for r, colour in ((122, NIGHT), (108, skin), (82, NIGHT), (74, WINE if other else INDIGO)):
        sheet.fill(hand.circle(axis, y, r, r * 1.16), colour)
    for ring, count, size in ((48, 8, 15), (0, 1, 24)):
        for n in range(count):
            angle = 2 * pi * n / count + pi / 8
            sheet.fill(hand.circle(axis + ring * sin(angle), y + 1.16 * ring * cos(angle), size, size * 1.25), seeds)
            sheet.fill(
                hand.circle(axis + ring * sin(angle), y + 1.16 * ring * cos(angle), size * 0.45, size * 0.6), MADDER
            )
    crown = [(0, -105), (34, -190), (14, -160), (0, -200)]
    _both(sheet, axis, [(x, y + py) for x, py in crown], NIGHT)
    _both(sheet, axis, [(x * 0.55, y + py * 0.93) for x, py in crown], skin)


def flames(sheet: Sheet) -> None:
    """Zigzags and amulets (tumar) in two blues, with a thread of saffron."""
    sheet.fill(sheet.all, CREAM)
    inks = [INDIGO, CREAM, TEAL, CREAM, NIGHT, SAFFRON, NIGHT, CREAM]
    depths = [84, 30, 62, 30, 46, 22, 46, 30]
    pitch, half, rise = sum(depths), 187.5, 220
    y, index = -2.0 * pitch, 0
    while y < 1300:
        ink, deep = inks[index % 8], depths[index % 8]
        upper = [(750 + (n - 6) * half, y + (rise if n % 2 else 0)) for n in range(13)]
        sheet.fill([*upper, *[(px, py + deep) for px, py in upper[::-1]]], ink)
        y, index = y + deep, index + 1
    for axis in (0, 375, 750, 1125, 1500):
        for row in range(-2, 4):
            y = row * pitch + 42
            for grow, colour in ((1.0, NIGHT), (0.8, MADDER), (0.5, CREAM), (0.26, MADDER)):
                sheet.fill(hand.regular(axis, y, 96 * grow, 4), colour)
    _slip(sheet, 16, 8)
    _threads(sheet)


PICTURES = {"ikat-1": medallions, "ikat-2": pomegranates, "ikat-3": flames}
