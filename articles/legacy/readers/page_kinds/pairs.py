"""Titles and bodies that alternate, and how to find the rhythm again where a dump lost a line."""

from __future__ import annotations

from dataclasses import dataclass

from articles.legacy.readers.page_dump import Line
from articles.legacy.readers.page_kinds.stories import are_title_and_body, can_be_title, reads_like_title


@dataclass(slots=True)
class Pairing:
    pairs: list[tuple[Line, Line]]
    stray: list[list[Line]]  # runs of lines that fit no pair


def pair_up(lines: list[Line]) -> Pairing:
    """Pair each title with the body below it; what breaks the alternation is left over, and the next pair is sought."""
    pairing = Pairing([], [])
    position, is_in_stray = 0, False
    while position < len(lines):
        if _is_pair_at(lines, position):
            pairing.pairs.append((lines[position], lines[position + 1]))
            position, is_in_stray = position + 2, False
            continue
        if not is_in_stray:
            pairing.stray.append([])
        pairing.stray[-1].append(lines[position])
        position, is_in_stray = position + 1, True
    return pairing


def stray_reason(lines: list[Line]) -> str:
    first = lines[0].text
    return "a title without a body below it" if reads_like_title(first) else "a text without a title above it"


def _is_pair_at(lines: list[Line], position: int) -> bool:
    if position + 1 >= len(lines):
        return False
    title, body = lines[position].text, lines[position + 1].text
    if not are_title_and_body(title, body):
        return False
    after = lines[position + 2].text if position + 2 < len(lines) else ""
    # Three lines of which the last can be no title: where the second reads like one, the first has lost its body.
    return can_be_title(after) or not (reads_like_title(body) and len(after) > len(body))
