"""Addresses of posts and films elsewhere in old texts. The forms stand in `cms.lib.embeds`, as the editor knows them."""

from __future__ import annotations

from cms.lib import embeds


def embed_of(address: str) -> tuple[str, str] | None:
    """Return (provider, id) as the schema of `cms.lib.richtext` has them, or None for any other address."""
    return embeds.recognise(address)
