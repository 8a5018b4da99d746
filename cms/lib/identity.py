"""Names that are the same on every machine and in every run, made from what they name."""

import hashlib


def stable_id(*parts: object, length: int = 16) -> str:
    """Return `length` hex digits that depend on the parts only. Parts are joined by a unit separator."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:length]
