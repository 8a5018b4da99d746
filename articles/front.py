"""What stands where on the front page. No story stands twice.

The newest story leads, four seconds stand beside it, then come the newest after those; each region has a row of
its newest that are not above. Every list is read from the top of an index, so the archive's size does not matter.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

from articles.models import Article, ListingRow, Tag

SECONDS = 4
RECENT = 6
IN_A_ROW = 4
# A story of several regions stands in one row only, so a row asks for more than it shows.
ASKED_FOR_A_ROW = IN_A_ROW + 2


@dataclass(frozen=True, slots=True)
class RegionRow:
    region: Tag
    stories: list[Article]


@dataclass(frozen=True, slots=True)
class Front:
    """An empty site has no lead and nothing else."""

    lead: Article | None = None
    seconds: list[Article] = field(default_factory=list)
    recent: list[Article] = field(default_factory=list)
    rows: list[RegionRow] = field(default_factory=list)


def compose(regions: list[Tag], *, at: datetime, language: str) -> Front:
    """Compose the front of the moment `at`, in four queries."""
    newest = list(
        ListingRow.objects.latest().visible(at=at, language=language).article_ids()[: 1 + SECONDS + 3 * RECENT]
    )
    if not newest:
        return Front()
    top, rest = newest[: 1 + SECONDS], newest[1 + SECONDS :]
    # In a small archive most of what is left belongs to the regions.
    recent = rest[: min(RECENT, len(rest) // 3)]
    rows = _rows(regions, without=[*top, *recent], at=at, language=language)
    cards = {
        card.pk: card for card in Article.objects.cards([*top, *recent, *(pk for ids in rows.values() for pk in ids)])
    }
    lead, *seconds = _known(top, cards)
    return Front(
        lead=lead,
        seconds=seconds,
        recent=_known(recent, cards),
        rows=[RegionRow(region, _known(rows[region.pk], cards)) for region in regions if rows.get(region.pk)],
    )


def _known(ids: Iterable[int], cards: dict[int, Article]) -> list[Article]:
    return [cards[pk] for pk in ids if pk in cards]


def _rows(regions: list[Tag], *, without: list[int], at: datetime, language: str) -> dict[int, list[int]]:
    """Return article ids by region, newest first, each id in the first row that wants it."""
    shown = set(without)
    rows: dict[int, list[int]] = {}
    newest = _newest_by_region(regions, without=without, at=at, language=language)
    for region in regions:
        ids = [pk for pk in newest.get(region.pk, []) if pk not in shown][:IN_A_ROW]
        shown.update(ids)
        rows[region.pk] = ids
    return rows


def _newest_by_region(regions: list[Tag], *, without: list[int], at: datetime, language: str) -> dict[int, list[int]]:
    """Return the newest article ids of each region in one query that reads a few index entries a region.

    In SQL, since Django gives a UNION on SQLite no LIMIT in its parts, and a window function would read every story.
    """
    if not regions:
        return {}
    left_out = ", ".join(["%s"] * len(without))
    of_region = (
        f"SELECT * FROM (SELECT tag_id, sort_at, article_id FROM {ListingRow._meta.db_table} "
        f"WHERE tag_id = %s AND language = %s AND sort_at <= %s AND article_id NOT IN ({left_out}) "
        "ORDER BY sort_at DESC, article_id DESC LIMIT %s) AS newest_of_region"
    )
    moment = connection.ops.adapt_datetimefield_value(at)
    values = [[region.pk, language, moment, *without, ASKED_FOR_A_ROW] for region in regions]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([of_region] * len(regions)), [value for each in values for value in each])
        rows = sorted(cursor.fetchall(), key=lambda row: row[1:], reverse=True)
    newest: dict[int, list[int]] = {}
    for tag_id, _, article_id in rows:
        newest.setdefault(tag_id, []).append(article_id)
    return newest
