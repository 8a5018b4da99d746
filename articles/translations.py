"""A story and its twins: one original, and at most one translation of it into each other language.

A translation names the original and never another translation, so that all of one story are found by one id. Whatever
an editor chose is led to the original; what cannot be so is a fault that release names.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.models import Article, Revision, State

Text = dict[str, Any]
Gap = tuple[str, str]  # field, what is wrong
DEFAULT = "x-default"


@dataclass(frozen=True, slots=True)
class Twin:
    """The same story in another language: `name` is what the language calls itself."""

    language: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Alternate:
    """A `<link rel="alternate">`: a language, or `x-default`, and where the story is to be read in it."""

    hreflang: str
    path: str


def name_of(language: str) -> str:
    """Return what a language calls itself; its code where the site does not know it."""
    return dict(settings.LANGUAGES).get(language, language)


# --- For readers ------------------------------------------------------------------------------------------------------


def twins(story: Article, at: datetime) -> list[Twin]:
    """Return what readers may see of a story in other languages at the moment `at`, in the order of the languages."""
    root = story.translation_of_id or story.pk
    # Few rows by their keys; asked for what is published, SQLite would walk all that is.
    rows = Article.objects.filter(Q(pk=root) | Q(translation_of=root)).exclude(pk=story.pk)
    rows = rows.only("language", "slug", "state", "published_at", "trashed_at")
    found = {row.language: row for row in rows if row.language != story.language and row.is_public(at)}
    return [Twin(code, name_of(code), found[code].get_absolute_url()) for code in _in_order(found)]


def alternates(story: Article, twins: list[Twin]) -> list[Alternate]:
    """Return the links by which search engines know the twins of one another, the page itself among them."""
    if not twins:
        return []
    paths = {twin.language: twin.path for twin in twins} | {story.language: story.get_absolute_url()}
    found = [Alternate(code, paths[code]) for code in _in_order(paths)]
    if settings.LANGUAGE_CODE in paths:
        found.append(Alternate(DEFAULT, paths[settings.LANGUAGE_CODE]))
    return found


def _in_order(languages: Iterable[str]) -> list[str]:
    known = [code for code, _ in settings.LANGUAGES]
    return sorted(languages, key=lambda code: (known.index(code) if code in known else len(known), code))


# --- For the workflow -------------------------------------------------------------------------------------------------


def original_of(pk: int | None, *, lock: bool = False) -> Article | None:
    """Return the original behind a story: that story itself, unless it is a translation. None for what is not there.

    `lock` keeps both from being released meanwhile as anything else; it needs a transaction.
    """
    rows = Article.objects.select_for_update(of=("self",)) if lock else Article.objects.all()
    seen: set[int] = set()
    story = None
    while pk and pk not in seen and (beyond := rows.defer("body").filter(pk=pk).first()):
        story = beyond
        seen.add(pk)
        pk = _named_by(story)
    return story


def _named_by(story: Article) -> int | None:
    return story.translation_of_id if story.state == State.RELEASED else _working(story, "translation_of", None)


def language_of(story: Article) -> str:
    return story.language if story.state == State.RELEASED else _working(story, "language", story.language)


def _working(story: Article, field: str, otherwise: Any) -> Any:
    """Read a field of the newest text of a story that readers do not see: its columns are not filled yet."""
    newest = Revision.objects.filter(article=story, number=story.version).values_list(f"data__{field}", flat=True)
    return newest[0] or otherwise if newest else otherwise


def faults(article: Article | None, text: Text) -> list[Gap]:
    """Return what stands against releasing this text as the translation that it says it is, or as an original."""
    own = _released_translations_of(article) if article else Article.objects.none()
    language = name_of(text["language"])
    twin = own.filter(language=text["language"]).first()
    found = (
        [("language", f"{_called(twin)} is its translation and in {language} too: one of them is not")] if twin else []
    )
    chosen = Article.objects.filter(pk=text["translation_of"]).first() if text["translation_of"] else None
    if chosen is None:
        return found
    if article and chosen.pk == article.pk:
        return [*found, ("translation_of", "a story is no translation of itself")]
    original = original_of(chosen.pk)
    if article and original.pk == article.pk:
        return [*found, ("translation_of", f"{_called(chosen)} says already that it is a translation of this story")]
    return found + [("translation_of", why) for why in _against(article, original, text["language"], own)]


def _against(article: Article | None, original: Article, language: str, own: QuerySet) -> Iterable[str]:
    name = name_of(language)
    if translated := own.first():
        yield (
            f"{_called(translated)} is a translation of this story, which is thus an original: "
            "name the other original there first"
        )
    if language_of(original) == language:
        yield f"{_called(original)} is in {name} too: a translation is in another language"
    others = _released_translations_of(original).exclude(pk=article.pk if article else None)
    if other := others.filter(language=language).first():
        yield f"{_called(original)} has a translation into {name} already: {_called(other)}"


def _released_translations_of(original: Article) -> QuerySet:
    return Article.objects.filter(translation_of=original, state=State.RELEASED, trashed_at__isnull=True).defer("body")


def _called(story: Article) -> str:
    """Name a story in words for any writer: what readers do not see yet may not be theirs to know."""
    return f"“{story.title}”" if story.is_public(timezone.now()) else "another story"
