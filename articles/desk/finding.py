"""How words typed on the desk become articles: a number, an address, or words of the headline."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.db.models import Q, QuerySet

from articles import policy
from articles.models import Article
from cms.ledger.addresses import canonical
from cms.ledger.models import Address


def find(rows: QuerySet, words: str) -> QuerySet:
    """Find by number, by an address pasted whole or in part, or by words of the headline, live or working."""
    if words.isascii() and words.isdigit() and len(words) <= 18:
        return rows.filter(Q(pk=words) | _titled(words))
    path = _path_of(words)
    there = list(Address.objects.filter(path=path, target_kind="article").values_list("target_id", flat=True))
    if there:
        return rows.filter(pk__in=there)
    # A draft of the old site keeps its slug and has no address yet.
    drafts = Article.objects.filter(trashed_at__isnull=True, state__in=policy.UNRELEASED, slug=path.strip("/"))
    return rows.filter(Q(pk__in=drafts.order_by().values("pk")) | _titled(words) if path else _titled(words))


def _path_of(words: str) -> str:
    """Return the path that pasted words mean, "" where they are no address. A bare slug is one."""
    if " " in words:
        return ""
    try:
        parts = urlsplit(words)
    except ValueError:
        return ""
    path = parts.path if parts.scheme or "/" in words else words
    return canonical(path) if path.strip("/") else ""


def _titled(words: str) -> Q:
    """SQLite compares only Latin letters without regard to case, so that a word is tried in the usual spellings."""
    wanted = Q()
    for word in words.split()[:8]:
        spelt = Q()
        forms = [word] if word.isascii() else [word, word.lower(), word.capitalize(), word.upper()]
        for form in dict.fromkeys(forms):
            spelt |= Q(working_title__icontains=form) | Q(title__icontains=form)
        wanted &= spelt
    return Q(pk__in=Article.objects.filter(wanted).order_by().values("pk"))
