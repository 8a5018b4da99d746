"""A small line of a price: the path of an SVG drawing, the same bytes for the same days."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

WIDTH, HEIGHT = 100, 24
# A day without a rate is bridged; more than a week without one is a gap, and no line crosses it.
LONGEST_BRIDGE_DAYS = 8
# Half a unit of the drawing apart: more points would not show, and a path stays under 2 KB.
MOST_POINTS = 120
_PAD = Decimal("0.05")
_EDGE = 1  # so that the stroke is not cut at the sides

Days = Sequence[tuple[date, Decimal]]


def path(days: Days, first: date, last: date) -> str:
    """The `d` of a line through `days`, drawn in a box of 100 by 24 from `first` to `last`.

    "" where fewer than two days are known, since one day has no course. A price that never moved is a flat line in
    the middle.
    """
    if len(days) < 2 or last <= first:
        return ""
    values = [value for _, value in days]
    lowest, highest = min(values), max(values)
    span = (last - first).days
    height = HEIGHT * (1 - 2 * _PAD)
    kept = _worth_drawing(values)
    parts: list[str] = []
    before: date | None = None
    is_broken = True
    for place, (day, value) in enumerate(days):
        is_broken = is_broken or before is None or (day - before).days > LONGEST_BRIDGE_DAYS
        before = day
        if place not in kept:
            continue
        x = _EDGE + Decimal((day - first).days) * (WIDTH - 2 * _EDGE) / span
        share = (highest - value) / (highest - lowest) if highest > lowest else Decimal("0.5")
        y = HEIGHT * _PAD + share * height
        parts.append(f"{'M' if is_broken else 'L'}{_short(x)} {_short(y)}")
        is_broken = False
    return "".join(parts)


def _worth_drawing(values: list[Decimal]) -> set[int]:
    """Few enough places to draw, with the first, the last and the extremes among them."""
    step = -(-len(values) // MOST_POINTS)
    ends = {0, len(values) - 1, values.index(min(values)), values.index(max(values))}
    return ends | set(range(0, len(values), step))


def _short(number: Decimal) -> str:
    return f"{number:.1f}".removesuffix(".0")
