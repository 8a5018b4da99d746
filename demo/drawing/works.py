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
from demo.drawing.scenery import Rock
from demo.drawing.sheet import Sheet


def train(sheet: Sheet) -> None:
    scenery.sky(sheet, LAGOON, mix(TEAL, MINT, 0.4), PAPER, mix(SAFFRON, APRICOT, 0.4), bottom=560, bands=4)
    scenery.sun(sheet, 640, 430, 124, mix(SAFFRON, BRICK, 0.25), mix(SAFFRON, PAPER, 0.2), 2.6)
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
    for row in range(16, -1, -1):
        depth = 4.6 + row * 2.9
        for column in range(-14, 14):
            _table(sheet, column * 3.3 + 0.35, depth)


FOCUS = 900.0


def _table(sheet: Sheet, x: float, z: float) -> None:
    """One table of panels on the ground, tilted to the sun behind us; metres, in true perspective."""

    def at(across: float, up: float) -> hand.Point:
        depth = z + 1.15 * up
        return 750 + (x + across) * FOCUS / depth, 440 + (2.75 - 0.9 * up) * FOCUS / depth

    if not -300 < at(1.3, 0)[0] < 1800:
        return
    air = min(0.6, z / 75)
    blue, line = mix(mix(INDIGO, DEEP, 0.35), SAND, air), mix(CREAM, SAND, air * 0.5)
    shadow = [
        (750 + px * FOCUS / pz, 440 + 2.95 * FOCUS / pz)
        for px, pz in ((x, z - 0.1), (x + 2.6, z - 0.1), (x + 2.8, z + 1.5), (x + 0.2, z + 1.5))
    ]
    sheet.fill(shadow, mix(mix(CLAY, DUSK, 0.4), SAND, air))
    face = [at(0, 0), at(2.6, 0), at(2.6, 1), at(0, 1)]
    sheet.fill(face, blue)
    tone = mix(blue, TEAL, 0.35 + 0.25 * sheet.random.random())
    sheet.fill([at(0.2, 0), at(1.0, 0), at(1.7, 1), at(0.9, 1)], tone)
    thin = max(0.7, 7.5 / z)
    for n in range(1, 4):
        sheet.line([at(2.6 * n / 4, 0), at(2.6 * n / 4, 1)], thin * 0.7, mix(blue, line, 0.6))
    sheet.line([at(0, 0.5), at(2.6, 0.5)], thin * 0.7, mix(blue, line, 0.6))
    sheet.line([*face, face[0], face[1]], thin * 1.3, line)


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
    _gorge(sheet)
    _outflow(sheet)


def _gorge(sheet: Sheet) -> None:
    """The rock on both sides: slabs one before the other, their left faces lit, with cuts that follow the fall."""
    lit, dark = mix(CLAY, BRICK, 0.2), mix(WINE, DUSK, 0.4)
    right = (
        ("1120,300 1210,190 1290,230 1520,90 1520,1010 960,1010 1000,850", 0.0),
        ("1230,420 1330,300 1400,340 1520,220 1520,1010 1040,1010 1110,760", 0.4),
        ("1330,600 1420,520 1520,480 1520,1010 1130,1010 1220,800", 0.75),
    )
    for text, near in right:
        for side in (1, -1):
            outline = [(750 + side * (x - 750), y) for x, y in hand.path(text)]
            slab = hand.waver(outline, 16, sheet.random, 17)
            face = mix(
                mix(lit if side > 0 else mix(lit, dark, 0.55), PAPER, 0.18 - near * 0.2 if near < 0.9 else 0),
                dark,
                near * 0.35,
            )
            sheet.fill(slab, face)
            with sheet.inside(slab):
                _cracks(sheet, outline, mix(face, dark, 0.7), mix(face, APRICOT, 0.3))
                sheet.shade(slab, mix(face, dark, 0.85), (0, outline[0][1] + 120), (0, 1000), 0.8)


def _cracks(sheet: Sheet, outline: hand.Points, dark: Ink, light: Ink) -> None:
    left, right = min(x for x, _ in outline), max(x for x, _ in outline)
    top = min(y for _, y in outline)
    for n in range(26):
        x, y = sheet.random.uniform(left, right), sheet.random.uniform(top, 900)
        long, wide = sheet.random.uniform(90, 260), sheet.random.uniform(16, 58)
        lean = sheet.random.uniform(-0.15, 0.15) * long
        chip = [
            (x, y),
            (x + wide * 0.7, y + long * 0.25),
            (x + wide + lean, y + long),
            (x + wide * 0.2 + lean, y + long * 0.8),
        ]
        sheet.fill(hand.waver(chip, 4, sheet.random, 10), dark if n % 3 else light)


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
            750 + sheet.random.uniform(-1, 1) * 190,
            886 + sheet.random.uniform(-24, 18),
            sheet.random.uniform(7, 22),
            sheet.random.choice([CREAM, MIST, CREAM]),
            1.2,
        )


PICTURES = {"train": train, "wind-turbines": wind_turbines, "solar-field": solar_field, "dam": dam}
