"""Market and workshop: the bazaar of Osh, a silk loom."""

from math import sin

from demo.drawing import hand
from demo.drawing.palette import (
    APRICOT,
    BRICK,
    CLAY,
    CREAM,
    DEEP,
    EARTH,
    INDIGO,
    INK,
    LAGOON,
    MADDER,
    MINT,
    NIGHT,
    OCHRE,
    OLIVE,
    PAPER,
    ROSE,
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


def osh_bazaar(sheet: Sheet) -> None:
    sheet.fill(sheet.all, mix(SAND, PAPER, 0.4))
    _mountain(sheet)
    _alley(sheet)
    for x, y, wide, inks in ((120, 300, 330, (MADDER, CREAM)), (1060, 300, 340, (TURQUOISE, CREAM))):
        _awning(sheet, x, y, wide, 84, inks, 9)
    _stall(sheet, -40, 560, 500, (INDIGO, CREAM), 430)
    _stall(sheet, 1040, 560, 500, (MADDER, SAFFRON), 430)
    _stall(sheet, 430, 640, 640, (TURQUOISE, PAPER), 400)
    ground = hand.box(-10, 850, 1520, 170)
    sheet.fill(ground, mix(CLAY, EARTH, 0.3), 2)
    sheet.shade(ground, mix(UMBER, WINE, 0.4), (0, 1010), (0, 850), 0.6)
    cloths = [MADDER, mix(SAND, CLAY, 0.3), INDIGO, mix(SAND, PAPER, 0.4), TURQUOISE]
    goods = [SAFFRON, BRICK, CREAM, OLIVE, OCHRE, mix(MADDER, BRICK, 0.4)]
    for row, (y, size, step) in enumerate(((895, 118, 150), (1000, 150, 186))):
        for n in range(11):
            x = 750 + (n - 5) * step + (0 if row else step / 2)
            _sack(sheet, x, y, size, cloths[(n * 2 + row) % 5], goods[(n + row * 2) % 6])


def _mountain(sheet: Sheet) -> None:
    """Sulaiman-Too behind the market."""
    sky = hand.box(-10, -10, 1520, 480)
    sheet.fill(sky, mix(LAGOON, MINT, 0.35))
    sheet.shade(sky, PAPER, (0, 60), (0, 420), 1.0)
    rock = hand.waver(
        hand.path(
            "-10,420 260,330 400,210 480,240 560,130 660,190 760,110 880,230 980,200 1180,340 1510,420 1510,480 -10,480"
        ),
        12,
        sheet.random,
        20,
    )
    sheet.fill(rock, mix(ROSE, CLAY, 0.35))
    sheet.shade(rock, mix(WINE, SLATE, 0.4), (600, 200), (1000, 420), 0.8)


def _alley(sheet: Sheet) -> None:
    for n in range(6):
        x = 470 + n * 96
        high = 70 + 22 * sin(n * 2)
        sheet.fill(hand.box(x, 470 - high, 90, 260), mix(SAND, CLAY, 0.25 + 0.1 * (n % 3)), 1)
        sheet.fill(hand.box(x + 16, 490 - high, 24, 36), mix(DEEP, SLATE, 0.4))
        sheet.fill(hand.box(x + 54, 490 - high, 24, 36), mix(DEEP, SLATE, 0.4))


def _awning(sheet: Sheet, x: float, y: float, wide: float, deep: float, inks: tuple[Ink, Ink], count: int) -> None:
    """Striped cloth with a scalloped edge."""
    step = wide / count
    for n in range(count):
        ink = inks[n % 2]
        left, right = x + n * step, x + (n + 1) * step
        inset = wide * 0.05
        tilt = [x + inset + (wide - 2 * inset) * n / count, x + inset + (wide - 2 * inset) * (n + 1) / count]
        sheet.fill([(tilt[0], y), (tilt[1], y), (right, y + deep), (left, y + deep)], ink, 0.5)
        sheet.fill(hand.arc((left + right) / 2, y + deep, step / 2, step * 0.42, 0, 180), ink)
        sheet.shade(
            [(tilt[0], y), (tilt[1], y), (right, y + deep), (left, y + deep)],
            mix(ink, WINE, 0.4),
            (0, y),
            (0, y + deep),
            0.4,
        )


def _stall(sheet: Sheet, x: float, y: float, wide: float, inks: tuple[Ink, Ink], high: float) -> None:
    """Poles, a dark inside, a seller, heaps on a counter, an awning above."""
    top = y - 190
    sheet.fill(hand.box(x + 20, top, wide - 40, 420), mix(WINE, NIGHT, 0.45), 1)
    for n in range(int(wide / 70)):
        sheet.line([(x + 60 + n * 70, top + 60), (x + 60 + n * 70, top + 120 + 16 * (n % 3))], 2, OCHRE)
        sheet.fill(hand.circle(x + 60 + n * 70, top + 138 + 16 * (n % 3), 13, 19), [MADDER, SAFFRON, OLIVE][n % 3], 0.5)
    _seller(sheet, x + wide * 0.5, y + 60, wide)
    counter = y + 60
    _heaps(sheet, x + 30, counter, wide - 60)
    sheet.fill(hand.box(x + 10, counter, wide - 20, 330), mix(EARTH, UMBER, 0.3), 1)
    cloth = hand.box(x + 10, counter, wide - 20, 96)
    sheet.fill(cloth, inks[0] if inks[0] != TURQUOISE else MADDER, 1)
    for n in range(int(wide / 52)):
        px = x + 44 + n * 52
        for k, ink in ((28, SAFFRON), (18, inks[0] if inks[0] != TURQUOISE else MADDER), (9, CREAM)):
            sheet.fill(hand.regular(px, counter + 48, k, 4), ink, 0.3)
    sheet.shade(hand.box(x + 10, counter, wide - 20, 330), NIGHT, (0, counter + 60), (0, counter + 300), 0.7)
    for px in (x + 14, x + wide - 26):
        sheet.fill(hand.box(px, top, 12, 560), UMBER, 0.6)
    _awning(sheet, x - 24, top - 84, wide + 48, 120, inks, 11)
    del high


def _seller(sheet: Sheet, x: float, y: float, wide: float) -> None:
    robe = TURQUOISE if wide < 600 else mix(SAFFRON, OCHRE, 0.3)
    body = hand.curve(
        [(x - 76, y + 10), (x - 66, y - 66), (x - 26, y - 94), (x + 26, y - 94), (x + 66, y - 66), (x + 76, y + 10)],
        parts=6,
    )
    sheet.fill(body, robe, 0.6)
    sheet.fill([(x - 22, y - 94), (x + 22, y - 94), (x, y - 40)], CREAM)
    sheet.fill(hand.circle(x, y - 124, 31, 37), mix(CLAY, APRICOT, 0.35), 0.5)
    sheet.shade(hand.circle(x, y - 124, 31, 37), EARTH, (x, 0), (x + 34, 0), 0.7)
    for side in (-1, 1):
        sheet.stroke(
            [(x + side * 11 - 6, y - 124), (x + side * 11, y - 127), (x + side * 11 + 6, y - 124)], 3, INK, (0.3, 0.3)
        )
    sheet.stroke([(x - 8, y - 104), (x, y - 101), (x + 8, y - 104)], 3.4, MADDER, (0.2, 0.2))
    if wide < 600:
        scarf = hand.path(
            "-40,-70 -46,-120 -34,-164 0,-178 34,-164 46,-120 40,-70 22,-84 27,-124 16,-152 0,-158 "
            "-16,-152 -27,-124 -22,-84"
        )
        sheet.fill(hand.placed(hand.curve(scarf, closed=True, parts=5), x, y), CREAM, 0.5)
        sheet.fill(hand.placed(hand.path("-22,-84 22,-84 8,-58 -8,-58"), x, y), CREAM, 0.5)
    else:
        sheet.fill([(x - 30, y - 138), (x - 24, y - 166), (x + 24, y - 166), (x + 30, y - 138)], INK, 0.5)
        for n in (-1, 0, 1):
            sheet.fill(hand.placed(hand.leaf(15, 8), x + n * 17, y - 142, 1, -70), CREAM)


def _heaps(sheet: Sheet, x: float, y: float, wide: float) -> None:
    """Pyramids of fruit and cones of spice."""
    kinds = [
        ("ball", MADDER),
        ("cone", SAFFRON),
        ("ball", mix(SAFFRON, BRICK, 0.4)),
        ("cone", mix(MADDER, BRICK, 0.4)),
        ("ball", OLIVE),
        ("cone", OCHRE),
    ]
    count = max(4, round(wide / 125))
    step = wide / count
    start = int(x) % 5
    for n in range(count):
        kind, ink = kinds[(n + start) % len(kinds)]
        middle = x + step * (n + 0.5)
        if kind == "cone":
            cone = hand.curve(
                [
                    (middle - step * 0.46, y),
                    (middle - step * 0.16, y - 66),
                    (middle, y - 92),
                    (middle + step * 0.16, y - 66),
                    (middle + step * 0.46, y),
                ],
                parts=6,
            )
            sheet.fill(cone, ink, 1)
            sheet.shade(cone, mix(ink, WINE, 0.6), (middle, 0), (middle + step * 0.4, 0), 0.7)
            continue
        r = step * 0.125
        for row in range(4):
            for k in range(4 - row):
                bx, by = middle + (k - (3 - row) / 2) * r * 1.9, y - r - row * r * 1.62
                sheet.disc(bx, by, r, ink, 0.4)
                sheet.shade(hand.circle(bx, by, r), mix(ink, WINE, 0.6), (bx, by), (bx + r, by + r), 0.7)


def _sack(sheet: Sheet, x: float, y: float, size: float, ink: Ink, goods: Ink) -> None:
    """An open sack with its rim rolled down, spice or fruit heaped in it."""
    outline = [(-0.46, -0.72), (-0.56, -0.2), (-0.44, 0.14), (0.44, 0.14), (0.56, -0.2), (0.46, -0.72)]
    sack = hand.placed(hand.curve(outline, parts=6), x, y, size)
    heap = hand.placed(
        hand.curve([(-0.42, -0.7), (-0.2, -0.98), (0, -1.1), (0.2, -0.98), (0.42, -0.7)], parts=6), x, y, size
    )
    sheet.fill(heap, goods, 1)
    sheet.shade(heap, mix(goods, WINE, 0.6), (x, 0), (x + size * 0.45, 0), 0.7)
    sheet.fill(sack, ink, 1)
    sheet.shade(sack, mix(ink, WINE, 0.7), (x, 0), (x + size * 0.6, 0), 0.7)
    rim = [*hand.arc(0, -0.7, 0.5, 0.1, 180, 0, 20), *hand.arc(0, -0.6, 0.52, 0.12, 0, 180, 20)]
    sheet.fill(hand.placed(rim, x, y, size), mix(ink, CREAM, 0.35), 0.6)


def silk_loom(sheet: Sheet) -> None:
    """An ikat on the loom: the warp comes down, the cloth grows, the shuttle waits."""
    sheet.fill(sheet.all, mix(DEEP, TURQUOISE, 0.35))
    sheet.shade(sheet.all, NIGHT, (750, 300), (1500, 1000), 0.6)
    window = hand.box(90, 90, 210, 300)
    sheet.fill(window, mix(SAFFRON, CREAM, 0.6), 1)
    for at in (195,):
        sheet.fill(hand.box(at - 4, 90, 8, 300), UMBER)
    sheet.fill(hand.box(90, 236, 210, 8), UMBER)
    for n, ink in enumerate((MADDER, SAFFRON, CREAM, TEAL, ROSE, INDIGO)):
        _skein(sheet, 1250 + (n % 3) * 92, 90 + (n // 3) * 250, ink)
    wood, dark = mix(EARTH, CLAY, 0.35), mix(UMBER, WINE, 0.2)
    for x in (330, 1130):
        sheet.fill(hand.box(x, 40, 46, 960), wood, 1)
        sheet.fill(hand.box(x + 30, 40, 16, 960), dark, 0.6)
    _warp(sheet)
    for y, deep in ((60, 54), (520, 40), (900, 64)):
        sheet.fill(hand.box(290, y, 930, deep), wood, 1)
        sheet.fill(hand.box(290, y + deep * 0.66, 930, deep * 0.34), dark, 0.6)
    for x in range(420, 1100, 9):
        sheet.line([(x, 470), (x, 522)], 1.4, mix(CREAM, SAND, 0.4))
    sheet.fill(hand.box(390, 448, 730, 22), wood, 0.8)
    shuttle = hand.curve([(-130, 0), (-70, -26), (70, -26), (130, 0), (70, 26), (-70, 26)], closed=True)
    sheet.fill(hand.placed(shuttle, 850, 672, 1, -8), mix(NIGHT, INK, 0.4))
    sheet.fill(hand.placed(shuttle, 842, 660, 1, -8), mix(SAND, OCHRE, 0.4), 0.8)
    sheet.fill(hand.placed(hand.circle(0, 0, 60, 12), 842, 660, 1, -8), MADDER, 0.5)
    for n in range(-4, 5):
        sheet.line(hand.placed([(n * 12 - 3, -11), (n * 12 + 3, 11)], 842, 660, 1, -8), 1.5, WINE)
    _weaver(sheet, 560, 1010)


def _weaver(sheet: Sheet, x: float, y: float) -> None:
    """Seen from behind: a robe, a flowered scarf, a long plait."""
    robe = hand.curve(hand.path("-230,20 -205,-150 -120,-232 -50,-262 50,-262 120,-232 205,-150 230,20"), parts=8)
    sheet.fill(hand.placed(robe, x, y), mix(INDIGO, TURQUOISE, 0.25), 1.5)
    sheet.shade(hand.placed(robe, x, y), NIGHT, (x, 0), (x + 220, 0), 0.8)
    for row in range(5):
        for n in range(-4, 5):
            px, py = x + n * 52 + (26 if row % 2 else 0), y - 200 + row * 50
            if abs(px - x) < 110 + row * 26:
                sheet.fill(hand.star(px, py, 11, 5, 6), mix(SAFFRON, INDIGO, 0.2))
    scarf = hand.path("-96,-300 -100,-380 -60,-446 0,-462 60,-446 100,-380 96,-300 70,-232 0,-206 -70,-232")
    shape = hand.placed(hand.curve(scarf, closed=True, parts=8), x, y)
    sheet.fill(shape, MADDER, 1)
    with sheet.inside(shape):
        for row in range(7):
            for n in range(-3, 4):
                px, py = x + n * 40 + (20 if row % 2 else 0), y - 450 + row * 38
                sheet.fill(hand.star(px, py, 12, 5.5, 8), SAFFRON)
                sheet.disc(px, py, 3, MADDER, 0)
        sheet.shade(shape, WINE, (x - 10, 0), (x + 104, 0), 0.8)
    sheet.fill(hand.placed(hand.curve(hand.path("-34,-240 34,-240 20,-214 0,-206 -20,-214"), closed=True), x, y), WINE)
    for n in range(6):
        sheet.fill(hand.circle(x + 4 * (-1) ** n, y - 196 + n * 34, 15, 20), mix(INK, UMBER, 0.2), 0.6)
    sheet.stroke(
        hand.placed(hand.path("150,-190 230,-270 250,-330"), x, y), 60, mix(INDIGO, TURQUOISE, 0.2), (0.9, 0.7)
    )
    sheet.fill(hand.circle(x + 252, y - 344, 24, 28), mix(CLAY, APRICOT, 0.4), 0.6)


def _warp(sheet: Sheet) -> None:
    """Threads above the reed, cloth below, the same pattern running through both."""
    area = hand.box(400, 70, 710, 850)
    with sheet.inside(area):
        sheet.fill(area, CREAM)
        for column in range(3):
            axis = 400 + 710 * (column + 0.5) / 3
            for row in range(-1, 4):
                y = 200 + row * 300 + (150 if column % 2 else 0)
                for grow, ink in ((1.0, INDIGO), (0.86, MADDER), (0.6, CREAM), (0.46, TURQUOISE), (0.2, SAFFRON)):
                    _feathered(sheet, axis, y, 104 * grow, 128 * grow, ink)
            for at in (-118, 118):
                sheet.fill(hand.box(axis + at - 6, 60, 12, 870), SAFFRON)
        for x in range(400, 1112, 7):
            sheet.line([(x, 70), (x, 520)], 1.5, mix(DEEP, INK, 0.3))
        for y in range(530, 920, 6):
            sheet.line([(400, y), (1110, y)], 0.9, mix(CLAY, UMBER, 0.3))
        sheet.shade(hand.box(400, 70, 710, 460), NIGHT, (0, 420), (0, 90), 0.5)


def _feathered(sheet: Sheet, axis: float, y: float, wide: float, high: float, ink: Ink) -> None:
    """A lozenge whose upper and lower edges flame."""
    x = -wide
    while x < wide:
        reach = high * (1 - abs(x) / wide) ** 0.75
        slip = sheet.random.uniform(-9, 9)
        sheet.fill(hand.box(axis + x, y - reach + slip, 6.5, 2 * reach), ink)
        x += 6


def _skein(sheet: Sheet, x: float, y: float, ink: Ink) -> None:
    sheet.fill(hand.box(x - 40, y - 12, 80, 10), UMBER)
    skein = hand.curve(
        [
            (x - 30, y),
            (x - 34, y + 90),
            (x - 16, y + 190),
            (x, y + 206),
            (x + 16, y + 190),
            (x + 34, y + 90),
            (x + 30, y),
        ],
        parts=6,
    )
    sheet.fill(skein, ink, 1)
    sheet.shade(skein, mix(ink, NIGHT, 0.7), (x, 0), (x + 36, 0), 0.7)
    for n in range(-3, 4):
        sheet.stroke([(x + n * 8, y + 4), (x + n * 9, y + 90), (x + n * 4, y + 190)], 2, mix(ink, INK, 0.3))
    sheet.fill(hand.box(x - 36, y + 60, 72, 12), mix(ink, CREAM, 0.5), 0.6)


PICTURES = {"osh-bazaar": osh_bazaar, "silk-loom": silk_loom}
