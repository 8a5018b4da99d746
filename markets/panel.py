"""What the markets panel of the front page says: the strip's currencies with their course of the last two months."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from markets import history, sparkline
from markets.ticker import Strip, StripLine

DAYS = 60


@dataclass(frozen=True, slots=True)
class PanelLine:
    """`path` draws the course in the direction that `line` is written in; "" where too few days are known."""

    line: StripLine
    path: str


def panel(at: datetime, shown: Strip) -> list[PanelLine]:
    """The lines of the strip as known at `at`, each with its course, in one query."""
    last = timezone.localtime(at).date()
    first = last - timedelta(days=DAYS)
    dated = [line.price for line in shown.lines if line.effective_on]
    days = history.points({series for price in dated for series in price.legs}, first, last)
    lines = []
    for line in shown.lines:
        course = history.course(line.price, days, is_turned=line.is_turned, first=first, last=last)
        lines.append(PanelLine(line, sparkline.path(course, first, last)))
    return lines
