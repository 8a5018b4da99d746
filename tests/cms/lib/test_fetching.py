"""Asking servers that nobody vouches for: what they may do to us, and what they may lead us to."""

import gzip
import socket
import threading
from collections.abc import Iterator

import pytest

from cms.lib.fetching import Failed, Fetcher, Limits, Reason
from tests.hostile import (
    LOOPBACK,
    Behaviour,
    Hostile,
    bomb,
    drips,
    hostile_server,
    jpeg,
    leads_to,
    never_ends,
    raw,
    says,
    to_loopback,
)

QUICK = Limits(seconds=0.6, read_seconds=0.3, most_bytes=200_000)
OK = b"HTTP/1.1 200 OK\r\n"


@pytest.fixture
def server() -> Iterator[Hostile]:
    with hostile_server() as server:
        yield server


@pytest.fixture
def fetcher(server: Hostile) -> Iterator[Fetcher]:
    with Fetcher("Steppe", QUICK, resolve=to_loopback, own_servers=server.own) as fetcher:
        yield fetcher


def refused(fetcher: Fetcher, url: str, **how: object) -> Failed:
    with pytest.raises(Failed) as caught:
        fetcher.fetch(url, **how)
    return caught.value


def test_what_a_server_has_is_brought_as_it_is_under_its_own_name(server: Hostile, fetcher: Fetcher) -> None:
    server.pages["/a%20b/%D0%BF.jpg?x=1"] = says(jpeg(), content_type="text/html")
    fetched = fetcher.fetch(server.url("/a%20b/п.jpg?x=1"))
    assert fetched.content == jpeg()
    head = server.heads[0].lower()
    assert f"host: old.example:{server.port}\r\n" in head
    assert "accept-encoding: identity\r\n" in head
    assert "user-agent: steppe\r\n" in head
    assert "cookie" not in head


@pytest.mark.parametrize(
    ("behaviour", "reason", "may_pass"),
    [
        (drips(OK + b"Content-Length: 90000\r\n\r\n"), Reason.TOO_SLOW, True),
        (drips(OK + b"X-Long: "), Reason.TOO_SLOW, True),
        (drips(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000, pause=0.001), Reason.TOO_SLOW, True),
        (raw(OK, pause=5), Reason.TOO_SLOW, True),
        (never_ends(), Reason.TOO_LARGE, False),
        (never_ends(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"4000\r\n" + b"x" * 16384 + b"\r\n"), Reason.TOO_LARGE,
         False),
        (never_ends(OK + b"X-A: b\r\n", b"X-Header: more and more\r\n" * 100), Reason.BAD_ANSWER, True),
        (says(b"x", content_length=5_000_000_000), Reason.TOO_LARGE, False),
        (says(b"x" * 90, content_length=100), Reason.BROKEN_OFF, True),
        (raw(OK + b"Transfer-Encoding: chunked\r\n\r\n40\r\nshort"), Reason.BROKEN_OFF, True),
        (raw(OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"), Reason.BAD_ANSWER, True),
        (says(bomb(), content_encoding="gzip"), Reason.TOO_LARGE, False),
        (says(gzip.compress(jpeg())[:-20], content_encoding="gzip"), Reason.BROKEN_OFF, True),
        (says(jpeg(), content_encoding="gzip"), Reason.PACKED, False),
        (says(jpeg(), content_encoding="br"), Reason.PACKED, False),
        (says(jpeg(), content_encoding="gzip, gzip"), Reason.PACKED, False),
        (says(b""), Reason.EMPTY, True),
        (raw(b""), Reason.BROKEN_OFF, True),
        (raw(b"SSH-2.0-OpenSSH\r\n\r\n"), Reason.BAD_ANSWER, True),
        (raw(b"HTTP/1.1 2OO OK\r\n\r\n"), Reason.BAD_ANSWER, True),
        (raw(OK + b"Bad Header\x00: x\r\n\r\n"), Reason.BAD_ANSWER, True),
        (raw(OK + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx"), Reason.BAD_ANSWER, True),
        (raw(OK + b"Content-Length: -4\r\n\r\n"), Reason.BAD_ANSWER, True),
        (raw(b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"), Reason.BAD_ANSWER, True),
        (raw(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"), Reason.BAD_ANSWER, True),
        (says(b"x", "204 No Content", content_length=None), Reason.STATUS, False),
        (says(b"x", "206 Partial Content"), Reason.STATUS, False),
        (says(b"x", "404 Not Found"), Reason.STATUS, False),
        (says(b"x", "410 Gone"), Reason.STATUS, False),
        (says(b"x", "429 Too Many Requests"), Reason.STATUS, True),
        (says(b"x", "503 Service Unavailable"), Reason.STATUS, True),
    ],
)  # fmt: skip
def test_each_misbehaviour_has_its_reason_and_an_end(
    server: Hostile, fetcher: Fetcher, behaviour: Behaviour, reason: Reason, may_pass: bool
) -> None:
    server.pages["/a.jpg"] = behaviour
    failed = refused(fetcher, server.url("/a.jpg"))
    assert (failed.reason, failed.may_pass) == (reason, may_pass), str(failed)


def test_after_a_failure_the_next_answer_is_its_own(server: Hostile, fetcher: Fetcher) -> None:
    server.pages["/torn.jpg"] = says(b"x" * 90, content_length=100)
    server.pages["/a.jpg"] = says(jpeg("red"))
    server.pages["/b.jpg"] = says(jpeg("lime"))
    for _ in range(2):
        refused(fetcher, server.url("/torn.jpg"))
        assert fetcher.fetch(server.url("/a.jpg")).content == jpeg("red")
        assert fetcher.fetch(server.url("/b.jpg")).content == jpeg("lime")


def test_what_is_packed_although_not_asked_for_is_unpacked_within_the_limit(server: Hostile, fetcher: Fetcher) -> None:
    server.pages["/a.jpg"] = says(gzip.compress(jpeg()), content_encoding="gzip")
    assert fetcher.fetch(server.url("/a.jpg")).content == jpeg()


@pytest.mark.parametrize(
    ("said", "wait"), [("7", 7.0), ("999999999999", 604800.0), ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0), ("soon", None)]
)
def test_how_long_a_server_asks_to_wait_is_told(
    server: Hostile, fetcher: Fetcher, said: str, wait: float | None
) -> None:
    server.pages["/a.jpg"] = says(b"", "429 Too Many Requests", retry_after=said)
    assert refused(fetcher, server.url("/a.jpg")).wait == wait


# Where a redirect may lead


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/x.jpg",
        "//192.168.1.1/x.jpg", "http://[::ffff:127.0.0.1]/", "http://100.64.0.1/", "https://0.0.0.0/",
    ],
)  # fmt: skip
def test_a_redirect_to_a_number_that_is_not_public_is_not_followed(server: Hostile, fetcher: Fetcher, to: str) -> None:
    plain = Fetcher("Steppe", QUICK, own_servers=server.own, resolve=numbers_or_loopback)
    server.pages["/a.jpg"] = leads_to(to)
    assert refused(plain, server.url("/a.jpg")).reason == Reason.NOT_PUBLIC
    assert server.connections == 1


def numbers_or_loopback(host: str, port: int) -> list[tuple[int, str]]:
    if ":" in host:
        return [(socket.AF_INET6, host)]
    return [(socket.AF_INET, host if host[0].isdigit() else LOOPBACK)]


@pytest.mark.parametrize(
    "to",
    ["file:///etc/passwd", "ftp://old.example/a.jpg", "gopher://x.example/", "data:image/gif;base64,R0lGOD",
     "javascript:alert(1)", "http://a:b@old.example/", "http://old.example:22/", "http://2130706433/", "http://[::1",
     "http://old.example/\x00", "http://localhost/"],
)  # fmt: skip
def test_a_redirect_to_a_bad_address_is_not_followed(server: Hostile, fetcher: Fetcher, to: str) -> None:
    server.pages["/a.jpg"] = leads_to(to)
    assert refused(fetcher, server.url("/a.jpg")).reason in {Reason.BAD_ADDRESS, Reason.BAD_ANSWER}
    assert server.connections == 1


def test_three_redirects_are_followed_and_not_a_fourth(server: Hostile, fetcher: Fetcher) -> None:
    for number in range(4):
        server.pages[f"/{number}"] = leads_to(f"/{number + 1}", "301 Moved Permanently" if number % 2 else "307 Later")
    server.pages["/4"] = says(jpeg())
    assert fetcher.fetch(server.url("/1")).url == server.url("/4")
    assert refused(fetcher, server.url("/0")).reason == Reason.REDIRECTS


def test_a_ring_of_redirects_ends(server: Hostile, fetcher: Fetcher) -> None:
    server.pages["/a"] = leads_to("/b")
    server.pages["/b"] = leads_to("/a")
    assert refused(fetcher, server.url("/a")).reason == Reason.REDIRECTS
    assert len(server.asked) == 4


def test_who_may_not_be_followed_to_is_named_and_not_asked(server: Hostile, fetcher: Fetcher) -> None:
    server.pages["/a"] = leads_to(server.url("/b", "elsewhere.example"))
    failed = refused(fetcher, server.url("/a"), may_follow=lambda host: host == "old.example")
    assert (failed.reason, failed.host) == (Reason.OTHER_HOST, "elsewhere.example")
    assert server.asked == ["/a"]


# Which number is connected to


def test_a_resolver_that_changes_its_mind_leads_nowhere(server: Hostile) -> None:
    """First a public number, then this machine: what is connected to is what was looked at, and nothing else."""
    answers = ["198.41.0.4", LOOPBACK, LOOPBACK]
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[tuple[int, str]]:
        asked.append(answers[len(asked)])
        return [(socket.AF_INET, asked[-1])]

    with Fetcher("Steppe", QUICK, resolve=resolve) as fetcher:
        with pytest.MonkeyPatch.context() as patch:
            connected: list[object] = []
            patch.setattr(socket.socket, "connect", lambda _, place: connected.append(place) or _no_way())
            assert refused(fetcher, "http://rebind.example/").reason == Reason.NO_CONNECTION
        assert connected == [("198.41.0.4", 80)]
        assert asked == ["198.41.0.4"]
        assert refused(fetcher, "http://rebind.example/").reason == Reason.NOT_PUBLIC
    assert server.connections == 0


def _no_way() -> None:
    raise ConnectionRefusedError("no way")


@pytest.mark.parametrize("numbers", [("198.41.0.4", "127.0.0.1"), ("127.0.0.1", "198.41.0.4"), ("198.41.0.4", "::1")])
def test_one_bad_number_among_good_ones_is_enough(numbers: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("somebody was connected to"))
    families = [socket.AF_INET6 if ":" in number else socket.AF_INET for number in numbers]
    fetcher = Fetcher("Steppe", QUICK, resolve=lambda *_: list(zip(families, numbers, strict=True)))
    assert refused(fetcher, "https://both.example/").reason == Reason.NOT_PUBLIC


def test_a_way_in_for_tests_is_one_number_and_one_port(server: Hostile) -> None:
    with hostile_server() as other:
        fetcher = Fetcher("Steppe", QUICK, resolve=to_loopback, own_servers=server.own)
        assert refused(fetcher, other.url("/")).reason == Reason.BAD_ADDRESS
        assert refused(fetcher, "http://old.example/").reason == Reason.NOT_PUBLIC
        assert other.connections == 0


def test_a_resolver_that_never_answers_has_an_end() -> None:
    never = threading.Event()
    fetcher = Fetcher("Steppe", Limits(seconds=0.1), resolve=lambda *_: never.wait(5) and [])
    assert refused(fetcher, "http://slow.example/").reason == Reason.UNKNOWN_HOST
    never.set()


def test_a_host_that_nobody_knows_may_be_there_another_time() -> None:
    def unknown(host: str, port: int) -> list[tuple[int, str]]:
        raise socket.gaierror(-2, "Name or service not known")

    failed = refused(Fetcher("Steppe", QUICK, resolve=unknown), "https://nowhere.example/")
    assert (failed.reason, failed.may_pass) == (Reason.UNKNOWN_HOST, True)


def test_proxies_of_the_environment_are_not_asked(
    server: Hostile, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    with hostile_server() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://{LOOPBACK}:{proxy.port}")
        server.pages["/a.jpg"] = says(jpeg())
        own = Fetcher("Steppe", QUICK, resolve=to_loopback, own_servers=server.own)
        assert own.fetch(server.url("/a.jpg")).content == jpeg()
        assert proxy.connections == 0


def test_a_server_that_speaks_no_tls_gives_no_safe_connection(server: Hostile, fetcher: Fetcher) -> None:
    server.pages["/"] = says(jpeg())
    url = server.url("/").replace("http://", "https://")
    failed = refused(fetcher, url)
    assert failed.reason in {Reason.CERTIFICATE, Reason.TOO_SLOW}
