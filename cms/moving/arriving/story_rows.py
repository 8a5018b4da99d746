"""What the columns and rows of a story are by its line, for new stories and for known ones."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from articles import text as texts
from articles.legacy.difference import hash_of
from articles.legacy.records import Kind
from articles.models import Article, Byline, State, TaggedArticle
from articles.models.article import article_path
from cms.ledger import addresses
from cms.moving.arriving.known import Arrival, read_moment
from cms.moving.arriving.reading import Read
from cms.moving.arriving.texts_in import Names

MOMENTS = ("published_at", "updated_at", "created_at", "live_from", "live_until", "trashed_at", "working_at")
# In the hashes of a tie: the whole line, the version that it became here, and each field.
LINE, VERSION, FIELD = "line", "version", "line."
# What tells of a story's past, and is taken with a new story only; what is settled beside it.
OF_THE_PAST = frozenset(
    {"id", "path", "created_at", "live_from", "live_until", "working_at", "source", "also_from", "revisions"}
)


def moments_of(line: dict[str, Any]) -> dict[str, datetime | None]:
    """Return the moments that a line names. Raises ValueError for a story that cannot be."""
    at = {name: read_moment(line[name]) for name in MOMENTS}
    if line["state"] == State.RELEASED and not (at["published_at"] and line["title"] and line["slug"]):
        raise ValueError("a story that is released has a title, an address and a moment of publication")
    if line["template"] and line["state"] != State.DRAFT:
        raise ValueError("a template is a draft")
    return at


def hashes_of(line: dict[str, Any], *, version: int) -> dict[str, str]:
    """Return what a tie remembers of a line. `version` is what the line became here: a later one is an editor's."""
    fields = {FIELD + name: hash_of(value) for name, value in line.items() if name not in OF_THE_PAST}
    return fields | {LINE: hash_of(line), VERSION: str(version)}


def set_columns(
    article: Article, line: dict[str, Any], at: dict[str, datetime | None], text: texts.Text, names: Names
) -> None:
    """Set the live text and what surrounds it, without saving."""
    for name in texts.COLUMNS:
        setattr(article, name, text[name])
    article.slug, article.region_id, article.state = text["slug"], text["region"], line["state"]
    article.lead_picture_id = names.pictures.get(text["lead_picture"])
    article.published_at, article.updated_at = at["published_at"], at["updated_at"]
    article.date_precision, article.date_margin_days = line["date_precision"], line["date_margin_days"]
    article.is_cut, article.withdrawn_reason = line["truncated"], line["withdrawn_reason"]
    article.trashed_at, article.is_template = at["trashed_at"], line["template"]


def place(articles: list[Article], arrival: Arrival, reads: dict[int, Read]) -> None:
    """Give what is released its address; one that is taken here gets the next number, and the report says so."""
    released = [article for article in articles if article.state == State.RELEASED]
    slugs = addresses.place_many("article", [(a.pk, a.slug) for a in released], article_path) if released else {}
    moved = [article for article in released if slugs[article.pk] != article.slug]
    for article in moved:
        reason = f"its address {article_path(article.slug)} is taken here; it has {article_path(slugs[article.pk])}"
        arrival.report.warn(reads[article.pk].place, Kind.ARTICLE, article.title[:100], reason)
        article.slug = slugs[article.pk]
    Article.objects.bulk_update(moved, ["slug"])


def tagged_rows(article: Article, text: texts.Text, line: dict[str, Any]) -> list[TaggedArticle]:
    places = [tag.get("archive_position") for tag in line["tags"]]
    whole = places if len(places) == len(text["tags"]) else [None] * len(text["tags"])
    return [
        TaggedArticle(content_object=article, tag_id=pk, position=number, archive_position=whole[number])
        for number, pk in enumerate(text["tags"])
    ]


def byline_rows(article: Article, text: texts.Text, line: dict[str, Any]) -> list[Byline]:
    places = [byline.get("archive_position") for byline in line["bylines"]]
    whole = places if len(places) == len(text["bylines"]) else [None] * len(text["bylines"])
    return [
        Byline(
            article=article, person_id=byline["person"], name=byline["name"], role=byline["role"], position=number,
            archive_position=whole[number],
        )
        for number, byline in enumerate(text["bylines"])
    ]  # fmt: skip
