"""A story’s imported fields as `articles.text` has them, and a stored text in the form in which fields are hashed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from articles.legacy.difference import hash_of
from articles.legacy.session import Session
from articles.models import Tag
from people.models import Person

# Fields of the import that one field of a text holds, under another name or in another form.
IN_TEXTS = {
    "lead": ("lead_picture",),
    "body": ("body", "is_cut", "has_restored_paragraphs"),
    "search": ("search_title", "search_description"),
}
# What no text holds: only release sets a date, and only the room's own buttons set a state.
BESIDE_TEXTS = frozenset({"date", "state"})


def text_fields(name: str) -> tuple[str, ...]:
    """Return the fields of a text that a field of the import fills; none for a date or a state."""
    return () if name in BESIDE_TEXTS else IN_TEXTS.get(name, (name,))


def as_text(session: Session, name: str, value: Any) -> dict[str, Any]:
    """Return a natural value as a text has it: ids of tags and people that the session knows, by field."""
    if name in BESIDE_TEXTS:
        return {name: value}
    if name in ("body", "search"):
        return dict(zip(IN_TEXTS[name], value, strict=True))
    if name == "region":
        return {"region": _tag(session, value)}
    if name == "tags":
        return {"tags": [pk for key in value if (pk := _tag(session, key))]}
    if name == "bylines":
        return {"bylines": [_byline(session, key, role) for key, role in value]}
    return {text_fields(name)[0]: value or None if name in ("lead", "release_at") else value}


def _tag(session: Session, key: str) -> int | None:
    tag = session.tags.get(key)
    return tag.pk if tag else None


def _byline(session: Session, key: str, role: str) -> dict[str, Any]:
    person = session.people.get(key)
    return {"person": person.pk if person else None, "name": "" if person else key, "role": role}


class Naming:
    """The natural keys of the tags and people that some texts name, looked up at once."""

    def __init__(self, texts: Iterable[Mapping[str, Any]]) -> None:
        texts = list(texts)
        tags = {pk for text in texts for pk in [*text["tags"], text["region"]] if pk}
        people = {row["person"] for text in texts for row in text["bylines"] if row["person"]}
        self._tags = dict(Tag.objects.filter(pk__in=tags).values_list("pk", "key"))
        self._people = dict(Person.objects.filter(pk__in=people).values_list("pk", "key"))

    def has(self, text: Mapping[str, Any], name: str, wanted: str) -> bool:
        """Tell whether a stored text has this value, by its hash, in this field."""
        return any(hash_of(value) == wanted for value in self._natural(text, name))

    def _natural(self, text: Mapping[str, Any], name: str) -> list[Any]:
        if name in BESIDE_TEXTS:
            return []
        if name == "region":
            return [self._tags.get(text["region"], "")]
        if name == "tags":
            return [sorted(self._tags.get(pk, "") for pk in text["tags"])]
        if name == "bylines":
            return [[[self._people.get(b["person"], b["name"]), b["role"]] for b in text["bylines"]]]
        if name == "search":
            return [[text["search_title"], text["search_description"]]]
        if name == "body":
            # Texts of before do not say whether the copy breaks off.
            cuts = (True, False) if text.get("is_cut") is None else (text["is_cut"],)
            return [[text["body"], is_cut, text["has_restored_paragraphs"]] for is_cut in cuts]
        return [text[text_fields(name)[0]] or ""]
