"""Where sentences end, in English and Russian newspaper prose.

Words are what `str.split` gives. A wrong guess costs a break in an odd place, so in doubt a sentence goes on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

OPENING_MARKS = "\"“‘'«„(["
CLOSING_MARKS = "\"”’'»)]“"


def word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words that stand in lower case inside a headline or a name, and so begin a sentence when they are capitalised.
OPENERS = word_set(
    """
    the a an this that these those it its he his she her they their there we our you i
    in on at by for from with within without under over through throughout during after before since until
    despite although though while when whenever where as if unless because once whereas whether among amid amidst
    according however nevertheless nonetheless meanwhile moreover furthermore additionally also still yet but and
    similarly instead therefore thus hence consequently overall finally first second third firstly secondly lastly
    both each every some many most several few all another such other others one no not now then today
    recently earlier later last next previously currently historically traditionally initially ultimately
    following given unlike like beyond besides between against around about of to what who why how which
    even only just so perhaps indeed notably importantly interestingly
    в на по с со из за от до для при о об как что это этот эта эти он она они мы вы я но и а также кроме однако
    между после перед ранее сегодня вчера по-прежнему если когда где так все его ее их в-третьих напомним
    """
)

_NEVER_LAST = word_set(
    """
    mr mrs ms messrs dr prof st gen col lt sgt capt maj cmdr adm sen rep gov rev hon pres amb supt det fr sr. mt ft
    vs v viz cf eg ie e.g i.e al approx ca fig figs vol pp p ch sec para art eds ed
    jan feb mar apr jun jul aug sept sep oct nov dec
    им ул пр просп пл пос см рис стр проф акад св напр тел т.е т.к
    """
)
_BEFORE_NUMBERS = word_set("no nos art п ст №")
_LAST_ONLY_BEFORE_AN_OPENER = word_set(
    "inc ltd co corp bros jr sr etc dept univ est г гг в вв руб тыс млн млрд т.д т.п т.ч др н.э p.m a.m"
)
_SAYING = word_set(
    """
    said says asked asks added replied wrote stated noted explained exclaimed wondered answered responded told
    спросил спросила сказал сказала ответил ответила добавил добавила воскликнул
    """
)

_STOP = re.compile(r"[.!?…]+$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+$")
_NUMBERING = re.compile(r"\d{1,2}\.$")


def bare(word: str) -> str:
    """Return the word in lower case without the marks and stops round it."""
    return word.strip(OPENING_MARKS + CLOSING_MARKS + ".,;:!?…").casefold()


def sentence_ends(words: Sequence[str]) -> list[int]:
    """Return the indexes behind the last word of each sentence; the last is always `len(words)`."""
    ends = [index + 1 for index in range(len(words) - 1) if _is_end(words, index)]
    return [*ends, len(words)] if words else []


def split_sentences(text: str) -> list[str]:
    words = text.split()
    starts = [0, *sentence_ends(words)]
    return [" ".join(words[start:end]) for start, end in zip(starts, starts[1:], strict=False)]


def is_quotation_open(word: str, is_open: bool) -> bool:
    """Return whether a quotation is open behind this word, if `is_open` says so before it.

    Typed quotation marks are told apart by where they stand: before the letters they open, behind them they close.
    Single marks are left out, since an apostrophe looks the same.
    """
    for index, character in enumerate(word):
        if character in "“„«":
            # German and Russian habits close with the mark that English opens with.
            is_open = not (character == "“" and is_open and index == len(word) - 1 and index > 0)
        elif character in "”»":
            is_open = False
        elif character == '"':
            is_open = index == 0 or not word[:index].strip("([—–-“")
    return is_open


def _is_end(words: Sequence[str], index: int) -> bool:
    word, following = words[index], words[index + 1]
    core = word.rstrip(CLOSING_MARKS)
    stop = _STOP.search(core)
    if not stop or not _can_begin(following):
        return False
    if stop.group() == "." and core == word:
        return _full_stop_ends(words, index, core)
    if stop.group()[-1] in "?!" and core != word:
        return not _is_attribution(words, index + 1)
    return True


def _can_begin(word: str) -> bool:
    first = word.lstrip(OPENING_MARKS + "—–-$€£#@¿¡*")
    if not first or word[0] in "—–-":
        return False
    return not first[0].islower() and first[0].isalnum()


def _full_stop_ends(words: Sequence[str], index: int, core: str) -> bool:
    following = bare(words[index + 1])
    name = core.lstrip(OPENING_MARKS)[:-1].casefold()
    if name in _NEVER_LAST:
        return False
    if name in _BEFORE_NUMBERS and following[:1].isdigit():
        return False
    if _INITIALS.fullmatch(core.lstrip(OPENING_MARKS)) or name in _LAST_ONLY_BEFORE_AN_OPENER:
        return following in OPENERS and following != "i"
    return not (_NUMBERING.fullmatch(core) and _is_first(words, index))


def _is_first(words: Sequence[str], index: int) -> bool:
    """Whether the word stands where a list's number would, in front of a sentence."""
    before = words[index - 1] if index else "."
    return before.endswith((".", ":", ";", "!", "?")) and bare(before) not in _NEVER_LAST | _BEFORE_NUMBERS


def _is_attribution(words: Sequence[str], index: int) -> bool:
    """True for what follows in `“Why?” Name Surname asked`."""
    for word in words[index : index + 4]:
        if bare(word) in _SAYING:
            return True
        if not word[:1].isupper():
            return False
    return False
