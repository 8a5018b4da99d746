"""A small line of a price: the path of an SVG drawing, the same bytes for the same days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

# A day without a rate is bridged; more than a week without one is a gap, and no line crosses it.
LONGEST_BRIDGE_DAYS = 8


@dataclass(frozen=True, slots=True)
class Box:
    """The space to draw in. `pad` is the share left free above and below, `edge` the room for the stroke at the sides.

    More than `most_points` would not show.
    """

    width: int
    height: int
    pad: Decimal
    edge: int
    most_points: int


# With 120 points a path stays under 2 KB.
SMALL = Box(100, 24, Decimal("0.05"), 1, 120)

Days = Sequence[tuple[date, Decimal]]


def path(days: Days, first: date, last: date, box: Box = SMALL, bridge: int = LONGEST_BRIDGE_DAYS) -> str:
    """The `d` of a line through `days`, drawn in `box` from `first` to `last`.

    Days that are more than `bridge` apart are not joined. "" where fewer than two are known, since one day has no
    course. A price that never moved is a flat line in the middle.
    """
    if len(days) < 2 or last <= first:
        return ""
    values = [value for _, value in days]
    lowest, highest = min(values), max(values)
    span = (last - first).days
    height = box.height * (1 - 2 * box.pad)
    kept = _worth_drawing(values, box.most_points)
    parts: list[str] = []
    before: date | None = None
    is_broken = True
    for place, (day, value) in enumerate(days):
        is_broken = is_broken or before is None or (day - before).days > bridge
        before = day
        if place not in kept:
            continue
        x = box.edge + Decimal((day - first).days) * (box.width - 2 * box.edge) / span
        share = (highest - value) / (highest - lowest) if highest > lowest else Decimal("0.5")
        y = box.height * box.pad + share * height
        parts.append(f"{'M' if is_broken else 'L'}{_short(x)} {_short(y)}")
        is_broken = False
    return "".join(parts)


def _worth_drawing(values: list[Decimal], most: int) -> set[int]:
    """Few enough places to draw, with the first, the last and the extremes among them."""
    step = -(-len(values) // most)
    ends = {0, len(values) - 1, values.index(min(values)), values.index(max(values))}
    return ends | set(range(0, len(values), step))


def _short(number: Decimal) -> str:
    return f"{number:.1f}".removesuffix(".0")
