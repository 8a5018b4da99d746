"""Which addresses may be asked: some three hundred that lead inside, or nowhere, and those that do not."""

import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.lib.fetching import Failed, Fetcher, Limits, Reason
from cms.lib.public_hosts import BadAddress, is_public, part


def listed(words: str) -> list[str]:
    return words.split()


CLOSED = listed("""
0.0.0.0 0.0.0.1 0.255.255.255 10.0.0.0 10.0.0.1 10.10.10.10 10.255.255.255 100.64.0.0 100.64.0.1 100.100.100.200
100.127.255.255 127.0.0.0 127.0.0.1 127.0.1.1 127.1.2.3 127.255.255.255 169.254.0.1 169.254.169.254 169.254.170.2
169.254.255.255 172.16.0.0 172.16.0.1 172.20.1.1 172.31.255.255 192.0.0.0 192.0.0.1 192.0.0.170 192.0.0.192 192.0.2.1
192.88.99.1 192.88.99.2 192.168.0.0 192.168.0.1 192.168.1.254 192.168.255.255 198.18.0.1 198.19.255.255 198.51.100.7
203.0.113.1 203.0.113.255 224.0.0.1 224.0.0.251 239.255.255.250 240.0.0.1 250.1.1.1 255.255.255.254 255.255.255.255
168.63.129.16 :: ::1 ::2 ::127.0.0.1 ::ffff:0.0.0.0 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254
::ffff:8.8.8.8 ::ffff:c0a8:0101 ::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b::8.8.8.8 64:ff9b:1::1 100::1
100:0:0:1::1 2001::1 2001:0:7f00:1:: 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:2::1 2001:10::1 2001:20::1 2001:db8::1
2001:db8:ffff::1 2002:7f00:1:: 2002:a00:1:: 2002:c0a8:101::1 2002:808:808::1 3fff::1 3ffe::1 5f00::1 fc00::1 fd00::1
fd00:ec2::254 fdff:ffff::1 fe80::1 fe80::1%eth0 febf::1 fec0::1 ff00::1 ff02::1 ff02::fb ff0e::1 2a00:1450::5efe:a00:1
2a00:1450::200:5efe:7f00:1 4000::1 8000::1 e000::1
""")
OPEN = listed("""
1.1.1.1 8.8.8.8 9.9.9.9 11.0.0.1 99.255.255.255 100.63.255.255 100.128.0.1 126.255.255.255 128.0.0.1 169.253.1.1
172.15.255.255 172.32.0.1 192.0.1.1 192.167.1.1 192.169.1.1 198.17.1.1 198.20.0.1 223.255.255.254 2606:4700::1111
2a00:1450:4001:81b::200e 2001:4860:4860::8888 2400:cb00::1
""")
NUMBERS_IN_DISGUISE = listed("""
2130706433 017700000001 0x7f000001 0x7F000001 127.1 127.0.1 0177.0.0.1 0x7f.0.0.1 0x7f.1 127.0.0.0x1 0300.0250.1.1
192.168.257 10.1 0xa.0.0.1 012.0.0.1 3232235777 2852039166 0xa9fea9fe 0251.0376.0251.0376 169.254.43518 00.0.0.0 0 0x0
0x 1 127.0.0.1.1 127.0.0.256 256.256.256.256 999.1.1.1 08.8.8.8 010.010.010.010 8.8.2056 134744072 0x08080808 a.b.c.1
old.example.0x7f example.123 １２７.0.0.1.1 127。0。1 ①②⑦.1
""")
ODD = [
    "", " ", "x", "//old.example/a.jpg", "/a.jpg", "a.jpg", "old.example/a.jpg", "http:", "http:/", "http://", "http:///",
    "http:///a.jpg", "http:a.jpg", "http:/old.example/a.jpg", "http://?", "http://#", "http://.", "http://..", "https://",
    "http://old..example/", "http://.old.example/", "http://old.example../",
    "ftp://old.example/", "file:///etc/passwd", "file://old.example/etc/passwd", "gopher://old.example:70/_x",
    "dict://old.example/", "ldap://old.example/", "jar:http://old.example/!/", "data:text/plain,x", "ws://old.example/",
    "wss://old.example/", "javascript:alert(1)", "mailto:a@old.example", "tftp://old.example/", "netdoc:///etc/passwd",
    "unix:///var/run/docker.sock", "http+unix://%2Fvar%2Frun%2Fdocker.sock/", "view-source:http://old.example/",
    "blob:http://old.example/x", "about:blank", "urn:x", "sftp://old.example/", "smb://old.example/x", "\\\\old\\x",
    "http://user@old.example/", "http://user:pw@old.example/", "http://@old.example/", "http://:@old.example/",
    "http://old.example@127.0.0.1/", "http://127.0.0.1@old.example/", "http://a@b@old.example/",
    "http://old.example:80@127.0.0.1/", "http://old.example%40127.0.0.1/", "http://old.example#@127.0.0.1@x/ ",
    "http://old.example\\@127.0.0.1/", "http://old.example\\.evil.example/", "http:\\\\old.example\\a",
    "http://old.exa mple/",
    "http://old.example/a b.jpg", "http://old.example/\n", "http://old.example/\r\nHost: x", "http://old.example/\t",
    "http://old.example/\0", "http://old.example\0.evil.example/", "\nhttp://old.example/", "http://old.example/\x7f",
    "ht\ttp://old.example/", "http://old.example:0/", "http://old.example:1/", "http://old.example:21/",
    "http://old.example:22/", "http://old.example:25/", "http://old.example:81/", "http://old.example:443x/",
    "http://old.example:3306/", "http://old.example:5432/", "http://old.example:6379/", "http://old.example:8000/",
    "http://old.example:8080/", "http://old.example:9200/", "http://old.example:11211/", "http://old.example:65535/",
    "http://old.example:65536/", "http://old.example:99999999999/", "http://old.example:-1/", "http://old.example:x/",
    "http://old.example:٨٠/", "http://old.example:80:80/", "http://old.example: 80/", "https://old.example:8443/",
    "http://[/", "http://]/", "http://[]/", "http://[::1/", "http://::1/", "http://[::1]x/", "http://[::1]:22/",
    "http://[fe80::1%25eth0]/", "http://[fe80::1%eth0]/", "http://[127.0.0.1]/", "http://[old.example]/",
    "http://[::ffff:127.0.0.1", "http://[1:2:3]/", "http://[v1.x]/", "http://[:::]/", "http://[g::1]/",
    "http://localhost/", "http://LOCALHOST/", "http://localhost./", "http://localhost:80/", "http://intranet/",
    "http://redis/", "http://metadata/", "http://db/", "http://kubernetes/", "http://ｌｏｃａｌｈｏｓｔ/",
    "http://-old.example/", "http://old-.example/", "http://ol*d.example/", "http://old,example/", "http://old.example,/",
    "http://old!.example/", "http://old$.example/", "http://(old).example/", "http://old;x.example/", "http://old'.example/",
    'http://"old".example/', "http://<old>.example/", "http://old`.example/", "http://{old}.example/", "http://old|x.example/",
    "http://old^.example/", "http://%6fld.example/", "http://old%2eexample/", "http://old.example%00.evil.example/",
    "http://old%0d%0aHost:x.example/", "http://" + "a" * 64 + ".example/", "http://" + "a." * 130 + "example/",
    "http://old.example/" + "a" * 5000, "http://xn--/", "http://\ufeff.example/", "http://\u202e.example/",
    "http://a\u2024b.example\u2100/", "http://old.example\uff0f@x/", "http://\u2488\u2488.1/", "http://\ud800.example/",
]  # fmt: skip


def test_there_are_three_hundred_of_them() -> None:
    assert len(CLOSED) + len(NUMBERS_IN_DISGUISE) + len(ODD) >= 280


@pytest.mark.parametrize("number", CLOSED)
def test_what_is_not_of_the_open_internet_is_never_connected_to(number: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither where it stands in the address, nor where a host of good name resolves to it."""
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("somebody was connected to"))
    assert not is_public(number)
    family = socket.AF_INET6 if ":" in number else socket.AF_INET
    fetcher = Fetcher("Steppe", Limits(seconds=2), resolve=lambda host, port: [(family, number)])
    shown = f"[{number}]" if ":" in number else number
    for host in ("good.example", shown):
        for scheme in ("http", "https"):
            with pytest.raises(Failed) as caught:
                fetcher.fetch(f"{scheme}://{host}/a.jpg")
            assert caught.value.reason in {Reason.NOT_PUBLIC, Reason.BAD_ADDRESS}


@pytest.mark.parametrize("number", OPEN)
def test_what_is_of_the_open_internet_may_be_asked(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize("host", NUMBERS_IN_DISGUISE)
def test_a_number_in_disguise_is_no_address(host: str) -> None:
    with pytest.raises(BadAddress):
        part(f"http://{host}/a.jpg")


@pytest.mark.parametrize("url", ODD)
def test_an_odd_address_is_refused_before_anybody_is_asked_where_it_is(url: str) -> None:
    asked: list[str] = []
    fetcher = Fetcher("Steppe", resolve=lambda host, port: asked.append(host) or [])
    with pytest.raises(Failed) as caught:
        fetcher.fetch(url)
    assert caught.value.reason == Reason.BAD_ADDRESS
    assert not asked


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("HTTP://Old.Example", "http://old.example/"),
        ("https://old.example.:443/a.jpg#x", "https://old.example/a.jpg"),
        ("http://old.example:443/", "http://old.example:443/"),
        (
            "http://old.example/паром.jpg?имя=1",
            "http://old.example/%D0%BF%D0%B0%D1%80%D0%BE%D0%BC.jpg?%D0%B8%D0%BC%D1%8F=1",
        ),
        ("http://old.example/100%.jpg?a=%20b", "http://old.example/100%25.jpg?a=%20b"),
        ("http://газета.қаз/a", "http://xn--80aahjj1e.xn--80ao21a/a"),
        ("http://8.8.8.8/a", "http://8.8.8.8/a"),
        ("http://８.８.８.８/a", "http://8.8.8.8/a"),
        ("http://[2A00:1450:0::1]/a", "http://[2a00:1450::1]/a"),
        ("http://my_old.example/a", "http://my_old.example/a"),
    ],
)
def test_an_honest_address_is_sent_in_one_form(url: str, sent: str) -> None:
    assert part(url).url == sent


@given(st.text(max_size=60))
def test_whatever_is_written_is_refused_or_sent_in_ascii(text: str) -> None:
    for url in (text, f"http://{text}", f"http://old.example/{text}"):
        try:
            target = part(url)
        except BadAddress:
            continue
        assert target.url.isascii()
        assert target.url.isprintable()
        assert " " not in target.url
        assert part(target.url) == target


@given(st.integers(0, 2**32 - 1))
def test_what_the_standard_calls_closed_is_closed(number: int) -> None:
    address = ipaddress.IPv4Address(number)
    if not address.is_global or address.is_multicast:
        assert not is_public(str(address))
    mapped = ipaddress.IPv6Address(f"::ffff:{address}")
    assert not is_public(str(mapped))
