"""Samarkand, Bukhara, Khiva, and the metro under Tashkent."""

from math import cos, pi, sin

from demo.drawing import hand, scenery
from demo.drawing.palette import (
    APRICOT,
    BRICK,
    CLAY,
    CREAM,
    DEEP,
    DUNE,
    DUSK,
    EARTH,
    INDIGO,
    LAGOON,
    MADDER,
    MINT,
    NIGHT,
    OCHRE,
    PAPER,
    ROSE,
    SAFFRON,
    SAND,
    TEAL,
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
        sheet.shade(outline, DEEP, (x - half * 0.2, 0), (x + half * 1.2, 0), 0.75)
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


def _frieze(sheet: Sheet, x: float, y: float, wide: float, high: float, inks: tuple[Ink, Ink], step: float) -> None:
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


def _portal(sheet: Sheet, x: float, foot: float, half: float, high: float, brick: Ink, tile: tuple[Ink, Ink]) -> None:
    """A pishtaq: the tall frame, its tiled border, the spandrels and the deep arch."""
    top = foot - high
    sheet.fill(hand.box(x - half, top, 2 * half, high), brick, 0.8)
    rim = half * 0.11
    sheet.fill(hand.box(x - half + rim * 0.4, top + rim * 0.4, 2 * half - rim * 0.8, high), tile[0], 0.4)
    _frieze(sheet, x - half + rim * 0.4, top + rim * 0.4, 2 * half - rim * 0.8, rim * 1.1, tile, rim * 1.1)
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
        sheet.shade(arch, mix(brick, SAFFRON, 0.3), (x + half * 0.1, 0), (x - half * 0.62, 0), 0.7)
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
        sheet.shade(shaft, mix(WINE, INDIGO, 0.45), (x - half * 0.1, 0), (x + half * 1.05, 0), 0.75)
    if cap:
        for n, (wide, deep) in enumerate(((1.0, 0.12), (1.16, 0.16), (1.3, 0.14))):
            y = foot - high - half * sum((0.12, 0.16, 0.14)[: n + 1])
            sheet.fill(
                hand.box(x - top * wide, y, 2 * top * wide, half * deep + 1),
                mix(brick, TURQUOISE if n == 1 else UMBER, 0.5 if n == 1 else 0.15),
            )


def registan(sheet: Sheet) -> None:
    scenery.sky(
        sheet, mix(INDIGO, LAGOON, 0.5), TEAL, mix(MINT, PAPER, 0.4), mix(APRICOT, PAPER, 0.35), bottom=640, bands=4
    )
    scenery.sun(sheet, 480, 250, 66, CREAM, PAPER, 3.4)
    scenery.birds(sheet, 1020, 190, 8, mix(INDIGO, NIGHT, 0.4), 18, 150)
    brick, blue = mix(DUNE, SAND, 0.35), (TURQUOISE, mix(SAFFRON, CREAM, 0.4))
    foot = 800
    sheet.fill(hand.box(440, 560, 620, 240), mix(brick, ROSE, 0.25), 1)
    for n in range(5):
        for side in (-1, 1):
            x = 750 + side * (205 + n * 32)
            sheet.fill(pointed(x, 690, 11, 640, 620), mix(DEEP, INDIGO, 0.4))
            sheet.fill(pointed(x, 790, 11, 740, 720), mix(DEEP, INDIGO, 0.4))
    sheet.fill(hand.box(520, 470, 92, 92), mix(brick, CREAM, 0.1))
    _frieze(sheet, 520, 490, 92, 34, (INDIGO, CREAM), 18)
    dome(sheet, 566, 472, 62, 118, TEAL, 8)
    _portal(sheet, 750, foot, 150, 380, mix(brick, ROSE, 0.12), (INDIGO, SAFFRON))
    for side in (-1, 1):
        x = 750 + side * 480
        near = mix(brick, APRICOT if side < 0 else CLAY, 0.3)
        wing = hand.box(x - 260, 530, 520, 300)
        sheet.fill(wing, mix(near, UMBER, 0.08), 1)
        for n in range(3):
            for dy in (0, 130):
                for away in (-1, 1):
                    sheet.fill(
                        pointed(x + away * (200 + (n - 1) * 0), 690 + dy, 24, 630 + dy, 600 + dy), mix(DEEP, NIGHT, 0.3)
                    )
        for away in (-1, 1):
            sheet.fill(hand.box(x + away * 150 - 44, 440, 88, 96), near)
            _frieze(sheet, x + away * 150 - 44, 456, 88, 36, blue, 18)
            dome(sheet, x + away * 150, 442, 58, 104, LAGOON, 8)
        _portal(sheet, x, 830, 158, 470, near, blue)
        for away in (-1, 1):
            minaret(
                sheet,
                x + away * 270,
                830,
                36,
                500,
                near,
                [TURQUOISE, INDIGO, TURQUOISE, INDIGO, TURQUOISE, INDIGO, TURQUOISE],
                True,
            )
    square = [(-10, 828), (1510, 828), (1510, 1010), (-10, 1010)]
    sheet.fill(square, mix(SAND, PAPER, 0.4), 1)
    for n in range(-12, 13):
        sheet.line([(750 + n * 80, 828), (750 + n * 260, 1010)], 2, mix(SAND, CLAY, 0.35))
    for y in (850, 886, 940):
        sheet.line([(-10, y), (1510, y)], 2, mix(SAND, CLAY, 0.35))
    sheet.shade(square, mix(CLAY, WINE, 0.3), (0, 860), (0, 1020), 0.5)
    for x, y, ink in (
        (690, 905, MADDER),
        (718, 908, INDIGO),
        (880, 880, TURQUOISE),
        (560, 870, WINE),
        (905, 882, SAFFRON),
        (1010, 930, INDIGO),
    ):
        walker(sheet, x, y, 46 + (y - 870) * 0.35, ink)


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


def bukhara(sheet: Sheet) -> None:
    scenery.sky(
        sheet,
        mix(INDIGO, DUSK, 0.2),
        mix(DUSK, ROSE, 0.4),
        mix(ROSE, APRICOT, 0.6),
        mix(SAFFRON, PAPER, 0.45),
        bottom=680,
        bands=4,
    )
    scenery.moon(sheet, 1120, 200, 56, mix(CREAM, SAFFRON, 0.2), mix(INDIGO, DUSK, 0.3), 0.44)
    scenery.stars(sheet, 50, CREAM, 260, 2.6)
    brick = mix(DUNE, BRICK, 0.25)
    far = mix(ROSE, DUSK, 0.35)
    for x, wide, high in ((-20, 240, 130), (200, 130, 90), (1240, 300, 120), (1130, 120, 86)):
        sheet.fill(hand.box(x, 770 - high, wide, high + 30), far, 1)
        dome(sheet, x + wide / 2, 772 - high, wide * 0.2, wide * 0.2, mix(TEAL, far, 0.35))
    sheet.fill(hand.box(60, 600, 620, 240), mix(brick, WINE, 0.12), 1)
    for n in range(6):
        x = 120 + n * 62
        sheet.fill(pointed(x, 830, 21, 740, 700), mix(WINE, NIGHT, 0.4))
    sheet.fill(hand.box(188, 500, 150, 104), mix(brick, APRICOT, 0.2), 0.8)
    _frieze(sheet, 188, 520, 150, 40, (INDIGO, CREAM), 22)
    dome(sheet, 263, 504, 98, 150, LAGOON)
    _portal(sheet, 525, 840, 128, 330, brick, (INDIGO, SAFFRON))
    sheet.fill(hand.box(860, 620, 660, 220), mix(brick, CLAY, 0.25), 1)
    for n in range(7):
        sheet.fill(pointed(1080 + n * 64, 830, 22, 740, 700), mix(WINE, NIGHT, 0.4))
    for x in (1170, 1390):
        sheet.fill(hand.box(x - 60, 540, 120, 84), brick, 0.8)
        _frieze(sheet, x - 60, 556, 120, 32, (TURQUOISE, CREAM), 20)
        dome(sheet, x, 542, 80, 124, LAGOON)
    _portal(sheet, 985, 840, 112, 300, brick, (TURQUOISE, CREAM))
    _kalyan(sheet, 755, 846, brick)
    sheet.fill(hand.box(-10, 838, 1520, 180), mix(CLAY, ROSE, 0.3), 2)
    sheet.shade(hand.box(-10, 838, 1520, 180), WINE, (0, 838), (0, 1010), 0.7)
    sheet.fill([(800, 846), (1010, 846), (1400, 1010), (1120, 1010)], mix(WINE, CLAY, 0.35), 2)
    for x, y, ink in ((600, 900, INDIGO), (630, 904, MADDER), (900, 880, TURQUOISE)):
        walker(sheet, x, y, 54, ink)


def _kalyan(sheet: Sheet, x: float, foot: float, brick: Ink) -> None:
    """The great minaret: plain bands, one of blue, a lantern of arches on top."""
    tones = [mix(brick, n, 0.35) for n in (CLAY, CREAM, UMBER, CREAM, CLAY, UMBER)]
    minaret(sheet, x, foot, 74, 560, mix(brick, APRICOT, 0.3), [TURQUOISE, *tones, tones[1], tones[0]], False)
    top = foot - 560
    sheet.fill([(x - 55, top), (x - 76, top - 26), (x + 76, top - 26), (x + 55, top)], mix(brick, APRICOT, 0.2), 0.6)
    sheet.fill(hand.box(x - 66, top - 96, 132, 72), mix(brick, APRICOT, 0.35), 0.6)
    for n in range(-2, 3):
        sheet.fill(pointed(x + n * 25, top - 30, 8.5, top - 66, top - 84), mix(WINE, NIGHT, 0.5))
    sheet.fill([(x - 66, top - 96), (x - 84, top - 118), (x + 84, top - 118), (x + 66, top - 96)], brick, 0.6)
    sheet.fill(
        [
            (x - 70, top - 118),
            (x - 14, top - 148),
            (x - 8, top - 176),
            (x + 8, top - 176),
            (x + 14, top - 148),
            (x + 70, top - 118),
        ],
        mix(brick, CLAY, 0.3),
        0.6,
    )
    side = [(x + 10, top), (x + 66, top - 96), (x + 84, top - 118), (x + 10, top - 150)]
    sheet.shade(side, WINE, (x, 0), (x + 80, 0), 0.6)


def khiva(sheet: Sheet) -> None:
    scenery.sky(sheet, LAGOON, TEAL, mix(MINT, PAPER, 0.3), mix(PAPER, APRICOT, 0.4), bottom=640, bands=4)
    scenery.sun(sheet, 1160, 230, 74, CREAM, PAPER, 3)
    clay = mix(DUNE, SAND, 0.3)
    minaret(
        sheet,
        1090,
        720,
        34,
        470,
        mix(clay, BRICK, 0.15),
        [TURQUOISE, CREAM, INDIGO, CREAM, TURQUOISE, CREAM, INDIGO, CREAM],
        True,
    )
    sheet.fill(hand.box(940, 560, 120, 200), mix(clay, ROSE, 0.2), 1)
    dome(sheet, 1000, 564, 66, 84, LAGOON)
    sheet.fill(hand.box(300, 590, 230, 200), mix(clay, ROSE, 0.2), 1)
    _portal(sheet, 400, 780, 84, 240, mix(clay, ROSE, 0.1), (INDIGO, CREAM))
    _kalta(sheet, 720, 800, clay)
    _wall(sheet, clay)
    ground = [(-10, 868), (1510, 868), (1510, 1010), (-10, 1010)]
    sheet.fill(ground, mix(SAND, APRICOT, 0.3), 2)
    sheet.shade(ground, CLAY, (0, 868), (0, 1010), 0.7)
    scenery.marks(sheet, 880, 1000, mix(DUNE, EARTH, 0.35), 30, 190, 5)
    for x, y, ink in ((690, 930, MADDER), (726, 934, INDIGO), (1090, 905, TURQUOISE)):
        walker(sheet, x, y, 62, ink)


def _kalta(sheet: Sheet, x: float, foot: float, clay: Ink) -> None:
    """The short, fat, unfinished one, glazed all over."""
    half, high = 150, 430
    top = half * 0.8
    shaft = [(x - half, foot), (x - top, foot - high), (x + top, foot - high), (x + half, foot)]
    sheet.fill(shaft, TEAL, 0.7)
    with sheet.inside(shaft):
        inks = [CREAM, TURQUOISE, mix(TEAL, MINT, 0.3), INDIGO, TURQUOISE, CREAM, OCHRE, LAGOON, TURQUOISE]
        deeps = [20, 62, 30, 20, 92, 16, 30, 120, 120]
        y = foot - high - 6
        for ink, deep in zip(inks, deeps, strict=True):
            upper = hand.curve([(x - half, y), (x, y + 20), (x + half, y)])
            sheet.fill([*upper, *[(px, py + deep) for px, py in upper[::-1]]], ink)
            if deep > 50:
                for k in range(-6, 7):
                    px = x + sin(k * pi / 13.2) * half * 0.94
                    drop = 20 * cos(k * pi / 13.2) * 0.9
                    size = deep * 0.3
                    wide = max(0.25, cos(k * pi / 13.2))
                    for grow, tone in ((1.0, CREAM), (0.62, INDIGO)):
                        sheet.fill(
                            [
                                (px, y + drop + deep / 2 - size * grow),
                                (px + size * 0.62 * grow * wide, y + drop + deep / 2),
                                (px, y + drop + deep / 2 + size * grow),
                                (px - size * 0.62 * grow * wide, y + drop + deep / 2),
                            ],
                            tone,
                        )
            y += deep
        sheet.shade(shaft, mix(NIGHT, DEEP, 0.5), (x - 20, 0), (x + half * 1.1, 0), 0.8)
        sheet.glow(x - half * 0.55, foot - high * 0.5, half * 0.5, CREAM, 0.25, ry=high * 0.6)
    del clay


def _wall(sheet: Sheet, clay: Ink) -> None:
    """Mud walls with round bastions, merlons and beam ends."""
    wall = [(-10, 700), (1510, 700), (1510, 880), (-10, 880)]
    sheet.fill(wall, clay, 1)
    for x in range(-8, 1510, 30):
        sheet.fill([(x, 702), (x, 676), (x + 9, 664), (x + 18, 676), (x + 18, 702)], clay, 0.5)
    sheet.shade(wall, mix(CLAY, BRICK, 0.3), (0, 690), (0, 880), 0.8)
    for x in (70, 330, 1120, 1400):
        tower = [(x - 84, 880), (x - 62, 650), (x + 62, 650), (x + 84, 880)]
        sheet.fill(tower, mix(clay, SAND, 0.3), 1)
        for n in range(-2, 3):
            sheet.fill(
                [
                    (x + n * 26 - 10, 652),
                    (x + n * 26 - 10, 626),
                    (x + n * 26, 612),
                    (x + n * 26 + 10, 626),
                    (x + n * 26 + 10, 652),
                ],
                mix(clay, SAND, 0.3),
                0.5,
            )
        sheet.shade(tower, mix(EARTH, WINE, 0.3), (x - 14, 0), (x + 84, 0), 0.75)
    for x in (640, 860):
        tower = [(x - 46, 880), (x - 38, 610), (x + 38, 610), (x + 46, 880)]
        sheet.fill(tower, mix(clay, SAND, 0.25), 1)
        _frieze(sheet, x - 38, 628, 76, 20, (TURQUOISE, CREAM), 15)
        sheet.shade(tower, mix(EARTH, WINE, 0.3), (x - 6, 0), (x + 46, 0), 0.7)
        dome(sheet, x, 612, 36, 44, TURQUOISE)
    sheet.fill(hand.box(680, 650, 140, 230), mix(clay, APRICOT, 0.2), 0.6)
    _frieze(sheet, 690, 662, 120, 22, (INDIGO, CREAM), 17)
    sheet.fill(pointed(750, 880, 48, 780, 710), mix(UMBER, NIGHT, 0.4), 0.6)


PICTURES = {"registan": registan, "bukhara": bukhara, "khiva": khiva}
