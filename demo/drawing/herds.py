"""Out on the pasture: a yurt at night, horses, a caravan."""

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
    INK,
    MADDER,
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


def yurt(
    sheet: Sheet, x: float, y: float, size: float, felt: Ink, shade: Ink, band: Ink, lit: Ink | None = None
) -> None:
    """Walls, a bowed roof, the crown, a patterned girth and a door with a rug."""

    def on(points: hand.Points) -> hand.Points:
        return hand.placed(points, x, y, size)

    roof = hand.curve([(-196, -150), (-150, -215), (-46, -286), (46, -286), (150, -215), (196, -150)], parts=8)
    wall = [(-196, -152), (-204, -60), (-200, 0), (200, 0), (204, -60), (196, -152)]
    sheet.fill(on(wall), felt, 1)
    sheet.fill(on(roof), mix(felt, shade, 0.12), 1)
    for n in range(-5, 6):
        sheet.line(on([(n * 9, -286), (n * 38, -152)]), 1.8 * size, mix(felt, shade, 0.4))
    sheet.shade(on([*roof, *wall[3:]]), shade, on([(0, 0)])[0], on([(215, 0)])[0], 0.85)
    sheet.fill(on(hand.box(-198, -158, 396, 26)), band)
    for n in range(-10, 11):
        middle = n * 18.4
        sheet.fill(on([(middle, -156), (middle + 8, -145), (middle, -134), (middle - 8, -145)]), felt)
    sheet.fill(on(hand.circle(0, -287, 50, 15)), lit or UMBER)
    sheet.line(on(hand.arc(0, -287, 50, 24, 180, 360)), 5 * size, UMBER)
    sheet.line(on(hand.arc(0, -287, 18, 24, 180, 360)), 3 * size, UMBER)
    sheet.fill(on(hand.box(-48, -128, 96, 128)), MADDER if not lit else UMBER, 0.5)
    if lit:
        sheet.fill(on(hand.box(-38, -118, 76, 118)), lit, 0.5)
        sheet.shade(on(hand.box(-38, -118, 76, 118)), OCHRE, on([(0, -20)])[0], on([(0, -120)])[0], 0.6)
    else:
        for k, ink in ((38, SAFFRON), (30, MADDER), (20, CREAM), (12, INDIGO)):
            sheet.fill(on([(0, -64 - k * 1.4), (k, -64), (0, -64 + k * 1.4), (-k, -64)]), ink)
    for side in (-1, 1):
        sheet.line(on([(side * 60, -240), (side * 150, -160), (side * 212, 4)]), 2.6 * size, mix(band, UMBER, 0.3))


def yurt_night(sheet: Sheet) -> None:
    scenery.sky(sheet, NIGHT, mix(NIGHT, INDIGO, 0.6), INDIGO, mix(INDIGO, TEAL, 0.4), bottom=680, bands=4)
    _milky_way(sheet)
    scenery.stars(sheet, 240, mix(CREAM, SAFFRON, 0.2), 620, 3.8)
    scenery.moon(sheet, 1130, 190, 58, mix(CREAM, SAFFRON, 0.25), mix(NIGHT, INDIGO, 0.5), 0.42)
    rock = Rock(mix(DUSK, TEAL, 0.3), mix(NIGHT, INDIGO, 0.7), mix(MIST, SLATE, 0.25), mix(DUSK, INDIGO, 0.3))
    for x, y, far in (
        (80, 440, 0.4),
        (360, 400, 0.3),
        (1420, 420, 0.4),
        (1130, 400, 0.3),
        (640, 430, 0.35),
        (880, 440, 0.35),
    ):
        peak(sheet, x, y, 720, 270, 270, rock.far(INDIGO, far), 0.55, 1)
    scenery.mist(sheet, 560, 720, mix(INDIGO, TEAL, 0.4), 0.85)
    for y, depth, ink in ((720, 60, mix(DEEP, INDIGO, 0.4)), (800, 40, mix(DEEP, NIGHT, 0.5))):
        scenery.ridge(sheet, y, depth, ink, 330, 3)
    sheet.glow(750, 800, 430, mix(SAFFRON, OCHRE, 0.4), 0.5, ry=190)
    yurt(sheet, 750, 850, 1.15, mix(SLATE, PAPER, 0.35), NIGHT, MADDER, SAFFRON)
    path = [(712, 850), (788, 850), (930, 1010), (590, 1010)]
    sheet.shade(path, mix(SAFFRON, OCHRE, 0.3), (750, 1000), (750, 850), 0.75)
    sheet.fill(hand.box(1040, 790, 8, 76), UMBER)
    horse(sheet, 1125, 868, 0.62, mix(NIGHT, INK, 0.3), None, True)
    smoke = hand.curve([(752, 516), (765, 460), (742, 400), (770, 330), (752, 260)])
    sheet.stroke(smoke, 22, mix(INDIGO, SLATE, 0.35), (0.3, 0))
    scenery.grass(sheet, 900, 1010, [mix(NIGHT, DEEP, 0.5), DEEP, mix(NIGHT, INK, 0.4)], 320, 54)


def _milky_way(sheet: Sheet) -> None:
    for _ in range(420):
        t = sheet.random.uniform(0, 1)
        x, y = 100 + 1300 * t + sheet.random.gauss(0, 70), 560 - 620 * t + sheet.random.gauss(0, 60)
        if y < 620:
            sheet.disc(x, y, sheet.random.uniform(0.8, 1.9), mix(CREAM, SLATE, sheet.random.uniform(0.1, 0.7)), 0)


GRAZING = [
    (-118, -92),
    (-96, -128),
    (-60, -140),
    (-10, -132),
    (40, -140),
    (74, -136),
    (104, -104),
    (138, -56),
    (158, -18),
    (170, -2),
    (160, 8),
    (142, 2),
    (122, -22),
    (100, -56),
    (80, -78),
    (62, -78),
    (20, -70),
    (-30, -70),
    (-66, -74),
    (-98, -66),
]
STANDING = [
    (-118, -96),
    (-100, -132),
    (-62, -144),
    (-10, -134),
    (38, -142),
    (66, -160),
    (88, -204),
    (104, -232),
    (108, -246),
    (118, -232),
    (150, -196),
    (160, -180),
    (150, -170),
    (128, -186),
    (112, -178),
    (98, -142),
    (86, -96),
    (62, -76),
    (20, -70),
    (-30, -70),
    (-66, -74),
    (-98, -66),
]
RUNNING = [
    (-132, -112),
    (-108, -140),
    (-66, -148),
    (-12, -138),
    (36, -148),
    (72, -170),
    (112, -206),
    (134, -224),
    (140, -238),
    (148, -222),
    (182, -192),
    (190, -178),
    (178, -170),
    (156, -182),
    (136, -172),
    (116, -138),
    (96, -98),
    (66, -80),
    (20, -74),
    (-30, -76),
    (-70, -82),
    (-106, -80),
]


def _leg(sheet: Sheet, points: hand.Points, width: float, ink: Ink, put) -> None:
    """Thick at the thigh, thin at the cannon bone, a hoof at the end."""
    line = hand.curve(points, parts=6)
    left, right = [], []
    for index, (x, y) in enumerate(line):
        t = index / (len(line) - 1)
        (ax, ay), (bx, by) = line[max(0, index - 1)], line[min(len(line) - 1, index + 1)]
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5 or 1
        half = width * (1 - t) ** 1.5 / 2 + 5.2
        left.append((x - (by - ay) / length * half, y + (bx - ax) / length * half))
        right.append((x + (by - ay) / length * half, y - (bx - ax) / length * half))
    sheet.fill(put(left + right[::-1]), ink)


def horse(
    sheet: Sheet,
    x: float,
    y: float,
    size: float,
    ink: Ink,
    mane: Ink | None,
    left: bool = False,
    pose: str = "standing",
) -> None:
    """A steppe horse, feet on y; it looks to the right unless `left`."""
    mane = mane or ink

    def put(points: hand.Points) -> hand.Points:
        return hand.placed(points, x, y, size, 0, left)

    far = mix(ink, INK, 0.35)
    body = {"standing": STANDING, "grazing": GRAZING, "running": RUNNING}[pose]
    if pose == "running":
        legs = [
            ([(-96, -100), (-150, -64), (-196, -50), (-222, -22)], 46),
            ([(74, -96), (128, -70), (176, -78), (204, -52)], 36),
            ([(-84, -96), (-118, -52), (-170, -24), (-190, 6)], 52),
            ([(66, -92), (108, -50), (150, -36), (138, -4)], 40),
        ]
        tail = [(-124, -128), (-170, -150), (-216, -136), (-252, -100)]
    else:
        legs = [
            ([(-78, -92), (-66, -54), (-76, -32), (-70, 0)], 44),
            ([(50, -92), (56, -50), (54, -26), (56, 0)], 34),
            ([(-98, -98), (-96, -56), (-112, -34), (-104, 2)], 54),
            ([(74, -96), (78, -50), (76, -26), (79, 2)], 40),
        ]
        tail = [(-112, -124), (-138, -100), (-140, -60), (-130, -24)]
    for points, width in legs[:2]:
        _leg(sheet, points, width, far, put)
    sheet.stroke(put(hand.curve(tail, parts=6)), 26 * size, mane, (0.5, 0.1))
    shape = put(hand.curve(body, closed=True, parts=5))
    sheet.fill(shape, ink)
    for points, width in legs[2:]:
        _leg(sheet, points, width, ink, put)
    with sheet.inside(shape):
        sheet.shade(shape, mix(ink, INK, 0.45), put([(0, -115)])[0], put([(0, -64)])[0], 0.6)
    ear = max(range(len(body)), key=lambda n: -body[n][1]) if pose != "grazing" else 6
    crest = body[4 : ear + 1]
    if pose == "grazing":
        crest = body[4:8]
    for n, (px, py) in enumerate(hand.curve(crest, parts=4)):
        blow = -26 if pose == "running" else -12
        sheet.stroke(
            put([(px + 2, py + 2), (px + blow * 0.6, py - 4 + n % 3), (px + blow, py + 16)]),
            11 * size,
            mane,
            (0.8, 0.1),
        )


def horses(sheet: Sheet) -> None:
    scenery.sky(sheet, mix(TEAL, MIST, 0.3), MIST, PAPER, mix(APRICOT, SAFFRON, 0.35), bottom=560, bands=4)
    scenery.sun(sheet, 730, 430, 130, mix(SAFFRON, CREAM, 0.3), SAFFRON, 2.4)
    rock = Rock(mix(ROSE, DUSK, 0.4), mix(DUSK, INDIGO, 0.3), CREAM, mix(SLATE, MIST, 0.5))
    for x, y, far in ((60, 400, 0.45), (290, 370, 0.4), (1240, 380, 0.4), (1470, 400, 0.45)):
        peak(sheet, x, y, 600, 230, 230, rock.far(mix(PAPER, APRICOT, 0.5), far), 0.5, 1)
    scenery.mist(sheet, 470, 600, mix(APRICOT, PAPER, 0.4), 0.75)
    for y, depth, ink in (
        (590, 40, mix(SAGE, APRICOT, 0.3)),
        (650, 40, mix(OCHRE, SAGE, 0.35)),
        (760, 40, mix(OLIVE, OCHRE, 0.4)),
    ):
        edge = scenery.ridge(sheet, y, depth, ink, 420, 3)
        sheet.shade([*edge, (1510, 1010), (-10, 1010)], mix(ink, UMBER, 0.4), (0, y), (0, y + 200), 0.5)
    coats = [
        (INK, INK),
        (mix(MADDER, UMBER, 0.35), mix(WINE, INK, 0.3)),
        (mix(CREAM, SAND, 0.4), mix(SAND, CLAY, 0.3)),
        (mix(OCHRE, CLAY, 0.4), UMBER),
        (mix(UMBER, WINE, 0.3), INK),
    ]
    places = [
        (330, 730, 0.75, 3, "running"),
        (1130, 726, 0.72, 4, "running"),
        (560, 760, 0.95, 1, "running"),
        (960, 775, 1.0, 0, "running"),
        (735, 825, 1.25, 2, "running"),
    ]
    for x, y, size, coat, pose in places:
        _dust(sheet, x - 150 * size, y, size)
        horse(sheet, x, y, size, *coats[coat], False, pose)
    scenery.grass(sheet, 850, 1010, [MOSS, OLIVE, mix(SAFFRON, PAPER, 0.2), mix(MOSS, INK, 0.4)], 380, 70, 0.5)


def _dust(sheet: Sheet, x: float, y: float, size: float) -> None:
    for _ in range(7):
        px, py = x - sheet.random.uniform(-60, 170) * size, y + sheet.random.uniform(-30, 14) * size
        sheet.glow(px, py, sheet.random.uniform(26, 60) * size, mix(SAND, PAPER, 0.5), 0.8, 0.6)


CAMEL = [
    (-150, -150),
    (-138, -186),
    (-112, -206),
    (-94, -250),
    (-70, -284),
    (-48, -262),
    (-30, -216),
    (0, -206),
    (20, -226),
    (42, -278),
    (62, -288),
    (84, -250),
    (104, -206),
    (126, -182),
    (146, -150),
    (166, -154),
    (184, -190),
    (190, -240),
    (196, -274),
    (214, -290),
    (240, -282),
    (276, -264),
    (282, -248),
    (262, -240),
    (238, -244),
    (230, -226),
    (226, -180),
    (206, -122),
    (176, -100),
    (140, -104),
    (110, -112),
    (40, -104),
    (-40, -104),
    (-100, -112),
    (-140, -118),
]


def camel(sheet: Sheet, x: float, y: float, size: float, ink: Ink, wool: Ink, rug: Ink) -> None:
    """A Bactrian camel walking to the right under a load."""

    def put(points: hand.Points) -> hand.Points:
        return hand.placed(points, x, y, size)

    far = mix(ink, INK, 0.3)
    for points, width in (
        ([(-116, -130), (-86, -70), (-96, -40), (-74, 0)], 44),
        ([(124, -120), (96, -66), (92, -36), (76, -2)], 36),
    ):
        _leg(sheet, points, width, far, put)
    sheet.stroke(put(hand.curve([(-146, -170), (-164, -140), (-160, -104)])), 12 * size, far, (0.6, 0.8))
    shape = put(hand.curve(CAMEL, closed=True, parts=5))
    sheet.fill(shape, ink)
    for points, width in (
        ([(-124, -136), (-140, -76), (-166, -46), (-172, 0)], 56),
        ([(138, -126), (160, -70), (160, -38), (176, 0)], 46),
    ):
        _leg(sheet, points, width, ink, put)
    with sheet.inside(shape):
        sheet.shade(shape, mix(ink, WINE, 0.5), put([(0, -200)])[0], put([(0, -100)])[0], 0.6)
        for hump in (-72, 56):
            sheet.fill(put(hand.circle(hump, -284, 44, 40)), wool, 1)
    for n in range(9):
        sheet.stroke(
            put([(206 + n * 2 - 8, -128 - n * 13), (212 + n * 1.5, -112 - n * 13), (206, -96 - n * 13)]),
            14 * size,
            wool,
            (0.6, 0),
        )
    load = put([(-34, -232), (28, -236), (40, -150), (34, -96), (-38, -96), (-46, -150)])
    sheet.fill(load, rug, 0.6)
    for k, tone in ((26, CREAM), (19, rug), (11, SAFFRON)):
        sheet.fill(put([(-3, -156 - k * 1.4), (-3 + k, -156), (-3, -156 + k * 1.4), (-3 - k, -156)]), tone)
    for at in (-112, -104):
        sheet.line(put([(-40, at), (36, at)]), 3 * size, SAFFRON)


def camels(sheet: Sheet) -> None:
    scenery.sky(
        sheet, mix(DUSK, WINE, 0.35), mix(ROSE, BRICK, 0.4), APRICOT, mix(SAFFRON, PAPER, 0.4), bottom=600, bands=4
    )
    scenery.sun(sheet, 770, 430, 165, mix(SAFFRON, CREAM, 0.35), SAFFRON, 2.1)
    scenery.ridge(sheet, 580, 60, mix(ROSE, CLAY, 0.4), 220, 4)
    scenery.mist(sheet, 520, 610, APRICOT, 0.6)
    edge = scenery.ridge(sheet, 650, 40, mix(DUNE, BRICK, 0.3), 420, 3)
    sheet.shade([*edge, (1510, 1010), (-10, 1010)], mix(BRICK, WINE, 0.3), (0, 640), (0, 800), 0.5)
    rugs = [MADDER, TURQUOISE, INDIGO, MADDER]
    coats = [mix(EARTH, WINE, 0.3), mix(CLAY, WINE, 0.25), mix(UMBER, WINE, 0.3), mix(EARTH, CLAY, 0.4)]
    ground = hand.curve([(-60, 800), (200, 782), (500, 800), (800, 776), (1100, 790), (1560, 770)])
    spots = [(165, 0.78), (505, 0.88), (890, 1.0), (1280, 0.86)]
    ropes = []
    for n, (x, size) in enumerate(spots):
        camel(sheet, x, 802, size, coats[n], mix(coats[n], INK, 0.4), rugs[n])
        ropes.append(((x - 140 * size, 802 - 170 * size), (x + 262 * size, 802 - 250 * size)))
    for (_, head), (tail, _) in zip(ropes[:-1], ropes[1:], strict=True):
        sheet.line(hand.curve([head, ((head[0] + tail[0]) / 2, max(head[1], tail[1]) + 26), tail]), 2.4, INK)
    sheet.fill([*ground, (1510, 1010), (-60, 1010)], mix(BRICK, WINE, 0.45), 2)
    sheet.shade([*ground, (1510, 1010), (-60, 1010)], mix(WINE, INK, 0.4), (0, 790), (0, 1010), 0.7)
    for n in range(26):
        y = 830 + n * 7
        x = sheet.random.uniform(-100, 1200)
        long = sheet.random.uniform(160, 420)
        sheet.stroke(hand.curve([(x, y), (x + long / 2, y - 9), (x + long, y + 5)]), 4, mix(BRICK, APRICOT, 0.3))


PICTURES = {"yurt-night": yurt_night, "horses": horses, "camels": camels}
