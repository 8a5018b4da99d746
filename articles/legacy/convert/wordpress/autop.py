"""Paragraphs of the classic editor: a blank line parts two, a single line end is a break.

The rules are those of WordPress's own `wpautop`: they hold between block tags and not inside pre, script and style.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9:-]*)(?:"[^"]*"|'[^']*'|[^<>"'])*>""")
_BREAKS = re.compile(r"<br\s*/?>\s*(?:<br\s*/?>\s*)+", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>[ \t]*(?=\n)", re.IGNORECASE)
_KEPT_AS_THEY_ARE = frozenset({"pre", "script", "style", "textarea", "svg", "select", "iframe", "object"})
_HOLD_WORDS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "summary", "dt", "caption", "legend"})
_BLOCKS = _HOLD_WORDS | {
    *("table", "thead", "tfoot", "col", "colgroup", "tbody", "tr", "td", "th", "div", "dl", "dd", "ul", "ol", "li"),
    *("form", "map", "area", "blockquote", "address", "hr", "fieldset", "section", "article", "aside", "hgroup"),
    *("header", "footer", "nav", "figure", "details", "menu", "center", "main", "wp-quote"),
}
_BLOCKS |= _KEPT_AS_THEY_ARE
_VOID = frozenset(
    {"br", "img", "hr", "input", "wbr", "col", "area", "source", "embed", "param", "track", "link", "meta"}
)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def with_paragraphs(text: str) -> str:
    """Return the HTML with its paragraphs marked. Takes time in proportion to the length."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "<br" in text or "<BR" in text:
        text = _BREAK.sub("", _BREAKS.sub("\n\n", text))
    if "<" in text:  # a line may end within a tag
        text = _TAG.sub(_on_one_line, text)
    out: list[str] = []
    stretch_start = 0
    holds_words = False
    for start, end, closing, name in _block_tags(text):
        out.append(_stretch(text[stretch_start:start], is_in_words=holds_words))
        out.append(text[start:end])
        stretch_start = end
        if name in _HOLD_WORDS:
            holds_words = not closing
        elif name not in _KEPT_AS_THEY_ARE:
            holds_words = False
    out.append(_stretch(text[stretch_start:], is_in_words=holds_words))
    return "".join(out)


def _on_one_line(tag: re.Match[str]) -> str:
    return tag[0].replace("\n", " ")


def _block_tags(text: str) -> Iterator[tuple[int, int, bool, str]]:
    """Yield (start, end, is closing, name) of every block tag; an element kept as it is counts as one."""
    position = 0
    lower = text.lower()
    unclosed: set[str] = set()
    while tag := _TAG.search(text, position):
        position = tag.end()
        name = tag[2].lower()
        if name not in _BLOCKS:
            continue
        if name in _KEPT_AS_THEY_ARE and not tag[1] and name not in unclosed:
            closing = lower.find(f"</{name}", position)
            if closing < 0:
                unclosed.add(name)
            else:
                position = (text.find(">", closing) + 1) or len(text)
        yield tag.start(), position, bool(tag[1]), name


def _stretch(text: str, *, is_in_words: bool) -> str:
    """Return the words between two block tags in paragraphs; inside a paragraph's own tags, with breaks."""
    if not text.strip():
        return " " if text else ""
    out: list[str] = []
    open_marks = 0
    for lines in _paragraphs(text):
        if out:
            # An element among words that goes on behind the paragraph's end would end with it.
            out.append("<br><br>" if is_in_words or open_marks else "</p><p>")
        out.append("<br>".join(lines))
        open_marks = max(0, open_marks + _left_open(out[-1]))
    held = "".join(out)
    if is_in_words:  # what stands beside the next tag on its line keeps its space
        return (" " if text[0] == " " else "") + held + (" " if text[-1] == " " else "")
    return f"<p>{held}</p>"


def _paragraphs(text: str) -> Iterator[list[str]]:
    """Yield the lines of each paragraph. An address on a line of its own is one: it was shown as what it leads to."""
    lines: list[str] = []
    for line in [*text.split("\n"), ""]:
        line = line.strip(" \t\f\v")
        is_address = line.startswith("http") and bool(_ADDRESS.fullmatch(line))
        if lines and (is_address or not line):
            yield lines
            lines = []
        if is_address:
            yield [f'<wp-embed data-url="{line}"></wp-embed>']
        elif line:
            lines.append(line)


def _left_open(html: str) -> int:
    """Return how many more elements begin here than end here."""
    if "<" not in html:
        return 0
    return sum(-1 if closing else 1 for closing, name in _TAG.findall(html) if name.lower() not in _VOID)
