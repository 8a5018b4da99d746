"""Where the links of an old text go: to our own pages as a path, elsewhere as they were."""

from __future__ import annotations

import re

from articles.legacy.convert.wordpress.images import host_of

_AFTER_HOST = re.compile(r"(?:https?:)?//[^/?#]*", re.IGNORECASE)
_RELATIVE = re.compile(r"(?:\.{0,2}/)*(?=\?(?:p|page_id|attachment_id|cat|m)=\d|wp-content/|index\.php)")


def settled(href: str, hosts: frozenset[str]) -> str:
    """Return the address a link should have. `hosts` are those of the old site, without "www."."""
    href = href.strip()
    if href.startswith("//") or href[:5].lower() in ("http:", "https"):
        if host_of(href) in hosts:
            path = _AFTER_HOST.sub("", href, count=1)
            return "/" + path.lstrip("/")
        return f"https:{href}" if href.startswith("//") else href
    if relative := _RELATIVE.match(href):
        return "/" + href[relative.end() :]
    return f"https://{href}" if href.lower().startswith("www.") else href
