"""Where did the old address go? One hop at most, 410 for what is gone, 404 for what never was.

Order: keys of the old site in the query, our own routes (before this is asked), what the table of addresses holds, the
families of old addresses (`cms.ledger.families`). No address is answered with the front page, nothing of a query is
handed on but words to search for, and what readers may not see looks like missing.
"""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import resolve
from django.utils import timezone

from cms.ledger import things
from cms.ledger.addresses import CURRENT, GONE, canonical
from cms.ledger.families import BY_KEYS, Wanted, readings
from cms.ledger.models import REDIRECT, Address

LONGEST = Address._meta.get_field("path").max_length


class Gone(Http404):
    """The thing was public once and was withdrawn: the answer is 410."""


def elsewhere(
    path: str, query: Mapping[str, str] | None = None, *, at: datetime | None = None
) -> HttpResponsePermanentRedirect:
    """Answer for an address at which nothing lives now. Raises `Gone` or Http404 where there is nowhere to lead to."""
    at = at or timezone.now()
    for family, wanted in readings(path, query or {}):
        if target := _target(wanted, at):
            if target == path:
                break
            return HttpResponsePermanentRedirect(target)
        if family in BY_KEYS and not wanted.yields:
            raise Http404("Nothing of the old site had this.")
    return _page_of_ours(path)


def by_keys(path: str, query: Mapping[str, str], *, at: datetime) -> HttpResponsePermanentRedirect | None:
    """Answer for `/?p=123` and the like of the old site. None where the query says nothing of that kind.

    Raises `Gone` or Http404 for a number that nothing had, as WordPress does.
    """
    if not query:
        return None
    family, wanted = next(readings(path, query), ("", None))
    if wanted is None or family not in BY_KEYS:
        return None
    target = _target(wanted, at)
    if target is None:
        raise Http404("Nothing of the old site had this.")
    return HttpResponsePermanentRedirect(target)


def _target(wanted: Wanted, at: datetime) -> str | None:
    """Return where to go; None where nothing is known. Raises Gone; Http404 behind the end of a list."""
    address, is_exact = _find(wanted)
    skip = 0 if is_exact else wanted.skip
    if address is None:
        if not wanted.place or (wanted.days and not things.has_stories(wanted.days, at)):
            return None
        return _on_page(wanted.place, skip, things.length_of(wanted.place, at) if skip else None)
    if address.state == GONE:
        raise Gone(f"What lived at {address.path[:200]} is gone.")
    if address.target_kind == REDIRECT:
        return _place(address, skip, at)
    return _thing(address, skip, at)


def _find(wanted: Wanted) -> tuple[Address | None, bool]:
    """Return the best row of those looked for, and whether it is of the very address; one query."""
    # PostgreSQL takes no zero byte, not even to look for it.
    paths = [path for path in (wanted.exact, *wanted.paths) if path and len(path) <= LONGEST and "\0" not in path]
    if not paths:
        return None, False
    found = {address.path: address for address in Address.objects.filter(path__in=paths)}
    best = next((found[path] for path in paths if path in found), None)
    return best, best is not None and best.path == wanted.exact and best.path not in wanted.paths


def _thing(address: Address, skip: int, at: datetime) -> str | None:
    kind = things.kind(address.target_kind)
    path = kind.path(address.target_id, at)
    length = kind.length(address.target_id, at) if path and skip and kind.length else None
    return path and _on_page(path, skip, length)


def _place(address: Address, skip: int, at: datetime) -> str | None:
    """Where a redirect leads. What it leads to may have moved since; that hop is taken here."""
    there = address.leads_to
    if not there.startswith("/"):
        return there
    moved = Address.objects.filter(path=canonical(there)).exclude(state=CURRENT).exclude(target_kind=REDIRECT).first()
    if moved is None:
        return _on_page(there, skip, things.length_of(there, at))
    if moved.state == GONE:
        raise Gone(f"What lived at {there[:200]} is gone.")
    return _thing(moved, skip, at)


def _on_page(path: str, skip: int, length: int | None) -> str:
    """The page of our list that shows what stood on a page of the old one: counted in stories, since sizes differ.

    Behind the end of ours there is nothing: a shorter archive does not answer with somebody else's page.
    """
    if not skip or length is None:
        return path
    if skip >= length:
        raise Http404(f"The list at {path[:200]} ends before that page.")
    number = skip // settings.STORIES_PER_PAGE + 1
    return f"{path}?page={number}" if number > 1 else path


def _page_of_ours(path: str) -> HttpResponsePermanentRedirect:
    """A page without its last slash, in other letters or with double slashes leads to itself."""
    wanted = canonical(path)
    if wanted == path or wanted == "//" or resolve(wanted).kwargs:
        raise Http404(f"Nothing lives at {path[:200]}.")
    return HttpResponsePermanentRedirect(wanted)


def row_behind(path: str, query: Mapping[str, str]) -> Address | None:
    """The row that decides about an address, for those who explain an answer."""
    found = (_find(wanted)[0] for _, wanted in readings(path, query))
    return next((row for row in found if row), None) or Address.objects.filter(path=canonical(path)).first()
