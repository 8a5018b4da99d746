"""Almaty under its range, and the towers of Astana."""

from demo.drawing import hand, scenery
from demo.drawing.palette import (
    APRICOT,
    BRICK,
    CREAM,
    DEEP,
    DUSK,
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
    SAND,
    SLATE,
    TEAL,
    WINE,
    mix,
)
from demo.drawing.scenery import Rock
from demo.drawing.sheet import Sheet
from demo.drawing.streets import avenue, block, poplar


def almaty(sheet: Sheet) -> None:
    scenery.sky(sheet, mix(TEAL, MINT, 0.3), MIST, PAPER, mix(APRICOT, PAPER, 0.3), bottom=560, bands=4)
    rock = Rock(mix(DUSK, ROSE, 0.35), mix(INDIGO, DUSK, 0.4), CREAM, mix(SLATE, MIST, 0.45))
    air = mix(MIST, ROSE, 0.3)
    scenery.massif(
        sheet,
        [(40, 290, 300), (1450, 300, 300), (270, 240, 260), (1250, 230, 300)],
        640,
        rock.far(air, 0.35),
        0.6,
        wall=True,
    )
    scenery.massif(sheet, [(480, 190, 330), (1030, 215, 340), (730, 110, 430)], 640, rock.far(air, 0.12), 0.62)
    scenery.mist(sheet, 420, 640, air, 0.85)
    edge = scenery.ridge(sheet, 640, 80, mix(MOSS, TEAL, 0.35), 260, 3)
    sheet.shade([*edge, (1510, 700), (-10, 700)], MINT, (0, 560), (0, 660), 0.5)
    _tv_tower(sheet, 1010, 610)
    _towers(sheet)
    avenue(sheet, 880, 36, 92, (mix(MOSS, DEEP, 0.25), OLIVE))
    for x in range(-10, 1520, 74):
        at, high = x + sheet.random.uniform(-14, 14), sheet.random.uniform(130, 210)
        poplar(sheet, at, 985, high, mix(MOSS, DEEP, 0.45), mix(OLIVE, MOSS, 0.3))
    sheet.fill(hand.box(-10, 960, 1520, 60), mix(MOSS, DEEP, 0.6), 3)


def _towers(sheet: Sheet) -> None:
    """Pale blocks behind, three towers, low houses in front. Each: left edge, width, height."""
    for x, wide, high in (
        *((-20, 120, 180), (120, 90, 240), (240, 130, 150), (390, 84, 300), (500, 120, 190)),
        *((900, 110, 200), (1030, 84, 310), (1130, 130, 170), (1280, 96, 260), (1390, 140, 190)),
    ):
        tone = mix(PAPER, sheet.random.choice([ROSE, MINT, SAND]), 0.55)
        block(sheet, x, 790, wide, high, tone, mix(SLATE, MIST, 0.2), (4, max(5, int(high / 22))))
    high_ones = (
        ((590, 100, 400), mix(LAGOON, MIST, 0.3)),
        ((720, 120, 300), mix(APRICOT, PAPER, 0.4)),
        ((850, 76, 350), mix(TEAL, MIST, 0.45)),
    )
    for (x, wide, high), ink in high_ones:
        block(sheet, x, 800, wide, high, ink, mix(DEEP, LAGOON, 0.4), (4, int(high / 18)))
    low = ((20, BRICK), (330, SAFFRON), (960, ROSE), (1270, SAND))
    for x, ink in low:
        block(sheet, x, 860, 220, 128, mix(ink, PAPER, 0.45), mix(DUSK, MIST, 0.2), (9, 4), 0.16)


def _tv_tower(sheet: Sheet, x: float, y: float) -> None:
    ink = mix(PAPER, MADDER, 0.15)
    sheet.stroke([(x, y), (x, y - 130), (x, y - 270)], 26, ink, (1, 0.1))
    for at, half in ((150, 17), (190, 12)):
        sheet.fill(
            [(x - half, y - at), (x + half, y - at), (x + half * 0.7, y - at - 16), (x - half * 0.7, y - at - 16)],
            MADDER,
        )


def astana(sheet: Sheet) -> None:
    scenery.sky(
        sheet,
        mix(INDIGO, DUSK, 0.3),
        mix(DUSK, SLATE, 0.3),
        mix(ROSE, PAPER, 0.3),
        mix(APRICOT, SAFFRON, 0.3),
        bottom=690,
        bands=4,
    )
    scenery.sun(sheet, 750, 620, 150, mix(SAFFRON, CREAM, 0.4), SAFFRON, 2.2)
    scenery.streaks(sheet, 330, 110, mix(ROSE, CREAM, 0.35), 8, 520)
    far = mix(DUSK, ROSE, 0.35)
    for x, wide, high in (
        (40, 90, 150),
        (150, 70, 230),
        (330, 100, 180),
        (1090, 90, 190),
        (1210, 70, 260),
        (1350, 110, 170),
    ):
        block(sheet, x, 760, wide, high, far, mix(far, SAFFRON, 0.4), (3, int(high / 24)), 0.4)
    gold = mix(OCHRE, WINE, 0.25)
    for x in (255, 1175):
        tower = [(x - 44, 780), (x - 30, 390), (x + 30, 420), (x + 44, 780)]
        sheet.fill(tower, gold, 1)
        sheet.shade(tower, WINE, (x - 30, 0), (x + 50, 0), 0.8)
        for y in range(450, 770, 20):
            sheet.line([(x - 40, y), (x + 42, y)], 2, mix(SAFFRON, CREAM, 0.3))
    _tent(sheet, 1000, 780)
    _sphere(sheet, 470, 780)
    _tree_of_life(sheet, 750, 790)
    sheet.fill(hand.box(-10, 778, 1520, 240), mix(INDIGO, WINE, 0.2), 1)
    for _ in range(60):
        x = sheet.random.uniform(-10, 1510)
        sheet.fill(
            hand.circle(x, 780, sheet.random.uniform(14, 34), sheet.random.uniform(10, 22)), mix(NIGHT, MOSS, 0.4), 1
        )
    sheet.fill([(-10, 800), (1510, 800), (1510, 1010), (-10, 1010)], mix(INDIGO, DUSK, 0.25), 2)
    sheet.shade(sheet.all[:2] + [(1510, 1010), (-10, 1010)], NIGHT, (0, 800), (0, 1000), 0.7)
    scenery.glitter(sheet, 750, 812, 990, mix(SAFFRON, APRICOT, 0.4), 170, 60)
    for x in (255, 470, 1000, 1175):
        scenery.glitter(sheet, x, 815, 930, mix(DUSK, ROSE, 0.5), 70, 16)


def _tree_of_life(sheet: Sheet, x: float, y: float) -> None:
    """The Baiterek: a poplar of steel with an egg of glass in its crown."""
    white, shade = CREAM, mix(SLATE, ROSE, 0.4)
    sheet.disc(x, y - 452, 76, mix(SAFFRON, OCHRE, 0.4), 0.6)
    with sheet.inside(hand.circle(x, y - 452, 76)):
        sheet.shade(hand.circle(x, y - 452, 76), MADDER, (x - 30, y - 500), (x + 60, y - 390), 0.8)
        for n in range(-3, 4):
            sheet.line(
                hand.arc(x, y - 452, abs(n) * 25 + 0.1, 76, 90 if n > 0 else 90, 270 if n <= 0 else -90),
                2,
                mix(SAFFRON, CREAM, 0.5),
            )
            sheet.line([(x - 80, y - 452 + n * 22), (x + 80, y - 452 + n * 22)], 2, mix(SAFFRON, CREAM, 0.5))
    for n in range(-4, 5):
        path = hand.curve(
            [(x + n * 13, y), (x + n * 5, y - 190), (x + n * 8, y - 330), (x + n * 24, y - 440), (x + n * 31, y - 500)]
        )
        sheet.stroke(path, 9, white if n <= 0 else shade, (1, 0.5))
    for at in (60, 130, 200, 270, 330):
        half = 24 + abs(at - 190) * 0.13
        sheet.line([(x - half, y - at), (x + half, y - at)], 4, shade)


def _tent(sheet: Sheet, x: float, y: float) -> None:
    """The leaning tent of Khan Shatyr."""
    shape = hand.curve([(x - 170, y), (x - 110, y - 90), (x - 20, y - 200), (x + 34, y - 330)], parts=8) + hand.curve(
        [(x + 34, y - 330), (x + 62, y - 190), (x + 120, y - 80), (x + 170, y)], parts=8
    )
    sheet.fill(shape, mix(PAPER, APRICOT, 0.35), 1)
    with sheet.inside(shape):
        sheet.shade(shape, DUSK, (x, 0), (x + 150, 0), 0.8)
        for n in range(-5, 6):
            sheet.line(
                hand.curve([(x + 34, y - 330), (x + n * 14 + 8, y - 150), (x + n * 36, y)]), 2, mix(ROSE, DUSK, 0.35)
            )
    sheet.stroke([(x + 34, y - 310), (x + 38, y - 360), (x + 44, y - 410)], 7, CREAM, (1, 0.2))


def _sphere(sheet: Sheet, x: float, y: float) -> None:
    sheet.disc(x, y - 90, 112, mix(DUSK, TEAL, 0.45), 0.6)
    with sheet.inside(hand.circle(x, y - 90, 112)):
        sheet.glow(x + 60, y - 130, 130, mix(SAFFRON, PAPER, 0.3), 0.8)
        for n in range(1, 5):
            sheet.line(hand.circle(x, y - 90, n * 26, 112) + [(x + n * 26, y - 90)], 2, mix(DUSK, MIST, 0.5))
            sheet.line([(x - 120, y - 190 + n * 40), (x + 120, y - 190 + n * 40)], 2, mix(DUSK, MIST, 0.5))


PICTURES = {"almaty": almaty, "astana": astana}
