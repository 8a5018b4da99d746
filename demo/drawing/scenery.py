"""What landscapes share: skies, suns, clouds, ranges that fade with distance, grass, water."""

from collections.abc import Sequence
from math import sin
from typing import NamedTuple

from demo.drawing import hand
from demo.drawing.palette import CREAM, Ink, mix
from demo.drawing.sheet import Sheet


def sky(sheet: Sheet, *inks: Ink, bottom: float = 620, bands: int = 7, wobble: float = 5) -> None:
    """From the top ink to the last one at the horizon, in flat bands with a cut edge, as a printer would do it."""
    sheet.fill(sheet.all, inks[0])
    count = bands * (len(inks) - 1)
    wave = hand.Wave(sheet.random)
    for index in range(1, count + 1):
        place = index / bands
        first = min(int(place), len(inks) - 2)
        colour = mix(inks[first], inks[first + 1], place - first)
        y = bottom * index / (count + 1)
        edge = [(x, y + wobble * wave.rough(x / 330 + index * 7.3, 3)) for x in range(-10, 1521, 30)]
        sheet.fill([*edge, (1510, 1010), (-10, 1010)], colour)
        below = hand.box(-10, y - bottom / count, 1520, bottom / count)
        sheet.shade(below, colour, (0, y - bottom / count), (0, y + wobble), 0.55, 0.8)


def sun(sheet: Sheet, x: float, y: float, r: float, ink: Ink, halo: Ink, reach: float = 3.2) -> None:
    sheet.glow(x, y, r * reach, halo, 0.75)
    sheet.disc(x, y, r, ink, 1.2)


def moon(sheet: Sheet, x: float, y: float, r: float, ink: Ink, night: Ink, phase: float = 0.42) -> None:
    """A crescent: the dark of the moon stays the sky's ink."""
    sheet.glow(x, y, r * 3.4, mix(night, ink, 0.35), 0.7)
    sheet.disc(x, y, r, ink, 0.8)
    if phase:
        with sheet.inside(hand.circle(x, y, r + 0.5)):
            sheet.disc(x + r * phase, y - r * phase * 0.45, r * 0.92, mix(night, ink, 0.12), 0.6)


def stars(sheet: Sheet, count: int, ink: Ink, bottom: float, largest: float = 3.0) -> None:
    for _ in range(count):
        x, y = sheet.random.uniform(0, 1500), sheet.random.uniform(0, 1) ** 1.25 * bottom
        r = largest * (0.3 + 0.7 * sheet.random.random() ** 3)
        sheet.fill(hand.star(x, y, r * 1.5, r * 0.5, 4) if r > largest * 0.7 else hand.circle(x, y, r, parts=8), ink)


def cloud(sheet: Sheet, x: float, y: float, width: float, ink: Ink, shade: Ink | None = None) -> None:
    """A fair-weather cloud, cut as with scissors: round heads over a flat foot; x and y are the foot's middle."""
    parts = max(4, int(width / 62))
    heads = []
    for index in range(parts):
        share = (index + 0.5) / parts - 0.5
        r = width * sheet.random.uniform(0.07, 0.13) * (1.25 - 1.7 * abs(share))
        heads.append((x + share * width * 0.98, y - r * 0.35, r))
    tower = sheet.random.uniform(-0.16, 0.16)
    heads += [
        (x + tower * width, y - width * 0.12, width * 0.12),
        (x + (tower + 0.15) * width, y - width * 0.08, width * 0.1),
    ]
    sheet.fill(hand.arc(x, y, width * 0.52, width * 0.05, 0, 360, 60), ink, 1)
    for hx, hy, r in heads:
        sheet.fill([*hand.arc(hx, hy, r, r, 180, 360, 26), (hx + r, y), (hx - r, y)], ink, 1)
    if shade:
        for hx, hy, r in sorted(heads, key=lambda head: head[1]):
            cap = [*hand.arc(hx, hy, r, r, 180, 360, 26), (hx + r, y), (hx - r, y)]
            sheet.shade(cap, shade, (hx - r * 0.35, hy - r * 0.25), (hx + r * 0.5, y + r * 0.5), 0.62)
        sheet.shade(
            hand.arc(x, y, width * 0.52, width * 0.05, 0, 180, 60), shade, (x, y - 6), (x, y + width * 0.04), 0.8
        )


def layer(sheet: Sheet, x: float, y: float, width: float, ink: Ink, shade: Ink | None = None) -> None:
    """A flat-bottomed cloud out of lying lens shapes."""
    parts = max(3, int(width / 70))
    for index in range(parts):
        share = (index + 0.5) / parts - 0.5
        reach = width * (0.2 + 0.25 * sheet.random.random()) * (1 - abs(share) * 0.9)
        high = reach * (0.2 + 0.12 * sheet.random.random())
        middle, floor = x + share * width, y + sheet.random.uniform(-0.05, 0.05) * width
        upper = hand.arc(middle, floor, reach, high, 180, 360, 30)
        sheet.fill([*upper, *hand.arc(middle, floor, reach, high * 0.24, 0, 180, 20)], ink, 1.5)
        if shade:
            sheet.shade(upper, shade, (middle, floor - high * 0.7), (middle, floor + high * 0.3), 0.7)


def streaks(sheet: Sheet, y: float, depth: float, ink: Ink, count: int = 9, long: float = 500) -> None:
    """Long thin evening clouds."""
    for _ in range(count):
        x, at = sheet.random.uniform(-100, 1600), y + sheet.random.uniform(-1, 1) * depth
        reach, thick = long * sheet.random.uniform(0.3, 1), sheet.random.uniform(5, 16)
        spine = [(x + reach * (n / 12 - 0.5), at + 3 * sin(n + x)) for n in range(13)]
        sheet.fill(hand.brush(spine, thick), ink, 1.2)


def birds(sheet: Sheet, x: float, y: float, count: int, ink: Ink, size: float = 17, spread: float = 170) -> None:
    for _ in range(count):
        bx, by = x + sheet.random.uniform(-1, 1) * spread, y + sheet.random.uniform(-0.45, 0.45) * spread
        reach = size * sheet.random.uniform(0.6, 1.1)
        lift = sheet.random.uniform(0.25, 0.6) * reach
        wings = [(-1, -0.15), (-0.55, -1), (-0.12, -0.2), (0, 0), (0.12, -0.2), (0.55, -1), (1, -0.15)]
        sheet.stroke(hand.curve([(bx + px * reach, by + py * lift) for px, py in wings]), size * 0.2, ink, (0.1, 0.1))


def ridge(sheet: Sheet, y: float, height: float, ink: Ink, wave: float = 300, octaves: int = 5, floor: float = 1010):
    """A far line of hills across the sheet; returns its edge."""
    noise = hand.Wave(sheet.random)
    edge = [(x, y - height * (0.5 + 0.5 * noise.rough(x / wave, octaves))) for x in range(-10, 1521, 6)]
    sheet.fill([*edge, (1510, floor), (-10, floor)], ink)
    return edge


def mist(sheet: Sheet, top: float, bottom: float, ink: Ink, strength: float = 0.85) -> None:
    """Haze that thickens downwards."""
    sheet.shade(hand.box(-10, top, 1520, bottom - top), ink, (0, top), (0, bottom), strength, 0.5)


class Rock(NamedTuple):
    lit: Ink
    dark: Ink
    snow: Ink = CREAM
    snow_dark: Ink = CREAM

    def far(self, air: Ink, share: float) -> "Rock":
        """The same rock behind so much air."""
        return Rock(*(mix(colour, air, share) for colour in self))


def _flank(sheet: Sheet, top: hand.Point, foot: hand.Point, jag: float, bow: float = 0.0) -> hand.Points:
    """A broken line from a summit down to its foot, hollow as real flanks are, with a shoulder on the way."""
    noise, points = hand.Wave(sheet.random), []
    parts = max(10, int(abs(foot[1] - top[1]) / 7))
    ledge, wide = sheet.random.uniform(0.18, 0.55), sheet.random.uniform(0.0, 0.16)
    for index in range(parts + 1):
        t = index / parts
        step = min(1.0, max(0.0, (t - ledge) / 0.09))
        run = t + wide * step * (1 - t) + jag * noise.rough(t * 7, 4) * min(1, t * 4) * (1.1 - t)
        points.append((top[0] + (foot[0] - top[0]) * (run - bow * t * (1 - t)), top[1] + (foot[1] - top[1]) * t))
    return points


def massif(
    sheet: Sheet,
    peaks: Sequence[tuple[float, float, float]],
    base: float,
    rock: Rock,
    snow: float = 0.5,
    sun: int = -1,
    wall: bool = False,
) -> None:
    """Peaks (x, y, half width), each a little nearer than the last; with `wall` before a long white ridge."""
    if wall:
        _wall(sheet, peaks, base, rock)
    for x, y, half in peaks:
        left, right = half * sheet.random.uniform(0.85, 1.15), half * sheet.random.uniform(0.85, 1.15)
        peak(sheet, x, y, base, left, right, rock, snow * sheet.random.uniform(0.85, 1.15), sun)


def _wall(sheet: Sheet, peaks: Sequence[tuple[float, float, float]], base: float, rock: Rock) -> None:
    noise = hand.Wave(sheet.random)
    low, high = min(y for _, y, _ in peaks), max(y for _, y, _ in peaks)
    saddle, swing = high + (base - high) * 0.2, (base - low) * 0.13
    crest = [(x, saddle - swing * noise.rough(x / 130, 5)) for x in range(-10, 1521, 7)]
    sheet.fill([*crest, (1510, base), (-10, base)], mix(rock.snow, rock.snow_dark, 0.75))
    line = saddle + (base - saddle) * 0.22
    screes = [(x, line + swing * noise.rough(x / 37 + 50, 3)) for x in range(-10, 1521, 9)]
    sheet.fill([*screes, (1510, base), (-10, base)], mix(rock.lit, rock.dark, 0.4))


def peak(
    sheet: Sheet,
    x: float,
    y: float,
    base: float,
    left: float,
    right: float,
    rock: Rock,
    snow: float = 0.5,
    sun: int = -1,
) -> None:
    """One mountain. `left` and `right` are how far its feet stand; snow reaches down that share; sun -1 is left."""
    height = base - y
    west = _flank(sheet, (x, y), (x - left, base), 0.10, 0.35)
    east = _flank(sheet, (x, y), (x + right, base), 0.10, 0.35)
    outline = [*west[::-1], *east[1:]]
    spine = _spine(sheet, x, y, base, -sun * (right if sun < 0 else left) * 0.12)
    shadow = [*(east if sun < 0 else west), *spine[::-1]]
    sheet.fill(outline, rock.lit)
    sheet.fill(shadow, rock.dark)
    with sheet.inside(outline):
        _ribs(sheet, spine, height, rock, sun, left, right)
        if snow:
            line = y + height * snow
            sheet.fill(_cap(sheet, outline, line, height * 0.16), rock.snow)
            with sheet.inside(shadow):
                sheet.fill(_cap(sheet, outline, line + height * 0.03, height * 0.18), rock.snow_dark)
            _gullies(sheet, spine, y, line, height, rock, sun)


def _spine(sheet: Sheet, x: float, y: float, base: float, drift: float) -> hand.Points:
    points, swing, side = [(x, y)], (base - y) * 0.075, 1
    parts = 9
    for index in range(1, parts + 1):
        t = index / parts
        side = -side
        off = drift * t + side * swing * sheet.random.uniform(0.3, 1.0) * (0.4 + t)
        points.append((x + off, y + (base - y) * (t + sheet.random.uniform(-0.03, 0.03))))
    return points


def _ribs(sheet: Sheet, spine: hand.Points, height: float, rock: Rock, sun: int, left: float, right: float) -> None:
    """Side ridges: slivers of shade on the lit flank, slivers of light on the shaded one."""
    for index, (x, y) in enumerate(spine[1:-1], 1):
        for side, colour, reach in ((sun, rock.dark, left), (-sun, rock.lit, right)):
            run = reach * sheet.random.uniform(0.22, 0.42) * (0.5 + index / len(spine))
            fall = height * sheet.random.uniform(0.16, 0.3)
            tip = (x + side * run, y + fall)
            middle = (x + side * run * 0.45, y + fall * 0.36)
            back = (x + side * run * 0.30, y + fall * 0.78)
            if side == sun:
                sheet.fill([(x, y), middle, tip, back], colour, 2)
            elif index % 2:
                sheet.fill([(x + side * run * 0.3, y + fall * 0.4), middle, tip, back], mix(colour, rock.dark, 0.35), 2)


def _cap(sheet: Sheet, outline: hand.Points, line: float, tooth: float) -> hand.Points:
    """Everything above a snow line that runs down the gullies in tongues, long and short."""
    left, right = min(x for x, _ in outline), max(x for x, _ in outline)
    summit = min(outline, key=lambda point: point[1])[0]
    edge, x, down = [], left, False
    while x < right:
        depth = tooth * (0.15 + 1.5 * sheet.random.random() ** 2.2) if down else -tooth * 0.7 * sheet.random.random()
        lean = (1 if x > summit else -1) * max(0.0, depth) * 0.55
        edge.append((x + lean, line + depth))
        x += (right - left) * sheet.random.uniform(0.012, 0.06)
        down = not down
    return [(left - 10, -500), (right + 10, -500), (right + 10, line), *edge[::-1]]


def _gullies(sheet: Sheet, spine: hand.Points, y: float, line: float, height: float, rock: Rock, sun: int) -> None:
    for _ in range(9):
        t = sheet.random.uniform(0.25, 1.0)
        top = y + (line - y) * t
        x = spine[0][0] + sun * height * sheet.random.uniform(0.02, 0.62) * t
        run = height * sheet.random.uniform(0.06, 0.16)
        path = [(x, top), (x + sun * run * 0.3, top + run * 0.6), (x + sun * run * 0.9, top + run * 1.3)]
        sheet.stroke(path, height * 0.018, mix(rock.snow_dark, rock.dark, 0.25), (0.3, 0.1))


def grass(
    sheet: Sheet, top: float, bottom: float, inks: Sequence[Ink], count: int, size: float = 46, lean: float = 0.25
) -> None:
    """Blades in front: small and dense at the top of the strip, tall and loose at the bottom."""
    for index in range(count):
        share = index / count
        x, y = sheet.random.uniform(-20, 1520), top + (bottom - top) * share
        high = size * (0.25 + 0.75 * share) * sheet.random.uniform(0.5, 1.2)
        tip = high * (lean + sheet.random.uniform(-0.25, 0.25))
        path = [(x, y), (x + tip * 0.25, y - high * 0.55), (x + tip, y - high)]
        sheet.stroke(hand.curve(path, parts=4), 1.4 + 2.6 * share, sheet.random.choice(inks), (1.0, 0.0))


def marks(
    sheet: Sheet, top: float, bottom: float, ink: Ink, count: int, long: float = 120, thick: float = 5, waves: float = 2
) -> None:
    """Lying cuts of the gouge, small in the distance: furrows on land, ripples on water."""
    for index in range(count):
        share = ((index + sheet.random.random()) / count) ** 1.7
        x, y = sheet.random.uniform(-60, 1560), top + (bottom - top) * share
        reach = long * (0.18 + 0.82 * share) * sheet.random.uniform(0.4, 1.2)
        spine = [(x + reach * (n / 6 - 0.5), y + waves * share * sin(n * 1.7 + x)) for n in range(7)]
        sheet.stroke(spine, thick * (0.3 + 0.7 * share), ink)


def glitter(sheet: Sheet, x: float, top: float, bottom: float, ink: Ink, width: float = 120, count: int = 44) -> None:
    """Light lying on water under a sun or a moon."""
    for index in range(count):
        share = (index + 0.5) / count
        y = top + (bottom - top) * share
        reach = width * (0.25 + 0.75 * share) * sheet.random.uniform(0.25, 1)
        at = x + sheet.random.gauss(0, width * (0.12 + 0.3 * share))
        spine = [(at + reach * (n / 4 - 0.5), y + 1.5 * sin(n * 2 + at)) for n in range(5)]
        sheet.stroke(spine, 3 + 7 * share, ink)
