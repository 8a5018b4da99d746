"""What no story needs: programs, trackers, hidden words, the residue of other writing programs."""

from __future__ import annotations

import re

from articles.legacy.convert.wordpress.images import host_of
from articles.legacy.convert.wordpress.story import Story
from articles.legacy.convert.wordpress.tree import Element, classes_of, drop, words_of
from articles.legacy.records import Kind

# Lost with what they hold. Words for readers are told of in a problem, the rest is counted.
_PROGRAMS = frozenset({"script", "style", "template", "svg", "math", "title", "link", "meta", "base", "xml"})
_CONTROLS = frozenset({"textarea", "select", "noembed", "noframes"})
_FORMS = frozenset({"form", "input", "button"})
_RAW_TEXT = frozenset({"xmp", "listing", "plaintext"})
_FORGED = ("data-picture", "data-gallery", "data-embed", "data-card", "data-alt", "data-credit")
_HIDDEN = re.compile(
    r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:;|!|$)"
    r"|(?:text-indent|left|top|right|margin-left|margin-top)\s*:\s*-(?:999|\d{4,}))",
    re.IGNORECASE,
)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)\b", re.IGNORECASE)
_NOT_BOLD = re.compile(r"font-weight\s*:\s*(?:normal|lighter|[1-5]00)\b", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*(?:italic|oblique)\b", re.IGNORECASE)
_NOT_ITALIC = re.compile(r"font-style\s*:\s*normal\b", re.IGNORECASE)
_TRACKERS = frozenset(
    {
        *("pixel.wp.com", "stats.wp.com", "stats.wordpress.com", "pixel.quantserve.com", "b.scorecardresearch.com"),
        *("google-analytics.com", "ssl.google-analytics.com", "googletagmanager.com", "feeds.feedburner.com"),
        *("feedburner.google.com", "ad.doubleclick.net", "mc.yandex.ru", "counter.yadro.ru", "counter.rambler.ru"),
        *("top-fwz1.mail.ru", "informer.yandex.ru", "pixel.facebook.com", "bs.yandex.ru", "c.statcounter.com"),
    }
)
_TINY = re.compile(r"\s*[01](?:\.0+)?(?:px)?\s*")
_TINY_STYLE = re.compile(r"(?:^|[;\s])(?:width|height)\s*:\s*[01](?:\.0+)?px", re.IGNORECASE)


def cleared(body: Element, story: Story) -> None:
    """Take out of the tree what no story needs, and report it."""
    for element in list(body.iter()):
        name = element.tag
        if element is not body and _is_lost(element, story):
            drop(element)
        elif name == "pre" or name in _RAW_TEXT:
            element.tag = "pre"
            _break_lines(element)
        elif name == "img":
            _clear_image(element, story)
        elif name == "noscript":
            _drop_second_copy(element)
            element.tag = "span"  # what it holds is no text to a parser that reckons with scripts
        elif name == "a" and "wp-block-file__button" in classes_of(element):
            drop(element)  # a second link to the file, on the word "Download"
        elif name == "object" and "wp-block-file__embed" in classes_of(element):
            drop(element)  # and a third
        elif element.attrib:
            _settle_style(element)
            for key in _FORGED:
                element.attrib.pop(key, None)


def _is_lost(element: Element, story: Story) -> bool:
    name = element.tag
    if name == "script" and element.get("data-telegram-post"):
        return False
    if name in _PROGRAMS or name in _CONTROLS:
        words = words_of(element)
        if name not in ("link", "meta", "base") or words:
            story.media.count(f"<{name}>", "dropped", words or _start(element))
        return True
    if name in _FORMS and (name == "form" or element.get("type") != "hidden"):
        story.media.count(f"<{name}>", "dropped", _start(element))
        return False  # the words of a form stay
    style = element.get("style")
    if not (style and _HIDDEN.search(style)):
        return False
    if words := words_of(element):
        story.warn(Kind.OTHER, words, "words that the page hid from readers, dropped: often they are injected")
    story.media.count("hidden words", "dropped", words)
    return True


def _start(element: Element) -> str:
    return element.get("src", "") or element.get("action", "") or element.get("class", "")


def _break_lines(element: Element) -> None:
    """Keep the lines of a preformatted text."""
    for node in list(element.iter()):
        if node.text and "\n" in node.text:
            first, *rest = node.text.split("\n")
            node.text = first
            for index, line in enumerate(rest):
                node.insert(index, _break(node, line))
        if node is not element and node.tail and "\n" in node.tail:
            first, *rest = node.tail.split("\n")
            node.tail = first
            for line in reversed(rest):
                node.addnext(_break(node, line))


def _break(beside: Element, line: str) -> Element:
    new = beside.makeelement("br")
    new.tail = line
    return new


def _clear_image(image: Element, story: Story) -> None:
    source = image.get("src", "").strip()
    host = host_of(source)
    if host == "s.w.org" or {"emoji", "wp-smiley"} & set(classes_of(image)):
        alt = image.get("alt", "")
        drop(image)
        image.text = alt
        return
    style = image.get("style", "")
    is_tiny = any(_TINY.fullmatch(image.get(key, "")) for key in ("width", "height")) or _TINY_STYLE.search(style)
    if is_tiny or host in _TRACKERS or (host == "facebook.com" and "/tr" in source):
        story.media.count("tracking pixel", "dropped", source)
        drop(image)


def _drop_second_copy(noscript: Element) -> None:
    """A picture that a script was to load stands in a noscript again, for those without."""
    image = next(noscript.iter("img"), None)
    if image is None or words_of(noscript):
        return
    for beside, end in ((noscript.getprevious(), -1), (noscript.getnext(), 0)):
        while beside is not None and beside.tag != "img" and len(beside):
            beside = beside[end]
        if beside is not None and beside.tag == "img":
            beside.set("data-src", image.get("src", "") or beside.get("data-src", ""))
            drop(noscript)
            return


def _settle_style(element: Element) -> None:
    """Say with elements what a style said of words: bold and italic. All other styles mean nothing here."""
    style = element.get("style")
    name = element.tag
    if not style or name not in ("span", "font", "b", "strong", "i", "em"):
        return
    if name in ("b", "strong") and _NOT_BOLD.search(style) or name in ("i", "em") and _NOT_ITALIC.search(style):
        element.tag = name = "span"
    is_bold = name not in ("b", "strong") and bool(_BOLD.search(style))
    is_italic = name not in ("i", "em") and bool(_ITALIC.search(style))
    wanted = [mark for mark, is_set in (("strong", is_bold), ("em", is_italic)) if is_set]
    if name in ("span", "font") and wanted and not (element.get("lang") or element.get("dir")):
        element.tag = wanted.pop(0)
    for mark in wanted:
        _wrap_inside(element, mark)


def _wrap_inside(element: Element, name: str) -> None:
    inner = element.makeelement(name)
    inner.text, element.text = element.text, None
    for child in list(element):
        inner.append(child)
    element.append(inner)
