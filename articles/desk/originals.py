"""The field that says of which story another is the translation: found by headline, and named by it.

A writer is offered what the desk shows them and what readers can see. Of anything else no headline is told.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from articles import policy, translations
from articles.desk.fields import number, one_line
from articles.desk.finding import find
from articles.desk.standing import standing
from articles.models import Article
from cms.lib.names import fold

LONGEST_WORDS = 400
MOST_LOOKED_AT = 50
MOST_NAMED = 3


def offered(user: AbstractBaseUser, *, without: int | None = None) -> QuerySet:
    """Return the stories of which this account may call another a translation, the newest work first."""
    stories = policy.visible_to(user, Article.objects.all()) | Article.objects.published(timezone.now())
    return stories.exclude(pk=without).defer("body").order_by("-working_at", "-pk")


class Naming:
    """Says stories by their headlines to one account: its own desk's words, or else the readers'."""

    def __init__(self, user: AbstractBaseUser, ids: set[int]) -> None:
        known = offered(user).in_bulk(ids) if ids else {}
        on_desk = policy.visible_to(user, Article.objects.filter(pk__in=known)).values_list("pk", flat=True)
        on_desk = set(on_desk) if known else set()
        self._names = {pk: _headline(story, is_on_desk=pk in on_desk) for pk, story in known.items()}

    def of(self, pk: int) -> str:
        return self._names.get(pk, f"story {pk}, which is not on your desk")


def _headline(story: Article, *, is_on_desk: bool) -> str:
    return one_line((story.working_title if is_on_desk else "") or story.title or str(story))


def choices(user: AbstractBaseUser, words: str, *, without: int | None, most: int) -> list[dict[str, Any]]:
    """Return the stories that words typed so far may mean, as the room's choosers take them."""
    found = list(find(offered(user, without=without), words)[:most])
    naming, at = Naming(user, {story.pk for story in found}), timezone.now()
    return [
        {
            "id": story.pk,
            "name": naming.of(story.pk),
            "about": f"{translations.name_of(translations.language_of(story))}, {standing(story, at).word}",
        }
        for story in found
    ]


def translated(user: AbstractBaseUser, article: Article) -> list[dict[str, Any]]:
    """Return the translations of a story that this account sees on the desk, to lead from one room to the other."""
    rows = policy.visible_to(user, Article.objects.filter(translation_of=article)).order_by("language", "pk")
    return [
        {"id": pk, "language": language, "name": translations.name_of(language)}
        for pk, language in rows.values_list("pk", "language")
    ]


class OriginalWidget(forms.Widget):
    template_name = "admin/articles/article/_original.html"

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        """Drawn by the project's own templates; the forms' renderer looks among Django's only."""
        return render_to_string(template_name, context)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, Any]:
        words = one_line(data.get(f"{name}_words", ""))
        return {"story": number(data.get(name, "")), "words": words[:LONGEST_WORDS]}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}_words" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return super().get_context(name, None, attrs) | {"chosen": value or {}}


class OriginalField(forms.Field):
    """Gives a story's id, led to its original. `user` and `article_id` say who asks, and in which story's room."""

    widget = OriginalWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.user: AbstractBaseUser | None = None
        self.article_id: int | None = None
        self.kept: int | None = None  # the story's choice until now, which may be out of this account's sight

    def prepare_value(self, value: Any) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        return {"story": value or "", "words": self._called(value) if value else ""}

    def clean(self, value: dict[str, Any]) -> int | None:
        pk, words = value["story"], value["words"]
        if not words:
            return None
        # Without script the id of the story that was chosen before stays beside words for another one.
        if pk and fold(words) == fold(self._called(pk)):
            if pk == self.kept:
                return pk
            if self._offered().filter(pk=pk).exists():
                return self._led(pk)
        return self._led(self._meant(words))

    def _called(self, pk: int) -> str:
        return Naming(self.user, {pk}).of(pk) if self.user else ""

    def _offered(self) -> QuerySet:
        return offered(self.user, without=self.article_id) if self.user else Article.objects.none()

    def _led(self, pk: int) -> int:
        """A translation of this very story is left as it is chosen, so that release can say what is wrong with it."""
        original = translations.original_of(pk)
        return pk if original is None or original.pk == self.article_id else original.pk

    def _meant(self, words: str) -> int:
        """Return the one story of this headline, number or address. Raises ValidationError where there is not one."""
        found = list(find(self._offered(), words)[:MOST_LOOKED_AT])
        if self.user is None or not found:
            raise ValidationError(f"There is no story “{words}”. Give its headline, or paste its address.")
        naming = Naming(self.user, {story.pk for story in found})
        exact = [story for story in found if fold(naming.of(story.pk)) == fold(words)]
        if len(exact) > 1:
            raise ValidationError(f"{len(exact)} stories have this headline: paste the address of the one you mean.")
        if exact or len(found) == 1 and (words.isdigit() or "/" in words):
            return (exact or found)[0].pk
        names = ", ".join(f"“{naming.of(story.pk)}”" for story in found[:MOST_NAMED])
        raise ValidationError(
            f"No story has just this headline. Is it {names}? Give the whole headline or its address."
        )
