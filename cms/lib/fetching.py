"""Asking servers that nobody vouches for, within limits that hold whatever they do.

Only what stands on the open internet is asked: every number to which a host resolves is looked at when the connection
is made, for each redirect anew, and the connection goes to the number that was looked at; the name is not resolved
again. Everything together, from the first question to the last byte, has `Limits.seconds`. What comes back are bytes:
what they are is for the caller to find out; what the server says that they are counts for nothing.

Built on httpcore, the transport of httpx: it follows nothing, unpacks nothing, keeps no cookies and knows no proxies.
"""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from urllib.parse import urljoin

import httpcore
import httpx

from cms.lib.checked_network import CheckedNetwork, Deadline, Failed, Reason, Resolve, resolve
from cms.lib.public_hosts import PORTS, BadAddress, Target, is_number, is_public, part

__all__ = ["Failed", "Fetched", "Fetcher", "Limits", "Reason"]

REDIRECTS = frozenset({301, 302, 303, 307, 308})
LONGEST_WAIT = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Limits:
    seconds: float = 10.0  # for everything, redirects included
    read_seconds: float = 5.0  # for each part of an answer
    most_bytes: int = 10_000_000  # as sent, and as unpacked
    redirects: int = 3


@dataclass(frozen=True, slots=True)
class Fetched:
    """`url` is where the content lay in the end."""

    content: bytes
    url: str


class Fetcher:
    """Asks one thing at a time, over one connection to each host that is kept while it is asked on.

    `own_servers` are (number, port) of servers that may be asked although they are not public: the way in for tests,
    by argument only, so that no setting can ever open it.
    """

    def __init__(
        self,
        agent: str,
        limits: Limits = Limits(),
        *,
        resolve: Resolve = resolve,
        own_servers: frozenset[tuple[str, int]] = frozenset(),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._agent = agent.encode("ascii", "ignore").decode().strip() or "fetcher"
        self.limits = limits
        self._ports = frozenset(PORTS.values()) | {port for _, port in own_servers}
        self._deadline = Deadline(clock)
        self._pool = httpcore.ConnectionPool(
            ssl_context=_certificates(), max_connections=1, max_keepalive_connections=1, keepalive_expiry=10,
            http1=True, http2=False, network_backend=CheckedNetwork(resolve, own_servers, self._deadline),
        )  # fmt: skip

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.close()

    def fetch(self, url: str, *, may_follow: Callable[[str], bool] = lambda host: True) -> Fetched:
        """GET a URL. `may_follow` is asked of the host of each redirect. Raises Failed."""
        self._deadline.start(self.limits.seconds)
        for _ in range(self.limits.redirects + 1):
            target = self._target(url)
            with self._asked(target) as answer:
                if answer.status not in REDIRECTS:
                    return Fetched(self._read(answer), target.url)
                url = self._led_to(target, answer, may_follow)
        raise Failed(Reason.REDIRECTS, f"it led on more than {self.limits.redirects} times")

    def _target(self, url: str) -> Target:
        try:
            return part(url, ports=self._ports)
        except BadAddress as error:
            raise Failed(Reason.BAD_ADDRESS, f"the address {error}: {url[:200]!r}") from None

    def _led_to(self, target: Target, answer: httpcore.Response, may_follow: Callable[[str], bool]) -> str:
        to = _header(answer, b"location")
        if not to:
            raise Failed(Reason.BAD_ANSWER, "it led on without saying where to")
        try:
            url = urljoin(target.url, to).partition("#")[0]
        except ValueError:
            raise Failed(Reason.BAD_ADDRESS, f"it led to what is no address: {to[:200]!r}") from None
        host = self._target(url).host
        if not may_follow(host):
            if is_number(host) and not is_public(host):
                raise Failed(Reason.NOT_PUBLIC, f"it led to {host}, which is not on the open internet")
            raise Failed(Reason.OTHER_HOST, f"it led to {host}", host=host)
        return url

    @contextmanager
    def _asked(self, target: Target) -> Iterator[httpcore.Response]:
        """Ask, and say in our own words what went wrong, also while the answer is read."""
        url = httpcore.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)
        headers = {
            "Host": target.url.split("/")[2], "User-Agent": self._agent,
            "Accept": "image/*,*/*;q=0.5", "Accept-Encoding": "identity",
        }  # fmt: skip
        seconds = self.limits.read_seconds
        timeout = {"connect": seconds, "read": seconds, "write": seconds, "pool": seconds}
        try:
            with self._pool.stream("GET", url, headers=headers, extensions={"timeout": timeout}) as answer:
                yield answer
        except httpcore.TimeoutException:
            raise Failed(Reason.TOO_SLOW, self._too_slow()) from None
        except httpcore.ConnectError as error:
            if isinstance(error.__cause__ or error.__context__, ssl.SSLError):
                raise Failed(Reason.CERTIFICATE, f"no safe connection: {_certificate(error)}") from None
            raise Failed(Reason.NO_CONNECTION, f"no connection to {target.host}") from None
        except httpcore.RemoteProtocolError as error:
            if "without sending" in str(error) or "incomplete" in str(error):
                raise Failed(Reason.BROKEN_OFF, "the answer broke off") from None
            raise Failed(Reason.BAD_ANSWER, "it answered what is no HTTP") from None
        except httpcore.NetworkError:
            raise Failed(Reason.BROKEN_OFF, "the connection broke off") from None
        except (httpcore.ProtocolError, httpcore.UnsupportedProtocol):
            raise Failed(Reason.BAD_ANSWER, "it answered what is no HTTP") from None

    def _too_slow(self) -> str:
        spent = self.limits.seconds if self._deadline.left() <= 0 else self.limits.read_seconds
        return f"it was too slow for the {spent:g} seconds allowed"

    def _read(self, answer: httpcore.Response) -> bytes:
        if answer.status != 200:
            wait = _wait(_header(answer, b"retry-after"))
            raise Failed(Reason.STATUS, f"the server answers {answer.status}", status=answer.status, wait=wait)
        packing = _header(answer, b"content-encoding").strip().lower()
        if packing not in ("", "identity", "gzip", "x-gzip"):
            raise Failed(Reason.PACKED, f"it came packed as {packing[:40]!r}, which was not asked for")
        length = _header(answer, b"content-length")
        if length.isascii() and length.isdigit() and int(length[:20]) > self.limits.most_bytes:
            raise self._too_large()
        parts = answer.iter_stream()
        content = self._collected(self._unpacked(parts) if "gzip" in packing else parts)
        if not content:
            raise Failed(Reason.EMPTY, "the answer was empty")
        return content

    def _collected(self, parts: Iterable[bytes]) -> bytes:
        content = bytearray()
        for received in parts:
            content += received
            if len(content) > self.limits.most_bytes:
                raise self._too_large()
            if self._deadline.left() <= 0:
                raise Failed(Reason.TOO_SLOW, self._too_slow())
        return bytes(content)

    def _unpacked(self, parts: Iterable[bytes]) -> Iterator[bytes]:
        """Unpack what is sent in gzip, never more at a time than may be kept in all."""
        unpacker = zlib.decompressobj(wbits=31)
        sent = 0
        for received in parts:
            sent += len(received)
            if sent > self.limits.most_bytes:
                raise self._too_large()
            try:
                yield unpacker.decompress(received, self.limits.most_bytes + 1)
            except zlib.error:
                raise Failed(Reason.PACKED, "it came packed, and cannot be unpacked") from None
            if unpacker.unconsumed_tail:
                raise self._too_large()
        if not unpacker.eof:
            raise Failed(Reason.BROKEN_OFF, "the answer broke off")

    def _too_large(self) -> Failed:
        return Failed(Reason.TOO_LARGE, f"it is larger than {self.limits.most_bytes / 1_000_000:g} MB")


@cache
def _certificates() -> ssl.SSLContext:
    """Return what certificates are checked with, read once; SSL_CERT_FILE may name others to trust."""
    return httpx.create_ssl_context()


def _header(answer: httpcore.Response, name: bytes) -> str:
    """Return the first header of this name; bytes that are no ASCII as they would be in Latin-1."""
    return next((value.decode("latin-1") for key, value in answer.headers if key.lower() == name), "")


def _wait(said: str) -> float | None:
    """Read Retry-After: seconds, or a moment. None for what is neither; never more than a week."""
    said = said.strip()
    if said.isascii() and said.isdigit():
        return float(min(int(said[:10]), LONGEST_WAIT))
    try:
        moment = parsedate_to_datetime(said)
    except (ValueError, TypeError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max(0.0, (moment - datetime.now(UTC)).total_seconds()), LONGEST_WAIT)


def _certificate(error: Exception) -> str:
    cause = error.__cause__ or error.__context__
    said = getattr(cause, "verify_message", "") or getattr(cause, "reason", "") or "the handshake failed"
    return str(said).lower().replace("_", " ")[:120]
