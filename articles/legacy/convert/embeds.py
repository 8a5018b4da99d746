"""Addresses of posts and films elsewhere, in old texts: of the forms that `cms.lib.embeds` knows."""

from __future__ import annotations

from cms.lib import embeds


def embed_of(address: str) -> tuple[str, str] | None:
    """Return (provider, id) as the schema of `cms.lib.richtext` has them, or None for any other address."""
    return embeds.recognise(address)
