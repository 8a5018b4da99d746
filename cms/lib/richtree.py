"""The tree behind `cms.lib.richtext`: what a stored text is made of, how it is built and how it is written.

The builder is fed with the start tags, end tags and texts of a well-formed HTML stream, keeps its own stack and never
recurses. It opens a box only where `CONTENT` allows it, so the finished tree is a few levels deep whatever came in, and
every text ends up in some paragraph. A tree has exactly one way to be written: `write`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from typing import NamedTuple

BR = "\0"  # stands for a line break among the runs; no text holds it, since control characters are taken out first
MAX_LIST_DEPTH = 4
MAX_SPAN = 100  # columns or rows that one cell may cover

Attrs = tuple[tuple[str, str], ...]


def _kinds(names: str) -> frozenset[str]:
    return frozenset(names.split())


# Which boxes may stand in which. "p", the headings, "cite" and "caption" hold words; the others hold boxes.
CONTENT: dict[str, frozenset[str]] = {
    "body": _kinds("p h2 h3 h4 ul ol blockquote table hr figure gallery embed quote factbox"),
    "blockquote": _kinds("p ul ol cite"),
    "quote": _kinds("p cite"),
    "factbox": _kinds("h3 p ul ol"),
    "ul": _kinds("li"),
    "ol": _kinds("li"),
    "li": _kinds("p ul ol"),
    "table": _kinds("row"),
    "row": _kinds("td th"),
    "td": _kinds("p ul ol"),
    "th": _kinds("p ul ol"),
    "gallery": _kinds("figure"),
    "figure": _kinds("caption"),
    "embed": _kinds(""),
}
LISTS = ("ul", "ol")
HEADINGS = ("h2", "h3", "h4")
# Found where they may not stand, these follow the outermost box instead of being taken apart.
HOISTED = _kinds("table figure gallery embed")
STANDS_EMPTY = _kinds("hr figure embed td th")

_SPACES = re.compile(r"[ \t\n\r\f\u2028\u2029\xa0]{2,}|[\t\n\r\f\u2028\u2029]")
_EDGE = " \xa0"


class Marks(NamedTuple):
    """What is said of a run of words. The order of the fields is the order of the tags, outermost first."""

    href: str = ""
    lang: str = ""
    dir: str = ""
    strong: bool = False
    em: bool = False
    script: str = ""  # "sub", "sup" or ""
    cite: bool = False


Run = tuple[str, Marks]


@dataclass(slots=True)
class Node:
    kind: str
    attrs: Attrs = ()
    children: list[Node] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    is_head: bool = False  # a row of the table's head

    def is_empty(self) -> bool:
        if self.kind == "table":
            return not any(cell.children for row in self.children for cell in row.children)
        return not (self.children or self.runs or self.kind in STANDS_EMPTY)

    def text(self, line_break: str = "\n") -> str:
        return "".join(line_break if text == BR else text for text, _ in self.runs)


def settled(runs: Iterable[Run]) -> list[Run]:
    """Return the runs with one space where several met, none at the edges or beside a break, equal neighbours joined.

    A no-break space that stands alone between words is kept.
    """
    out: list[tuple[list[str], Marks]] = []  # pieces are joined once at the end: joining as they come is quadratic
    for text, marks in runs:
        if text == BR:
            _strip_last(out)
            if out:
                out.append(([BR], marks))
            continue
        if not text.isprintable() or "  " in text:  # what is printable holds no white space but spaces
            text = _SPACES.sub(" ", text)
        last = out[-1][0][-1] if out else BR
        if last == BR:
            text = text.lstrip(_EDGE)
        elif text and text[0] in _EDGE and last[-1] in _EDGE:
            out[-1][0][-1] = last[:-1] + " "
            text = text[1:]
        if text and last != BR and out[-1][1] == marks:
            out[-1][0].append(text)
        elif text:
            out.append(([text], marks))
    _strip_last(out)
    while out and out[-1][0] == [BR]:
        out.pop()
        _strip_last(out)
    return [("".join(pieces), marks) for pieces, marks in out]


def _strip_last(runs: list[tuple[list[str], Marks]]) -> None:
    """Take the spaces off the end of the words; runs that were nothing else go."""
    while runs and runs[-1][0] != [BR]:
        pieces = runs[-1][0]
        pieces[-1] = pieces[-1].rstrip(_EDGE)
        if pieces[-1]:
            return
        pieces.pop()
        if not pieces:
            runs.pop()


class TreeBuilder:
    """Takes the stream, gives the tree. Words go into the nearest box that takes a paragraph."""

    def __init__(self, box_for: Callable[[str, dict[str, str]], Node | None]) -> None:
        """`box_for(tag, attributes)` says which box of the schema an element is, or None when it is only a wrapper."""
        self.body = Node("body")
        self._box_for = box_for
        self._open: list[tuple[Node, bool]] = [(self.body, False)]  # the node, and whether it was hoisted
        self._waiting: list[Node] = []  # hoisted nodes, until the box they were found in is closed
        self._runs: list[Run] = []
        self._kinds: list[tuple[str, Attrs]] = [("p", ())]  # what kind of words follow, and their language
        self._marks: list[Marks] = [Marks()]
        self._head_depth = 0

    # Words

    def text(self, text: str) -> None:
        self._runs.append((text, self._marks[-1]))

    def line_break(self) -> None:
        self._runs.append((BR, self._marks[-1]))

    def push_marks(self, **changed: str | bool) -> None:
        self._marks.append(self._marks[-1]._replace(**changed))

    def pop_marks(self) -> None:
        self._marks.pop()

    # Boxes

    def push_words(self, kind: str, attrs: Attrs) -> None:
        """What follows is a paragraph ("p"), a heading or a caption. A paragraph in a heading is the heading's."""
        self.part()
        outer_kind, outer_attrs = self._kinds[-1]
        self._kinds.append((outer_kind if kind == "p" else kind, attrs or outer_attrs))

    def pop_words(self) -> None:
        self.part()
        self._kinds.pop()

    def push_box(self, tag: str, attributes: dict[str, str]) -> int:
        """Open what the element stands for; return how many boxes `pop_boxes` has to close."""
        self.part()
        node = self._box_for(tag, attributes)
        if node is None:
            return 0
        opened = 0
        parent = self._open[-1][0].kind
        if node.kind == "li" and parent not in LISTS and "ul" in CONTENT[parent]:
            opened = self._open_if_allowed(Node("ul"))
        node.is_head = node.kind == "row" and self._head_depth > 0
        return opened + self._open_if_allowed(node)

    def _open_if_allowed(self, node: Node) -> int:
        parent = self._open[-1][0].kind
        open_kinds = [open_node.kind for open_node, _ in self._open]
        is_too_deep = node.kind in LISTS and sum(kind in LISTS for kind in open_kinds) >= MAX_LIST_DEPTH
        is_allowed = node.kind in CONTENT[parent] and not is_too_deep
        is_hoisted = not is_allowed and node.kind in HOISTED and node.kind not in open_kinds
        if not (is_allowed or is_hoisted):
            return 0
        self._open.append((node, is_hoisted))
        self._kinds.append(("p", ()))
        return 1

    def pop_boxes(self, count: int) -> None:
        self.part()
        for _ in range(count):
            node, is_hoisted = self._open.pop()
            self._kinds.pop()
            _settle_box(node)
            if is_hoisted:
                self._waiting.append(node)
            else:
                self._add(self._open[-1][0], node)

    def push_head(self) -> None:
        self._head_depth += 1

    def pop_head(self) -> None:
        self._head_depth -= 1

    def part(self) -> None:
        """End the paragraph that is being written."""
        runs, self._runs = settled(self._runs), []
        if not runs:
            return
        kind, attrs = self._kinds[-1]
        index = next(i for i in range(len(self._open) - 1, -1, -1) if self._takes(i, kind))
        node = self._open[index][0]
        kind = _kind_within(node.kind, kind, runs)
        if any(marks.cite for _, marks in runs):
            runs = settled((text, marks._replace(cite=False)) for text, marks in runs)
        if kind == "caption":
            _extend_caption(node, attrs, runs)
            return
        for part in _parts(runs, may_part=kind == "p" and node.kind not in ("li", "td", "th")):
            words = Node(kind, attrs, runs=part)
            self._add(node, Node("li", children=[words]) if node.kind in LISTS else words)

    def _takes(self, index: int, kind: str) -> bool:
        node_kind = self._open[index][0].kind
        return "p" in CONTENT[node_kind] or node_kind in LISTS or (node_kind == "figure" and kind == "caption")

    def _add(self, parent: Node, node: Node) -> None:
        if not node.is_empty():
            parent.children.append(node)
        if parent is self.body and len(self._open) == 1:
            parent.children += [waiting for waiting in self._waiting if not waiting.is_empty()]
            self._waiting.clear()

    def finish(self) -> Node:
        self.part()
        return self.body


def _kind_within(box: str, kind: str, runs: list[Run]) -> str:
    """Return what words of a kind become in a box: a heading is a paragraph in a list item, and so on."""
    if box in ("blockquote", "quote") and all(marks.cite for text, marks in runs if text.strip(_EDGE + BR)):
        return "cite"
    if box == "factbox" and kind in HEADINGS:
        return "h3"
    if box == "figure":
        return "caption"
    return kind if box == "body" and kind != "caption" else "p"


def _settle_box(node: Node) -> None:
    """Finish a box whose last words are in: only the last of a quotation say who said it, and never the only ones."""
    if node.kind == "figure":
        for caption in node.children:
            caption.runs = settled(_single_breaks(caption.runs))
    if node.kind in ("blockquote", "quote"):
        for index, child in enumerate(node.children):
            if child.kind == "cite" and (index == 0 or index < len(node.children) - 1):
                child.kind = "p"


def _extend_caption(figure: Node, attrs: Attrs, runs: list[Run]) -> None:
    if figure.children:
        figure.children[0].runs += [(" ", Marks()), *runs]
    else:
        figure.children.append(Node("caption", attrs, runs=list(runs)))


def _parts(runs: list[Run], *, may_part: bool) -> list[list[Run]]:
    """Return settled runs as one or more paragraphs, settled again where taking breaks out may have unsettled them."""
    if not any(text == BR for text, _ in runs):
        return [runs]
    parts = _parted_at_double_breaks(runs) if may_part else [runs]
    return [settled(_single_breaks(part)) for part in parts]


def _parted_at_double_breaks(runs: list[Run]) -> list[list[Run]]:
    """Two breaks in a row are how an old editor made a paragraph."""
    parts: list[list[Run]] = [[]]
    for index, run in enumerate(runs):
        if run[0] == BR and index and runs[index - 1][0] == BR:
            if parts[-1]:
                parts.append([])
            continue
        parts[-1].append(run)
    return [part for part in parts if settled(part)]


def _single_breaks(runs: list[Run]) -> list[Run]:
    return [run for index, run in enumerate(runs) if not (run[0] == BR and index and runs[index - 1][0] == BR)]


# Writing


def write(body: Node) -> str:
    return "".join(_written(node) for node in body.children)


def tag(name: str, attrs: Iterable[tuple[str, str]] = ()) -> str:
    """Return a start tag. `data-gallery` stands without a value, as browsers accept and people write it."""
    pairs = (f' {key}="{escape(value)}"' if key != "data-gallery" else f" {key}" for key, value in attrs)
    return f"<{name}{''.join(pairs)}>"


_NAMES = {"quote": "aside", "factbox": "aside", "gallery": "div", "embed": "div", "row": "tr", "caption": "figcaption"}


def _written(node: Node) -> str:
    name = _NAMES.get(node.kind, node.kind)
    if node.kind == "hr":
        return "<hr>"
    if node.kind == "cite":
        return f"{tag('p', node.attrs)}<cite>{write_runs(node.runs)}</cite></p>"
    if node.kind == "table":
        return f"{tag(name, node.attrs)}{_written_rows(node.children)}</table>"
    if node.kind in ("li", "td", "th"):
        return f"{tag(name, node.attrs)}{_written_tight(node.children)}</{name}>"
    inner = write_runs(node.runs) + "".join(_written(child) for child in node.children)
    return f"{tag(name, node.attrs)}{inner}</{name}>"


def _written_tight(children: list[Node]) -> str:
    """An item or a cell holds its only paragraph's words directly, unless the paragraph has a language of its own."""
    paragraphs = [child for child in children if child.kind == "p"]
    if len(paragraphs) == 1 and children[0].kind == "p" and not children[0].attrs:
        return write_runs(children[0].runs) + "".join(_written(child) for child in children[1:])
    return "".join(_written(child) for child in children)


def _written_rows(rows: list[Node]) -> str:
    head_count = next((index for index, row in enumerate(rows) if not row.is_head), len(rows))
    head, rest = ("".join(_written(row) for row in part) for part in (rows[:head_count], rows[head_count:]))
    return (f"<thead>{head}</thead>" if head else "") + (f"<tbody>{rest}</tbody>" if rest else "")


def write_runs(runs: list[Run]) -> str:
    out: list[str] = []
    open_tags: tuple[tuple[str, Attrs], ...] = ()
    for text, marks in runs:
        wanted = _tags_of(marks)
        shared = 0
        while shared < min(len(open_tags), len(wanted)) and open_tags[shared] == wanted[shared]:
            shared += 1
        if shared < len(open_tags):
            out += [f"</{name}>" for name, _ in reversed(open_tags[shared:])]
        if shared < len(wanted):
            out += [tag(name, attrs) for name, attrs in wanted[shared:]]
        open_tags = wanted
        out.append("<br>" if text == BR else escape(text, quote=False))
    out += [f"</{name}>" for name, _ in reversed(open_tags)]
    return "".join(out)


@lru_cache(maxsize=256)
def _tags_of(marks: Marks) -> tuple[tuple[str, Attrs], ...]:
    tags: list[tuple[str, Attrs]] = []
    if marks.href:
        tags.append(("a", (("href", marks.href),)))
    if marks.lang or marks.dir:
        tags.append(("span", tuple((key, value) for key, value in (("lang", marks.lang), ("dir", marks.dir)) if value)))
    tags += [(name, ()) for name, is_set in (("strong", marks.strong), ("em", marks.em)) if is_set]
    if marks.script:
        tags.append((marks.script, ()))
    return tuple(tags)
