"""Leading an old address somewhere, by hand. Raises ValidationError in words for the editor.

One table holds every address (see `cms.ledger`), so a redirect is a row in it like any other: to a thing of ours where
something of ours lives there, so that it follows when that thing moves, and to a place otherwise.
"""

import unicodedata
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.handlers.exception import convert_exception_to_response
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import resolve

from cms.ledger.addresses import MACHINERY, canonical
from cms.ledger.families import Wanted, readings
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
        return _old_number(parts)
    path = canonical(unicodedata.normalize("NFC", unquote(parts.path)))
    if CONTROLS & set(path):
        raise ValidationError("The address holds signs that no address has.")
    if not path.strip("/"):
        raise ValidationError("The front page leads nowhere else.")
    if len(path) > LONGEST:
        raise ValidationError(f"The address is longer than {LONGEST} characters.")
    first = path.strip("/").split("/")[0]
    if first in NOT_OURS_TO_LEAD:
        raise ValidationError(f"Everything under /{first}/ is the software's own.")
    if first in MACHINERY:
        raise ValidationError(f"Nothing is ever served under /{first}/, so that nothing can be led from there.")
    if not resolve(path).kwargs or _is_page_of_ours(path):
        raise ValidationError(f"{path} is a page of the site, and stays one.")
    return path


def _is_page_of_ours(path: str) -> bool:
    """A page that the table of addresses knows nothing of, such as that of a currency."""
    return not Address.objects.filter(path=path).exists() and answer_at(path).status_code == 200


def _old_number(parts: SplitResult) -> str:
    """The form in which the table keeps `/?p=12` and the like: by the number alone, whatever stands beside it."""
    wanted = next((wanted for _, wanted in readings(unquote(parts.path) or "/", QueryDict(parts.query))), Wanted())
    if not wanted.paths or not wanted.paths[0].startswith("/?"):
        raise ValidationError(
            "Of what stands behind a question mark, only the old site's numbers can be kept (?p=12). Leave it out."
        )
    return wanted.paths[0]


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
    answer = answer_at(there)
    if answer.status_code >= 400:
        raise ValidationError(f"There is nothing at {path}.")
    if answer.status_code in (301, 302):
        # Written as an old address, such as a numbered page of an old list: to where that leads.
        return _end_of(answer.headers["Location"])
    return Destination.place(there)


def _end_of(there: str) -> Destination:
    known = Address.objects.filter(path=there).first()
    if known is not None and known.state == AddressState.CURRENT:
        return Destination(known.target_kind, known.target_id, "")
    if there.startswith("/") and answer_at(there).status_code != 200:
        raise ValidationError(f"{there} does not answer.")
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
    return lead_on(path, to)[0]


def lead_on(path: str, to: Destination) -> tuple[Address, dict[str, object] | None, list[dict[str, object]]]:
    """The same; also returns what the row was before, None for a new one, and what those were that lead on now."""
    known = Address.objects.select_for_update().filter(path=path).first()
    if known is not None and known.state == AddressState.CURRENT:
        raise ValidationError(f"{path} is in use. Give what lives there another address first, on its own page.")
    if to.kind == REDIRECT and canonical(to.leads_to.split("?")[0]) == path:
        raise ValidationError("The address would lead to itself.")
    before = as_it_was(known) if known else None
    address = known or Address(path=path)
    address.state = AddressState.OLD
    address.target_kind, address.target_id, address.leads_to = to.kind, to.id, to.leads_to
    address.save()
    led = list(Address.objects.select_for_update().filter(target_kind=REDIRECT, leads_to=path).exclude(pk=address.pk))
    moved = [as_it_was(row) for row in led]
    Address.objects.filter(pk__in=[row.pk for row in led]).update(
        target_kind=to.kind, target_id=to.id, leads_to=to.leads_to
    )
    return address, before, moved


def as_it_was(row: Address) -> dict[str, object]:
    """A row as JSON, to be put back one day."""
    return {name: getattr(row, name) for name in ("path", "state", "target_kind", "target_id", "leads_to")}


def answer_at(address: str) -> HttpResponse:
    """What a reader gets at a path with its query, the path decoded."""
    path, _, query = address.partition("?")
    return answer_to(path, query)


def answer_to(path: str, query: str) -> HttpResponse:
    """The same asked of the very code that answers readers; what goes wrong in it is a 500."""
    asked = HttpRequest()
    asked.method, asked.path, asked.path_info = "GET", path, path
    asked.GET = QueryDict(query)
    asked.META = {"SERVER_NAME": urlsplit(settings.SITE_URL).hostname, "SERVER_PORT": "80"}
    answer = convert_exception_to_response(_viewed)(asked)
    if isinstance(answer, FileResponse):
        # Nobody will read it. Closing the answer itself would tell the database that a request is over.
        answer.file_to_stream.close()
    return answer


def _viewed(asked: HttpRequest) -> HttpResponse:
    try:
        match = resolve(asked.path_info)
        return match.func(asked, *match.args, **match.kwargs)
    except Gone:
        return HttpResponse(status=410)
    except Http404:
        return HttpResponse(status=404)
