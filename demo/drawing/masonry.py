"""How old cities are built: arches, domes, portals, minarets, bands of glazed brick."""

from math import cos, pi, sin

from demo.drawing import hand
from demo.drawing.palette import (
    CLAY,
    CREAM,
    DEEP,
    DUSK,
    EARTH,
    INDIGO,
    MADDER,
    NIGHT,
    OCHRE,
    SAFFRON,
    TURQUOISE,
    UMBER,
    WINE,
    Ink,
    mix,
)
from demo.drawing.sheet import Sheet


def pointed(x: float, foot: float, half: float, spring: float, apex: float) -> hand.Points:
    """A four-centred arch as an outline, standing on `foot`."""
    left = hand.curve(
        [
            (x - half, spring),
            (x - half * 0.93, spring - (spring - apex) * 0.42),
            (x - half * 0.6, spring - (spring - apex) * 0.76),
            (x, apex),
        ],
        parts=8,
    )
    right = [(2 * x - px, py) for px, py in left[::-1]]
    return [(x - half, foot), *left, *right[1:], (x + half, foot)]


def dome(sheet: Sheet, x: float, y: float, half: float, high: float, ink: Ink, ribs: int = 0) -> None:
    """A ribbed or smooth dome, swelling a little over its drum; y is where it begins."""
    outline = hand.curve(
        [(x - half * 0.94, y), (x - half * 1.04, y - high * 0.32), (x - half * 0.72, y - high * 0.72), (x, y - high)],
        parts=9,
    )
    outline += [(2 * x - px, py) for px, py in outline[::-1]][1:]
    sheet.fill(outline, ink, 0.7)
    with sheet.inside(outline):
        sheet.shade(outline, DEEP, (x - half * 0.2, 0), (x + half * 1.2, 0), 0.75, 0.25)
        sheet.glow(x - half * 0.45, y - high * 0.55, half * 0.6, mix(ink, CREAM, 0.6), 0.5)
        for n in range(1, ribs):
            at = cos(pi * n / ribs)
            rib = hand.curve(
                [
                    (x + at * half * 0.94, y),
                    (x + at * half * 1.04, y - high * 0.32),
                    (x + at * half * 0.72, y - high * 0.72),
                    (x, y - high),
                ]
            )
            sheet.line(rib, 2.4, mix(ink, NIGHT, 0.35))
    sheet.fill(hand.box(x - 1.6, y - high - half * 0.3, 3.2, half * 0.34), OCHRE)
    sheet.disc(x, y - high - half * 0.12, half * 0.06 + 1.5, OCHRE, 0.2)


def frieze(sheet: Sheet, x: float, y: float, wide: float, high: float, inks: tuple[Ink, Ink], step: float) -> None:
    """A band of lozenges."""
    sheet.fill(hand.box(x, y, wide, high), inks[0])
    count = max(1, round(wide / step))
    for n in range(count):
        middle = x + wide * (n + 0.5) / count
        sheet.fill(
            [
                (middle, y + high * 0.12),
                (middle + wide / count * 0.42, y + high / 2),
                (middle, y + high * 0.88),
                (middle - wide / count * 0.42, y + high / 2),
            ],
            inks[1],
        )


def portal(sheet: Sheet, x: float, foot: float, half: float, high: float, brick: Ink, tile: tuple[Ink, Ink]) -> None:
    """A pishtaq: the tall frame, its tiled border, the spandrels and the deep arch."""
    top = foot - high
    sheet.fill(hand.box(x - half, top, 2 * half, high), brick, 0.8)
    rim = half * 0.11
    sheet.fill(hand.box(x - half + rim * 0.4, top + rim * 0.4, 2 * half - rim * 0.8, high), tile[0], 0.4)
    frieze(sheet, x - half + rim * 0.4, top + rim * 0.4, 2 * half - rim * 0.8, rim * 1.1, tile, rim * 1.1)
    for side in (-1, 1):
        edge = x + side * (half - rim * 0.95)
        for n in range(int(high / rim / 1.15)):
            y = top + rim * 2.2 + n * rim * 1.15
            sheet.fill(hand.regular(edge, y, rim * 0.42, 4), tile[1])
    sheet.fill(hand.box(x - half + rim * 1.55, top + rim * 1.9, 2 * half - rim * 3.1, high), brick, 0.5)
    spandrel = hand.box(x - half + rim * 2.0, top + rim * 2.4, 2 * half - rim * 4.0, high * 0.42)
    sheet.fill(spandrel, tile[0], 0.4)
    for side in (-1, 1):
        sx, sy = x + side * half * 0.44, top + rim * 3.7
        sheet.fill(hand.star(sx, sy, half * 0.13, half * 0.07, 8), SAFFRON)
        sheet.disc(sx, sy, half * 0.035, MADDER, 0.1)
    arch = pointed(x, foot, half * 0.62, foot - high * 0.5, top + rim * 2.8)
    sheet.fill(pointed(x, foot, half * 0.66, foot - high * 0.5, top + rim * 2.45), CREAM, 0.4)
    sheet.fill(arch, mix(DEEP, INDIGO, 0.4), 0.4)
    with sheet.inside(arch):
        sheet.shade(arch, mix(brick, SAFFRON, 0.3), (x + half * 0.1, 0), (x - half * 0.62, 0), 0.7, 0.25)
        for n in range(5):
            inset = half * 0.62 * (1 - 0.13 * n)
            sheet.line(
                pointed(x, foot, inset, foot - high * 0.5, top + rim * 2.8 + n * half * 0.09),
                2,
                mix(TURQUOISE, CREAM, 0.25),
            )
        sheet.fill(hand.box(x - half, foot - high * 0.30, 2 * half, high * 0.3), mix(brick, UMBER, 0.3), 0.4)
        sheet.fill(pointed(x, foot, half * 0.26, foot - high * 0.14, foot - high * 0.25), NIGHT, 0.4)


def minaret(
    sheet: Sheet, x: float, foot: float, half: float, high: float, brick: Ink, bands: list[Ink], cap: bool = True
) -> None:
    """A round tower that narrows upwards, in patterned bands, lit from the left."""
    top = half * 0.74
    shaft = [(x - half, foot), (x - top, foot - high), (x + top, foot - high), (x + half, foot)]
    sheet.fill(shaft, brick, 0.7)
    with sheet.inside(shaft):
        count = len(bands)
        for n, ink in enumerate(bands):
            y = foot - high + high * (n + 0.5) / count
            deep = high / count * 0.36
            reach = half * 1.1
            bow = half * 0.10
            upper = hand.curve([(x - reach, y), (x, y + bow), (x + reach, y)])
            sheet.fill([*upper, *[(px, py + deep) for px, py in upper[::-1]]], ink)
            for k in range(-3, 4):
                px = x + sin(k * pi / 7.4) * half * 0.94
                sheet.fill(
                    hand.regular(px, y + deep / 2 + bow * 0.7, min(deep * 0.36, half * 0.13), 4), mix(brick, CREAM, 0.5)
                )
        sheet.shade(shaft, mix(WINE, INDIGO, 0.45), (x - half * 0.1, 0), (x + half * 1.05, 0), 0.75, 0.25)
    if cap:
        for n, (wide, deep) in enumerate(((1.0, 0.12), (1.16, 0.16), (1.3, 0.14))):
            y = foot - high - half * sum((0.12, 0.16, 0.14)[: n + 1])
            sheet.fill(
                hand.box(x - top * wide, y, 2 * top * wide, half * deep + 1),
                mix(brick, TURQUOISE if n == 1 else UMBER, 0.5 if n == 1 else 0.15),
            )


def walker(sheet: Sheet, x: float, y: float, high: float, ink: Ink) -> None:
    """A small figure with its shadow."""
    sheet.fill([(x, y), (x + high * 0.7, y - 3), (x + high * 0.8, y + 3), (x + 2, y + 4)], mix(CLAY, DUSK, 0.45))
    sheet.fill(
        [
            (x - high * 0.16, y),
            (x - high * 0.13, y - high * 0.62),
            (x - high * 0.06, y - high * 0.8),
            (x + high * 0.06, y - high * 0.8),
            (x + high * 0.13, y - high * 0.62),
            (x + high * 0.16, y),
        ],
        ink,
        0.4,
    )
    sheet.disc(x, y - high * 0.88, high * 0.1, mix(EARTH, CLAY, 0.4), 0.2)
