"""Which picture of the old site an address means, whatever size, host or spelling it was written with."""

from __future__ import annotations

import re
from urllib.parse import unquote

# What WordPress hangs on a file's name: its smaller sizes, and that it was scaled, turned or cut.
_SUFFIXES = re.compile(r"(?:-\d{1,5}x\d{1,5}|-scaled|-rotated|-e\d{10,16})+(?=\.[A-Za-z0-9]{2,5}$)")
_PARTS = re.compile(r"(?:(?:https?:)?//([^/?#]*))?([^?#]*)", re.IGNORECASE)
# Services that send the pictures of others: what follows in the path is the picture's own host and path.
_CARRIERS = re.compile(
    r"(?:i\d\.wp\.com|cdn\.statically\.io/img|images\.weserv\.nl|(?:[\w-]+\.)?cloudinary\.com/.*?/fetch(?:/[^/]*,[^/]*)?"
    r"|[\w-]+\.cdn\.ampproject\.org/ii?/(?:[\w=]+/)?(?:s(?=/))?)/+(?:https?:/+)?(?=[\w-]+(?:\.[\w-]+)+/)",
    re.IGNORECASE,
)
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp|tiff?|heic|svg)$", re.IGNORECASE)


def host_of(address: str) -> str:
    """Return the host in small letters, without "www." and port; "" where the address names none."""
    host = (_PARTS.match(address)[1] or "").rpartition("@")[2].partition(":")[0]
    return host.lower().removeprefix("www.")


def carried_by(address: str) -> str:
    """Return host and path of the picture that a carrier's address stands for; "" where it is none of a carrier."""
    _, slashes, rest = address.partition("//")
    carried = _CARRIERS.match(rest) if slashes else None
    return rest[carried.end() :] if carried else ""


def image_key(address: str, hosts: frozenset[str]) -> str:
    """Return what all the addresses of one picture share: a path on our own `hosts`, else host and path.

    Query, size suffix, the host of a carrier, percent codes and the scheme make no difference.
    """
    address = address.strip()
    if carried := carried_by(address):
        address = f"//{carried}"
    host = host_of(address)
    path = _SUFFIXES.sub("", unquote(_PARTS.match(address)[2])).replace("\0", "")
    path = re.sub("/{2,}", "/", path)
    if not host:
        return "/" + path.lstrip("./")
    return path if host in hosts else host + path


def is_picture_file(address: str) -> bool:
    return bool(_PICTURE_FILE.search(_PARTS.match(address)[2]))


def largest_of(srcset: str) -> str:
    """Return the address of a `srcset` that names the widest picture, or ""."""
    best, best_width = "", -1.0
    for candidate in re.split(r",\s+|,(?=https?:)", srcset):
        address, _, width = candidate.strip().partition(" ")
        number = re.match(r"\d{1,6}(?:\.\d{1,3})?", width.strip())
        value = float(number[0]) if number else 0.0
        if address and value > best_width:
            best, best_width = address, value
    return best
