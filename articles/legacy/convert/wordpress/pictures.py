"""Pictures and galleries of the tree: each becomes a figure that knows the picture, its caption, credit and alt."""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile

from articles.legacy.convert import captions
from articles.legacy.convert.wordpress import images
from articles.legacy.convert.wordpress.links import settled
from articles.legacy.convert.wordpress.story import Picture, Story
from articles.legacy.convert.wordpress.tree import Element, become, classes_of, drop, move_children, unwrap, words_of
from articles.legacy.records import Kind
from cms.lib.richtext import safe_address

_PICTURES = ("img", "amp-img")
_GALLERIES = frozenset(
    {"wp-block-gallery", "gallery", "tiled-gallery", "wp-block-jetpack-tiled-gallery", "blocks-gallery-grid"}
)
_CAPTIONS = frozenset(
    {"wp-caption-text", "wp-caption-dd", "gallery-caption", "wp-element-caption", "tiled-gallery-caption"}
)
_CLASS_ID = re.compile(r"(?:wp-image|attachment)-(\d{1,20})")
_NUMBER = re.compile(r"\d{1,20}")
_LAZY = ("data-src", "data-lazy-src", "data-original", "data-orig-file", "data-large-file", "data-litespeed-src")
_HAS_WORDS = "data-has-words"  # so that a link around a thousand pictures is read once
_NOTHING = re.compile(r"data:|about:|(?:.*/)?(?:blank|spacer|transparent|placeholder|lazy|1x1|trans)\.(?:gif|png|svg)")


def built_pictures(body: Element, story: Story) -> None:
    """Build the figures of the tree. A frame is built with all that it holds, so the outermost come first."""
    for element in list(body.iter()):
        name = element.tag
        if element in story.built:
            continue
        if name == "wp-gallery" or (name in ("figure", "div", "ul") and _GALLERIES & set(classes_of(element))):
            _gallery(element, story)
        elif name == "wp-cover":
            _cover(element, story)
        elif name in ("figure", "wp-figure", "wp-picture") or (
            name in ("div", "dl") and "wp-caption" in classes_of(element)
        ):
            _frame(element, story)
        elif name in _PICTURES:
            _alone(element, story)


# The three ways in which pictures stand in a text


def _alone(image: Element, story: Story, framed_id: str = "") -> None:
    if picture := _picture_of(image, story, framed_id):
        target, alt = _target(image, story), _alt(image)
        figure = _figure(become(image, "figure"), picture, None, story, alt=alt)
        _link_after(figure, target)
    else:
        _lose(image, story)


def _frame(frame: Element, story: Story) -> None:
    """A picture with what belongs to it. A frame of several pictures is a gallery, one of none is let alone."""
    pictures = list(frame.iter(*_PICTURES))
    old_id = _own_id(frame)
    if len(pictures) > 1 and frame.tag != "wp-picture":
        _gallery(frame, story)
        return
    if len(pictures) > 1 or not (pictures or (old_id and frame.tag in ("wp-figure", "wp-picture"))):
        unwrap(frame)
        return
    image = pictures[0] if pictures else frame.makeelement("img")
    picture = _picture_of(image, story, old_id)
    if picture is None:
        _lose(image, story)
        unwrap(frame)
        return
    alt, target = _alt(image), _target(image, story)
    drop(image)
    figure = frame.makeelement("figure")
    frame.addprevious(figure)
    _figure(figure, picture, _caption_of(frame), story, alt=alt)
    _link_after(figure, target)
    unwrap(frame)


def _cover(cover: Element, story: Story) -> None:
    """The picture behind words: as a figure in front of them. Newer covers hold it, older ones name it in a style."""
    old_id, address = cover.get("data-id", ""), cover.get("data-url", "")
    held = next((image for image in cover.iter("img") if "wp-block-cover__image-background" in classes_of(image)), None)
    if held is not None:
        _alone(held, story, old_id)
    elif picture := story.picture(old_id, address):
        figure = cover.makeelement("figure")
        cover.addprevious(figure)
        _figure(figure, picture, None, story, alt=None)
    unwrap(cover)


def _gallery(box: Element, story: Story) -> None:
    """A gallery from the pictures it holds or, where it holds none, from the numbers it names."""
    gallery = box.makeelement("div")
    gallery.set("data-gallery", "")
    story.built[gallery] = None
    items = _items_of(box)
    for image, item in items.items():
        picture = _picture_of(image, story, _framed_id(image, item))
        if picture is None:
            _lose(image, story)
            continue
        alt = _alt(image)
        drop(image)
        figure = box.makeelement("figure")
        gallery.append(figure)
        _figure(figure, picture, None if item is image else _caption_of(item), story, alt=alt)
    if not items:
        for old_id in dict.fromkeys(number for number in box.get("data-ids", "").split(",") if number):
            figure = box.makeelement("figure")
            gallery.append(figure)
            _figure(figure, story.attachment(old_id), None, story, alt=None)
    box.addprevious(gallery)
    for inner in box.iter("figure", "wp-picture", "wp-figure", "wp-gallery", "ul", "ol", "li", "div"):
        if inner not in story.built:
            inner.tag = "div"
            inner.attrib.clear()


def _items_of(box: Element) -> dict[Element, Element]:
    """Return for each picture of a gallery the widest part that holds no other: its caption is there too."""
    images_in: Counter[Element] = Counter()
    around: dict[Element, list[Element]] = {}
    for image in box.iter(*_PICTURES):
        around[image] = list(takewhile(lambda parent: parent is not box, image.iterancestors()))
        images_in.update(around[image])
    return {
        image: next((parent for parent in reversed(parents) if images_in[parent] == 1), image)
        for image, parents in around.items()
    }


def _framed_id(image: Element, item: Element) -> str:
    """Return the number that a block or a shortcode around the picture, within its part of the gallery, states."""
    for parent in image.iterancestors():
        if parent.tag in ("wp-picture", "wp-figure"):
            return parent.get("data-id", "")
        if parent is item:
            break
    return ""


# What a figure says


def _figure(figure: Element, picture: Picture, caption: Element | None, story: Story, *, alt: str | None) -> Element:
    text = words_of(caption) if caption is not None else ""
    parted = captions.part(text)
    figure.set("data-picture", picture.uid)
    if alt is not None:
        figure.set("data-alt", alt)
    if parted.credit:
        figure.set("data-credit", parted.credit)
    if parted.text:
        shown = figure.makeelement("figcaption")
        if not parted.credit or _cut_off(caption, text, parted.text):
            move_children(caption, shown)
        else:
            shown.text = parted.text
        figure.append(shown)
    if caption is not None:
        drop(caption)
    story.built[figure] = picture
    story.keep(picture, caption=parted.text, credit=parted.credit, alt=alt or "")
    return figure


def _cut_off(caption: Element, text: str, shown: str) -> bool:
    """Take the credit off the end of a caption whose other words have marks or links. False where it cannot be told."""
    credit = text[len(shown) :].strip() if text.startswith(shown) else ""
    last = caption[-1] if len(caption) else None
    tail = " ".join(last.tail.split()) if last is not None and last.tail else ""
    if not (credit and tail.endswith(credit)):
        return False
    space = " " if last.tail[0].isspace() else ""
    last.tail = space + tail.removesuffix(credit).rstrip()
    return True


def _caption_of(frame: Element) -> Element | None:
    """Return an element, in the frame or of its own, that holds the caption and will be emptied."""
    for inner in frame.iter("wp-caption", "figcaption", "p", "dd", "div", "dt"):
        if inner.tag in ("wp-caption", "figcaption") or _CAPTIONS & set(classes_of(inner)):
            return inner
    shortcode = next(frame.iter("wp-figure"), None)
    if shortcode is None:
        return None
    caption = shortcode.makeelement("figcaption")
    move_children(shortcode, caption)
    shortcode.append(caption)
    return caption


def _alt(image: Element) -> str | None:
    """Return what the text says instead of the library's alt: None for nothing, "" that the picture is decoration."""
    alt = " ".join(image.get("alt", "").split())
    return "" if not alt and image.get("role") in ("presentation", "none") else alt or None


def _own_id(element: Element) -> str:
    """Return the number of an attachment that an element states: its own, or the one that a frame was given."""
    for value in (element.get("data-id", ""), element.get("data-attachment-id", "")):
        if _NUMBER.fullmatch(value):
            return value
    return next((found[1] for each in classes_of(element) if (found := _CLASS_ID.fullmatch(each))), "")


def _picture_of(image: Element, story: Story, framed_id: str) -> Picture | None:
    return story.picture(_own_id(image) or framed_id, _address_of(image))


def _address_of(image: Element) -> str:
    """Return where the picture is, also where a page was to load it later or in several sizes."""
    candidates = [image.get("src", ""), *(image.get(key, "") for key in _LAZY)]
    candidates += [images.largest_of(image.get(key, "")) for key in ("srcset", "data-srcset", "data-lazy-srcset")]
    stripped = (candidate.strip() for candidate in candidates)
    return next((each for each in stripped if each and not _NOTHING.match(each.lower())), "")


def _lose(image: Element, story: Story) -> None:
    source, alt = image.get("src", ""), _alt(image)
    story.warn(Kind.IMAGE, source or alt or "img", "a picture without an address or number, dropped")
    drop(image)


# The link around a picture


def _target(image: Element, story: Story) -> str:
    """Return where a picture was linked to, "" for its own file or page. The link around it is taken away."""
    link = next((parent for parent in image.iterancestors("a")), None)
    if link is None:
        return ""
    href = settled(link.get("href", ""), story.hosts)
    if link.get(_HAS_WORDS) or words_of(link):
        link.set(_HAS_WORDS, "yes")
        return ""  # the words are linked, and stay so
    is_own_page = "attachment" in link.get("rel", "") or "attachment_id=" in href
    unwrap(link)
    if is_own_page or images.is_picture_file(href) or "/wp-content/uploads/" in href:
        return ""
    return safe_address(href)


def _link_after(figure: Element, target: str) -> None:
    """Keep a link to elsewhere: on the caption's words, or as words behind a picture without caption."""
    if not target:
        return
    caption = figure.find("figcaption")
    if caption is not None and next(caption.iter("a"), None) is None:
        link = figure.makeelement("a", href=target)
        move_children(caption, link)
        caption.append(link)
    elif caption is None:
        paragraph = figure.makeelement("p")
        link = figure.makeelement("a", href=target)
        link.text = target
        paragraph.append(link)
        figure.addnext(paragraph)
