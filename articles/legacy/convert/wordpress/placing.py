"""Blocks that stood among words go in front of them or behind them: no sentence is interrupted by a picture."""

from __future__ import annotations

from lxml import etree

from articles.legacy.convert.wordpress.story import Story
from articles.legacy.convert.wordpress.tree import BLOCKS, Element


def placed(body: Element, story: Story) -> None:
    """Move what was built out of the paragraphs it stands in."""
    hosts: dict[Element, Element] = {}
    for built in story.built:
        _find_host(built.getparent(), hosts)
    for host in dict.fromkeys(hosts.values()):
        _move_out(host, story)


def _find_host(element: Element | None, hosts: dict[Element, Element]) -> None:
    """Note for this element and those around it the outermost among whose words they stand, if there is one."""
    path: list[Element] = []
    while element is not None and element not in hosts and element.tag not in BLOCKS:
        path.append(element)
        element = element.getparent()
    if path and element is not None:
        hosts.update(dict.fromkeys(path, hosts.get(element, path[-1])))


def _move_out(host: Element, story: Story) -> None:
    before: list[Element] = []
    behind: list[Element] = []
    has_words = False
    walk = etree.iterwalk(host, events=("start", "end"))
    for event, element in walk:
        if event == "start" and element in story.built:
            (behind if has_words else before).append(element)
            walk.skip_subtree()
        elif event == "start":
            has_words = has_words or bool(element.text and element.text.strip())
        elif element is not host:
            has_words = has_words or bool(element.tail and element.tail.strip())
    for element in before:
        host.addprevious(_without_tail(element))
    last = host
    for element in behind:
        last.addnext(_without_tail(element))
        last = element


def _without_tail(element: Element) -> Element:
    """Leave the words behind the element where they are."""
    if element.tail:
        rest = element.makeelement("span")
        rest.tail, element.tail = element.tail, None
        element.addprevious(rest)
    return element
