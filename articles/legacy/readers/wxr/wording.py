"""Texts that an export holds as HTML, with entities once or twice encoded, as the plain words they stand for."""

from __future__ import annotations

import html
import re

from articles.legacy.readers.wxr.spans import without_spans
from cms.lib.richtext import without_controls

_NOT_SHOWN = re.compile(r"<!--|<script\b|<style\b")
_NOT_SHOWN_UNTIL = {"<!--": "-->", "<script": "</script>", "<style": "</style>"}
_BREAK = re.compile(r"<(?:br|/?p|/?div|/?li|/?h[1-6])\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_MOST_ENCODED = 3
_LONGEST_NUMBER = 18


def number(text: str) -> str:
    """Return an id as the old system counts them; "" for what is none."""
    text = text.strip()
    return text if text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER and int(text) else ""


def plain(text: str) -> str:
    """Return the words on one line. A "<" that opens no tag is a character."""
    for _ in range(_MOST_ENCODED):
        if "<" in text:
            text = _TAG.sub("", _BREAK.sub(" ", without_spans(text, _NOT_SHOWN, _NOT_SHOWN_UNTIL)))
        if "&" not in text:
            break
        decoded = html.unescape(text)
        if decoded == text:
            break
        text = decoded
    return " ".join(without_controls(text).split())
