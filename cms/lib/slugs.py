"""Readable ASCII slugs from any of the region's scripts: never empty, never over the limit, cut on a word."""

import re
import unicodedata

MAX_LENGTH = 80

# Letters of the Cyrillic alphabets of the region that NFKD cannot take apart, as newsrooms there write them in Latin.
_LETTERS = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i", "й": "y",
        "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
        "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
        "я": "ya",
        # Kazakh, Kyrgyz, Tajik, Uzbek Cyrillic, Ukrainian
        "ә": "a", "ғ": "gh", "қ": "q", "ң": "ng", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i", "ӣ": "i", "ӯ": "u",
        "ҳ": "h", "ҷ": "j", "ў": "o", "є": "ye", "ї": "yi", "ґ": "g", "җ": "j", "ҙ": "dh", "ҡ": "q", "ҫ": "s",
        # Latin letters without a decomposition
        "ı": "i", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ə": "a",
        # Apostrophes inside a word (Oʻzbekiston, Putin’s) join it
        "ʻ": "", "ʼ": "", "’": "", "‘": "", "'": "", "`": "",
    }
)  # fmt: skip
_SEPARATORS = re.compile(r"[^a-z0-9]+")


def slugify(text: str, *, fallback: str, max_length: int = MAX_LENGTH) -> str:
    """Return lower-case ASCII words joined by hyphens, `max_length` at most; `fallback` where no letter is left."""
    # Compose first (й and ӣ are letters of their own), then take apart what is left over, such as é.
    letters = unicodedata.normalize("NFC", text[:2000]).casefold().translate(_LETTERS)
    ascii_letters = unicodedata.normalize("NFKD", letters).translate(_LETTERS).encode("ascii", "ignore").decode()
    slug = _SEPARATORS.sub("-", ascii_letters).strip("-")
    return shorten(slug, max_length) or fallback


def shorten(slug: str, max_length: int) -> str:
    """Cut a slug on a word where there is one to cut on."""
    if len(slug) <= max_length:
        return slug
    cut = slug[: max_length + 1]
    return cut[: cut.rindex("-")] if "-" in cut else slug[:max_length]


def numbered(slug: str, number: int, max_length: int = MAX_LENGTH) -> str:
    """Return the `number`th slug of this wording: `slug`, `slug-2`, `slug-3`..."""
    if number == 1:
        return slug
    ending = f"-{number}"
    return shorten(slug, max_length - len(ending)) + ending
