"""When two printings are the same story.

A title alone is not enough, since "Weekly Digest" repeats; so the first words of the body decide between namesakes.
"""

import re

from cms.lib.identity import stable_id
from cms.lib.names import fold

OPENING_WORDS = 40
# An excerpt of fewer words than this could open any story.
FEWEST_WORDS = 8

_SHORTCODE = re.compile(r"\[caption[^\]]*\][^\[]*(?:\[/caption\])?|\[/?[a-z_]+[^\]]*\]", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


def title_key(title: str) -> str:
    return stable_id("title", " ".join(_WORD.findall(fold(title))))


def opening(body: str) -> str:
    """Return the first words of a body, folded, without marks and shortcodes."""
    head = _SHORTCODE.sub(" ", body[:4000])
    return " ".join(_WORD.findall(fold(head))[:OPENING_WORDS])


def is_same_opening(one: str, other: str) -> bool:
    """Tell whether two openings are of one text: the shorter one must begin the longer one."""
    shorter, longer = sorted((one.split(), other.split()), key=len)
    if len(shorter) < OPENING_WORDS and len(shorter) == len(longer):
        return shorter == longer
    return len(shorter) >= FEWEST_WORDS and longer[: len(shorter)] == shorter


def story_key(title: str, opening_words: str) -> str:
    return stable_id("story", title_key(title), opening_words)
