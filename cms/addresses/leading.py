"""Leading an old address somewhere, by hand. Raises ValidationError in words for the editor.

One table holds every address (see `cms.ledger`), so a redirect is a row in it like any other: to a thing of ours where
something of ours lives there, so that it follows when that thing moves, and to a place otherwise.
"""

from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import resolve

from cms.ledger.addresses import canonical
from cms.ledger.models import REDIRECT, Address, AddressState
from cms.ledger.resolver import Gone

LONGEST = 500
NOT_OURS_TO_LEAD = ("admin", "static", "media")
CONTROLS = frozenset(map(chr, [*range(0x20), 0x7F]))


@dataclass(frozen=True, slots=True)
class Destination:
    kind: str
    id: int
    leads_to: str  # for a redirect alone

    @classmethod
    def place(cls, there: str) -> "Destination":
        return cls(REDIRECT, 0, there)


def old_path(typed: str) -> str:
    """Read an address as it is pasted, whole or as a path, and return the form that the table keeps."""
    parts = _split(typed)
    if parts.netloc and not _is_own(parts):
        raise ValidationError(f"{parts.netloc} is not this site: only its own addresses can be led elsewhere.")
    if parts.query:
        raise ValidationError("An address with a question mark cannot be kept. Leave it out, and what follows it.")
    path = canonical(unquote(parts.path))
    if CONTROLS & set(path):
        raise ValidationError("The address holds signs that no address has.")
    if not path.strip("/"):
        raise ValidationError("The front page leads nowhere else.")
    if len(path) > LONGEST:
        raise ValidationError(f"The address is longer than {LONGEST} characters.")
    first = path.strip("/").split("/")[0]
    if first in NOT_OURS_TO_LEAD:
        raise ValidationError(f"Everything under /{first}/ is the software's own.")
    match = resolve(path)
    if not match.kwargs:
        raise ValidationError(f"{path} is a page of the site, and stays one.")
    return path


def destination(typed: str) -> Destination:
    """Read where an address shall lead. A chain of old addresses is followed to its end."""
    parts = _split(typed)
    if parts.netloc and not _is_own(parts):
        return _abroad(parts)
    path = canonical(unquote(parts.path)) if parts.path.strip("/") else "/"
    known = Address.objects.filter(path=path).first()
    if known is not None:
        if known.state == AddressState.GONE:
            raise ValidationError(f"What lived at {path} is gone; readers would find nothing there.")
        return Destination(known.target_kind, known.target_id, known.leads_to)
    there = path + (f"?{parts.query}" if parts.query else "")
    if answer_at(there).status_code >= 400:
        raise ValidationError(f"There is nothing at {path}.")
    return Destination.place(there)


def as_asked(typed: str) -> str:
    """The path and query of an address of ours as a reader's browser asks for it."""
    parts = _split(typed)
    if parts.netloc and not _is_own(parts):
        raise ValidationError(f"{parts.netloc} is not this site.")
    return unquote(parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _split(typed: str) -> SplitResult:
    typed = typed.strip()
    if not typed:
        raise ValidationError("Type or paste an address.")
    if CONTROLS & set(typed) or "\\" in typed:
        raise ValidationError("The address holds signs that no address has.")
    if typed.startswith("//"):
        raise ValidationError("An address starts with one slash, or with https://")
    try:
        parts = urlsplit(typed)
        parts.port  # noqa: B018 - reading it is what finds a port that is none
    except ValueError:
        raise ValidationError("That cannot be read as an address.") from None
    if parts.scheme and parts.scheme not in {"http", "https"} or parts.scheme and not parts.hostname:
        raise ValidationError("An address starts with a slash, or with https://")
    if not parts.scheme and not typed.startswith("/"):
        return urlsplit("/" + typed)
    return parts


def _is_own(parts: SplitResult) -> bool:
    own = urlsplit(settings.SITE_URL).hostname
    return parts.hostname in {own, f"www.{own}", own.removeprefix("www.")} and not parts.username


def _abroad(parts: SplitResult) -> Destination:
    if parts.scheme != "https" or parts.username or parts.hostname not in settings.REDIRECT_HOSTS:
        raise ValidationError(
            f"{parts.netloc} is no host that this site leads to. Whoever runs it can add it to REDIRECT_HOSTS."
        )
    there = parts._replace(fragment="").geturl()
    if len(there) > LONGEST:
        raise ValidationError(f"The address is longer than {LONGEST} characters.")
    return Destination.place(there)


def lead(path: str, to: Destination) -> Address:
    """Write the row, and let redirects that led to `path` lead straight on. Must run in a transaction."""
    known = Address.objects.select_for_update().filter(path=path).first()
    if known is not None and known.state == AddressState.CURRENT:
        raise ValidationError(f"{path} is in use. Give what lives there another address first, on its own page.")
    if to.kind == REDIRECT and canonical(to.leads_to.split("?")[0]) == path:
        raise ValidationError("The address would lead to itself.")
    address = known or Address(path=path)
    address.state = AddressState.OLD
    address.target_kind, address.target_id, address.leads_to = to.kind, to.id, to.leads_to
    address.save()
    Address.objects.filter(target_kind=REDIRECT, leads_to=path).exclude(pk=address.pk).update(
        target_kind=to.kind, target_id=to.id, leads_to=to.leads_to
    )
    return address


def answer_at(address: str) -> HttpResponse:
    """What a reader gets there, asked of the very code that answers readers."""
    path, _, query = address.partition("?")
    asked = HttpRequest()
    asked.method, asked.path, asked.path_info = "GET", path, path
    asked.GET = QueryDict(query)
    asked.META = {"SERVER_NAME": urlsplit(settings.SITE_URL).hostname, "SERVER_PORT": "80"}
    try:
        match = resolve(path)
        return match.func(asked, *match.args, **match.kwargs)
    except Gone:
        return HttpResponse(status=410)
    except Http404:
        return HttpResponse(status=404)
