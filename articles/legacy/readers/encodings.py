"""Text that was encoded twice, read right: `â€™` for an apostrophe, `Ð¢Ð°` for Cyrillic.

Old databases said Latin-1 and held UTF-8, often row by row, so it is decided for each value alone.
"""

from __future__ import annotations

import ftfy
from ftfy.badness import is_bad

# What databases and editors of a newspaper of the region took UTF-8 for. Others are too like what people write.
_TAKEN_FOR = frozenset({"latin-1", "sloppy-windows-1252", "sloppy-windows-1251"})


def mended(text: str) -> str:
    """Return a value as it was meant. What shows no sign of the fault comes back as it is, the same object."""
    if text.isascii() or not is_bad(text):
        return text
    meant, steps = ftfy.fix_encoding_and_explain(text)
    if meant == text or any(step.action == "encode" and step.parameter not in _TAKEN_FOR for step in steps):
        return text
    return meant
