"""Which pictures are missing, story by story: what staff answer for after a move."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from articles.legacy.models import FileState, OldFile
from articles.models import Article, PictureUse, State
from cms.lib.sheets import safe

MOST_PRINTED = 40
_AT_ONCE = 500
_PICTURE = re.compile(r'data-picture="([A-Za-z0-9_-]{1,64})"')
COLUMNS = (
    "article", "title", "path", "state_of_article", "picture", "file", "state", "reason", "tries", "next_try",
    "address",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Missing:
    """One picture of one story; `article` is None where no story shows the picture."""

    file: OldFile
    article: Article | None

    def row(self) -> dict[str, Any]:
        """What there is to tell, under the names of `COLUMNS`."""
        file, article = self.file, self.article
        return {
            "article": article.pk if article else None,
            "title": article.title if article else "",
            "path": f"/{article.slug}/" if article and article.slug and article.state == State.RELEASED else "",
            "state_of_article": article.get_state_display() if article else "",
            "picture": file.picture.uid,
            "file": str(file),
            "state": file.get_state_display(),
            "reason": file.reason,
            "tries": file.tries,
            "next_try": file.next_try_at.isoformat() if file.next_try_at else "",
            "address": file.url,
        }


def missing_files(source: str) -> Iterable[OldFile]:
    rows = OldFile.objects.filter(source=source, picture__original="", picture__merged_into=None)
    return rows.exclude(state=FileState.IGNORED).select_related("picture").order_by("pk")


def missing_by_article(source: str) -> list[Missing]:
    """Return every missing picture with each story that shows it, stories newest first; what none shows comes last."""
    files = {file.picture_id: file for file in missing_files(source)}
    shown = articles_of(files.values())
    by_article: dict[int, list[OldFile]] = {}
    articles: dict[int, Article] = {}
    for pk, file in files.items():
        for article in shown.get(pk, ()):
            articles[article.pk] = article
            by_article.setdefault(article.pk, []).append(file)
    newest = sorted(articles.values(), key=lambda a: (a.published_at or a.created_at, a.pk), reverse=True)
    found = [Missing(file, article) for article in newest for file in by_article[article.pk]]
    return found + [Missing(file, None) for pk, file in files.items() if pk not in shown]


def articles_of(files: Iterable[OldFile]) -> dict[int, list[Article]]:
    """Return the stories that show these pictures, by the picture's id: live ones, drafts, and as lead."""
    files = list(files)
    by_uid = {file.picture.uid: file.picture_id for file in files}
    uses: dict[int, set[int]] = {}
    pairs = list(_in_texts_not_live(by_uid)) if by_uid else []
    ids = list(by_uid.values())
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        pairs += PictureUse.objects.filter(picture__in=some).values_list("picture_id", "article_id")
        leads = Article.objects.filter(lead_picture__in=some, trashed_at=None)
        pairs += leads.values_list("lead_picture_id", "pk")
    for picture, article in pairs:
        uses.setdefault(picture, set()).add(article)
    known = Article.objects.defer("body").in_bulk({pk for ids in uses.values() for pk in ids})
    return {picture: [known[pk] for pk in sorted(ids) if pk in known] for picture, ids in uses.items()}


def _in_texts_not_live(by_uid: dict[str, int]) -> Iterator[tuple[int, int]]:
    """Look through the texts that no reader sees yet, of which no row says what they show."""
    hidden = Article.objects.exclude(state=State.RELEASED).filter(trashed_at=None, body__contains="data-picture=")
    for pk, body in hidden.values_list("pk", "body").iterator(chunk_size=200):
        for uid in _PICTURE.findall(body):
            if uid in by_uid:
                yield by_uid[uid], pk


def counts(source: str) -> Counter[str]:
    """Return how many files stand how, by state; what has its file counts as here."""
    rows = OldFile.objects.filter(source=source, picture__merged_into=None)
    missing = rows.filter(picture__original="").order_by().values_list("state").annotate(count=Count("pk"))
    return Counter(dict(missing)) + Counter({FileState.HERE.value: rows.filter(~Q(picture__original="")).count()})


def lines(missing: list[Missing]) -> list[str]:
    """The list for a terminal: a line for each picture under its story."""
    stories = len({each.article.pk for each in missing if each.article})
    files = len({each.file.pk for each in missing})
    if not files:
        return ["no picture is missing"]
    in_stories = "1 story" if stories == 1 else f"{stories} stories"
    told = [f"{files} {'picture is' if files == 1 else 'pictures are'} missing, in {in_stories}"]
    last: object = ""
    for each in missing[:MOST_PRINTED]:
        name = f"{each.article.pk} {each.article.title}" if each.article else "in no story"
        if name != last:
            told.append(f"  {name}")
            last = name
        file = each.file
        again = f"; tried again after {timezone.localtime(file.next_try_at):%Y-%m-%d %H:%M}" if file.next_try_at else ""
        tries = f" after {file.tries} tries" if file.tries > 1 else ""
        told.append(f"    {file}: {file.get_state_display()}{tries}: {file.reason or 'not asked for yet'}{again}")
    if len(missing) > MOST_PRINTED:
        told.append(f"  and {len(missing) - MOST_PRINTED} more; --report and the desk have them all")
    return told


def write_csv(path: Path, missing: list[Missing]) -> None:
    """Write the list as a table. Raises OSError."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, COLUMNS)
        table.writeheader()
        for each in missing:
            table.writerow({name: safe(value) for name, value in each.row().items()})
