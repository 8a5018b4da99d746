"""One body of WordPress, of either editor, into one stored text. Nothing here knows a database.

The steps in order: comments are put aside; shortcodes become elements; what a block's comment says becomes elements
around its HTML, and what the classic editor wrote gets its paragraphs; then, in the tree, what no story needs goes,
embeds and pictures are built, links are settled and blocks are moved out of paragraphs. The schema is `richtext`'s.

THE LAW: without the tags and what is reported, the words are exactly those of the body, in order.
"""

from __future__ import annotations

from articles.legacy.convert.pipeline import Converted
from articles.legacy.convert.wordpress import (
    blocks,
    embedding,
    forms,
    hygiene,
    links,
    pictures,
    placing,
    quotes,
    raw,
)
from articles.legacy.convert.wordpress.story import Story
from articles.legacy.convert.wordpress.tree import Element, drop, parsed, written
from articles.legacy.records import ArticleRecord, Kind
from cms.lib import richtext


def convert_wordpress(record: ArticleRecord, *, source: str) -> Converted:
    """Convert the body of an export. `source` names the old site: it is part of the pictures' stable ids.

    Raises `richtext.TooMuchHtml` for a body that is longer than any article.
    """
    richtext.check_size(record.body)
    story = Story(record, source)
    text, said = raw.settled(richtext.without_controls(record.body))
    text = forms.rendered(text, story)
    text = blocks.with_blocks(text, said, story)
    richtext.check_size(text)
    return Converted(
        text=richtext.Reading.cleaning(_through_the_tree(text, story)),
        images=list(story.media.images.values()),
        shortcodes=list(story.media.notes.values()),
        problems=story.media.problems,
    )


def _through_the_tree(text: str, story: Story) -> str:
    body = parsed(text)
    if body is None:
        story.warn(Kind.OTHER, text, "nested too deeply: only the words were taken, without pictures and embeds")
        return text
    hygiene.cleared(body, story)
    embedding.built_embeds(body, story)
    quotes.settled(body)
    pictures.built_pictures(body, story)
    _settle_links(body, story)
    _drop_shown_lead(story)
    placing.placed(body, story)
    return written(body)


def _settle_links(body: Element, story: Story) -> None:
    for link in body.iter("a"):
        if href := link.get("href"):
            link.set("href", links.settled(href, story.hosts))


def _drop_shown_lead(story: Story) -> None:
    """The first picture of a text that is its lead picture too is shown above it already.

    One with words of its own stays: pages show the words, and not the picture again.
    """
    shown = next(((element, picture) for element, picture in story.built.items() if picture), None)
    if not (shown and story.record.lead_image and shown[1].old_id == story.record.lead_image):
        return
    element, picture = shown
    parent = element.getparent()
    has_words = element.find("figcaption") is not None or element.get("data-credit") is not None
    if parent is not None and parent.get("data-gallery") is None and not has_words:
        story.media.count("lead picture", "dropped", picture.old_id)
        del story.built[element]
        drop(element)
