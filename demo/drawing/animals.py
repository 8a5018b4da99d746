"""Animals of the pasture as cut shapes: horses, Bactrian camels, sheep."""

from math import hypot

from demo.drawing import hand
from demo.drawing.palette import CLAY, CREAM, INK, SAFFRON, UMBER, WINE, Ink, mix
from demo.drawing.sheet import Sheet

# Outlines face right, feet at nought. Legs: near and far, as joints, then how wide the leg is at each joint.
RUNNING = hand.path(
    "-128,-136 -100,-153 -50,-150 -5,-142 40,-155 66,-178 92,-206 110,-224 124,-232 140,-222 160,-203 181,-184 "
    "187,-172 178,-163 164,-167 148,-180 134,-185 123,-174 110,-150 102,-128 99,-106 84,-88 50,-79 0,-79 -45,-89 "
    "-75,-99 -110,-94 -131,-114"
)
STANDING = hand.path(
    "-124,-118 -106,-142 -62,-147 -8,-136 38,-145 58,-164 78,-200 92,-226 106,-238 120,-228 142,-200 158,-178 "
    "158,-167 147,-163 132,-172 120,-184 110,-184 104,-164 98,-138 90,-104 68,-82 20,-76 -30,-76 -62,-84 -96,-82 "
    "-122,-98"
)
GALLOP = (
    ("-98,-120 -118,-86 -164,-70 -200,-28 -214,-20", "80,-112 112,-94 166,-98 214,-84 228,-76"),
    ("-96,-118 -92,-76 -136,-46 -164,0 -178,8", "76,-110 100,-82 152,-74 140,-34 128,-28"),
)
REST = (
    ("-82,-112 -70,-72 -78,-44 -72,-12 -66,-6", "60,-106 64,-62 62,-34 62,-12 68,-6"),
    ("-100,-112 -96,-70 -110,-44 -104,-10 -98,-4", "80,-108 82,-62 80,-34 80,-10 86,-4"),
)
HIND, FORE = (64, 42, 17, 11, 13), (50, 28, 17, 10, 12)


def _leg(sheet: Sheet, joints: hand.Points, widths: tuple[float, ...], ink: Ink, put) -> None:
    line = hand.curve(joints, parts=6)
    left, right = [], []
    for index, (x, y) in enumerate(line):
        at = index / (len(line) - 1) * (len(widths) - 1)
        low = min(int(at), len(widths) - 2)
        half = (widths[low] + (widths[low + 1] - widths[low]) * (at - low)) / 2
        (ax, ay), (bx, by) = line[max(0, index - 1)], line[min(len(line) - 1, index + 1)]
        length = hypot(bx - ax, by - ay) or 1
        left.append((x - (by - ay) / length * half, y + (bx - ax) / length * half))
        right.append((x + (by - ay) / length * half, y - (bx - ax) / length * half))
    sheet.fill(put(left + right[::-1]), ink)
    if widths in (HIND, FORE):
        sheet.fill(put([left[-2], left[-1], right[-1], right[-2]]), mix(ink, INK, 0.75))


def _mane(sheet: Sheet, crest: hand.Points, blow: float, ink: Ink, put) -> None:
    """Locks that leave the crest one below the other and lie along the wind."""
    line = hand.curve(crest, parts=4)
    for index, (x, y) in enumerate(line):
        share = index / (len(line) - 1)
        drop = 20 + 12 * (1 - share) if blow < 30 else 2 - 8 * share
        wave = 5 * (-1) ** index
        lock = hand.curve([(x + 6, y + 2), (x - blow * 0.4, y - 5 + wave * 0.5), (x - blow, y + drop + wave)], parts=5)
        sheet.fill(put(hand.brush(lock, 17, (0.9, 0.0))), ink)


def horse(
    sheet: Sheet, x: float, y: float, size: float, ink: Ink, mane: Ink, left: bool = False, running: bool = False
) -> None:
    """A steppe horse, its feet on y; it looks to the right unless `left`."""

    def put(points: hand.Points) -> hand.Points:
        return hand.placed(points, x, y, size, 0, left)

    dark = mix(ink, mix(UMBER, WINE, 0.4), 0.4)
    (far_hind, far_fore), (near_hind, near_fore) = GALLOP if running else REST
    _leg(sheet, hand.path(far_hind), HIND, dark, put)
    _leg(sheet, hand.path(far_fore), FORE, dark, put)
    tails = (
        (
            "-122,-140 -164,-164 -214,-150 -262,-158",
            "-122,-136 -168,-146 -216,-126 -258,-122",
            "-122,-132 -158,-138 -200,-112 -228,-96",
        )
        if running
        else ("-116,-130 -140,-104 -142,-60 -132,-20", "-114,-124 -130,-96 -130,-56 -140,-30")
    )
    for tail in tails:
        sheet.fill(put(hand.brush(hand.curve(hand.path(tail), parts=7), 24, (0.5, 0.0))), mane)
    outline = RUNNING if running else STANDING
    shape = put(hand.curve(outline, closed=True, parts=5))
    poll = min(range(len(outline)), key=lambda n: outline[n][1])
    ear_x, ear_y = outline[poll]
    for turn in (-128, -104):
        sheet.fill(put(hand.placed(hand.leaf(24, 11), ear_x - 2, ear_y + 5, 1, turn)), dark)
    sheet.fill(shape, ink)
    with sheet.inside(shape):
        sheet.shade(shape, dark, put([(0, -122)])[0], put([(0, -72)])[0], 0.75)
        sheet.glow(*put([(-92, -142)])[0], 46 * size, mix(ink, CREAM, 0.3), 0.4, 0.7)
    _leg(sheet, hand.path(near_hind), HIND, ink, put)
    _leg(sheet, hand.path(near_fore), FORE, ink, put)
    _mane(sheet, outline[4 : poll + 1], 52 if running else 20, mane, put)
    eye = put([(ear_x + 24, ear_y + 18)])[0]
    sheet.fill(hand.circle(*eye, 3.2 * size), mix(ink, INK, 0.85))


def rider(sheet: Sheet, x: float, y: float, size: float, ink: Ink, coat: Ink, left: bool = False) -> None:
    """A herdsman at rest in the saddle, a long pole with a loop (uuruk) in his hand."""

    def put(points: hand.Points) -> hand.Points:
        return hand.placed(points, x, y, size, 0, left)

    horse(sheet, x, y, size, ink, mix(ink, INK, 0.5), left)
    sheet.fill(put(hand.path("-34,-142 34,-146 30,-122 -30,-120")), mix(coat, SAFFRON, 0.5))
    body = hand.path("-26,-140 -28,-196 -16,-226 8,-228 20,-206 26,-180 24,-142 40,-92 26,-86 8,-132")
    sheet.fill(put(hand.curve(body, closed=True, parts=4)), coat)
    sheet.fill(put(hand.circle(2, -244, 14, 16)), mix(CLAY, UMBER, 0.35))
    hat = hand.path("-20,-240 -22,-258 -12,-274 2,-280 16,-274 26,-258 22,-246 8,-250 -8,-250")
    sheet.fill(put(hand.curve(hat, closed=True, parts=4)), mix(coat, INK, 0.55))
    sheet.line(put([(20, -196), (62, -172)]), 9 * size, coat)
    sheet.line(put([(-6, -60), (150, -330)]), 3.4 * size, mix(ink, UMBER, 0.3))


CAMEL = hand.path(
    "-150,-150 -138,-186 -112,-206 -94,-250 -70,-284 -48,-262 -30,-216 0,-206 20,-226 42,-278 62,-288 84,-250 104,-206 "
    "126,-182 146,-150 166,-154 184,-190 190,-240 196,-274 214,-290 240,-282 276,-264 282,-248 262,-240 238,-244 "
    "230,-226 226,-180 206,-122 176,-100 140,-104 110,-112 40,-104 -40,-104 -100,-112 -140,-118"
)


def camel(sheet: Sheet, x: float, y: float, size: float, ink: Ink, wool: Ink, rug: Ink) -> None:
    """A Bactrian camel walking to the right under a load."""

    def put(points: hand.Points) -> hand.Points:
        return hand.placed(points, x, y, size)

    far = mix(ink, INK, 0.3)
    thigh, arm = (52, 30, 16, 13, 22), (44, 26, 17, 13, 22)
    _leg(sheet, hand.path("-112,-134 -90,-84 -96,-48 -84,-10 -74,-2"), thigh, far, put)
    _leg(sheet, hand.path("126,-124 104,-76 96,-42 86,-10 92,-2"), arm, far, put)
    sheet.stroke(put(hand.curve([(-146, -170), (-164, -140), (-160, -104)])), 12 * size, far, (0.6, 0.8))
    shape = put(hand.curve(CAMEL, closed=True, parts=5))
    sheet.fill(shape, ink)
    _leg(sheet, hand.path("-122,-138 -132,-86 -156,-50 -162,-12 -150,-2"), thigh, ink, put)
    _leg(sheet, hand.path("138,-128 152,-78 152,-44 162,-10 174,-2"), arm, ink, put)
    with sheet.inside(shape):
        sheet.shade(shape, mix(ink, WINE, 0.5), put([(0, -200)])[0], put([(0, -100)])[0], 0.6)
        for hump in (-72, 56):
            sheet.fill(put(hand.circle(hump, -284, 44, 40)), wool, 1)
    for n in range(9):
        tuft = put([(206 + n * 2 - 8, -128 - n * 13), (212 + n * 1.5, -112 - n * 13), (206, -96 - n * 13)])
        sheet.stroke(tuft, 14 * size, wool, (0.6, 0))
    for turn in (-130, -100):
        sheet.fill(put(hand.placed(hand.leaf(18, 9), 212, -286, 1, turn)), far)
    sheet.fill(hand.circle(*put([(238, -270)])[0], 3.4 * size), INK)
    _load(sheet, put, rug, size)


def _load(sheet: Sheet, put, rug: Ink, size: float) -> None:
    sheet.fill(put(hand.path("-34,-232 28,-236 40,-150 34,-96 -38,-96 -46,-150")), rug, 0.6)
    for k, tone in ((26, CREAM), (19, rug), (11, SAFFRON)):
        sheet.fill(put([(-3, -156 - k * 1.4), (-3 + k, -156), (-3, -156 + k * 1.4), (-3 - k, -156)]), tone)
    for at in (-112, -104):
        sheet.line(put([(-40, at), (36, at)]), 3 * size, SAFFRON)


def sheep(sheet: Sheet, x: float, y: float, size: float, left: bool) -> None:
    side = -1 if left else 1
    for leg in (-14, -6, 8, 15):
        sheet.fill(hand.box(x + leg * size, y - 12 * size, 4 * size, 14 * size), UMBER)
    sheet.fill(hand.waver(hand.circle(x, y - 22 * size, 25 * size, 16 * size), 3, sheet.random), CREAM)
    sheet.shade(hand.circle(x, y - 22 * size, 25 * size, 16 * size), CLAY, (0, y - 24 * size), (0, y - 4 * size), 0.5)
    sheet.fill(hand.circle(x + side * 27 * size, y - 26 * size, 9 * size, 8 * size), UMBER)
