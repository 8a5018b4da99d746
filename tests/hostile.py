"""A server on loopback that behaves as badly as it is told, and counts who comes."""

from __future__ import annotations

import gzip
import io
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from PIL import Image

LOOPBACK = "127.0.0.1"


def jpeg(colour: str = "navy", size: tuple[int, int] = (40, 30)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


Send = Callable[[bytes], None]
Behaviour = Callable[[Send], None]


def says(content: bytes = b"", status: str = "200 OK", **headers: object) -> Behaviour:
    """Answer well. `content_length="9"` and the like say otherwise than is true."""
    told = {"content_length": len(content), "content_type": "image/jpeg", "connection": "close"} | headers
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in told.items() if value is not None)

    def behave(send: Send) -> None:
        send(f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("latin-1") + content)

    return behave


def leads_to(url: str, status: str = "302 Found") -> Behaviour:
    return says(status=status, location=url)


def raw(*parts: bytes, pause: float = 0.0) -> Behaviour:
    """Send these bytes and nothing else, and close."""

    def behave(send: Send) -> None:
        for part in parts:
            send(part)
            time.sleep(pause)

    return behave


def drips(head: bytes, *, pause: float = 0.02) -> Behaviour:
    """Send a byte at a time, for as long as anybody listens."""

    def behave(send: Send) -> None:
        for byte in head:
            send(bytes([byte]))
            time.sleep(pause)
        while True:
            send(b"x")
            time.sleep(pause)

    return behave


def never_ends(head: bytes = b"HTTP/1.1 200 OK\r\n\r\n", block: bytes = b"x" * 65536) -> Behaviour:
    def behave(send: Send) -> None:
        send(head)
        while True:
            send(block)

    return behave


def bomb(megabytes: int = 50) -> bytes:
    """Return a few kilobytes that unpack to this many megabytes."""
    return gzip.compress(bytes(megabytes * 1_000_000))


class Hostile:
    """`pages` say how to behave for each path; `asked` is what was asked for, `connections` how often somebody came."""

    def __init__(self) -> None:
        self.pages: dict[str, Behaviour | list[Behaviour]] = {}
        self.asked: list[str] = []
        self.heads: list[str] = []
        self.connections = 0
        self.most_at_once = 0
        self._open = 0
        self._lock = threading.Lock()
        self._listener = socket.create_server((LOOPBACK, 0))
        self.port: int = self._listener.getsockname()[1]
        self._is_open = True
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def own(self) -> frozenset[tuple[str, int]]:
        """What lets a fetcher ask this server."""
        return frozenset({(LOOPBACK, self.port)})

    def url(self, path: str, host: str = "old.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def close(self) -> None:
        self._is_open = False
        with suppress(OSError):
            socket.create_connection((LOOPBACK, self.port), timeout=1).close()
        self._listener.close()

    def _listen(self) -> None:
        while self._is_open:
            with suppress(OSError):
                connection, _ = self._listener.accept()
                if self._is_open:
                    self.connections += 1
                    threading.Thread(target=self._serve, args=[connection], daemon=True).start()
                else:
                    connection.close()

    def _serve(self, connection: socket.socket) -> None:
        with self._lock:
            self._open += 1
            self.most_at_once = max(self.most_at_once, self._open)
        try:
            with connection, suppress(OSError):
                connection.settimeout(5)
                head = b""
                while b"\r\n\r\n" not in head:
                    received = connection.recv(65536)
                    if not received:
                        return
                    head += received
                self.heads.append(head.decode("latin-1"))
                path = head.split(b" ", 2)[1].decode("latin-1")
                self.asked.append(path)
                behaviour = self.pages.get(path, says(b"not here", status="404 Not Found"))
                if isinstance(behaviour, list):
                    behaviour = behaviour.pop(0) if len(behaviour) > 1 else behaviour[0]
                behaviour(connection.sendall)
        finally:
            with self._lock:
                self._open -= 1


def to_loopback(host: str, port: int) -> list[tuple[int, str]]:
    """A resolver for which every host is this machine."""
    return [(socket.AF_INET, LOOPBACK)]


@contextmanager
def hostile_server() -> Iterator[Hostile]:
    server = Hostile()
    try:
        yield server
    finally:
        server.close()
