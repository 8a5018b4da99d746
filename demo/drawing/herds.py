"""Out on the pasture: a yurt at night, horses, a caravan."""

from demo.drawing import hand, scenery
from demo.drawing.animals import camel, horse
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
from demo.drawing.scenery import Rock
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
    scenery.massif(
        sheet,
        [(60, 450, 260), (1430, 440, 280), (1190, 420, 260), (300, 430, 250)],
        720,
        rock.far(INDIGO, 0.4),
        0.55,
        1,
        wall=True,
    )
    scenery.massif(sheet, [(900, 430, 270), (520, 380, 300)], 720, rock.far(INDIGO, 0.28), 0.55, 1)
    scenery.mist(sheet, 560, 720, mix(INDIGO, TEAL, 0.4), 0.85)
    for y, depth, ink in ((720, 60, mix(DEEP, INDIGO, 0.4)), (800, 40, mix(DEEP, NIGHT, 0.5))):
        scenery.ridge(sheet, y, depth, ink, 330, 3)
    sheet.glow(750, 800, 520, mix(SAFFRON, OCHRE, 0.4), 0.8, ry=230)
    yurt(sheet, 750, 850, 1.15, mix(SLATE, PAPER, 0.35), NIGHT, MADDER, SAFFRON)
    path = [(712, 850), (788, 850), (930, 1010), (590, 1010)]
    sheet.shade(path, mix(SAFFRON, OCHRE, 0.3), (750, 1000), (750, 850), 0.75)
    sheet.fill(hand.box(1040, 790, 8, 76), UMBER)
    horse(sheet, 1125, 868, 0.62, mix(NIGHT, INK, 0.3), INK, True)
    smoke = hand.curve([(752, 516), (765, 460), (742, 400), (770, 330), (752, 260)])
    sheet.stroke(smoke, 22, mix(INDIGO, SLATE, 0.35), (0.3, 0))
    scenery.grass(sheet, 900, 1010, [mix(NIGHT, DEEP, 0.5), DEEP, mix(NIGHT, INK, 0.4)], 320, 54)


def _milky_way(sheet: Sheet) -> None:
    for _ in range(420):
        t = sheet.random.uniform(0, 1)
        x, y = 100 + 1300 * t + sheet.random.gauss(0, 70), 560 - 620 * t + sheet.random.gauss(0, 60)
        if y < 620:
            sheet.disc(x, y, sheet.random.uniform(0.8, 1.9), mix(CREAM, SLATE, sheet.random.uniform(0.1, 0.7)), 0)


def horses(sheet: Sheet) -> None:
    scenery.sky(sheet, mix(TEAL, MIST, 0.3), MIST, PAPER, mix(APRICOT, SAFFRON, 0.35), bottom=560, bands=4)
    scenery.sun(sheet, 730, 430, 130, mix(SAFFRON, CREAM, 0.3), SAFFRON, 2.4)
    rock = Rock(mix(ROSE, DUSK, 0.4), mix(DUSK, INDIGO, 0.3), CREAM, mix(SLATE, MIST, 0.5))
    far = rock.far(mix(PAPER, APRICOT, 0.5), 0.42)
    scenery.massif(
        sheet,
        [(-20, 400, 220), (1480, 390, 260), (150, 370, 240), (1290, 360, 250), (1080, 440, 200), (400, 430, 220)],
        600,
        far,
        0.5,
        1,
        wall=True,
    )
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
        (330, 730, 0.75, 3),
        (1130, 726, 0.72, 4),
        (560, 760, 0.95, 1),
        (960, 775, 1.0, 0),
        (735, 825, 1.25, 2),
    ]
    for x, y, size, coat in places:
        _dust(sheet, x - 150 * size, y, size)
        horse(sheet, x, y, size, *coats[coat], running=True)
    scenery.grass(sheet, 850, 1010, [MOSS, OLIVE, mix(SAFFRON, PAPER, 0.2), mix(MOSS, INK, 0.4)], 380, 70, 0.5)


def _dust(sheet: Sheet, x: float, y: float, size: float) -> None:
    for _ in range(7):
        px, py = x - sheet.random.uniform(-60, 170) * size, y + sheet.random.uniform(-30, 14) * size
        sheet.glow(px, py, sheet.random.uniform(26, 60) * size, mix(SAND, PAPER, 0.5), 0.8, 0.6)


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
    spots = [(240, 0.92), (700, 1.08), (1170, 0.96)]
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
