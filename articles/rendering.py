"""The stored body as readers get it: pictures by their id become pictures, or an honest empty place."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree, html
from lxml.html import HtmlElement
from lxml.html.builder import E

from cms.lib import embeds
from cms.pictures import markup
from cms.pictures.models import Picture

MISSING = "The archive copy did not hold this picture."


# So many words may stand before the lead picture where it is not shown again; further down it is meant to be.
OPENING = 100


class Lead(NamedTuple):
    """The picture that stands above the text, with the words under it."""

    picture: Picture
    caption: str


def render(body: str, pictures: Mapping[str, Picture], *, lead: Lead | None = None) -> str:
    """Return the reader's HTML of a clean body. `pictures` by uid; one that is not there is shown as missing.

    Where the first picture is the `lead` again only its words are shown.
    """
    if "data-picture" not in body and "data-embed" not in body:
        return body
    root = html.fragment_fromstring(body, create_parent="div")
    shown: list[str] = []
    doubled = _lead_again(root, pictures, lead) if lead else None
    for figure in list(root.iter("figure")):
        if figure is doubled:
            _leave_words(figure, pictures[figure.get("data-picture")], lead)
        else:
            _fill_figure(figure, pictures.get(figure.get("data-picture", "")), shown)
    for block in root.xpath("//div[@data-embed]"):
        _fill_embed(block)
    inner = "".join(html.tostring(child, encoding="unicode") for child in root)
    # A clean body holds no comments but ours.
    filled = _MARK.sub(lambda mark: shown[int(mark[1])], inner)
    return (root.text or "") + filled


# The parser does not know that a source stands alone and would write it with an end, so elements for pictures are put
# into the finished text.
_MARK = re.compile(r"<!--picture (\d+)-->")


# In the one canonical form: a paragraph that is strong from end to end.
_STRONG_LINE = re.compile(r"<p( [^>]*)?>(<strong>(?:(?!</?strong>|</p>).)*</strong></p>)")


def with_questions(rendered: str) -> str:
    """Mark the questions of an interview, which are the lines that stand wholly in strong letters."""
    return _STRONG_LINE.sub(r'<p class="question"\1>\2', rendered)


def _lead_again(root: HtmlElement, pictures: Mapping[str, Picture], lead: Lead) -> HtmlElement | None:
    """Return the first picture of the text where it is the lead picture: the same one, or another of the same file."""
    figure = next(root.iter("figure"), None)
    if figure is None or "data-gallery" in figure.getparent().attrib:
        return None
    picture = pictures.get(figure.get("data-picture", ""))
    is_same = picture is not None and (
        picture.pk == lead.picture.pk or (picture.content_hash and picture.content_hash == lead.picture.content_hash)
    )
    before = " ".join(figure.xpath("preceding::text()")).split()
    return figure if is_same and len(before) <= OPENING else None


def _leave_words(figure: HtmlElement, picture: Picture, lead: Lead) -> None:
    """Take the picture away, and the figure too where its words stand under the lead picture already."""
    caption = figure.find("figcaption")
    words = " ".join(caption.text_content().split()) if caption is not None else ""
    credit = figure.get("data-credit", "")
    if credit and credit not in (lead.picture.credit, picture.credit):
        caption = E.figcaption() if caption is None else caption
        _append_credit(caption, credit)
    elif not words or words == " ".join(lead.caption.split()):
        figure.drop_tree()
        return
    figure.attrib.clear()
    figure.set("class", "figure figure--words")
    figure.insert(0, caption)


def _fill_figure(figure: HtmlElement, picture: Picture | None, elements: list[str]) -> None:
    caption = figure.find("figcaption")
    if caption is None and picture is not None and picture.caption:
        caption = E.figcaption(picture.caption)
        figure.append(caption)
    credit = figure.get("data-credit") or (picture.credit if picture else "")
    # An empty data-alt says that the picture is decoration here; without one the library's holds.
    alt = figure.get("data-alt", picture.alt if picture and not picture.is_decorative else "")
    for name in list(figure.attrib):
        if name.startswith("data-"):
            del figure.attrib[name]
    figure.set("class", "figure")
    if picture is not None and not picture.is_missing:
        place = "gallery" if "data-gallery" in figure.getparent().attrib else "body"
        shown = etree.Comment(f"picture {len(elements)}")
        elements.append(markup.shown(picture, place, alt=alt))
    else:
        shown = E.div(E.p(MISSING), {"class": "figure__missing"})
    figure.insert(0, shown)
    if credit:
        if caption is None:
            caption = E.figcaption()
            figure.append(caption)
        _append_credit(caption, credit)


def _append_credit(caption: HtmlElement, credit: str) -> None:
    has_words = bool(caption.text_content().strip())
    mark = E.span(credit, {"class": "figure__credit"})
    if has_words:
        if len(caption):
            caption[-1].tail = (caption[-1].tail or "") + " "
        else:
            caption.text = (caption.text or "") + " "
    caption.append(mark)


def _fill_embed(block: HtmlElement) -> None:
    """Name what stands elsewhere, and lead to it. `data-frame` is what js/embed.js loads once a reader asks for it."""
    provider, key = block.get("data-embed", ""), block.get("data-id", "")
    for name in [name for name in block.attrib if name.startswith("data-")]:
        del block.attrib[name]
    block.set("class", f"embed embed--{provider}")
    if frame := embeds.frame_of(provider, key):
        block.set("data-frame", frame)
        block.set("data-provider", embeds.title_of(provider))
    block.append(E.p(embeds.sentence_of(provider), {"class": "embed__what"}))
    link = E.a(f"Open on {embeds.title_of(provider)}", href=embeds.address_of(provider, key), rel="noopener nofollow")
    block.append(E.p(link, {"class": "embed__link"}))
