"""Comparing names and titles as people do: case, spaces, ё and the kind of quote do not matter."""

import unicodedata

_QUOTES = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʻ": "'",
        "ʼ": "'",
        "`": "'",
        "“": '"',
        "”": '"',
        "«": '"',
        "»": '"',
        "ё": "е",
        "–": "-",
        "—": "-",
    }
)


def fold(text: str) -> str:
    """Return the form under which two spellings of one name are equal."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_QUOTES)
    return " ".join(folded.split())
