"""Faces for bylines: calm busts in flat shapes before a plain or patterned ground, chosen by the slug."""

from random import Random

from PIL import Image

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
    MIST,
    NIGHT,
    OCHRE,
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

SKINS = [mix(APRICOT, CLAY, 0.25), mix(APRICOT, CLAY, 0.45), mix(CLAY, APRICOT, 0.35), mix(CLAY, EARTH, 0.25)]
HAIRS = [INK, mix(UMBER, INK, 0.55), mix(UMBER, INK, 0.2), mix(SLATE, UMBER, 0.35)]
GROUNDS = [
    (TURQUOISE, LAGOON),
    (SAFFRON, OCHRE),
    (MADDER, BRICK),
    (INDIGO, mix(INDIGO, TEAL, 0.3)),
    (MINT, MIST),
    (SAND, PAPER),
    (TEAL, MINT),
    (ROSE, APRICOT),
]
KINDS = ["scarf", "skullcap", "felt-hat", "short", "long", "bun", "bob", "beard"]


def _ground(sheet: Sheet, ink: Ink, mark: Ink, kind: int) -> None:
    sheet.fill(sheet.all, ink)
    tone = mix(ink, mark, 0.55)
    if kind == 0:
        for row in range(-1, 6):
            for n in range(-1, 7):
                x, y = n * 180 + (90 if row % 2 else 0), row * 200 + 40
                for grow, colour in ((62, tone), (40, ink), (20, tone)):
                    sheet.fill(
                        hand.waver(
                            [(x, y - grow * 1.35), (x + grow, y), (x, y + grow * 1.35), (x - grow, y)],
                            4,
                            sheet.random,
                            6,
                        ),
                        colour,
                    )
    elif kind == 1:
        for row in range(-1, 6):
            for n in range(-1, 6):
                sheet.fill(hand.star(n * 200 + (100 if row % 2 else 0), row * 180 + 60, 64, 38, 8), tone, 1)
    elif kind == 2:
        sheet.disc(500, 430, 400, tone, 2)
    else:
        sheet.shade(sheet.all, tone, (0, 100), (0, 1000), 0.9)


def _bust(sheet: Sheet, coat: Ink, collar: Ink, skin: Ink, kind: int) -> None:
    shoulders = hand.curve(
        [(110, 1010), (150, 850), (300, 770), (420, 740), (580, 740), (700, 770), (850, 850), (890, 1010)], parts=9
    )
    sheet.fill(shoulders, coat, 2)
    sheet.shade(shoulders, mix(coat, INK, 0.6), (560, 0), (880, 0), 0.7)
    neck = [(418, 560), (582, 560), (592, 760), (500, 812), (408, 760)]
    sheet.fill(neck, mix(skin, EARTH, 0.35), 1)
    if kind == 0:  # an open collar
        sheet.fill([(408, 748), (500, 830), (440, 890), (352, 772)], collar, 1)
        sheet.fill([(592, 748), (500, 830), (560, 890), (648, 772)], collar, 1)
        sheet.fill([(452, 874), (500, 830), (548, 874), (528, 1010), (472, 1010)], mix(collar, coat, 0.35))
    elif kind == 1:  # a round neck with beads
        sheet.fill(hand.arc(500, 740, 112, 92, 0, 180), mix(skin, EARTH, 0.18))
        for n in range(13):
            x, y = hand.arc(500, 740, 122, 104, 180 - n * 15, 180 - n * 15 - 1, 1)[0]
            sheet.disc(x, y, 12, [MADDER, SAFFRON, CREAM][n % 3], 0.5)
    else:  # a robe crossed over
        sheet.fill([(400, 742), (438, 742), (560, 1010), (470, 1010)], collar, 1)
        sheet.fill([(600, 742), (562, 742), (470, 960), (440, 1010), (536, 1010)], mix(collar, INK, 0.12), 1)


FACE = hand.path("500,268 590,284 640,370 642,470 622,560 566,640 500,668 434,640 378,560 358,470 360,370 410,284")


def _head(sheet: Sheet, skin: Ink, hair: Ink, lips: Ink, random: Random, soft: bool) -> None:
    """Half in light, half in shade; the features are a few cuts."""
    for x in (356, 644):
        sheet.fill(hand.circle(x, 482, 24, 42), mix(skin, EARTH, 0.3), 1)
    face = hand.curve([(x if not soft else 500 + (x - 500) * 0.95, y) for x, y in FACE], closed=True)
    sheet.fill(face, skin, 1)
    with sheet.inside(face):
        shade = mix(skin, mix(EARTH, WINE, 0.3), 0.42)
        sheet.fill(
            hand.curve([(500, 240), (524, 360), (512, 440), (548, 520), (520, 548), (530, 600), (510, 690)])
            + [(700, 690), (700, 240)],
            shade,
            1,
        )
        sheet.glow(432, 545, 62, mix(skin, BRICK, 0.45), 0.5)
    dark = mix(INK, hair, 0.5)
    lift = random.choice([0, 6, -5])
    for side in (-1, 1):
        x = 500 + side * 72
        sheet.stroke(
            hand.curve(
                [(x - 42 * side + side * 2, 436 + lift * 0.3), (x + side * 6, 420 + lift), (x + side * 46, 436 + lift)]
            ),
            15 if not soft else 10,
            dark,
            (0.6, 0.1),
        )
        sheet.stroke(hand.curve([(x - 34, 480), (x, 470), (x + 34, 480)]), 9, dark, (0.3, 0.3))
        sheet.fill(hand.circle(x, 480, 13, 12), dark)
    sheet.stroke(
        hand.curve([(506, 452), (516, 520), (530, 548), (502, 562), (480, 554)]),
        7,
        mix(skin, mix(UMBER, WINE, 0.4), 0.65),
        (0.2, 0.5),
    )
    mouth = hand.curve(
        [(452, 606), (482, 598), (500, 603), (518, 598), (548, 606), (520, 624), (500, 628), (480, 624)], closed=True
    )
    sheet.fill(mouth, lips, 0.5)
    sheet.stroke(hand.curve([(448, 606), (500, 610), (552, 606)]), 4, mix(lips, INK, 0.5))


def _hair(sheet: Sheet, kind: str, ink: Ink, behind: bool) -> None:
    light = mix(ink, SLATE, 0.3)
    if behind:
        if kind == "long":
            mass = hand.curve(
                hand.path("500,196 640,230 700,380 700,600 740,830 640,880 360,880 260,830 300,600 300,380 360,230"),
                closed=True,
            )
            sheet.fill(mass, ink, 2)
        elif kind == "bob":
            sheet.fill(
                hand.curve(
                    hand.path("500,196 650,236 706,400 700,640 600,690 400,690 300,640 294,400 350,236"),
                    closed=True,
                ),
                ink,
                2,
            )
        elif kind == "bun":
            sheet.disc(500, 178, 92, ink, 2)
        return
    if kind in ("short", "beard", "skullcap", "felt-hat"):
        cap = hand.curve(
            hand.path(
                "346,450 338,330 400,236 500,208 600,236 662,330 654,450 636,370 590,318 500,330 420,306 372,372"
            ),
            closed=True,
        )
        sheet.fill(cap, ink, 1)
        sheet.stroke(hand.curve([(390, 300), (450, 250), (540, 240)]), 9, light)
    elif kind == "long" or kind == "bun":
        for side in (-1, 1):
            lock = hand.curve(
                [
                    (500, 262),
                    (500 + side * 60, 300),
                    (500 + side * 128, 400),
                    (500 + side * 150, 520),
                    (500 + side * 168, 400),
                    (500 + side * 140, 260),
                    (500 + side * 60, 206),
                    (500, 200),
                ],
                closed=True,
            )
            sheet.fill(lock, ink, 1)
        sheet.stroke(hand.curve([(470, 230), (400, 280), (366, 370)]), 8, light)
    elif kind == "bob":
        fringe = hand.curve(
            hand.path("330,470 340,300 430,216 570,216 660,300 670,470 636,396 560,362 440,362 364,396"),
            closed=True,
        )
        sheet.fill(fringe, ink, 1)
        for n in range(-2, 3):
            sheet.stroke([(500 + n * 44, 250), (500 + n * 50, 300), (500 + n * 52, 350)], 6, light)


def _beard(sheet: Sheet, ink: Ink) -> None:
    shape = hand.curve(
        hand.path(
            "360,470 378,566 432,660 500,706 568,660 622,566 640,470 612,560 570,586 548,574 500,584 "
            "452,574 430,586 388,560"
        ),
        closed=True,
    )
    sheet.fill(shape, ink, 1.4)
    sheet.fill(hand.curve([(452, 610), (500, 600), (548, 610), (500, 630)], closed=True), mix(MADDER, CLAY, 0.35))
    for n in range(-3, 4):
        sheet.stroke([(500 + n * 24, 644), (500 + n * 22, 664), (500 + n * 17, 684)], 4, mix(ink, SLATE, 0.35))


def _scarf(sheet: Sheet, ink: Ink, mark: Ink, behind: bool) -> None:
    if behind:
        back = hand.curve(
            hand.path("500,170 640,206 716,360 706,600 690,790 500,840 310,790 294,600 284,360 360,206"),
            closed=True,
        )
        sheet.fill(back, mix(ink, INK, 0.25), 2)
        return
    frame = hand.curve(
        hand.path(
            "500,168 640,204 712,350 700,560 640,720 560,790 500,800 560,730 630,600 650,450 620,330 "
            "500,286 380,330 350,450 370,600 440,730 500,800 440,790 360,720 300,560 288,350 360,204"
        ),
        closed=True,
    )
    sheet.fill(frame, ink, 1)
    with sheet.inside(frame):
        for _n in range(26):
            x, y = sheet.random.uniform(270, 730), sheet.random.uniform(170, 800)
            sheet.fill(hand.star(x, y, 20, 9, 6), mark, 0.6)
        sheet.shade(frame, mix(ink, INK, 0.6), (560, 300), (720, 620), 0.75)
    sheet.stroke(hand.curve([(366, 620), (430, 740), (500, 800), (560, 770)]), 12, mix(ink, INK, 0.35))


def _hat(sheet: Sheet, kind: str, ink: Ink, mark: Ink) -> None:
    if kind == "skullcap":  # the tubeteika: four sides, an almond on each
        crown = hand.curve(
            [(348, 344), (366, 226), (430, 176), (500, 164), (570, 176), (634, 226), (652, 344)], parts=6
        )
        sheet.fill(crown, ink, 1)
        with sheet.inside(crown):
            sheet.line([(500, 160), (500, 350)], 4, mark)
            for side in (-1, 1):  # a pepper pod in white silk, curled at its tip
                pod = hand.path("22,296 30,236 52,200 84,196 98,216 90,236 74,232 70,246 84,266 76,296 50,306")
                sheet.fill([(500 + side * x, y) for x, y in hand.curve(pod, closed=True, parts=5)], mark, 0.8)
                vein = hand.curve(hand.path("42,290 50,250 62,226 78,214"))
                sheet.stroke([(500 + side * x, y) for x, y in vein], 7, ink, (0.6, 0.2))
            sheet.shade(crown, mix(ink, INK, 0.7), (520, 0), (660, 0), 0.6)
        sheet.fill(hand.box(342, 318, 316, 44), mix(ink, INK, 0.3), 1)
        for n in range(9):
            sheet.fill([(352 + n * 34, 358), (368 + n * 34, 324), (384 + n * 34, 358)], mark)
        return
    crown = hand.curve([(352, 330), (390, 200), (446, 96), (500, 70), (554, 96), (610, 200), (648, 330)], parts=7)
    sheet.fill(crown, mix(CREAM, PAPER, 0.5), 1)
    with sheet.inside(crown):
        for side in (-1, 1):
            sheet.stroke(hand.curve([(500, 76), (500 + side * 56, 190), (500 + side * 92, 330)]), 7, ink)
            horn = hand.curve([(500, 300), (500 + side * 34, 280), (500 + side * 40, 230), (500 + side * 14, 222)])
            sheet.stroke(horn, 13, ink, (0.9, 0.4))
        sheet.shade(crown, mix(SLATE, CLAY, 0.4), (520, 0), (650, 0), 0.7)
    brim = hand.curve(
        hand.path("322,366 330,304 420,292 500,300 580,292 670,304 678,366 580,340 500,346 420,340"),
        closed=True,
    )
    sheet.fill(brim, ink, 1)


def _glasses(sheet: Sheet) -> None:
    for side in (-1, 1):
        ring = hand.circle(500 + side * 74, 482, 54, 48)
        sheet.tint(ring, MIST, 0.22)
        sheet.line([*ring, ring[0], ring[1]], 7, INK)
        sheet.line([(500 + side * 128, 474), (500 + side * 150, 466)], 7, INK)
    sheet.line(
        hand.curve([(446, 476), (500, 462), (554, 476)])[20:]
        if False
        else hand.curve([(474, 474), (500, 464), (526, 474)]),
        7,
        INK,
    )


def face(slug: str, side: int = 800) -> Image.Image:
    """A portrait for a person's slug; the same slug always gives the same face."""
    sheet = Sheet(f"face {slug}", side, side, (1000, 1000))
    random = sheet.random
    kind = random.choice(KINDS)
    woman = kind in ("scarf", "long", "bun", "bob")
    skin, hair = random.choice(SKINS), random.choice(HAIRS[: 3 if woman else 4])
    ground, mark = random.choice(GROUNDS)
    coats = [ink for ink in (TURQUOISE, MADDER, INDIGO, DEEP, OCHRE, WINE, CREAM) if ink not in (ground, mark)]
    coat, collar = random.choice(coats), random.choice([CREAM, SAFFRON, PAPER])
    if coat == CREAM:
        collar = MADDER
    _ground(sheet, ground, mark, random.randrange(4))
    accent = random.choice([ink for ink in coats if ink not in (coat, CREAM)])
    if kind == "scarf":
        _scarf(sheet, accent, SAFFRON, True)
    _hair(sheet, kind, hair, True)
    _bust(sheet, coat, collar, skin, random.choice([1, 0, 2] if woman else [0, 2, 0]))
    _head(sheet, skin, hair, mix(MADDER, skin, 0.25) if woman else mix(MADDER, skin, 0.5), random, woman)
    if kind == "beard" or (kind in ("skullcap", "felt-hat") and random.random() < 0.45):
        _beard(sheet, hair)
    _hair(sheet, kind, hair, False)
    if kind == "scarf":
        _scarf(sheet, accent, SAFFRON, False)
    if kind in ("skullcap", "felt-hat"):
        _hat(sheet, kind, NIGHT if kind == "felt-hat" or ground != INDIGO else DEEP, CREAM)
    if random.random() < 0.35:
        _glasses(sheet)
    return sheet.finish()
