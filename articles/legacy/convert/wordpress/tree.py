"""The text as a tree of lxml, and the few ways in which the steps change it.

An element is changed where it stands: taken elements out one by one would copy the words behind them again and again.
"""

from __future__ import annotations

import re

from lxml import etree

from cms.lib.richtext import without_controls

Element = etree._Element

# Elements that begin and end lines; all others stand among words.
BLOCKS = frozenset(
    {
        *("html", "body", "div", "section", "article", "aside", "header", "footer", "main", "nav", "address", "center"),
        *("ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"),
        *("blockquote", "figure", "figcaption", "details", "summary", "form", "fieldset", "pre", "menu", "hr"),
        *("wp-gallery", "wp-quote", "wp-cover", "wp-picture"),
    }
)


# A pasted page's own frame: the parser would end the body, or begin another, where it stands.
_PAGE_FRAME = re.compile(r"</?(?:html|head|body|frameset|frame)(?=[\s/>])[^<>]*>", re.IGNORECASE)


_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,9}))(?![0-9a-fA-F]);?")


def _unless_forbidden(reference: re.Match[str]) -> str:
    """lxml reads characters that XML forbids and refuses to write them, so that they must not come in."""
    hexadecimal, decimal = reference.groups()
    number = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if number in (9, 10, 13) or 32 <= number < 127:
        return reference[0]
    return "" if number < 32 or number > 0x10FFFF or not without_controls(chr(number)) else reference[0]


def parsed(html: str) -> Element | None:
    """Return the body, or None when the text is nested more deeply than the parser follows: then it has lost words."""
    html = without_controls(html).replace("\f", " ")
    if "&#" in html:
        html = _REFERENCE.sub(_unless_forbidden, html)
    parser = etree.HTMLParser(remove_comments=True, remove_pis=True)
    root = etree.fromstring(f"<html><body>{_PAGE_FRAME.sub('', html)}", parser)
    is_cut = any(entry.level_name == "FATAL" for entry in parser.error_log)
    return None if is_cut else root.find("body")


def written(body: Element) -> str:
    return etree.tostring(body, method="html", encoding="unicode")


def become(element: Element, name: str, **attributes: str) -> Element:
    """Make the element another one, empty, where it stands; `data_id` becomes `data-id`.

    What it held is named "gone", so that a step which still meets it leaves it alone.
    """
    for inner in list(element.iterdescendants()):
        inner.tag = "gone"
    element.clear(keep_tail=True)
    element.tag = name
    for key, value in attributes.items():
        element.set(key.replace("_", "-"), value)
    return element


def drop(element: Element) -> None:
    """Take the element's words and children; what follows it stays."""
    become(element, "span")


def unwrap(element: Element) -> None:
    """Let the element mean nothing; what it holds stays."""
    element.tag = "div" if element.tag in BLOCKS else "span"
    element.attrib.clear()


def words_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def classes_of(element: Element) -> list[str]:
    return element.get("class", "").split()


def move_children(source: Element, target: Element) -> None:
    """Put what the source holds behind what the target holds."""
    if source.text:
        if len(target):
            target[-1].tail = (target[-1].tail or "") + source.text
        else:
            target.text = (target.text or "") + source.text
        source.text = None
    for child in list(source):
        target.append(child)
