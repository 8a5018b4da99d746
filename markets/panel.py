"""What the markets panel of the front page says: the strip's currencies with their course of the last two months."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from markets import history, sparkline
from markets.history import series_of
from markets.ticker import StripLine

DAYS = 60


@dataclass(frozen=True, slots=True)
class PanelLine:
    """`path` draws the course in the direction that `line` is written in; "" where too few days are known."""

    line: StripLine
    path: str


def panel(at: datetime, lines: list[StripLine]) -> list[PanelLine]:
    """The strip's lines as known at `at`, each with its course, in one query."""
    last = timezone.localtime(at).date()
    first = last - timedelta(days=DAYS)
    days = history.points({series_of(line.printed) for line in lines if line.effective_on}, first, last)
    return [
        PanelLine(
            line,
            sparkline.path(
                [(point.on, point.rate.turned if line.is_turned else point.rate.per_one) for point in course],
                first,
                last,
            ),
        )
        for line in lines
        for course in [days.get(series_of(line.printed), [])]
    ]
