"""What a reader gets at an address of a list, and whether that is an answer: in one hop, at a page that is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings
from django.http import HttpResponse, QueryDict

from cms.addresses.leading import answer_to
from cms.ledger.families import family_of

MOST_REMEMBERED = 50_000
FINE, GONE, MISSING, WRONG, UNREADABLE, ELSEWHERE = "answers", "gone", "missing", "wrong", "unreadable", "other host"
# Of these an editor has nothing to do.
_RESOLVED = (FINE, GONE, ELSEWHERE)
_DOORS = "machinery"


@dataclass(frozen=True, slots=True)
class Checked:
    """`status` is 0 for what was not asked for; `to` is where it leads, `why` what is wrong or good to know."""

    address: str
    hits: int
    status: int
    outcome: str
    family: str
    to: str = ""
    why: str = ""

    @property
    def resolves(self) -> bool:
        return self.outcome in _RESOLVED


class Checker:
    """Asks the site's own views, with no server between. Of each page that is led to, the answer is kept."""

    def __init__(self, hosts: Iterable[str] = ()) -> None:
        own = urlsplit(settings.SITE_URL).hostname
        self._hosts = {name for host in hosts for name in _with_and_without_www(host)}
        if self._hosts:
            self._hosts |= _with_and_without_www(own)
        self._targets: dict[str, int] = {}
        self.families: dict[str, Counter[str]] = {}

    def check(self, hits: dict[str, int]) -> Iterator[Checked]:
        for address, count in hits.items():
            checked = self.one(address, count)
            self.families.setdefault(checked.family, Counter())[checked.outcome] += 1
            yield checked

    def one(self, address: str, hits: int = 1) -> Checked:
        parts = _parted(address)
        if parts is None:
            return Checked(address, hits, 0, UNREADABLE, UNREADABLE, why="this is no address")
        if parts.hostname and self._hosts and parts.hostname not in self._hosts:
            return Checked(address, hits, 0, ELSEWHERE, ELSEWHERE, why="an address of another site: not asked for")
        path = unquote(parts.path) or "/"
        family = family_of(path, QueryDict(parts.query))
        answer = answer_to(path, parts.query)
        outcome, why = self._judged(answer, family)
        return Checked(address, hits, answer.status_code, outcome, family, answer.headers.get("Location", ""), why)

    def _judged(self, answer: HttpResponse, family: str) -> tuple[str, str]:
        status = answer.status_code
        if status == 200:
            return FINE, ""
        if status == 410:
            return GONE, "it was withdrawn, and the page says so"
        if status in (301, 302):
            return self._led(answer.headers["Location"])
        if family == _DOORS:
            return FINE, "a door of the old software: nothing answers there, on purpose"
        if status == 404:
            return (
                MISSING,
                "there are no feeds or site maps yet" if family == "feed or site map" else "nothing is there",
            )
        return WRONG, f"the site answers {status}"

    def _led(self, there: str) -> tuple[str, str]:
        if not there.startswith("/"):
            return FINE, "it leads to another site"
        if there not in self._targets:
            if len(self._targets) >= MOST_REMEMBERED:
                self._targets.clear()
            path, _, query = there.partition("?")
            self._targets[there] = answer_to(unquote(path), query).status_code
        status = self._targets[there]
        if status == 200:
            return FINE, ""
        return WRONG, f"it leads to a page that answers {status}"


def _with_and_without_www(host: str) -> set[str]:
    bare = host.casefold().strip().removeprefix("www.")
    return {bare, f"www.{bare}"}


def _parted(address: str) -> SplitResult | None:
    """An address taken apart; a path without a host may begin with several slashes."""
    if address.startswith("/"):
        path, _, query = address.partition("#")[0].partition("?")
        return SplitResult("", "", path, query, "") if "\0" not in unquote(path) else None
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - reading it is what finds a port that is none
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and "\0" not in unquote(parts.path)
    except ValueError:
        return None
    return parts if is_address else None
