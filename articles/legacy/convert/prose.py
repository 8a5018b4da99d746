"""The words of a text with the white space between them, and the blocks that a step makes of them.

Every step works on ranges of one list of words. A range is cut, never rewritten: that is why no word can be lost, added
or moved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from cms.lib.richtext import without_controls
from cms.lib.sentences import is_quotation_open

_WORD = re.compile(r"(\s*)(\S+)")
# A longer quotation has lost its closing mark, and must not hold the rest of the story together.
LONGEST_QUOTATION = 160


@dataclass(frozen=True, slots=True)
class Range:
    """The words from `start` up to, not including, `end`."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Block:
    """`kind` is a tag of the schema: p, h2, ul or blockquote; `parts` are the items or the quoted paragraphs."""

    kind: str
    range: Range
    parts: tuple[Range, ...] = ()
    label_end: int = 0  # the words up to here say who speaks


@dataclass(frozen=True, slots=True)
class Prose:
    words: list[str]
    gaps: list[str]  # the white space in front of each word
    is_quoted: list[bool]  # whether a quotation is open in front of each word

    @classmethod
    def of(cls, text: str) -> Prose:
        pairs = [(gap, without_controls(word)) for gap, word in _WORD.findall(text)]
        words = [word for _, word in pairs if word]
        return cls(words, [gap for gap, word in pairs if word], _quoted(words))

    def html(self, part: Range) -> str:
        """Return the words as HTML text. A no-break space that parts two words is kept, as in "5 km"."""
        pieces = []
        for index in range(part.start, part.end):
            if index > part.start:
                pieces.append("\xa0" if self.gaps[index] == "\xa0" else " ")
            pieces.append(escape(self.words[index], quote=False))
        return "".join(pieces)

    def block_html(self, block: Block) -> str:
        if block.kind == "ul":
            return f"<ul>{''.join(f'<li>{self.html(item)}</li>' for item in block.parts)}</ul>"
        if block.kind == "blockquote":
            return f"<blockquote>{''.join(f'<p>{self.html(part)}</p>' for part in block.parts)}</blockquote>"
        label = ""
        rest = block.range
        if block.label_end:
            label = f"<strong>{self.html(Range(rest.start, block.label_end))}</strong> "
            rest = Range(block.label_end, rest.end)
        return f"<{block.kind}>{label}{self.html(rest)}</{block.kind}>"


def _quoted(words: list[str]) -> list[bool]:
    flags = [False] * len(words)
    opened_at: int | None = None
    for index, word in enumerate(words):
        is_open = is_quotation_open(word, opened_at is not None)
        if opened_at is None:
            opened_at = index if is_open else None
        elif not is_open:
            flags[opened_at + 1 : index + 1] = [True] * (index - opened_at)
            opened_at = None
        elif index - opened_at > LONGEST_QUOTATION:
            opened_at = None
    return flags
