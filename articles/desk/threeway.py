"""Two changes of one text put together, block by block, over what both began from.

The way of `diff3`, with finer grain: blocks that were rewritten one for one are paired by likeness, so that two people
in neighbouring paragraphs are no conflict. The work is bounded by the budget of `articles.desk.comparison`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.desk.comparison import MOST_LINES, Budget, partners_of
from cms.lib import richtext

Blocks = list[str]


@dataclass(frozen=True, slots=True)
class Hunk:
    """One stretch: what it was, and what each made of it. `start` counts the blocks of the base before it."""

    start: int
    base: Blocks
    mine: Blocks
    theirs: Blocks

    @property
    def is_same(self) -> bool:
        return self.mine == self.theirs

    @property
    def is_conflict(self) -> bool:
        return not self.is_same and self.base not in (self.mine, self.theirs)


@dataclass(frozen=True, slots=True)
class _Change:
    """Of the base, the blocks from `start` to `end` became `blocks`."""

    start: int
    end: int
    blocks: Blocks


def hunks(base: Blocks, mine: Blocks, theirs: Blocks, budget: Budget | None = None) -> list[Hunk]:
    """Return all stretches in order; joined, the base's, mine's and theirs' blocks are the three texts."""
    budget = budget or Budget()
    sides = [_changes(base, other, budget) for other in (mine, theirs)]
    found: list[Hunk] = []
    place = 0
    for start, end, changed in _groups(sides):
        if start > place:
            same = base[place:start]
            found.append(Hunk(place, same, same, same))
        ours, other = (_made_of(base, start, end, changes) for changes in changed)
        found.append(Hunk(start, base[start:end], ours, other))
        place = end
    if place < len(base):
        found.append(Hunk(place, base[place:], base[place:], base[place:]))
    return found


def _changes(base: Blocks, other: Blocks, budget: Budget) -> list[_Change]:
    changes: list[_Change] = []
    for is_same, a, b, c, d in budget.match(base, other, MOST_LINES):
        if not is_same:
            changes += _paired(base, other, (a, b, c, d))
    return changes


def _paired(base: Blocks, other: Blocks, stretch: tuple[int, int, int, int]) -> Iterator[_Change]:
    """Part a rewritten stretch where its blocks are alike: each pair a change, what lies between another."""
    a, b, c, d = stretch
    words = [[richtext.plain_text(block) for block in blocks] for blocks in (base[a:b], other[c:d])]
    old, new = a, c
    for first, second in [*sorted(partners_of(*words).items()), (b - a, d - c)]:
        if a + first > old or c + second > new:
            yield _Change(old, a + first, other[new : c + second])
        if first < b - a:
            if base[a + first] != other[c + second]:
                yield _Change(a + first, a + first + 1, [other[c + second]])
            old, new = a + first + 1, c + second + 1


def _groups(sides: Sequence[list[_Change]]) -> Iterator[tuple[int, int, list[list[_Change]]]]:
    """Join the changes of both that touch the same blocks, or put something into the same place."""
    rows = sorted(
        ((change.start, change.end, side, change) for side, changes in enumerate(sides) for change in changes),
        key=lambda row: row[:3],
    )
    group: list[list[_Change]] = [[], []]
    start = end = -1
    for a, b, side, change in rows:
        is_same_gap = a == b == start == end
        if start >= 0 and not (a < end or is_same_gap):
            yield start, end, group
            group, start = [[], []], -1
        if start < 0:
            start, end = a, b
        group[side].append(change)
        end = max(end, b)
    if start >= 0:
        yield start, end, group


def _made_of(base: Blocks, start: int, end: int, changes: list[_Change]) -> Blocks:
    made: Blocks = []
    for change in changes:
        made += base[start : change.start] + change.blocks
        start = change.end
    return made + base[start:end]
