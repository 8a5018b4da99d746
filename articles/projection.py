"""What is derived for readers, written in one place.

`project(ids)` rewrites, for those articles, the rows of every list, the rendered body, the picture uses and the
search document, with a fixed number of queries, in the caller's transaction. Nothing else writes these rows.
`check(ids)` tells where they differ from what `project` would write.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from articles import rendering, search
from articles.models import (
    Article,
    ArticleKind,
    Byline,
    ListingRow,
    PictureUse,
    RenderedBody,
    SearchDocument,
    State,
    TaggedArticle,
)
from articles.search import DocumentRow
from cms.lib import richtext, rows
from cms.lib.dates import DatePrecision, undated_at
from cms.pictures.models import Picture


class Listed(NamedTuple):
    """A row of `ListingRow`."""

    article_id: int
    tag_id: int | None
    person_id: int | None
    language: str
    sort_at: datetime


class Body(NamedTuple):
    """A row of `RenderedBody`."""

    article_id: int
    html: str
    summary: str
    word_count: int
    minutes: int


class Use(NamedTuple):
    """A row of `PictureUse`."""

    article_id: int
    picture_id: int


class Credit(NamedTuple):
    """Of a byline, what lists and the index need."""

    name: str
    person_id: int | None  # of a person that was merged away it is the survivor
    archive_position: int | None


@dataclass(slots=True)
class Derived:
    """All derived rows of some articles."""

    listing: list[Listed] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    documents: list[DocumentRow] = field(default_factory=list)


Read = Mapping[str, richtext.Reading]  # by the text's HTML
_NOTHING: Read = MappingProxyType({})


def project(ids: Iterable[int], *, are_new: bool = False, read: Read = _NOTHING) -> None:
    """Bring the derived rows of these articles up to date. A hundred at once cost as many queries as one.

    Articles that the caller has just made (`are_new`) have no such rows yet, so that none need be looked for. Bodies
    that are among those `read` are not parsed again.
    """
    ids = list(ids)
    if not ids:
        return
    derived = derive(ids, read=read)
    if not are_new:
        for model in (ListingRow, RenderedBody, PictureUse, SearchDocument):
            model.objects.filter(article_id__in=ids).delete()
        search.forget(ids)
    rows.insert(ListingRow, derived.listing)
    rows.insert(RenderedBody, derived.bodies)
    rows.insert(PictureUse, derived.uses)
    rows.insert(SearchDocument, derived.documents)
    search.remember(derived.documents)


def derive(ids: list[int], *, read: Read = _NOTHING) -> Derived:
    """Compute what readers' tables should hold for these articles. What is not released has no rows at all."""
    live = Article.objects.filter(pk__in=ids, state=State.RELEASED, trashed_at__isnull=True)
    articles = list(live.select_related("lead_picture__merged_into").order_by("pk"))
    tagged = _tags_of(articles)
    credits = _credits_of(articles)
    texts = {article.pk: read.get(article.body) or richtext.Reading.of(article.body) for article in articles}
    pictures = _pictures_named_in(texts.values())
    derived = Derived()
    for article in articles:
        credited = credits.get(article.pk, ())
        derived.listing += _listing(article, tagged.get(article.pk, ()), credited)
        text = texts[article.pk]
        derived.bodies.append(_body(article, text, pictures))
        derived.uses += _uses(article, text, pictures)
        names = " ".join(credit.name for credit in credited)
        derived.documents.append(search.document(article, text.plain_text, names, sort_at=_sort_at(article, None)))
    return derived


def check(ids: list[int]) -> list[str]:
    """Return a line for each article whose derived rows are not what `project` would write."""
    wanted = derive(ids)
    faults: list[str] = []
    for model, kind, should in (
        (ListingRow, Listed, wanted.listing),
        (RenderedBody, Body, wanted.bodies),
        (PictureUse, Use, wanted.uses),
        (SearchDocument, DocumentRow, wanted.documents),
    ):
        there = set(model.objects.filter(article_id__in=ids).values_list(*kind._fields))
        faults += [f"article {row[0]}: {model._meta.verbose_name} is missing or differs" for row in set(should) - there]
        faults += [f"article {row[0]}: {model._meta.verbose_name} is left over" for row in there - set(should)]
    return sorted(set(faults)) + search.check(wanted.documents, ids)


def unsaved_body(article: Article) -> RenderedBody:
    """Make the rendered body of a text that is not live, as `project` would: for its preview."""
    text = richtext.Reading.of(article.body)
    body = _body(article, text, _pictures_named_in([text]))
    return RenderedBody(article=article, html=body.html, summary=body.summary,
                        word_count=body.word_count, minutes=body.minutes)  # fmt: skip


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


def _credits_of(articles: list[Article]) -> dict[int, list[Credit]]:
    """Return the bylines of each story in order, by story; as values too."""
    bylines = Byline._base_manager.filter(article__in=articles).order_by("article_id", "position")
    found: dict[int, list[Credit]] = {}
    for article, name, person, persons_name, merged_into, place in bylines.values_list(
        "article_id", "name", "person_id", "person__name", "person__merged_into_id", "archive_position"
    ):
        found.setdefault(article, []).append(Credit(name or persons_name or "", merged_into or person, place))
    return found


def _listing(article: Article, tags: Iterable[tuple[int, int | None]], credited: Iterable[Credit]) -> list[Listed]:
    if article.kind == ArticleKind.PAGE:
        return []
    places: dict[tuple[int | None, int | None], datetime] = {(None, None): _sort_at(article, None)}
    if article.region_id:
        places[article.region_id, None] = _sort_at(article, None)
    for tag_id, archive_position in tags:
        places[tag_id, None] = _sort_at(article, archive_position)
    for credit in credited:
        if credit.person_id:
            places.setdefault((None, credit.person_id), _sort_at(article, credit.archive_position))
    return [
        Listed(article.pk, tag_id, person_id, article.language, sort_at)
        for (tag_id, person_id), sort_at in places.items()
    ]


def _pictures_named_in(texts: Iterable[richtext.Reading]) -> dict[str, Picture]:
    uids = {uid for text in texts for uid in text.picture_ids}
    found = Picture.objects.filter(uid__in=uids).select_related("merged_into")
    return {picture.uid: picture.merged_into or picture for picture in found}


def _body(article: Article, text: richtext.Reading, pictures: dict[str, Picture]) -> Body:
    words = len(text.plain_text.split())
    html = rendering.render(article.body, pictures, lead=_lead_of(article))
    return Body(
        article_id=article.pk,
        html=rendering.with_questions(html) if article.kind == ArticleKind.INTERVIEW else html,
        summary=article.standfirst or text.excerpt,
        word_count=words,
        minutes=richtext.reading_minutes(words),
    )


def _lead_of(article: Article) -> rendering.Lead | None:
    if (picture := article.lead_picture) is None:
        return None
    picture = picture.merged_into or picture
    return rendering.Lead(picture, article.lead_caption or picture.caption)


def _uses(article: Article, text: richtext.Reading, pictures: dict[str, Picture]) -> list[Use]:
    used = {pictures[uid].pk for uid in text.picture_ids if uid in pictures}
    if article.lead_picture_id:
        used.add(article.lead_picture_id)
    return [Use(article.pk, picture_id) for picture_id in sorted(used)]
