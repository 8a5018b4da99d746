"""What is derived for readers, written in one place.

`project(ids)` rewrites, for those articles, the rows of every list, the rendered body, the picture uses and the
search document, with a fixed number of queries, in the caller's transaction. Nothing else writes these rows.
`check(ids)` tells where they differ from what `project` would write.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from articles import rendering, search
from articles.models import (
    Article,
    ArticleKind,
    ListingRow,
    PictureUse,
    RenderedBody,
    SearchDocument,
    State,
    TaggedArticle,
)
from cms.lib import richtext
from cms.lib.dates import DatePrecision, undated_at
from cms.pictures.models import Picture


@dataclass(slots=True)
class Derived:
    """All derived rows of some articles, unsaved."""

    listing: list[ListingRow] = field(default_factory=list)
    bodies: list[RenderedBody] = field(default_factory=list)
    uses: list[PictureUse] = field(default_factory=list)
    documents: list[SearchDocument] = field(default_factory=list)


def project(ids: Iterable[int], *, are_new: bool = False) -> None:
    """Bring the derived rows of these articles up to date. A hundred at once cost as many queries as one.

    Articles that the caller has just made (`are_new`) have no such rows yet, so that none need be looked for.
    """
    ids = list(ids)
    if not ids:
        return
    derived = derive(ids)
    if not are_new:
        for model in (ListingRow, RenderedBody, PictureUse, SearchDocument):
            model.objects.filter(article_id__in=ids).delete()
        search.forget(ids)
    ListingRow.objects.bulk_create(derived.listing)
    RenderedBody.objects.bulk_create(derived.bodies)
    PictureUse.objects.bulk_create(derived.uses)
    SearchDocument.objects.bulk_create(derived.documents)
    search.remember(derived.documents)


def derive(ids: list[int]) -> Derived:
    """Compute what readers' tables should hold for these articles. What is not released has no rows at all."""
    articles = list(
        Article.objects.filter(pk__in=ids, state=State.RELEASED, trashed_at__isnull=True)
        .select_related("region")
        .prefetch_related("bylines")
        .order_by("pk")
    )
    tagged = _tags_of(articles)
    pictures = _pictures_named_in(articles)
    derived = Derived()
    for article in articles:
        derived.listing += _listing(article, tagged.get(article.pk, ()))
        plain = richtext.plain_text(article.body)
        derived.bodies.append(_body(article, plain, pictures))
        derived.uses += _uses(article, pictures)
        derived.documents.append(search.document(article, plain, sort_at=_sort_at(article, None)))
    return derived


def check(ids: list[int]) -> list[str]:
    """Return a line for each article whose derived rows are not what `project` would write."""
    wanted = derive(ids)
    faults: list[str] = []
    for model, rows, columns in (
        (ListingRow, wanted.listing, ("article_id", "tag_id", "person_id", "language", "sort_at")),
        (RenderedBody, wanted.bodies, ("article_id", "html", "summary", "word_count", "minutes")),
        (PictureUse, wanted.uses, ("article_id", "picture_id")),
        (
            SearchDocument,
            wanted.documents,
            ("article_id", "language", "sort_at", "region_id", "title_stems", "text_stems"),
        ),
    ):
        there = set(model.objects.filter(article_id__in=ids).values_list(*columns))
        should = {tuple(getattr(row, column) for column in columns) for row in rows}
        faults += [f"article {row[0]}: {model._meta.verbose_name} is missing or differs" for row in should - there]
        faults += [f"article {row[0]}: {model._meta.verbose_name} is left over" for row in there - should]
    return sorted(set(faults)) + search.check(wanted.documents, ids)


def unsaved_body(article: Article) -> RenderedBody:
    """Make the rendered body of a text that is not live, as `project` would: for its preview."""
    return _body(article, richtext.plain_text(article.body), _pictures_named_in([article]))


def _sort_at(article: Article, archive_position: int | None) -> datetime:
    if article.date_precision == DatePrecision.UNKNOWN and archive_position is not None:
        return undated_at(archive_position)
    return article.published_at


def _tags_of(articles: list[Article]) -> dict[int, list[tuple[int, int | None]]]:
    """Return (id, place in the old site's list) of each story's public tags, by story: rows would cost far more."""
    rows = TaggedArticle.objects.filter(content_object__in=articles, tag__is_internal=False).order_by("pk")
    found: dict[int, list[tuple[int, int | None]]] = {}
    for article, tag, merged_into, place in rows.values_list(
        "content_object_id", "tag_id", "tag__merged_into_id", "archive_position"
    ):
        found.setdefault(article, []).append((merged_into or tag, place))
    return found


def _listing(article: Article, tags: Iterable[tuple[int, int | None]]) -> list[ListingRow]:
    if article.kind == ArticleKind.PAGE:
        return []
    places: dict[tuple[int | None, int | None], datetime] = {(None, None): _sort_at(article, None)}
    if article.region_id:
        places[article.region_id, None] = _sort_at(article, None)
    for tag_id, archive_position in tags:
        places[tag_id, None] = _sort_at(article, archive_position)
    for byline in article.bylines.all():
        if byline.person:
            person_id = byline.person.merged_into_id or byline.person_id
            places.setdefault((None, person_id), _sort_at(article, byline.archive_position))
    return [
        ListingRow(article=article, tag_id=tag_id, person_id=person_id, language=article.language, sort_at=sort_at)
        for (tag_id, person_id), sort_at in places.items()
    ]


def _pictures_named_in(articles: list[Article]) -> dict[str, Picture]:
    uids = {uid for article in articles for uid in rendering.picture_ids(article.body)}
    found = Picture.objects.filter(uid__in=uids).select_related("merged_into")
    return {picture.uid: picture.merged_into or picture for picture in found}


def _body(article: Article, plain: str, pictures: dict[str, Picture]) -> RenderedBody:
    words = len(plain.split())
    return RenderedBody(
        article=article,
        html=rendering.render(article.body, pictures),
        summary=article.standfirst or richtext.excerpt(article.body),
        word_count=words,
        minutes=richtext.reading_minutes(words),
    )


def _uses(article: Article, pictures: dict[str, Picture]) -> list[PictureUse]:
    used = {pictures[uid].pk for uid in rendering.picture_ids(article.body) if uid in pictures}
    if article.lead_picture_id:
        used.add(article.lead_picture_id)
    return [PictureUse(article=article, picture_id=picture_id) for picture_id in sorted(used)]
