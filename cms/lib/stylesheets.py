"""One style sheet out of many: what it imports is put in its place, and comments and spare white space go."""

import posixpath
import re
from collections.abc import Callable

# A string and an unquoted url() are passed over whole, so that nothing inside them is taken for a comment or a rule.
_WHOLE = r"""(?P<whole>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\((?!\s*["'])[^)]*\))"""
_COMMENT = re.compile(_WHOLE + r"|/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(_WHOLE + r"|[\s;]*(?P<end>\})\s*|\s*(?P<begin>\{)\s*|(?P<stop>[;,])\s+|\s+", re.DOTALL)
_IMPORT = re.compile(r"""\s*@import\s+(?:url\(\s*)?["']([^"']+)["']\s*\)?([^;]*);""")
_LATE_IMPORT = re.compile(_WHOLE + r"|(?P<late>@import\b)", re.DOTALL)


class Unfoldable(Exception):
    """Why the imports of a sheet cannot be put in their places, with the names of the files."""


def fold(name: str, read: Callable[[str], str]) -> str:
    """The sheet with all that it imports, directly or not, in order. `read` gives the text of a file by its name.

    Every file comes once: where it stood twice the cascade would depend on the second place, which nobody means.
    Raises Unfoldable, and whatever `read` raises for a file that is not there.
    """
    return tighten(_folded(name, read, set()))


def _folded(name: str, read: Callable[[str], str], seen: set[str]) -> str:
    if name in seen:
        raise Unfoldable(f"{name} is imported a second time, or imports itself")
    seen.add(name)
    rest = _without_comments(read(name))
    parts = []
    while match := _IMPORT.match(rest):
        target, condition = match[1], match[2].strip()
        if condition:
            raise Unfoldable(f"{name} imports {target} under a condition ({condition}); put that into the file itself")
        if "/" in target:
            raise Unfoldable(f"{name} imports {target} from elsewhere; the addresses in it would not fit here")
        parts.append(_folded(posixpath.join(posixpath.dirname(name), target), read, seen))
        rest = rest[match.end() :]
    if any(match["late"] for match in _LATE_IMPORT.finditer(rest)):
        raise Unfoldable(f"{name} has an @import after other rules, which browsers pass over")
    return "\n".join([*parts, rest])


def _without_comments(text: str) -> str:
    return _COMMENT.sub(lambda match: match["whole"] or " ", text)


def tighten(text: str) -> str:
    """The same rules without comments and without the white space that only people need."""
    return _SPACE.sub(lambda match: match[match.lastgroup] if match.lastgroup else " ", _without_comments(text)).strip()
