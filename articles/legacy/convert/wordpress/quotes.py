"""Quotations: those that were set apart become quote cards, and a work's name in `cite` is set in italics."""

from __future__ import annotations

from articles.legacy.convert.wordpress.tree import Element, classes_of, unwrap

_CARDS = frozenset({"wp-block-pullquote", "pullquote"})


def settled(body: Element) -> None:
    for element in list(body.iter("wp-quote", "figure", "blockquote", "aside", "div", "cite")):
        if element.tag == "cite":
            _settle_cite(element)
        elif element.tag == "wp-quote" or _CARDS & set(classes_of(element)):
            _make_card(element)


def _make_card(element: Element) -> None:
    for inner in list(element.iter("blockquote", "figure", "aside")):
        if inner is not element:
            unwrap(inner)
    element.tag = "aside"
    element.attrib.clear()
    element.set("data-card", "quote")


def _settle_cite(cite: Element) -> None:
    """In a quotation `cite` says who said it, elsewhere it names a book or a film."""
    if not any(parent.tag in ("blockquote", "aside", "wp-quote") for parent in cite.iterancestors()):
        cite.tag = "em"
