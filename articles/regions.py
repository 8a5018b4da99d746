"""The regions that have stories, and the pages that stand: what the frame round every page of readers names."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, IntegerField, OuterRef, Value
from django.http import HttpRequest

from articles.models import Article, ArticleKind, ListingRow, Tag
from articles.models.tag import TagKind

REGION, PAGE = 0, 1


@dataclass(frozen=True, slots=True)
class Frame:
    regions: list[Tag]  # with what a link needs
    pages: list[Article]  # "About us", "Contact", by their titles; with what a link needs


def frame_of(request: HttpRequest, *, at: datetime, language: str) -> Frame:
    """Return both, asked for in one query a request however many parts of the page show them."""
    if not hasattr(request, "frame_of_paper"):
        request.frame_of_paper = _frame(at, language)
    return request.frame_of_paper


def regions_with_stories(request: HttpRequest, *, at: datetime, language: str) -> list[Tag]:
    """Return the regions in their order."""
    return frame_of(request, at=at, language=language).regions


def _frame(at: datetime, language: str) -> Frame:
    stories = ListingRow.objects.filter(tag=OuterRef("pk")).visible(at=at, language=language)
    regions = Tag.objects.regions().filter(Exists(stories)).order_by()
    pages = Article.objects.published(at).filter(kind=ArticleKind.PAGE, language=language)
    rows = regions.values_list(_number(REGION), "position", "name", "pk", "slug").union(
        pages.values_list(_number(PAGE), _number(0), "title", "pk", "slug"), all=True
    )
    regions, pages = [], []
    for part, _, words, pk, slug in sorted(rows):
        if part == REGION:
            regions.append(Tag(pk=pk, name=words, slug=slug, kind=TagKind.REGION))
        else:
            pages.append(Article(pk=pk, title=words, slug=slug, kind=ArticleKind.PAGE))
    return Frame(regions, pages)


def _number(value: int) -> Value:
    return Value(value, output_field=IntegerField())
