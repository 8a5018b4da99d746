"""What people have built out there: the railway, turbines, mirrors, a dam."""

from math import cos, pi, sin

from demo.drawing import hand, scenery
from demo.drawing.animals import sheep
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
from demo.drawing.scenery import Rock, peak
from demo.drawing.sheet import Sheet


def train(sheet: Sheet) -> None:
    scenery.sky(sheet, LAGOON, mix(TEAL, MINT, 0.4), PAPER, mix(SAFFRON, APRICOT, 0.4), bottom=560, bands=4)
    scenery.sun(sheet, 420, 420, 96, CREAM, mix(SAFFRON, PAPER, 0.3), 2.8)
    for x, y, width in ((1060, 190, 420), (230, 150, 300), (760, 300, 220)):
        scenery.cloud(sheet, x, y, width, CREAM, mix(APRICOT, ROSE, 0.3))
    scenery.ridge(sheet, 560, 80, mix(DUSK, ROSE, 0.4), 240)
    scenery.mist(sheet, 500, 580, APRICOT, 0.6)
    for y, depth, ink in ((590, 30, mix(SAGE, SAFFRON, 0.35)), (660, 30, mix(OCHRE, SAFFRON, 0.4))):
        edge = scenery.ridge(sheet, y, depth, ink, 420, 3)
        sheet.shade([*edge, (1510, 1010), (-10, 1010)], mix(ink, UMBER, 0.3), (0, y), (0, y + 200), 0.5)
    for n in range(6):
        x = 80 + n * 285
        sheet.fill(hand.box(x, 420, 8, 306), mix(UMBER, INK, 0.3))
        sheet.fill(hand.box(x - 34, 440, 78, 7), mix(UMBER, INK, 0.3))
        if n < 5:
            for dx in (-28, 36):
                sheet.line(
                    hand.curve([(x + dx, 438), (x + dx + 142, 452), (x + dx + 285, 438)]), 1.8, mix(UMBER, INK, 0.3)
                )
    sheet.fill([(-10, 724), (1510, 724), (1510, 790), (-10, 790)], mix(CLAY, UMBER, 0.4), 3)
    for x in range(-10, 1510, 24):
        sheet.fill(hand.box(x, 726, 13, 10), mix(UMBER, INK, 0.3))
    sheet.fill(hand.box(-10, 720, 1520, 6), mix(SLATE, INK, 0.3))
    for n in range(4):
        _carriage(sheet, -250 + n * 300, 716)
    _engine(sheet, 960, 716)
    foreground = scenery.ridge(sheet, 800, 24, mix(OLIVE, OCHRE, 0.3), 420, 3)
    sheet.shade([*foreground, (1510, 1010), (-10, 1010)], mix(MOSS, DEEP, 0.4), (0, 800), (0, 1010), 0.75)
    scenery.grass(sheet, 850, 1010, [MOSS, mix(MOSS, DEEP, 0.5), SAFFRON, SAGE], 380, 66, 0.5)
    for _ in range(60):
        sheet.disc(
            sheet.random.uniform(0, 1500), sheet.random.uniform(830, 980), sheet.random.uniform(4, 8), MADDER, 0.6
        )


def _wheels(sheet: Sheet, xs: list[float], y: float) -> None:
    for x in xs:
        sheet.disc(x, y - 14, 17, INK, 0.3)
        sheet.disc(x, y - 14, 7, SLATE, 0.2)


def _carriage(sheet: Sheet, x: float, y: float) -> None:
    sheet.fill(hand.box(x + 8, y - 34, 276, 16), mix(INK, UMBER, 0.3))
    _wheels(sheet, [x + 40, x + 82, x + 212, x + 254], y)
    body = [(x, y - 32), (x, y - 146), (x + 12, y - 162), (x + 280, y - 162), (x + 292, y - 146), (x + 292, y - 32)]
    sheet.fill(body, TURQUOISE, 0.7)
    sheet.fill(hand.box(x, y - 128, 292, 54), CREAM, 0.4)
    for n in range(8):
        sheet.fill(hand.box(x + 16 + n * 34, y - 122, 23, 40), mix(DEEP, NIGHT, 0.3), 0.3)
        sheet.fill(
            [(x + 16 + n * 34, y - 122), (x + 28 + n * 34, y - 122), (x + 16 + n * 34, y - 98)], mix(DEEP, MINT, 0.35)
        )
    sheet.fill(hand.box(x, y - 58, 292, 7), SAFFRON)
    sheet.shade(body, NIGHT, (0, y - 70), (0, y - 20), 0.6)


def _engine(sheet: Sheet, x: float, y: float) -> None:
    sheet.fill(hand.box(x + 4, y - 36, 410, 18), mix(INK, UMBER, 0.3))
    _wheels(sheet, [x + 50, x + 96, x + 142, x + 280, x + 326, x + 372], y)
    body = [
        (x, y - 34),
        (x, y - 166),
        (x + 330, y - 166),
        (x + 376, y - 160),
        (x + 412, y - 104),
        (x + 430, y - 50),
        (x + 424, y - 34),
    ]
    sheet.fill(body, MADDER, 0.7)
    with sheet.inside(body):
        sheet.fill([(x, y - 104), (x + 440, y - 104), (x + 440, y - 76), (x, y - 76)], CREAM, 0.3)
        sheet.fill(hand.box(x, y - 60, 440, 7), SAFFRON)
        for n in range(9):
            sheet.fill(hand.box(x + 30 + n * 26, y - 152, 15, 38), mix(WINE, INK, 0.3), 0.2)
        sheet.shade(body, NIGHT, (0, y - 80), (0, y - 20), 0.55)
    sheet.fill(
        [(x + 290, y - 150), (x + 346, y - 150), (x + 346, y - 112), (x + 290, y - 112)], mix(DEEP, NIGHT, 0.3), 0.3
    )
    sheet.fill(
        [(x + 356, y - 150), (x + 374, y - 150), (x + 398, y - 112), (x + 356, y - 112)], mix(DEEP, MINT, 0.25), 0.3
    )
    sheet.disc(x + 408, y - 88, 10, SAFFRON, 0.2)
    sheet.glow(x + 420, y - 88, 60, mix(SAFFRON, CREAM, 0.5), 0.7)
    sheet.fill(hand.box(x + 60, y - 182, 110, 18), mix(WINE, INK, 0.3), 0.4)


def wind_turbines(sheet: Sheet) -> None:
    scenery.sky(sheet, mix(TURQUOISE, LAGOON, 0.5), TEAL, MINT, PAPER, bottom=620, bands=4)
    for x, y, width in ((300, 240, 420), (1180, 340, 480), (760, 470, 260), (1000, 130, 260)):
        scenery.cloud(sheet, x, y, width, CREAM, MINT)
    scenery.ridge(sheet, 620, 60, mix(TEAL, SLATE, 0.45), 240)
    for x, y, size in (
        (120, 640, 0.42),
        (300, 636, 0.34),
        (1220, 640, 0.44),
        (1400, 636, 0.36),
        (1040, 636, 0.3),
        (560, 636, 0.28),
    ):
        _turbine(sheet, x, y, size, mix(CREAM, MINT, 0.3))
    for y, depth, ink in (
        (640, 40, mix(SAGE, MINT, 0.2)),
        (710, 60, mix(SAFFRON, SAGE, 0.4)),
        (820, 70, mix(OLIVE, SAFFRON, 0.3)),
    ):
        edge = scenery.ridge(sheet, y, depth, ink, 400, 3)
        sheet.shade([*edge, (1510, 1010), (-10, 1010)], mix(ink, MOSS, 0.6), (0, y), (0, y + 180), 0.5)
        if y == 710:
            _turbine(sheet, 430, 740, 0.8, CREAM)
            _turbine(sheet, 1120, 745, 0.72, CREAM)
    _turbine(sheet, 770, 860, 1.25, CREAM)
    for n, (x, y) in enumerate(((250, 850), (300, 868), (345, 846), (1090, 880), (1150, 896), (200, 880), (1210, 872))):
        sheep(sheet, x, y, 0.9 + (y - 840) * 0.01, n % 2 == 0)
    scenery.grass(sheet, 900, 1010, [MOSS, OLIVE, mix(SAFFRON, PAPER, 0.2)], 300, 56, 0.6)


def _turbine(sheet: Sheet, x: float, y: float, size: float, ink: Ink) -> None:
    hub = y - 470 * size
    shaft = [(x - 13 * size, y), (x - 6 * size, hub), (x + 6 * size, hub), (x + 13 * size, y)]
    sheet.fill(shaft, ink)
    sheet.shade(shaft, SLATE, (x - 3 * size, 0), (x + 13 * size, 0), 0.7)
    turn = sheet.random.uniform(0, 120)
    for n in range(3):
        blade = hand.placed(
            [(0, -5), (40, -15), (90, -13), (250, -2), (255, 2), (90, 5), (30, 7), (0, 5)], x, hub, size, turn + n * 120
        )
        sheet.fill(blade, ink)
        lower = hand.placed([(0, 1), (90, -1), (252, 1), (90, 5), (30, 7), (0, 5)], x, hub, size, turn + n * 120)
        sheet.fill(lower, mix(ink, SLATE, 0.35))
        tip = hand.placed([(206, -6), (228, -4), (228, 3), (206, 3)], x, hub, size, turn + n * 120)
        sheet.fill(tip, MADDER if size > 0.6 else mix(MADDER, MINT, 0.4))
    sheet.disc(x, hub, 14 * size, mix(ink, SLATE, 0.15), 0.2)


def solar_field(sheet: Sheet) -> None:
    scenery.sky(sheet, mix(TEAL, MINT, 0.3), MIST, PAPER, mix(SAFFRON, PAPER, 0.35), bottom=440, bands=4)
    scenery.sun(sheet, 750, 270, 108, mix(SAFFRON, CREAM, 0.2), SAFFRON, 2.6)
    for n in range(24):
        turn = 2 * pi * n / 24
        inner, outer = (150, 215 if n % 2 else 190)
        sheet.stroke(
            [
                (750 + inner * cos(turn), 270 + inner * sin(turn)),
                (750 + (inner + outer) / 2 * cos(turn), 270 + (inner + outer) / 2 * sin(turn)),
                (750 + outer * cos(turn), 270 + outer * sin(turn)),
            ],
            7,
            mix(SAFFRON, APRICOT, 0.2),
        )
    scenery.ridge(sheet, 440, 90, mix(ROSE, SLATE, 0.45), 230)
    scenery.mist(sheet, 380, 460, PAPER, 0.6)
    scenery.ridge(sheet, 470, 30, mix(SAND, ROSE, 0.3), 300, 3)
    ground = hand.box(-10, 470, 1520, 550)
    sheet.fill(ground, mix(SAND, APRICOT, 0.25), 2)
    sheet.shade(ground, CLAY, (0, 470), (0, 1010), 0.5)
    row = 0
    y = 486.0
    while y < 1040:
        size = ((y - 440) / 560) ** 1.05
        _panels(sheet, y, size)
        y += 16 + 118 * size
        row += 1
    for x, y, high in ((60, 1000, 90), (1440, 1000, 90)):
        for n in range(9):
            sheet.stroke(
                hand.curve([(x, y), (x + (n - 4) * 8, y - high * 0.6), (x + (n - 4) * 22, y - high)]),
                5,
                mix(MOSS, OLIVE, 0.4),
                (1, 0),
            )


def _panels(sheet: Sheet, y: float, size: float) -> None:
    """One row of panels, seen from their faces."""
    wide, high, lean = 150 * size + 6, 84 * size + 3, 0.22
    sheet.fill(hand.box(-10, y + high * 0.9, 1520, high * 0.34), mix(CLAY, DUSK, 0.35), 1)
    count = int(1700 / (wide * 1.07)) + 2
    for n in range(-count // 2, count // 2 + 1):
        x = 750 + n * wide * 1.07 + wide * 0.5
        skew = (x - 750) * 0.02 + lean * 0
        sheet.fill(hand.box(x + wide * 0.46, y + high * 0.6, max(1.5, wide * 0.05), high * 0.6), mix(UMBER, SLATE, 0.4))
        face = [(x + skew, y), (x + wide + skew, y), (x + wide, y + high), (x, y + high)]
        sheet.fill(face, mix(INDIGO, DEEP, 0.35))
        glint = [
            (x + skew + wide * 0.1, y),
            (x + skew + wide * 0.42, y),
            (x + wide * 0.2, y + high),
            (x - 0 + wide * 0.02, y + high),
        ]
        sheet.fill(glint, mix(INDIGO, TEAL, 0.55 if (n * 7 + int(y)) % 3 else 0.75))
        for k in range(1, 4):
            sheet.line([(x + skew + wide * k / 4, y), (x + wide * k / 4, y + high)], 1.2 + size, mix(MIST, DUSK, 0.3))
        sheet.line(
            [(x + skew / 2, y + high / 2), (x + wide + skew / 2, y + high / 2)], 1.2 + size, mix(MIST, DUSK, 0.3)
        )
        sheet.line([*face, face[0]], 1.4 + 1.6 * size, CREAM)


def dam(sheet: Sheet) -> None:
    scenery.sky(sheet, LAGOON, mix(TEAL, MINT, 0.3), MIST, PAPER, bottom=400, bands=4)
    rock = Rock(mix(CLAY, ROSE, 0.4), mix(DUSK, WINE, 0.35), CREAM, mix(SLATE, MIST, 0.5))
    scenery.massif(
        sheet,
        [(420, 240, 300), (1110, 230, 300), (600, 190, 300), (920, 150, 340)],
        520,
        rock.far(MIST, 0.3),
        0.55,
        wall=True,
    )
    scenery.mist(sheet, 300, 430, MIST, 0.8)
    sheet.fill(hand.box(300, 408, 900, 60), TEAL, 1)
    scenery.marks(sheet, 412, 440, MINT, 16, 120, 3)
    bare = Rock(mix(CLAY, BRICK, 0.25), mix(WINE, DUSK, 0.45), CREAM, CREAM)
    peak(sheet, 120, 130, 1010, 520, 500, bare, 0, 1)
    peak(sheet, 1400, 110, 1010, 520, 500, bare, 0, 1)
    wall = [
        *hand.curve([(300, 440), (520, 452), (750, 456), (980, 452), (1200, 440)], parts=10),
        (1010, 840),
        (880, 880),
        (620, 880),
        (490, 840),
    ]
    sheet.fill(wall, mix(PAPER, SLATE, 0.15), 1)
    with sheet.inside(wall):
        for n in range(1, 11):
            y = 450 + n * 40
            sheet.line(hand.curve([(250, y - 12), (750, y + 12), (1250, y - 12)]), 2, mix(SLATE, SAND, 0.4))
        for n in range(-6, 7):
            sheet.line([(750 + n * 72, 430), (750 + n * 42, 900)], 2, mix(SLATE, SAND, 0.4))
        sheet.shade(wall, mix(DUSK, INDIGO, 0.3), (760, 0), (1180, 0), 0.75)
        sheet.shade(wall, mix(SLATE, DUSK, 0.5), (0, 640), (0, 900), 0.5)
    crest = hand.curve([(290, 430), (520, 442), (750, 446), (980, 442), (1210, 430)], parts=10)
    sheet.line(crest, 16, CREAM)
    sheet.line([(x, y + 9) for x, y in crest], 4, mix(SLATE, INDIGO, 0.3))
    for n in (-1, 0, 1):
        x = 750 + n * 96
        sheet.fill(hand.box(x - 30, 470, 60, 46), mix(INDIGO, DEEP, 0.4), 0.5)
        fall = [(x - 26, 500), (x + 26, 500), (x + 34 + n * -8, 900), (x - 34 + n * -8, 900)]
        sheet.fill(fall, CREAM, 2)
        for k in range(9):
            at = x - 22 + k * 5.4
            sheet.stroke(
                [(at, 520 + sheet.random.uniform(0, 60)), (at - n * 3, 700), (at - n * 6, 880)], 4, mix(TEAL, MINT, 0.4)
            )
    _outflow(sheet)


def _outflow(sheet: Sheet) -> None:
    river = hand.curve(
        [(500, 850), (750, 880), (1000, 850), (1130, 930), (1240, 1020), (260, 1020), (370, 930)], closed=True
    )
    sheet.fill(river, LAGOON, 3)
    with sheet.inside(river):
        sheet.shade(river, DEEP, (0, 880), (0, 1010), 0.7)
        scenery.marks(sheet, 880, 1000, MINT, 60, 130, 5)
    for _ in range(60):
        sheet.disc(
            sheet.random.gauss(750, 110),
            886 + sheet.random.uniform(-24, 18),
            sheet.random.uniform(7, 22),
            sheet.random.choice([CREAM, MIST, CREAM]),
            1.2,
        )


PICTURES = {"train": train, "wind-turbines": wind_turbines, "solar-field": solar_field, "dam": dam}
