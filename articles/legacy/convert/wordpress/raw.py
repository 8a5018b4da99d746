"""What is settled in the raw text before anything reads it: comments, and "<" that begins no tag.

Comments of blocks are put aside, all others go. What stays in the text for a block's comment is `<!--#3-->`, a comment
that no body can hold any more.
"""

from __future__ import annotations

import re

BLOCK = re.compile(r"<!--#(\d+)-->")
_BLOCK_COMMENT = re.compile(r"\s*/?wp:")
_PAGE_BREAK = re.compile(r"\s*nextpage\s*")
_DECLARATION = re.compile(r"<(?:!(?!--#)|\?)[^<>]*>")  # a doctype, "<![endif]>", "<?php ... ?>"
_NO_TAG = re.compile(r"<(?!/?[A-Za-z]|!--#)")
# Elements that only the steps of this package make
_OURS = re.compile(r"</?wp-(?:figure|caption|gallery|embed|quote|cover|picture)(?![A-Za-z0-9-])[^<>]*>", re.IGNORECASE)
# What these hold is no HTML to a parser, up to their end or the text's.
_SWALLOWING = re.compile(
    r"<(/?)(iframe|script|style|textarea|title|xmp|noembed|noframes|plaintext)(?=[\s/>])[^<>]*>", re.IGNORECASE
)


def settled(text: str) -> tuple[str, list[str]]:
    """Return the text with a mark for each block's comment, and what those comments said, in order."""
    if "<" not in text:
        return text, []
    text, said = _put_aside(text)
    text = _NO_TAG.sub("&lt;", _DECLARATION.sub("", _OURS.sub("", text)))
    if _SWALLOWING.search(text):
        text = _with_ends(text)
    # A "<" that is never closed is a character; behind the last ">" it would else take what is put there.
    tags_part, last_closer, rest = text.rpartition(">")
    return tags_part + last_closer + rest.replace("<", "&lt;"), said


def _with_ends(text: str) -> str:
    """End at once an element that is not closed before another of its kind, and would swallow the text after it.

    Programs may write such tags themselves; theirs are only ended where no end follows at all.
    """
    next_is_end: dict[str, bool] = {}
    has_end: set[str] = set()
    unclosed: set[int] = set()
    for tag in reversed(list(_SWALLOWING.finditer(text))):
        name = tag[2].lower()
        is_closed = name in has_end if name in ("script", "style") else next_is_end.get(name, False)
        next_is_end[name] = bool(tag[1])
        if tag[1]:
            has_end.add(name)
        elif not is_closed or (name == "iframe" and tag[0].endswith("/>")):
            unclosed.add(tag.start())
    return _SWALLOWING.sub(lambda tag: f"{tag[0]}</{tag[2]}>" if tag.start() in unclosed else tag[0], text)


def _put_aside(text: str) -> tuple[str, list[str]]:
    """A comment that is never closed loses its opening only, so that no word is lost."""
    out: list[str] = []
    said: list[str] = []
    position = 0
    while (start := text.find("<!--", position)) >= 0:
        out.append(text[position:start])
        end = text.find("-->", start + 4)
        if end < 0:
            return "".join(out) + text[start:].replace("<!--", ""), said
        comment = text[start + 4 : end]
        if _BLOCK_COMMENT.match(comment):
            out.append(f"<!--#{len(said)}-->")
            said.append(comment.strip())
        elif _PAGE_BREAK.fullmatch(comment):
            out.append("\n\n")
        position = end + 3
    out.append(text[position:])
    return "".join(out), said
