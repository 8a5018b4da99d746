"""By what a light table can be narrowed."""

from __future__ import annotations

import re
from datetime import datetime

from django.contrib import admin
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import TruncMonth
from django.http import HttpRequest
from django.utils import timezone

from articles.models import Article, PictureUse
from cms.pictures.models import Picture
from people.models import Person

Choices = list[tuple[str, str]]


def with_use(pictures: models.QuerySet) -> models.QuerySet:
    """Say of each picture whether a live text, a lead or a portrait shows it (`is_used`)."""
    shown_by = ((PictureUse, "picture"), (Article, "lead_picture"), (Person, "avatar"))
    used = Q()
    for model, field in shown_by:
        used |= Q(Exists(model.objects.filter(**{field: OuterRef("pk")})))
    return pictures.annotate(is_used=used)


class _OneOf(admin.SimpleListFilter):
    """A filter whose choices each stand for a condition."""

    conditions: dict[str, tuple[str, Q]] = {}

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> Choices:
        return [(value, words) for value, (words, _) in self.conditions.items()]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        chosen = self.conditions.get(self.value())
        return queryset.filter(chosen[1]) if chosen else queryset


class ByUse(_OneOf):
    title = "use"
    parameter_name = "use"
    conditions = {"used": ("Used", Q(is_used=True)), "unused": ("Unused", Q(is_used=False))}


class ByWords(_OneOf):
    title = "alternative text"
    parameter_name = "alt"
    conditions = {
        "none": ("None yet", Q(alt="", is_decorative=False)),
        "written": ("Written", ~Q(alt="") & Q(is_decorative=False)),
        "decorative": ("Decorative", Q(is_decorative=True)),
    }


class ByFile(_OneOf):
    title = "file"
    parameter_name = "file"
    conditions = {"missing": ("Missing", Q(original="")), "there": ("There", ~Q(original=""))}


class ByUploader(admin.SimpleListFilter):
    title = "uploader"
    parameter_name = "by"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> Choices:
        return [("me", "Me")]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        return queryset.filter(uploaded_by=request.user.pk) if self.value() == "me" else queryset


class ByMonth(admin.SimpleListFilter):
    """The month in which a picture came in."""

    title = "month"
    parameter_name = "month"
    MOST = 24

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> Choices:
        months = (
            Picture.objects.annotate(month=TruncMonth("created_at")).order_by("-month").values_list("month", flat=True)
        )
        return [(f"{month:%Y-%m}", f"{month:%B %Y}") for month in months.distinct()[: self.MOST]]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        match = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", self.value() or "")
        if not match:
            return queryset
        first = datetime(int(match[1]), int(match[2]), 1, tzinfo=timezone.get_current_timezone())
        following = first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
        return queryset.filter(created_at__gte=first, created_at__lt=following)


FILTERS = [ByUse, ByWords, ByFile, ByUploader, ByMonth]
