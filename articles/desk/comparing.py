"""Texts of articles put into words, so that people can compare them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst

from articles import text as texts
from articles.desk.comparison import TAIL, Field, compare_texts
from articles.desk.originals import Naming
from articles.models import ArticleKind, BylineRole, Tag
from cms.lib.dates import zone_label
from cms.pictures.models import Picture
from people.models import Person

# What stands beside the text.
FACTS = TAIL


class Wording:
    """Says the values of some texts to one account, looked up at once: names for ids."""

    def __init__(self, given: Iterable[texts.Text], user: AbstractBaseUser) -> None:
        given = list(given)
        tags = {pk for text in given for pk in [*text["tags"], text["region"]] if pk}
        people = {row["person"] for text in given for row in text["bylines"] if row["person"]}
        self._tags = {pk: tag.name for pk, tag in Tag.objects.in_bulk(tags).items()}
        self._people = {pk: person.name for pk, person in Person.objects.in_bulk(people).items()}
        self._stories = Naming(user, {text["translation_of"] for text in given if text["translation_of"]})
        uids = {text["lead_picture"] for text in given if text["lead_picture"]}
        self._pictures = {picture.uid: str(picture) for picture in Picture.objects.filter(uid__in=uids)}

    def said(self, field: str, value: Any) -> str:
        if not value:
            return ""
        if field == "bylines":
            return ", ".join(self._byline(row) for row in value)
        if field == "tags":
            return ", ".join(self._tags.get(pk, f"tag {pk}, which is gone") for pk in value)
        if field == "region":
            return self._tags.get(value, f"region {value}, which is gone")
        if field == "translation_of":
            return self._stories.of(value)
        if field == "kind":
            return capfirst(ArticleKind(value).label)
        if field == "language":
            return dict(settings.LANGUAGES).get(value, value)
        if field == "lead_picture":
            return f"{self._pictures.get(value, 'not in the library')} ({value})"
        if field == "release_at":
            local = timezone.localtime(datetime.fromisoformat(value))
            return f"{date_format(local, 'j F Y, H:i')} ({zone_label(local)})"
        return str(value)

    def _byline(self, row: dict[str, Any]) -> str:
        name = row["name"] or self._people.get(row["person"], f"person {row['person']}, who is gone")
        return name if row["role"] == BylineRole.AUTHOR else f"{BylineRole(row['role']).label} {name}"


def compared(before: texts.Text, after: texts.Text, user: AbstractBaseUser) -> list[Field]:
    return compare_texts(before, after, Wording([before, after], user).said)


def changed_fields(before: texts.Text, after: texts.Text, user: AbstractBaseUser) -> list[Field]:
    return [field for field in compared(before, after, user) if not field.is_same]
