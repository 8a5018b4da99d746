"""One printed body into one stored text.

The steps in order: shortcodes are taken out and become blocks of their own; what remains is prose, in which lists,
subheadings, the turns of interviews, standing quotations and at last paragraphs are found. Nothing here knows a
database, and the same body always gives the same text.

THE LAW: without the tags and the reported shortcodes the words are exactly those of the body, in order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from articles.legacy.convert import printed, restore, shortcodes
from articles.legacy.convert.media import Media
from articles.legacy.convert.prose import Block, Prose, Range
from articles.legacy.convert.shortcodes import Shortcode
from articles.legacy.records import ImageRecord, Place, Problem, ShortcodeNote
from cms.lib import richtext
from cms.lib.sentences import sentence_ends

SHORT_BODY = 60  # words; the sentences of such a body are one paragraph as they stand
_LONGEST_CUT_CAPTION = 60


@dataclass(slots=True)
class Converted:
    """`text` is in the schema of `cms.lib.richtext`; `images` holds each picture once, in order."""

    text: richtext.Reading
    images: list[ImageRecord] = field(default_factory=list)
    shortcodes: list[ShortcodeNote] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    has_restored_paragraphs: bool = False

    @property
    def html(self) -> str:
        return self.text.html


@dataclass(frozen=True, slots=True)
class Html:
    """A block that is finished, between pieces of prose."""

    html: str


def convert(
    body: str, *, has_paragraphs: bool, place: Place, source: str, restore_paragraphs: bool = True
) -> Converted:
    """Convert a body as printed: plain text, in which "<" and "&" are characters, with raw shortcodes.

    `source` names the old site: it is part of the pictures' stable ids. Without `restore_paragraphs` a body of one line
    stays one paragraph, for an editor who does not like what was restored. Raises `richtext.TooMuchHtml` for a body
    that is longer than any article.
    """
    media = Media(place=place, source=source)
    pieces = _pieces(body, media)
    stretches = [index for index, piece in enumerate(pieces) if isinstance(piece, str)]
    is_short = sum(len(pieces[index].split()) for index in stretches) <= SHORT_BODY
    has_restored = False
    html: list[str] = []
    for index, piece in enumerate(pieces):
        if isinstance(piece, Html):
            html.append(piece.html)
        elif has_paragraphs:
            html.append(printed.html(piece))
        else:
            prose = Prose.of(piece)
            blocks = [Block("p", Range(0, len(prose.words)))]
            if restore_paragraphs:
                is_interrupted = index < stretches[-1]
                blocks = restore.blocks(prose, opens_text=index == 0, is_interrupted=is_interrupted, is_short=is_short)
            has_restored |= len(blocks) > 1
            html += [prose.block_html(block) for block in blocks]
    return Converted(
        text=richtext.Reading.cleaning("".join(html)),
        images=list(media.images.values()),
        shortcodes=list(media.notes.values()),
        problems=media.problems,
        has_restored_paragraphs=has_restored,
    )


def _pieces(body: str, media: Media) -> list[str | Html]:
    """Return prose and finished blocks in turn. A block within a sentence waits for the sentence's end."""
    pieces: list[str | Html] = []
    parts: list[str | Shortcode] = shortcodes.parse(body)
    for index, part in enumerate(parts):
        if isinstance(part, str):
            _add_text(pieces, part)
        elif part.is_literal:
            media.note(part, "converted")
            _add_text(pieces, part.raw[1:-1])
        elif part.name in shortcodes.CAPTIONS and part.content is None and not part.raw.startswith("[/"):
            parts[index + 1 : index + 2] = _take_cut_caption(part, parts[index + 1 : index + 2])
            pieces.append(Html(media.block(part)))
        elif block := media.block(part):
            pieces.append(Html(block))
        elif part.leaves_gap:
            _add_text(pieces, " ")
    return pieces


def _add_text(pieces: list[str | Html], text: str) -> None:
    if pieces and isinstance(pieces[-1], str):
        pieces[-1] += text
        return
    words = text.split(maxsplit=1)
    if not words:
        return
    before = next((index for index in range(len(pieces) - 1, -1, -1) if isinstance(pieces[index], str)), None)
    if before is not None and words[0][0].islower():
        head, text = _first_sentence(text)
        pieces[before] += " " + head
    if text.split(maxsplit=1):
        pieces.append(text)


def _first_sentence(text: str) -> tuple[str, str]:
    """Part the text behind its first sentence."""
    count = sentence_ends(text.split())[0]
    end = next((word.end() for number, word in enumerate(re.finditer(r"\S+", text), 1) if number == count), len(text))
    return text[:end], text[end:]


def _take_cut_caption(shortcode: Shortcode, following: list[str | Shortcode]) -> list[str | Shortcode]:
    """Give a caption that is never closed the text up to the cut, or its first sentence; return what is left of it."""
    shortcode.is_broken_off = True
    text = following[0] if following else ""
    if not isinstance(text, str):
        return following
    caption, rest = (text, "") if len(text.split()) <= _LONGEST_CUT_CAPTION else _first_sentence(text)
    shortcode.content = caption
    return [rest] if following else []
