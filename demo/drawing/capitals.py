"""Bishkek, Dushanbe, Ashgabat: squares, monuments, the hills behind."""

from demo.drawing import hand, scenery
from demo.drawing.mountains import spruce
from demo.drawing.palette import (
    APRICOT,
    BRICK,
    CLAY,
    CREAM,
    DEEP,
    DUSK,
    INDIGO,
    LAGOON,
    MADDER,
    MINT,
    MIST,
    MOSS,
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
    mix,
)
from demo.drawing.scenery import Rock
from demo.drawing.sheet import Sheet
from demo.drawing.streets import avenue, block, poplar, tree


def bishkek(sheet: Sheet) -> None:
    scenery.sky(sheet, LAGOON, TEAL, MINT, PAPER, bottom=520, bands=4)
    scenery.cloud(sheet, 330, 170, 330, CREAM, MINT)
    rock = Rock(mix(SLATE, DUSK, 0.35), mix(INDIGO, DUSK, 0.4), CREAM, mix(SLATE, MIST, 0.5))
    scenery.massif(
        sheet,
        [(60, 330, 280), (1450, 300, 300), (330, 300, 260), (1200, 290, 280)],
        600,
        rock.far(MIST, 0.35),
        0.6,
        wall=True,
    )
    scenery.massif(sheet, [(560, 250, 300), (960, 230, 320), (740, 170, 330)], 600, rock.far(MIST, 0.15), 0.6)
    scenery.mist(sheet, 430, 600, MIST, 0.8)
    scenery.ridge(sheet, 610, 50, mix(SAGE, TEAL, 0.35), 260, 3)
    avenue(sheet, 690, 30, 110, (mix(MOSS, TEAL, 0.25), SAGE))
    marble, shade = CREAM, mix(SLATE, MIST, 0.4)
    sheet.fill(hand.box(420, 520, 660, 250), marble, 1)
    for n in range(17):
        sheet.fill(hand.box(446 + n * 37, 556, 20, 190), mix(DEEP, SLATE, 0.3))
        sheet.fill(hand.box(446 + n * 37 + 14, 556, 6, 190), shade)
    sheet.fill(hand.box(396, 496, 708, 40), marble, 1)
    sheet.fill(hand.box(396, 532, 708, 8), shade)
    sheet.fill(hand.box(560, 462, 380, 38), marble, 1)
    sheet.fill([(380, 770), (1120, 770), (1160, 806), (340, 806)], mix(PAPER, SLATE, 0.15), 1)
    sheet.fill(hand.box(-10, 800, 1520, 220), mix(SAND, PAPER, 0.45), 1)
    sheet.shade(hand.box(-10, 800, 1520, 220), mix(CLAY, ROSE, 0.3), (0, 800), (0, 1010), 0.5)
    for n in range(-8, 9):
        sheet.line([(750 + n * 70, 804), (750 + n * 240, 1010)], 2, mix(SAND, CLAY, 0.4))
    _flag(sheet, 1180, 800)
    for x in (60, 170, 280, 1280, 1370, 1460):
        tree(sheet, x, 850, 170, mix(MOSS, DEEP, 0.25), OLIVE)
    for _ in range(44):
        x, y = sheet.random.uniform(60, 1440), sheet.random.uniform(866, 930)
        if abs(x - 750) > 150:
            sheet.disc(x, y, sheet.random.uniform(6, 11), sheet.random.choice([MADDER, SAFFRON, BRICK]), 0.6)
    avenue(sheet, 985, 0, 60, (MOSS, OLIVE))


def _flag(sheet: Sheet, x: float, y: float) -> None:
    sheet.stroke([(x, y), (x, y - 230), (x, y - 460)], 11, mix(SLATE, INDIGO, 0.4), (1, 0.6))
    cloth = hand.curve([(x, y - 456), (x + 70, y - 470), (x + 140, y - 440), (x + 214, y - 462)]) + hand.curve(
        [(x + 210, y - 330), (x + 140, y - 310), (x + 70, y - 338), (x, y - 324)]
    )
    sheet.fill(cloth, MADDER, 1)
    sheet.shade(cloth, WINE, (x + 60, 0), (x + 140, 0), 0.6)
    sheet.fill(hand.star(x + 108, y - 390, 40, 28, 20), SAFFRON)


def dushanbe(sheet: Sheet) -> None:
    scenery.sky(
        sheet, mix(INDIGO, DUSK, 0.4), mix(DUSK, ROSE, 0.3), mix(ROSE, APRICOT, 0.5), PAPER, bottom=560, bands=4
    )
    scenery.sun(sheet, 1120, 290, 80, mix(BRICK, APRICOT, 0.35), mix(APRICOT, ROSE, 0.3), 2.8)
    rock = Rock(mix(ROSE, BRICK, 0.3), mix(DUSK, WINE, 0.35), CREAM, mix(SLATE, ROSE, 0.35))
    air = mix(PAPER, ROSE, 0.4)
    scenery.massif(
        sheet, [(60, 320, 330), (1440, 290, 330), (1190, 330, 280)], 640, rock.far(air, 0.35), 0.38, 1, wall=True
    )
    scenery.massif(sheet, [(370, 230, 360), (1010, 320, 320), (700, 290, 360)], 640, rock.far(air, 0.18), 0.42, 1)
    scenery.mist(sheet, 430, 640, mix(PAPER, ROSE, 0.35), 0.8)
    for y, ink in ((630, mix(SAGE, ROSE, 0.3)), (690, mix(OLIVE, ROSE, 0.2))):
        scenery.ridge(sheet, y, 60, ink, 250, 3)
    for x, wide, high in (
        (20, 150, 190),
        (200, 110, 250),
        (330, 150, 150),
        (1020, 150, 160),
        (1190, 120, 240),
        (1330, 160, 180),
    ):
        block(
            sheet,
            x,
            840,
            wide,
            high,
            mix(PAPER, sheet.random.choice([APRICOT, ROSE, SAND]), 0.5),
            mix(DUSK, ROSE, 0.4),
            (5, int(high / 26)),
            0.2,
        )
    _arch(sheet, 750, 860)
    for x in (480, 540, 965, 1025, 60, 150, 250, 1250, 1360, 1450, 400, 1110):
        poplar(sheet, x, 890, sheet.random.uniform(170, 250), mix(MOSS, DEEP, 0.35), OLIVE)
    sheet.fill(hand.box(-10, 866, 1520, 150), mix(MOSS, OLIVE, 0.3), 1)
    sheet.fill([(640, 862), (860, 862), (1110, 1010), (390, 1010)], mix(SAND, PAPER, 0.4), 1)
    sheet.fill([(722, 866), (778, 866), (850, 1010), (650, 1010)], TEAL, 1)
    for n in range(7):
        sheet.line([(750 - 22 - n * 8, 880 + n * 18), (750 + 22 + n * 8, 880 + n * 18)], 3, MINT)
    for n in range(80):
        side = 1 if n % 2 else -1
        y = sheet.random.uniform(884, 1000)
        x = 750 + side * ((y - 862) * 1.66 + 150 + sheet.random.uniform(0, 220))
        sheet.disc(x, y, sheet.random.uniform(5, 10), sheet.random.choice([MADDER, BRICK, CREAM]), 0.5)


def _arch(sheet: Sheet, x: float, y: float) -> None:
    """A memorial arch under a crown, in pale stone."""
    stone, shade = mix(CREAM, SAND, 0.25), mix(SAND, CLAY, 0.45)
    sheet.fill(
        [(x - 150, y), (x - 140, y - 300), (x - 90, y - 330), (x + 90, y - 330), (x + 140, y - 300), (x + 150, y)],
        stone,
        1,
    )
    sheet.shade(
        [(x, y), (x, y - 330), (x + 90, y - 330), (x + 140, y - 300), (x + 150, y)],
        shade,
        (x + 20, 0),
        (x + 150, 0),
        0.9,
    )
    sheet.fill(
        [
            (x - 78, y),
            *hand.curve([(x - 78, y - 120), (x - 66, y - 200), (x, y - 262), (x + 66, y - 200), (x + 78, y - 120)]),
            (x + 78, y),
        ],
        mix(DUSK, WINE, 0.3),
        1,
    )
    sheet.fill(
        [(x - 50, y), *hand.curve([(x - 50, y - 110), (x, y - 200), (x + 50, y - 110)]), (x + 50, y)],
        mix(ROSE, PAPER, 0.3),
        1,
    )
    for n in range(-3, 4):
        sheet.fill(
            [(x + n * 28 - 13, y - 328), (x + n * 32, y - 388 + abs(n) * 9), (x + n * 28 + 13, y - 328)], SAFFRON, 0.5
        )
        sheet.disc(x + n * 32, y - 394 + abs(n) * 9, 7, OCHRE, 0.3)
    for side in (-1, 1):
        sheet.fill(
            [(x + side * 150, y), (x + side * 146, y - 90), (x + side * 260, y - 60), (x + side * 330, y)], stone, 1
        )
    statue = [
        (x - 17, y),
        (x - 13, y - 70),
        (x - 18, y - 96),
        (x - 8, y - 108),
        (x, y - 126),
        (x + 8, y - 108),
        (x + 18, y - 96),
        (x + 13, y - 70),
        (x + 17, y),
    ]
    sheet.fill(statue, UMBER, 0.6)


def ashgabat(sheet: Sheet) -> None:
    scenery.sky(sheet, LAGOON, mix(TEAL, MINT, 0.4), PAPER, mix(APRICOT, PAPER, 0.4), bottom=560, bands=4)
    scenery.sun(sheet, 415, 250, 84, mix(SAFFRON, CREAM, 0.5), mix(PAPER, SAFFRON, 0.2), 3)
    for y, depth, ink in (
        (560, 190, mix(ROSE, SLATE, 0.45)),
        (610, 130, mix(ROSE, CLAY, 0.45)),
        (660, 80, mix(mix(SAND, CLAY, 0.5), CLAY, 0.4)),
    ):
        edge = scenery.ridge(sheet, y, depth, ink, 190, 5)
        sheet.shade([*edge, (1510, 700), (-10, 700)], mix(PAPER, ROSE, 0.3), (0, y - depth), (0, y + 70), 0.5)
    marble = mix(CREAM, MIST, 0.2)
    for x, wide, high in (
        (20, 170, 240),
        (220, 150, 300),
        (400, 140, 220),
        (960, 140, 230),
        (1130, 150, 310),
        (1310, 170, 250),
    ):
        block(sheet, x, 840, wide, high, marble, mix(TEAL, SLATE, 0.4), (5, int(high / 30)), 0.22)
        sheet.fill(hand.box(x - 6, 840 - high - 16, wide * 0.78 + 12, 20), CREAM, 0.6)
        sheet.fill(hand.arc(x + wide * 0.39, 840 - high - 14, wide * 0.2, wide * 0.22, 180, 360), SAFFRON)
    _monument(sheet, 750, 850)
    sheet.fill(hand.box(-10, 840, 1520, 180), mix(SAND, CREAM, 0.5), 1)
    sheet.fill([(600, 850), (900, 850), (1180, 1010), (320, 1010)], TEAL, 1)
    sheet.shade([(600, 850), (900, 850), (1180, 1010), (320, 1010)], TURQUOISE, (0, 850), (0, 1010), 0.8)
    for n in range(9):
        y = 868 + n * 15
        sheet.line([(750 - 130 - n * 24, y), (750 + 130 + n * 24, y)], 2.5, MINT)
    for n in range(5):
        for side in (-1, 1):
            x, y, high = 750 + side * (70 + n * 42), 880 + n * 24, 60 + n * 12
            for lean in (-1, 0, 1):
                jet = hand.curve(
                    [(x, y), (x + lean * high * 0.12, y - high), (x + lean * high * 0.34, y - high * 0.35)]
                )
                sheet.stroke(
                    jet if lean else [(x, y), (x, y - high * 0.6), (x, y - high * 1.15)], 5 + n, CREAM, (0.5, 0.1)
                )
    for n in range(8):
        for side in (-1, 1):
            spruce(sheet, 750 + side * (260 + n * 66), 868 + n * 18, 110 + n * 14, mix(MOSS, DEEP, 0.4))


def _monument(sheet: Sheet, x: float, y: float) -> None:
    """A white spire on a stepped star, after the region's taste for marble and gold."""
    for n, half in enumerate((150, 116, 84)):
        sheet.fill(hand.box(x - half, y - 40 * (n + 1), 2 * half, 42), CREAM, 0.7)
        sheet.fill(hand.box(x, y - 40 * (n + 1), half, 42), mix(MIST, SLATE, 0.25))
    sheet.fill([(x - 46, y - 110), (x - 18, y - 520), (x, y - 560), (x + 18, y - 520), (x + 46, y - 110)], CREAM, 0.8)
    sheet.fill([(x, y - 110), (x, y - 560), (x + 18, y - 520), (x + 46, y - 110)], mix(MIST, SLATE, 0.35), 0.8)
    sheet.fill(hand.star(x, y - 330, 46, 24, 8), SAFFRON)
    sheet.disc(x, y - 330, 14, MADDER, 0.3)
    sheet.disc(x, y - 574, 16, SAFFRON, 0.3)


PICTURES = {"bishkek": bishkek, "dushanbe": dushanbe, "ashgabat": ashgabat}
