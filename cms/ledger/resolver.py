"""Where did the old address go? One hop at most, 410 for what is gone, 404 for what never was."""

import re
from collections.abc import Callable, Mapping

from django.http import Http404, HttpResponsePermanentRedirect

from cms.ledger.addresses import CURRENT, GONE, canonical, current_path
from cms.ledger.models import REDIRECT, Address

# Where a thing without a page of its own is to be found, by kind: a function from its id to a path or None.
Ways = Mapping[str, Callable[[int], str | None]]
# The keys by which WordPress finds a thing by its number, whatever path they are hung on.
OLD_KEYS = ("p", "page_id", "attachment_id")
_NUMBER = re.compile(r"[0-9]{1,20}")
_UPLOADS = "/wp-content/uploads/"
# What WordPress hangs on the name of a file: of its smaller sizes, of a picture it scaled, turned or cut
_SUFFIX = re.compile(r"-(?:\d{1,5}x\d{1,5}|scaled|rotated|e\d{10,16})(?=\.\w{2,5}/?$)")


class Gone(Http404):
    """The thing was public once and was withdrawn: the answer is 410."""


def elsewhere(path: str, ways: Ways | None = None) -> HttpResponsePermanentRedirect:
    """Answer for a path at which nothing lives now. Raises `Gone` or Http404 where there is nowhere to lead to.

    A current address is an answer only when it was asked for in another form; at its own form there is
    nothing that readers may see (a scheduled story, say), and that looks like missing.
    """
    return _answer(path, [canonical(path), *_without_size(path)], ways or {})


def by_old_number(query: Mapping[str, str], ways: Ways | None = None) -> HttpResponsePermanentRedirect | None:
    """Answer for `?p=123` of the old site. None where the query has no such number.

    Raises `Gone` or Http404 for a number that nothing had, as WordPress does.
    """
    numbers = {query[key] for key in OLD_KEYS if _NUMBER.fullmatch(query.get(key, ""))}
    if not numbers:
        return None
    # WordPress finds pages and attachments under any of its keys.
    wanted = [canonical(f"/?{key}={int(number)}") for number in sorted(numbers) for key in OLD_KEYS]
    return _answer(f"?p={sorted(numbers)[0]}", wanted, ways or {})


def _without_size(path: str) -> list[str]:
    is_upload = path.startswith(_UPLOADS) and _SUFFIX.search(path)
    return [canonical(_SUFFIX.sub("", path))] if is_upload else []


def _answer(path: str, wanted: list[str], ways: Ways) -> HttpResponsePermanentRedirect:
    if any("\x00" in each for each in wanted):
        # PostgreSQL takes no such text, not even to look for it.
        raise Http404("No address holds a zero byte.")
    found = {address.path: address for address in Address.objects.filter(path__in=wanted)}
    address = next((found[each] for each in wanted if each in found), None)
    if address is None:
        raise Http404(f"Nothing has ever lived at {path[:200]}.")
    if address.state == GONE:
        raise Gone(f"What lived at {path[:200]} is gone.")
    if address.state == CURRENT:
        target = address.path
    else:
        way = ways.get(address.target_kind)
        target = way(address.target_id) if way else _destination(address)
    if target is None or target == path:
        raise Http404(f"Nothing lives at {path[:200]} now.")
    return HttpResponsePermanentRedirect(target)


def _destination(address: Address) -> str | None:
    """Where an old address leads. What a redirect leads to may have moved since; that hop is taken here."""
    if address.target_kind != REDIRECT:
        return current_path(address.target_kind, address.target_id)
    there = address.leads_to
    if not there.startswith("/"):
        return there
    moved = Address.objects.filter(path=canonical(there)).exclude(state=CURRENT).exclude(target_kind=REDIRECT).first()
    if moved is None:
        return there
    if moved.state == GONE:
        raise Gone(f"What lived at {there[:200]} is gone.")
    return current_path(moved.target_kind, moved.target_id)
