"""The advertising injected into the pages of the hacked Joomla site. Add a pattern when a new kind turns up."""

from __future__ import annotations

import re

# Each matches one whole word, in any letter case.
PATTERNS = (
    r"bozdurma\w*",
    r"astropay",
    r"paysafe(card)?",
    r"papara",
    r"bahis\w*",
    r"bet\d+\w*",
    r"casino\w*",
    r"iddaa",
    r"siteleri",
    r"kumar\w*",
    r"escort\w*",
    r"viagra",
)

# Such a line is a heap of catchwords: a sentence about betting has other words, and a full stop.
_MAX_CHARACTERS = 4000
_LEAST_HITS = 2
_LEAST_SHARE = 1 / 3

_WORD = re.compile("|".join(f"(?:{pattern})" for pattern in PATTERNS), re.IGNORECASE)


def is_injected(line: str) -> bool:
    """Say whether a line at the head of a page is injected advertising."""
    if len(line) > _MAX_CHARACTERS or line.rstrip().endswith((".", "!", "?")):
        return False
    words = line.split()
    hits = sum(1 for word in words if _WORD.fullmatch(word.strip(",;:|")))
    return hits >= _LEAST_HITS and hits >= len(words) * _LEAST_SHARE
