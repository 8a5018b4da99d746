"""Which addresses of the open internet may be asked by a server that stands inside a network of its own.

Two questions: is this URL written as one that may be asked at all (`part`), and is this number, to which its host
resolves, one of the open internet (`is_public`)? The second has to be asked of the very number that is connected to.
"""

from __future__ import annotations

import ipaddress
import re
import string
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import idna

PORTS = {"http": 80, "https": 443}
LONGEST_URL = 4000
# IANA's registries of special addresses, and what single clouds answer their machines' secrets on.
_CLOSED_4 = tuple(
    ipaddress.IPv4Network(block)
    for block in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
    )
)  # fmt: skip
# Of IPv6 only this is given out for the open internet: mapped, NAT64, unique local, link-local and multicast numbers
# lie outside it.
_OPEN_6 = ipaddress.IPv6Network("2000::/3")
# Within it: protocol assignments with Teredo, documentation, and 6to4, which carries a number of IPv4.
_CLOSED_6 = tuple(
    ipaddress.IPv6Network(block) for block in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "3ffe::/16")
)
# In ISATAP numbers a number of IPv4 stands behind this.
_ISATAP = (b"\x00\x00\x5e\xfe", b"\x02\x00\x5e\xfe")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
# A host whose last part is a number is read as a number of IPv4, in decimal, octal or hexadecimal, by much software.
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")
_BRACKETED = re.compile(r"\[[0-9A-Fa-f:.]+\](?::\d*)?")
_NO_HEX_PAIR = re.compile(r"%(?![0-9A-Fa-f]{2})")
_KEPT = string.ascii_letters + string.digits + "%/:@!$&'()*+,;=~-._?"


class BadAddress(ValueError):
    """The URL is not one that may be asked; says why, in words that follow "the address"."""


@dataclass(frozen=True, slots=True)
class Target:
    """A URL in its parts, as they are sent: `host` without brackets, `path` with the query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.path}"


def is_public(number: str) -> bool:
    """Tell whether this IPv4 or IPv6 number is one of the open internet. What is no number is not."""
    try:
        address = ipaddress.ip_address(number)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not any(address in block for block in _CLOSED_4)
    is_open = address.scope_id is None and address in _OPEN_6 and not any(address in block for block in _CLOSED_6)
    return is_open and address.packed[8:12] not in _ISATAP


def is_number(host: str) -> bool:
    """Tell whether the host of a `Target` is a number, and no name."""
    return ":" in host or bool(_NUMBER.fullmatch(host.rpartition(".")[2]))


def part(url: str, *, ports: frozenset[int] = frozenset(PORTS.values())) -> Target:
    """Take a URL apart, strictly. Raises BadAddress."""
    if len(url) > LONGEST_URL:
        raise BadAddress("is too long")
    if _UNSAFE.search(url):
        raise BadAddress("holds blanks, control characters or backslashes")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise BadAddress("cannot be read") from None
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        raise BadAddress("does not begin with http:// or https://")
    if "@" in parts.netloc:
        raise BadAddress("holds a name or password")
    is_bracketed = parts.netloc.startswith("[")
    if is_bracketed and not _BRACKETED.fullmatch(parts.netloc):
        raise BadAddress("names no host")
    port = PORTS[scheme] if port is None else port
    if port not in ports:
        raise BadAddress(f"names the port {port}")
    path = _sent(parts.path or "/") + (f"?{_sent(parts.query)}" if parts.query else "")
    return Target(scheme, _host(parts.hostname or "", is_bracketed=is_bracketed), port, path)


def _sent(text: str) -> str:
    """Return a path or query in ASCII; percent codes that stand there stay."""
    return quote(_NO_HEX_PAIR.sub("%25", text), safe=_KEPT, errors="replace")


def _host(host: str, *, is_bracketed: bool) -> str:
    if is_bracketed:
        try:
            return str(ipaddress.IPv6Address(host))
        except ValueError:
            raise BadAddress("names no host") from None
    host = host.removesuffix(".")
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode()
        except (idna.IDNAError, UnicodeError):
            raise BadAddress("names a host that cannot be") from None
    host = host.lower()
    labels = host.split(".")
    if not host or len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise BadAddress("names a host that cannot be" if host else "names no host")
    if _NUMBER.fullmatch(labels[-1]):
        try:
            return str(ipaddress.IPv4Address(host))
        except ValueError:
            raise BadAddress("writes a number as no honest address does") from None
    if len(labels) == 1:
        raise BadAddress("names a machine of the own network")
    return host
