"""What stands where on the front page. No story stands twice.

The newest story leads, four seconds stand beside it, then come the newest after those; each region has a row of
its newest that are not above. Every list is read from the top of an index, so the archive's size does not matter.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import IntegerField, OuterRef, QuerySet, Subquery

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
    """Return the newest article ids of each region in one query.

    A subquery for each place in a row reads a few index entries. A window function would read every story of every
    region, and SQLite takes no LIMIT inside a UNION.
    """
    of_region: QuerySet = (
        ListingRow.objects.filter(tag=OuterRef("pk")).visible(at=at, language=language).exclude(article_id__in=without)
    )
    places = {
        f"newest_{n}": Subquery(of_region.article_ids()[n : n + 1], output_field=IntegerField())
        for n in range(ASKED_FOR_A_ROW)
    }
    rows = Tag.objects.filter(pk__in=[region.pk for region in regions]).annotate(**places).values_list("pk", *places)
    return {pk: [article_id for article_id in ids if article_id is not None] for pk, *ids in rows}
