"""Asking a bank's server, within limits: ten seconds, one megabyte, the same host, three tries."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

import httpx

SECONDS = 10.0
MOST_BYTES = 1024 * 1024
MOST_REDIRECTS = 3
TRIES = 3
# Statuses that may be over in a moment.
PASSING = frozenset({429, 500, 502, 503, 504})
AGENT = "Steppe (an editorial system; reads official exchange rates)"


class Failed(Exception):
    """The server did not give an answer that may be read; says why in words for the desk."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`body` is None where the server says that nothing changed since the etag or day that was sent, or 404."""

    status: int
    body: bytes | None
    etag: str = ""
    last_modified: str = ""


def client(headers: dict[str, str]) -> httpx.Client:
    """A client that checks certificates always; SSL_CERT_FILE may name others to trust. Cookies are not sent back."""
    return httpx.Client(
        timeout=httpx.Timeout(SECONDS),
        follow_redirects=False,
        headers={"User-Agent": AGENT, "Accept-Encoding": "gzip"} | headers,
    )


def ask(
    session: httpx.Client,
    url: str,
    *,
    etag: str = "",
    last_modified: str = "",
    pause: Callable[[float], None] = time.sleep,
) -> Answer:
    """Ask up to three times, with growing pauses that differ from server to server. Raises Failed."""
    conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    headers = {name: value for name, value in conditions.items() if value}
    for last_try in (False,) * (TRIES - 1) + (True,):
        try:
            answer = _once(session, url, headers)
        except httpx.TransportError as error:
            if last_try:
                raise Failed(f"no connection: {type(error).__name__}") from None
        else:
            if answer.status not in PASSING:
                return answer
            if last_try:
                raise Failed(f"the server answers {answer.status}")
        pause(random.uniform(0.5, 1.5))
    raise AssertionError("the last try returns or raises")


def _once(session: httpx.Client, url: str, headers: dict[str, str]) -> Answer:
    first = httpx.URL(url)
    address = first
    started = time.monotonic()
    for _ in range(MOST_REDIRECTS + 1):
        session.cookies.clear()
        with session.stream("GET", address, headers=headers) as response:
            if response.has_redirect_location:
                address = address.join(response.headers.get("Location", ""))
                if (address.scheme, address.netloc) != (first.scheme, first.netloc):
                    raise Failed(f"led to another place: {str(address)[:120]}")
                continue
            return _read(response, started)
    raise Failed("redirects without end")


def _read(response: httpx.Response, started: float) -> Answer:
    if response.status_code in {304, 404} or response.status_code in PASSING:
        return Answer(response.status_code, None)
    if response.status_code != 200:
        raise Failed(f"the server answers {response.status_code}")
    body = bytearray()
    for part in response.iter_bytes():
        body += part
        if len(body) > MOST_BYTES:
            raise Failed("an answer of more than a megabyte")
        # The timeout of the client is for each part; a server that drips would hold the run for hours.
        if time.monotonic() - started > SECONDS * 3:
            raise Failed("an answer that does not end")
    headers = response.headers
    return Answer(200, bytes(body), headers.get("ETag", "")[:200], headers.get("Last-Modified", "")[:60])
