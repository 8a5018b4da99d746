"""Giving things an address, moving them, retiring them, and finding them again: the one table of addresses."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.db import connection, models
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from cms.ledger.models import Address, AddressState
from cms.lib import rows
from cms.lib.slugs import MAX_LENGTH, numbered, shorten

_SLASHES = re.compile(r"/{2,}")
_FIRST_NUMBERS = range(1, 4)
_ANY = "any-slug"
# What only the old software answered, and those who try its doors: nothing, and no look into the database.
MACHINERY = (
    "administrator", "cgi-bin", "phpmyadmin", "wp-admin", "wp-comments-post.php", "wp-config.php", "wp-cron.php",
    "wp-includes", "wp-json", "wp-login.php", "wp-mail.php", "wp-signup.php", "wp-trackback.php", "xmlrpc.php",
)  # fmt: skip
_NOT_IN_WORDS = frozenset("<^*?($")
_LONGEST_NUMBER = 8  # "-1234567"
CURRENT, OLD, GONE = AddressState.CURRENT, AddressState.OLD, AddressState.GONE


class Placed(NamedTuple):
    """A row of `Address`."""

    path: str
    state: str
    target_kind: str
    target_id: int
    leads_to: str
    created_at: datetime


def canonical(path: str) -> str:
    """Return the form in which the table keeps a path: one slash between segments, one at each end, lower case."""
    return _SLASHES.sub("/", f"/{path.strip('/')}/").casefold()


@cache
def reserved_words() -> frozenset[str]:
    """First path segments that no story may take: those of the URLconf, and the language codes."""
    words = {code for code, _ in settings.LANGUAGES} | {
        "static",
        "media",
        "feed",
        "page",
        "author",
        "category",
        "index.php",
        *MACHINERY,
    }
    for entry in _routes(get_resolver().url_patterns):
        words.add(entry.split("/", 1)[0])
    return frozenset(word for word in words if word and not _NOT_IN_WORDS & set(word))


def _routes(patterns: Iterable[URLPattern | URLResolver]) -> Iterable[str]:
    for pattern in patterns:
        route = str(pattern.pattern).lstrip("^")
        yield route
        if isinstance(pattern, URLResolver) and not route:
            yield from _routes(pattern.url_patterns)


def id_at(path: str, kind: str) -> models.Subquery:
    """Return the id of what lives at `path` now, as a subquery: a page is then one query, not two.

    To be compared with `=`: for an `IN`, SQLite would rather walk everything that is published than look up one key.
    """
    return models.Subquery(Address.objects.filter(path=path, state=CURRENT, target_kind=kind).values("target_id")[:1])


def place(kind: str, target_id: int, path_for: Callable[[str], str], slug: str) -> str:
    """Give a thing its current address and return the slug that it got: `slug`, or the next free number of it.

    The thing's own old addresses may become current again; its former current one becomes old. Nobody else's
    address is ever taken, whether current, old or gone. Must run in a transaction.
    """
    return place_many(kind, [(target_id, slug)], path_for)[target_id]


def place_many(kind: str, wishes: list[tuple[int, str]], path_for: Callable[[str], str]) -> dict[int, str]:
    """Give each `(id, slug)` an address, in the order given, with a fixed number of queries. Returns slugs by id."""
    _one_at_a_time()
    path_for = _composer(path_for)
    ids = [target_id for target_id, _ in wishes]
    mine: dict[int, dict[str, Address]] = {target_id: {} for target_id in ids}
    for address in Address.objects.filter(target_kind=kind, target_id__in=ids):
        mine[address.target_id][address.path] = address
    taken = _taken_paths({slug for _, slug in wishes}, path_for)
    chosen: dict[int, str] = {}
    fresh: list[Placed] = []
    now = timezone.now()
    retired: list[Address] = []
    revived: list[Address] = []
    for target_id, slug in wishes:
        own = mine[target_id]
        chosen[target_id] = _free_slug(slug, path_for, taken, own)
        path = path_for(chosen[target_id])
        taken.add(path)
        for address in own.values():
            if address.path != path and address.state != OLD:
                address.state = OLD
                retired.append(address)
        if path not in own:
            fresh.append(Placed(path, CURRENT, kind, target_id, "", now))
        elif own[path].state != CURRENT:
            own[path].state = CURRENT
            revived.append(own[path])
    # Retire before reviving: a thing has one current address at any moment.
    Address.objects.bulk_update(retired, ["state"])
    Address.objects.bulk_update(revived, ["state"])
    rows.insert(Address, fresh)
    return chosen


def _one_at_a_time() -> None:
    """Hold others off from choosing addresses until this transaction ends, so that what is free stays free.

    SQLite's immediate transactions do that already.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('cms.ledger.addresses'))")


def _composer(path_for: Callable[[str], str]) -> Callable[[str], str]:
    """Return the same function, quicker: where the slug stands in a path is asked of the URLconf only once."""
    before, _, behind = path_for(_ANY).partition(_ANY)
    return lambda slug: before + slug + behind


def _taken_paths(slugs: set[str], path_for: Callable[[str], str]) -> set[str]:
    """Return which paths are taken of those that the wished slugs may come to, so that free numbers need no asking.

    The first numbers of each are looked up by themselves, which costs the same in a table of any size; only where all
    of them are taken is it asked for everything that begins so.
    """
    taken: set[str] = set()
    first = {slug: [path_for(numbered(slug, number)) for number in _FIRST_NUMBERS] for slug in slugs}
    for chunk in _chunks(sorted(slugs), 100):
        paths = [path for slug in chunk for path in first[slug]]
        taken.update(Address.objects.filter(path__in=paths).values_list("path", flat=True))
    crowded = [slug for slug in sorted(slugs) if taken.issuperset(first[slug])]
    for chunk in _chunks(crowded, 100):
        wished = models.Q()
        for slug in chunk:
            wished |= models.Q(path__startswith=path_for(shorten(slug, MAX_LENGTH - _LONGEST_NUMBER)).rstrip("/"))
        taken.update(Address.objects.filter(wished).values_list("path", flat=True))
    return taken


def _free_slug(slug: str, path_for: Callable[[str], str], taken: set[str], own: dict[str, Address]) -> str:
    number = 1
    while True:
        candidate = numbered(slug, number)
        path = path_for(candidate)
        is_reserved = path.strip("/") in reserved_words()
        if not is_reserved and (path in own or path not in taken):
            return candidate
        number += 1


def _chunks(items: list, size: int) -> Iterable[list]:
    return (items[start : start + size] for start in range(0, len(items), size))


def keep_old(kind: str, target_id: int, paths: Iterable[str]) -> None:
    """Remember addresses that the thing had elsewhere. A path that is taken by anything stays as it is."""
    keep_old_many(kind, [(target_id, paths)])


def keep_old_many(kind: str, things: Iterable[tuple[int, Iterable[str]]]) -> None:
    """The same for many `(id, paths)` at once. Of two things that claim one path the first has it."""
    now = timezone.now()
    old = [Placed(canonical(path), OLD, kind, target_id, "", now) for target_id, paths in things for path in paths]
    rows.insert(Address, old, skips_taken=True)


def retire(kind: str, target_id: int) -> None:
    """Answer every address of a withdrawn thing with 410, until it is released again."""
    Address.objects.filter(target_kind=kind, target_id=target_id).update(state=GONE)


def hand_over(kind: str, loser_id: int, survivor_id: int) -> None:
    """Let every address of a thing that was merged away lead to the survivor, in one hop."""
    Address.objects.filter(target_kind=kind, target_id=loser_id).update(state=OLD, target_id=survivor_id)


def current_path(kind: str, target_id: int) -> str | None:
    found = Address.objects.filter(target_kind=kind, target_id=target_id, state=CURRENT).values_list("path", flat=True)
    return found.first()
