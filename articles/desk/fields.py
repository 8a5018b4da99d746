"""The two lists of the writing room as form fields that work with a keyboard alone and without script.

Bylines are rows of a name and a role (script adds the choosing of people), tags are names, a line each.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from articles.models import BylineRole, Tag, TagAlias
from cms.lib.names import fold
from cms.lib.richtext import without_controls
from people.models import Person

MOST_BYLINES = MOST_TAGS = 60
EMPTY_ROWS = 2
LONGEST_NAME = 200


def one_line(text: object) -> str:
    return " ".join(without_controls(str(text)).split())


def number(text: object) -> int | None:
    """Read an id as forms send it. None for what cannot be one."""
    digits = str(text)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 18 else None


class BylinesWidget(forms.Widget):
    template_name = "admin/articles/article/_bylines.html"

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        """Drawn by the project's own templates; the forms' renderer looks among Django's only."""
        return render_to_string(template_name, context)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, Any]]:
        people, names, roles = (data.getlist(f"{name}_{part}") for part in ("person", "name", "role"))
        return [
            {"person": number(person), "name": one_line(words), "role": role}
            for person, words, role in zip(people, names, roles, strict=False)
        ]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}_name" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        rows = list(value or [])
        known = Person.objects.in_bulk([row["person"] for row in rows if row["person"]])
        for row in rows:
            person = known.get(row["person"])
            row = row if row["name"] or person is None else row | {"name": person.name}
        context["rows"] = [self._row(row, known.get(row["person"])) for row in rows]
        context["rows"] += [self._row({"person": None, "name": "", "role": "author"}, None)] * EMPTY_ROWS
        context["roles"] = BylineRole.choices
        return context

    @staticmethod
    def _row(row: dict[str, Any], person: Person | None) -> dict[str, Any]:
        return {
            "person": row["person"] or "",
            "name": row["name"] or (person.name if person else ""),
            "role": row["role"],
            "about": person.role if person else "",
        }


class BylinesField(forms.Field):
    """Gives rows as `articles.text` keeps them. A name that one person has is that person; any other is a credit."""

    widget = BylinesWidget

    def clean(self, value: list[dict[str, Any]]) -> list[dict[str, Any]]:
        rows = [row for row in value if row["name"]]
        if len(rows) > MOST_BYLINES:
            raise ValidationError(f"More than {MOST_BYLINES} names are no byline.", code="many")
        by_id, by_key = _people_of(rows)
        clean: list[dict[str, Any]] = []
        for row in rows:
            if len(row["name"]) > LONGEST_NAME:
                raise ValidationError(f"A name has at most {LONGEST_NAME} letters.", code="long")
            if row["role"] not in BylineRole.values:
                raise ValidationError("There is no such role.", code="role")
            found = _byline(row, by_id, by_key)
            if found in clean:
                continue
            if found["person"] and any(same_person(found, other) for other in clean):
                raise ValidationError(f"“{row['name']}” stands here twice in one role.", code="twice")
            clean.append(found)
        return clean


def same_person(row: dict[str, Any], other: dict[str, Any]) -> bool:
    return (row["person"], row["role"]) == (other["person"], other["role"])


def _people_of(rows: list[dict[str, Any]]) -> tuple[dict[int, Person], dict[str, list[Person]]]:
    ids = [row["person"] for row in rows if row["person"]]
    by_id = {
        pk: person.merged_into or person
        for pk, person in Person.objects.select_related("merged_into").in_bulk(ids).items()
    }
    by_key: dict[str, list[Person]] = defaultdict(list)
    keys = {fold(row["name"])[:200] for row in rows}
    for person in Person.objects.filter(key__in=keys, merged_into__isnull=True):
        by_key[person.key].append(person)
    return by_id, by_key


def _byline(row: dict[str, Any], by_id: dict[int, Person], by_key: dict[str, list[Person]]) -> dict[str, Any]:
    person = by_id.get(row["person"])
    if person is None:
        namesakes = by_key.get(fold(row["name"])[:200], [])
        if len(namesakes) > 1:
            raise ValidationError(f"{len(namesakes)} people are called “{row['name']}”: choose one.", code="namesakes")
        person = namesakes[0] if namesakes else None
    if person is None:
        return {"person": None, "name": row["name"], "role": row["role"]}
    # Under another name than their own only where the text says so.
    words = "" if fold(row["name"]) == fold(person.name) else row["name"]
    return {"person": person.pk, "name": words, "role": row["role"]}


class TagsField(forms.CharField):
    """Names of tags, a line each, in order; gives their ids. An alias is its tag, a merged tag its survivor.

    `unknown` afterwards holds the names that no tag has yet; whether they are made is the form's business.
    """

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def prepare_value(self, value: Any) -> str:
        if isinstance(value, str) or value is None:
            return value or ""
        known = Tag.objects.in_bulk(value)
        return "\n".join(known[pk].name for pk in value if pk in known)

    def clean(self, value: str) -> list[int | str]:
        """Return ids, and the bare name where no tag has it."""
        text = without_controls(super().clean(value))
        names = list(dict.fromkeys(name for line in text.splitlines() if (name := one_line(line))))
        if len(names) > MOST_TAGS:
            raise ValidationError(f"More than {MOST_TAGS} tags tell nobody anything.", code="many")
        by_key = _tags_by_key({fold(name) for name in names})
        return list(dict.fromkeys(by_key.get(fold(name), name) for name in names))


def _tags_by_key(keys: set[str]) -> dict[str, int]:
    aliases = TagAlias.objects.filter(key__in=keys).select_related("tag")
    found = {alias.key: alias.tag for alias in aliases}
    found |= {tag.key: tag for tag in Tag.objects.filter(key__in=keys)}
    return {key: tag.merged_into_id or tag.pk for key, tag in found.items()}
