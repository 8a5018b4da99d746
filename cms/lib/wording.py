"""Finding words that a newsroom writes otherwise: by rules, in time proportional to the text.

A pattern is one to `MOST_WORDS` words; what stands between them counts as well, but for the kind of space, apostrophe
and dash. One word may end in "*", which stands for any ending or none; a "*" in the replacement is that ending. A
pattern fits whole words only. Where several fit, the longest holds; a replacement is right wherever it stands.

`cms/static/js/house/finder.js` does the same while one types. Both are held to one table of cases:
`tests/cms/lib/wording_cases.json`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

MOST_WORDS = 8
LONGEST = 120
# So far back a sentence's end is looked for, over spaces and opening signs.
LOOKED_BACK = 8

# Letters and figures with the signs set upon them. Two apostrophes are letters to Unicode and are none here.
_LETTER = "(?:[^\\W_\u02bb\u02bc]|[\u0300-\u036f\u064b-\u065f\u0670])"
_WORD = re.compile(f"{_LETTER}+")
_PATTERN = re.compile(f"({_LETTER}+)(\\*?)")
_SPACES = re.compile("[ \t\n\r\f\v\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_ALIKE = str.maketrans(dict.fromkeys("’‘ʻʼ`´", "'") | dict.fromkeys("‐‑‒–—", "-"))
_OPENING = frozenset(" \t\n\r\xa0\"'“”‘’«»„(-–—[")
_STOPS = frozenset(".!?…")


class BadPattern(ValueError):
    """No pattern, or no replacement for it. Says why."""


class Rule(NamedTuple):
    """`language` "": the story's own, whichever that is. `is_exact`: only in just these letters, large and small."""

    id: int
    pattern: str
    replacement: str = ""
    advice: str = ""
    language: str = ""
    is_exact: bool = False


class Found(NamedTuple):
    """A place from `start` to `end`, in characters. `place` names it by its neighbours, for whoever leaves it so."""

    start: int
    end: int
    words: str
    replacement: str
    rule: Rule
    place: str


class Token(NamedTuple):
    start: int
    end: int
    raw: str
    key: str


@dataclass(slots=True)
class _Node:
    """Where one stands after some words. The keys are what parts a word from the one before, with the word."""

    words: dict[tuple[str, str], _Node] = field(default_factory=dict)
    stems: dict[tuple[str, str], _Node] = field(default_factory=dict)
    lengths: list[int] = field(default_factory=list)  # of the stems, the longest first
    rules: list[Rule] = field(default_factory=list)
    is_right: bool = False


class Style:
    """The rules, ready to be looked for. Building takes time in proportion to their letters."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._root = _Node()
        self._parts: dict[int, list[tuple[str, bool]]] = {}
        for rule in rules:
            self._parts[rule.id] = [(word, has_star) for _, word, has_star in parts_of(rule.pattern)]
            self._leaf(rule.pattern).rules.append(rule)
            if _WORD.search(rule.replacement):
                self._leaf(rule.replacement).is_right = True

    def _leaf(self, pattern: str) -> _Node:
        node = self._root
        for gap, word, has_star in parts_of(pattern):
            key = (gap, _fold(word))
            kind = node.stems if has_star else node.words
            if key not in kind:
                kind[key] = _Node()
                if has_star and len(key[1]) not in node.lengths:
                    node.lengths = sorted([*node.lengths, len(key[1])], reverse=True)
            node = kind[key]
        return node

    def find(self, text: str, *, language: str, story: str) -> list[Found]:
        """Find the places in a passage of `language` that stands in a story of another or the same one."""
        spoken = {_base(language)} | ({""} if _base(language) == _base(story) else set())
        tokens = tokens_of(text)
        found: list[Found] = []
        at = 0
        while at < len(tokens):
            end, place = self._longest(text, tokens, at, spoken)
            if place:
                found.append(place)
            at = max(end, at) + 1
        return found

    def _longest(self, text: str, tokens: list[Token], at: int, spoken: set[str]) -> tuple[int, Found | None]:
        """Return the last word of the longest that fits from this word on, and its place unless it is right so."""
        best: tuple[int, Found | None] = (-1, None)
        standing: list[tuple[_Node, str]] = [(self._root, "")]
        for last in range(at, min(at + MOST_WORDS, len(tokens))):
            gap = gap_of(text, tokens[last - 1].end, tokens[last].start) if last > at else ""
            standing = [step for node, ending in standing for step in _steps(node, gap, tokens[last], ending)]
            if not standing:
                break
            places = (self._place(text, tokens, at, last, *step, spoken) for step in standing)
            place = next((place for place in places if place), None)
            if place or any(node.is_right for node, _ in standing):
                best = (last, place)
        return best

    def _place(
        self, text: str, tokens: list[Token], at: int, last: int, node: _Node, ending: str, spoken: set[str]
    ) -> Found | None:
        start, end = tokens[at].start, tokens[last].end
        words = text[start:end]
        for rule in node.rules:
            if rule.language not in spoken:
                continue
            if rule.is_exact and not self._is_exactly(rule, tokens[at : last + 1]):
                continue
            instead = _in_its_case(rule, words, ending, _begins_sentence(text, start))
            if instead != words:
                before = tokens[at - 1].key if at else ""
                after = tokens[last + 1].key if last + 1 < len(tokens) else ""
                return Found(start, end, words, instead, rule, f"{before}|{words}|{after}"[:300])
        return None

    def _is_exactly(self, rule: Rule, tokens: list[Token]) -> bool:
        return all(
            token.raw.startswith(word) if has_star else token.raw == word
            for token, (word, has_star) in zip(tokens, self._parts[rule.id], strict=True)
        )


def parts_of(pattern: str) -> list[tuple[str, str, bool]]:
    """Return (what parts it from the word before, the word, whether a star follows) for each word of a pattern."""
    pattern = unicodedata.normalize("NFC", pattern)
    parts, end = [], 0
    for match in _PATTERN.finditer(pattern):
        gap = gap_of(pattern, end, match.start()) if parts else ""
        parts.append((gap, match[1], bool(match[2])))
        end = match.end()
    return parts


def key_of(pattern: str) -> str:
    """Return what two patterns have in common that find the same, but for large and small letters."""
    return "".join(f"{gap}{_fold(word)}{'*' if has_star else ''}" for gap, word, has_star in parts_of(pattern))


def check(pattern: str, replacement: str) -> None:
    """Raise BadPattern for a rule that could find nothing, or not what it seems to say."""
    if len(pattern) > LONGEST or len(replacement) > LONGEST:
        raise BadPattern(f"A pattern and its replacement have at most {LONGEST} letters.")
    parts = parts_of(pattern)
    if not parts or not _WORD.match(pattern) or not (_WORD.match(pattern[-1]) or pattern.endswith("*")):
        raise BadPattern("A pattern begins and ends with a letter or a figure; after the last may stand a *.")
    if max(len(parts), len(parts_of(replacement))) > MOST_WORDS:
        raise BadPattern(f"A pattern and its replacement have at most {MOST_WORDS} words.")
    stars = sum(has_star for _, _, has_star in parts)
    is_amid = any(not gap for gap, _, _ in parts[1:])
    if pattern.count("*") != stars or stars > 1 or is_amid:
        raise BadPattern("A * stands once, at the end of a word.")
    if replacement.count("*") > stars:
        raise BadPattern("The replacement has a * only where the pattern has one: it is the ending that was found.")
    if replacement == pattern:
        raise BadPattern("The replacement is what is found.")


def tokens_of(text: str) -> list[Token]:
    """Return the words of a passage. Each is taken together with its signs, however it was typed."""
    return [
        Token(match.start(), match.end(), raw := unicodedata.normalize("NFC", match[0]), _fold(raw))
        for match in _WORD.finditer(text)
    ]


def gap_of(text: str, start: int, end: int) -> str:
    """Return what stands between two words, with one kind of space, apostrophe and dash."""
    return _SPACES.sub(" ", text[start : min(end, start + LONGEST)]).translate(_ALIKE)


def _steps(node: _Node, gap: str, token: Token, ending: str) -> Iterator[tuple[_Node, str]]:
    if (gap, token.key) in node.words:
        yield node.words[gap, token.key], ending
    for length in node.lengths:
        if length <= len(token.key) and (gap, token.key[:length]) in node.stems:
            yield node.stems[gap, token.key[:length]], token.raw[length:]


def _fold(word: str) -> str:
    """Small letters, one for one, so that a place in the folded word is a place in the word."""
    lower = word.lower()
    if len(lower) == len(word) and lower.isascii():
        return lower
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in word)


def _base(language: str) -> str:
    return language.partition("-")[0].lower()


def _in_its_case(rule: Rule, words: str, ending: str, is_first: bool) -> str:
    """Return the replacement in the capitals of what was found; "" where the rule has advice alone."""
    if not rule.replacement:
        return ""
    instead = rule.replacement.replace("*", ending)
    if not rule.is_exact and _is_shouted(words) and not _is_shouted(rule.pattern):
        return instead.upper()
    is_raised = words[0] != words[0].lower()
    if is_raised and (is_first or not rule.is_exact and rule.pattern[0] == rule.pattern[0].lower()):
        return instead[0].upper() + instead[1:]
    return instead


def _is_shouted(words: str) -> bool:
    letters = "".join(_WORD.findall(words))
    return len(letters) > 1 and words == words.upper() and words != words.lower()


def _begins_sentence(text: str, start: int) -> bool:
    for back in range(1, LOOKED_BACK + 1):
        if start - back < 0:
            return True
        sign = text[start - back]
        if sign not in _OPENING:
            return sign in _STOPS
    return False
