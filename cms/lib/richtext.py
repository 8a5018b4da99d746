"""The one allowlist for HTML: what a stored text may be, and the only way it is written.

THE SCHEMA, version 1. The editor, the importers and any API pass their HTML through `clean`; what comes out is stored,
and is the editor's own document. Cleaning it again changes nothing.

Blocks, directly in the body
    <p> <h2> <h3> <h4>             words; h1 becomes h2, h5 and h6 become h4
    <ul> <ol> with <li>            nested up to four deep; an item holds words, then lists. An item (or a table's cell)
                                   with one paragraph holds the words directly, one with several marks each with <p>
    <blockquote>                   p, ul, ol; a last <p><cite>Name</cite></p> says whose words they are
    <table>                        thead and tbody with tr, th[scope], td; colspan, rowspan; a cell holds words, lists
    <hr>
    <figure data-picture="ID" data-alt="" data-credit="">  with at most a <figcaption>: a picture of the library, with
                                   what this text says instead of the library's alt, credit and caption. Without
                                   data-alt the library's holds; an empty one says that the picture is decoration.
                                   There is no img, no src: how a picture is sent is decided when it is shown
    <div data-gallery>             figures, nothing else
    <div data-embed="PROVIDER" data-id="ID"></div>      see PROVIDERS; a telegram id is CHANNEL-NUMBER
    <aside data-card="quote">      p, and a last <p><cite>
    <aside data-card="factbox">    h3, p, ul, ol
Inline
    <strong> <em> <sub> <sup> <br> <a href> and <span lang dir>, nested in the order a, span, strong, em, sub or sup.
    Only a span says what language words are in.
    Links go to http, https, mailto, tel, or to own pages as a path ("/...", "#..."); rel and target are not stored.
Everywhere
    lang and dir on blocks; ids are 1 to 64 of A-Z a-z 0-9 _ -. Words outside a block stand in a <p>. Two line breaks
    part a paragraph. A figure, table or embed found inside another block follows it. Empty blocks, control characters
    and everything else are dropped; the words of unknown elements stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from html import unescape

import nh3

from cms.lib.richtree import HEADINGS, MAX_SPAN, Attrs, Node, TreeBuilder, write
from cms.lib.sentences import split_sentences

SCHEMA_VERSION = 1
PROVIDERS = frozenset({"youtube", "x", "telegram", "instagram", "facebook", "tiktok", "map"})
WORDS_PER_MINUTE = 230
EXCERPT = 240  # characters

# An HTML5 parser needs time that grows with the square of the nesting: these tags, all left open, take it about two
# seconds. A long read with tables has two thousand.
MAX_LENGTH = 2_000_000
MAX_TAGS = 30_000
MAX_ADDRESS = 2_000

_INLINE = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "cite": "cite"}
_WORDS = {"p": "p", "h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4", "figcaption": "caption"}
_BOXES = frozenset({"ul", "ol", "li", "blockquote", "table", "tr", "td", "th", "figure", "div", "aside"})
_WRAPPERS = {
    *("section", "article", "header", "footer", "main", "nav", "address", "center", "pre", "details", "summary"),
    *("dl", "dt", "dd", "caption", "tbody", "tfoot"),
}
_ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "figure": {"data-picture", "data-alt", "data-credit"},
    "div": {"data-gallery", "data-embed", "data-id"},
    "aside": {"data-card"},
}
_LOST_WITH_THEIR_WORDS = {
    *("script", "style", "template", "svg", "math", "iframe", "object", "noembed", "noframes"),
    *("title", "textarea", "select"),
}
_html5 = partial(
    nh3.clean,
    tags={*_INLINE, *_WORDS, *_BOXES, *_WRAPPERS, "a", "span", "sub", "sup", "br", "hr", "thead"},
    attributes=_ATTRIBUTES,
    clean_content_tags=_LOST_WITH_THEIR_WORDS,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)

# Characters that XML 1.0 forbids and the C1 controls; what is white space among the controls stays.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Elements that an HTML5 parser opens again in every following paragraph when they are left open: three of a kind
# without attributes, any number with them, and then the result grows with the square of the text. So they lose the
# attributes, and those that the schema does not know become spans, which are not opened again.
_REOPENED = re.compile(
    r"<(?:(b|em|i|strong)|(/?)(?:big|code|font|nobr|s|small|strike|tt|u))(?=[\s/>])[^>]*>", re.IGNORECASE
)
_TOKEN = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"]*")*)>|([^<]+)|<')
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_WEB = re.compile(r"https?://[^/?#\\@:]", re.IGNORECASE)
_SCHEME = re.compile(r"([A-Za-z]+):")


class TooMuchHtml(ValueError):
    """The text is longer, or has more tags, than any article: `MAX_LENGTH`, `MAX_TAGS`."""


def clean(html: str) -> str:
    """Return the text in the schema, in its one form. Raises `TooMuchHtml`; takes time in proportion to the length."""
    return _written(_tree(html))


def _written(tree: Node) -> str:
    cleaned = write(tree)
    check_size(cleaned)  # what is stored can always be cleaned again
    return cleaned


def without_controls(text: str) -> str:
    """Return the text without the characters that no stored text may hold."""
    return _FORBIDDEN.sub("", text)


def safe_address(address: str) -> str:
    """Return the address if a link may go there, else "". A scheme is written in lower case, a space as %20."""
    address = re.sub(r"[\t\n\r\f]", "", without_controls(address)).strip().replace(" ", "%20")
    if not address or len(address) > MAX_ADDRESS or "\\" in address:
        return ""
    if address[0] == "#" or (address[0] == "/" and address[1:2] != "/"):
        return address
    scheme = _SCHEME.match(address)
    if not scheme:
        return ""
    name = scheme.group(1).lower()
    if name in ("http", "https"):
        is_safe = bool(_WEB.match(address))
    else:
        is_safe = name in ("mailto", "tel") and scheme.end() < len(address)
    return name + address[scheme.end(1) :] if is_safe else ""


def check_size(html: str) -> None:
    """Raise `TooMuchHtml` for a text that is no article."""
    tags = html.count("<") - html.count("</")
    if len(html) > MAX_LENGTH or tags > MAX_TAGS:
        raise TooMuchHtml(f"{len(html)} characters with {tags} tags; at most {MAX_LENGTH} and {MAX_TAGS} are taken")


# From HTML to the tree


def _tree(html: str) -> Node:
    html = without_controls(html)
    check_size(html)
    tags_part, last_closer, rest = html.rpartition(">")  # a "<" that is never closed is no tag, but a character
    html = _REOPENED.sub(_as_bare_tag, tags_part + last_closer) + rest.replace("<", "&lt;")
    builder = TreeBuilder(_box_for)
    undo: list[tuple[str, int]] = []
    for token in _TOKEN.finditer(without_controls(_html5(html))):  # the parser has read "&#1;" as a character
        closing, name, attributes, text = token.groups()
        if text is not None:
            builder.text(without_controls(unescape(text)) if "&" in text else text)
        elif closing:
            _close(builder, *undo.pop())
        elif name == "br":
            builder.line_break()
        elif name == "hr":
            builder.pop_boxes(builder.push_box(name, {}))
        elif name:
            values = _ATTRIBUTE.findall(attributes) if attributes else ()
            undo.append(_open(builder, name, {key: without_controls(unescape(value)) for key, value in values}))
    return builder.finish()


def _as_bare_tag(match: re.Match[str]) -> str:
    name, slash = match.groups()
    return f"<{name}>" if name else f"<{slash}span>"


def _open(builder: TreeBuilder, name: str, attributes: dict[str, str]) -> tuple[str, int]:
    """Tell the builder what begins; return what to undo at its end."""
    language = dict(_language(attributes))
    if name in _INLINE:
        builder.push_marks(**{_INLINE[name]: True}, **language)
    elif name in ("sub", "sup"):
        builder.push_marks(script=name, **language)
    elif name == "a":
        href = safe_address(attributes.get("href", ""))
        builder.push_marks(**({"href": href} if href else {}), **language)
    elif name == "span":
        builder.push_marks(**language)
    elif name in _WORDS:
        builder.push_words(_WORDS[name], _language(attributes))
        return "words", 1
    elif name == "thead":
        builder.push_head()
        return "head", 1
    elif name in _BOXES:
        return "boxes", builder.push_box(name, attributes)
    else:
        builder.part()
        return "wrapper", 1
    return "marks", 1


def _close(builder: TreeBuilder, kind: str, count: int) -> None:
    if kind == "marks":
        builder.pop_marks()
    elif kind == "words":
        builder.pop_words()
    elif kind == "head":
        builder.pop_head()
    elif kind == "boxes":
        builder.pop_boxes(count)
    else:
        builder.part()


def _language(attributes: dict[str, str]) -> Attrs:
    if not attributes:
        return ()
    lang, direction = attributes.get("lang", "").strip(), attributes.get("dir", "").strip().lower()
    pairs = (("lang", lang if _LANGUAGE.fullmatch(lang) else ""), ("dir", direction))
    return tuple((key, value) for key, value in pairs if value and (key == "lang" or value in ("ltr", "rtl", "auto")))


def _box_for(name: str, attributes: dict[str, str]) -> Node | None:
    """Return the box of the schema that an element with these attributes stands for."""
    language = _language(attributes)
    if name == "figure":
        own = _picture_attributes(attributes)
        return Node("figure", own + language) if own else None
    if name == "aside":
        card = attributes.get("data-card", "")
        return Node(card, (("data-card", card), *language)) if card in ("quote", "factbox") else None
    if name == "div":
        return _division(attributes, language)
    if name == "tr":
        return Node("row", language)
    if name in ("td", "th"):
        return Node(name, _cell_attributes(name, attributes) + language)
    return Node(name, language)


def _picture_attributes(attributes: dict[str, str]) -> Attrs:
    picture = attributes.get("data-picture", "")
    if not _ID.fullmatch(picture):
        return ()
    pairs: list[tuple[str, str]] = [("data-picture", picture)]
    if "data-alt" in attributes:
        pairs.append(("data-alt", " ".join(attributes["data-alt"].split())))
    if credit := " ".join(attributes.get("data-credit", "").split()):
        pairs.append(("data-credit", credit))
    return tuple(pairs)


def _division(attributes: dict[str, str], language: Attrs) -> Node | None:
    provider, embedded = attributes.get("data-embed", ""), attributes.get("data-id", "")
    if "data-gallery" in attributes:
        return Node("gallery", (("data-gallery", ""), *language))
    if provider in PROVIDERS and _ID.fullmatch(embedded):
        return Node("embed", (("data-embed", provider), ("data-id", embedded), *language))
    return None


def _cell_attributes(name: str, attributes: dict[str, str]) -> Attrs:
    pairs: list[tuple[str, str]] = []
    if name == "th" and attributes.get("scope") in ("row", "col", "rowgroup", "colgroup"):
        pairs.append(("scope", attributes["scope"]))
    for key in ("colspan", "rowspan"):
        value = attributes.get(key, "")
        if re.fullmatch("[0-9]{1,4}", value) and 2 <= int(value) <= MAX_SPAN:
            pairs.append((key, str(int(value))))
    return tuple(pairs)


# What can be read off a text


@lru_cache(maxsize=8)
def _read(html: str) -> Node:
    """Return the tree, to be looked at only: whoever asks one thing of a text mostly asks another at once."""
    return _tree(html)


def tree(html: str) -> Node:
    """Return the tree of a text, for whoever asks what only the tree tells. It is to be looked at, never changed."""
    return _read(html)


@dataclass(frozen=True, slots=True)
class Reading:
    """A clean text with all that can be read off it."""

    html: str
    plain_text: str
    excerpt: str
    picture_ids: tuple[str, ...]

    @classmethod
    def of(cls, html: str) -> Reading:
        """Read a text that is clean."""
        return cls._of(html, _read(html))

    @classmethod
    def cleaning(cls, html: str) -> Reading:
        """Clean a text and read it off the same tree, so that it is parsed once. Raises `TooMuchHtml`."""
        tree = _tree(html)
        return cls._of(_written(tree), tree)

    @classmethod
    def _of(cls, html: str, tree: Node) -> Reading:
        return cls(html, "\n".join(_lines(tree)), _excerpt(tree, EXCERPT), tuple(_picture_ids(tree)))


def blocks(html: str) -> list[str]:
    """Return what stands one below the other in a clean text, each as it is written; joined they are the text."""
    return [write(Node("body", children=[child])) for child in _read(html).children]


def plain_text(html: str) -> str:
    """Return the words in order, a line for each block, table row or line break; captions are among them."""
    return "\n".join(_lines(_read(html)))


def _lines(node: Node) -> Iterator[str]:
    if node.runs:
        yield node.text()
    if node.kind == "row":
        yield " ".join(line for cell in node.children for line in _lines(cell))
        return
    for child in node.children:
        yield from _lines(child)


def word_count(html: str) -> int:
    return len(plain_text(html).split())


def reading_minutes(words: int) -> int:
    """Return whole minutes, rounded up, at least one."""
    return max(1, -(-words // WORDS_PER_MINUTE))


def excerpt(html: str, limit: int = EXCERPT) -> str:
    """Return one to three whole first sentences of at most `limit` characters, or the first words of one and "…".

    Headings, figures, tables and boxes are left out, unless there is nothing else to show.
    """
    return _excerpt(_read(html), limit)


def _excerpt(tree: Node, limit: int) -> str:
    blocks = [node for node in tree.children if node.kind not in ("figure", "gallery", "table", "factbox")]
    prose = [node for node in blocks if node.kind not in HEADINGS] or blocks
    lines = (line.replace("\n", " ") for node in prose for line in _lines(node))
    taken = ""
    for number, sentence in enumerate(sentence for line in lines for sentence in split_sentences(line)):
        longer = f"{taken} {sentence}".strip()
        if number == 3 or len(longer) > limit:
            return taken or _cut_at_word(sentence, limit)
        taken = longer
    return taken


def _cut_at_word(sentence: str, limit: int) -> str:
    start = sentence[: limit - 1]
    if sentence[limit - 1].isalnum():
        start = start.rpartition(" ")[0] or start
    return start.rstrip(" ,;:–—-") + "…"


def picture_ids(html: str) -> list[str]:
    """Return the ids of the pictures, each once, in the order in which they are shown."""
    return _picture_ids(_read(html))


def _picture_ids(tree: Node) -> list[str]:
    figures = (
        figure
        for node in tree.children
        for figure in (node.children if node.kind == "gallery" else [node])
        if figure.kind == "figure"
    )
    return list(dict.fromkeys(dict(figure.attrs)["data-picture"] for figure in figures))
