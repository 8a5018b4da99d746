"""The network as `cms.lib.fetching` sees it: connections to public numbers only, and an end to every wait."""

from __future__ import annotations

import queue
import select
import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

import httpcore

from cms.lib.public_hosts import PORTS, is_public

# Statuses that may be over in a moment.
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 507, 520, 521, 522, 523, 524})


class Reason(StrEnum):
    """Why nothing came."""

    BAD_ADDRESS = "bad address"
    NOT_PUBLIC = "not public"
    OTHER_HOST = "other host"  # a redirect to a host that the caller does not follow to
    UNKNOWN_HOST = "unknown host"
    NO_CONNECTION = "no connection"
    CERTIFICATE = "certificate"
    TOO_SLOW = "too slow"
    TOO_LARGE = "too large"
    REDIRECTS = "redirects"
    BROKEN_OFF = "broken off"
    BAD_ANSWER = "bad answer"
    PACKED = "packed"
    STATUS = "status"
    EMPTY = "empty"


# What another try may bring.
_MAY_PASS = frozenset(
    {Reason.UNKNOWN_HOST, Reason.NO_CONNECTION, Reason.CERTIFICATE, Reason.TOO_SLOW, Reason.BROKEN_OFF}
    | {Reason.BAD_ANSWER, Reason.EMPTY}
)


class Failed(Exception):
    """Nothing came: `reason` for programs, the message for people. `wait` is how many seconds the server asks for."""

    def __init__(
        self, reason: Reason, words: str, *, status: int = 0, wait: float | None = None, host: str = ""
    ) -> None:
        super().__init__(words)
        self.reason, self.status, self.wait, self.host = reason, status, wait, host

    @property
    def may_pass(self) -> bool:
        return self.status in PASSING if self.reason == Reason.STATUS else self.reason in _MAY_PASS

    @property
    def is_gone(self) -> bool:
        return self.reason == Reason.STATUS and self.status in {404, 410}


# A number and its family, as `socket.getaddrinfo` gives them
Resolve = Callable[[str, int], list[tuple[int, str]]]


def resolve(host: str, port: int) -> list[tuple[int, str]]:
    """Return the numbers of a host as the system knows them. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys((family, str(address[0])) for family, _, _, _, address in found))


class Deadline:
    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock, self._end = clock, 0.0

    def start(self, seconds: float) -> None:
        self._end = self._clock() + seconds

    def left(self) -> float:
        return self._end - self._clock()

    def within(self, timeout: float | None) -> float:
        """Return how long one step may take. Raises httpcore.ReadTimeout where no time is left."""
        if (left := self.left()) <= 0:
            raise httpcore.ReadTimeout
        return left if timeout is None else min(timeout, left)


class CheckedNetwork(httpcore.NetworkBackend):
    """Connects to public numbers only."""

    def __init__(self, resolve: Resolve, own_servers: frozenset[tuple[str, int]], deadline: Deadline) -> None:
        self._resolve, self._own_servers, self._deadline = resolve, own_servers, deadline

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Iterable[object] | None = None,
    ) -> httpcore.NetworkStream:  # fmt: skip
        numbers = self._resolved(host, port)
        for _, number in numbers:
            # One bad number of several is enough: who names both means to lead somewhere else.
            if not self._may_be_asked(number, port):
                raise Failed(Reason.NOT_PUBLIC, f"{host} is {number}, which is not on the open internet")
        error: OSError | None = None
        for family, number in numbers[:3]:
            connection = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
            try:
                connection.settimeout(self._deadline.within(timeout))
                connection.connect((number, port))
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            except OSError as failure:
                connection.close()
                error = failure
            except httpcore.ReadTimeout:
                connection.close()
                raise
            else:
                return _Stream(connection, self._deadline)
        if isinstance(error, TimeoutError):
            raise httpcore.ConnectTimeout from error
        raise httpcore.ConnectError(str(error)) from error

    def _may_be_asked(self, number: str, port: int) -> bool:
        if (number, port) in self._own_servers:
            return True
        return is_public(number) and port in PORTS.values()

    def _resolved(self, host: str, port: int) -> list[tuple[int, str]]:
        """Resolve within the time that is left: the system's own question for a name knows no limit."""
        answer: queue.Queue[list[tuple[int, str]] | Exception] = queue.Queue(1)

        def ask() -> None:
            try:
                answer.put(self._resolve(host, port))
            except (OSError, UnicodeError) as error:
                answer.put(error)

        threading.Thread(target=ask, name=f"resolving {host}", daemon=True).start()
        try:
            numbers = answer.get(timeout=self._deadline.within(None))
        except queue.Empty:
            raise Failed(Reason.UNKNOWN_HOST, f"nobody said in time where {host} is") from None
        if isinstance(numbers, Exception) or not numbers:
            raise Failed(Reason.UNKNOWN_HOST, f"there is no host {host}, or no network") from None
        return numbers

    def connect_unix_socket(self, *_: object, **__: object) -> httpcore.NetworkStream:
        raise httpcore.UnsupportedProtocol

    def sleep(self, seconds: float) -> None:
        raise httpcore.UnsupportedProtocol


class _Stream(httpcore.NetworkStream):
    """A connection of which every step ends with the deadline."""

    def __init__(self, connection: socket.socket, deadline: Deadline) -> None:
        self._connection, self._deadline = connection, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            self._connection.settimeout(self._deadline.within(timeout))
            return self._connection.recv(max_bytes)
        except TimeoutError as error:
            raise httpcore.ReadTimeout from error
        except OSError as error:
            raise httpcore.ReadError(str(error)) from error

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        try:
            self._connection.settimeout(self._deadline.within(timeout))
            self._connection.sendall(buffer)
        except TimeoutError as error:
            raise httpcore.WriteTimeout from error
        except OSError as error:
            raise httpcore.WriteError(str(error)) from error

    def close(self) -> None:
        self._connection.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Speak TLS with the name that was asked for, whatever number it was found at."""
        try:
            self._connection.settimeout(self._deadline.within(timeout))
            return _Stream(ssl_context.wrap_socket(self._connection, server_hostname=server_hostname), self._deadline)
        except TimeoutError as error:
            self.close()
            raise httpcore.ConnectTimeout from error
        except (OSError, ValueError) as error:
            self.close()
            raise httpcore.ConnectError(str(error)) from error

    def get_extra_info(self, info: str) -> Any:
        if info == "ssl_object":
            return self._connection if isinstance(self._connection, ssl.SSLSocket) else None
        if info == "is_readable":
            return _is_readable(self._connection)
        return None


def _is_readable(connection: socket.socket) -> bool:
    """Tell whether a connection that nothing is asked of has something to say, which is that it ends."""
    if connection.fileno() < 0:
        return True
    poll = select.poll()
    poll.register(connection, select.POLLIN)
    return bool(poll.poll(0))
