"""The metro under Tashkent, in true one-point perspective: vault, lamps, columns, a train coming in."""

from math import cos, pi, sin

from demo.drawing import hand
from demo.drawing.palette import (
    CREAM,
    DEEP,
    INDIGO,
    LAGOON,
    MADDER,
    MINT,
    NIGHT,
    OCHRE,
    PAPER,
    SAFFRON,
    SAND,
    SLATE,
    TEAL,
    TURQUOISE,
    UMBER,
    Ink,
    mix,
)
from demo.drawing.sheet import Sheet

# Metres: the eye stands at nought; x to the right, y down, z into the hall.
FLOOR, SPRING, APEX, HALF, SIDE = 2.1, -2.0, -5.2, 4.2, 9.4
NEAR, FAR, BAY = 4.6, 58.0, 4.5
FOCUS = 620.0


def _at(x: float, y: float, z: float) -> hand.Point:
    return 750 + x * FOCUS / z, 520 + y * FOCUS / z


def _wall(sheet: Sheet, x: float, low: float, high: float, start: float, end: float, ink: Ink) -> None:
    """An upright rectangle that runs into the depth."""
    sheet.fill([_at(x, high, start), _at(x, high, end), _at(x, low, end), _at(x, low, start)], ink)


def _plane(sheet: Sheet, y: float, left: float, right: float, start: float, end: float, ink: Ink) -> None:
    sheet.fill([_at(left, y, start), _at(right, y, start), _at(right, y, end), _at(left, y, end)], ink)


def _vault(x_share: float) -> tuple[float, float]:
    """A point on the vault's section, from the left springing (-1) to the right one (1)."""
    turn = pi * (1 - (x_share + 1) / 2)
    return HALF * cos(turn), SPRING + (APEX - SPRING) * sin(turn) ** 0.9


def _air(z: float) -> float:
    return min(1.0, max(0.0, (z - NEAR) / (FAR - NEAR))) ** 0.6


def _bays() -> list[float]:
    count = int((FAR - NEAR) / BAY)
    return [NEAR + BAY * n for n in range(count, -1, -1)]


def _ceiling(sheet: Sheet) -> None:
    light = mix(PAPER, SAFFRON, 0.25)
    shares = [n / 16 - 1 for n in range(33)]
    for index, z in enumerate(_bays()):
        back = z + BAY
        for part, (ink, start, end) in enumerate(
            ((mix(TEAL, MINT, 0.25), back, z + 0.9), (CREAM, z + 0.9, max(z - 0.1, 1.2)))
        ):
            shell = [_at(*_vault(s), start) for s in shares] + [_at(*_vault(s), end) for s in reversed(shares)]
            tone = mix(mix(ink, DEEP, 0.15 if part == 0 else 0.05), light, _air(z) * 0.75)
            sheet.fill(shell, tone, 0.4)
        if index > 2:
            for share in (-0.72, -0.4, 0.4, 0.72):
                x, y = _vault(share)
                sx, sy = _at(x, y, z + 2.7)
                r = 0.5 * FOCUS / (z + 2.7)
                sheet.fill(hand.star(sx, sy + r * 0.2, r, r * 0.55, 8), mix(SAFFRON, light, _air(z) * 0.6))
                sheet.fill(hand.star(sx, sy + r * 0.2, r * 0.5, r * 0.27, 8), mix(MADDER, light, _air(z) * 0.6))


def _aisle(sheet: Sheet, side: int) -> None:
    """Beyond the columns: the track, the tiled wall; on the right a train."""
    x = side * SIDE
    sheet.fill(
        [
            _at(side * HALF, -8, 1.4),
            _at(x, -8, 1.4),
            _at(x, -8, FAR),
            _at(x, FLOOR + 2, FAR),
            _at(x, FLOOR + 3, 1.4),
            _at(side * HALF, FLOOR + 3, 1.4),
        ],
        mix(NIGHT, DEEP, 0.4),
    )
    for n in range(26, 0, -1):
        start, end = 2 + n * 2.2, 2 + (n - 1) * 2.2
        tone = mix(mix(INDIGO, LAGOON, 0.25 if n % 2 else 0.45), mix(PAPER, TEAL, 0.6), _air(start) * 0.4)
        _wall(sheet, x, FLOOR, -3.6, max(end, 1.3), start, tone)
        _wall(sheet, x, -0.9, -1.5, max(end, 1.3), start, mix(SAFFRON, tone, 0.35))
    if side > 0:
        _train(sheet)


def _train(sheet: Sheet) -> None:
    x = 6.6
    _wall(sheet, x, FLOOR + 1, -1.75, 1.6, 46, mix(LAGOON, TEAL, 0.25))
    _wall(sheet, x, -1.45, -1.75, 1.6, 46, CREAM)
    _wall(sheet, x, 1.25, 0.85, 1.6, 46, MADDER)
    for n in range(16, -1, -1):
        start = 2 + n * 2.7
        _wall(sheet, x, 0.35, -1.05, start + 0.3, start + 1.9, mix(SAFFRON, CREAM, 0.5))
        _wall(sheet, x, 1.25, -1.3, start + 2.1, start + 2.55, mix(DEEP, LAGOON, 0.3))
    sheet.fill([_at(x, -1.75, 46), _at(9, -1.75, 46), _at(9, FLOOR, 46), _at(x, FLOOR, 46)], mix(SAFFRON, CREAM, 0.4))


def _floor(sheet: Sheet) -> None:
    _plane(sheet, FLOOR, -5.6, 5.6, 1.3, FAR, mix(PAPER, SAND, 0.45))
    for n in range(24, -1, -1):
        z = 1.6 + n * 2.3
        centre = [_at(0, FLOOR, z), _at(1.3, FLOOR, z + 1.15), _at(0, FLOOR, z + 2.3), _at(-1.3, FLOOR, z + 1.15)]
        sheet.fill(centre, mix(MADDER, PAPER, 0.12 + _air(max(z, NEAR)) * 0.5))
        small = [
            _at(0, FLOOR, z + 0.6),
            _at(0.62, FLOOR, z + 1.15),
            _at(0, FLOOR, z + 1.7),
            _at(-0.62, FLOOR, z + 1.15),
        ]
        sheet.fill(small, mix(SAFFRON, PAPER, 0.2))
        for side in (-1, 1):
            tile = [
                _at(side * 2.5, FLOOR, z + 0.3),
                _at(side * 3.0, FLOOR, z + 1.15),
                _at(side * 2.5, FLOOR, z + 2.0),
                _at(side * 2.0, FLOOR, z + 1.15),
            ]
            sheet.fill(tile, mix(TURQUOISE, PAPER, 0.35))
    for side in (-1, 1):
        _plane(sheet, FLOOR, side * 5.15, side * 5.4, 1.3, FAR, SAFFRON)
    floor = [_at(-5.6, FLOOR, 1.3), _at(5.6, FLOOR, 1.3), _at(5.6, FLOOR, FAR), _at(-5.6, FLOOR, FAR)]
    sheet.shade(floor, mix(SAND, UMBER, 0.5), (0, 620), (0, 1010), 0.6)


def _column(sheet: Sheet, side: int, z: float) -> None:
    x, thick, air = side * HALF, 0.42, _air(z)
    (left, top), (right, foot) = _at(x - thick, SPRING, z), _at(x + thick, FLOOR, z)
    wide, high = right - left, foot - top
    stone, shade = mix(CREAM, PAPER, air), mix(mix(DEEP, SLATE, 0.4), PAPER, air * 0.6)
    shaft = hand.box(left, top, wide, high)
    sheet.fill(shaft, stone, 0.3)
    for n in range(1, 6):
        sheet.fill(hand.box(left + wide * (n / 6 - 0.02), top, wide * 0.045, high), mix(stone, shade, 0.45))
    sheet.shade(
        shaft,
        shade,
        (left + wide * (0.35 if side > 0 else 0.65), 0),
        (left + wide * (1.2 if side > 0 else -0.2), 0),
        0.85,
    )
    gold = mix(OCHRE, PAPER, air * 0.6)
    for y, deep, grow in (
        (SPRING - 0.05, 0.16, 1.7),
        (SPRING + 0.11, 0.12, 1.4),
        (SPRING + 0.23, 0.08, 1.15),
        (FLOOR - 0.34, 0.1, 1.2),
        (FLOOR - 0.24, 0.24, 1.55),
    ):
        (a, b), (c, d) = _at(x - thick * grow, y, z), _at(x + thick * grow, y + deep, z)
        sheet.fill(hand.box(a, b, c - a, d - b), gold if deep != 0.24 else mix(MADDER, PAPER, air * 0.5))


def _lamp(sheet: Sheet, z: float) -> None:
    x, y = _at(0, APEX + 1.15, z)
    r = 0.62 * FOCUS / z
    sheet.glow(x, y, r * 3, mix(SAFFRON, CREAM, 0.6), 0.85)
    sheet.fill(hand.box(x - r * 0.03, y - r * 1.9, r * 0.06, r * 1.9), OCHRE)
    for tier, (wide, down, count) in enumerate(((1.0, 0.0, 10), (0.62, 0.34, 7), (0.25, 0.62, 3))):
        sheet.fill(hand.circle(x, y + r * down - r * 0.12, r * wide, r * 0.13), OCHRE)
        for n in range(count):
            at = x + r * wide * cos(pi * (n + 0.5) / count)
            sheet.disc(at, y + r * down + r * 0.06, r * 0.15, CREAM if tier else mix(CREAM, SAFFRON, 0.15), 0.1)


def tashkent_metro(sheet: Sheet) -> None:
    sheet.fill(sheet.all, mix(NIGHT, DEEP, 0.4))
    for side in (-1, 1):
        _aisle(sheet, side)
    _ceiling(sheet)
    _floor(sheet)
    sheet.fill(
        [_at(-HALF, FLOOR, FAR), *[_at(*_vault(n / 16 - 1), FAR) for n in range(33)], _at(HALF, FLOOR, FAR)],
        mix(PAPER, SAFFRON, 0.3),
    )
    for z in _bays():
        for side in (-1, 1):
            _column(sheet, side, z)
        if z > 6:
            _lamp(sheet, z + BAY / 2)


PICTURES = {"tashkent-metro": tashkent_metro}
