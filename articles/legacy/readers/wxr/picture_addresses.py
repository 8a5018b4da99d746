"""Which pictures a text names by address, and under which name an address is compared with an attachment's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from articles.legacy.readers.wxr.envelope import split

_ENDINGS = (".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".gif", ".webp", ".avif", ".bmp", ".tif", ".tiff", ".heic")
# Both begin with letters as they are, by which a text without pictures is passed over at once.
_AFTER_SCHEME = re.compile(r"//[^\s\"'<>\[\]()\\?#]+")
_LOCAL = re.compile(r"/wp-content/[^\s\"'<>\[\]()\\?#]+")
_SCHEMES = ("https:", "http:")
# What WordPress hangs on the name of a file: of smaller sizes, and of pictures that it scaled, turned or let be cut.
_SIZE = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w{2,5}$)")
_SUFFIX = re.compile(r"-(?:scaled|rotated|e\d{10,16})(?=\.\w{2,5}$)")
_INSIDE_ADDRESS = frozenset(":/.%-_")
_UPLOADS = "/uploads/"
# Their addresses hold the picture's own host as a folder.
_RESIZING_HOST = re.compile(r"i\d\.wp\.com")


def named_in(body: str) -> Iterator[str]:
    """Yield the picture addresses of a text as they stand there, without query and size, each once."""
    found: dict[str, None] = {}
    for match in _AFTER_SCHEME.finditer(body):
        if match[0].lower().endswith(_ENDINGS):
            before = body[max(0, match.start() - 6) : match.start()]
            scheme = next((scheme for scheme in _SCHEMES if before.endswith(scheme)), "")
            found[without_size(scheme + match[0])] = None
    for match in _LOCAL.finditer(body):
        before = body[match.start() - 1 : match.start()]
        if match[0].lower().endswith(_ENDINGS) and not (before.isalnum() or before in _INSIDE_ADDRESS):
            found[without_size(match[0])] = None
    yield from found


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
