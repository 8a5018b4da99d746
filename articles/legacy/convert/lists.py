"""Lists whose items were run together: `... as follows: Cement (100%) Textiles (50%) Furniture (50%) Officials ...`.

Only items that each close with a bracket holding a figure, at least three of them, behind a colon.
"""

from __future__ import annotations

import re

from articles.legacy.convert.prose import Block, Prose, Range

FEWEST_ITEMS = 3
_LONGEST_NAME = 8  # words before the bracket
_LONGEST_BRACKET = 6
_DIGIT = re.compile(r"\d")


def find_lists(prose: Prose) -> list[Block]:
    """Return the lists in order. The word in front of each ends in a colon."""
    lists: list[Block] = []
    index = 1
    while index < len(prose.words):
        found = _list_at(prose.words, index) if prose.words[index - 1].endswith(":") else None
        if found:
            lists.append(found)
        index = found.range.end + 1 if found else index + 1
    return lists


def _list_at(words: list[str], start: int) -> Block | None:
    items: list[Range] = []
    position = start
    while (end := _item_end(words, position)) is not None:
        items.append(Range(position, end))
        position = end
        if words[end - 1].endswith("."):
            break
    goes_on_as_prose = position < len(words) and not (words[position][0].isupper() or words[position][0] in "“\"'«")
    if len(items) < FEWEST_ITEMS or goes_on_as_prose:
        return None
    return Block("ul", Range(start, position), parts=tuple(items))


def _item_end(words: list[str], start: int) -> int | None:
    """Return where `Name of a thing (figure)` ends that starts here; None if there is none."""
    if start >= len(words) or not (words[start][0].isupper() or words[start][0].isdigit()):
        return None
    for index in range(start + 1, min(start + 1 + _LONGEST_NAME, len(words))):
        if words[index].startswith("("):
            return _bracket_end(words, index)
        if words[index][-1] in ".,;:!?…)":
            return None
    return None


def _bracket_end(words: list[str], start: int) -> int | None:
    for index in range(start, min(start + _LONGEST_BRACKET, len(words))):
        if words[index].endswith((")", ").")):
            return index + 1 if _DIGIT.search(" ".join(words[start : index + 1])) else None
    return None
