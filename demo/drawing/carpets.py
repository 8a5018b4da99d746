"""Knotted carpets with Turkmen guls, drawn knot by knot; a felt shyrdak with horns."""

from PIL import Image, ImageDraw

from demo.drawing import hand
from demo.drawing.palette import (
    BONE,
    BRICK,
    CREAM,
    DEEP,
    INDIGO,
    INK,
    MADDER,
    NIGHT,
    PAPER,
    SAFFRON,
    TURQUOISE,
    WINE,
    Ink,
    mix,
)
from demo.drawing.sheet import Sheet

KNOT = 5  # units; 300 by 200 knots make a sheet


class Knots:
    """A carpet on squared paper: symmetrical by fours, as weavers keep it."""

    def __init__(self, ground: Ink) -> None:
        self.image = Image.new("RGB", (300, 200), ground)
        self.pen = ImageDraw.Draw(self.image)

    def four(self, x: int, y: int, points: list[tuple[float, float]], ink: Ink) -> None:
        for sx in (1, -1):
            for sy in (1, -1):
                self.pen.polygon([(x + sx * px, y + sy * py) for px, py in points], fill=ink)

    def quarters(self, x: int, y: int, points: list[tuple[float, float]], one: Ink, other: Ink) -> None:
        for sx in (1, -1):
            for sy in (1, -1):
                self.pen.polygon([(x + sx * px, y + sy * py) for px, py in points], fill=one if sx == sy else other)

    def lay(self, sheet: Sheet) -> None:
        """Onto the sheet, with the ribs of the rows and the unevenness of hand-dyed wool."""
        wide, high = round(1500 * sheet.scale), round(1000 * sheet.scale)
        big = self.image.resize((wide, high), Image.Resampling.NEAREST)
        sheet.image.paste(big, (round(sheet.left), round(sheet.top)))
        wave = hand.Wave(sheet.random)
        for row in range(200):
            y = row * KNOT
            shade = wave.rough(row / 9, 3)
            sheet.tint(hand.box(0, y, 1500, KNOT), INK if shade > 0 else CREAM, abs(shade) * 0.1)
            sheet.tint(hand.box(0, y, 1500, 1), INK, 0.22)


def tekke_gul(
    knots: Knots, x: int, y: int, w: int = 30, h: int = 21, inks: tuple[Ink, ...] = (CREAM, BRICK, NIGHT, SAFFRON)
) -> None:
    """The gul of the Tekke: an octagon with stepped edges, quartered, with a star in a box and trefoils."""
    cream, red, dark, gold = inks
    outline = [
        (0, h),
        (w * 0.33, h),
        (w * 0.33, h * 0.86),
        (w * 0.6, h * 0.86),
        (w * 0.6, h * 0.72),
        (w * 0.82, h * 0.72),
        (w * 0.82, h * 0.52),
        (w, h * 0.52),
        (w, 0),
        (0, 0),
    ]
    inner = [(max(0, px - 1.6), max(0, py - 1.6)) for px, py in outline]
    knots.four(x, y, outline, dark)
    knots.quarters(x, y, inner, cream, red)
    size = max(2, round(w * 0.1))
    for px, py in ((w * 0.62, h * 0.3), (w * 0.27, h * 0.68)):
        for sx in (1, -1):
            for sy in (1, -1):
                _trefoil(knots, round(x + sx * px), round(y + sy * py), size, red if sx == sy else cream, dark)
    knots.four(x, y, [(0, h * 0.46), (w * 0.2, h * 0.46), (w * 0.38, h * 0.2), (w * 0.38, 0), (0, 0)], dark)
    knots.four(x, y, [(0, h * 0.38), (w * 0.16, h * 0.38), (w * 0.32, h * 0.16), (w * 0.32, 0), (0, 0)], gold)
    knots.four(x, y, [(0, h * 0.3), (w * 0.1, h * 0.1), (w * 0.25, 0), (0, 0)], red)
    knots.four(x, y, [(0, h * 0.13), (w * 0.1, 0), (0, 0)], cream)


def _trefoil(knots: Knots, x: int, y: int, size: int, ink: Ink, edge: Ink) -> None:
    """Three buds on a stem, as small as knots allow."""
    for dx, dy in ((-size, 0), (size, 0), (0, -size), (0, size)):
        half = max(1, size // 2)
        knots.pen.polygon(
            [(x + dx - half, y + dy), (x + dx, y + dy - half), (x + dx + half, y + dy), (x + dx, y + dy + half)],
            fill=edge,
        )
    knots.pen.polygon([(x - size, y), (x, y - size), (x + size, y), (x, y + size)], fill=edge)
    inner = size // 2
    knots.pen.polygon([(x - inner, y), (x, y - inner), (x + inner, y), (x, y + inner)], fill=ink)


def chemche(knots: Knots, x: int, y: int, ink: Ink, heart: Ink, size: int = 9) -> None:
    """The small gul between the large: an eight-armed flower in a stepped frame."""
    thick = max(1, size // 8)
    frame = [
        (0, size),
        (size * 0.4, size),
        (size * 0.4, size * 0.75),
        (size * 0.75, size * 0.75),
        (size * 0.75, size * 0.4),
    ]
    frame += [(size, size * 0.4), (size, 0), (0, 0)]
    knots.four(x, y, frame, NIGHT)
    for px, py in ((size - thick - 1, thick), (thick, size - thick - 1)):
        knots.four(x, y, [(0, py), (px, py), (px, 0), (0, 0)], ink)
    diagonal = size * 0.62
    knots.four(
        x,
        y,
        [(0, thick), (diagonal - thick, diagonal), (diagonal, diagonal), (diagonal, diagonal - thick), (thick, 0)],
        ink,
    )
    knots.four(x, y, [(0, size * 0.4), (size * 0.4, 0), (0, 0)], heart)
    knots.four(x, y, [(0, size * 0.18), (size * 0.18, 0), (0, 0)], ink)


def _border(knots: Knots, at: int, deep: int, ground: Ink, ink: Ink, heart: Ink, step: int) -> None:
    """A band all round, with stepped lozenges."""
    for box in (
        (at, at, 299 - at, at + deep),
        (at, 199 - at - deep, 299 - at, 199 - at),
        (at, at, at + deep, 199 - at),
        (299 - at - deep, at, 299 - at, 199 - at),
    ):
        knots.pen.rectangle(box, fill=ground)
    half = deep // 2 - 1
    middle = at + deep // 2

    def lozenge(x: float, y: float) -> None:
        for grow, colour in ((half, ink), (half - 2, ground), (half - 3, heart)):
            if grow > 0:
                knots.pen.polygon([(x - grow, y), (x, y - grow), (x + grow, y), (x, y + grow)], fill=colour)

    across = round((299 - 2 * middle) / step)
    down = round((199 - 2 * middle) / step)
    for n in range(across + 1):
        x = middle + (299 - 2 * middle) * n / across
        lozenge(round(x), middle)
        lozenge(round(x), 199 - middle)
    for n in range(1, down):
        y = middle + (199 - 2 * middle) * n / down
        lozenge(middle, round(y))
        lozenge(299 - middle, round(y))


def tekke(sheet: Sheet) -> None:
    """Rows of guls on madder, as in the chuvals and main carpets of Merv."""
    ground = mix(MADDER, WINE, 0.35)
    knots = Knots(ground)
    rows, columns = (33, 99, 165), (50, 150, 250)
    for at in rows:
        knots.pen.line([(0, at), (299, at)], fill=NIGHT)
    for at in columns:
        knots.pen.line([(at, 0), (at, 199)], fill=NIGHT)
    for row in range(4):
        for column in range(4):
            ink = SAFFRON if (row + column) % 2 else CREAM
            chemche(knots, column * 100, row * 66, ink, INDIGO, 15)
    for row, y in enumerate(rows):
        for column, x in enumerate(columns):
            heart = TURQUOISE if (row + column) % 2 else SAFFRON
            tekke_gul(knots, x, y, 39, 25, (mix(CREAM, SAFFRON, 0.12), mix(BRICK, MADDER, 0.3), NIGHT, heart))
    knots.lay(sheet)


def salor(sheet: Sheet) -> None:
    """One great medallion inside three borders."""
    knots = Knots(NIGHT)
    _border(knots, 0, 9, mix(MADDER, WINE, 0.3), CREAM, INDIGO, 9)
    _border(knots, 11, 17, mix(NIGHT, INDIGO, 0.5), SAFFRON, MADDER, 17)
    _border(knots, 30, 7, CREAM, MADDER, INDIGO, 8)
    knots.pen.rectangle((39, 39, 260, 160), fill=mix(MADDER, WINE, 0.12))
    for x, y in ((66, 62), (66, 137), (233, 62), (233, 137)):
        tekke_gul(knots, x, y, 22, 17, (CREAM, BRICK, NIGHT, TURQUOISE))
    for x, y in ((150, 50), (150, 149), (52, 100), (247, 100)):
        chemche(knots, x, y, SAFFRON, INDIGO, 8)
    for w, h, ink in ((62, 46, NIGHT), (60, 44, SAFFRON), (57, 41, NIGHT), (55, 39, TURQUOISE)):
        knots.four(
            150,
            100,
            [
                (0, h),
                (w * 0.3, h),
                (w * 0.3, h * 0.88),
                (w * 0.52, h * 0.88),
                (w * 0.52, h * 0.72),
                (w * 0.74, h * 0.72),
                (w * 0.74, h * 0.5),
                (w * 0.9, h * 0.5),
                (w * 0.9, h * 0.26),
                (w, h * 0.26),
                (w, 0),
                (0, 0),
            ],
            ink,
        )
    tekke_gul(knots, 150, 100, 38, 28, (CREAM, MADDER, NIGHT, SAFFRON))
    for sx in (-1, 1):
        for sy in (-1, 1):
            chemche(knots, 150 + sx * 34, 100 + sy * 25, CREAM, MADDER, 5)
        chemche(knots, 150 + sx * 46, 100, CREAM, MADDER, 5)
    knots.lay(sheet)


def _horns(size: float) -> hand.Points:
    """A pair of ram's horns on a stem (qoshqar muyiz), about nought, growing upwards."""
    half = hand.path("7,60 9,20 10,-10 34,-4 56,-22 58,-54 36,-72 14,-60 16,-42 34,-44 40,-56 33,-60")
    outer = hand.curve(
        hand.path(
            "7,60 9,18 16,4 40,8 70,-14 74,-58 42,-90 6,-74 4,-46 24,-30 42,-44 36,-62 24,-56 22,-64 "
            "40,-72 56,-52 52,-26 32,-12 12,-20 0,-34"
        ),
        parts=5,
    )
    del half
    return [(x * size, y * size) for x, y in outer] + [(-x * size, y * size) for x, y in outer[::-1]]


def _applied(sheet: Sheet, shape: hand.Points, ink: Ink, cord: Ink) -> None:
    """A piece of felt set in, with the cord sewn along its seam."""
    sheet.fill(shape, ink, 1.2)
    sheet.line([*shape, shape[0], shape[1]], 5, cord)


def shyrdak(sheet: Sheet) -> None:
    """Felt, cut as one and turned about: red in white, white in red, corded along each seam."""
    red, white, cord, blue = MADDER, mix(PAPER, BONE, 0.3), SAFFRON, mix(TURQUOISE, DEEP, 0.2)
    sheet.fill(sheet.all, red)
    for n in range(-1, 16):
        for y, turn in ((58, 180), (942, 0)):
            _applied(sheet, hand.regular(n * 100 + 50, y, 64, 3, turn), INDIGO, cord)
    for column in range(3):
        x = 250 + column * 500
        ground, motif = (white, red) if column % 2 == 0 else (blue, white)
        _applied(sheet, hand.box(x - 236, 132, 472, 736), ground, cord)
        for turn in (0, 90, 180, 270):
            reach, size = (138, 1.62) if turn in (0, 180) else (112, 1.28)
            foot = hand.placed([(0, -reach)], x, 500, 1, turn)[0]
            _applied(sheet, hand.placed(_horns(size), *foot, 1, turn), motif, cord)
        for sx in (-1, 1):
            for sy in (-1, 1):
                curl = hand.placed(_horns(0.72), x + sx * 158, 500 + sy * 290, 1, (135 if sy > 0 else 45) * sx)
                _applied(sheet, curl, motif, cord)
        _applied(sheet, hand.regular(x, 500, 76, 4), motif, cord)
        _applied(sheet, hand.regular(x, 500, 42, 4), ground, cord)
        sheet.fill(hand.regular(x, 500, 18, 4), cord, 0.6)
    _felt(sheet)


def _felt(sheet: Sheet) -> None:
    """Quilting stitches, and fibres that catch the light."""
    for _ in range(900):
        x, y = sheet.random.uniform(0, 1500), sheet.random.uniform(0, 1000)
        turn = sheet.random.uniform(0, 360)
        sheet.line(
            hand.placed([(0, 0), (5, 1), (11, -1)], x, y, 1, turn),
            0.8,
            mix(PAPER, MADDER, sheet.random.uniform(0.2, 0.7)),
        )


PICTURES = {"carpet-1": tekke, "carpet-2": salor, "felt-1": shyrdak}
