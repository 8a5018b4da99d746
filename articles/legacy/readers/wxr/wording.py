"""Texts that an export holds as HTML, with entities once or twice encoded, as the plain words they stand for."""

from __future__ import annotations

import html
import re

from cms.lib.richtext import without_controls

_NOT_SHOWN = re.compile(r"<!--.*?-->|<(script|style)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|/?p|/?div|/?li|/?h[1-6])\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_MOST_ENCODED = 3


def plain(text: str) -> str:
    """Return the words on one line. A "<" that opens no tag is a character."""
    for _ in range(_MOST_ENCODED):
        if "<" in text:
            text = _TAG.sub("", _BREAK.sub(" ", _NOT_SHOWN.sub("", text)))
        if "&" not in text:
            break
        decoded = html.unescape(text)
        if decoded == text:
            break
        text = decoded
    return " ".join(without_controls(text).split())
