"""What readers miss in the newest live stories: words for pictures, standfirst, byline, region, files of pictures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from articles import policy, readiness
from articles.models import Article, ArticleKind, Byline, PictureUse

# The desk looks after what readers open now. Looking through a whole archive at every visit would cost more each year.
WINDOW = 500
# Texts read for their pictures at one visit of the front page; beyond that the number is "and more".
MOST_READ = 100

GAPS = {
    "alt": "pictures without words",
    "picture": "pictures whose file is missing",
    "standfirst": "no standfirst",
    "byline": "no byline",
    "region": "no region",
}


@dataclass(frozen=True, slots=True)
class LiveGap:
    """`key` is the list's filter; `count` of stories stops at `MOST_READ`."""

    key: str
    words: str
    count: int

    @property
    def count_text(self) -> str:
        return f"{MOST_READ - 1}+" if self.count >= MOST_READ else str(self.count)


def live_gaps(user: AbstractBaseUser, at: datetime) -> list[LiveGap]:
    """Count what is missing, in three queries. What nothing lacks is not named."""
    lacking = _lacking(user, at)
    lacking["alt"] = _without_words(lacking["alt"], most=MOST_READ)
    return [LiveGap(key, words, min(len(lacking[key]), MOST_READ)) for key, words in GAPS.items() if lacking[key]]


def lacking(user: AbstractBaseUser, key: str, at: datetime) -> list[int]:
    """Return the ids of the live stories that lack what the key of `GAPS` names."""
    found = _lacking(user, at)[key]
    return _without_words(found, most=WINDOW) if key == "alt" else found


def _lacking(user: AbstractBaseUser, at: datetime) -> dict[str, list[int]]:
    """The ids by gap, newest first. Under "alt" those that show a picture of which the library says nothing."""
    found: dict[str, list[int]] = {key: [] for key in GAPS}
    for pk, *lacks in _newest_live(user, at):
        for key, is_lacking in zip(GAPS, lacks, strict=True):
            if is_lacking:
                found[key].append(pk)
    return found


def _newest_live(user: AbstractBaseUser, at: datetime) -> QuerySet:
    """Rows of a story's id and whether it lacks each of `GAPS`. A standing page needs none of the last three."""
    newest = Article.objects.published(at).order_by("-published_at", "-pk").values("pk")[:WINDOW]
    uses = PictureUse.objects.filter(article=OuterRef("pk"))
    silent = uses.filter(picture__alt="", picture__is_decorative=False).exclude(picture__original="")
    is_story = ~Q(kind=ArticleKind.PAGE)
    return (
        policy.visible_to(user, Article.objects.filter(pk__in=newest))
        .order_by("-published_at", "-pk")
        .annotate(
            lacks_alt=Exists(silent),
            lacks_picture=Exists(uses.filter(picture__original="")),
            lacks_standfirst=Q(standfirst="") & is_story,
            lacks_byline=~Exists(Byline._base_manager.filter(article=OuterRef("pk"))) & is_story,
            lacks_region=Q(region=None) & is_story,
        )
        .values_list("pk", *(f"lacks_{key}" for key in GAPS))
    )


def _without_words(ids: list[int], *, most: int) -> list[int]:
    """Keep those of the ids whose text says nothing of such a picture either."""
    columns = ("pk", "body", "lead_picture__uid", "lead_alt")
    stories = {row[0]: row for row in Article.objects.filter(pk__in=ids[:most]).values_list(*columns)}
    said = {pk: (row[1], row[2] or "", row[3]) for pk in ids[:most] if (row := stories.get(pk))}
    return readiness.without_words(said)
