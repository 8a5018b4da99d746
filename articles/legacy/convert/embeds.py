"""Addresses of posts and films elsewhere, told by their form alone; nobody is asked."""

from __future__ import annotations

import re

_NUMBER = r"(\d{1,30})"
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (provider, re.compile(rf"https?://(?:www\.|m\.|mobile\.)?{form}(?![A-Za-z0-9_-])", re.IGNORECASE))
    for provider, form in (
        ("youtube", r"youtu\.be/([A-Za-z0-9_-]{11})"),
        ("youtube", r"youtube(?:-nocookie)?\.com/(?:embed/|shorts/|live/|v/)([A-Za-z0-9_-]{11})"),
        ("youtube", r"youtube\.com/watch\?(?:[^\s#]*&(?:amp;)?)?v=([A-Za-z0-9_-]{11})"),
        ("x", rf"(?:twitter|x)\.com/[A-Za-z0-9_]+/status(?:es)?/{_NUMBER}"),
        ("telegram", r"(?:t|telegram)\.me/(?:s/)?([A-Za-z0-9_]{4,32})/(\d{1,12})"),
        ("instagram", r"instagram\.com/(?:[A-Za-z0-9_.]+/)?(?:p|reel|tv)/([A-Za-z0-9_-]{5,40})"),
        ("facebook", rf"facebook\.com/(?:watch/?\?v=|[^/\s?]+/(?:videos|posts)/){_NUMBER}"),
        ("tiktok", rf"tiktok\.com/@[^/\s?]+/video/{_NUMBER}"),
    )
)


def embed_of(address: str) -> tuple[str, str] | None:
    """Return (provider, id) as the schema of `cms.lib.richtext` has them, or None for any other address."""
    for provider, form in _FORMS:
        if found := form.match(address):
            return provider, "-".join(found.groups())
    return None
