"""What a story must have before people release it: the one place where the newsroom's demands stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import html

from articles import text as texts
from articles import translations
from articles.models import Article, ArticleKind
from cms.pictures.models import Picture

# An old sign of editors for "to come", in brackets: no other word begins so.
TO_COME = "[TK"
Gap = tuple[str, str]  # field, what is missing


def gaps(text: texts.Text, article: Article | None = None) -> list[Gap]:
    """Return what a clean text of `article` lacks: headline, text, credit, words for the pictures, the original."""
    return gaps_of([text])[0] + translations.faults(article, text)


def gaps_of(several: Sequence[texts.Text]) -> list[list[Gap]]:
    """The same of several texts, text by text, with one query for all; without the originals, asked for one by one."""
    silent = silent_pictures(several)
    return [_gaps(text, silent) for text in several]


def _gaps(text: texts.Text, silent: Mapping[str, Picture]) -> list[Gap]:
    found: list[Gap] = []
    if not text["title"]:
        found.append(("title", "a story needs a headline"))
    if not text["body"]:
        found.append(("body", "a story needs a text"))
    found += [
        (field, "what a template left to be filled in is still there: look for [TK")
        for field in ("title", "standfirst", "body")
        if TO_COME in text[field]
    ]
    if text["kind"] != ArticleKind.PAGE and not text["bylines"]:
        found.append(("bylines", "a story needs a byline"))
    return found + pictures_without_words(text, silent)


def silent_pictures(several: Sequence[texts.Text]) -> dict[str, Picture]:
    """Return, by uid, those pictures of these texts for which the library has no words.

    A picture whose file never came shows no image, and needs no words in place of one.
    """
    uids = {uid for text in several for uid, _ in _figures(text["body"])}
    uids |= {text["lead_picture"] for text in several if text["lead_picture"]}
    if not uids:
        return {}
    found = Picture.objects.filter(uid__in=uids, is_decorative=False, alt="").exclude(original="")
    return {picture.uid: picture for picture in found}


def pictures_without_words(text: texts.Text, silent: Mapping[str, Picture]) -> list[Gap]:
    """Return the silent pictures for which the text has no words of its own either."""
    figures = _figures(text["body"])
    found: list[Gap] = []
    if text["lead_picture"] in silent and not text["lead_alt"].strip():
        found.append(("lead_alt", _silent(silent[text["lead_picture"]], "the lead picture")))
    # An empty data-alt says that the picture is decoration in this text.
    nameless = dict.fromkeys(uid for uid, alt in figures if alt is None and uid in silent)
    return found + [("body", _silent(silent[uid], "the picture")) for uid in nameless]


def _silent(picture: Picture, which: str) -> str:
    name = picture.caption[:60] or picture.file_name[:60] or picture.uid
    return f"{which} “{name}” needs words for those who cannot see it, or “decorative”"


def _figures(body: str) -> list[tuple[str, str | None]]:
    if "data-picture" not in body:
        return []
    root = html.fragment_fromstring(body, create_parent="div")
    return [(figure.get("data-picture", ""), figure.get("data-alt")) for figure in root.iter("figure")]
