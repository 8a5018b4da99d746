"""How a query becomes stories.

Words are folded and stemmed in Python on both sides, so that SQLite (FTS5) and PostgreSQL (tsvector, `simple`)
find the same. Found stories come newest first: ranking by relevance costs more the larger the archive grows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

import snowballstemmer
from django.db import connection, models
from django.db.models.expressions import RawSQL
from django.utils import timezone

from articles.models import Article, ListingRow, SearchDocument
from cms.lib.dates import UNDATED
from cms.lib.names import fold

MAX_WORDS = 12
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_CYRILLIC = re.compile(r"[а-яёәғқңөұүһіӣӯҳҷў]")


# The stemmers are plain Python, and a newspaper repeats its words: most are looked up, not stemmed.
@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    """Return the stem of a folded word; "" where nothing is left of it."""
    bare = word.removesuffix("'s").replace("'", "")[:60]
    return _stemmer("russian" if _CYRILLIC.search(bare) else "english").stemWord(bare) if bare else ""


@cache
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(language)


def stems(text: str) -> list[str]:
    """Return the words of a text as they are searched: folded, English or Russian endings off."""
    return [stem for stem in map(_stem, _WORD.findall(fold(text))) if stem]


class DocumentRow(NamedTuple):
    """A row of `SearchDocument`."""

    article_id: int
    language: str
    sort_at: datetime
    region_id: int | None
    title_stems: str
    text_stems: str


def document(article: Article, plain: str, names: str, *, sort_at: datetime) -> DocumentRow:
    """Make the search document of a released article; `plain` holds the words of its body, `names` its bylines'."""
    return DocumentRow(
        article_id=article.pk,
        language=article.language,
        sort_at=sort_at,
        region_id=article.region_id,
        title_stems=" ".join(stems(article.title)),
        text_stems=" ".join(stems(f"{article.standfirst} {plain} {names}")),
    )


def find(
    words: str,
    *,
    at: datetime,
    language: str,
    region_id: int | None = None,
    person_id: int | None = None,
    since: date | None = None,
    until: date | None = None,
) -> models.QuerySet:
    """Return article ids, newest first, that hold all the words and may be seen at `at`.

    No words with a filter finds all that the filter lets through; neither finds nothing. `since` and `until`
    are days of the newsroom's zone, both included; a story of unknown date is in no span of days.
    """
    wanted = stems(words)[:MAX_WORDS]
    found = SearchDocument.objects.filter(language=language, sort_at__lte=at).order_by("-sort_at", "-article_id")
    if not wanted and not (region_id or person_id or since or until):
        return found.none().values_list("article_id", flat=True)
    if wanted:
        found = _matching(found, wanted)
    if region_id:
        found = found.filter(article_id__in=ListingRow.objects.filter(tag_id=region_id).values("article_id"))
    if person_id:
        found = found.filter(article_id__in=ListingRow.objects.filter(person_id=person_id).values("article_id"))
    if since:
        found = found.filter(sort_at__gte=_midnight(since))
    if until:
        found = found.filter(sort_at__lt=_midnight(until) + timedelta(days=1), sort_at__gt=UNDATED)
    return found.values_list("article_id", flat=True)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _matching(found: models.QuerySet, wanted: list[str]) -> models.QuerySet:
    """Keep what holds all the stems. They consist of letters and digits only, and are quoted all the same."""
    if connection.vendor == "postgresql":
        query = " & ".join(f"'{stem}'" for stem in wanted)
        return found.filter(RawSQL("vector @@ %s::tsquery", [query], output_field=models.BooleanField()))
    query = " ".join(f'"{stem}"' for stem in wanted)
    ids = RawSQL("SELECT rowid FROM articles_searchindex WHERE articles_searchindex MATCH %s", [query])
    return found.filter(article_id__in=ids)


def forget(ids: Iterable[int]) -> None:
    """Take articles out of SQLite's index. PostgreSQL's is a generated column and needs nothing."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM articles_searchindex WHERE rowid = %s", [[pk] for pk in ids])


def remember(documents: Iterable[DocumentRow]) -> None:
    """Put documents into SQLite's index."""
    if connection.vendor == "sqlite":
        rows = [[row.article_id, row.title_stems, row.text_stems] for row in documents]
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO articles_searchindex (rowid, title_stems, text_stems) VALUES (%s, %s, %s)", rows
            )


def check(documents: list[DocumentRow], ids: list[int]) -> list[str]:
    """Return a line for each of these articles that SQLite's index holds wrongly."""
    if connection.vendor != "sqlite" or not ids:
        return []
    marks = ", ".join(["%s"] * len(ids))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rowid, title_stems, text_stems FROM articles_searchindex WHERE rowid IN ({marks})", ids)
        there = {row[0]: row[1:] for row in cursor.fetchall()}
    should = {row.article_id: (row.title_stems, row.text_stems) for row in documents}
    return [
        f"article {pk}: search index differs"
        for pk in sorted(should.keys() | there.keys())
        if should.get(pk) != there.get(pk)
    ]
