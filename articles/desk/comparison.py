"""Two texts compared by words. Everything that comes out is escaped: it is shown, never run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from math import isqrt
from typing import Any

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from articles.desk.matching import Stretch, stretches
from cms.lib import richtext

# How many lines, and words of a line, may differ before the rest is shown as a whole, gone and new.
MOST_LINES, MOST_WORDS = 1_000, 400
# The work of one comparison in steps: a long read with every paragraph rewritten stays far below.
MOST_STEPS = 2_000_000
# A stretch as short as "of" that two changes share is no reason to part them.
SHORT = 3
# As many paragraphs without a change are folded where two texts stand side by side.
FOLDED_FROM = 3
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or field of the comparison. `kind`: same, changed, gone, new."""

    kind: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Field:
    label: str
    blocks: list[Block]

    @property
    def is_same(self) -> bool:
        return all(block.kind == "same" for block in self.blocks)


class Budget:
    """How much matching is left in one comparison, so that no text holds a page up."""

    def __init__(self, steps: int = MOST_STEPS) -> None:
        self.left = steps

    def match(self, old: list[str], new: list[str], most: int) -> list[Stretch]:
        most = min(most, isqrt(max(0, self.left)))
        found, changes = stretches(old, new, most)
        self.left -= changes**2 + len(old) + len(new)
        return found


def compare_lines(before: list[str], after: list[str], budget: Budget | None = None) -> list[Block]:
    """Compare two lists of paragraphs: those that changed by their words, whole ones as gone or new."""
    blocks: list[Block] = []
    budget = budget or Budget()
    for is_same, a, b, c, d in budget.match(before, after, MOST_LINES):
        if is_same:
            blocks += [Block("same", conditional_escape(line)) for line in before[a:b]]
        else:
            blocks += _changed(before[a:b], after[c:d], budget)
    return blocks


@dataclass(frozen=True, slots=True)
class Pair:
    """One paragraph in two columns; on a side where there is none the words are empty."""

    kind: str
    left: SafeString
    right: SafeString


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs in a row. A long stretch in which nothing differs is folded away."""

    pairs: list[Pair]
    is_folded: bool


def side_by_side(before: list[str], after: list[str]) -> list[Passage]:
    """Compare two lists of paragraphs for two columns, in which each side marks only its own words."""
    pairs = [Pair(b.kind, _without("ins", b.html), _without("del", b.html)) for b in compare_lines(before, after)]
    passages: list[Passage] = []
    for is_same, group in groupby(_abreast(pairs), key=lambda pair: pair.kind == "same"):
        found = list(group)
        passages.append(Passage(found, is_folded=is_same and len(found) >= FOLDED_FROM))
    return passages


def _abreast(pairs: list[Pair]) -> list[Pair]:
    """Let what is new stand beside what went at the same place, and not a row below it."""
    rows: list[Pair] = []
    alone: list[int] = []  # rows that have nothing on their right so far
    for pair in pairs:
        if pair.kind == "new" and alone:
            row = alone.pop(0)
            rows[row] = Pair("changed", rows[row].left, pair.right)
            continue
        alone = [*alone, len(rows)] if pair.kind == "gone" else []
        rows.append(pair)
    return rows


def _without(element: str, html: SafeString) -> SafeString:
    """Take the marked words of one side out. All else was escaped when it was marked."""
    return mark_safe(re.sub(f"<{element}>.*?</{element}>", "", html, flags=re.DOTALL))  # noqa: S308


def _changed(before: list[str], after: list[str], budget: Budget) -> Iterator[Block]:
    """Pair lines by likeness, in order; what has no partner is gone or new."""
    partners = partners_of(before, after)
    place = 0
    for number, line in enumerate(before):
        partner = partners.get(number)
        if partner is None:
            yield Block("gone", format_html("<del>{}</del>", line))
            continue
        for fresh in after[place:partner]:
            yield Block("new", format_html("<ins>{}</ins>", fresh))
        yield Block("changed", compare_words(line, after[partner], budget))
        place = partner + 1
    for fresh in after[place:]:
        yield Block("new", format_html("<ins>{}</ins>", fresh))


def partners_of(before: list[str], after: list[str]) -> dict[int, int]:
    """Return which changed line became which. Lines are alike that share a third of their words."""
    bags = [set(line.split()) for line in after]
    partners: dict[int, int] = {}
    place = 0
    for number, line in enumerate(before):
        words = set(line.split())
        # A line moves little: looking a few ahead keeps the time in proportion to the text.
        for other in range(place, min(place + 8, len(after))):
            shared, total = len(words & bags[other]), max(1, min(len(words), len(bags[other])))
            if shared * 3 >= total:
                partners[number] = other
                place = other + 1
                break
    return partners


def compare_words(before: str, after: str, budget: Budget | None = None) -> SafeString:
    """Return one line in which `<del>` holds the words that went and `<ins>` those that came."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    found = (budget or Budget()).match(old, new, MOST_WORDS)
    pieces: list[SafeString] = []
    for is_same, a, b, c, d in _joined(found, old):
        gone, fresh = "".join(old[a:b]), "".join(new[c:d])
        if is_same:
            pieces.append(conditional_escape(gone))
            continue
        if gone:
            pieces.append(format_html("<del>{}</del>", gone))
        if fresh:
            pieces.append(format_html("<ins>{}</ins>", fresh))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _joined(found: list[Stretch], old: list[str]) -> list[Stretch]:
    """Join changes that a space or a scrap of a word parts: a phrase was rewritten, not every word of it."""
    joined: list[Stretch] = []
    for place, stretch in enumerate(found):
        is_scrap = stretch[0] and 0 < place < len(found) - 1 and _is_scrap("".join(old[stretch[1] : stretch[2]]))
        if joined and not joined[-1][0] and (not stretch[0] or is_scrap):
            last = joined[-1]
            joined[-1] = (False, last[1], stretch[2], last[3], stretch[4])
        else:
            joined.append(stretch)
    return joined


def _is_scrap(words: str) -> bool:
    return len(words.strip()) <= SHORT


def body_lines(body: str) -> list[str]:
    """Return the body as lines to compare: a block each, with words for what is no words."""
    return [line for line in _with_marks(body).split("\n") if line.strip()]


def _with_marks(body: str) -> str:
    spoken = re.sub(r'<figure data-picture="([\w-]+)"', r'<p>[picture \1]</p><figure data-picture="\1"', body)
    spoken = re.sub(r'<div data-embed="(\w+)" data-id="([^"]*)">', r"<p>[embedded from \1: \2]</p><div>", spoken)
    spoken = spoken.replace("<hr>", "<p>[a line across]</p>")
    return richtext.plain_text(spoken)


def compare_texts(before: dict[str, Any], after: dict[str, Any], said: Callable[[str, Any], str]) -> list[Field]:
    """Compare two whole texts field by field. `said(field, value)` puts a value of ids into words."""
    fields = [Field(label, one_line(said(name, before[name]), said(name, after[name]))) for name, label in HEAD]
    body = compare_lines(body_lines(before["body"]), body_lines(after["body"]))
    fields.append(Field("Text", with_note(body, before["body"] != after["body"])))
    fields += [Field(label, one_line(said(name, before[name]), said(name, after[name]))) for name, label in TAIL]
    return fields


def with_note(blocks: list[Block], is_other: bool) -> list[Block]:
    """Say what no word shows: that something else than words is another."""
    if not is_other or any(block.kind != "same" for block in blocks):
        return blocks
    return [Block("changed", format_html("<em>{}</em>", "Only headings, links or emphasis changed.")), *blocks]


def one_line(before: str, after: str) -> list[Block]:
    if before == after:
        return [Block("same", conditional_escape(before))]
    return [Block("changed", compare_words(before, after))]


HEAD = [("title", "Headline"), ("standfirst", "Standfirst")]
TAIL = [
    ("bylines", "Byline"),
    ("region", "Region"),
    ("tags", "Tags"),
    ("kind", "Kind"),
    ("language", "Language"),
    ("translation_of", "Translation of"),
    ("lead_picture", "Lead picture"),
    ("lead_alt", "Alternative text"),
    ("lead_caption", "Caption"),
    ("slug", "Address"),
    ("search_title", "Title for search engines"),
    ("search_description", "Description for search engines"),
    ("release_at", "Proposed time"),
]
