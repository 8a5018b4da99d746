"""The ranges: Tien Shan, Pamir, the lake between them, a glacier, a canyon."""

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
    for x, y, left, right, far in (
        (180, 360, 320, 260, 0.55),
        (1270, 330, 330, 380, 0.55),
        (480, 300, 300, 260, 0.4),
        (1010, 270, 320, 330, 0.4),
    ):
        peak(sheet, x, y, 700, left, right, rock.far(air, far), 0.55, 1)
    peak(sheet, 745, 130, 740, 430, 450, rock.far(air, 0.1), 0.6, 1)
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
    for x, y, left, right, far in (
        (130, 420, 300, 320, 0.45),
        (1400, 400, 330, 300, 0.45),
        (430, 350, 330, 280, 0.3),
        (1120, 380, 300, 300, 0.3),
    ):
        peak(sheet, x, y, 760, left, right, rock.far(INDIGO, far), 0.62, 1)
    peak(sheet, 740, 250, 780, 400, 420, rock, 0.68, 1)
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
    for x, y, far in (
        (90, 300, 0.4),
        (330, 250, 0.35),
        (560, 285, 0.3),
        (1180, 260, 0.35),
        (1420, 300, 0.4),
        (960, 275, 0.3),
        (760, 205, 0.2),
    ):
        peak(sheet, x, y, 480, 230, 230, rock.far(air, far), 0.6, -1)
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
    scenery.sky(sheet, mix(INDIGO, DUSK, 0.4), mix(DUSK, SLATE, 0.4), MIST, PAPER, bottom=430, bands=4)
    rock = Rock(mix(SLATE, DUSK, 0.4), mix(INDIGO, NIGHT, 0.3), CREAM, mix(SLATE, MIST, 0.45))
    peak(sheet, 750, 120, 560, 420, 420, rock.far(MIST, 0.25), 0.85, -1)
    peak(sheet, 330, 210, 760, 420, 420, rock, 0.45, -1)
    peak(sheet, 1190, 190, 790, 430, 420, rock, 0.45, -1)
    tongue = hand.curve(
        [
            (600, 420),
            (690, 395),
            (810, 395),
            (905, 425),
            (880, 520),
            (930, 610),
            (1080, 720),
            (1180, 830),
            (980, 875),
            (740, 890),
            (480, 872),
            (330, 820),
            (480, 700),
            (610, 610),
            (640, 510),
        ],
        closed=True,
    )
    sheet.fill(tongue, CREAM, 3)
    with sheet.inside(tongue):
        sheet.shade(tongue, MINT, (700, 500), (860, 900), 0.6)
        for lane in (-0.75, -0.45, -0.15, 0.15, 0.45, 0.75):
            path = hand.curve(
                [
                    (750 + lane * 110, 400),
                    (760 + lane * 110, 510),
                    (770 + lane * 190, 620),
                    (760 + lane * 340, 740),
                    (755 + lane * 440, 880),
                ]
            )
            sheet.stroke(
                path,
                12 if abs(lane) > 0.2 else 20,
                mix(SLATE, MIST, 0.25) if abs(lane) > 0.2 else mix(SLATE, DUSK, 0.3),
                (0.3, 1),
            )
        for n in range(40):
            y = 520 + n * 9.4
            middle, half = 755 + sheet.random.uniform(-1, 1) * (60 + n * 7), 20 + n * 1.4
            sheet.stroke(
                hand.curve([(middle - half, y + 6), (middle, y - 4), (middle + half, y + 7)]), 5, mix(TEAL, MINT, 0.35)
            )
    _snout(sheet)
    scenery.grass(sheet, 960, 1010, [mix(MOSS, INDIGO, 0.4), OLIVE], 120, 26)


def _snout(sheet: Sheet) -> None:
    wave = hand.Wave(sheet.random)
    rubble = [(x, 872 + 26 * wave.rough(x / 90)) for x in range(-10, 1521, 12)]
    sheet.fill([*rubble, (1510, 1010), (-10, 1010)], mix(SLATE, UMBER, 0.45))
    sheet.shade([*rubble, (1510, 1010), (-10, 1010)], NIGHT, (0, 860), (0, 1010), 0.6)
    cave = hand.arc(742, 900, 66, 46, 180, 360)
    sheet.fill(cave, DEEP, 1)
    river = hand.curve([(690, 900), (640, 950), (560, 1015), (830, 1015), (800, 950), (794, 900)], closed=False)
    sheet.fill(river, mix(TEAL, MIST, 0.25), 2)
    scenery_marks = [(700, 925), (680, 955), (720, 975), (650, 990), (760, 950)]
    for x, y in scenery_marks:
        sheet.stroke([(x - 40, y), (x, y - 3), (x + 40, y)], 5, MIST)
    for _ in range(90):
        x, y = sheet.random.uniform(0, 1500), sheet.random.uniform(890, 1000)
        if not 560 < x < 840:
            size = sheet.random.uniform(5, 17)
            sheet.fill(
                hand.placed([(-1, 0.3), (-0.5, -0.6), (0.4, -0.7), (1, 0.2), (0.5, 0.5)], x, y, size),
                mix(SLATE, CLAY, 0.3),
            )


def charyn(sheet: Sheet) -> None:
    scenery.sky(sheet, LAGOON, TEAL, MINT, PAPER, bottom=420, bands=3)
    scenery.cloud(sheet, 1080, 150, 330, CREAM, MINT)
    inks = [mix(BRICK, ROSE, 0.35), BRICK, mix(BRICK, MADDER, 0.6), mix(MADDER, WINE, 0.4)]
    for depth, (left, right, top, width) in enumerate(
        ((600, 940, 330, 70), (450, 1080, 300, 90), (270, 1250, 250, 120), (60, 1440, 190, 150))
    ):
        _wall(sheet, inks[depth], left, -1, top, width)
        _wall(sheet, inks[depth], right, 1, top + 20, width)
    floor = [(690, 640), (820, 640), (1000, 780), (1240, 1010), (250, 1010), (520, 780)]
    sheet.fill(floor, mix(SAND, APRICOT, 0.4), 3)
    sheet.shade(floor, CLAY, (0, 640), (0, 1010), 0.6)
    river = hand.curve(
        [
            (752, 640),
            (800, 690),
            (730, 740),
            (830, 820),
            (700, 1015),
            (880, 1015),
            (930, 820),
            (790, 740),
            (820, 690),
            (762, 640),
        ]
    )
    sheet.fill(river, LAGOON, 1.5)
    with sheet.inside(river):
        scenery.marks(sheet, 660, 1000, MINT, 60, 90, 4)
    for x, y, size in (
        (610, 800, 40),
        (560, 850, 60),
        (480, 920, 90),
        (960, 810, 44),
        (1040, 900, 80),
        (430, 985, 70),
        (1130, 985, 100),
    ):
        for dx, ink in ((0, mix(MOSS, OLIVE, 0.3)), (-0.25, MOSS)):
            sheet.fill(
                hand.waver(
                    hand.circle(x + dx * size, y - size * (0.4 + dx * 0.3), size * 0.75, size * 0.5), 5, sheet.random
                ),
                ink,
            )


def _wall(sheet: Sheet, ink, edge: float, side: int, top: float, width: float) -> None:
    """Towers of clay stone in strata, their sunny faces to the left."""
    far = 760 if side > 0 else -760
    x, count = edge, 0
    while -200 < x < 1700 and count < 12:
        high = top + sheet.random.uniform(-30, 50) - count * 14
        half = width * sheet.random.uniform(0.42, 0.6)
        tower = [
            (x - half * 1.15, 1010),
            (x - half, high + 90),
            (x - half * 0.7, high + 20),
            (x - half * 0.3, high),
            (x + half * 0.35, high + 6),
            (x + half * 0.75, high + 40),
            (x + half, high + 110),
            (x + half * 1.2, 1010),
        ]
        tower = hand.waver(tower, 7, sheet.random, 16)
        sheet.fill(tower, ink)
        with sheet.inside(tower):
            sheet.fill(
                [(x + half * 0.1, high - 20), (x + half * 2, high), (x + half * 2, 1010), (x + half * 0.3, 1010)],
                mix(ink, WINE, 0.35),
                7,
            )
            for y in range(0, 800, 46):
                wave = hand.Wave(sheet.random)
                band = [
                    (px, high + 40 + y + 5 * wave.at(px / 30))
                    for px in range(int(x - half * 1.4), int(x + half * 1.5), 14)
                ]
                sheet.line(band, 5 if y % 92 else 10, mix(ink, APRICOT if y % 92 else WINE, 0.35))
        sheet.shade(tower, mix(ink, UMBER, 0.5), (0, high + 260), (0, 900), 0.6)
        x += side * width * 0.95
        count += 1
    del far


PICTURES = {
    "tien-shan": tien_shan,
    "pamir-night": pamir_night,
    "issyk-kul": issyk_kul,
    "glacier": glacier,
    "charyn": charyn,
}
