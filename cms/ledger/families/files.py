"""Files of the old site: uploads of WordPress, pictures of Joomla, in every size that either made of them."""

from __future__ import annotations

import re

from cms.ledger.families.asked import NOTHING, Asked, Wanted

FOLDERS = ("/wp-content/uploads/", "/images/", "/media/k2/")
# What WordPress hangs on the name of a file: of its smaller sizes, of a picture it scaled, turned or cut
_SUFFIX = re.compile(r"(?:-(?:\d{1,5}x\d{1,5}|scaled|rotated|e\d{10,16})|@2x)(?=\.\w{2,5}$)")
_ENDING_OVER_ENDING = re.compile(r"(\.(?:jpe?g|png|gif))\.(?:webp|avif)$")
_MOST_SUFFIXES = 3


def upload(asked: Asked) -> Wanted | None:
    if not asked.path.startswith(FOLDERS):
        return None
    if len(asked.segments) < 2 or "." not in asked.segments[-1]:
        return NOTHING
    return Wanted(asked.path, tuple(f"/{name}/" for name in _names(asked.path.strip("/"))))


def _names(name: str) -> list[str]:
    """The names that the original may have, the longest first."""
    names = [_ENDING_OVER_ENDING.sub(r"\1", name)]
    for _ in range(_MOST_SUFFIXES):
        names.append(_SUFFIX.sub("", names[-1]))
    return [each for each in dict.fromkeys(names) if each != name]
