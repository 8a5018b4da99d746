"""A picture's caption, parted into what it shows and whom to credit."""

from __future__ import annotations

import re
from dataclasses import dataclass

_THING = r"(?:image|photo|picture|photograph|pic|illustration|фото|иллюстрация|сурет|сүрөт|surat|foto)"
_LABEL = re.compile(
    rf"(?:^|(?<=[\s(\[;,.|–—-]))(?:{_THING}\s+)?(?:"
    rf"(?:{_THING}|source|credits?|courtesy|author|источник|автор)(?:\s+(?:by|of|courtesy\s+of))?\s*[:©]"
    rf"|{_THING}\s+(?:by|courtesy\s+of)\b|©)\s*",
    re.IGNORECASE,
)
_BAR = re.compile(r"\s[|]\s+(?=[^|]+$)")
_MOST_WORDS = 12
_DOMAIN = re.compile(r"[\w-]+\.[a-z]{2,}", re.IGNORECASE)
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{3})\.$")  # of the sentence, not of an initial
_LEFT_OVER = " \t\n\xa0;,|–—-(["


@dataclass(frozen=True, slots=True)
class Caption:
    text: str
    credit: str = ""


def part(text: str) -> Caption:
    """Part `What it shows; image: Who made it` and its kin. What is no plain credit stays in the caption."""
    text = " ".join(text.split())
    labels = list(_LABEL.finditer(text)) or list(_BAR.finditer(text))
    if not labels:
        return Caption(text)
    label = labels[-1]
    shown, credit = text[: label.start()].rstrip(_LEFT_OVER), text[label.end() :].strip()
    opening = text[: label.start()].rstrip()[-1:]
    if opening in ("(", "["):
        credit, _, rest = credit.partition(")" if opening == "(" else "]")
        if rest.strip(" ."):
            return Caption(text)
        shown += rest.strip()
    credit = _FULL_STOP.sub("", credit.rstrip(" ;,"))
    return Caption(shown, credit) if _names_a_source(credit) else Caption(text)


def _names_a_source(credit: str) -> bool:
    """A name, an agency or a site; not a sentence that happens to follow the word "photo"."""
    words = credit.split()
    if not words or len(words) > _MOST_WORDS:
        return False
    return words[0][0].isupper() or words[0][0] in "@©" or words[0][0].isdigit() or bool(_DOMAIN.search(credit))
