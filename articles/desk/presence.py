"""Who else has a story open. It informs and never blocks; whoever asks has been asked by the policy before.

A window gives a sign every few seconds. Hidden, or untouched for ten minutes, it is idle; unheard of for
twenty-five it is said to be gone away; after an hour it is forgotten. Two windows of one person are one person.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone
from django.utils.formats import date_format

from articles.desk import presence_store
from articles.desk.presence_store import DROPPED_AFTER, Entry
from cms.ledger.audit import actor_name

# Seconds
IDLE_AFTER, AWAY_AFTER = 10 * 60, 25 * 60
# A window that sleeps with its machine sends nothing: it was to give three signs in this time.
SILENT_AFTER = 3 * 60
_ORDER = ("here", "idle", "away")


@dataclass(frozen=True, slots=True)
class Sign:
    """What one window says of itself. `untouched_for` counts seconds since its last key or press."""

    tab: str
    has_unsaved: bool = False
    is_hidden: bool = False
    untouched_for: int = 0


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who has the story open. `state`: here, idle, away."""

    name: str
    state: str
    has_unsaved: bool
    at: float

    @property
    def words(self) -> str:
        unsaved = ", with unsaved changes" if self.has_unsaved else ""
        if self.state == "here":
            return f"{self.name} is writing here too{unsaved}" if unsaved else f"{self.name} has this story open too"
        if self.state == "idle":
            return f"{self.name} has it open and is idle{unsaved}"
        last = date_format(timezone.localtime(datetime.fromtimestamp(self.at, UTC)), "H:i")
        return f"{self.name} had it open, last heard of at {last}{unsaved}"


def note(user: AbstractBaseUser, article: int, sign: Sign) -> None:
    now = time.time()
    entry: Entry = {
        "account": user.pk, "name": actor_name(user), "tab": sign.tab, "at": now, "hidden": sign.is_hidden,
        "unsaved": sign.has_unsaved, "touched": now - max(0, min(sign.untouched_for, DROPPED_AFTER)),
    }  # fmt: skip
    presence_store.ask(lambda store: store.put(article, _key(user, sign.tab), entry), None)


def leave(user: AbstractBaseUser, article: int, tab: str) -> None:
    presence_store.ask(lambda store: store.drop(article, _key(user, tab)), None)


def others(user: AbstractBaseUser, article: int) -> list[Present]:
    """Return who else has the story open, those at it first."""
    return _people(user, _entries([article]).get(article, []))


def told(user: AbstractBaseUser, article: int, tab: str = "") -> dict[str, Any]:
    """Return what a window shows: {"others": [{"words", "state"}], "note": of one's own other windows}."""
    entries = _entries([article]).get(article, [])
    is_twice = any(entry["account"] == user.pk and entry["tab"] != tab and _state(entry) == "here" for entry in entries)
    people = [{"words": person.words, "state": person.state} for person in _people(user, entries)]
    return {"others": people, "note": "You have this story open in another window too." if tab and is_twice else ""}


def on_lines(user: AbstractBaseUser, articles: list[int]) -> dict[int, str]:
    """Return, for lines of a list, who else is at which story this moment: names."""
    if not articles:
        return {}
    here = {
        article: ", ".join(person.name for person in _people(user, entries) if person.state == "here")
        for article, entries in _entries(articles).items()
    }
    return {article: names for article, names in here.items() if names}


def _entries(articles: list[int]) -> dict[int, list[Entry]]:
    since = time.time() - DROPPED_AFTER
    found = presence_store.ask(lambda store: store.of(articles), {})
    return {article: [entry for entry in entries if entry["at"] >= since] for article, entries in found.items()}


def _people(user: AbstractBaseUser, entries: Iterable[Entry]) -> list[Present]:
    """Make one person of all windows of an account: as present as the most present of them."""
    people: dict[int, Present] = {}
    for entry in entries:
        if entry["account"] == user.pk:
            continue
        fresh = Present(entry["name"], _state(entry), bool(entry["unsaved"]), entry["at"])
        known = people.get(entry["account"], fresh)
        people[entry["account"]] = Present(
            fresh.name,
            min(known.state, fresh.state, key=_ORDER.index),
            known.has_unsaved or fresh.has_unsaved,
            max(known.at, fresh.at),
        )
    return sorted(people.values(), key=lambda person: (_ORDER.index(person.state), person.name))


def _state(entry: Entry) -> str:
    now = time.time()
    if now - entry["at"] >= AWAY_AFTER:
        return "away"
    is_idle = entry["hidden"] or now - entry["touched"] >= IDLE_AFTER or now - entry["at"] >= SILENT_AFTER
    return "idle" if is_idle else "here"


def _key(user: AbstractBaseUser, tab: str) -> str:
    return f"{user.pk}:{tab}"
