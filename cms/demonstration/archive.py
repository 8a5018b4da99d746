"""The old site of the demonstration, through the real import: copies of its pages, and an export with its uploads."""

from __future__ import annotations

import re
import tempfile
from datetime import datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path

from django.utils import timezone
from django.utils.formats import date_format

from articles.legacy.importer import ImportOptions, run
from articles.legacy.report import Report
from cms.demonstration import drawings
from cms.demonstration.made import FOLDER, SOURCE, Refused

PAGES = FOLDER / "pages"
EXPORT = FOLDER / "wordpress" / "steppe.xml"
# The pages carry one day; it becomes the day before the demonstration is made, so that "3 hours ago" is past.
PAGE_DAY = re.compile(r"^20 November 2026$", re.MULTILINE)
# The newest story of the export is of twenty to seven in the morning of the day on which it was made.
NEWEST_AT = timedelta(hours=6, minutes=45)
_EXPORT_DATES = re.compile(r"(<wp:post_(?:date|modified)(?:_gmt)?><!\[CDATA\[)(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(?=\]\])")
_FEED_DATES = re.compile(r"(?<=<pubDate>)[^<]+(?=</pubDate>)")


def import_pages() -> None:
    yesterday = date_format(timezone.localdate() - timedelta(days=1), "d F Y")
    with tempfile.TemporaryDirectory() as folder:
        for page in sorted(PAGES.glob("*.txt")):
            text = PAGE_DAY.sub(yesterday, page.read_text(encoding="utf-8"))
            (Path(folder) / page.name).write_text(text, encoding="utf-8")
        _check(run([Path(folder)], ImportOptions(source=SOURCE)))


def import_export() -> None:
    with tempfile.TemporaryDirectory() as folder:
        moved = Path(folder) / EXPORT.name
        moved.write_text(as_of(timezone.localtime(), EXPORT.read_text(encoding="utf-8")), encoding="utf-8")
        _check(run([moved], ImportOptions(source=SOURCE, media_dirs=(drawings.folder(),))))


def as_of(now: datetime, export: str) -> str:
    """Return the export as if it had been made this morning, or yesterday's where this morning has not come yet."""
    made_on = parsedate_to_datetime(_FEED_DATES.search(export)[0]).date()
    newest = now.replace(hour=0, minute=0, second=0, microsecond=0) + NEWEST_AT
    days = timedelta(days=(now.date() - made_on).days - (now < newest))

    def moved(found: re.Match[str]) -> str:
        return f"{found[1]}{datetime.fromisoformat(found[2]) + days:%Y-%m-%d %H:%M:%S}"

    def moved_in_feed(found: re.Match[str]) -> str:
        return format_datetime(parsedate_to_datetime(found[0]) + days)

    return _FEED_DATES.sub(moved_in_feed, _EXPORT_DATES.sub(moved, export))


def pictures_of_export() -> list[str]:
    """Return the names of the drawings that lie in the uploads folder."""
    return re.findall(r"_wp_attached_file\]\]></wp:meta_key>\s*<wp:meta_value><!\[CDATA\[([a-z0-9-]+)\.jpg", _export())


def _export() -> str:
    return EXPORT.read_text(encoding="utf-8")


def _check(report: Report) -> None:
    if report.has_failures:
        raise Refused("The demonstration's own archive could not be read: " + "; ".join(report.lines()))
