"""What an editor does to a story of the archive: adds a picture, a standfirst, tags, a box, the day if it is known."""

from __future__ import annotations

import re
import tomllib
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from articles import text as texts
from articles import workflow
from articles.models import Article, BylineRole, Tag
from articles.models.tag import TagKind
from cms.demonstration import accounts, drawings
from cms.demonstration.made import FOLDER, Refused, ids
from cms.lib.dates import DatePrecision
from cms.lib.names import fold
from people.models import Person

NOTE = "picture, standfirst and tags"
# Of a story out of a page dump every figure is one whose file nobody has any more.
LOST_PICTURE = re.compile(r"<figure\b.*?</figure>", re.DOTALL)
TOUCHES = FOLDER / "newsroom" / "archive.toml"
COPIED = ("standfirst", "kind", "title", "lead_alt", "lead_caption")


def entries() -> list[dict[str, Any]]:
    return tomllib.loads(TOUCHES.read_text(encoding="utf-8"))["story"]


def pictures() -> list[str]:
    return [entry["picture"] for entry in entries() if "picture" in entry]


def make() -> None:
    editor = accounts.actor("editor")
    stories = {article.title: article for article in Article.objects.filter(pk__in=ids("article"))}
    for entry in entries():
        article = stories.get(entry["story"])
        if article is None:
            raise Refused(f"The archive of the demonstration has no story “{entry['story']}”.")
        _touch(editor, article, entry)


def _touch(editor: User | None, article: Article, entry: dict[str, Any]) -> None:
    at, precision = _date(article, entry)
    # As if it had been done before the story appeared, or readers would be told that all of it is new.
    done_at = min(at, article.published_at) - timedelta(minutes=1)
    text = _touched(editor, article, entry)
    saved = workflow.save_draft(
        editor, article, text, base_version=article.version, note=entry.get("note", NOTE), now=done_at
    )
    workflow.release(editor, article, base_version=saved.number, at=at, precision=precision, now=done_at)


def _touched(editor: User | None, article: Article, entry: dict[str, Any]) -> texts.Text:
    live = texts.of_live(article)
    given = {name: entry[name] for name in COPIED if name in entry}
    if "region" in entry:
        given["region"] = region(entry["region"])
    if "tags" in entry:
        first = given.get("region", article.region_id)
        given["tags"] = [pk for pk in (first,) if pk] + [tag(name) for name in entry["tags"]]
    if "bylines" in entry:
        given["bylines"] = [byline(name) for name in entry["bylines"]]
    if "picture" in entry and (
        picture := drawings.take_in(editor, entry["picture"], alt=entry["alt"], caption=entry["caption"])
    ):
        given["lead_picture"] = picture.uid
    for old, new in entry.get("replace", ()):
        if live["body"].count(old) != 1:
            raise Refused(f"“{article}” does not say “{old}” once.")
        given["body"] = given.get("body", live["body"]).replace(old, new)
    if entry.get("drops_lost_picture"):
        given["body"] = LOST_PICTURE.sub("", live["body"], count=1)
    if "translation_of" in entry:
        given |= _translated(live, entry)
    # Whoever does all this has read the text, so that its paragraphs are no longer a guess.
    keeps = entry.get("keeps_notices", False)
    return live | given | {"has_restored_paragraphs": keeps and article.has_restored_paragraphs}


def _translated(text: texts.Text, entry: dict[str, Any]) -> texts.Text:
    """Name the original, which an export cannot, and say of the translators that they are."""
    original = Article.objects.get(pk__in=ids("article"), title=entry["translation_of"])
    translators = set(Person.objects.filter(name__in=entry["translators"]).values_list("pk", flat=True))
    bylines = [
        byline | {"role": BylineRole.TRANSLATOR.value} if byline["person"] in translators else byline
        for byline in text["bylines"]
    ]
    return {"translation_of": original.pk, "bylines": bylines}


def _date(article: Article, entry: dict[str, Any]) -> tuple[datetime, str]:
    """Return the moment that an editor found out, else what the archive says."""
    if "days_ago" not in entry:
        return article.published_at, article.date_precision
    day = timezone.localdate() - timedelta(days=entry["days_ago"])
    if "at" not in entry:
        return timezone.make_aware(datetime.combine(day, time(12))), DatePrecision.DAY
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(entry["at"]))), DatePrecision.EXACT


def region(slug: str) -> int:
    return Tag.objects.get(kind=TagKind.REGION, slug=slug).pk


def tag(name: str) -> int:
    """Return the id of a tag that the imports brought, or that was here before them."""
    found = Tag.objects.filter(key=fold(name)).first()
    if found is None:
        raise Refused(f"The demonstration has no tag “{name}”.")
    return (found.merged_into or found).pk


def byline(name: str) -> dict[str, Any]:
    """Credit somebody by name: a person where there is one."""
    person = Person.objects.filter(key=fold(name), merged_into=None).order_by("pk").first()
    return {
        "person": person.pk if person else None,
        "name": "" if person else name,
        "role": BylineRole.AUTHOR.value,
    }
