"""Where did the old address go? One hop at most, 410 for what is gone, 404 for what never was."""

from django.http import Http404, HttpResponsePermanentRedirect

from cms.ledger.addresses import CURRENT, GONE, canonical, current_path
from cms.ledger.models import REDIRECT, Address


class Gone(Http404):
    """The thing was public once and was withdrawn: the answer is 410."""


def elsewhere(path: str) -> HttpResponsePermanentRedirect:
    """Answer for a path at which nothing lives now. Raises `Gone` or Http404 where there is nowhere to lead to.

    A current address is an answer only when it was asked for in another form; at its own form there is
    nothing that readers may see (a scheduled story, say), and that looks like missing.
    """
    if "\x00" in path:
        # PostgreSQL takes no such text, not even to look for it.
        raise Http404("No address holds a zero byte.")
    wanted = canonical(path)
    address = Address.objects.filter(path=wanted).first()
    if address is None:
        raise Http404(f"Nothing has ever lived at {path[:200]}.")
    if address.state == GONE:
        raise Gone(f"What lived at {path[:200]} is gone.")
    target = wanted if address.state == CURRENT else _destination(address)
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
