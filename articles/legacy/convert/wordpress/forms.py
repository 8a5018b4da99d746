"""What each shortcode of WordPress and of its plugins becomes: a REGISTRY of small functions.

A function takes the shortcode and the story and returns HTML; "" when nothing of it stays. Those of our schema's blocks
return the elements `wp-figure`, `wp-gallery` and `wp-embed`, which are built once the whole text is a tree. To teach
the import another shortcode, add a function. What is in no registry loses its tags, keeps the words inside and is
reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from articles.legacy.convert import shortcodes
from articles.legacy.convert.media import usual_address
from articles.legacy.convert.shortcodes import Shortcode
from articles.legacy.convert.wordpress.story import Story, start_tag
from articles.legacy.records import Kind

Form = Callable[[Shortcode, Story], str]

FORMS: dict[str, Form] = {}
# These are taken with the text they hold; their functions decide what of it stays.
ENCLOSING = frozenset(
    {*("pullquote", "su_quote", "vc_raw_html", "vc_raw_js", "et_pb_code", "fusion_code", "su_youtube", "fvplayer")}
)
_OLD_ID = re.compile(r"(?:attachment_|figure_)?(\d{1,20})")
_NUMBER = re.compile(r"\d{1,20}")
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|center|section|h[1-6]|dl|dt|dd|figure|figcaption)\b[^<>]*>|\s*\n\s*", re.IGNORECASE
)
_FILES = ("src", "mp4", "m4v", "webm", "ogv", "flv", "wmv", "mp3", "m4a", "ogg", "wav", "wma", "link", "url", "href")


def form(*names: str) -> Callable[[Form], Form]:
    """Enter a function under the names of the shortcodes that it answers for."""

    def enter(function: Form) -> Form:
        FORMS.update(dict.fromkeys(names, function))
        return function

    return enter


def rendered(text: str, story: Story) -> str:
    """Return the text with its shortcodes replaced. None of them is left, whatever it was."""
    if "[" not in text:
        return text
    out: list[str] = []
    is_in_tag = False
    for part in shortcodes.parse(text, ENCLOSING):
        if isinstance(part, str):
            out.append(part)
            is_in_tag = _ends_in_tag(part, is_in_tag)
        elif part.is_literal:
            story.media.note(part, "converted")
            out.append(part.raw[1:-1])
        else:
            html = "" if is_in_tag else _form_of(part, story)
            story.media.note(part, "converted" if html else "dropped")
            out.append(html or _left_over(part, story))
    return "".join(out)


def _form_of(shortcode: Shortcode, story: Story) -> str:
    function = None if shortcode.raw.startswith("[/") else FORMS.get(shortcode.name)
    return function(shortcode, story) if function else ""


def _left_over(shortcode: Shortcode, story: Story) -> str:
    """Return what is kept of a shortcode that becomes nothing: the words that it holds, unless they are program."""
    if shortcode.content is not None and shortcode.name not in _PROGRAM:
        return rendered(shortcode.content, story)
    return " " if shortcode.leaves_gap else ""


def _ends_in_tag(text: str, is_in_tag: bool) -> bool:
    opening, closing = text.rfind("<"), text.rfind(">")
    if opening > closing:
        return bool(re.match(r"</?[A-Za-z]", text[opening : opening + 3]))
    return is_in_tag and closing < 0


# WordPress's own


@form("caption", "wp_caption")
def _caption(shortcode: Shortcode, story: Story) -> str:
    """The new form holds the picture and then the words, the old one has the words in an attribute."""
    if shortcode.content is None:
        return ""
    held = _BLOCK_TAG.sub(" ", rendered(shortcode.content, story)).strip()
    found = _OLD_ID.fullmatch(shortcode.attributes.get("id", "").strip())
    caption = shortcode.attributes.get("caption", "")
    words = f"<wp-caption>{caption}</wp-caption>" if caption.strip() else ""
    return f"{start_tag('wp-figure', data_id=found[1] if found else '')}{held}{words}</wp-figure>"


@form("gallery")
def _gallery(shortcode: Shortcode, story: Story) -> str:
    attributes = shortcode.attributes
    ids = _NUMBER.findall(attributes.get("ids", "") or attributes.get("include", ""))
    if not ids:
        excluded = set(_NUMBER.findall(attributes.get("exclude", "")))
        ids = [old_id for old_id in story.record.children if old_id not in excluded]
        if attributes.get("order", "").upper() == "DESC":
            ids.reverse()
    return _gallery_of(ids, shortcode, story)


@form("vc_gallery", "vc_media_grid", "vc_images_carousel", "av_gallery", "et_pb_gallery", "fusion_gallery", "slideshow")
def _plugin_gallery(shortcode: Shortcode, story: Story) -> str:
    keys = ("images", "include", "ids", "gallery_ids", "image_ids")
    return _gallery_of(_NUMBER.findall(next(filter(None, map(shortcode.attributes.get, keys)), "")), shortcode, story)


def _gallery_of(ids: list[str], shortcode: Shortcode, story: Story) -> str:
    story.spend(len(ids))
    if not ids:
        story.warn(Kind.IMAGE, shortcode.raw, "a gallery that does not say which pictures it shows")
        return ""
    return f"{start_tag('wp-gallery', data_ids=','.join(ids))}</wp-gallery>"


@form(*("embed", "youtube", "vimeo", "tweet", "twitter", "instagram", "facebook", "telegram", "tiktok", "soundcloud"))
@form(*("video", "audio", "wpvideo", "googlemaps", "su_youtube", "su_youtube_advanced", "su_vimeo", "su_video"))
@form(*("su_audio", "vc_video", "vc_gmaps", "et_pb_video", "av_video", "fusion_youtube", "fusion_vimeo", "fvplayer"))
@form(*("googlemap", "youtube_sc", "instagram-embed", "twitter-tweet", "fb_embed", "wp_video", "kyte", "dailymotion"))
def _embed(shortcode: Shortcode, story: Story) -> str:
    address = _file_of(shortcode) or shortcode.address or usual_address(shortcode)
    if not address:
        story.warn(Kind.OTHER, shortcode.raw, "an embed without an address")
        return ""
    return f"{start_tag('wp-embed', data_url=address)}</wp-embed>"


def _file_of(shortcode: Shortcode) -> str:
    values = (shortcode.attributes.get(key, "").strip() for key in _FILES)
    return next((value for value in values if value.startswith(("/", "http://", "https://"))), "")


@form("playlist")
def _playlist(shortcode: Shortcode, story: Story) -> str:
    story.warn(Kind.OTHER, shortcode.raw, "a list of sound or film files, which are not taken over")
    return ""


# Plugins


@form("vc_single_image", "av_image", "fusion_imageframe", "et_pb_image", "us_image", "image")
def _image(shortcode: Shortcode, story: Story) -> str:
    values = [shortcode.attributes.get(key, "").strip() for key in ("image", "attachment", "image_id", "src", "url")]
    old_id = next((value for value in values if _NUMBER.fullmatch(value)), "")
    address = _file_of(shortcode)
    if not (old_id or address):
        return ""
    image = start_tag("img", src=address, alt=shortcode.attributes.get("alt", "")) if address else ""
    return f"{start_tag('wp-figure', data_id=old_id)}{image}</wp-figure>"


@form("vc_custom_heading")
def _heading(shortcode: Shortcode, story: Story) -> str:
    words = shortcode.attributes.get("text", "")
    return f"\n\n<h2>{escape(words, quote=False)}</h2>\n\n" if words.strip() else ""


@form("pullquote", "su_quote")
def _quote(shortcode: Shortcode, story: Story) -> str:
    held = rendered(shortcode.content or "", story)
    cite = shortcode.attributes.get("cite", "")
    name = f"<cite>{escape(cite, quote=False)}</cite>" if cite.strip() else ""
    return f"\n\n<wp-quote>{held}{name}</wp-quote>\n\n" if held.strip() else ""


_PROGRAM = frozenset({"vc_raw_html", "vc_raw_js", "et_pb_code", "fusion_code"})


@form(*_PROGRAM)
def _program(shortcode: Shortcode, story: Story) -> str:
    if shortcode.content:
        story.warn(Kind.OTHER, shortcode.raw, "program text in a shortcode, dropped with what it holds")
    return ""
