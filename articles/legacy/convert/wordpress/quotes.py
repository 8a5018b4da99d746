"""Quotations: those that were set apart become quote cards, and `cite` says who said it or names a work."""

from __future__ import annotations

from articles.legacy.convert.wordpress.tree import Element, classes_of, unwrap, words_of

_QUOTATIONS = ("blockquote", "aside", "wp-quote")
_CARDS = frozenset({"wp-block-pullquote", "pullquote"})
_DASHES = ("—", "–", "-", "(")


def settled(body: Element) -> None:
    for element in list(body.iter("figure", "div", *_QUOTATIONS)):
        if element.tag == "wp-quote" or _CARDS & set(classes_of(element)):
            _make_card(element)
        if element.tag in _QUOTATIONS:
            _part_speaker(element)
    for cite in list(body.iter("cite")):
        if next(cite.iterancestors(*_QUOTATIONS), None) is None:
            cite.tag = "em"  # a book or a film


def _make_card(element: Element) -> None:
    for inner in list(element.iter("blockquote", "figure", "aside")):
        if inner is not element:
            unwrap(inner)
    element.tag = "aside"
    element.attrib.clear()
    element.set("data-card", "quote")


def _part_speaker(quotation: Element) -> None:
    """Give the name that ends a quotation a paragraph of its own, unless a dash would be left behind alone."""
    cite = next(iter(list(quotation.iter("cite"))[-1:]), None)
    if cite is None or not _ends(cite, quotation):
        return
    before = cite.getprevious()
    text = cite.getparent().text if before is None else before.tail
    if text and text.rstrip().endswith(_DASHES):
        return
    paragraph = cite
    while paragraph.tag != "p" and paragraph.getparent() is not quotation:
        paragraph = paragraph.getparent()
    own = cite.makeelement("p")
    paragraph.addnext(own)
    cite.tail = None
    own.append(cite)


def _ends(cite: Element, quotation: Element) -> bool:
    """Whether nothing but space follows in the quotation."""
    element = cite
    while element is not quotation:
        if element.tail and element.tail.strip():
            return False
        if any(words_of(after) for after in element.itersiblings()):
            return False
        element = element.getparent()
    return True
