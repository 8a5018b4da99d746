"""Differences put into words, in two columns: what stands here, and what the source says now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone
from django.utils.text import capfirst

from articles import text as texts
from articles.desk.comparing import Wording
from articles.desk.comparison import Block, Passage, body_lines, compare_lines, side_by_side
from articles.legacy.models import FieldDifference
from articles.legacy.settling import can_be_taken
from articles.legacy.text_values import BESIDE_TEXTS
from articles.models import Article, State
from cms.lib.dates import said
from cms.pictures.models import Picture

LABELS = {
    "title": "Headline", "standfirst": "Standfirst", "body": "Text", "bylines": "Byline", "region": "Region",
    "tags": "Tags", "kind": "Kind", "language": "Language", "slug": "Address", "lead": "Lead picture",
    "search": "For search engines", "release_at": "Proposed time", "date": "Date", "state": "State",
    "role": "Role", "bio": "Biography", "website": "Website", "avatar": "Portrait", "is_listed": "In Our People",
    "intro": "Introduction",
}  # fmt: skip
CUT = "[the archive's copy breaks off here]"
NOTHING = "(nothing)"


def label_of(row: FieldDifference) -> str:
    return LABELS.get(row.field, capfirst(row.field.replace("_", " ")))


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """One field as the page shows it. `source_story` is how the source itself changed, where that is known."""

    row: FieldDifference
    label: str
    passages: list[Passage]
    source_story: list[Block]
    is_same: bool
    takeable: str  # "", "publish" where only publishing takes it, "yes"

    @property
    def token(self) -> str:
        """What the form sends back, so that nobody decides about what they have not seen."""
        return f"{self.row.pk}:{self.row.says_hash}"


def of_article(
    article: Article, here: texts.Text, rows: Iterable[FieldDifference], user: AbstractBaseUser
) -> list[ShownDifference]:
    rows = list(rows)
    given = [here]
    for row in rows:
        if row.field not in BESIDE_TEXTS:
            given += [texts.EMPTY | row.says, texts.EMPTY | (row.imported or {})]
    wording = Wording(given, user)
    return [_shown(row, _article_lines(article, here, row, wording)) for row in rows]


Sides = tuple[list[str], list[str], list[str] | None]  # here, the source now, the source as imported


def _article_lines(article: Article, here: texts.Text, row: FieldDifference, wording: Wording) -> Sides:
    if row.field == "date":
        ours = [article.published_at.isoformat(), article.date_precision, article.date_margin_days]
        return [_date(ours if article.published_at else None)], [_date(row.says["date"])], None
    if row.field == "state":
        return [article.get_state_display()], [State(row.says["state"]).label], None
    return (
        _lines(here, row.says, wording),
        _lines(row.says, row.says, wording),
        _lines(row.imported, row.says, wording) if row.imported else None,
    )


def _lines(text: dict[str, Any], names: Iterable[str], wording: Wording) -> list[str]:
    """Say some fields of a text, a line each; a body by its paragraphs."""
    if "body" in names:
        return body_lines(text["body"]) + ([CUT] if text.get("is_cut") else [])
    return [wording.said(name, text[name]) or NOTHING for name in names]


def _date(value: list[Any] | None) -> str:
    if value is None or not value[0]:
        return "no date"
    at, precision, margin = value
    return said(timezone.localtime(datetime.fromisoformat(at)), precision, margin)[0]


def of_thing(thing: Any, rows: Iterable[FieldDifference]) -> list[ShownDifference]:
    rows = list(rows)
    uids = {row.says["avatar"] for row in rows if row.field == "avatar"}
    pictures = {picture.uid: str(picture) for picture in Picture.objects.filter(uid__in=uids)}
    return [_shown(row, _thing_lines(thing, row, pictures)) for row in rows]


def _thing_lines(thing: Any, row: FieldDifference, pictures: dict[str, str]) -> Sides:
    ours, theirs = getattr(thing, row.field), row.says[row.field]
    if row.field == "avatar":
        return [str(ours) if ours else NOTHING], [pictures.get(theirs, "a picture that is not here")], None
    if isinstance(theirs, bool):
        return ["yes" if ours else "no"], ["yes" if theirs else "no"], None
    return ours.splitlines() or [NOTHING], theirs.splitlines() or [NOTHING], None


def _shown(row: FieldDifference, sides: Sides) -> ShownDifference:
    here, now, before = sides
    passages = side_by_side(here, now)
    story = [block for block in compare_lines(before, now) if block.kind != "same"] if before is not None else []
    takeable = "yes" if can_be_taken(row, publishes=False) else "publish" if can_be_taken(row, publishes=True) else ""
    is_same = all(pair.kind == "same" for passage in passages for pair in passage.pairs)
    return ShownDifference(row, label_of(row), passages, story, is_same, takeable)
