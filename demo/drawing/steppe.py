"""The steppe in its weathers."""

from math import sin

from demo.drawing import animals, hand, scenery
from demo.drawing.palette import (
    APRICOT,
    BONE,
    BRICK,
    CLAY,
    CREAM,
    DUNE,
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
    UMBER,
    WINE,
    mix,
)
from demo.drawing.sheet import Sheet


def _rolls(sheet: Sheet, tops: list[float], inks: list, height: float = 46) -> None:
    """Swells of land, one before the other, each a little grainy in its hollow."""
    for index, (y, ink) in enumerate(zip(tops, inks, strict=True)):
        edge = scenery.ridge(sheet, y, height * (0.5 + index * 0.3), ink, 520 - 20 * index, 3)
        deep = tops[index + 1] if index + 1 < len(tops) else 1010
        sheet.shade([*edge, (1510, 1010), (-10, 1010)], mix(ink, INK, 0.25), (0, y), (0, deep + 60), 0.55)


def dawn(sheet: Sheet) -> None:
    scenery.sky(sheet, mix(TEAL, MIST, 0.35), MIST, PAPER, APRICOT, mix(BRICK, APRICOT, 0.4), bottom=600, bands=3)
    scenery.streaks(sheet, 250, 90, mix(APRICOT, CREAM, 0.45), 7, 620)
    scenery.sun(sheet, 790, 520, 118, mix(SAFFRON, CREAM, 0.15), mix(SAFFRON, APRICOT, 0.4), 2.6)
    scenery.ridge(sheet, 590, 70, mix(ROSE, DUSK, 0.45), 230)
    scenery.mist(sheet, 540, 640, APRICOT, 0.7)
    _rolls(
        sheet,
        [625, 680, 760, 868],
        [mix(BRICK, DUSK, 0.35), mix(MADDER, UMBER, 0.3), mix(WINE, UMBER, 0.3), mix(WINE, INK, 0.5)],
    )
    river = [(760, 640), (900, 668), (700, 705), (850, 760), (560, 850), (640, 1010)]
    widths = [4, 9, 14, 26, 52, 110]
    _river(sheet, river, widths, mix(SAFFRON, APRICOT, 0.45))
    scenery.grass(sheet, 890, 1010, [mix(WINE, INK, 0.6), mix(MADDER, INK, 0.4), OCHRE], 330, 60)
    animals.rider(sheet, 700, 790, 1.0, mix(WINE, INK, 0.72), mix(WINE, INK, 0.55))
    scenery.birds(sheet, 1010, 290, 5, mix(WINE, DUSK, 0.4), 20, 120)


def _river(sheet: Sheet, path: hand.Points, widths: list[float], ink) -> None:
    middle = hand.curve([(x, y) for x, y in path], parts=10)
    count = len(middle) - 1
    left, right = [], []
    for index, (x, y) in enumerate(middle):
        at = index / count * (len(widths) - 1)
        low = min(int(at), len(widths) - 2)
        half = (widths[low] + (widths[low + 1] - widths[low]) * (at - low)) / 2
        left.append((x - half, y))
        right.append((x + half, y))
    sheet.fill(left + right[::-1], ink, 1.5)


def noon(sheet: Sheet) -> None:
    scenery.sky(sheet, LAGOON, TEAL, MINT, PAPER, bottom=600, bands=4)
    for x, y, width in ((330, 250, 420), (1120, 180, 520), (760, 400, 300), (1330, 430, 220), (90, 445, 200)):
        scenery.cloud(sheet, x, y, width, CREAM, mix(MINT, SLATE, 0.3))
    scenery.ridge(sheet, 600, 46, mix(TEAL, SLATE, 0.5), 260)
    _rolls(
        sheet,
        [615, 668, 748, 850],
        [mix(SAGE, MINT, 0.3), mix(SAFFRON, SAGE, 0.45), mix(OCHRE, SAGE, 0.25), mix(OLIVE, OCHRE, 0.35)],
    )
    road = [(752, 632), (700, 690), (815, 780), (690, 1010)]
    _river(sheet, road, [3, 15, 46, 170], mix(PAPER, SAND, 0.4))
    _river(sheet, road, [1, 3, 6, 12], mix(SAND, CLAY, 0.4))
    scenery.marks(sheet, 670, 980, mix(OCHRE, UMBER, 0.3), 70, 110, 4)
    _eagle(sheet, 600, 300, 0.85)
    for index in range(11):
        x = 60 + index * 61
        _pole(sheet, 765 + (x - 40) * 0.95 - 0, 640 + index * index * 1.3, 22 + index * 15)
    scenery.grass(sheet, 900, 1010, [MOSS, OLIVE, mix(SAFFRON, PAPER, 0.3), mix(MOSS, INK, 0.3)], 300, 58)
    for _ in range(46):
        x, y = sheet.random.uniform(0, 1500), sheet.random.uniform(905, 990)
        sheet.disc(x, y - 34, sheet.random.uniform(4, 8), MADDER, 0.6)


def _eagle(sheet: Sheet, x: float, y: float, size: float) -> None:
    """Seen from below, wings spread, the tips fingered."""
    wing = hand.path("0,-14 60,-46 130,-58 190,-40 236,-4 196,-18 222,22 178,-4 192,38 150,8 110,4 60,18 20,26")
    ink = mix(UMBER, WINE, 0.3)
    for side in (-1, 1):
        shape = [(side * px, py) for px, py in wing]
        sheet.fill(hand.placed(shape, x, y, size, -8), ink, 0.8)
        band = [(side * px, py) for px, py in hand.path("30,-8 70,-26 130,-34 170,-20 130,-12 70,-2")]
        sheet.fill(hand.placed(band, x, y, size, -8), mix(OCHRE, CLAY, 0.4), 0.6)
    body = hand.curve(hand.path("0,-44 14,-30 18,0 14,34 34,78 0,70 -34,78 -14,34 -18,0 -14,-30"), closed=True, parts=4)
    sheet.fill(hand.placed(body, x, y, size, -8), mix(ink, INK, 0.3), 0.6)
    sheet.fill(hand.placed(hand.path("-5,-42 5,-42 0,-54"), x, y, size, -8), SAFFRON)


def _pole(sheet: Sheet, x: float, y: float, high: float) -> None:
    thick = max(2.0, high / 26)
    sheet.fill(hand.box(x - thick / 2, y - high, thick, high), UMBER)
    sheet.fill(hand.box(x - high * 0.12, y - high * 0.93, high * 0.24, thick * 0.8), UMBER)


def winter(sheet: Sheet) -> None:
    scenery.sky(sheet, mix(SLATE, MINT, 0.4), mix(SLATE, MIST, 0.6), PAPER, mix(ROSE, PAPER, 0.5), bottom=560, bands=4)
    scenery.sun(sheet, 980, 350, 64, CREAM, mix(PAPER, APRICOT, 0.3), 3)
    scenery.ridge(sheet, 545, 60, mix(DUSK, MIST, 0.55), 210)
    _snow(sheet)
    for x, y, high in ((420, 640, 150), (505, 652, 185), (585, 640, 130), (350, 655, 105), (650, 650, 96)):
        _poplar(sheet, x, y, high)
    _cottage(sheet, 740, 660)
    tracks = hand.curve([(790, 690), (880, 740), (760, 820), (900, 1010)], parts=12)
    for index, (x, y) in enumerate(tracks):
        size = 2 + index * 0.3
        side = size * (1.6 if index % 2 else -1.6)
        sheet.fill(hand.circle(x + side, y, size, size * 0.5, 14), mix(DUSK, MIST, 0.4))
    scenery.grass(sheet, 905, 1010, [mix(OCHRE, UMBER, 0.4), mix(CLAY, SLATE, 0.2), mix(SAND, CLAY, 0.5)], 120, 70)
    for _ in range(170):
        sheet.disc(
            sheet.random.uniform(0, 1500), sheet.random.uniform(0, 1000), sheet.random.uniform(1.6, 4.2), CREAM, 0
        )


def _snow(sheet: Sheet) -> None:
    for y, ink, depth in ((575, mix(MIST, SLATE, 0.25), 24), (640, mix(CREAM, MIST, 0.6), 40), (750, CREAM, 60)):
        edge = scenery.ridge(sheet, y, depth, ink, 430, 3)
        sheet.shade([*edge, (1510, 1010), (-10, 1010)], mix(SLATE, MIST, 0.35), (0, y + 10), (0, y + 260), 0.6)
    scenery.marks(sheet, 700, 980, mix(MIST, SLATE, 0.25), 34, 240, 6)


def _poplar(sheet: Sheet, x: float, y: float, high: float) -> None:
    """A bare one: branches that hug the trunk."""
    ink = mix(UMBER, INDIGO, 0.45)
    sheet.stroke([(x, y), (x + 1, y - high / 2), (x, y - high)], high * 0.055, ink, (1, 0))
    for index in range(18):
        t = 0.2 + 0.75 * index / 18
        side, reach = (-1) ** index, high * 0.2 * (1.1 - t)
        path = [
            (x, y - high * t),
            (x + side * reach * 0.7, y - high * (t + 0.08)),
            (x + side * reach, y - high * (t + 0.22)),
        ]
        sheet.stroke(hand.curve(path, parts=4), high * 0.022, ink, (1, 0))


def _cottage(sheet: Sheet, x: float, y: float) -> None:
    sheet.fill(hand.box(x, y - 62, 150, 70), mix(LAGOON, SLATE, 0.25), 1)
    sheet.fill([(x - 16, y - 58), (x + 22, y - 118), (x + 132, y - 118), (x + 168, y - 58)], CREAM, 2)
    sheet.fill([(x - 16, y - 58), (x + 168, y - 58), (x + 166, y - 50), (x - 14, y - 50)], mix(SLATE, MIST, 0.3))
    for at in (26, 92):
        sheet.fill(hand.box(x + at, y - 40, 28, 30), SAFFRON)
        sheet.fill(hand.box(x + at + 12.5, y - 40, 3, 30), CREAM)
    sheet.fill(hand.box(x + 102, y - 142, 16, 36), mix(MADDER, UMBER, 0.3))
    smoke = [(x + 110 + 16 * sin(n / 2) + n * 4, y - 146 - n * 17) for n in range(14)]
    sheet.stroke(smoke, 24, mix(PAPER, SLATE, 0.2), (0.3, 0))


def storm(sheet: Sheet) -> None:
    scenery.sky(
        sheet, mix(NIGHT, DUSK, 0.3), DUSK, mix(SLATE, TEAL, 0.3), mix(SAFFRON, PAPER, 0.35), bottom=610, bands=4
    )
    for x, y, width, ink in (
        (200, 130, 760, mix(NIGHT, DUSK, 0.2)),
        (1150, 90, 900, mix(NIGHT, DUSK, 0.35)),
        (720, 230, 780, mix(INDIGO, DUSK, 0.3)),
        (1280, 285, 560, mix(DUSK, SLATE, 0.4)),
        (190, 320, 470, mix(DUSK, SLATE, 0.3)),
    ):
        scenery.layer(sheet, x, y, width, ink, mix(NIGHT, INK, 0.2))
    _rain(sheet, 240, 330, 400)
    _rain(sheet, 1190, 300, 300)
    _lightning(sheet)
    scenery.ridge(sheet, 610, 40, mix(INDIGO, TEAL, 0.3), 260)
    _rolls(
        sheet,
        [632, 700, 800, 890],
        [mix(OCHRE, SAFFRON, 0.4), mix(OCHRE, OLIVE, 0.5), mix(MOSS, OLIVE, 0.3), mix(MOSS, NIGHT, 0.55)],
    )
    scenery.marks(sheet, 640, 880, mix(BONE, SAFFRON, 0.4), 46, 130, 4)
    scenery.grass(sheet, 880, 1010, [mix(MOSS, NIGHT, 0.7), mix(OCHRE, MOSS, 0.3), mix(DUNE, CLAY, 0.3)], 380, 72, 0.9)


def _lightning(sheet: Sheet) -> None:
    sheet.glow(745, 440, 330, mix(SAFFRON, CREAM, 0.5), 0.6, ry=300)
    trunk = hand.path("792,246 748,330 776,352 716,436 752,458 700,540 722,552 690,622")
    for line, width in (
        (trunk, 15),
        ("776,352 838,410 828,424 880,486", 8),
        ("716,436 664,470 668,486 628,520", 7),
        ("752,458 800,516 792,528 812,560", 6),
    ):
        points = hand.path(line) if isinstance(line, str) else line
        left = [(x - width * 0.5 * (1 - n / len(points)), y) for n, (x, y) in enumerate(points)]
        right = [(x + width * 0.5 * (1 - n / len(points)), y) for n, (x, y) in enumerate(points)]
        sheet.fill([*left, *right[::-1]], CREAM)


def _rain(sheet: Sheet, x: float, y: float, width: float) -> None:
    """Veils of different length, so that none has an edge."""
    for n in range(9):
        at, wide = x + (n / 8 - 0.5) * width * 0.8, width * 0.32
        foot = sheet.random.uniform(540, 640)
        veil = [(at - wide / 2, y), (at + wide / 2, y), (at + wide * 0.28 - 66, foot), (at - wide * 0.42 - 66, foot)]
        sheet.shade(veil, mix(NIGHT, DUSK, 0.5), (0, foot), (0, y - 60), 0.42)
    for _ in range(46):
        at, top = x + sheet.random.uniform(-0.5, 0.46) * width, sheet.random.uniform(y + 10, 480)
        long = sheet.random.uniform(60, 150)
        drop = [(at, top), (at - long * 0.13, top + long / 2), (at - long * 0.26, top + long)]
        sheet.stroke(drop, 2.6, mix(SLATE, MIST, 0.3))


PICTURES = {"steppe-dawn": dawn, "steppe-noon": noon, "steppe-winter": winter, "steppe-storm": storm}
