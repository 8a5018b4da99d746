"""What load balancers ask: is the process alive, and is it fit to serve?

The answers name what is wrong and never with what address, account or password: anybody may ask.
"""

import logging
import secrets
import tempfile
from collections.abc import Callable
from functools import cache as kept
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from cms.lib.caching import NEVER

log = logging.getLogger(__name__)
# Enough to need room on the disk, little enough to ask for every few seconds.
PROBE_BYTES = 4096


class Unfit(Exception):
    """A reason why this process should not get requests, in words that anybody may read."""


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. A failure means: restart it."""
    return _answer({"status": "ok"}, 200)


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Everything that a request may need answers. A failure means: send readers elsewhere, and look."""
    checks = {name: _outcome(check) for name, check in CHECKS.items()}
    is_ready = all(outcome["state"] == "ok" for outcome in checks.values())
    return _answer({"status": "ok" if is_ready else "failing", "checks": checks}, 200 if is_ready else 503)


def _answer(content: dict[str, object], status: int) -> HttpResponse:
    return JsonResponse(content, status=status, headers={"Cache-Control": NEVER})


def _outcome(check: Callable[[], None]) -> dict[str, str]:
    try:
        check()
    except Unfit as unfit:
        log.warning("Not ready: %s (%s)", unfit, unfit.__cause__ or "no further reason")
        return {"state": "failing", "reason": str(unfit)}
    return {"state": "ok"}


def _database_answers() -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as error:
        raise Unfit("the database does not answer") from error


def _migrations_are_applied() -> None:
    try:
        applied = set(MigrationRecorder(connection).applied_migrations())
    except Error as error:
        raise Unfit("the database does not answer") from error
    missing = _known_migrations() - applied
    if missing:
        raise Unfit(f"migrations to apply: {len(missing)}")


@kept
def _known_migrations() -> frozenset[tuple[str, str]]:
    """The last migration of each app in this code, read from the files once."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).graph.leaf_nodes())


def _cache_answers() -> None:
    if not settings.CACHE_URL:
        return
    key, token = f"readyz-{secrets.token_hex(8)}", secrets.token_hex(8)
    try:
        cache.set(key, token, timeout=10)
        found = cache.get(key)
        cache.delete(key)
    except (RedisError, OSError) as error:
        raise Unfit("the cache does not answer") from error
    if found != token:
        raise Unfit("the cache forgets what it is given")


def _media_can_be_written() -> None:
    _folder_can_be_written(Path(settings.MEDIA_ROOT), "media")


def _data_can_be_written() -> None:
    _folder_can_be_written(Path(settings.DATA_DIR), "data")


def _folder_can_be_written(folder: Path, name: str) -> None:
    try:
        # A new installation has no pictures yet, and so no folder for them.
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(PROBE_BYTES))
    except OSError as error:
        raise Unfit(f"the {name} folder cannot be written to: {error.strerror}") from error


CHECKS: dict[str, Callable[[], None]] = {
    "database": _database_answers,
    "migrations": _migrations_are_applied,
    "cache": _cache_answers,
    "media": _media_can_be_written,
    "data": _data_can_be_written,
}
