"""Subheadings that were run into the text: `... by spring. High Hopes and Low Water The old power station ...`.

A subheading stands where a sentence should begin, in title case, without a full stop. The difficulty is its end. The
next word is capitalised too, so what tells is a word that would stand in lower case inside a title ("The", "In",
"While") or one of the weaker signs below. Names and offices also open sentences in title case ("Senator Jane ..."),
so in doubt the words stay in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.legacy.convert.prose import Prose, Range
from cms.lib.sentences import OPENERS, bare, word_set

LONGEST = 12  # words
FEWEST_AT_THE_OPENING = 4

_MINOR = word_set(
    """
    a an the and or but nor of in on at by for from to with within without under over through into onto as vs versus via
    amid among between against after before during since until about around beyond behind toward towards across per
    than is are be not its their
    """
)
_ARTICLES = word_set("the a an")
# Also names, ordinals and parts of titles: "Air Force One", "First Deputy Minister", "President To Lam", "Kim So Yeon".
_NOT_TELLING = word_set(
    "first second third last next one other others no now all few both like around about of to i so you"
)
_TELLING = (OPENERS - _NOT_TELLING) | word_set("speaking commenting addressing responding citing asked")
# "In Kazakhstan, ..." may begin a sentence; "Under Secretary ..." need not.
_BEFORE_NAMES = word_set(
    """
    in on at by for from with during after before since until despite although though while when where as if unless
    because once whereas among amid amidst between according following unlike given against
    """
)
_SPEAKERS = word_set(
    """
    experts analysts officials observers critics authorities residents economists scientists researchers historians
    journalists activists participants lawmakers diplomats environmentalists specialists sociologists ecologists
    investigators prosecutors supporters opponents
    """
)
_OFFICES = word_set(
    """
    president minister ministers prime deputy ambassador senator congressman congresswoman director head chief chairman
    chairwoman chair secretary general commissioner governor mayor akim king queen prince leader spokesperson spokesman
    spokeswoman adviser advisor analyst expert professor doctor editor author journalist fellow member members
    representative commander colonel captain envoy premier chancellor ceo founder co-founder rector judge mr mrs ms dr
    """
)
_BODIES = word_set(
    """
    ministry department committee organization organisation council union bank agency forum summit conference center
    centre institute university academy group company corporation fund foundation party court government parliament
    service commission association federation office bureau board assembly party alliance network cabinet
    """
)
_ALONE = word_set("background conclusion introduction context outlook aftermath")
_ABSTRACT = re.compile(r".{2,}(?:tion|sion|ment|ness|ship|ism|ity|ance|ence|cy|ing)s?$")
_POSSESSIVE = re.compile(r"(?:['’]s|s['’])$")
_LABEL = re.compile(r"(?:image|photo|picture|source|video)s?:", re.IGNORECASE)
_DASHES = ("-", "–", "—", "&")


class Subheadings:
    """Finds subheadings in one text, knowing which of its words it also uses in lower case."""

    def __init__(self, prose: Prose) -> None:
        self._prose = prose
        self._words = prose.words
        self._lower = {bare(word) for word in prose.words if word[:1].islower()}
        self._lone_names = _lone_names(prose.words)

    def end_within(self, sentence: Range, *, opens_text: bool = False) -> int | None:
        """Return the index behind the subheading that the sentence begins with, or None.

        Few texts open with one (a digest of several stories does): there only the plainest are taken.
        """
        words, start = self._words, sentence.start
        if self._prose.is_quoted[start] or not words[start][0].isupper() and words[start][0] not in "“\"'":
            return None
        run_end = start
        while run_end < min(sentence.end, start + LONGEST + 6) and _fits_title(words[run_end]):
            run_end += 1
        if run_end == sentence.end:
            return sentence.end if self._is_question(sentence) and not opens_text else None
        shortest = FEWEST_AT_THE_OPENING if opens_text else 1
        for is_first_word in (self._is_telling,) if opens_text else (self._is_telling, self._is_weakly_telling):
            for index in range(min(run_end - 1, start + LONGEST), start + shortest - 1, -1):
                if _is_title(words[start:index]) and is_first_word(start, index, sentence.end):
                    return index
        return None

    def _is_question(self, sentence: Range) -> bool:
        """A question in title case, of which something else than the first word is capitalised and no name."""
        words = self._words[sentence.start : sentence.end]
        if not 3 <= len(words) <= LONGEST or words[-1][-1] != "?" or bare(words[0]) in ("and", "but", "so", "or"):
            return False
        return any(word[:1].isupper() and bare(word) not in self._lone_names for word in words[1:])

    def _is_telling(self, start: int, index: int, end: int) -> bool:
        """Whether the word would be in lower case inside a title, and can begin a sentence with what follows it."""
        word = self._words[index]
        name = bare(word)
        if not word[0].isupper() or name not in _TELLING or index + 3 > end:
            return False
        if index - start == 1 and bare(self._words[start]) not in _ALONE:
            return False
        if name in _ARTICLES or word.endswith(","):
            return True
        following = self._words[index + 1]
        if not following[0].isupper():
            return True
        return name in _BEFORE_NAMES and any(
            words[-1] == "," or not _fits_title(words) for words in self._words[index + 1 : min(index + 7, end)]
        )

    def _is_weakly_telling(self, start: int, index: int, end: int) -> bool:
        """Whether the word begins a sentence by what stands before it. Offices and bodies may belong to a name."""
        words = self._words
        title = [bare(word) for word in words[start:index]]
        if len(title) < 2 or index + 3 > end or not words[index][0].isupper() or words[index + 1][0].isupper():
            return False
        if not (words[index][-1].isalnum() or words[index][-1] in "’'"):
            return False
        if any(word in _OFFICES or word in _BODIES for word in [*title, bare(words[index])]):
            return False
        name = bare(_POSSESSIVE.sub("", words[index]))
        if len(self._prose.gaps[index]) > 1 or name in _SPEAKERS:
            return True
        if (
            len(title) >= 3
            and len(name) > 3
            and name in {bare(_POSSESSIVE.sub("", word)) for word in words[start:index]}
        ):
            return True
        return self._is_abstract(start, index) and (
            bool(_POSSESSIVE.search(words[index])) or (name in self._lone_names and title[-1] in self._lower)
        )

    def _is_abstract(self, start: int, index: int) -> bool:
        """Whether the title ends in a thing of the mind, as no name does: "Measuring Public Sentiment"."""
        return index - start >= 3 and bool(_ABSTRACT.fullmatch(bare(self._words[index - 1])))


def stands_alone(prose: Prose, part: Range) -> bool:
    """Whether the words, cut off from what follows by a picture, are a subheading as a whole."""
    words = prose.words[part.start : part.end]
    is_title = (
        2 <= len(words) <= LONGEST and all(map(_fits_title, words)) and words[0][0].isupper() and _is_title(words)
    )
    return is_title and not any(bare(word) in _OFFICES or bare(word) in _BODIES for word in words)


def is_title_question(line: str) -> bool:
    words = line.split()
    return line.endswith("?") and all(map(_fits_title, words)) and sum(word[0].isupper() for word in words) > 1


def _fits_title(word: str) -> bool:
    if word in _DASHES or bare(word) in _MINOR:
        return True
    first = word.lstrip("“\"'‘«")[:1]
    return first.isupper() or first.isdigit()


def _is_title(words: Sequence[str]) -> bool:
    last = words[-1]
    if last[-1] in ",:;.!?…-–—" and last != "U.S." or bare(last) in _MINOR or last in _DASHES:
        return False
    text = " ".join(words)
    has_whole_quotations = text.count("“") == text.count("”") and text.count('"') % 2 == 0
    return has_whole_quotations and not _LABEL.match(text) and "(" not in text and ")" not in text


def _lone_names(words: Sequence[str]) -> set[str]:
    """Return the capitalised words that somewhere stand alone between words in lower case: names of one word."""
    return {
        bare(_POSSESSIVE.sub("", word))
        for before, word, after in zip(words, words[1:], words[2:], strict=False)
        if word[0].isupper() and before[0].islower() and (after[0].islower() or not word[-1].isalnum())
    }
