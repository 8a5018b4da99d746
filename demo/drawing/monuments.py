"""Samarkand, Bukhara, Khiva."""

from math import cos, pi, sin

from demo.drawing import hand, scenery
from demo.drawing.masonry import dome, frieze, minaret, pointed, portal, walker
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


def registan(sheet: Sheet) -> None:
    """Three schools round a square, the sun just above the middle one."""
    scenery.sky(
        sheet, mix(INDIGO, LAGOON, 0.5), TEAL, mix(MINT, PAPER, 0.4), mix(APRICOT, PAPER, 0.3), bottom=640, bands=4
    )
    scenery.sun(sheet, 750, 262, 104, mix(SAFFRON, CREAM, 0.55), mix(SAFFRON, PAPER, 0.4), 2.6)
    scenery.birds(sheet, 1050, 210, 8, mix(INDIGO, NIGHT, 0.4), 18, 130)
    brick = mix(DUNE, SAND, 0.35)
    sheet.fill(hand.box(440, 560, 620, 240), mix(brick, ROSE, 0.25), 1)
    for n in range(5):
        for side in (-1, 1):
            for down in (0, 100):
                sheet.fill(
                    pointed(750 + side * (175 + n * 32), 690 + down, 11, 640 + down, 620 + down), mix(DEEP, INDIGO, 0.4)
                )
    portal(sheet, 750, 800, 150, 380, mix(brick, ROSE, 0.12), (INDIGO, SAFFRON))
    for side in (-1, 1):
        _school(sheet, 750 + side * 480, mix(brick, APRICOT if side < 0 else CLAY, 0.3))
    _square(sheet)


def _school(sheet: Sheet, x: float, brick: Ink) -> None:
    """A portal between domes and minarets."""
    tile = (TURQUOISE, mix(SAFFRON, CREAM, 0.4))
    sheet.fill(hand.box(x - 260, 530, 520, 300), mix(brick, UMBER, 0.08), 1)
    for side in (-1, 1):
        for down in (0, 130):
            sheet.fill(pointed(x + side * 200, 690 + down, 24, 630 + down, 600 + down), mix(DEEP, NIGHT, 0.3))
        sheet.fill(hand.box(x + side * 150 - 44, 440, 88, 96), brick)
        frieze(sheet, x + side * 150 - 44, 456, 88, 36, tile, 18)
        dome(sheet, x + side * 150, 442, 58, 104, LAGOON, 8)
    portal(sheet, x, 830, 158, 470, brick, tile)
    for side in (-1, 1):
        minaret(sheet, x + side * 270, 830, 36, 500, brick, [TURQUOISE, INDIGO] * 3 + [TURQUOISE])


def _square(sheet: Sheet) -> None:
    """Paving in perspective, with people to show how large all that is."""
    square = hand.path("-10,828 1510,828 1510,1010 -10,1010")
    sheet.fill(square, mix(SAND, PAPER, 0.4), 1)
    for n in range(-12, 13):
        sheet.line([(750 + n * 80, 828), (750 + n * 260, 1010)], 2, mix(SAND, CLAY, 0.35))
    for y in (850, 886, 940):
        sheet.line([(-10, y), (1510, y)], 2, mix(SAND, CLAY, 0.35))
    sheet.shade(square, mix(CLAY, WINE, 0.3), (0, 860), (0, 1020), 0.5, 0.2)
    places = hand.path("690,905 718,908 880,880 560,870 905,882 1010,930")
    for (x, y), ink in zip(places, (MADDER, INDIGO, TURQUOISE, WINE, SAFFRON, INDIGO), strict=True):
        walker(sheet, x, y, 46 + (y - 870) * 0.35, ink)


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
    frieze(sheet, 188, 520, 150, 40, (INDIGO, CREAM), 22)
    dome(sheet, 263, 504, 98, 150, LAGOON)
    portal(sheet, 525, 840, 128, 330, brick, (INDIGO, SAFFRON))
    sheet.fill(hand.box(860, 620, 660, 220), mix(brick, CLAY, 0.25), 1)
    for n in range(7):
        sheet.fill(pointed(1080 + n * 64, 830, 22, 740, 700), mix(WINE, NIGHT, 0.4))
    for x in (1170, 1390):
        sheet.fill(hand.box(x - 60, 540, 120, 84), brick, 0.8)
        frieze(sheet, x - 60, 556, 120, 32, (TURQUOISE, CREAM), 20)
        dome(sheet, x, 542, 80, 124, LAGOON)
    portal(sheet, 985, 840, 112, 300, brick, (TURQUOISE, CREAM))
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
    scenery.sun(sheet, 1000, 270, 96, mix(SAFFRON, CREAM, 0.45), mix(SAFFRON, PAPER, 0.5), 2.6)
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
    portal(sheet, 400, 780, 84, 240, mix(clay, ROSE, 0.1), (INDIGO, CREAM))
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
        frieze(sheet, x - 38, 628, 76, 20, (TURQUOISE, CREAM), 15)
        sheet.shade(tower, mix(EARTH, WINE, 0.3), (x - 6, 0), (x + 46, 0), 0.7)
        dome(sheet, x, 612, 36, 44, TURQUOISE)
    sheet.fill(hand.box(680, 650, 140, 230), mix(clay, APRICOT, 0.2), 0.6)
    frieze(sheet, 690, 662, 120, 22, (INDIGO, CREAM), 17)
    sheet.fill(pointed(750, 880, 48, 780, 710), mix(UMBER, NIGHT, 0.4), 0.6)


PICTURES = {"registan": registan, "bukhara": bukhara, "khiva": khiva}
