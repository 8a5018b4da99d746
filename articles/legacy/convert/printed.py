"""Texts that came with their paragraphs, a blank line between them: kept as printed, with their subheadings marked.

A subheading is a short line of its own without a stop. A digest prints headline and standfirst over each item: then the
first of the two is the subheading. More short lines in a row are something else, and stay lines.
"""

from __future__ import annotations

import re

from articles.legacy.convert.prose import Prose, Range
from articles.legacy.convert.subheadings import is_title_question

_LONGEST_LINE = 12  # words
_BLANK_LINE = re.compile(r"\n[ \t\r\f\v\xa0]*\n")
_OPENING = "“\"'‘«("


def html(text: str) -> str:
    """Return the paragraphs and subheadings as HTML; a single line break stays a break."""
    paragraphs = [part for part in _BLANK_LINE.split(text.replace("\r\n", "\n")) if part.split()]
    is_short = [_is_short_line(paragraph) for paragraph in paragraphs]
    written: list[str] = []
    for index, paragraph in enumerate(paragraphs):
        lines = "<br>".join(_line_html(line) for line in paragraph.split("\n") if line.split())
        tag = "h2" if _heads(is_short, index) else "p"
        written.append(f"<{tag}>{lines}</{tag}>")
    return "".join(written)


def _heads(is_short: list[bool], index: int) -> bool:
    """Whether the short line is the first of at most two over a paragraph."""
    if not is_short[index] or (index and is_short[index - 1]):
        return False
    following = is_short[index + 1 : index + 3]
    return following[:1] == [False] or following == [True, False]


def _line_html(line: str) -> str:
    prose = Prose.of(line)
    return prose.html(Range(0, len(prose.words)))


def _is_short_line(paragraph: str) -> bool:
    line = paragraph.strip()
    if "\n" in line or len(line.split()) > _LONGEST_LINE:
        return False
    first = line.lstrip(_OPENING)[:1]
    if not (first.isupper() or first.isdigit()):
        return False
    return line[-1].isalnum() or line[-1] in "”\"'’»)" or is_title_question(line)
