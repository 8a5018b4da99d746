"""Matching two sequences, with work that is bounded whatever they hold.

E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986: the fewest deletions and insertions that lead
from one to the other. The time grows with the square of their number, so that a limit on it is a limit on the time.
"""

from __future__ import annotations

from collections.abc import Sequence

# (is the same in both, from and to in the old, from and to in the new)
Stretch = tuple[bool, int, int, int, int]


def stretches(old: Sequence[str], new: Sequence[str], most_changes: int) -> tuple[list[Stretch], int]:
    """Return the stretches in order, same and different by turns, and how many changes were counted.

    With more than `most_changes` changes, what lies between the common beginning and end is one different stretch.
    """
    shortest = min(len(old), len(new))
    head = 0
    while head < shortest and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shortest - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    a, b = old[head : len(old) - tail], new[head : len(new) - tail]
    pairs, changes = _common(a, b, most_changes)
    same = [(n, n) for n in range(head)] + [(head + x, head + y) for x, y in pairs]
    same += [(len(old) - tail + n, len(new) - tail + n) for n in range(tail)]
    return _joined(same, len(old), len(new)), changes


def _common(a: Sequence[str], b: Sequence[str], most_changes: int) -> tuple[list[tuple[int, int]], int]:
    """Return the places that match, in order."""
    if not a or not b:
        return [], 0
    furthest = {1: 0}
    trace: list[dict[int, int]] = []
    for changes in range(min(most_changes, len(a) + len(b)) + 1):
        trace.append(furthest)
        reached: dict[int, int] = {}
        for diagonal in range(-changes, min(changes, len(a)) + 1, 2):
            x, _ = _start(furthest, diagonal, len(a), len(b))
            if x < 0:
                continue
            while x < len(a) and x - diagonal < len(b) and a[x] == b[x - diagonal]:
                x += 1
            reached[diagonal] = x
            if x == len(a) and x - diagonal == len(b):
                return _walked_back(trace, len(a), len(b)), changes
        furthest = reached
    return [], most_changes


def _start(furthest: dict[int, int], diagonal: int, width: int, height: int) -> tuple[int, bool]:
    """Where a path on this diagonal begins, and whether it came down: a step down from the diagonal after it, or one
    to the right from the one before. -1 where neither stays within both sequences."""
    down, right = furthest.get(diagonal + 1, -1), furthest.get(diagonal - 1, -2) + 1
    down = down if 0 <= down - diagonal <= height else -1
    right = right if right <= width and 0 <= right - diagonal <= height else -1
    return (down, True) if down >= right else (right, False)


def _walked_back(trace: list[dict[int, int]], width: int, height: int) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    x, y = width, height
    for furthest in reversed(trace):
        start, came_down = _start(furthest, x - y, width, height)
        while x > start:
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = (x, y - 1) if came_down else (x - 1, y)
    return pairs[::-1]


def _joined(same: list[tuple[int, int]], old_length: int, new_length: int) -> list[Stretch]:
    found: list[Stretch] = []
    x = y = 0
    for a, b in [*same, (old_length, new_length)]:
        if a > x or b > y:
            found.append((False, x, a, y, b))
        if a < old_length:
            if found and found[-1][0] and found[-1][2] == a and found[-1][4] == b:
                found[-1] = (True, found[-1][1], a + 1, found[-1][3], b + 1)
            else:
                found.append((True, a, a + 1, b, b + 1))
        x, y = a + 1, b + 1
    return found
