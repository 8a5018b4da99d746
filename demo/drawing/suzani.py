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


def _wreath(
    sheet: Sheet, x: float, y: float, r: float, inks: tuple[Ink, Ink], count: int, long: float = 0.5, turn: float = 0
) -> None:
    """Leaves that turn around a rosette like a wheel, large and small, each in satin stitch with its vein."""
    for n in range(count * 2):
        angle = 180 * n / count + turn
        size = r * (long if n % 2 == 0 else long * 0.5)
        foot = hand.placed([(r * 0.98, 0)], x, y, 1, angle)[0]
        blade = hand.curve(
            [
                (0, 0),
                (size * 0.3, -size * 0.2),
                (size * 0.75, -size * 0.12),
                (size * 1.1, size * 0.22),
                (size * 0.72, size * 0.14),
                (size * 0.3, size * 0.16),
            ],
            closed=True,
            parts=6,
        )
        _stitched(sheet, hand.placed(blade, *foot, 1, angle + 16), inks[n % 2], angle + 76)
        vein = hand.curve([(0, 0), (size * 0.45, 0), (size * 0.95, size * 0.14)])
        sheet.stroke(hand.placed(vein, *foot, 1, angle + 16), 3, mix(inks[n % 2], CREAM, 0.55), (1, 0.2))


RED = [MADDER, WINE, CREAM, MADDER, SAFFRON, TURQUOISE]
BLUE = [INDIGO, TEAL, CREAM, INDIGO, MADDER, SAFFRON]
SUN = [SAFFRON, MADDER, CREAM, BRICK, TURQUOISE, CREAM]
SEA = [TURQUOISE, MADDER, CREAM, TEAL, SAFFRON, WINE]


def garden(sheet: Sheet) -> None:
    """One great rosette among eight, with vines between."""
    sheet.fill(sheet.all, PAPER)
    _weave(sheet)
    places = [(185, 190), (1315, 190), (185, 810), (1315, 810)]
    for x, y in places:
        inward, down = (1 if x < 750 else -1), (1 if y < 500 else -1)
        vine = [
            (x + inward * 110, y + down * 70),
            (x + inward * 215, y + down * 50),
            (750 - inward * 330, 500 - down * 190),
        ]
        _leafed(sheet, hand.curve([*vine, (750 - inward * 250, 500 - down * 120)], parts=9), MOSS, OLIVE, 5, 62)
        vine = [(x, y + down * 130), (x + inward * 40, y + down * 200), (x + inward * 10, 500 - down * 60)]
        _leafed(sheet, hand.curve(vine, parts=9), MOSS, OLIVE, 5, 50)
    for x, y in ((750, 46), (750, 954), (96, 500), (1404, 500)):
        _wreath(sheet, x, y, 92, (TEAL, SAFFRON), 10, 0.42)
        rosette(sheet, x, y, 92, BLUE, 8)
    for index, (x, y) in enumerate(places):
        _wreath(sheet, x, y, 138, (MOSS, BRICK), 11, 0.42)
        rosette(sheet, x, y, 138, SUN if index in (0, 3) else SEA, 10)
    _wreath(sheet, 750, 500, 236, (TURQUOISE, SAFFRON), 15, 0.46)
    rosette(sheet, 750, 500, 236, RED, 16)
    for x, y, turn in ((570, 130, 0), (930, 130, 0), (570, 870, 0), (930, 870, 0), (300, 500, 0), (1200, 500, 0)):
        _sprig(sheet, x, y, turn)
    for x, y in ((455, 80), (1045, 80), (455, 920), (1045, 920), (400, 500), (1100, 500)):
        rosette(sheet, x, y, 44, SEA if y == 500 else RED, 7)


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
            x, y = 750 + (column - 2) * 430 + (215 if row % 2 else 0), 500 + (row - 1) * 372
            for turn in (30, 90, 150, 210, 270, 330):
                start, end = hand.placed([(150, 0), (268, 0)], x, y, 1, turn)
                middle = hand.placed([(210, 28)], x, y, 1, turn)[0]
                _leafed(sheet, hand.curve([start, middle, end], parts=6), TEAL, mix(TEAL, MINT, 0.35), 4, 62, 9)
    for row in range(-1, 4):
        for column in range(-1, 6):
            x, y = 750 + (column - 2) * 430 + (215 if row % 2 else 0), 500 + (row - 1) * 372
            rosette(sheet, x, y, 154, inks[(column + row * 2) % 3], 12)


def tree(sheet: Sheet) -> None:
    """A flowering bough out of one root, as on the wedding sheets of Nurata; mirrored but for its leaves."""
    sheet.fill(sheet.all, PAPER)
    _weave(sheet)
    _leafed(sheet, hand.path("750,1010 748,820 752,640 750,340"), DEEP, OLIVE, 9, 60, 16)
    boughs = [
        ("748,880 590,850 430,760 262,800", 124, RED),
        ("756,660 600,620 490,480 336,452", 140, SEA),
        ("752,440 660,350 570,220 440,170", 104, SUN),
        ("336,452 220,420 150,300 122,170", 92, BLUE),
        ("420,770 260,650 150,640 74,560", 78, SUN),
        ("600,860 520,905 470,915 420,950", 50, BLUE),
        ("560,560 520,610 500,640 470,660", 50, SUN),
        ("262,800 170,860 120,850 70,890", 62, SEA),
        ("640,330 600,360 590,390 566,402", 42, RED),
        ("570,230 590,120 590,100 600,66", 46, BLUE),
        ("180,330 220,260 240,200 270,150", 40, RED),
    ]
    both = [(hand.path(text), r, inks) for text, r, inks in boughs]
    both += [([(1500 - x, y) for x, y in points], r, inks) for points, r, inks in both]
    for points, r, _ in both:
        _leafed(
            sheet, hand.curve(points, parts=10), DEEP, OLIVE if r > 60 else MOSS, 5, 34 + r * 0.16, 10 if r > 60 else 6
        )
    for points, r, inks in both:
        if r > 100:
            _wreath(sheet, *points[-1], r, (MOSS, SAFFRON), 10, 0.34)
        rosette(sheet, *points[-1], r, inks, 10 if r > 60 else 7)
    _wreath(sheet, 750, 236, 160, (TURQUOISE, SAFFRON), 13, 0.42)
    rosette(sheet, 750, 236, 160, RED, 14)
    for x, y in ((630, 950), (870, 950), (640, 740), (860, 740), (620, 540), (880, 540), (40, 400), (1460, 400)):
        _sprig(sheet, x, y, 0)


def _sprig(sheet: Sheet, x: float, y: float, turn: float) -> None:
    """A tulip between two leaves, to fill a gap."""
    for side in (-1, 1):
        blade = hand.placed(hand.leaf(74, 26), x, y + 34, 1, -90 + side * 62 + turn)
        _stitched(sheet, blade, OLIVE, side * 62)
    _tulip(sheet, x, y)


def _tulip(sheet: Sheet, x: float, y: float, size: float = 1.0) -> None:
    bell = hand.curve(
        [(0, 40), (-34, 10), (-30, -40), (-12, -14), (0, -52), (12, -14), (30, -40), (34, 10)], closed=True, parts=5
    )
    _stitched(sheet, hand.placed(bell, x, y, size), MADDER, 90)
    sheet.fill(hand.placed(hand.leaf(44, 20), x, y + 26 * size, size, -90), SAFFRON)


PICTURES = {"suzani-1": garden, "suzani-2": rows, "suzani-3": tree}
