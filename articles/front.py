"""What stands where on the front page. No story stands twice.

The newest story leads, four seconds stand beside it, then come the newest opinion pieces and the newest of the rest;
each region has a row of its newest that are not above. A region with a single story left stands among the others at
the foot. Every list is read from the top of an index, so the archive's size does not matter.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

from articles.models import Article, ArticleKind, ListingRow, State, Tag

SECONDS = 4
# Of them so many stand beside the lead, the others under it.
BESIDE = 2
RECENT = 5
OPINIONS = 3
# A strip of one piece is no strip.
FEWEST_OPINIONS = 2
IN_A_ROW = 4
# What stands above, and a story of several regions, stands in one place only: a row asks for more than it shows.
ASKED_FOR_A_ROW = IN_A_ROW + OPINIONS + RECENT + 2
ASKED_OF_EVERYTHING = 1 + SECONDS + OPINIONS + 3 * RECENT
# Among the ids of tags, none of which is zero
OPINION_LIST = 0


@dataclass(frozen=True, slots=True)
class RegionRow:
    region: Tag
    stories: list[Article]

    @property
    def more(self) -> list[Article]:
        """What stands under the first as headlines."""
        return self.stories[1:]


@dataclass(frozen=True, slots=True)
class Front:
    """An empty site has no lead and nothing else."""

    lead: Article | None = None
    seconds: list[Article] = field(default_factory=list)
    recent: list[Article] = field(default_factory=list)
    opinions: list[Article] = field(default_factory=list)
    rows: list[RegionRow] = field(default_factory=list)
    others: list[RegionRow] = field(default_factory=list)

    @property
    def beside(self) -> list[Article]:
        return self.seconds[:BESIDE]

    @property
    def under(self) -> list[Article]:
        return self.seconds[BESIDE:]


def compose(regions: list[Tag], *, at: datetime, language: str) -> Front:
    """Compose the front of the moment `at`, in four queries."""
    newest = list(ListingRow.objects.latest().visible(at=at, language=language).article_ids()[:ASKED_OF_EVERYTHING])
    if not newest:
        return Front()
    top = newest[: 1 + SECONDS]
    by_list = _newest_by_list(regions, without=top, at=at, language=language)
    opinions = by_list.get(OPINION_LIST, [])[:OPINIONS]
    if len(opinions) < FEWEST_OPINIONS:
        opinions = []
    rest = [pk for pk in newest if pk not in {*top, *opinions}]
    # In a small archive most of what is left belongs to the regions.
    recent = rest[: min(RECENT, len(rest) // 3)]
    rows = _rows(regions, by_list, without=[*top, *opinions, *recent])
    wanted = [*top, *opinions, *recent, *(pk for ids in rows.values() for pk in ids)]
    cards = {card.pk: card for card in Article.objects.cards(wanted)}
    lead, *seconds = _known(top, cards)
    filled = [RegionRow(region, _known(rows[region.pk], cards)) for region in regions if rows.get(region.pk)]
    return Front(
        lead=lead,
        seconds=seconds,
        recent=_known(recent, cards),
        opinions=_known(opinions, cards),
        rows=[row for row in filled if len(row.stories) > 1],
        others=[row for row in filled if len(row.stories) == 1],
    )


def _known(ids: Iterable[int], cards: dict[int, Article]) -> list[Article]:
    return [cards[pk] for pk in ids if pk in cards]


def _rows(regions: list[Tag], by_list: dict[int, list[int]], *, without: list[int]) -> dict[int, list[int]]:
    """Return article ids by region, newest first, each id in the first row that wants it."""
    shown = set(without)
    rows: dict[int, list[int]] = {}
    for region in regions:
        ids = [pk for pk in by_list.get(region.pk, []) if pk not in shown][:IN_A_ROW]
        shown.update(ids)
        rows[region.pk] = ids
    return rows


def _newest_by_list(regions: list[Tag], *, without: list[int], at: datetime, language: str) -> dict[int, list[int]]:
    """Return the newest article ids of each region, and under OPINION_LIST of opinion, in one query.

    It reads a few index entries a list. In SQL, since Django gives a UNION on SQLite no LIMIT in its parts, and a
    window function would read every story.
    """
    left_out = ", ".join(["%s"] * len(without))
    of_region = (
        f"SELECT * FROM (SELECT tag_id, sort_at, article_id FROM {ListingRow._meta.db_table} "
        f"WHERE tag_id = %s AND language = %s AND sort_at <= %s AND article_id NOT IN ({left_out}) "
        "ORDER BY sort_at DESC, article_id DESC LIMIT %s) AS newest_of_region"
    )
    opinion = (
        f"SELECT * FROM (SELECT {OPINION_LIST} AS tag_id, published_at AS sort_at, id AS article_id "
        f"FROM {Article._meta.db_table} WHERE kind = %s AND language = %s AND state = %s AND published_at <= %s "
        f"AND trashed_at IS NULL AND id NOT IN ({left_out}) "
        "ORDER BY published_at DESC, id DESC LIMIT %s) AS newest_of_opinion"
    )
    moment = connection.ops.adapt_datetimefield_value(at)
    values = [ArticleKind.OPINION.value, language, State.RELEASED.value, moment, *without, OPINIONS]
    for region in regions:
        values += [region.pk, language, moment, *without, ASKED_FOR_A_ROW]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([opinion, *[of_region] * len(regions)]), values)
        rows = sorted(cursor.fetchall(), key=lambda row: row[1:], reverse=True)
    newest: dict[int, list[int]] = {}
    for list_id, _, article_id in rows:
        newest.setdefault(list_id, []).append(article_id)
    return newest
