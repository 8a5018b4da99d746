"""WordPress shortcodes as they stand raw in a dump: told from prose in brackets, and taken out of the text.

A tag is `[name key="value"]`, `[/name]` or `[name /]`; `[[name]]` is how WordPress prints one. Brackets in prose,
"[sic]" or "[the president]", are text. A tag never holds another bracket, so one pass finds them all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

_TAG = re.compile(r"(\[?)\[(/?)([A-Za-z][\w-]{0,40})((?:[\s=/][^\[\]]{0,4000})?)\](\]?)")
_BROKEN_OFF = re.compile(r"\[(/?)([A-Za-z][\w-]{0,40})((?:[\s=][^\[\]]*)?)$")
_QUOTED_PAIR = re.compile(r"\s*=?\s*[\w-]+\s*=\s*[\"'“”″„«]")
_BARE_PAIRS = re.compile(r"(?:\s+[\w-]+=[^\s=]+)+\s*/?")
_PAIR = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"?|'([^']*)'?|[“”″„«]([^“”″„»]*)[“”″»]?|([^\s"'“”]+))""")
_ADDRESS = re.compile(r"https?://[^\s\"'<>\[\]“”]+")

CAPTIONS = frozenset({"caption", "wp_caption"})
EMBEDS = frozenset(
    {"embed", "youtube", "vimeo", "tweet", "twitter", "instagram", "facebook", "telegram", "tiktok", "soundcloud"}
)
FILMS = frozenset({"video", "audio", "playlist"})
_ENCLOSING = CAPTIONS | EMBEDS | FILMS
# Without attributes these are still no words for a reader.
_OTHERS = frozenset(
    {
        *("gallery", "contact-form-7", "contact-form", "gravityform", "wpforms", "mailpoet_form", "newsletter_form"),
        *("mc4wp_form", "ninja_form", "formidable", "rev_slider", "layerslider", "smartslider3", "nggallery", "poll"),
        *("toc", "adrotate", "addtoany", "sharethis", "jetpack-related-posts", "googlemaps", "wpvideo", "slideshow"),
    }
)
KNOWN = _ENCLOSING | _OTHERS
_BUILDERS = (
    "vc_",
    "et_pb_",
    "sc_",
    "su_",
    "td_",
    "tdb_",
    "tdc_",
    "av_",
    "fusion_",
    "wpv-",
    "elementor-",
    "ux_",
    "qode_",
)
# These stand inside a word or a sentence: taking them out leaves no gap, "[dropcap]T[/dropcap]he".
_INLINE = frozenset(
    {*("dropcap", "drop_cap", "highlight", "tooltip", "color", "size", "b", "i", "u", "em", "strong", "su_highlight")}
)


@dataclass(slots=True)
class Shortcode:
    """`content` is the text that a tag of a known enclosing kind holds; None when it holds none or was left open."""

    name: str
    raw: str
    attributes: dict[str, str] = field(default_factory=dict)
    content: str | None = None
    is_broken_off: bool = False  # the copy ends within the opening tag
    is_literal: bool = False  # [[name]]: to be shown as [name]

    @property
    def leaves_gap(self) -> bool:
        return self.name not in _INLINE

    @property
    def address(self) -> str:
        """The first web address in the tag or in what it holds, else ""."""
        found = _ADDRESS.search(unescape(f"{self.raw} {self.content or ''}"))
        return found.group().rstrip(".,;)") if found else ""


def parse(text: str, enclosing: frozenset[str] = frozenset()) -> list[str | Shortcode]:
    """Return the text and the shortcodes in order. Together they are the whole of the text.

    `enclosing` names further kinds, beside captions, embeds and films, that are taken with the text they hold.
    """
    tags = list(_TAG.finditer(text))
    closed = {tag[3].lower() for tag in tags if tag[2]} | enclosing
    tags = [tag for tag in tags if _is_shortcode(tag, closed)]
    parts: list[str | Shortcode] = []
    position = 0
    for tag, closing in zip(tags, _closing_tags(tags, _ENCLOSING | enclosing), strict=True):
        if tag.start() < position:
            continue  # inside one that has been taken as a whole
        is_literal = bool(tag[1] and tag[5])
        start = tag.start() if is_literal else tag.start() + len(tag[1])
        end = tag.end() if is_literal else tag.end() - len(tag[5])
        shortcode = Shortcode(tag[3].lower(), text[start:end], _attributes(tag[4]), is_literal=is_literal)
        if closing and not is_literal:
            shortcode.content = text[end : closing.start() + len(closing[1])]
            end = closing.end() - len(closing[5])
            shortcode.raw = text[start:end]
        parts += [text[position:start], shortcode]
        position = end
    return [part for part in [*parts, *_parse_end(text[position:])] if part != ""]


def without_tags(text: str) -> str:
    """Return what a reader would see of a text that stands inside a shortcode."""
    return "".join(part if isinstance(part, str) else " " for part in _flat(text))


def _flat(text: str) -> list[str | Shortcode]:
    parts: list[str | Shortcode] = []
    for part in parse(text):
        # One level is enough: what stands inside a known shortcode inside a caption is an address.
        parts.append(
            part if isinstance(part, str) or part.name in EMBEDS | FILMS else _TAG.sub(" ", part.content or "")
        )
    return parts


def _closing_tags(tags: list[re.Match[str]], enclosing: frozenset[str]) -> list[re.Match[str] | None]:
    """Return for each opening tag of an enclosing kind the closing one, if that comes before another opening one."""
    following: dict[str, re.Match[str]] = {}
    closing: list[re.Match[str] | None] = []
    for tag in reversed(tags):
        name = tag[3].lower()
        after = following.get(name)
        encloses = name in enclosing and not tag[2] and not tag[4].rstrip().endswith("/")
        closing.append(after if encloses and after and after[2] else None)
        following[name] = tag
    return closing[::-1]


def _is_shortcode(tag: re.Match[str], closed: set[str]) -> bool:
    name, rest = tag[3], unescape(tag[4])
    if tag[2]:
        return not rest.strip()
    if name in KNOWN or name.lower() in closed or name.startswith(_BUILDERS):
        return not rest or name not in KNOWN or not rest[0].isspace() or _is_call(name, rest)
    return bool(_QUOTED_PAIR.match(rest) or _BARE_PAIRS.fullmatch(rest) or rest.strip() == "/")


def _is_call(name: str, rest: str) -> bool:
    """Whether what follows a known name makes it a tag: "[video https://...]", not "[video of the speech]"."""
    words = rest.split()
    return (
        name in CAPTIONS
        or not words
        or any("=" in word or "://" in word or word.isdigit() or word == "/" for word in words)
    )


def _parse_end(text: str) -> list[str | Shortcode]:
    """Part the end of the text where the copy was cut within a tag."""
    last = text.rfind("[")
    tag = _BROKEN_OFF.match(text, last) if last >= 0 else None
    if not tag or not (tag[2] in KNOWN or _QUOTED_PAIR.match(unescape(tag[3])) or tag[2].startswith(_BUILDERS)):
        return [text]
    if not tag[1] and not tag[3].strip():
        return [text]
    return [text[:last], Shortcode(tag[2].lower(), tag[0], _attributes(tag[3]), is_broken_off=True)]


def _attributes(text: str) -> dict[str, str]:
    if '"' in text or "'" in text:  # so quotes that are written as entities belong to the value
        return {key.lower(): unescape("".join(values)) for key, *values in _PAIR.findall(text)}
    return {key.lower(): "".join(values) for key, *values in _PAIR.findall(unescape(text))}
