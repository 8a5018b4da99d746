"""The ranges: Tien Shan, Pamir, the lake between them, a glacier, a canyon."""

from math import sin

from demo.drawing import hand, scenery
from demo.drawing.palette import (
    APRICOT,
    BRICK,
    CLAY,
    CREAM,
    DEEP,
    DUSK,
    INDIGO,
    INK,
    LAGOON,
    MADDER,
    MINT,
    MIST,
    MOSS,
    NIGHT,
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
from demo.drawing.scenery import Rock, peak
from demo.drawing.sheet import Sheet


def spruce(sheet: Sheet, x: float, y: float, high: float, ink) -> None:
    """A Tien Shan spruce: narrow as a candle."""
    tiers, outline = 6, [(x, y - high)]
    for n in range(1, tiers + 1):
        half = high * 0.15 * (n / tiers) ** 0.8 * sheet.random.uniform(0.85, 1.15)
        outline.append((x + half, y - high * (1 - n / tiers) - high * 0.02))
        outline.append((x + half * 0.45, y - high * (1 - n / tiers) - high * 0.03))
    left = [(2 * x - px + sheet.random.uniform(-1, 1), py) for px, py in outline[1:]]
    sheet.fill([*outline, *left[::-1]], ink)


def forest(sheet: Sheet, edge, count: int, inks, size: float) -> None:
    """Spruces standing along a line given by a function of x."""
    for _ in range(count):
        x = sheet.random.uniform(-20, 1520)
        spruce(
            sheet,
            x,
            edge(x) + sheet.random.uniform(-8, 14),
            size * sheet.random.uniform(0.6, 1.15),
            sheet.random.choice(inks),
        )


def tien_shan(sheet: Sheet) -> None:
    scenery.sky(sheet, LAGOON, mix(TEAL, MINT, 0.4), MIST, PAPER, bottom=520, bands=4)
    scenery.sun(sheet, 1120, 190, 62, CREAM, PAPER, 3.4)
    rock = Rock(mix(DUSK, ROSE, 0.25), INDIGO, CREAM, mix(SLATE, MIST, 0.4))
    air = mix(MIST, TEAL, 0.15)
    scenery.massif(
        sheet,
        [(60, 350, 300), (1460, 330, 320), (300, 310, 280), (1250, 300, 300)],
        700,
        rock.far(air, 0.5),
        0.55,
        1,
        wall=True,
    )
    scenery.massif(sheet, [(500, 270, 300), (1010, 240, 340), (745, 110, 440)], 740, rock.far(air, 0.12), 0.6, 1)
    scenery.mist(sheet, 520, 730, air, 0.75)
    for y, depth, ink in (
        (690, 90, mix(SAGE, TEAL, 0.4)),
        (760, 90, mix(OLIVE, TEAL, 0.25)),
        (860, 110, mix(OLIVE, MOSS, 0.3)),
    ):
        edge = scenery.ridge(sheet, y, depth, ink, 360, 3)
        sheet.shade([*edge, (1510, 1010), (-10, 1010)], mix(ink, DEEP, 0.6), (0, y - 20), (0, y + 170), 0.55)
        heights = dict(zip(range(len(edge)), (p[1] for p in edge), strict=True))
        for _ in range(5):
            middle = sheet.random.uniform(0, 1500)
            for _ in range(16):
                x = sheet.random.gauss(middle, 60)
                foot = heights[min(max(int((x + 10) / 6), 0), len(edge) - 1)]
                spruce(
                    sheet,
                    x,
                    foot + sheet.random.uniform(0, 26),
                    (y - 620) * 0.38 * sheet.random.uniform(0.7, 1.2),
                    mix(MOSS, DEEP, 0.55 if y > 700 else 0.25),
                )
    scenery.grass(sheet, 915, 1010, [mix(MOSS, DEEP, 0.6), SAGE, OLIVE], 260, 44)
    for _ in range(60):
        sheet.disc(
            sheet.random.uniform(0, 1500),
            sheet.random.uniform(900, 995),
            sheet.random.uniform(3, 6),
            sheet.random.choice([SAFFRON, CREAM, MADDER]),
            0.3,
        )


def pamir_night(sheet: Sheet) -> None:
    scenery.sky(sheet, NIGHT, mix(NIGHT, INDIGO, 0.7), INDIGO, DUSK, bottom=640, bands=4)
    scenery.stars(sheet, 260, mix(CREAM, SAFFRON, 0.15), 600, 3.6)
    scenery.moon(sheet, 1010, 210, 74, mix(CREAM, SAFFRON, 0.25), mix(NIGHT, INDIGO, 0.6), 0.4)
    rock = Rock(mix(DUSK, SLATE, 0.4), mix(NIGHT, INDIGO, 0.6), MIST, mix(DUSK, INDIGO, 0.3))
    scenery.massif(
        sheet,
        [(60, 430, 280), (1460, 400, 300), (1220, 420, 260), (280, 390, 280)],
        760,
        rock.far(INDIGO, 0.42),
        0.6,
        1,
        wall=True,
    )
    scenery.massif(sheet, [(1020, 410, 290), (480, 350, 320), (720, 240, 420)], 780, rock.far(INDIGO, 0.08), 0.66, 1)
    scenery.mist(sheet, 560, 760, mix(INDIGO, DUSK, 0.5), 0.8)
    scenery.ridge(sheet, 760, 70, mix(NIGHT, INDIGO, 0.45), 280, 4)
    shore = scenery.ridge(sheet, 800, 26, mix(NIGHT, INDIGO, 0.2), 300, 4)
    lake = hand.curve(
        [(190, 850), (520, 822), (900, 824), (1330, 850), (1180, 905), (760, 925), (340, 900)], closed=True
    )
    sheet.fill(lake, mix(INDIGO, DUSK, 0.45), 2)
    with sheet.inside(lake):
        sheet.shade(lake, NIGHT, (0, 835), (0, 930), 0.7)
        scenery.glitter(sheet, 985, 835, 920, mix(CREAM, SAFFRON, 0.3), 90, 22)
        scenery.marks(sheet, 835, 920, SLATE, 26, 120, 3)
    _lit_yurt(sheet, 560, 838, 0.7)
    scenery.grass(sheet, 930, 1010, [NIGHT, mix(NIGHT, INK, 0.5), INDIGO], 260, 50)
    del shore


def _lit_yurt(sheet: Sheet, x: float, y: float, size: float) -> None:
    body = [(-60, 0), (-58, -46), (-30, -76), (0, -88), (30, -76), (58, -46), (60, 0)]
    sheet.glow(x, y - 30 * size, 170 * size, SAFFRON, 0.4)
    sheet.fill(hand.placed(body, x, y, size), mix(NIGHT, UMBER, 0.4), 1)
    sheet.fill(hand.placed(hand.box(-16, -42, 32, 42), x, y, size), SAFFRON)
    sheet.fill(hand.placed(hand.circle(0, -84, 12, 5), x, y, size), SAFFRON)


def issyk_kul(sheet: Sheet) -> None:
    scenery.sky(sheet, mix(TEAL, MINT, 0.35), MIST, PAPER, mix(ROSE, PAPER, 0.45), bottom=430, bands=4)
    rock = Rock(mix(ROSE, DUSK, 0.45), mix(DUSK, INDIGO, 0.3), CREAM, mix(SLATE, MIST, 0.5))
    air = mix(PAPER, ROSE, 0.35)
    scenery.massif(
        sheet,
        [(40, 310, 200), (1450, 300, 210), (240, 280, 200), (1260, 270, 210)],
        480,
        rock.far(air, 0.38),
        0.6,
        wall=True,
    )
    scenery.massif(
        sheet, [(450, 260, 220), (1060, 280, 220), (880, 240, 220), (650, 200, 260)], 480, rock.far(air, 0.22), 0.6
    )
    scenery.mist(sheet, 380, 480, air, 0.8)
    water = hand.box(-10, 478, 1520, 540)
    for index, ink in enumerate((mix(MINT, TEAL, 0.4), TEAL, LAGOON, TURQUOISE, mix(TURQUOISE, DEEP, 0.5))):
        y = 478 + (0, 42, 105, 195, 310)[index]
        wave = hand.Wave(sheet.random)
        edge = [(x, y + (0 if not index else 7 * wave.rough(x / 150))) for x in range(-10, 1521, 15)]
        sheet.fill([*edge, (1510, 1010), (-10, 1010)], ink)
        sheet.shade([*edge, (1510, 1010), (-10, 1010)], DEEP, (0, y), (0, y + 260), 0.4)
    scenery.marks(sheet, 490, 900, mix(MINT, MIST, 0.5), 110, 150, 5)
    _sail(sheet, 860, 640)
    shore = hand.curve([(-20, 850), (200, 872), (420, 930), (700, 945), (960, 1020), (-20, 1030)], closed=True)
    sheet.fill(shore, mix(SAND, APRICOT, 0.3), 3)
    sheet.shade(shore, CLAY, (500, 900), (100, 1010), 0.7)
    sheet.stroke(hand.curve([(-20, 844), (200, 866), (420, 924), (700, 940), (970, 1016)]), 9, CREAM, (1, 0.3))
    for x, y, high in ((120, 905, 330), (215, 925, 260), (40, 915, 250)):
        spruce(sheet, x, y, high, mix(MOSS, DEEP, 0.55))
    scenery.birds(sheet, 1120, 380, 4, mix(DUSK, INDIGO, 0.4), 18, 110)
    del water


def _sail(sheet: Sheet, x: float, y: float) -> None:
    sheet.fill([(x - 74, y), (x + 76, y), (x + 50, y + 26), (x - 52, y + 26)], MADDER, 1)
    sheet.fill([(x - 74, y), (x + 76, y), (x + 72, y + 6), (x - 70, y + 6)], CREAM)
    sheet.fill(hand.curve([(x - 4, y - 190), (x - 40, y - 90), (x - 66, y - 8), (x - 4, y - 8)], parts=6), CREAM, 1)
    sheet.fill(
        hand.curve([(x + 6, y - 170), (x + 42, y - 70), (x + 62, y - 8), (x + 6, y - 8)], parts=6),
        mix(SAFFRON, PAPER, 0.25),
        1,
    )
    sheet.fill(hand.box(x - 2, y - 200, 5, 202), UMBER)
    for n in range(6):
        sheet.stroke(
            [(x - 60 + n * 5, y + 36 + n * 9), (x, y + 38 + n * 9), (x + 60 - n * 5, y + 36 + n * 9)],
            5,
            mix(PAPER, TEAL, 0.2 + n * 0.12),
        )


def glacier(sheet: Sheet) -> None:
    """A valley glacier comes down between two walls, with its moraines, and ends in a gate of ice."""
    scenery.sky(
        sheet, mix(INDIGO, DUSK, 0.35), mix(DUSK, SLATE, 0.45), MIST, mix(PAPER, ROSE, 0.25), bottom=430, bands=4
    )
    rock = Rock(mix(SLATE, DUSK, 0.4), mix(INDIGO, NIGHT, 0.3), CREAM, mix(SLATE, MIST, 0.45))
    scenery.massif(
        sheet, [(540, 210, 300), (960, 230, 300), (760, 110, 330)], 620, rock.far(MIST, 0.35), 0.95, wall=True
    )
    _ice(sheet)
    near = rock.far(MIST, 0.06)
    for x, y, left, right in ((90, 150, 420, 470), (1420, 130, 470, 420), (330, 330, 380, 330), (1190, 350, 330, 380)):
        peak(sheet, x, y, 940, left, right, near, 0.34)
    _snout(sheet)
    scenery.grass(sheet, 960, 1010, [mix(MOSS, INDIGO, 0.4), OLIVE], 120, 26)


def _ice(sheet: Sheet) -> None:
    """Lanes that widen towards the eye; the dark ones are moraine, the cuts across are crevasses."""

    def lane(at: float, y: float) -> hand.Point:
        share = (y - 330) / 570
        return 750 + 60 * sin(share * 3.4) * (1 - share) + at * (95 + 560 * share**1.25), y

    heights = range(330, 921, 22)
    tongue = [lane(-1, y) for y in heights] + [lane(1, y) for y in reversed(heights)]
    sheet.fill(tongue, mix(CREAM, MIST, 0.3), 2)
    with sheet.inside(tongue):
        sheet.shade(tongue, mix(MINT, TEAL, 0.2), (700, 430), (760, 930), 0.75)
        sheet.shade(tongue, mix(SLATE, DUSK, 0.3), (760, 0), (1180, 0), 0.5)
        for row in range(34):
            y = 360 + 560 * (row / 34) ** 1.15
            size = (y - 300) / 600
            for _ in range(4):
                at = sheet.random.uniform(-0.95, 0.9)
                ends = [lane(at, y + 8 * size), lane(at + 0.1, y - 5 * size), lane(at + 0.2, y + 9 * size)]
                sheet.stroke(hand.curve(ends), 2 + 8 * size, mix(TEAL, LAGOON, 0.3) if row % 3 else CREAM)
        for at, wide in ((-0.62, 10), (-0.28, 16), (0.12, 26), (0.5, 13)):
            path = [lane(at + 0.02 * sin(y / 40), y) for y in heights]
            left = [(x - wide * (0.2 + (y - 330) / 500), y) for x, y in path]
            right = [(x + wide * (0.2 + (y - 330) / 500), y) for x, y in path]
            sheet.fill([*left, *right[::-1]], mix(SLATE, UMBER, 0.45), 3)
            sheet.fill([*[(x + 1, y) for x, y in path], *right[::-1]], mix(NIGHT, UMBER, 0.4), 2)


def _snout(sheet: Sheet) -> None:
    """The end of the ice: rubble, the dark gate, the grey-green river out of it."""
    wave = hand.Wave(sheet.random)
    rubble = [(x, 890 + 24 * wave.rough(x / 90)) for x in range(-10, 1521, 12)]
    sheet.fill([*rubble, (1510, 1010), (-10, 1010)], mix(SLATE, UMBER, 0.45))
    sheet.shade([*rubble, (1510, 1010), (-10, 1010)], NIGHT, (0, 880), (0, 1010), 0.6)
    sheet.fill(hand.arc(750, 912, 74, 52, 180, 360), DEEP, 1)
    river = [*hand.curve([(696, 912), (650, 950), (560, 1015)]), *hand.curve([(850, 1015), (810, 950), (804, 912)])]
    sheet.fill(river, mix(TEAL, MIST, 0.25), 2)
    for x, y in ((740, 930), (690, 955), (760, 975), (650, 990), (770, 955)):
        sheet.stroke([(x - 40, y), (x, y - 3), (x + 40, y)], 5, MIST)
    for _ in range(90):
        x, y = sheet.random.uniform(0, 1500), sheet.random.uniform(905, 1000)
        if not 560 < x < 850:
            size = sheet.random.uniform(5, 17)
            stone = hand.placed([(-1, 0.3), (-0.5, -0.6), (0.4, -0.7), (1, 0.2), (0.5, 0.5)], x, y, size)
            sheet.fill(stone, mix(SLATE, CLAY, 0.3))


def charyn(sheet: Sheet) -> None:
    """Castles of clay stone on both sides of a dry valley, the river at its bottom."""
    scenery.sky(sheet, LAGOON, TEAL, MINT, PAPER, bottom=520, bands=3)
    scenery.cloud(sheet, 890, 190, 300, CREAM, MINT)
    scenery.ridge(sheet, 520, 70, mix(ROSE, SLATE, 0.3), 160, 4)
    scenery.mist(sheet, 440, 560, PAPER, 0.6)
    inks = [mix(BRICK, ROSE, 0.55), mix(BRICK, ROSE, 0.2), mix(BRICK, MADDER, 0.45), mix(MADDER, WINE, 0.25)]
    rows = ((610, 890, 400, 74), (480, 1030, 330, 98), (320, 1200, 240, 130), (120, 1400, 120, 180))
    for depth, (left, right, top, width) in enumerate(rows):
        foot = 640 + depth * 62
        for side, edge in ((-1, left), (1, right)):
            _castles(sheet, inks[depth], edge, side, top, width, foot + 40)
        slope = [(-10, foot - 6), (left - 40, foot), (left + 150, foot + 62), (left + 190, 1010), (-10, 1010)]
        for points in (slope, [(1500 - x + (left + right - 1500), y) for x, y in slope]):
            scree = hand.waver(points, 9, sheet.random, 18)
            sheet.fill(scree, mix(inks[depth], SAND, 0.5))
            sheet.shade(scree, mix(inks[depth], CLAY, 0.3), (0, foot), (0, foot + 210), 0.8)
    _valley(sheet)


def _valley(sheet: Sheet) -> None:
    floor = hand.curve(
        [(700, 650), (800, 650), (900, 740), (1180, 860), (1560, 1020), (-60, 1020), (330, 860), (600, 740)],
        closed=True,
    )
    sheet.fill(floor, mix(SAND, APRICOT, 0.4), 3)
    sheet.shade(floor, CLAY, (0, 660), (0, 1010), 0.6)
    left = hand.curve([(748, 652), (786, 690), (726, 740), (800, 820), (660, 1020)], parts=10)
    right = hand.curve([(758, 652), (806, 690), (766, 740), (900, 820), (880, 1020)], parts=10)
    river = [*left, *right[::-1]]
    sheet.fill(river, LAGOON, 1.5)
    with sheet.inside(river):
        sheet.shade(river, DEEP, (0, 700), (0, 1010), 0.6)
        scenery.marks(sheet, 660, 1000, MINT, 60, 90, 4)
    for x, y, size in (
        (690, 760, 26),
        (640, 800, 40),
        (560, 850, 60),
        (900, 770, 30),
        (960, 830, 48),
        (1060, 900, 80),
        (470, 930, 90),
        (1180, 985, 100),
        (380, 1000, 110),
    ):
        for dx, ink in ((0.2, mix(MOSS, DEEP, 0.4)), (-0.15, mix(MOSS, OLIVE, 0.35))):
            sheet.fill(
                hand.waver(
                    hand.circle(x + dx * size, y - size * 0.36, size * 0.7, size * 0.48), size * 0.1, sheet.random, 8
                ),
                ink,
            )


def _castles(sheet: Sheet, ink: Ink, edge: float, side: int, top: float, width: float, foot: float) -> None:
    """Towers from the valley outwards, each with its strata and a face in shade on the right."""
    x, count = edge, 0
    while -width * 2 < x < 1500 + width * 2:
        high = top + width * (sheet.random.uniform(-0.35, 0.45) + (0.5 if count == 0 else -0.12 * min(count, 4)))
        half = width * sheet.random.uniform(0.4, 0.56)
        outline = [
            (-1.25, foot),
            (-1.05, high + 150),
            (-0.9, high + 84),
            (-0.98, high + 60),
            (-0.6, high + 12),
            (-0.2, high),
            (0.1, high + 14),
        ]
        outline += [
            (0.18, high - 10),
            (0.62, high - 4),
            (0.74, high + 46),
            (1.0, high + 70),
            (1.04, high + 150),
            (1.3, foot),
        ]
        tower = hand.waver([(x + px * half, y) for px, y in outline], width * 0.05, sheet.random, 13)
        sheet.fill(tower, ink)
        with sheet.inside(tower):
            sheet.fill(
                [(x + half * 0.2, high - 60), (x + half * 2, high), (x + half * 2, foot), (x + half * 0.42, foot)],
                mix(ink, WINE, 0.4),
                7,
            )
            y = high + 30
            while y < foot:
                wave, deep = hand.Wave(sheet.random), width * sheet.random.uniform(0.02, 0.09)
                span = [x + half * 1.4 * (n / 8 - 1) for n in range(17)]
                upper = [(px, y + 5 * wave.at(px / 26)) for px in span]
                lower = [(px, y + deep + 5 * wave.at(px / 31 + 9)) for px in span]
                sheet.fill([*upper, *lower[::-1]], mix(ink, sheet.random.choice([APRICOT, WINE, SAND]), 0.28))
                y += width * sheet.random.uniform(0.2, 0.5)
        sheet.shade(tower, mix(ink, SAND, 0.5), (0, foot - 200), (0, foot + 20), 0.6)
        x += side * width * 0.86
        count += 1


PICTURES = {
    "tien-shan": tien_shan,
    "pamir-night": pamir_night,
    "issyk-kul": issyk_kul,
    "glacier": glacier,
    "charyn": charyn,
}
