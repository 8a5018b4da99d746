"""Things on a table: tea in blue porcelain, bread from the tandoor."""

from math import cos, pi, sin

from demo.drawing import hand
from demo.drawing.palette import (
    BRICK,
    CLAY,
    CREAM,
    DEEP,
    EARTH,
    INDIGO,
    INK,
    LAGOON,
    MADDER,
    MIST,
    NIGHT,
    OCHRE,
    OLIVE,
    PAPER,
    SAFFRON,
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


def tea(sheet: Sheet) -> None:
    sheet.fill(sheet.all, mix(SAFFRON, SAND, 0.35))
    for x in range(0, 1501, 250):  # an ikat curtain in two tones
        for y in range(-60, 700, 260):
            lozenge = [(x, y), (x + 84, y + 130), (x, y + 260), (x - 84, y + 130)]
            sheet.fill(hand.waver(lozenge, 9, sheet.random, 7), mix(SAFFRON, OCHRE, 0.5))
            sheet.fill(
                hand.waver(hand.placed(lozenge, x * 0.5, (y + 130) * 0.5, 0.5), 6, sheet.random, 6),
                mix(SAFFRON, SAND, 0.5),
            )
    sheet.shade(sheet.all, mix(OCHRE, BRICK, 0.4), (0, 200), (0, 760), 0.6)
    _pattern_cloth(sheet, 640, MADDER, mix(MADDER, WINE, 0.55))
    sheet.shade(hand.box(-10, 640, 1520, 400), WINE, (0, 740), (0, 1020), 0.7)
    for x, y, rx in ((640, 815, 300), (1060, 838, 175), (330, 870, 160), (1250, 915, 130)):
        sheet.fill(hand.circle(x + 50, y, rx, rx * 0.16), mix(WINE, INK, 0.45))
    _teapot(sheet, 650, 810)
    _piala(sheet, 1050, 830, 150)
    _piala(sheet, 320, 862, 132)
    _sweets(sheet, 1245, 905)
    for n in (-1, 0, 1):
        steam = hand.curve(
            [
                (1050 + n * 46, 660),
                (1032 + n * 50, 590),
                (1070 + n * 54, 520),
                (1040 + n * 58, 440),
                (1076 + n * 62, 360),
            ]
        )
        sheet.stroke(steam, 16, mix(CREAM, SAFFRON, 0.25), (0.1, 0))


def _pattern_cloth(sheet: Sheet, top: float, ink: Ink, mark: Ink, step: float = 120) -> None:
    """A tablecloth with a quiet sprig, in perspective of a flat poster: none."""
    sheet.fill(hand.box(-10, top, 1520, 1020 - top), ink, 2)
    for row in range(int((1010 - top) / step * 1.6) + 1):
        for n in range(-1, 15):
            x, y = n * step + (step / 2 if row % 2 else 0), top + 34 + row * step / 1.6
            sheet.fill(hand.regular(x, y, 15, 4), mark, 0.6)
            sheet.fill(hand.regular(x, y, 6, 4), ink)


def _glaze(sheet: Sheet, shape: hand.Points, x: float, y: float, half: float, drops: int) -> None:
    """The cotton-flower pattern of Uzbek porcelain: white bolls on blue, gold rims."""
    with sheet.inside(shape):
        for n in range(drops):
            turn = (n - (drops - 1) / 2) / drops * pi
            px, wide = x + sin(turn) * half, max(0.25, cos(turn))
            sheet.fill(hand.circle(px, y, half * 0.22 * wide, half * 0.24), CREAM, 0.5)
            for k in range(8):
                bx, by = px + half * 0.12 * wide * cos(k * pi / 4), y + half * 0.13 * sin(k * pi / 4)
                sheet.fill(hand.circle(bx, by, half * 0.045 * wide, half * 0.045), MADDER if k % 2 else TEAL)
            sheet.fill(hand.circle(px, y, half * 0.06 * wide, half * 0.06), OCHRE)
            between = x + sin(turn + pi / drops / 2) * half
            if n < drops - 1:
                for up in (-1, 1):
                    sprig = [
                        (between, y + up * half * 0.02),
                        (between + half * 0.05 * wide, y + up * half * 0.1),
                        (between, y + up * half * 0.2),
                        (between - half * 0.05 * wide, y + up * half * 0.1),
                    ]
                    sheet.fill(sprig, OCHRE)
        sheet.shade(shape, NIGHT, (x + half * 0.1, 0), (x + half * 1.1, 0), 0.7)
        sheet.glow(x - half * 0.45, y - half * 0.55, half * 0.45, mix(MIST, CREAM, 0.5), 0.6)


def _teapot(sheet: Sheet, x: float, y: float) -> None:
    blue = mix(INDIGO, LAGOON, 0.3)
    spout = hand.curve(
        [
            (x + 150, y - 120),
            (x + 235, y - 170),
            (x + 262, y - 270),
            (x + 318, y - 310),
            (x + 330, y - 288),
            (x + 300, y - 250),
            (x + 290, y - 130),
            (x + 190, y - 40),
        ],
        closed=True,
    )
    sheet.fill(spout, blue, 1)
    sheet.shade(spout, NIGHT, (x + 200, y - 200), (x + 300, y - 90), 0.7)
    sheet.fill(hand.placed(hand.circle(0, 0, 19, 8), x + 322, y - 300, 1, 42), OCHRE)
    sheet.stroke(
        hand.curve([(x - 150, y - 290), (x - 270, y - 310), (x - 330, y - 200), (x - 270, y - 90), (x - 160, y - 80)]),
        40,
        blue,
        (0.9, 0.9),
    )
    body = hand.curve(
        [
            (x - 100, y),
            (x - 205, y - 90),
            (x - 215, y - 210),
            (x - 130, y - 320),
            (x, y - 345),
            (x + 130, y - 320),
            (x + 215, y - 210),
            (x + 205, y - 90),
            (x + 100, y),
        ],
        parts=9,
    )
    sheet.fill(body, blue, 1)
    _glaze(sheet, body, x, y - 190, 215, 5)
    sheet.fill(hand.circle(x, y - 340, 92, 16), OCHRE)
    lid = hand.curve([(x - 82, y - 344), (x - 60, y - 385), (x, y - 402), (x + 60, y - 385), (x + 82, y - 344)])
    sheet.fill(lid, blue, 0.6)
    sheet.shade(lid, NIGHT, (x, 0), (x + 90, 0), 0.7)
    sheet.disc(x, y - 416, 21, OCHRE, 0.5)
    sheet.fill(hand.box(x - 104, y - 14, 208, 20), OCHRE, 0.6)


def _piala(sheet: Sheet, x: float, y: float, half: float) -> None:
    """A bowl for tea: no handle, a gold rim, green tea inside."""
    blue = mix(INDIGO, LAGOON, 0.3)
    body = hand.curve(
        [
            (x - half, y - half * 1.1),
            (x - half * 0.86, y - half * 0.5),
            (x - half * 0.42, y),
            (x + half * 0.42, y),
            (x + half * 0.86, y - half * 0.5),
            (x + half, y - half * 1.1),
        ],
        parts=8,
    )
    sheet.fill(body, blue, 0.8)
    _glaze(sheet, body, x, y - half * 0.55, half * 0.86, 4)
    sheet.fill(hand.circle(x, y - half * 1.1, half, half * 0.2), OCHRE, 0.4)
    sheet.fill(hand.circle(x, y - half * 1.09, half * 0.95, half * 0.17), CREAM)
    sheet.fill(hand.circle(x, y - half * 1.06, half * 0.86, half * 0.13), mix(OLIVE, SAFFRON, 0.4))
    sheet.fill(hand.box(x - half * 0.42, y - 4, half * 0.84, half * 0.1), OCHRE, 0.4)


def _sweets(sheet: Sheet, x: float, y: float) -> None:
    sheet.fill(hand.circle(x, y - 14, 128, 26), CREAM, 0.6)
    sheet.fill(hand.circle(x, y - 18, 104, 18), mix(MIST, SLATE, 0.25))
    for dx, dy, ink in (
        (-58, -30, OCHRE),
        (-20, -36, SAFFRON),
        (22, -32, OCHRE),
        (58, -28, BRICK),
        (-38, -56, SAFFRON),
        (4, -62, BRICK),
        (38, -54, OCHRE),
        (-12, -84, OCHRE),
        (20, -82, SAFFRON),
    ):
        sheet.fill(hand.waver(hand.circle(x + dx, y + dy, 27, 19), 2, sheet.random), ink)
        sheet.shade(hand.circle(x + dx, y + dy, 27, 19), WINE, (0, y + dy), (0, y + dy + 22), 0.5)


def bread(sheet: Sheet) -> None:
    sheet.fill(sheet.all, mix(TURQUOISE, DEEP, 0.25))
    for n in range(-2, 22):
        x = n * 76
        sheet.fill(hand.waver(hand.box(x, -10, 38, 1020), 3, sheet.random, 20), mix(TURQUOISE, DEEP, 0.05))
    for n in range(-2, 22):
        sheet.stroke(
            [(n * 76 + 38, -20), (n * 76 + 38, 500), (n * 76 + 38, 1020)], 5, mix(SAFFRON, TURQUOISE, 0.45), (1, 1)
        )
    for x, y, r, kind in (
        (260, 230, 250, 1),
        (1270, 240, 262, 2),
        (230, 800, 262, 2),
        (1275, 815, 250, 1),
        (760, 60, 200, 2),
        (770, 990, 190, 1),
        (752, 515, 365, 0),
    ):
        _loaf(sheet, x, y, r, kind)
    for _ in range(60):
        x, y = sheet.random.uniform(0, 1500), sheet.random.uniform(0, 1000)
        sheet.fill(hand.placed(hand.leaf(9, 5), x, y, 1, sheet.random.uniform(0, 360)), mix(SAND, CREAM, 0.5))


def _loaf(sheet: Sheet, x: float, y: float, r: float, kind: int) -> None:
    """Round bread: a swollen rim, a middle pricked by the stamp (chekich), seeds."""
    sheet.fill(hand.circle(x + r * 0.05, y + r * 0.07, r, parts=80), mix(DEEP, NIGHT, 0.5), 2)
    rim = hand.waver(hand.circle(x, y, r, parts=80), r * 0.02, sheet.random, 22)
    sheet.fill(rim, mix(OCHRE, CLAY, 0.35))
    sheet.shade(rim, mix(EARTH, WINE, 0.3), (x, y), (x + r * 0.9, y + r * 0.9), 0.7)
    sheet.glow(x - r * 0.35, y - r * 0.45, r * 0.75, mix(SAFFRON, SAND, 0.4), 0.8, 0.3)
    middle = r * 0.66
    for n in range(44):
        turn = 2 * pi * n / 44
        sheet.stroke(
            [
                (x + cos(turn) * middle * 1.0, y + sin(turn) * middle),
                (x + cos(turn) * r * 0.82, y + sin(turn) * r * 0.82),
                (x + cos(turn) * r * 0.9, y + sin(turn) * r * 0.9),
            ],
            r * 0.014,
            mix(EARTH, OCHRE, 0.3),
        )
    sheet.disc(x, y, middle, mix(EARTH, OCHRE, 0.25), 1.5)
    sheet.disc(x, y, middle * 0.95, mix(SAND, SAFFRON, 0.3), 1.5)
    sheet.glow(x, y, middle * 0.9, mix(SAND, PAPER, 0.4), 0.7, 0.3)
    _stamp(sheet, x, y, middle, kind)
    for _ in range(int(r * 0.2)):
        turn, reach = sheet.random.uniform(0, 2 * pi), r * sheet.random.uniform(0.68, 0.9)
        seed = hand.placed(hand.leaf(r * 0.034, r * 0.02), x + cos(turn) * reach, y + sin(turn) * reach, 1, turn * 90)
        sheet.fill(seed, mix(PAPER, SAND, 0.3) if sheet.random.random() < 0.75 else UMBER)


def _stamp(sheet: Sheet, x: float, y: float, middle: float, kind: int) -> None:
    """Rings of pricks and a flower whose petals are pricked too."""
    dot, big = mix(EARTH, UMBER, 0.3), middle * 0.026
    petals, rings = ((8, ((0.88, 40), (0.78, 40))), (6, ((0.86, 30),)), (7, ((0.86, 28), (0.1, 5))))[kind]
    for reach, count in rings:
        for n in range(count):
            turn = 2 * pi * (n + reach) / count
            sheet.disc(x + cos(turn) * middle * reach, y + sin(turn) * middle * reach, big, dot, 0.2)
    outline = hand.leaf(middle * 0.56, middle * 0.3)
    for n in range(petals):
        turn = 360 * n / petals
        for px, py in outline[:-1:2]:
            sheet.disc(*hand.placed([(px + middle * 0.14, py)], x, y, 1, turn)[0], big, dot, 0.2)
        for reach in (0.34, 0.48):
            sheet.disc(*hand.placed([(middle * reach, 0)], x, y, 1, turn)[0], big * 0.9, dot, 0.2)
        sheet.disc(*hand.placed([(middle * 0.62, 0)], x, y, 1, turn + 180 / petals)[0], big * 1.5, dot, 0.2)
    sheet.disc(x, y, big * 1.6, dot, 0.2)


PICTURES = {"tea": tea, "bread": bread}
