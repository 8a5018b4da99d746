"""Builders for the tests of conversion; and a reader of the result that owes nothing to the code under test."""

import re
from html import unescape
from html.parser import HTMLParser

from articles.legacy.convert import Converted, convert
from articles.legacy.records import Place

PLACE = Place("page.txt", 7)
FILLER = "The old bridge was closed in spring and the new one is not open yet."  # 15 words
SOURCE = "old-paper"


def converted(body: str, **options: object) -> Converted:
    return convert(body, **{"has_paragraphs": False, "place": PLACE, "source": SOURCE, **options})


def padded(body: str) -> str:
    """Return the body between enough plain sentences that it is no short body any more."""
    return f"{FILLER} {FILLER} {FILLER} {body} {FILLER} {FILLER} {FILLER}"


class _Blocks(HTMLParser):
    """Collects (tag, text) for every element that holds words of a block."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[tuple[str, str]] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "h2", "li", "figcaption"):
            self.blocks.append((tag, ""))
        elif tag == "br":
            self.handle_data("\n")

    def handle_data(self, data: str) -> None:
        tag, text = self.blocks[-1]
        self.blocks[-1] = (tag, text + data)


def blocks(html: str) -> list[tuple[str, str]]:
    parser = _Blocks()
    parser.feed(html)
    parser.close()
    return parser.blocks


def texts(html: str, tag: str) -> list[str]:
    return [text for name, text in blocks(html) if name == tag]


def words_for_readers(html: str) -> list[str]:
    """Return the words without the tags, and without the captions, which come out of shortcodes."""
    without_figures = re.sub(r"<figure.*?</figure>", " ", html, flags=re.DOTALL)
    return unescape(re.sub(r"<[^<>]+>", " ", without_figures)).split()
