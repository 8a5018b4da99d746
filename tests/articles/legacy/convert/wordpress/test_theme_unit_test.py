"""The items of WordPress's own theme test file, which has every odd thing its two editors can write."""

import re
from collections import Counter
from functools import cache
from html import unescape

import pytest
from lxml import etree

from articles.legacy.convert import Converted
from cms.lib.richtext import clean, plain_text
from tests.articles.legacy.convert.wordpress.bodies import converted
from tests.seeds import EXPORTS, needs_exports

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
PROSE = {"[simple boat]"}  # a picture that an author left out
SHOWN_CODE = {"wp:code"}  # in a text about blocks

pytestmark = needs_exports


@cache
def bodies() -> dict[str, str]:
    tree = etree.parse(EXPORTS / "theme-unit-test.wxr.xml")
    items = enumerate(tree.iter("item"))
    return {f"{number} {item.findtext('title')}": item.findtext(CONTENT) or "" for number, item in items}


@cache
def results() -> dict[str, Converted]:
    return {title: converted(body, children=("1", "2")) for title, body in bodies().items()}


def words(text: str) -> Counter[str]:
    """Return the words without spaces between them: where an element ends within a word is no matter here."""
    return Counter(re.sub(r"\W", "", text))


def shown_by(body: str) -> str:
    """Return the words of a body: addresses become embeds, and the second link to a file goes."""
    body = body.replace(">Download</a>", "></a>")
    without = re.sub(r"<(script|style)\b.*?</\1>|<!--.*?-->|<[^<>]*>|\[/?\w[^\]]*\]", " ", body, flags=re.DOTALL)
    return unescape(re.sub(r"https?://\S+", " ", without))


def test_every_item_is_there() -> None:
    assert len(results()) == 186
    assert sum(bool(result.html) for result in results().values()) > 60


def test_no_shortcode_and_no_block_comment_reaches_the_result() -> None:
    found = {leak for result in results().values() for leak in re.findall(r"\[/?\w[^\]]*\]|<!--|wp:\w+", result.html)}
    assert found <= PROSE | SHOWN_CODE


def test_everything_is_in_the_schema() -> None:
    assert all(clean(result.html) == result.html for result in results().values())


def test_the_words_survive() -> None:
    for title, body in bodies().items():
        missing = words(shown_by(body)) - words(plain_text(results()[title].html))
        assert not missing, title


def test_its_captions_and_galleries_are_figures() -> None:
    notes = Counter()
    for result in results().values():
        notes.update({(note.name, note.action): note.count for note in result.shortcodes})
    assert (notes["gallery", "converted"], notes["caption", "converted"]) == (12, 12)
    assert not [name for name, action in notes if action == "dropped" and not name.startswith("wp:")]
    assert not [problem for result in results().values() for problem in result.problems]


@pytest.mark.parametrize(
    ("title", "providers"),
    [("Block category: Embeds", {"x", "youtube", "facebook", "instagram"}), ("Media: Twitter Embeds", {"x"})],
)
def test_its_embeds_are_embeds(title: str, providers: set[str]) -> None:
    (found,) = [result.html for name, result in results().items() if name.endswith(f" {title}")]
    assert set(re.findall('data-embed="([a-z]+)"', found)) == providers
