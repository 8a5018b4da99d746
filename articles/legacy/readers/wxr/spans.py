"""Taking out of a text what stands between two marks, in time that grows with its length only.

A pattern such as `<!--.*?-->` goes to the end of the text for every opening mark that is never closed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping


def without_spans(text: str, openers: re.Pattern[str], closers: Mapping[str, str]) -> str:
    """Return the text without each stretch from an opener to the closer that `closers` gives for it, in lower case.

    An opener that is never closed stays, with what follows it.
    """
    lower = text.lower()
    parts: list[str] = []
    done = 0
    missing: set[str] = set()
    for match in openers.finditer(lower):
        closer = closers[match[0]]
        if match.start() < done or closer in missing:
            continue
        end = lower.find(closer, match.end())
        if end < 0:
            missing.add(closer)
            continue
        parts.append(text[done : match.start()])
        done = end + len(closer)
    return "".join([*parts, text[done:]]) if parts else text
