"""What the fields give: melons, apples, cotton."""

from math import cos, pi, sin

from demo.drawing import hand, scenery
from demo.drawing.palette import (
    APRICOT,
    BRICK,
    CLAY,
    CREAM,
    DEEP,
    EARTH,
    INDIGO,
    INK,
    LAGOON,
    MADDER,
    MINT,
    MIST,
    MOSS,
    NIGHT,
    OCHRE,
    OLIVE,
    PAPER,
    ROSE,
    SAFFRON,
    SAGE,
    SAND,
    SLATE,
    TEAL,
    TURQUOISE,
    UMBER,
    WINE,
    Ink,
    mix,
)
from demo.drawing.sheet import Sheet
from demo.drawing.suzani import RED, SEA, SUN, rosette


def melon(sheet: Sheet, x: float, y: float, rx: float, ry: float, ink: Ink, net: Ink, turn: float = 0) -> None:
    shape = hand.placed(hand.circle(0, 0, rx, ry, 60), x, y, 1, turn)
    sheet.fill(shape, ink, 1.4)
    with sheet.inside(shape):
        for n in range(-4, 5):
            share = n / 4.4
            rib = hand.placed(
                hand.arc(0, 0, rx, abs(ry * share) + 0.1, 180, 360)
                if share < 0
                else hand.arc(0, 0, rx, ry * share + 0.1, 180, 0),
                x,
                y,
                1,
                turn,
            )
            sheet.stroke(rib, ry * 0.06, net, (0.1, 0.1))
        sheet.shade(shape, mix(net, WINE, 0.5), (x - rx * 0.1, y + ry * 0.1), (x + rx * 0.7, y + ry), 0.75)
        sheet.glow(x - rx * 0.35, y - ry * 0.4, ry * 0.75, mix(ink, CREAM, 0.6), 0.7, 0.35)
    stem = hand.placed([(-rx * 0.98, 0), (-rx * 1.06, -6), (-rx * 1.14, -18)], x, y, 1, turn)
    sheet.stroke(stem, ry * 0.12, mix(MOSS, UMBER, 0.3), (1, 0.5))


def melons(sheet: Sheet) -> None:
    sheet.fill(sheet.all, mix(LAGOON, MINT, 0.35))
    for n in range(-1, 16):
        sheet.fill(
            [(n * 100, -10), (n * 100 + 50, -10), (n * 100 + 50, 520), (n * 100, 520)], mix(LAGOON, MINT, 0.6), 1.2
        )
    sheet.shade(hand.box(-10, -10, 1520, 640), TURQUOISE, (0, 100), (0, 640), 0.7)
    sheet.fill(hand.box(-10, 600, 1520, 420), mix(CLAY, BRICK, 0.35), 2)
    for n in range(5):
        sheet.line([(-10, 690 + n * 78), (1510, 690 + n * 78)], 3, mix(EARTH, WINE, 0.4))
    sheet.shade(hand.box(-10, 600, 1520, 420), WINE, (0, 700), (0, 1020), 0.7)
    gold, net, green = SAFFRON, mix(OCHRE, EARTH, 0.4), mix(OLIVE, SAGE, 0.3)
    melon(sheet, 300, 545, 230, 150, mix(SAFFRON, SAGE, 0.3), net, -8)
    melon(sheet, 690, 500, 250, 160, gold, net, 6)
    melon(sheet, 1110, 530, 240, 155, green, mix(MOSS, OLIVE, 0.4), -4)
    melon(sheet, 1400, 610, 200, 140, gold, net, 8)
    melon(sheet, 60, 640, 180, 130, green, mix(MOSS, OLIVE, 0.4), 10)
    melon(sheet, 480, 705, 250, 150, mix(SAFFRON, CREAM, 0.15), net, 3)
    melon(sheet, 1180, 735, 230, 140, mix(SAFFRON, SAGE, 0.25), net, -6)
    _half_watermelon(sheet, 800, 790, 225)
    for x, y, turn in ((350, 925, -6), (560, 940, 5), (1075, 940, -5), (1285, 925, 7)):
        for grow, ink in ((104, mix(OLIVE, SAGE, 0.2)), (96, mix(SAGE, CREAM, 0.6)), (86, mix(SAFFRON, BRICK, 0.3))):
            half = hand.arc(0, -34, grow, grow * 0.72, 0, 180, 30)
            if grow == 104:
                sheet.fill(hand.placed(half, x + 12, y + 10, 1, turn), mix(WINE, INK, 0.5))
            sheet.fill(hand.placed(half, x, y, 1, turn), ink, 0.6)
        sheet.shade(hand.placed(half, x, y, 1, turn), mix(APRICOT, CREAM, 0.3), (x, y + 30), (x, y - 40), 0.8)
        for n in range(5):
            sheet.fill(hand.placed(hand.leaf(12, 7), x - 44 + n * 21, y - 12 + 9 * (n % 2), 1, 90), PAPER)


def _half_watermelon(sheet: Sheet, x: float, y: float, r: float) -> None:
    sheet.fill(hand.circle(x + 26, y + r * 0.62, r, r * 0.16), mix(WINE, INK, 0.5))
    sheet.disc(x, y, r, MOSS, 1.2)
    with sheet.inside(hand.circle(x, y, r)):
        for n in range(14):
            turn = 2 * pi * n / 14
            sheet.stroke(
                [
                    (x + cos(turn) * r * 0.88, y + sin(turn) * r * 0.88),
                    (x + cos(turn) * r, y + sin(turn) * r),
                    (x + cos(turn) * r * 1.1, y + sin(turn) * r * 1.1),
                ],
                34,
                DEEP,
            )
    sheet.disc(x - 6, y - 8, r * 0.9, mix(SAGE, CREAM, 0.6), 1.2)
    sheet.disc(x - 6, y - 8, r * 0.82, mix(MADDER, BRICK, 0.45), 1.6)
    sheet.glow(x - 30, y - 40, r * 0.7, mix(ROSE, BRICK, 0.4), 0.7, 0.35)
    for ring, count in ((0.62, 16), (0.4, 10), (0.18, 4)):
        for n in range(count):
            turn = 360 * (n + ring) / count
            seed = hand.placed(
                hand.leaf(r * 0.085, r * 0.05), *hand.placed([(r * ring, 0)], x - 6, y - 8, 1, turn)[0], 1, turn
            )
            sheet.fill(seed, INK)


def apple(sheet: Sheet, x: float, y: float, r: float, ink: Ink, blush: Ink, leaf: bool = True) -> None:
    shape = hand.curve(
        [
            (x, y - r * 0.78),
            (x + r * 0.45, y - r * 0.95),
            (x + r, y - r * 0.35),
            (x + r * 0.82, y + r * 0.5),
            (x + r * 0.35, y + r * 0.95),
            (x, y + r * 0.86),
            (x - r * 0.35, y + r * 0.95),
            (x - r * 0.82, y + r * 0.5),
            (x - r, y - r * 0.35),
            (x - r * 0.45, y - r * 0.95),
        ],
        closed=True,
    )
    sheet.fill(shape, ink, 1)
    with sheet.inside(shape):
        sheet.glow(x - r * 0.45, y - r * 0.3, r * 0.95, blush, 0.9, 0.8)
        sheet.shade(shape, mix(WINE, INK, 0.3), (x + r * 0.1, y + r * 0.2), (x + r * 0.8, y + r), 0.75)
        sheet.fill(
            hand.placed(hand.leaf(r * 0.5, r * 0.16), x - r * 0.66, y - r * 0.05, 1, -62), mix(CREAM, blush, 0.25)
        )
        sheet.fill(hand.circle(x, y - r * 0.82, r * 0.34, r * 0.13), mix(ink, WINE, 0.6))
    sheet.stroke(
        [(x, y - r * 0.78), (x + r * 0.05, y - r * 1.05), (x + r * 0.14, y - r * 1.28)], r * 0.12, UMBER, (0.8, 1)
    )
    if leaf:
        blade = hand.placed(hand.leaf(r * 0.85, r * 0.4), x + r * 0.1, y - r * 1.12, 1, -18)
        sheet.fill(blade, mix(MOSS, OLIVE, 0.35), 0.6)
        sheet.shade(blade, DEEP, (0, y - r * 1.3), (0, y - r), 0.6)


def apples(sheet: Sheet) -> None:
    """A bough of aport over a bowl on an embroidered cloth."""
    sheet.fill(sheet.all, mix(PAPER, SAND, 0.25))
    rosette(sheet, 240, 270, 190, SUN, 12)
    rosette(sheet, 1270, 270, 190, SEA, 12)
    rosette(sheet, 755, 190, 150, RED, 12)
    sheet.tint(hand.box(-10, -10, 1520, 720), mix(PAPER, SAND, 0.25), 0.72)
    sheet.fill(hand.box(-10, 690, 1520, 330), mix(TURQUOISE, DEEP, 0.3), 2)
    sheet.shade(hand.box(-10, 690, 1520, 330), NIGHT, (0, 780), (0, 1020), 0.7)
    for n in range(-1, 26):
        sheet.fill([(n * 62, 690), (n * 62 + 31, 726), (n * 62 + 62, 690)], mix(SAFFRON, OCHRE, 0.3))
    reds = [
        (MADDER, BRICK),
        (mix(MADDER, WINE, 0.3), mix(BRICK, SAFFRON, 0.3)),
        (mix(SAFFRON, SAGE, 0.35), mix(SAFFRON, CREAM, 0.4)),
        (BRICK, SAFFRON),
    ]
    spots = [
        (560, 545, 100, 1),
        (950, 545, 100, 0),
        (755, 400, 104, 2),
        (655, 455, 100, 0),
        (862, 462, 102, 3),
        (480, 610, 92, 3),
        (1030, 612, 92, 1),
        (755, 560, 112, 0),
        (650, 620, 96, 1),
        (866, 622, 98, 0),
    ]
    for x, y, r, kind in spots:
        apple(sheet, x, y, r, *reds[kind], leaf=y < 500)
    sheet.fill(hand.circle(800, 905, 330, 40), mix(NIGHT, INK, 0.4))
    bowl = hand.curve([(370, 640), (420, 790), (560, 885), (950, 885), (1090, 790), (1140, 640)], parts=9)
    sheet.fill(bowl, CREAM, 1)
    with sheet.inside(bowl):
        for n in range(-6, 7):
            x = 755 + n * 66
            sheet.fill([(x, 690), (x + 28, 740), (x, 790), (x - 28, 740)], LAGOON, 0.8)
            sheet.fill([(x, 716), (x + 13, 740), (x, 764), (x - 13, 740)], SAFFRON, 0.5)
        sheet.fill(hand.box(360, 812, 800, 12), MADDER, 0.8)
        sheet.fill(hand.box(360, 656, 800, 14), mix(INDIGO, LAGOON, 0.3), 0.8)
        sheet.shade(bowl, mix(INDIGO, SLATE, 0.4), (760, 0), (1150, 0), 0.75)
    sheet.fill(hand.box(600, 876, 310, 26), mix(CREAM, SLATE, 0.25), 0.8)
    apple(sheet, 260, 830, 104, *reds[0])
    apple(sheet, 1265, 846, 98, *reds[2])


def cotton_boll(sheet: Sheet, x: float, y: float, size: float, turn: float = 0) -> None:
    """An open boll: five dark bracts under four white tufts."""
    for n in range(5):
        sheet.fill(
            hand.placed(hand.leaf(size * 1.15, size * 0.5), x, y, 1, turn + 90 + (n - 2) * 52),
            mix(UMBER, WINE, 0.3),
            0.6,
        )
    for dx, dy, r in (
        (-0.46, -0.05, 0.5),
        (0.46, -0.05, 0.5),
        (-0.2, -0.45, 0.48),
        (0.24, -0.45, 0.48),
        (0, 0.02, 0.52),
    ):
        px, py = hand.placed([(dx * size, dy * size)], x, y, 1, turn)[0]
        tuft = hand.waver(hand.circle(px, py, r * size), size * 0.08, sheet.random, size * 0.2)
        sheet.fill(tuft, CREAM)
        sheet.shade(
            tuft, mix(SLATE, MIST, 0.4), (px - r * size * 0.1, py + r * size * 0.1), (px + r * size, py + r * size), 0.8
        )


def cotton(sheet: Sheet) -> None:
    scenery.sky(sheet, LAGOON, mix(TEAL, MINT, 0.4), PAPER, mix(SAFFRON, PAPER, 0.5), bottom=430, bands=4)
    scenery.sun(sheet, 1060, 270, 96, mix(BRICK, SAFFRON, 0.55), mix(SAFFRON, PAPER, 0.4), 2.8)
    scenery.ridge(sheet, 430, 90, mix(SLATE, ROSE, 0.4), 230)
    scenery.mist(sheet, 370, 450, PAPER, 0.7)
    for x in range(20, 1500, 46):
        sheet.stroke([(x, 470), (x + 1, 420), (x, 360 + 30 * sin(x))], 20, mix(MOSS, TEAL, 0.25), (0.6, 0))
    sheet.fill(hand.box(-10, 460, 1520, 560), mix(MOSS, OLIVE, 0.3), 2)
    for n in range(-12, 13):
        sheet.fill(
            [(750 + n * 46, 462), (750 + n * 46 + 8, 462), (750 + (n + 0.3) * 330, 1010), (750 + n * 330 - 40, 1010)],
            mix(CLAY, UMBER, 0.35),
            1,
        )
    for row in range(15):
        share = (row / 14) ** 1.7
        y, gap = 474 + 330 * share, 46 + 220 * share
        for n in range(-18, 19):
            x = 750 + (n + 0.5) * gap
            if -60 < x < 1560:
                size = 5 + 34 * share
                sheet.fill(
                    hand.waver(hand.circle(x, y, size * 1.1, size * 0.72), size * 0.16, sheet.random, size * 0.5),
                    mix(MOSS, DEEP, 0.15 + 0.3 * share),
                )
                for dx, dy in ((-0.6, -0.2), (0.5, -0.35), (0, 0.15)):
                    sheet.disc(x + dx * size, y + dy * size, size * 0.3, CREAM, 0.4)
    for x, top, lean in ((480, 470, -60), (1010, 520, 70), (750, 380, 0), (180, 640, -40), (1330, 650, 50)):
        _cotton_plant(sheet, x, top, lean)


def _cotton_plant(sheet: Sheet, x: float, top: float, lean: float) -> None:
    stem = hand.curve([(x, 1020), (x + lean * 0.2, 850), (x + lean * 0.5, (top + 850) / 2), (x + lean, top)], parts=10)
    sheet.stroke(stem, 15, mix(UMBER, WINE, 0.3), (1, 0.4))
    for index, (at, side) in enumerate(((6, -1), (10, 1), (14, -1), (19, 1), (24, -1))):
        px, py = stem[min(at, len(stem) - 1)]
        end = (px + side * 92, py - 60)
        sheet.stroke(hand.curve([(px, py), (px + side * 50, py - 20), end]), 8, mix(UMBER, WINE, 0.3), (1, 0.5))
        for turn in (200, 250, -20):
            blade = hand.placed(hand.leaf(86, 40), px + side * 40, py - 14, 1, turn + side * 50)
            sheet.fill(blade, mix(MOSS, DEEP, 0.35), 0.6)
        cotton_boll(sheet, *end, 46 - index)
    cotton_boll(sheet, *stem[-1], 58)


PICTURES = {"melons": melons, "apples": apples, "cotton": cotton}
