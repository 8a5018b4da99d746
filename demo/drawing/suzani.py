"""Suzani: a bride's embroidery of rosettes, vines and leaves, stitched in silk on undyed cotton."""

from math import cos, pi, sin

from demo.drawing import hand
from demo.drawing.palette import (
    BRICK,
    CREAM,
    DEEP,
    INDIGO,
    INK,
    MADDER,
    MINT,
    MOSS,
    NIGHT,
    OLIVE,
    PAPER,
    ROSE,
    SAFFRON,
    TEAL,
    TURQUOISE,
    WINE,
    Ink,
    mix,
)
from demo.drawing.sheet import Sheet


def _stitched(sheet: Sheet, points: hand.Points, ink: Ink, turn: float, gap: float = 4.2) -> None:
    """A shape filled in satin stitch: threads side by side along `turn` degrees."""
    sheet.fill(points, ink, 0.8)
    x = sum(px for px, _ in points) / len(points)
    y = sum(py for _, py in points) / len(points)
    reach = max(abs(px - x) + abs(py - y) for px, py in points)
    dark = mix(ink, INK, 0.13)
    with sheet.inside(points):
        at = -reach
        while at < reach:
            sheet.line(hand.placed([(-reach, at), (reach, at)], x, y, 1, turn), 1.1, dark)
            at += gap


def _rays(sheet: Sheet, x: float, y: float, inner: float, outer: float, ink: Ink, count: int) -> None:
    for n in range(count):
        angle = 2 * pi * n / count
        sheet.line(
            [(x + inner * sin(angle), y + inner * cos(angle)), (x + outer * sin(angle), y + outer * cos(angle))],
            1.2,
            ink,
        )


def _ring(sheet: Sheet, x: float, y: float, outer: float, inner: float, ink: Ink) -> None:
    """A ring in radial stitches."""
    sheet.fill(hand.circle(x, y, outer, parts=60), ink, 1.6)
    _rays(sheet, x, y, inner, outer, mix(ink, INK, 0.14), max(16, int(outer * 1.5)))


def rosette(sheet: Sheet, x: float, y: float, r: float, inks: list[Ink], petals: int = 12, turn: float = 0) -> None:
    """Scalloped rim, ring, petals and heart. `inks`: rim, ring, ground, petals, heart, dot."""
    rim, ring, ground, petal, heart, dot = inks
    for n in range(petals * 2):
        angle = 2 * pi * n / (petals * 2) + turn
        sheet.disc(x + r * 0.93 * sin(angle), y + r * 0.93 * cos(angle), r * 0.13, rim, 0.6)
    _ring(sheet, x, y, r * 0.94, r * 0.7, rim)
    sheet.disc(x, y, r * 0.75, CREAM, 0.8)
    _ring(sheet, x, y, r * 0.715, r * 0.55, ring)
    sheet.disc(x, y, r * 0.58, ground, 0.8)
    for n in range(petals):
        angle = 360 * n / petals + turn * 180 / pi
        shape = hand.placed(hand.leaf(r * 0.36, r * 0.8 / petals * 2.3), x, y, 1, angle)
        shape = [(px + r * 0.19 * cos(angle * pi / 180), py + r * 0.19 * sin(angle * pi / 180)) for px, py in shape]
        sheet.fill(shape, petal, 0.5)
    _ring(sheet, x, y, r * 0.2, 0, heart)
    sheet.disc(x, y, r * 0.085, dot, 0.5)


def _leafed(
    sheet: Sheet, path: hand.Points, ink: Ink, leaf_ink: Ink, every: int = 5, size: float = 46, width: float = 9
) -> None:
    """A vine with leaves to both sides."""
    sheet.stroke(path, width, ink, (0.8, 0.5))
    side = 1
    for index in range(every, len(path) - 2, every):
        (x, y), turn = path[index], hand.bearing(path[index - 1], path[index + 1])
        shape = hand.placed(hand.leaf(size, size * 0.42), x, y, 1, turn + side * 48)
        _stitched(sheet, shape, leaf_ink, turn + side * 48 + 60)
        sheet.line([(x, y), hand.placed([(size * 0.8, 0)], x, y, 1, turn + side * 48)[0]], 1.6, ink)
        side = -side


def _crescent(sheet: Sheet, x: float, y: float, r: float, ink: Ink, count: int, turn: float = 0) -> None:
    """Hooked leaves that turn around a rosette like a wheel."""
    for n in range(count):
        angle = 360 * n / count + turn
        path = hand.curve([(r * 1.12, 0), (r * 1.38, r * 0.04), (r * 1.52, r * 0.3), (r * 1.42, r * 0.5)], parts=6)
        shape = hand.placed(hand.brush(path, r * 0.2, (0.5, 0.1)), x, y, 1, angle)
        sheet.fill(shape, ink, 0.6)


RED = [MADDER, WINE, CREAM, MADDER, SAFFRON, TURQUOISE]
BLUE = [INDIGO, TEAL, CREAM, INDIGO, MADDER, SAFFRON]
SUN = [SAFFRON, MADDER, CREAM, BRICK, TURQUOISE, CREAM]
SEA = [TURQUOISE, MADDER, CREAM, TEAL, SAFFRON, WINE]


def garden(sheet: Sheet) -> None:
    """One great rosette among eight, with vines between."""
    sheet.fill(sheet.all, PAPER)
    _weave(sheet)
    places = [(215, 205), (1285, 205), (215, 795), (1285, 795)]
    for x, y in places:
        inward = 1 if x < 750 else -1
        down = 1 if y < 500 else -1
        path = hand.curve(
            [
                (x + inward * 120, y + down * 60),
                (x + inward * 240, y + down * 20),
                (x + inward * 330, y + down * 120),
                (750 - inward * 250, 500 - down * 90),
            ],
            parts=9,
        )
        _leafed(sheet, path, MOSS, OLIVE, 6, 58)
    for x, y in ((750, 80), (750, 920), (120, 500), (1380, 500)):
        rosette(sheet, x, y, 92, BLUE, 8)
        _crescent(sheet, x, y, 92, TEAL, 8)
    for index, (x, y) in enumerate(places):
        rosette(sheet, x, y, 150, SUN if index in (0, 3) else SEA, 10)
        _crescent(sheet, x, y, 150, MOSS, 10)
    _crescent(sheet, 750, 500, 250, TURQUOISE, 14)
    rosette(sheet, 750, 500, 250, RED, 16)
    for x, y in ((470, 120), (1030, 120), (470, 880), (1030, 880), (60, 340), (1440, 340), (60, 660), (1440, 660)):
        rosette(sheet, x, y, 40, RED, 6)


def _weave(sheet: Sheet) -> None:
    ink = mix(PAPER, SAFFRON, 0.10)
    for y in range(4, 1000, 9):
        sheet.line([(-5, y), (1505, y + sheet.random.uniform(-1, 1))], 0.9, ink)


def rows(sheet: Sheet) -> None:
    """Rosettes in a lattice of leaves, on indigo."""
    ground = mix(NIGHT, INDIGO, 0.5)
    sheet.fill(sheet.all, ground)
    inks = [
        [MADDER, SAFFRON, ground, CREAM, MADDER, CREAM],
        [ROSE, MADDER, ground, SAFFRON, CREAM, MADDER],
        [SAFFRON, BRICK, ground, CREAM, SAFFRON, WINE],
    ]
    for row in range(-1, 4):
        for column in range(-1, 6):
            x, y = 750 + (column - 2) * 330 + (165 if row % 2 else 0), 500 + (row - 1) * 286
            for turn in (30, 90, 150, 210, 270, 330):
                start, end = hand.placed([(118, 0), (205, 0)], x, y, 1, turn)
                middle = hand.placed([(160, 22)], x, y, 1, turn)[0]
                _leafed(sheet, hand.curve([start, middle, end], parts=6), TEAL, mix(TEAL, MINT, 0.35), 5, 40, 7)
    for row in range(-1, 4):
        for column in range(-1, 6):
            x, y = 750 + (column - 2) * 330 + (165 if row % 2 else 0), 500 + (row - 1) * 286
            rosette(sheet, x, y, 118, inks[(column + row * 2) % 3], 12)


def tree(sheet: Sheet) -> None:
    """A flowering bough out of one root, as on the wedding sheets of Nurata."""
    sheet.fill(sheet.all, PAPER)
    _weave(sheet)
    _leafed(sheet, hand.curve([(750, 1000), (740, 800), (765, 600), (745, 330)], parts=12), DEEP, OLIVE, 6, 60, 16)
    boughs = [
        ([(748, 860), (560, 830), (400, 740), (250, 790)], 118, RED),
        ([(752, 860), (940, 830), (1100, 740), (1250, 790)], 118, RED),
        ([(758, 640), (590, 600), (480, 470), (330, 430)], 140, SEA),
        ([(758, 640), (920, 600), (1020, 470), (1170, 430)], 140, SEA),
        ([(750, 420), (650, 330), (560, 200), (420, 140)], 96, SUN),
        ([(750, 420), (850, 330), (940, 200), (1080, 140)], 96, SUN),
        ([(330, 430), (220, 400), (140, 300), (110, 170)], 84, BLUE),
        ([(1170, 430), (1280, 400), (1360, 300), (1390, 170)], 84, BLUE),
        ([(400, 740), (240, 640), (130, 610), (60, 560)], 66, SUN),
        ([(1100, 740), (1260, 640), (1370, 610), (1440, 560)], 66, SUN),
    ]
    for path, _, _ in boughs:
        _leafed(sheet, hand.curve(path, parts=10), DEEP, OLIVE, 5, 48, 10)
    for path, r, inks in boughs:
        rosette(sheet, *path[-1], r, inks, 10)
    _crescent(sheet, 750, 250, 165, MADDER, 12)
    rosette(sheet, 750, 250, 165, RED, 14)
    for x, y in ((590, 940), (910, 940), (80, 930), (1420, 930), (620, 720), (880, 720)):
        _tulip(sheet, x, y)


def _tulip(sheet: Sheet, x: float, y: float, size: float = 1.0) -> None:
    bell = hand.curve(
        [(0, 40), (-34, 10), (-30, -40), (-12, -14), (0, -52), (12, -14), (30, -40), (34, 10)], closed=True, parts=5
    )
    _stitched(sheet, hand.placed(bell, x, y, size), MADDER, 90)
    sheet.fill(hand.placed(hand.leaf(44, 20), x, y + 26 * size, size, -90), SAFFRON)


PICTURES = {"suzani-1": garden, "suzani-2": rows, "suzani-3": tree}
