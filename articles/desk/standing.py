"""Where an article stands, in the desk's words. Beside what is stored: scheduled, published, in the trash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from articles.models import Article, State


@dataclass(frozen=True, slots=True)
class Standing:
    """`key` names the colour (css/standing.css), `word` says the same."""

    key: str
    word: str


def standing(article: Article, at: datetime) -> Standing:
    if article.trashed_at is not None:
        return Standing("trash", "in the trash")
    if article.is_template:
        return Standing("template", "template")
    if article.state != State.RELEASED:
        return Standing(article.state, article.get_state_display())
    return Standing("published", "published") if article.is_public(at) else Standing("scheduled", "scheduled")
