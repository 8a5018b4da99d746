"""Kept words as the room offers them on opening: when they were kept, what differs, who saved since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html

from articles import kept
from articles import text as texts
from articles.desk import comparing
from articles.desk.autosave import saved_since
from articles.desk.comparison import Block, Field
from articles.desk.fields import number
from articles.desk.form import WritingForm, initial_of
from articles.models import Article, KeptText


@dataclass(frozen=True, slots=True)
class Offer:
    slot: KeptText
    differences: list[Field]
    since: str


def offers(request: HttpRequest, article: Article | None, saved: texts.Text) -> list[Offer]:
    """Return what this account has kept and not saved. What was saved meanwhile by other hands is no offer."""
    found = []
    for slot in kept.offered(request.user, article):
        text = texts.cleaned(slot.data)
        if text == saved and not slot.loose:
            continue
        differences = comparing.changed_fields(saved, text, request.user) + _loose(slot)
        found.append(Offer(slot, differences, saved_since(request, article, slot.base_version)))
    return found


def _loose(slot: KeptText) -> list[Field]:
    shown = []
    for name, typed in slot.loose.items():
        if name == "new_tags":
            continue
        words = ", ".join(row["name"] for row in typed) if name == "bylines" else str(typed)
        label = WritingForm.base_fields[name].label or name.replace("_", " ").capitalize()
        shown.append(Field(f"{label}, as typed", [Block("new", format_html("<ins>{}</ins>", words))]))
    return shown


def taken(request: HttpRequest, article: Article | None) -> KeptText | None:
    """Return the slot that `?take=` names, where it is this account's, of this story, and holds words."""
    pk = number(request.GET.get("take", ""))
    return next((slot for slot in kept.offered(request.user, article) if slot.pk == pk), None)


def initial(slot: KeptText) -> dict[str, Any]:
    """Return what the form shows of kept words: over the version that they were typed over."""
    return initial_of(texts.cleaned(slot.data), slot.base_version) | slot.loose
