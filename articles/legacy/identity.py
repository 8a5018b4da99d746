"""When two printings are the same story.

A title alone is not enough, since "Weekly Digest" repeats; so the first words of the body decide between namesakes.
Where those repeat too, as a digest's standing note does, the rest of the two texts decides.
"""

import re
from functools import lru_cache
from html import unescape
from itertools import pairwise

from articles.legacy.records import ArticleRecord, Markup
from cms.lib.identity import stable_id
from cms.lib.names import fold

OPENING_WORDS = 40
# Of the pairs of neighbouring words, two printings of one text share nearly all, two issues of a digest half.
SHARED_PAIRS = 0.8
FEWEST_TO_COMPARE = 120
MOST_TO_COMPARE = 600
# An excerpt of fewer words than this could open any story.
FEWEST_WORDS = 8

_SHORTCODE = re.compile(r"\[caption[^\]]*\][^\[]*(?:\[/caption\])?|\[/?[a-z_]+[^\]]*\]", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_MARKUP = re.compile(r"<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)>|</?[a-zA-Z][^>]*>", re.DOTALL)
# Behind this, nothing of a body is looked at.
_LOOKED_AT = 40_000


@lru_cache(maxsize=256)
def printed_words(body: str, markup: str) -> str:
    """Return the head of a body as a page would print it, so that an export and a page dump can be compared."""
    if markup == Markup.PRINTED:
        return body
    return unescape(_MARKUP.sub(" ", body[:_LOOKED_AT]))


def text_of(record: ArticleRecord) -> str:
    return printed_words(record.body, record.markup)


def title_key(title: str) -> str:
    return stable_id("title", " ".join(_WORD.findall(fold(title))))


def opening(body: str) -> str:
    """Return the first words of a body, folded, without marks and shortcodes."""
    return " ".join(_words(body[:4000])[:OPENING_WORDS])


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(_SHORTCODE.sub(" ", text)))


# Two hundred issues of a digest are each held against all the others.
@lru_cache(maxsize=1024)
def _compared_words(body: str) -> list[str]:
    return _words(body[:20_000])[:MOST_TO_COMPARE]


def likeness(one: str, other: str) -> float:
    """Return which part of their pairs of words two bodies share, as far as both go; 1 where that is too short to tell.

    Below SHARED_PAIRS they are two texts.
    """
    words, others = _compared_words(one), _compared_words(other)
    length = min(len(words), len(others))
    if length < FEWEST_TO_COMPARE:
        return 1.0
    pairs, other_pairs = (set(pairwise(each[:length])) for each in (words, others))
    return len(pairs & other_pairs) / min(len(pairs), len(other_pairs))


def is_same_opening(one: str, other: str) -> bool:
    """Tell whether two openings are of one text: the shorter one must begin the longer one."""
    shorter, longer = sorted((one.split(), other.split()), key=len)
    if len(shorter) < OPENING_WORDS and len(shorter) == len(longer):
        return shorter == longer
    return len(shorter) >= FEWEST_WORDS and longer[: len(shorter)] == shorter
