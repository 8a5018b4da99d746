"""The day on the desk, for one account: what it writes, what waits for it, what goes out, what readers miss.

A fixed number of queries, each through an index, whatever the archive holds. Only what the account may see.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import F, QuerySet

from articles import policy, readiness
from articles import text as texts
from articles.desk import queues
from articles.desk.live_gaps import WINDOW, LiveGap, live_gaps
from articles.desk.rows import Row, rows_of
from articles.models import Article, Revision, State
from cms.ledger.models import AuditEntry

SHOWN = 8
RECENT = 10
AHEAD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Line:
    """A story of the day. `gaps` are missing before it can go out; `by` released it, or sent it back for `reason`."""

    row: Row
    gaps: int = 0
    by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One list of the day: its first lines, and whether the desk's own list has more of them."""

    lines: list[Line]
    is_more: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    waiting: Part
    mine: Part
    scheduled: Part
    recent: Part
    gaps: list[LiveGap]
    is_empty: bool  # there is no story at all that this account may see
    window: int = WINDOW


def day(user: AbstractBaseUser, at: datetime) -> Day:
    """Return the day of an account that may see the desk's lists."""
    # What waits longest comes first: a queue is worked off from its head.
    waiting = _ids(queues.waiting_for(user).order_by("working_at", "pk"), SHOWN)
    mine = _ids(queues.open_work_of(user).order_by(F("working_at").desc(), "-pk"), SHOWN + len(waiting))
    mine = [pk for pk in mine if pk not in waiting]
    seen = policy.visible_to(user, Article.objects.filter(state=State.RELEASED))
    scheduled = _ids(
        seen.filter(published_at__gt=at, published_at__lte=at + AHEAD).order_by("published_at", "pk"), SHOWN
    )
    recent = _ids(_of_newest(seen, at), RECENT)

    known = {row.article.pk: row for row in rows_of(list({*waiting, *mine, *scheduled, *recent}), at)}
    sent_back = queues.reasons_of([pk for pk in waiting if pk in known and known[pk].article.state == State.DRAFT])
    missing = _missing({*waiting, *mine} - set(sent_back))
    released = _released_by([*scheduled, *recent])

    def line(pk: int) -> Line:
        entry = sent_back.get(pk)
        if entry:
            return Line(known[pk], by=entry.actor_name, reason=entry.details.get("reason", ""))
        return Line(known[pk], gaps=missing.get(pk, 0), by=released.get(pk, ""))

    def part(ids: list[int], most: int) -> Part:
        return Part([line(pk) for pk in ids[:most] if pk in known], is_more=len(ids) > most)

    return Day(
        waiting=part(waiting, SHOWN),
        mine=part(mine, SHOWN),
        scheduled=part(scheduled, SHOWN),
        recent=part(recent, RECENT),
        gaps=live_gaps(user, at) if recent else [],
        is_empty=not known and not policy.visible_to(user, Article.objects.all()).exists(),
    )


def _of_newest(seen: QuerySet, at: datetime) -> QuerySet:
    """Those of the paper's newest live stories that are in sight: a reporter's own may be few among many."""
    newest = Article.objects.published(at).order_by("-published_at", "-pk").values("pk")[: queues.OWN_WINDOW]
    return seen.filter(pk__in=newest).order_by("-published_at", "-pk")


def _ids(stories: QuerySet, most: int) -> list[int]:
    """One more than is shown tells whether there are more."""
    return list(stories.values_list("pk", flat=True)[: most + 1])


def _missing(ids: Iterable[int]) -> dict[int, int]:
    """Return how much each story's newest text lacks before readers can have it."""
    newest = Revision.objects.filter(article__in=ids, number=F("article__version")).values_list("article_id", "data")
    found = [(pk, texts.EMPTY | data) for pk, data in newest]
    return {pk: len(gaps) for (pk, _), gaps in zip(found, readiness.gaps_of([text for _, text in found]), strict=True)}


def _released_by(ids: list[int]) -> dict[int, str]:
    """Return who let each of these stories go, last. What an import brought was let go by nobody."""
    trail = AuditEntry.objects.filter(target_kind="article", target_id__in=ids, action="release")
    return dict(trail.order_by("at", "pk").values_list("target_id", "actor_name"))
