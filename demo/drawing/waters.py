"""Deserts and waters: the ship on the Aral's sand, the Caspian, the Karakum, the Syr Darya."""

from math import sin

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


def _dune(sheet: Sheet, crest: hand.Points, base: float, lit: Ink, dark: Ink, foot: hand.Point) -> None:
    """A dune: sunlit on the windward side, in shade below a sharp crest on the other."""
    line = hand.curve(crest, parts=12)
    sheet.fill([*line, (crest[-1][0] + 50, 1010), (crest[0][0] - 50, 1010)], lit, 1)
    top = min(range(len(line)), key=lambda n: line[n][1])
    (x, y), (foot_x, foot_y) = line[top], foot
    edge = hand.curve([(x, y), ((x + foot_x) / 2 + 46, (y + foot_y) / 2 - 30), foot, (foot_x - 90, 1010)], parts=10)
    lee = [*line[top:], (crest[-1][0] + 50, 1010), *edge[::-1]]
    sheet.fill(lee, dark, 1)
    sheet.shade(lee, mix(dark, WINE, 0.5), (0, y), (0, base), 0.5)


def karakum(sheet: Sheet) -> None:
    scenery.sky(sheet, mix(TEAL, LAGOON, 0.5), MINT, PAPER, APRICOT, bottom=520, bands=4)
    scenery.sun(sheet, 590, 310, 108, mix(BRICK, MADDER, 0.3), mix(APRICOT, BRICK, 0.25), 2.6)
    scenery.ridge(sheet, 500, 40, mix(ROSE, SAND, 0.4), 200, 3)
    light = [mix(SAND, APRICOT, 0.45), mix(DUNE, APRICOT, 0.45), mix(OCHRE, APRICOT, 0.4), mix(OCHRE, DUNE, 0.3)]
    dark = [mix(ROSE, CLAY, 0.35), mix(BRICK, CLAY, 0.4), mix(BRICK, MADDER, 0.3), mix(MADDER, WINE, 0.2)]
    _dune(sheet, [(-60, 560), (200, 500), (420, 455), (700, 540), (1000, 560)], 640, light[0], dark[0], (500, 640))
    _dune(sheet, [(600, 600), (900, 530), (1120, 450), (1380, 530), (1600, 570)], 680, light[0], dark[0], (1000, 680))
    _dune(sheet, [(100, 720), (500, 610), (770, 500), (1050, 640), (1450, 700)], 830, light[1], dark[1], (640, 830))
    _dune(sheet, [(-200, 760), (100, 690), (300, 660), (520, 780), (760, 860)], 930, light[2], dark[2], (240, 930))
    _dune(sheet, [(500, 960), (900, 830), (1240, 700), (1500, 790), (1700, 840)], 1010, light[2], dark[2], (1060, 1010))
    sheet.fill(
        [*hand.curve([(-20, 880), (300, 900), (700, 950), (1100, 1000), (1200, 1020)]), (-20, 1020)], light[3], 2
    )
    for n in range(22):
        y = 895 + n * 6
        path = hand.curve([(20 + n * 14, y), (240 + n * 12, y + 16), (480 + n * 8, y + 38)])
        sheet.stroke(path, 4, mix(light[3], WINE, 0.35))
    for x, y, size in ((690, 905, 1.0), (1010, 905, 0.8), (420, 935, 1.2)):
        saxaul(sheet, x, y, 100 * size)


def saxaul(sheet: Sheet, x: float, y: float, size: float) -> None:
    """The desert's crooked tree."""
    ink = mix(UMBER, WINE, 0.3)
    for turn in (-150, -118, -95, -68, -40):
        length = size * sheet.random.uniform(0.6, 0.95)
        ends = hand.placed(
            [(0, 0), (length * 0.4, sheet.random.uniform(-10, 10)), (length * 0.75, 8), (length, -4)], x, y, 1, turn
        )
        sheet.stroke(hand.curve(ends), size * 0.07, ink, (1, 0.2))
        for at in range(7):
            px, py = ends[-1][0] + sheet.random.uniform(-22, 22), ends[-1][1] + sheet.random.uniform(-16, 12)
            sheet.stroke(
                hand.placed([(0, 0), (size * 0.1, -6), (size * 0.2, 2)], px, py, 1, turn + at * 14 - 40),
                size * 0.035,
                mix(OLIVE, MOSS, 0.4),
            )


def aral_ship(sheet: Sheet) -> None:
    scenery.sky(sheet, mix(TEAL, SLATE, 0.3), MIST, PAPER, mix(APRICOT, PAPER, 0.3), bottom=600, bands=4)
    scenery.sun(sheet, 430, 300, 70, CREAM, mix(SAFFRON, PAPER, 0.5), 3)
    scenery.streaks(sheet, 430, 60, mix(CREAM, APRICOT, 0.3), 6, 500)
    sheet.fill(hand.box(-10, 596, 1520, 26), mix(TEAL, MIST, 0.5), 1)
    scenery.ridge(sheet, 618, 14, mix(SAND, ROSE, 0.35), 300, 3)
    for y, depth, ink in ((660, 26, mix(SAND, APRICOT, 0.4)), (740, 36, SAND), (850, 50, mix(SAND, DUNE, 0.5))):
        edge = scenery.ridge(sheet, y, depth, ink, 420, 3)
        sheet.shade([*edge, (1510, 1010), (-10, 1010)], mix(CLAY, ROSE, 0.3), (0, y), (0, y + 210), 0.5)
    shadow = [(380, 800), (1140, 792), (1380, 838), (1250, 862), (560, 850)]
    sheet.fill(hand.curve(shadow, closed=True), mix(CLAY, DUSK, 0.4), 2)
    _hull(sheet)
    drift = hand.curve(
        [(300, 850), (420, 812), (600, 806), (760, 830), (960, 812), (1180, 818), (1300, 870), (800, 900)], closed=True
    )
    sheet.fill(drift, mix(SAND, DUNE, 0.35), 2)
    sheet.shade(drift, CLAY, (0, 820), (0, 900), 0.5)
    scenery.marks(sheet, 850, 990, mix(DUNE, EARTH, 0.4), 46, 220, 5)
    for x, y, size in ((250, 880, 80), (1290, 930, 100), (180, 960, 70)):
        saxaul(sheet, x, y, size)
    for _n in range(26):
        sheet.disc(
            sheet.random.uniform(200, 1350), sheet.random.uniform(890, 980), sheet.random.uniform(3, 6), CREAM, 0.4
        )


def _hull(sheet: Sheet) -> None:
    """A trawler, listing a little, rust below and the last blue paint above."""

    def on(points: hand.Points) -> hand.Points:
        return hand.placed(points, 755, 700, 1, -4)

    rust, dark, blue = mix(BRICK, MADDER, 0.35), mix(WINE, UMBER, 0.3), mix(LAGOON, SLATE, 0.15)
    hull = on(
        hand.curve([(-390, -112), (-330, -76), (-150, -50), (150, -56), (330, -90), (420, -136)], parts=8)
        + [(380, 20), (330, 130), (-290, 136), (-340, 60)]
    )
    sheet.fill(hull, rust, 2)
    with sheet.inside(hull):
        sheet.fill(on([(-420, -140), (440, -160), (440, -50), (150, 2), (-150, 8), (-420, -30)]), blue, 3)
        sheet.fill(
            on([(-420, -32), (-150, 6), (150, 0), (440, -52), (440, -38), (150, 14), (-150, 20), (-420, -16)]), CREAM, 2
        )
        for _n in range(34):
            x, y = sheet.random.uniform(-360, 400), sheet.random.uniform(-80, 20)
            sheet.stroke(
                on([(x, y), (x + 2, y + 40), (x, y + sheet.random.uniform(60, 140))]),
                sheet.random.uniform(5, 16),
                sheet.random.choice([rust, dark, OCHRE]),
                (0.7, 0),
            )
        for x in (-230, -70, 90, 240):
            sheet.line(on([(x, -60), (x - 8, 140)]), 2.5, dark)
        sheet.shade(hull, NIGHT, on([(-100, 20)])[0], on([(380, 130)])[0], 0.65)
    house = on([(-300, -80), (-300, -190), (-110, -190), (-110, -52), (-200, -58)])
    sheet.fill(house, CREAM, 2)
    sheet.shade(house, SLATE, on([(-290, 0)])[0], on([(-100, 0)])[0], 0.7)
    sheet.fill(on(hand.box(-318, -204, 226, 18)), rust, 1)
    sheet.fill(on([(-280, -204), (-280, -262), (-150, -262), (-150, -204)]), CREAM, 1.5)
    sheet.fill(on(hand.box(-292, -272, 154, 12)), dark, 1)
    for x in (-268, -224, -186):
        sheet.fill(on(hand.box(x, -250, 30, 26)), DEEP, 1)
    for x in (-270, -215, -160):
        sheet.fill(hand.circle(*on([(x, -140)])[0], 15), DEEP, 0.6)
    sheet.fill(on([(-60, -54), (-56, -160), (0, -160), (4, -56)]), rust, 1.5)
    sheet.fill(on(hand.box(-58, -140, 60, 18)), CREAM)
    for x, high in ((130, 360), (-215, 400)):
        sheet.stroke(on([(x, -56), (x + 4, -56 - high / 2), (x + 8, -56 - high)]), 13, dark, (1, 0.4))
    sheet.line(on([(138, -410), (405, -130)]), 2.5, dark)
    sheet.line(on([(138, -410), (-208, -452)]), 2.5, dark)
    sheet.stroke(on([(134, -110), (210, -240), (300, -330)]), 9, dark, (1, 0.5))


def caspian_port(sheet: Sheet) -> None:
    scenery.sky(
        sheet,
        mix(INDIGO, DUSK, 0.5),
        mix(DUSK, ROSE, 0.45),
        mix(ROSE, APRICOT, 0.4),
        mix(SAFFRON, APRICOT, 0.4),
        bottom=640,
        bands=4,
    )
    scenery.sun(sheet, 790, 560, 84, mix(SAFFRON, CREAM, 0.4), SAFFRON, 3)
    scenery.streaks(sheet, 300, 90, mix(ROSE, CREAM, 0.3), 7, 560)
    scenery.ridge(sheet, 640, 22, mix(DUSK, ROSE, 0.3), 160, 3)
    sheet.fill(hand.box(-10, 640, 1520, 370), mix(DUSK, BRICK, 0.35))
    for y, ink in ((690, mix(DUSK, WINE, 0.3)), (770, mix(INDIGO, WINE, 0.3)), (870, mix(INDIGO, NIGHT, 0.4))):
        wave = hand.Wave(sheet.random)
        sheet.fill([*[(x, y + 8 * wave.rough(x / 120)) for x in range(-10, 1521, 15)], (1510, 1010), (-10, 1010)], ink)
    scenery.glitter(sheet, 790, 650, 990, mix(SAFFRON, APRICOT, 0.4), 130, 60)
    dark, steel = mix(NIGHT, WINE, 0.25), mix(INDIGO, WINE, 0.35)
    for x, size, ink in ((1230, 0.74, mix(steel, ROSE, 0.25)), (1010, 0.86, steel), (300, 1.1, dark)):
        _crane(sheet, x, 725, size, ink)
    _ship(sheet, 1010, 735)
    quay = [(-10, 716), (520, 720), (560, 750), (560, 800), (-10, 850)]
    sheet.fill(quay, dark, 1)
    for n in range(9):
        x, y = 20 + (n % 5) * 92, 716 - (n // 5) * 40
        sheet.fill(hand.box(x + (n // 5) * 40, y - 40, 86, 38), [MADDER, TURQUOISE, OCHRE, LAGOON, BRICK][n % 5], 0.8)
        for rib in range(1, 8):
            sheet.line([(x + (n // 5) * 40 + rib * 10.7, y - 38), (x + (n // 5) * 40 + rib * 10.7, y - 4)], 1.5, dark)
    scenery.birds(sheet, 640, 330, 6, NIGHT, 20, 150)


def _crane(sheet: Sheet, x: float, y: float, size: float, ink) -> None:
    """A quay crane with its boom out over the water."""

    def on(points: hand.Points) -> hand.Points:
        return hand.placed(points, x, y, size)

    for leg in (-62, 62):
        sheet.fill(on([(leg * 1.15 - 8, 0), (leg * 0.8 - 7, -330), (leg * 0.8 + 7, -330), (leg * 1.15 + 8, 0)]), ink)
    for yy in (-90, -210):
        sheet.fill(on(hand.box(-64, yy, 128, 12)), ink)
    sheet.line(on([(-62, -90), (54, -206)]), 5 * size, ink)
    sheet.line(on([(62, -90), (-54, -206)]), 5 * size, ink)
    sheet.fill(on([(-190, -348), (330, -348), (330, -332), (-190, -326)]), ink)
    sheet.fill(on([(-14, -340), (-6, -480), (6, -480), (16, -340)]), ink)
    for end in (-180, 170, 320):
        sheet.line(on([(0, -476), (end, -346)]), 3.5 * size, ink)
    sheet.fill(on(hand.box(-150, -380, 90, 44)), ink)
    sheet.line(on([(220, -340), (220, -190)]), 2.5 * size, ink)
    sheet.fill(on(hand.box(184, -192, 72, 34)), BRICK)


def _ship(sheet: Sheet, x: float, y: float) -> None:
    def on(points: hand.Points) -> hand.Points:
        return hand.placed(points, x, y)

    for row in range(3):
        for n in range(8 - row):
            sheet.fill(
                on(hand.box(-250 + n * 52 + row * 10, -86 - row * 34, 48, 32)),
                [MADDER, OCHRE, TURQUOISE, SLATE, BRICK, DEEP][(n * 2 + row) % 6],
                0.7,
            )
    sheet.fill(on(hand.box(196, -170, 66, 130)), CREAM, 1)
    sheet.shade(on(hand.box(196, -170, 66, 130)), SLATE, on([(200, 0)])[0], on([(270, 0)])[0], 0.8)
    sheet.fill(on(hand.box(208, -196, 30, 30)), MADDER)
    for n in range(4):
        sheet.fill(on(hand.box(200, -160 + n * 26, 54, 9)), NIGHT)
    sheet.fill(on([(-330, -66), (300, -54), (272, 14), (-282, 14)]), mix(NIGHT, TURQUOISE, 0.25), 1)
    sheet.fill(on([(-292, -6), (280, -6), (272, 14), (-282, 14)]), MADDER, 1)


def syr_darya(sheet: Sheet) -> None:
    scenery.sky(sheet, mix(MINT, TEAL, 0.4), MIST, PAPER, mix(SAFFRON, PAPER, 0.55), bottom=420, bands=4)
    scenery.sun(sheet, 970, 270, 78, mix(CREAM, SAFFRON, 0.12), mix(SAFFRON, PAPER, 0.2), 3)
    scenery.ridge(sheet, 410, 60, mix(SLATE, MINT, 0.45), 240)
    scenery.mist(sheet, 370, 440, PAPER, 0.6)
    inks = [
        mix(SAGE, SAND, 0.3),
        mix(SAFFRON, SAGE, 0.4),
        mix(OLIVE, SAGE, 0.3),
        mix(OLIVE, MOSS, 0.4),
        mix(MOSS, DEEP, 0.3),
    ]
    for y, ink in zip((425, 480, 560, 680, 830), inks, strict=True):
        edge = scenery.ridge(sheet, y, 18 + (y - 420) * 0.07, ink, 380, 3)
        sheet.shade([*edge, (1510, 1010), (-10, 1010)], mix(ink, DEEP, 0.5), (0, y), (0, y + 160), 0.45)
    _meander(sheet)
    for _ in range(80):
        x, y = sheet.random.uniform(-20, 1520), sheet.random.uniform(470, 620)
        sheet.fill(
            hand.waver(hand.circle(x, y, 7 + (y - 460) * 0.09, 4 + (y - 460) * 0.055), 2, sheet.random),
            sheet.random.choice([MOSS, mix(MOSS, OLIVE, 0.5)]),
        )
    _reeds(sheet)


def _meander(sheet: Sheet) -> None:
    spine = hand.curve(
        hand.path("930,430 1060,455 700,500 560,545 1010,610 1150,690 700,790 480,880 700,1020"),
        parts=14,
    )
    left, right = [], []
    for index, (x, y) in enumerate(spine):
        half = 3 + 96 * ((y - 425) / 590) ** 1.5
        (ax, ay), (bx, by) = spine[max(0, index - 1)], spine[min(len(spine) - 1, index + 1)]
        flat = abs(bx - ax) / (abs(bx - ax) + abs(by - ay) + 0.1)
        left.append((x - half * (1 - flat * 0.5), y - half * 0.36 * flat))
        right.append((x + half * (1 - flat * 0.5), y + half * 0.36 * flat))
    water = left + right[::-1]
    sheet.fill([(x, y + 5) for x, y in water], mix(SAND, PAPER, 0.3), 2)
    sheet.fill(water, TEAL, 1)
    with sheet.inside(water):
        sheet.shade(sheet.all, TURQUOISE, (0, 480), (0, 1010), 0.9)
        scenery.marks(sheet, 440, 1000, mix(MINT, CREAM, 0.4), 110, 130, 5)
        scenery.glitter(sheet, 1000, 430, 700, mix(SAFFRON, CREAM, 0.5), 90, 30)


def _reeds(sheet: Sheet) -> None:
    for _ in range(110):
        x = sheet.random.choice([sheet.random.uniform(-10, 420), sheet.random.uniform(960, 1510)])
        high = sheet.random.uniform(90, 300) * (1 - abs(sin(x / 90)) * 0.35)
        lean = sheet.random.uniform(-30, 40)
        tip = (x + lean, 1010 - high)
        sheet.stroke(
            hand.curve([(x, 1015), (x + lean * 0.3, 1010 - high * 0.5), tip]),
            5,
            sheet.random.choice([mix(MOSS, DEEP, 0.5), DEEP, OLIVE]),
            (1, 0.2),
        )
        if sheet.random.random() < 0.4:
            sheet.stroke(
                [(tip[0] - 2, tip[1] + 40), tip, (tip[0] + 1, tip[1] - 6)], 15, mix(EARTH, WINE, 0.4), (0.6, 0.6)
            )


PICTURES = {"karakum": karakum, "aral-ship": aral_ship, "caspian-port": caspian_port, "syr-darya": syr_darya}
