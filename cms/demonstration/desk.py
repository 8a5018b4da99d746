"""A week at the desk, played by the demonstration's own accounts through the real workflow.

A story is a text and a list of steps; each step says who does what, and how long ago. See `demo/newsroom/desk.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles import text as texts
from articles import workflow
from articles.models import Article
from cms.demonstration import accounts, drawings, touches
from cms.demonstration.made import FOLDER, Made, Refused, ids, remember

DESK = FOLDER / "newsroom" / "desk.toml"
COPIED = ("title", "standfirst", "body", "kind", "language")
_UNITS = {"d": "days", "h": "hours", "m": "minutes"}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def entries() -> list[dict[str, Any]]:
    return tomllib.loads(DESK.read_text(encoding="utf-8"))["story"]


def pictures() -> list[str]:
    texts_given = [part for entry in entries() for part in (entry, *(step.get("set", {}) for step in entry["steps"]))]
    return [given["picture"] for given in texts_given if "picture" in given]


def play() -> None:
    now = timezone.now()
    for entry in entries():
        with transaction.atomic():
            story = _begin(entry, now) if "title" in entry else _found(entry["story"])
            for step in entry["steps"]:
                STEPS[step["do"]](Step(story, accounts.actor(step["by"]), moment(step["ago"], now), now, step))


@dataclass(frozen=True, slots=True)
class Step:
    article: Article
    actor: User | None
    at: datetime
    now: datetime
    told: dict[str, Any]


def _found(title: str) -> Article:
    found = Article.objects.filter(pk__in=[*ids("article"), *ids(Made.STORY)], title=title).first()
    if found is None:
        raise Refused(f"The demonstration has no story “{title}”.")
    return found


def _begin(entry: dict[str, Any], now: datetime) -> Article:
    by = accounts.actor(entry["by"])
    text: texts.Text = {name: entry[name] for name in COPIED if name in entry}
    if "region" in entry:
        text["region"] = touches.region(entry["region"])
    text["tags"] = [touches.tag(name) for name in entry.get("tags", ())]
    text["bylines"] = [touches.byline(name) for name in entry.get("bylines", ())]
    text |= _lead(by, entry)
    if "proposed" in entry:
        text["release_at"] = to_come(entry["proposed"], now).isoformat()
    story = workflow.create(by, text, note=entry.get("note", ""), now=moment(entry["ago"], now))
    remember(Made.STORY, entry["key"], story)
    return story


def _lead(by: User | None, given: dict[str, Any]) -> texts.Text:
    if "picture" not in given:
        return {}
    picture = drawings.take_in(by, given["picture"], alt=given["alt"], caption=given["caption"])
    return {"lead_picture": picture.uid} if picture else {}


# What can be done in a step


def _save(step: Step) -> None:
    """`set` gives fields anew, `replace` pairs of old and new words of the text."""
    given = step.told.get("set", {})
    text = step.article.revisions.first().data | {name: given[name] for name in COPIED if name in given}
    text |= _lead(step.actor, given)
    for old, new in step.told.get("replace", ()):
        if old not in text["body"]:
            raise Refused(f"“{step.article}” does not say “{old}”.")
        text["body"] = text["body"].replace(old, new)
    workflow.save_draft(
        step.actor, step.article, text, base_version=step.article.version, note=step.told.get("note", ""), now=step.at
    )


def _release(step: Step) -> None:
    at = to_come(step.told["at"], step.now) if "at" in step.told else None
    workflow.release(step.actor, step.article, base_version=step.article.version, at=at, now=step.at)


def _edit_live(step: Step) -> None:
    """Change a live story without releasing it."""
    if step.article.revisions.first().live_from is None:
        raise Refused(f"“{step.article}” is not live.")
    _save(step)


STEPS: dict[str, Callable[[Step], object]] = {
    "save": _save,
    "edit live": _edit_live,
    "submit": lambda step: workflow.submit(step.actor, step.article, base_version=step.article.version),
    "approve": lambda step: workflow.approve(step.actor, step.article, base_version=step.article.version),
    "send back": lambda step: workflow.send_back(
        step.actor, step.article, reason=step.told["reason"], base_version=step.article.version
    ),
    "release": _release,
    "withdraw": lambda step: workflow.withdraw(step.actor, step.article, reason=step.told["reason"], now=step.at),
    "trash": lambda step: workflow.trash(step.actor, step.article, now=step.at),
}


# When


def moment(ago: str, now: datetime) -> datetime:
    """Return the moment that lies so far back: "2d 3h", "40m"."""
    parts = re.findall(r"(\d+)([dhm])", ago)
    return now - sum((timedelta(**{_UNITS[unit]: int(number)}) for number, unit in parts), timedelta())


def to_come(said: str, now: datetime) -> datetime:
    """Return the moment meant by "tomorrow 07:00", or by "monday 08:00": the first one after tomorrow."""
    day, _, clock = said.partition(" ")
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    if day != "tomorrow":
        tomorrow += timedelta(days=(_DAYS.index(day) - tomorrow.weekday() - 1) % 7 + 1)
    return timezone.make_aware(datetime.combine(tomorrow, time.fromisoformat(clock)))
