"""What the desk's lists show of a story: its working text's headline, where it stands, who is credited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.db.models import F

from articles.desk import seen
from articles.desk.standing import Standing, standing
from articles.models import Article, Byline, Revision
from people.models import Person


@dataclass(frozen=True, slots=True)
class Row:
    article: Article
    standing: Standing
    names: str
    here: str = ""  # who else has it open

    @property
    def seen(self) -> str:
        return seen.row(self.article)


def rows_of(ids: Sequence[int], at: datetime, here: Mapping[int, str] = MappingProxyType({})) -> list[Row]:
    """Return what the list shows of these articles, in their order, with a fixed number of queries."""
    shown = Article.objects.select_related("working_region", "hold").defer("body", "standfirst").in_bulk(ids)
    names = _names(ids)
    return [Row(shown[pk], standing(shown[pk], at), names.get(pk, ""), here.get(pk, "")) for pk in ids if pk in shown]


def _names(ids: Sequence[int]) -> dict[int, str]:
    """Return who is credited, in the newest text: a draft has no live byline yet."""
    newest = Revision.objects.filter(article__in=ids, number=F("article__version"))
    working = dict(newest.values_list("article_id", "data__bylines"))
    people = {row["person"] for rows in working.values() for row in rows or [] if row["person"]}
    known = dict(Person.objects.filter(pk__in=people).values_list("pk", "name"))
    names = {
        pk: ", ".join(row["name"] or known.get(row["person"], "") for row in rows or []) for pk, rows in working.items()
    }
    live: dict[int, list[str]] = defaultdict(list)
    for byline in Byline.objects.filter(article__in=[pk for pk in ids if pk not in working]).order_by("position"):
        live[byline.article_id].append(byline.display_name)
    return names | {pk: ", ".join(found) for pk, found in live.items()}
