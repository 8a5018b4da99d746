"""Comments in a body: those of blocks are put aside, all others go.

What stays in the text for a block's comment is `<!--#3-->`, a comment that no body can hold any more.
"""

from __future__ import annotations

import re

BLOCK = re.compile(r"<!--#(\d+)-->")
_BLOCK_COMMENT = re.compile(r"\s*/?wp:")
_PAGE_BREAK = re.compile(r"\s*nextpage\s*")


def put_aside(text: str) -> tuple[str, list[str]]:
    """Return the text with a mark for each block's comment, and what those comments said, in order.

    A comment that is never closed loses its opening only, so that no word is lost.
    """
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
