"""The differences of a batch of stories, kept as the batch is written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from articles import text as texts
from articles.legacy.differences import Asked
from articles.legacy.session import Session
from articles.legacy.text_values import Naming, as_text, text_fields
from articles.models import Revision, RevisionKind

if TYPE_CHECKING:
    from articles.legacy.plans import Plan

# How many imported versions of a story are looked through for the one that had a field as last imported.
MOST_VERSIONS = 20


def remember(session: Session, plans: list[Plan]) -> None:
    """Keep what these plans ask of people, and settle what is asked no more. Writes nothing where nothing changed."""
    standing = [plan for plan in plans if plan.article is not None and plan.origin is not None and plan.known]
    if not standing:
        return
    found = _Imported(standing)
    for plan in standing:
        asked = [Asked(name, plan.wanted[name], as_text(session, name, plan.wanted[name])) for name in plan.asked]
        imported = partial(found.of, plan)
        plan.known.note(session, plan.origin, plan.article.pk, plan.wanted, asked, imported)
    for known in {id(plan.known): plan.known for plan in standing}.values():
        known.write()


class _Imported:
    """What was imported last of these stories, out of their history. Asked for only where a difference is new."""

    def __init__(self, plans: list[Plan]) -> None:
        self._ids = [plan.article.pk for plan in plans if plan.asked]
        self._texts: dict[int, list[texts.Text]] | None = None
        self._naming: Naming | None = None

    def of(self, plan: Plan, name: str) -> dict[str, Any] | None:
        """Return the fields of the text, or None where the field was never imported or nothing kept it."""
        wanted = plan.origin.hashes.get(name)
        if wanted is None or not text_fields(name):
            return None
        if self._texts is None:
            self._read()
        for text in self._texts.get(plan.article.pk, ())[:MOST_VERSIONS]:
            if self._naming.has(text, name, wanted):
                return {each: text[each] for each in text_fields(name)}
        return None

    def _read(self) -> None:
        self._texts = {}
        imported = Revision.objects.filter(article__in=self._ids, kind=RevisionKind.IMPORT).order_by("-number")
        for article, data in imported.values_list("article_id", "data"):
            self._texts.setdefault(article, []).append(texts.EMPTY | data)
        self._naming = Naming(text for found in self._texts.values() for text in found)
