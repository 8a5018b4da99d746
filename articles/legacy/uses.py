"""What still uses a picture, a person or a tag: live texts, texts that somebody is at work on, and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from django.db import models
from django.db.models import F

from articles.models import Article, Byline, PictureUse, Revision, Tag, TagAlias, TaggedArticle
from articles.models.assignment import SectionAssignment
from cms.pictures.models import Picture
from people.models import Person

_PICTURE = re.compile(r'data-picture="([A-Za-z0-9_-]{1,64})"')


class Uses:
    """`without` are ids of articles that are about to go, `without_people` of people; their uses do not count."""

    def __init__(self, without: Iterable[int] = (), without_people: Iterable[int] = ()) -> None:
        self._without = set(without)
        self._without_people = set(without_people)

    def of(self, name: str, things: Mapping[int, models.Model]) -> dict[int, str]:
        """Return why each thing stays, by id, for those that anything uses."""
        finder = {"picture": self._of_pictures, "person": self._of_people, "tag": self._of_tags}[name]
        return finder(things)

    def _of_pictures(self, pictures: Mapping[int, Picture]) -> dict[int, str]:
        used: dict[int, str] = {}
        shown = PictureUse.objects.filter(picture__in=pictures)
        self._note(used, shown.values_list("picture_id", "article_id"), "a story shows it")
        leads = Article.objects.filter(lead_picture__in=pictures).values_list("lead_picture_id", "pk")
        self._note(used, leads, "a story shows it")
        portraits = Person.objects.filter(avatar__in=pictures).values_list("avatar_id", "pk")
        used |= {pk: "it is somebody's portrait" for pk, person in portraits if person not in self._without_people}
        for pk in Picture.objects.filter(merged_into__in=pictures).values_list("merged_into_id", flat=True):
            used[pk] = "another picture was merged into it"
        for pk, picture in pictures.items():
            if picture.uid in self.in_work["picture"]:
                used[pk] = "a text in work names it"
            elif picture.is_decorative or (picture.focus_x, picture.focus_y) != (500, 500) or picture.uploaded_by_id:
                used[pk] = "an editor has worked on it"
        return used

    def _of_people(self, people: Mapping[int, Person]) -> dict[int, str]:
        used: dict[int, str] = {}
        self._note(
            used, Byline.objects.filter(person__in=people).values_list("person_id", "article_id"), "a byline names them"
        )
        for pk in Person.objects.filter(merged_into__in=people).values_list("merged_into_id", flat=True):
            used[pk] = "another person was merged into them"
        for pk, person in people.items():
            if pk in self.in_work["person"]:
                used[pk] = "a text in work names them"
            elif person.group_id or person.account_id or person.is_former or person.position or person.merged_into_id:
                used[pk] = "an editor has worked on them"
        return used

    def _of_tags(self, tags: Mapping[int, Tag]) -> dict[int, str]:
        used: dict[int, str] = {}
        self._note(
            used,
            TaggedArticle.objects.filter(tag__in=tags).values_list("tag_id", "content_object_id"),
            "a story has it",
        )
        for field in ("region", "working_region"):
            named = Article.objects.filter(**{f"{field}__in": tags}).values_list(f"{field}_id", "pk")
            self._note(used, named, "a story has it")
        for model, field in ((TagAlias, "tag"), (Tag, "merged_into"), (SectionAssignment, "region")):
            for pk in model.objects.filter(**{f"{field}__in": tags}).values_list(f"{field}_id", flat=True):
                used[pk] = "an editor has worked on it"
        used |= {pk: "a text in work names it" for pk in tags if pk in self.in_work["tag"]}
        return used

    def _note(self, used: dict[int, str], rows: Iterable[tuple[int, int]], reason: str) -> None:
        used.update({thing: reason for thing, article in rows if article not in self._without})

    @cached_property
    def in_work(self) -> dict[str, set]:
        """What the newest texts name that are not live, which no row of ours knows."""
        named: dict[str, set] = {"picture": set(), "person": set(), "tag": set()}
        newest = Revision.objects.filter(article__has_changes=True, number=F("article__version"))
        for article, data in newest.values_list("article_id", "data").iterator(chunk_size=200):
            if article in self._without:
                continue
            named["picture"] |= {data.get("lead_picture"), *_PICTURE.findall(data.get("body") or "")}
            named["person"] |= {byline.get("person") for byline in data.get("bylines") or ()}
            named["tag"] |= {data.get("region"), *(data.get("tags") or ())}
        return named
