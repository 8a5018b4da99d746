"""Blocks of the newer editor. Their comments go, the HTML between them stays.

Of most kinds the HTML says all. A kind whose comment says more has a small function here that returns what to put
around the HTML: elements that are built once the whole text is a tree. What an old site filled in at every view
(latest posts, a search form) holds nothing of the story, and is reported.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from articles.legacy.convert.wordpress import autop, raw
from articles.legacy.convert.wordpress.story import Story, start_tag
from articles.legacy.records import Kind

_NAME = re.compile(r"(/?)wp:([a-z][a-z0-9_-]*(?:/[a-z][a-z0-9_-]*)?)", re.IGNORECASE)
_FARTHEST = 200  # how many open blocks a closing comment may close with its own
_DEEPEST_REUSE = 10

Attributes = dict[str, object]
Around = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Comment:
    name: str  # without "core/"
    attributes: Attributes
    is_closing: bool
    is_self_closing: bool
    said: str


def with_blocks(text: str, said: list[str], story: Story) -> str:
    """Return the text without the marks for the comments of its blocks; `said` is what those comments said."""
    return "".join(_pieces(text, said, story, inside=()))


def _pieces(text: str, said: list[str], story: Story, inside: tuple[str, ...]) -> Iterator[str]:
    """Yield the HTML in order. `inside` names the reusable blocks that this text is the text of."""
    open_blocks: list[tuple[str, str]] = []  # name, and what to write behind it
    parts = raw.BLOCK.split(text)
    for index, part in enumerate(parts):
        if index % 2 == 0:
            is_classic = not open_blocks or open_blocks[-1][0] in ("freeform", "classic")
            yield autop.with_paragraphs(part) if is_classic and part.strip() else part
            continue
        comment = _comment(said[int(part)], story)
        if comment is None:
            continue
        if comment.is_closing:
            yield from _closed(open_blocks, comment.name)
        elif comment.name == "block":
            yield from _reused(comment, story, inside)
            if not comment.is_self_closing:
                open_blocks.append((comment.name, ""))
        else:
            before, after = _around(comment, story)
            yield before
            if comment.is_self_closing:
                yield after
            else:
                open_blocks.append((comment.name, after))
    yield from (after for _, after in reversed(open_blocks))


def _closed(open_blocks: list[tuple[str, str]], name: str) -> Iterator[str]:
    """Close the block of this name and what was left open in it. A closing comment that closes nothing is nothing."""
    if not any(open_name == name for open_name, _ in open_blocks[-_FARTHEST:]):
        return
    while open_blocks:
        open_name, after = open_blocks.pop()
        yield after
        if open_name == name:
            return


def _comment(said: str, story: Story) -> Comment | None:
    name = _NAME.match(said)
    if not name:
        return None
    rest = said[name.end() :].strip()
    is_self_closing = rest.endswith("/")
    rest = rest.removesuffix("/").strip()
    attributes: Attributes = {}
    if rest and not name[1]:
        try:
            read = json.loads(rest)
        except (ValueError, RecursionError):
            read = None
        if isinstance(read, dict):
            attributes = read
        else:
            story.warn(Kind.OTHER, said, "the settings of a block cannot be read")
    return Comment(name[2].lower().removeprefix("core/"), attributes, bool(name[1]), is_self_closing, said)


def _around(comment: Comment, story: Story) -> Around:
    if comment.name.startswith("core-embed/"):
        around = _embed(comment.attributes)
    elif kind := KINDS.get(comment.name):
        around = kind(comment.attributes)
    else:
        around = ("", "")
    is_empty = comment.is_self_closing and around == ("", "")
    if is_empty and comment.name not in _SAY_NOTHING:
        story.media.count(f"wp:{comment.name}", "dropped", comment.said)
    return around


def _reused(comment: Comment, story: Story, inside: tuple[str, ...]) -> Iterator[str]:
    old_id = _number(comment.attributes.get("ref"))
    html = story.blocks.get(old_id)
    if html is None or old_id in inside or len(inside) >= _DEEPEST_REUSE:
        story.warn(Kind.OTHER, comment.said, "a block that stands elsewhere and is not in the export")
        story.media.count("wp:block", "dropped", comment.said)
        return
    story.spend(html.count("<") + len(html) // 1000 + 1)
    story.media.count("wp:block", "converted", comment.said)
    text, said = raw.settled(html)
    yield from _pieces(text, said, story, (*inside, old_id))


def _number(value: object) -> str:
    """Return an old id as digits, "" when it is none."""
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    return text if re.fullmatch(r"\d{1,20}", text) else ""


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


# What each kind's comment says


def _image(attributes: Attributes) -> Around:
    old_id = _number(attributes.get("id"))
    return (start_tag("wp-picture", data_id=old_id), "</wp-picture>") if old_id else ("", "")


def _media_text(attributes: Attributes) -> Around:
    return _image({"id": attributes.get("mediaId")}) if attributes.get("mediaType") != "video" else ("", "")


def _cover(attributes: Attributes) -> Around:
    """The picture of an old cover is in its style only; a newer one has an img as well, and shows it once."""
    url, old_id = _text(attributes.get("url")), _number(attributes.get("id"))
    if attributes.get("backgroundType") == "video" or not (url or old_id):
        return "", ""
    return start_tag("wp-cover", data_id=old_id, data_url=url), "</wp-cover>"


def _gallery(attributes: Attributes) -> Around:
    ids = attributes.get("ids")
    numbers = [number for number in map(_number, ids) if number] if isinstance(ids, list) else []
    return start_tag("wp-gallery", data_ids=",".join(numbers)), "</wp-gallery>"


def _embed(attributes: Attributes) -> Around:
    return start_tag("wp-embed", data_url=_text(attributes.get("url"))), "</wp-embed>"


KINDS: dict[str, Callable[[Attributes], Around]] = {
    "image": _image,
    "media-text": _media_text,
    "cover": _cover,
    "cover-image": _cover,
    "gallery": _gallery,
    "embed": _embed,
}
# Self-closing, and no loss: they are room, breaks and teasers.
_SAY_NOTHING = frozenset({"spacer", "separator", "nextpage", "more"})
