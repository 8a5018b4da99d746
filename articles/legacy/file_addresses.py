"""Where the file of a picture may lie, from all that is known of it: the best copy first."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from articles.legacy.convert.wordpress.images import carried_by, is_picture_file
from articles.legacy.old_paths import SIZE, UPLOADS

# What WordPress hangs on a picture that it made smaller or turned: the file without it is the one that was uploaded.
# A picture that an editor there cut ("-e1552372210123") is meant as it was cut.
_MADE_SMALLER = re.compile(r"-(?:scaled|rotated)(?=\.\w{2,5}$)")


def host_of(url: str) -> str:
    """Return the host in small letters without "www."; "" where there is none."""
    try:
        return (urlsplit(url).hostname or "").lower().rstrip(".").removeprefix("www.")
    except ValueError:
        return ""


def places(url: str, path: str, site: str) -> list[str]:
    """Return the addresses at which to look, in order. `site` is the old site's host, with its folder if it has one.

    The file as it was uploaded comes first, then as WordPress made it smaller, then the very address; a service that
    sends the pictures of others is asked last, for it may still have what the old site has lost.
    """
    said = _whole(url, site)
    found: dict[str, None] = {}
    for address in _direct(said, path, site):
        bare = address.partition("?")[0] if is_picture_file(address) else address
        full = SIZE.sub("", bare)
        for each in (_MADE_SMALLER.sub("", full), full, bare, _scaled(full)):
            found[each] = None
    if said:
        found[said] = None
    return list(found)


def _direct(said: str, path: str, site: str) -> Iterator[str]:
    carried = carried_by(said)
    if carried:
        yield f"https://{carried}"
    elif said:
        yield said
    elif path and site:
        yield f"https://{site}{UPLOADS}{path.lstrip('/')}"


def _whole(url: str, site: str) -> str:
    """Return the address with scheme and host, which texts often leave out."""
    url = url.strip()
    if url.startswith("//"):
        return f"https:{url}"
    if url.startswith("/"):
        return f"https://{site.partition('/')[0]}{url}" if site else ""
    return url


def _scaled(address: str) -> str:
    stem, ending = os.path.splitext(address)
    if not is_picture_file(address) or stem.endswith("-scaled"):
        return address
    return f"{_MADE_SMALLER.sub('', address)[: -len(ending)]}-scaled{ending}"
