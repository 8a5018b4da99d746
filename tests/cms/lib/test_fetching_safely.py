"""Safe connections: made to the number that was looked at, under the name that was asked for."""

import datetime
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from cms.lib import fetching
from cms.lib.fetching import Failed, Fetcher, Limits, Reason
from tests.hostile import LOOPBACK, to_loopback


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and its certificate for old.example, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "old.example")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
        .not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("old.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    file = tmp_path_factory.mktemp("tls") / "old.pem"
    plain = serialization.NoEncryption()
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)
    file.write_bytes(private + made.public_bytes(pem))
    return file


class SafeServer:
    """`names` are those under which a safe connection was asked for."""

    def __init__(self, certificate: Path) -> None:
        self.names: list[str] = []
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificate)
        self._context.sni_callback = lambda _, name, __: self.names.append(name)
        self._listener = socket.create_server((LOOPBACK, 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                with connection, suppress(OSError):
                    connection.settimeout(2)
                    with self._context.wrap_socket(connection, server_side=True) as safe:
                        safe.recv(65536)
                        safe.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 4\r\n\r\nsafe")

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()


@pytest.fixture
def server(certificate: Path) -> Iterator[SafeServer]:
    server = SafeServer(certificate)
    yield server
    server.close()


@pytest.fixture
def fetcher(server: SafeServer, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Fetcher]:
    """One that trusts the certificate and nothing else."""
    trusting = ssl.create_default_context(cafile=certificate)
    monkeypatch.setattr(fetching, "_certificates", lambda: trusting)
    own = frozenset({(LOOPBACK, server.port)})
    with Fetcher("Steppe", Limits(seconds=3), resolve=to_loopback, own_servers=own) as fetcher:
        yield fetcher


def test_the_name_that_was_asked_for_is_sent_and_checked_whatever_the_number(
    server: SafeServer, fetcher: Fetcher
) -> None:
    assert fetcher.fetch(f"https://old.example:{server.port}/").content == b"safe"
    assert server.names == ["old.example"]


def test_a_certificate_of_another_name_is_not_believed(server: SafeServer, fetcher: Fetcher) -> None:
    with pytest.raises(Failed) as caught:
        fetcher.fetch(f"https://other.example:{server.port}/")
    assert caught.value.reason == Reason.CERTIFICATE
    assert "hostname mismatch" in str(caught.value)


def test_a_certificate_that_nobody_vouches_for_is_not_believed(server: SafeServer) -> None:
    own = frozenset({(LOOPBACK, server.port)})
    plain = Fetcher("Steppe", Limits(seconds=3), resolve=to_loopback, own_servers=own)
    with plain, pytest.raises(Failed) as caught:
        plain.fetch(f"https://old.example:{server.port}/")
    assert caught.value.reason == Reason.CERTIFICATE
