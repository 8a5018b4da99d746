"""Posts, films and maps from elsewhere: whatever form they stand in, as a typed embed where we know it, else a link."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from urllib.parse import unquote

from articles.legacy.convert.embeds import embed_of
from articles.legacy.convert.wordpress.links import settled
from articles.legacy.convert.wordpress.story import Story
from articles.legacy.convert.wordpress.tree import Element, become, classes_of, drop, unwrap
from cms.lib.richtext import PROVIDERS, safe_address

ADDRESS_ALONE = re.compile(r"\s*(https?://[^\s<>\"]+)\s*")
# Pages that only carry the thing of another address: the address stands in their query.
_CARRIER = re.compile(
    r"https?://(?:www\.facebook\.com/(?:v\d[\d.]*/)?plugins/\w+\.php\?(?:.*?&)?href"
    r"|w\.soundcloud\.com/player/?\?(?:.*?&)?url|embed\.ly/.*?[?&]url|cdn\.embedly\.com/.*?[?&]src)=([^&#]+)",
    re.IGNORECASE,
)
_PLAYERS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(form, re.IGNORECASE), address)
    for form, address in (
        (r"https?://player\.vimeo\.com/video/(\d+).*", r"https://vimeo.com/\1"),
        (r"https?://platform\.twitter\.com/embed/\S*?[?&]id=(\d+).*", r"https://x.com/i/status/\1"),
        (r"https?://(?:www\.)?tiktok\.com/(?:embed|player)/(?:v\d/)?(\d+).*", r"https://www.tiktok.com/@_/video/\1"),
        (r"https?://(?:www\.)?dailymotion\.com/embed/video/(\w+).*", r"https://www.dailymotion.com/video/\1"),
        # The place in an address that Google made for a frame, as it stands in one for people
        (
            r"https?://(?:www\.)?google\.[a-z.]+/maps/embed\?.*?!2d(-?\d+(?:\.\d+)?)!3d(-?\d+(?:\.\d+)?).*",
            r"https://www.google.com/maps?q=\2,\1",
        ),
        (r"https?://(?:www\.)?(yandex\.[a-z.]+)/map-widget/v\d/?\?(.*)", r"https://\1/maps/?\2"),
        (
            r"https?://(?:www\.)?openstreetmap\.org/export/embed\.html\?.*?marker=(-?[\d.]+)(?:%2C|,)(-?[\d.]+).*",
            r"https://www.openstreetmap.org/?mlat=\1&mlon=\2",
        ),
    )
)
_MOST_IN_AN_EMBED = 40  # elements; what holds more is a text that a block was not closed before
_SOURCES = ("src", "data-src", "data-lazy-src", "data-litespeed-src", "data-orig-src")
_QUOTED = ("twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "bluesky-embed", "reddit-embed-bq")
_FRAMED = ("fb-post", "fb-video", "fb-reel")
_AMP: dict[str, tuple[str, str]] = {
    "amp-youtube": ("data-videoid", "https://youtu.be/{}"),
    "amp-twitter": ("data-tweetid", "https://x.com/i/status/{}"),
    "amp-instagram": ("data-shortcode", "https://www.instagram.com/p/{}/"),
    "amp-vimeo": ("data-videoid", "https://vimeo.com/{}"),
    "amp-tiktok": ("data-src", "https://www.tiktok.com/@_/video/{}"),
    "amp-facebook": ("data-href", "{}"),
    "amp-iframe": ("src", "{}"),
    "amp-video": ("src", "{}"),
    "amp-audio": ("src", "{}"),
}


def original(address: str) -> str:
    """Return the address for people of what a player's address shows."""
    address = address.strip()
    if address.startswith("//"):
        address = f"https:{address}"
    if carried := _CARRIER.match(address):
        return unquote(carried[1])
    for form, plain in _PLAYERS:
        if found := form.fullmatch(address):
            return found.expand(plain)
    return address


def built_embeds(body: Element, story: Story) -> None:
    """Build the embeds of the tree."""
    for element in list(body.iter()):
        if step := _STEPS.get(element.tag):
            step(element, story)
        elif element.tag in _AMP:
            key, address = _AMP[element.tag]
            _stand_in(element, address.format(element.get(key, "")), element.tag, story)
        elif element.tag in ("blockquote", "div") and element.get("class"):
            _widget(element, story)


def _build(element: Element, address: str, story: Story) -> bool:
    """Make the element the embed or the link to the address. False, and nothing done, when it leads nowhere."""
    address = original(address)
    found = embed_of(address)
    if found and found[0] in PROVIDERS:
        become(element, "div", data_embed=found[0], data_id=found[1])
    elif safe_address(href := settled(address, story.hosts)):
        become(element, "p")
        link = element.makeelement("a", href=href)
        is_own_file = href.startswith("/") and "/uploads/" in href
        link.text = unquote(href.rpartition("/")[2]) if is_own_file else address
        element.append(link)
    else:
        return False
    story.built[element] = None
    return True


def _stand_in(element: Element, address: str, name: str, story: Story) -> None:
    """Put the embed in the place of an element that only shows it."""
    is_done = _build(element, address, story)
    story.media.count(f"<{name}>", "converted" if is_done else "dropped", address)
    if not is_done:
        drop(element)


def _frame(element: Element, story: Story) -> None:
    address = next(
        (element.get(key) for key in _SOURCES if element.get(key, "").strip(" ").startswith(("http", "//"))), ""
    )
    is_tracker = element.get("width") in ("0", "1") or "googletagmanager.com" in address
    _stand_in(element, "" if is_tracker else address, element.tag, story)


def _object(element: Element, story: Story) -> None:
    """Flash films, and files that were shown in the page."""
    addresses = [element.get("data", ""), element.get("src", "")]
    addresses += [inner.get("value", "") for inner in element.iter("param") if inner.get("name") in ("movie", "src")]
    addresses += [inner.get("src", "") for inner in element.iter("embed")]
    web = [address for address in addresses if address.startswith(("http", "//", "/"))]
    inner = next((frame for frame in element.iter("iframe")), None)
    _stand_in(element, web[0] if web else (inner.get("src", "") if inner is not None else ""), element.tag, story)


def _player(element: Element, story: Story) -> None:
    addresses = [element.get("src", ""), *(source.get("src", "") for source in element.iter("source", "a"))]
    addresses += [link.get("href", "") for link in element.iter("a")]
    _stand_in(element, next((address for address in addresses if address.strip()), ""), element.tag, story)


def _telegram(element: Element, story: Story) -> None:
    post = element.get("data-telegram-post", "")
    if post:
        _stand_in(element, f"https://t.me/{post}", "telegram", story)


def _embed(element: Element, story: Story) -> None:
    """What a shortcode, a block or an address on a line of its own stands for. What it held besides follows it."""
    address = element.get("data-url", "") or _first_address(element)
    if any(parent.tag == "a" for parent in element.iterancestors()):
        become(element, "span").text = address
        return
    embed = element.makeelement("div")
    if _build(embed, address, story):
        element.addprevious(embed)
        _drop_copies(element, address)
    unwrap(element)


def _drop_copies(element: Element, address: str) -> None:
    """Take out what else says the same address: the words that a block holds it in, the frame that was made of it."""
    found = embed_of(original(address))
    for inner in list(islice(element.iter(), _MOST_IN_AN_EMBED)):
        if inner.text and inner.text.strip() == address and inner.tag != "figcaption":
            inner.text = None
        if found and inner.tag in ("iframe", "blockquote") and found in map(embed_of, _addresses_in(inner)):
            drop(inner)


def _addresses_in(element: Element) -> list[str]:
    links = [link.get("href", "") for link in reversed(list(element.iter("a")))]
    own = [element.get(key, "") for key in ("data-instgrm-permalink", "cite", "data-href", *_SOURCES)]
    return [original(address) for address in (*own, *links) if address]


def _first_address(element: Element) -> str:
    held = list(islice(element.iter(), _MOST_IN_AN_EMBED))
    texts = [text for inner in held for text in (inner.text, inner.tail) if text]
    if found := next((found for text in texts if (found := ADDRESS_ALONE.fullmatch(text))), None):
        return found[1]
    return next((inner.get("src", "") for inner in held if inner.tag == "iframe" and inner.get("src")), "")


def _paragraph(element: Element, story: Story) -> None:
    """An address that is a whole paragraph was shown as what it leads to."""
    if len(element) == 0 and element.text and (found := ADDRESS_ALONE.fullmatch(element.text)):
        _build(element, found[1], story)


def _widget(element: Element, story: Story) -> None:
    """Posts that were pasted as a quotation with a script behind it; without the script it is the words only."""
    classes = classes_of(element)
    name = next((each for each in (*_QUOTED, *_FRAMED) if each in classes), "")
    if not name:
        return
    known = next((address for address in _addresses_in(element) if embed_of(address)), "")
    if known:
        _stand_in(element, known, name, story)
    elif name in _FRAMED:
        _stand_in(element, element.get("data-href", ""), name, story)


_STEPS: dict[str, Callable[[Element, Story], None]] = {
    "iframe": _frame,
    "object": _object,
    "embed": _object,
    "video": _player,
    "audio": _player,
    "script": _telegram,
    "wp-embed": _embed,
    "p": _paragraph,
}
