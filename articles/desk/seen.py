"""What a page showed of a story, carried by its form, so that a press never acts on what its person did not see.

The version tells whether the text has changed. Where the story stands, and from when on readers see it, change without
a version: withdrawn, approved, given another time.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format

from articles.desk.standing import standing
from articles.models import Article
from cms.ledger.models import AuditEntry

# What takes a story from one standing to another. Of all else the trail tells too: of links, holds, copies.
_MOVING = ("submit", "send back", "approve", "release", "withdraw", "trash", "take from trash")


def mark(article: Article) -> str:
    """Name where a story stands: "draft", "released@1764057600"."""
    at = article.published_at
    return f"{article.state}@{at.timestamp():.0f}" if at else article.state


def row(article: Article) -> str:
    """Name all that a line of a list shows: number, version, standing."""
    return f"{article.pk}.{article.version}.{mark(article)}"


def ids_of(rows: list[str]) -> dict[int, str]:
    """Return the number of each line that was chosen, with the line."""
    numbered = ((line.partition(".")[0], line) for line in rows)
    return {int(pk): line for pk, line in numbered if pk.isascii() and pk.isdigit() and len(pk) <= 18}


def is_other(request: HttpRequest, article: Article | None) -> bool:
    """Tell whether the story stands elsewhere than the form's page showed."""
    shown = request.POST.get("seen", "")
    return article is not None and bool(shown) and shown != mark(article)


def change_words(article: Article) -> str:
    """Say who did what to where the story stands: "Bolot did “withdraw” at 14:03: the story is withdrawn now"."""
    trail = AuditEntry.objects.filter(target_kind="article", target_id=article.pk, action__in=_MOVING)
    last = trail.order_by("-at", "-pk").first()
    now = f"the story is {standing(article, timezone.now()).word} now"
    if last is None:
        return now.capitalize()
    return f"{last.actor_name} did “{last.action}” at {date_format(timezone.localtime(last.at), 'H:i')}: {now}"
