"""Where it is kept who has a story open: in Redis where there is one, else in a small file beside the data.

Never in the main database, whose writer would wait for chatter. A store that is lost, broken, full or slow says that
nobody is there, and is left alone for a while, so that no page waits for it twice.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

import redis
from django.conf import settings

log = logging.getLogger(__name__)
DROPPED_AFTER = 60 * 60  # seconds without a sign
PATIENCE = 0.25  # seconds that a page waits for the store
REST = 30  # seconds in which a store that failed is not asked
FILE_NAME = "presence.sqlite3"

Entry = dict[str, Any]
Found = dict[int, list[Entry]]
Answer = TypeVar("Answer")
_resting: dict[str, float] = {}


class Store(Protocol):
    def put(self, article: int, key: str, entry: Entry) -> None: ...

    def drop(self, article: int, key: str) -> None: ...

    def of(self, articles: list[int]) -> Found: ...


class FileStore:
    """One table. The file is opened anew each time, so that every process sees the one that stands there now."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def put(self, article: int, key: str, entry: Entry) -> None:
        with closing(self._open()) as file, file:
            file.execute(
                "INSERT OR REPLACE INTO sign (article, key, at, entry) VALUES (?, ?, ?, ?)",
                (article, key, entry["at"], json.dumps(entry)),
            )
            file.execute("DELETE FROM sign WHERE at < ?", (entry["at"] - DROPPED_AFTER,))

    def drop(self, article: int, key: str) -> None:
        with closing(self._open()) as file, file:
            file.execute("DELETE FROM sign WHERE article = ? AND key = ?", (article, key))

    def of(self, articles: list[int]) -> Found:
        if not self.path.exists():
            return {}
        marks = ", ".join("?" * len(articles))
        with closing(self._open()) as file:
            rows = file.execute(f"SELECT article, entry FROM sign WHERE article IN ({marks})", articles).fetchall()
        return _by_article((article, json.loads(entry)) for article, entry in rows)

    def _open(self) -> sqlite3.Connection:
        file = sqlite3.connect(self.path, timeout=PATIENCE)
        try:
            # Signs are worth a minute: a broken file is thrown away.
            file.execute("PRAGMA synchronous=OFF")
            file.execute(
                "CREATE TABLE IF NOT EXISTS sign "
                "(article INTEGER, key TEXT, at REAL, entry TEXT, PRIMARY KEY (article, key)) WITHOUT ROWID"
            )
            file.execute("CREATE INDEX IF NOT EXISTS sign_by_time ON sign (at)")
        except sqlite3.OperationalError:
            file.close()
            raise
        except sqlite3.DatabaseError:  # no database, or one that is damaged
            file.close()
            self.path.unlink(missing_ok=True)
            raise
        return file


class RedisStore:
    """A hash for each story, which is forgotten an hour after its last sign."""

    def __init__(self, url: str) -> None:
        self.client = redis.Redis.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)

    def put(self, article: int, key: str, entry: Entry) -> None:
        with self.client.pipeline(transaction=False) as pipe:
            pipe.hset(_name(article), key, json.dumps(entry))
            pipe.expire(_name(article), DROPPED_AFTER)
            pipe.execute()

    def drop(self, article: int, key: str) -> None:
        self.client.hdel(_name(article), key)

    def of(self, articles: list[int]) -> Found:
        with self.client.pipeline(transaction=False) as pipe:
            for article in articles:
                pipe.hvals(_name(article))
            found = zip(articles, pipe.execute(), strict=True)
        return _by_article((article, json.loads(entry)) for article, entries in found for entry in entries)


def ask(question: Callable[[Store], Answer], otherwise: Answer) -> Answer:
    """Ask the store; where it does not answer, the answer is `otherwise`."""
    address = settings.CACHE_URL or str(Path(settings.DATA_DIR) / FILE_NAME)
    if _resting.get(address, 0) > time.monotonic():
        return otherwise
    try:
        return question(_store(address))
    except (OSError, sqlite3.Error, redis.RedisError, ValueError) as fault:
        log.warning("Who has which story open is not known for a while: %s", fault)
        _resting[address] = time.monotonic() + REST
        return otherwise


@lru_cache(maxsize=4)
def _store(address: str) -> Store:
    return RedisStore(address) if "://" in address else FileStore(Path(address))


def _name(article: int) -> str:
    return f"presence:{article}"


def _by_article(rows: Iterable[tuple[int, Entry]]) -> Found:
    found: Found = {}
    for article, entry in rows:
        found.setdefault(article, []).append(entry)
    return found
