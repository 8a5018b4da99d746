"""Sections: everything of one kind, opinion or interviews, newest first. They are few, and known by their number."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from articles.models import Article, ArticleKind

# The numbers stand in the table of addresses: a new kind gets the next one, and none is ever given again.
SECTIONS = {
    1: ArticleKind.NEWS,
    2: ArticleKind.OPINION,
    3: ArticleKind.INTERVIEW,
    4: ArticleKind.ANALYSIS,
    5: ArticleKind.FEATURE,
}
HEADINGS = {
    ArticleKind.NEWS: "News",
    ArticleKind.OPINION: "Opinion",
    ArticleKind.INTERVIEW: "Interviews",
    ArticleKind.ANALYSIS: "Analysis",
    ArticleKind.FEATURE: "Features",
}


def section_path(kind: str) -> str:
    return reverse("articles:section", args=[kind])


def number_of(kind: str) -> int:
    return next(number for number, known in SECTIONS.items() if known == kind)


def stories_of(kind: str, *, at: datetime, language: str) -> QuerySet:
    """The ids of what readers may see of a section, newest first, without leaving the index."""
    shown = Article.objects.published(at).filter(kind=kind, language=language)
    return shown.order_by("-published_at", "-pk").values_list("pk", flat=True)
