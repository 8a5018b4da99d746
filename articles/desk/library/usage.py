"""Where a picture stands: what readers see of it, what editors are working on, whose face it is."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import F, Q

from articles.models import Article, Revision, State
from articles.policy import visible_to
from cms.pictures.models import Picture
from people.models import Person

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Usage:
    """What of it this account may see, and how much there is beyond (`more`)."""

    live: list[Article]
    working: list[Article]
    people: list[Person]
    more: int

    @property
    def is_empty(self) -> bool:
        return not (self.live or self.working or self.people or self.more)


def of(picture: Picture, user: AbstractBaseUser) -> Usage:
    live, working = _live(picture), _working(picture)
    visible = visible_to(user, Article.objects.all())
    seen_live = list(visible.filter(pk__in=live).order_by("-published_at", "-pk")[:SHOWN])
    seen_working = list(visible.filter(pk__in=working).order_by("-working_at", "-pk")[:SHOWN])
    return Usage(
        live=seen_live,
        working=seen_working,
        people=list(Person.objects.filter(avatar=picture).order_by("name")[:SHOWN]),
        more=live.count() + working.count() - len(seen_live) - len(seen_working),
    )


def is_used(picture: Picture) -> bool:
    """Tell whether anything would lose the picture with its row."""
    return (
        _live(picture).exists()
        or Person.objects.filter(avatar=picture).exists()
        or Picture.objects.filter(merged_into=picture).exists()
        or _working(picture).exists()
    )


def _live(picture: Picture) -> models.QuerySet:
    shown = Q(picture_uses__picture=picture) | Q(lead_picture=picture)
    return Article.objects.filter(shown).order_by().values("pk").distinct()


def _working(picture: Picture) -> models.QuerySet:
    """Articles whose newest text names it. A released story without changes says what its live text says."""
    newest = Revision.objects.filter(number=F("article__version"))
    at_work = newest.filter(~Q(article__state=State.RELEASED) | Q(article__has_changes=True))
    # An id is made of letters, digits, - and _, so that it stands in the text as it is; the quotes may be escaped.
    naming = at_work.filter(Q(data__lead_picture=picture.uid) | Q(data__body__icontains=picture.uid))
    return Article.objects.filter(pk__in=naming.order_by().values("article")).values("pk")
