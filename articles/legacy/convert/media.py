"""What shortcodes become: figures that know the old picture, galleries, embeds and links; all of it counted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape

from articles.legacy.convert import captions, shortcodes
from articles.legacy.convert.embeds import embed_of
from articles.legacy.convert.shortcodes import Shortcode
from articles.legacy.records import ImageRecord, Kind, Place, Problem, Severity, ShortcodeNote
from cms.lib.identity import stable_id
from cms.lib.richtext import safe_address

_EXAMPLES = 3
_EXAMPLE_LENGTH = 120
_OLD_ID = re.compile(r"(?:attachment_)?(\d{1,20})")
_NUMBER = re.compile(r"\d{1,20}")


@dataclass(slots=True)
class Media:
    """Collects the pictures, notes and problems of one body."""

    place: Place
    source: str
    images: dict[str, ImageRecord] = field(default_factory=dict)
    notes: dict[tuple[str, str], ShortcodeNote] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def block(self, shortcode: Shortcode) -> str:
        """Return the HTML of the block that the shortcode becomes; "" if it is dropped. Either is noted."""
        if shortcode.raw.startswith("[/"):
            html = ""
        elif shortcode.name in shortcodes.CAPTIONS:
            html = self._figure_of(shortcode)
        elif shortcode.name == "gallery":
            html = self._gallery(shortcode)
        elif shortcode.name in shortcodes.EMBEDS or shortcode.name in shortcodes.FILMS:
            html = self._embed(shortcode)
        else:
            html = ""
        self.note(shortcode, "converted" if html else "dropped")
        return html

    def note(self, shortcode: Shortcode, action: str) -> None:
        self.count(shortcode.name, action, shortcode.raw)

    def count(self, name: str, action: str, example: str) -> None:
        note = self.notes.setdefault((name, action), ShortcodeNote(name, action))
        note.count += 1
        if len(note.examples) < _EXAMPLES:
            note.examples.append(example[:_EXAMPLE_LENGTH])

    def keep(self, image: ImageRecord) -> None:
        """Keep each picture once: as it was first captioned."""
        known = self.images.get(image.uid)
        if known is None or (not (known.caption or known.credit) and (image.caption or image.credit)):
            self.images[image.uid] = image

    def warn(self, kind: Kind, what: str, reason: str) -> None:
        self.problems.append(Problem(Severity.WARNING, self.place, kind, what[:_EXAMPLE_LENGTH], reason))

    def _figure_of(self, shortcode: Shortcode) -> str:
        held = shortcodes.without_tags(shortcode.content or "")
        own = shortcode.attributes.get("caption", "")
        caption = captions.part(own or held)
        beside = f"<p>{_words(held)}</p>" if own and held.split() else ""
        if shortcode.is_broken_off:
            self.warn(Kind.IMAGE, shortcode.raw, "the copy ends inside the caption")
        old_id = _OLD_ID.fullmatch(shortcode.attributes.get("id", "").strip())
        if old_id:
            return self._figure(old_id[1], caption) + beside
        self.warn(Kind.IMAGE, shortcode.raw, "a caption without the number of its picture; kept as a paragraph")
        text = _words(own or held)
        return (f"<p><em>{text}</em></p>" if text else "") + beside

    def _figure(self, old_id: str, caption: captions.Caption) -> str:
        uid = stable_id(self.source, "image", old_id)
        self.keep(ImageRecord(self.place, uid, old_id, caption.text, caption.credit))
        credit = f' data-credit="{escape(caption.credit)}"' if caption.credit else ""
        text = f"<figcaption>{_words(caption.text)}</figcaption>" if caption.text else ""
        return f'<figure data-picture="{uid}"{credit}>{text}</figure>'

    def _gallery(self, shortcode: Shortcode) -> str:
        old_ids = _NUMBER.findall(shortcode.attributes.get("ids", "") or shortcode.attributes.get("include", ""))
        if not old_ids:
            self.warn(Kind.IMAGE, shortcode.raw, "a gallery that does not say which pictures it shows")
            return ""
        figures = "".join(self._figure(old_id, captions.Caption("")) for old_id in dict.fromkeys(old_ids))
        return f"<div data-gallery>{figures}</div>"

    def _embed(self, shortcode: Shortcode) -> str:
        address = shortcode.address or usual_address(shortcode)
        if found := embed_of(address):
            provider, embedded = found
            return f'<div data-embed="{provider}" data-id="{embedded}"></div>'
        if href := safe_address(address):
            return f'<p><a href="{escape(href)}">{escape(address, quote=False)}</a></p>'
        self.warn(Kind.OTHER, shortcode.raw, "an embed without an address")
        text = _words(shortcodes.without_tags(shortcode.content or ""))
        return f"<p>{text}</p>" if text else ""


def usual_address(shortcode: Shortcode) -> str:
    """Return the address that a bare id stands for, as in `[youtube id="..."]`, `[vimeo 12345]`, `[tweet 12345]`."""
    rest = shortcode.raw[len(shortcode.name) + 1 :].partition("]")[0].strip(" =/")
    embedded = shortcode.attributes.get("id") or (shortcode.content or "").strip() or rest
    if shortcode.name == "youtube" and re.fullmatch(r"[A-Za-z0-9_-]{11}", embedded):
        return f"https://youtu.be/{embedded}"
    if shortcode.name in ("tweet", "twitter") and _NUMBER.fullmatch(embedded):
        return f"https://x.com/i/status/{embedded}"
    if shortcode.name == "vimeo" and _NUMBER.fullmatch(embedded):
        return f"https://vimeo.com/{embedded}"
    return ""


def _words(text: str) -> str:
    return escape(" ".join(text.split()), quote=False)
