"""What an export says of itself: its version, and the site that it is of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from articles.legacy.readers.options import UnreadableInput
from articles.legacy.readers.wxr.wording import plain
from articles.legacy.records import Place

NEWEST = (1, 2)
_VERSION = re.compile(r"(\d{1,4})\.(\d{1,4})")
# wp:base_site_url is that of the network; these hold many sites.
_NETWORKS = frozenset({"wordpress.com", "www.wordpress.com"})


@dataclass(frozen=True, slots=True)
class Site:
    version: str
    title: str
    url: str
    hosts: tuple[str, ...]  # of the site itself, with and without "www."

    @property
    def is_newer(self) -> bool:
        match = _VERSION.fullmatch(self.version)
        return match is not None and (int(match[1]), int(match[2])) > NEWEST

    @property
    def key(self) -> str:
        """What tells one site from another: its host and folder, whatever the scheme."""
        parts = split(self.url)
        return f"{(parts[0]).removeprefix('www.')}{parts[1].rstrip('/')}"


def site_of(channel: dict[str, str], file: str) -> Site:
    """Read the head of <channel>. Raises UnreadableInput where it is none of a WordPress export."""
    version = channel.get("wp:wxr_version", "").strip()
    if not _VERSION.fullmatch(version):
        said = f"its wxr_version is {version[:40]!r}" if version else "it does not say its wxr_version"
        raise UnreadableInput(Place(file), f"it is no WordPress export that can be read: {said}")
    addresses = [channel.get(name, "").strip() for name in ("wp:base_blog_url", "link", "wp:base_site_url")]
    hosts: dict[str, None] = {}
    for address in addresses:
        host = split(address)[0]
        if host and host not in _NETWORKS:
            bare = host.removeprefix("www.")
            hosts |= {bare: None, f"www.{bare}": None}
    url = next(filter(None, addresses), "")
    return Site(version, plain(channel.get("title", "")), url, tuple(hosts))


def split(url: str) -> tuple[str, str, str]:
    """Return host (lower case, with a port), path and query of an address; "" for what it does not have."""
    try:
        parts = urlsplit(url.strip())
        return parts.netloc.rpartition("@")[2].lower(), parts.path, parts.query
    except ValueError:
        return "", "", ""
