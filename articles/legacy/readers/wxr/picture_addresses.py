"""Which pictures a text names by address, and under which name an address is compared with an attachment's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from articles.legacy.readers.wxr.envelope import split

_ENDINGS = (".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".gif", ".webp", ".avif", ".bmp", ".tif", ".tiff", ".heic")
_ADDRESS = re.compile(r"(?:https?:)?//[^\s\"'<>\[\]()\\?#]+|(?<![\w:/.%-])/wp-content/[^\s\"'<>\[\]()\\?#]+")
# What WordPress hangs on the name of a file: of smaller sizes, and of pictures that it scaled, turned or let be cut.
_SIZE = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w{2,5}$)")
_SUFFIX = re.compile(r"-(?:scaled|rotated|e\d{10,16})(?=\.\w{2,5}$)")
_UPLOADS = "/uploads/"
# Their addresses hold the picture's own host as a folder.
_RESIZING_HOST = re.compile(r"i\d\.wp\.com")


def named_in(body: str) -> Iterator[str]:
    """Yield the picture addresses of a text as they stand there, without query and size, each once."""
    seen = set()
    for match in _ADDRESS.finditer(body):
        address = match[0]
        if address.lower().endswith(_ENDINGS) and address not in seen:
            seen.add(address)
            yield without_size(address)


def without_size(address: str) -> str:
    return _SIZE.sub("", address)


def upload_path(address: str) -> str:
    """Return the path below the folder of uploads, decoded; "" where the address does not show it."""
    path = unquote(split(address)[1])
    return path.partition(_UPLOADS)[2] if _UPLOADS in path else ""


def keys(address: str) -> list[str]:
    """Return the names under which a file is known, the most exact first; "" is none of them."""
    host, path, _ = split(address)
    path = unquote(path)
    if _RESIZING_HOST.fullmatch(host):
        path = f"/{path.lstrip('/').partition('/')[2]}"
    key = without_size((path.partition(_UPLOADS)[2] if _UPLOADS in path else path).lstrip("/").casefold())
    return list(dict.fromkeys(filter(None, [key, _SUFFIX.sub("", key)])))
