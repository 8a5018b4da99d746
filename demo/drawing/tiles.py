"""Girih: star patterns of Timurid tilework, built as their makers did, from lines that cross at the middles of edges.

A plane is tiled with regular polygons; through each edge's middle run two lines at one angle; where the lines of
neighbouring edges meet, the stars have their inner corners (the construction that E. H. Hankin described in 1925).
"""

from math import cos, pi, sin, sqrt, tan

from demo.drawing import hand
from demo.drawing.palette import (
    CREAM,
    DEEP,
    INDIGO,
    LAGOON,
    MADDER,
    NIGHT,
    PAPER,
    SAFFRON,
    TEAL,
    TURQUOISE,
    Ink,
    mix,
)
from demo.drawing.sheet import Sheet


def _meet(one: hand.Point, turn: float, other: hand.Point, other_turn: float) -> hand.Point:
    """Where two rays cross."""
    dx, dy, ex, ey = cos(turn), sin(turn), cos(other_turn), sin(other_turn)
    share = ((other[0] - one[0]) * ey - (other[1] - one[1]) * ex) / (dx * ey - dy * ex)
    return one[0] + share * dx, one[1] + share * dy


def star_in(polygon: hand.Points, angle: float) -> hand.Points:
    """The star inside one polygon: middles of edges and inner corners in turn. `angle` in degrees, from the edge."""
    count = len(polygon)
    middles, turns = [], []
    for index, (x, y) in enumerate(polygon):
        to_x, to_y = polygon[(index + 1) % count]
        middles.append(((x + to_x) / 2, (y + to_y) / 2))
        turns.append(hand.bearing((x, y), (to_x, to_y)) * pi / 180)
    lean, corners = angle * pi / 180, []
    for index in range(count):
        after = (index + 1) % count
        corners.append(middles[index])
        corners.append(_meet(middles[index], turns[index] + lean, middles[after], turns[after] + pi - lean))
    return corners


def _glazed(sheet: Sheet, points: hand.Points, ink: Ink) -> None:
    """No two pieces come out of the kiln alike."""
    tone = sheet.random.uniform(-0.16, 0.16)
    sheet.fill(points, mix(ink, CREAM if tone > 0 else NIGHT, abs(tone)))


def _strap(sheet: Sheet, outline: hand.Points, width: float, ink: Ink, edge: Ink) -> None:
    sheet.line([*outline, outline[0], outline[1]], width + 4, edge)
    sheet.line([*outline, outline[0], outline[1]], width, ink)


def _inner_rosette(
    sheet: Sheet, x: float, y: float, r: float, sides: int, turn: float, inks: list[Ink], strap: Ink
) -> None:
    """Petals around a small star in the middle of a large one."""
    petal, heart, dot = inks
    tips, waist, core = (
        hand.regular(x, y, r * 0.80, sides, turn),
        hand.regular(x, y, r * 0.66, sides, turn + 180 / sides),
        None,
    )
    core = hand.star(x, y, r * 0.44, r * 0.27, sides, turn)
    for n in range(sides):
        inner = core[(2 * n) % (2 * sides)]
        left, right = core[(2 * n - 1) % (2 * sides)], core[(2 * n + 1) % (2 * sides)]
        del inner
        shape = [tips[n], waist[n], right, core[2 * n], left, waist[n - 1]]
        _glazed(sheet, shape, petal)
        sheet.line([*shape, shape[0], shape[1]], 3.5, strap)
    _glazed(sheet, core, heart)
    sheet.line([*core, core[0], core[1]], 3.5, strap)
    sheet.disc(x, y, r * 0.13, dot, 0)


def eights(sheet: Sheet) -> None:
    """Octagons and squares (4.8.8): eight-pointed stars over four-pointed ones."""
    sheet.fill(sheet.all, INDIGO)
    pitch = 375
    side = pitch / (1 + sqrt(2))
    r = side / 2 / sin(pi / 8)
    straps = []
    for row in range(-1, 5):
        for column in range(-1, 7):
            x, y = 750 + (column - 2) * pitch, 500 + (row - 1) * pitch
            octagon = hand.regular(x, y, r, 8, 22.5)
            square = hand.regular(x + pitch / 2, y + pitch / 2, side / sqrt(2), 4)
            sheet.fill(octagon, INDIGO)
            sheet.fill(square, INDIGO)
            big, small = star_in(octagon, 62), star_in(square, 62)
            _glazed(sheet, big, TURQUOISE)
            _glazed(sheet, small, SAFFRON)
            _inner_rosette(sheet, x, y, r * 0.9, 8, 0, [TEAL, CREAM, MADDER], mix(NIGHT, TURQUOISE, 0.3))
            straps += [big, small]
    for outline in straps:
        _strap(sheet, outline, 9, PAPER, NIGHT)


def twelves(sheet: Sheet) -> None:
    """Dodecagons, hexagons and squares (4.6.12): twelve-pointed stars, the great pattern of Samarkand."""
    sheet.fill(sheet.all, DEEP)
    side = 140.0
    r12 = side / 2 / sin(pi / 12)
    apothem = side / 2 / tan(pi / 12)
    pitch = 2 * apothem + side  # dodecagons stand apart by the square between them
    straps = []
    for row in range(-2, 4):
        for column in range(-2, 6):
            x = 750 + (column - 1) * pitch + (pitch / 2 if row % 2 else 0)
            y = 500 + row * pitch * sqrt(3) / 2
            pieces = [(hand.regular(x, y, r12, 12, 15), 67, TURQUOISE)]
            for turn in (0, 60, 120):
                cx, cy = x + pitch / 2 * cos(turn * pi / 180), y + pitch / 2 * sin(turn * pi / 180)
                pieces.append((hand.regular(cx, cy, side / sqrt(2), 4, turn + 45), 67, SAFFRON))
            for turn in (30, 90):
                reach = pitch / sqrt(3)
                pieces.append(
                    (
                        hand.regular(
                            x + reach * cos(turn * pi / 180), y + reach * sin(turn * pi / 180), side, 6, 0 + 30
                        ),
                        67,
                        CREAM,
                    )
                )
            for polygon, angle, ink in pieces:
                star = star_in(polygon, angle)
                sheet.fill(polygon, INDIGO)
                _glazed(sheet, star, ink)
                straps.append(star)
            _inner_rosette(sheet, x, y, r12 * 0.88, 12, 0, [LAGOON, CREAM, SAFFRON], NIGHT)
    for outline in straps:
        _strap(sheet, outline, 8, PAPER, NIGHT)


def facade(sheet: Sheet) -> None:
    """Triangles and dodecagons (3.12.12) in brick and glaze."""
    sheet.fill(sheet.all, SAFFRON)
    pitch = 500.0
    side = pitch * tan(pi / 12)
    r12 = side / 2 / sin(pi / 12)
    straps = []
    ground = mix(SAFFRON, PAPER, 0.55)
    for row in range(-2, 4):
        for column in range(-2, 5):
            x = 750 + (column - 1) * pitch + (pitch / 2 if row % 2 else 0)
            y = 500 + row * pitch * sqrt(3) / 2
            polygon = hand.regular(x, y, r12, 12, 15)
            sheet.fill(polygon, ground)
            star = star_in(polygon, 52)
            _glazed(sheet, star, MADDER if (row + column) % 3 else TURQUOISE)
            straps.append(star)
            for turn in (30, 90):
                reach = pitch / sqrt(3)
                triangle = hand.regular(
                    x + reach * cos(turn * pi / 180),
                    y + reach * sin(turn * pi / 180),
                    side / sqrt(3),
                    3,
                    60 if turn == 90 else 0,
                )
                star = star_in(triangle, 52)
                sheet.fill(triangle, ground)
                _glazed(sheet, star, INDIGO)
                straps.append(star)
            _inner_rosette(sheet, x, y, r12 * 0.84, 12, 0, [CREAM, INDIGO, SAFFRON], NIGHT)
    for outline in straps:
        _strap(sheet, outline, 8, CREAM, NIGHT)


PICTURES = {"tiles-1": eights, "tiles-2": twelves, "tiles-3": facade}
