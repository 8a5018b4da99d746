"""Sentences into paragraphs as a newspaper would set them.

Every way of parting the sentences has a cost: paragraphs far from the wanted length, breaks in front of "He" or within
a quotation cost, a break in front of a date or of a new speaker gains. The cheapest way is taken.
"""

from __future__ import annotations

import re

from articles.legacy.convert.prose import Prose, Range
from cms.lib.sentences import bare, word_set

LONGEST = 120  # words; only a single sentence may be longer
_WANTED = 52
_TOLERANCE = 26
_MOST_SENTENCES = 8

_LEANING = word_set("he she they it his her their its him them both")
_POINTING = word_set("this these that those such")
_ADDING = word_set(
    "additionally also moreover furthermore notably similarly finally overall instead therefore thus and"
)
_TURNING = word_set("however nevertheless nonetheless meanwhile despite although while earlier recently yet but")
_SETTING = word_set("according speaking during following addressing commenting another")
_MONTHS = word_set(
    """
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    """
)
_NOT_NAMES = word_set("the a an in on at by for as")
_YEAR = re.compile(r"(?:19|20)\d\d")
_OPENING = '“"«„'
_CLOSING = '”"»'


def group(prose: Prose, sentences: list[Range]) -> list[Range]:
    """Return the paragraphs, in order, each a run of whole sentences."""
    if not sentences:
        return []
    breaks = [0.0, *(_break_cost(prose, sentences, index) for index in range(1, len(sentences)))]
    cheapest: list[tuple[float, int]] = [(0.0, 0)]  # for the first n sentences: the cost and where the last part begins
    for end in range(1, len(sentences) + 1):
        options: list[tuple[float, int]] = []
        for start in range(end - 1, max(-1, end - 1 - _MOST_SENTENCES), -1):
            words = sentences[end - 1].end - sentences[start].start
            if words > LONGEST and start < end - 1:
                break
            options.append((cheapest[start][0] + breaks[start] + _length_cost(words, end - start), start))
        cheapest.append(min(options))
    parts: list[Range] = []
    end = len(sentences)
    while end:
        start = cheapest[end][1]
        parts.append(Range(sentences[start].start, sentences[end - 1].end))
        end = start
    return parts[::-1]


def _length_cost(words: int, sentences: int) -> float:
    cost = ((words - _WANTED) / _TOLERANCE) ** 2
    if words > 90:
        cost += 1.5
    return cost + 0.3 * max(0, sentences - 3)


def _break_cost(prose: Prose, sentences: list[Range], index: int) -> float:
    """Return what it costs to begin a paragraph with this sentence; less than 0 where one naturally begins."""
    sentence, previous = sentences[index], sentences[index - 1]
    words = prose.words[sentence.start : sentence.end]
    if prose.is_quoted[sentence.start]:
        return 4.0
    if words[0][0] in _OPENING:
        return 0.8 if _is_quoting(prose, previous) else -0.1
    first = bare(words[0])
    cost = 0.0
    if first in _LEANING:
        cost += 0.6
    elif first in _POINTING or first in _ADDING:
        cost += 0.35
    elif first in _TURNING:
        cost -= 0.3
    elif first in _SETTING:
        cost -= 0.15
    if first in ("in", "on", "by", "since", "в", "с") and _names_a_date(words[1:4]):
        cost -= 0.45
    elif _names_somebody_new(prose, sentence, previous):
        cost -= 0.5
    if first not in _LEANING and _is_quoting(prose, previous):
        cost -= 0.35
    return cost


def _is_quoting(prose: Prose, sentence: Range) -> bool:
    """Whether a quotation begins the sentence, or ends it."""
    first, last = prose.words[sentence.start], prose.words[sentence.end - 1]
    return first[0] in _OPENING or prose.is_quoted[sentence.start] or last.rstrip(".,!?…")[-1:] in tuple(_CLOSING)


def _names_a_date(words: list[str]) -> bool:
    return any(bare(word) in _MONTHS or _YEAR.fullmatch(bare(word)) for word in words)


def _names_somebody_new(prose: Prose, sentence: Range, previous: Range) -> bool:
    """Whether the sentence begins with a name of several words, as of a person, that the one before did not have."""
    name: list[str] = []
    for word in prose.words[sentence.start : min(sentence.start + 5, sentence.end)]:
        if not word[0].isupper():
            break
        name.append(bare(word))
        if word.endswith(","):
            break
    if len(name) < 2 or name[0] in _NOT_NAMES:
        return False
    return name[-1] not in {bare(word) for word in prose.words[previous.start : previous.end]}
