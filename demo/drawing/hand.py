"""The hand: curves, wavering lines and other shapes as lists of points in the units of a sheet (1500 by 1000)."""

from collections.abc import Iterable, Sequence
from math import atan2, cos, floor, hypot, pi, sin
from random import Random

Point = tuple[float, float]
Points = list[Point]


def path(text: str) -> Points:
    """Points written as in a drawing: "750,860 560,830 400,740"."""
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in text.split())]


class Wave:
    """Smooth noise along a line, between -1 and 1; the same for the same random source."""

    def __init__(self, random: Random) -> None:
        self.values = [random.uniform(-1, 1) for _ in range(256)]

    def at(self, x: float) -> float:
        whole = floor(x)
        part = x - whole
        part = part * part * (3 - 2 * part)
        return self.values[whole & 255] * (1 - part) + self.values[(whole + 1) & 255] * part

    def rough(self, x: float, octaves: int = 4) -> float:
        return sum(self.at(x * 2**n + 37 * n) / 2**n for n in range(octaves)) / (2 - 0.5 ** (octaves - 1))


def waver(points: Sequence[Point], amount: float, random: Random, step: float = 9, closed: bool = True) -> Points:
    """The outline as a knife cuts it: never quite straight. Corners stay where they are."""
    if not amount:
        return list(points)
    wave, travelled, drawn = Wave(random), 0.0, []
    ends = [*points[1:], points[0]] if closed else points[1:]
    for (x, y), (to_x, to_y) in zip(points, ends, strict=False):
        length = hypot(to_x - x, to_y - y)
        parts = max(1, int(length / step))
        for part in range(parts):
            share = part / parts
            off = amount * wave.rough((travelled + share * length) / (step * 2.6), 2) if length else 0
            across, down = (-(to_y - y) / length, (to_x - x) / length) if length else (0, 0)
            drawn.append((x + (to_x - x) * share + across * off, y + (to_y - y) * share + down * off))
        travelled += length
    return drawn if closed else [*drawn, points[-1]]


def curve(points: Sequence[Point], closed: bool = False, parts: int = 8) -> Points:
    """A smooth line through all the points (Catmull-Rom)."""
    count, drawn = len(points), []
    for index in range(count if closed else count - 1):
        at = [
            points[(index + n) % count] if closed else points[min(max(index + n, 0), count - 1)] for n in range(-1, 3)
        ]
        for part in range(parts):
            t = part / parts
            weights = (
                -0.5 * t + t * t - 0.5 * t**3,
                1 - 2.5 * t * t + 1.5 * t**3,
                0.5 * t + 2 * t * t - 1.5 * t**3,
                0.5 * (t**3 - t * t),
            )
            drawn.append(
                (
                    sum(w * p[0] for w, p in zip(weights, at, strict=True)),
                    sum(w * p[1] for w, p in zip(weights, at, strict=True)),
                )
            )
    return drawn if closed else [*drawn, points[-1]]


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float, parts: int = 24) -> Points:
    """Part of an ellipse; degrees, clockwise from three o'clock as seen on the sheet."""
    turns = [(start + (end - start) * n / parts) * pi / 180 for n in range(parts + 1)]
    return [(x + rx * cos(turn), y + ry * sin(turn)) for turn in turns]


def circle(x: float, y: float, r: float, ry: float | None = None, parts: int = 48) -> Points:
    return arc(x, y, r, r if ry is None else ry, 0, 360, parts)[:-1]


def box(x: float, y: float, width: float, height: float) -> Points:
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def regular(x: float, y: float, r: float, sides: int, turn: float = 0) -> Points:
    """A regular polygon; `turn` in degrees, with none the first corner stands on top."""
    return [
        (x + r * sin(2 * pi * n / sides + turn * pi / 180), y - r * cos(2 * pi * n / sides + turn * pi / 180))
        for n in range(sides)
    ]


def star(x: float, y: float, r: float, inner: float, points: int, turn: float = 0) -> Points:
    outer, between = regular(x, y, r, points, turn), regular(x, y, inner, points, turn + 180 / points)
    return [point for pair in zip(outer, between, strict=True) for point in pair]


def brush(points: Sequence[Point], width: float, tips: tuple[float, float] = (0.0, 0.0)) -> Points:
    """A stroke's outline: full in the middle, `tips` of the width at its two ends."""
    left, right, last = [], [], len(points) - 1
    for index, (x, y) in enumerate(points):
        (from_x, from_y), (to_x, to_y) = points[max(0, index - 1)], points[min(last, index + 1)]
        length = hypot(to_x - from_x, to_y - from_y) or 1
        share = index / last
        tip = tips[0] if share < 0.5 else tips[1]
        half = width / 2 * (tip + (1 - tip) * sin(pi * share))
        across, down = -(to_y - from_y) / length * half, (to_x - from_x) / length * half
        left.append((x + across, y + down))
        right.append((x - across, y - down))
    return left + right[::-1]


def placed(
    points: Iterable[Point], x: float, y: float, size: float = 1, turn: float = 0, mirror: bool = False
) -> Points:
    """A shape drawn around nought, put somewhere: scaled, turned (degrees), mirrored left to right."""
    along, across = cos(turn * pi / 180) * size, sin(turn * pi / 180) * size
    return [
        (x + (-px if mirror else px) * along - py * across, y + (-px if mirror else px) * across + py * along)
        for px, py in points
    ]


def leaf(length: float, width: float) -> Points:
    """A pointed leaf along the x axis from nought."""
    upper = [(length * t / 12, -width / 2 * sin(pi * (t / 12) ** 0.8)) for t in range(13)]
    return upper + [(x, -y) for x, y in upper[::-1]]


def bearing(one: Point, other: Point) -> float:
    return atan2(other[1] - one[1], other[0] - one[0]) * 180 / pi
