"""The form of the writing room: bound to the working text, never to the article's columns."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.text import capfirst

from articles import text as texts
from articles.desk.asking import DAY, HOUR, WHICH, asked_time, time_of
from articles.desk.editor import BodyField
from articles.desk.fields import BylinesField, TagsField
from articles.desk.originals import OriginalField
from articles.models import Article, ArticleKind, Tag
from articles.tagging import save_tag
from cms.lib import richtext
from cms.lib.names import fold
from cms.lib.slugs import MAX_LENGTH, slugify
from cms.pictures.models import Picture
from cms.site.identity import identity

TITLE_FOR_SEARCH, DESCRIPTION_FOR_SEARCH = 60, 160


class WritingForm(forms.Form):
    """`text()` gives what was typed as `articles.text` keeps it. Only a headline is asked for."""

    title = forms.CharField(
        label="Headline",
        max_length=300,
        error_messages={"required": "A draft needs a headline, if only for now."},
        widget=forms.Textarea(attrs={"rows": 1, "placeholder": "Headline"}),
    )
    standfirst = forms.CharField(
        required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 2, "placeholder": "Standfirst"})
    )
    body = BodyField(label="Text")
    kind = forms.ChoiceField(choices=[(value, capfirst(word)) for value, word in ArticleKind.choices])
    language = forms.ChoiceField(choices=settings.LANGUAGES)
    translation_of = OriginalField(help_text="The story that this one is the translation of.")
    region = forms.ModelChoiceField(Tag.objects.none(), required=False, empty_label="No region")
    tags = TagsField(
        help_text="A tag on each line, the most important first.", widget=forms.Textarea(attrs={"rows": 3})
    )
    bylines = BylinesField(label="Byline", required=False)
    lead_picture = forms.CharField(required=False, max_length=64, help_text="The picture's id in the library.")
    lead_alt = forms.CharField(
        label="Alternative text",
        required=False,
        max_length=500,
        help_text="Empty: the library’s words.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    lead_caption = forms.CharField(
        label="Caption",
        required=False,
        max_length=5_000,
        help_text="Empty: the library’s words.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    slug = forms.CharField(label="Last part of the address", required=False, max_length=MAX_LENGTH)
    search_title = forms.CharField(label="Title in search results", required=False, max_length=300)
    search_description = forms.CharField(
        label="Description in search results",
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    release_on = forms.DateField(**DAY)
    release_time = forms.TimeField(**HOUR)
    release_fold = forms.ChoiceField(**WHICH)
    base_version = forms.CharField(required=False, widget=forms.HiddenInput)
    new_tags = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        may_make_tags: bool = False,
        working: texts.Text | None = None,
        asks_time: bool = True,
        actor: AbstractBaseUser | None = None,
        article: Article | None = None,
        **kwargs: Any,
    ) -> None:
        self.may_make_tags, self.asks_time = may_make_tags, asks_time
        self.working = texts.EMPTY | (working or {})
        self.unknown_tags: list[str] = []
        self.folds: tuple[datetime, ...] = ()
        self.release_moment: datetime | None = None
        super().__init__(*args, **kwargs)
        original = self.fields["translation_of"]
        original.user, original.article_id = actor, article.pk if article else None
        original.kept = self.working["translation_of"]
        original.widget.attrs |= {"data-of": article.pk} if article else {}
        # What a story has already stays on offer: a region that is no more, a language of the old site.
        self.fields["region"].queryset = Tag.objects.filter(
            pk__in=[*Tag.objects.regions().values_list("pk", flat=True), self.working["region"] or 0]
        ).order_by("position", "name")
        offered, language = identity().languages, self.working["language"]
        kept = [] if language in dict(offered) else [(language, dict(settings.LANGUAGES).get(language, language))]
        self.fields["language"].choices = [*offered, *kept]

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean_slug(self) -> str:
        typed = self.cleaned_data["slug"].strip().strip("/")
        if typed and not slugify(typed, fallback=""):
            raise ValidationError("An address needs letters or figures.")
        return slugify(typed, fallback="")

    def clean_lead_picture(self) -> str | None:
        uid = self.cleaned_data["lead_picture"].strip()
        if not uid:
            return None
        picture = Picture.objects.filter(uid=richtext.without_controls(uid)).select_related("merged_into").first()
        if picture is None and uid != self.working["lead_picture"]:
            raise ValidationError("The library holds no picture of this id.")
        return (picture.merged_into or picture).uid if picture else uid

    def clean_tags(self) -> list[int | str]:
        allowed = {fold(name) for name in self.data.getlist(self.add_prefix("new_tags"))}
        tags = self.cleaned_data["tags"]
        unknown = [name for name in tags if isinstance(name, str)]
        if any(len(name) > 100 for name in unknown):
            raise ValidationError("A tag has at most 100 letters; each stands on a line of its own.")
        self.unknown_tags = [name for name in unknown if not self.may_make_tags or fold(name) not in allowed]
        if self.unknown_tags:
            names = ", ".join(f"“{name}”" for name in self.unknown_tags)
            way = "Choose one that is, or say that it is to be made." if self.may_make_tags else "Choose one that is."
            raise ValidationError(f"There is no tag {names}. {way}", code="unknown")
        return tags

    @property
    def allowed_tags(self) -> list[str]:
        """New names that were said to be made, so that a form shown again still says so."""
        return self.data.getlist(self.add_prefix("new_tags")) if self.is_bound else self.initial.get("new_tags") or []

    def clean(self) -> dict[str, Any]:
        if self.asks_time:
            self.release_moment, self.folds = asked_time(self, "release")
        return self.cleaned_data

    def text(self, maker: AbstractBaseUser | None = None) -> texts.Text:
        """Return the valid form's text. `maker` makes the tags that are new; without one they are left out."""
        data = self.cleaned_data
        direct = (
            *("title", "standfirst", "body", "kind", "language", "bylines", "lead_picture", "lead_alt"),
            *("lead_caption", "slug", "search_title", "search_description", "translation_of"),
        )
        text = {name: data[name] for name in direct}
        text["region"] = data["region"].pk if data["region"] else None
        ids = [tag if isinstance(tag, int) else self._made(maker, tag) for tag in data["tags"]]
        text["tags"] = [pk for pk in dict.fromkeys(ids) if pk]
        text["release_at"] = self.working["release_at"]
        if self.asks_time:
            text["release_at"] = self.release_moment.isoformat() if self.release_moment else None
        # Signs of the archive that no form shows: they go where another text of the archive is taken, not by a save.
        text |= {name: self.working[name] for name in ("has_restored_paragraphs", "is_cut")}
        return text

    @staticmethod
    def _made(maker: AbstractBaseUser | None, name: str) -> int | None:
        if maker is None:
            return None
        twin = Tag.objects.filter(key=fold(name)).first()
        return (twin or save_tag(maker, Tag(name=name))).pk


def initial_of(text: texts.Text, version: int) -> dict[str, Any]:
    """Return what the form shows of a text."""
    at = datetime.fromisoformat(text["release_at"]) if text["release_at"] else None
    return {
        **{name: text[name] for name in WritingForm.base_fields if name in text},
        **time_of(at, "release"),
        "base_version": version,
    }


def blank_text(writer: AbstractBaseUser) -> texts.Text:
    """Return a new text, with the writer's own name under it."""
    person = getattr(writer, "person", None)
    byline = [{"person": person.pk, "name": "", "role": "author"}] if person else []
    return texts.cleaned(texts.EMPTY | {"bylines": byline, "language": settings.LANGUAGE_CODE})


def working_text(article: Article) -> texts.Text:
    """Return the newest text of an article, clean and whole, whatever schema it was kept in."""
    newest = article.revisions.first()
    return texts.cleaned(newest.data if newest else texts.of_live(article))
