"""What was asked for in the old site's words, and what a family makes of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote

from cms.ledger.addresses import canonical

_NUMBER = re.compile(r"0*([0-9]{1,18})")
_LEADING_NUMBER = re.compile(r"0*([0-9]{1,18})(?:[^0-9a-z].*)?", re.IGNORECASE | re.DOTALL)
_AMPERSAND = "amp;"  # left at a key by an address that was copied out of HTML


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for in the table of addresses.

    `exact` is the address itself, which wins where it was led somewhere by hand. `paths` are other names of the thing,
    the best first. `place` is a list of ours that needs no looking up. `skip` counts the stories before the page of
    the old list: it says which page of ours shows them. Without any of these the family is known and has no answer.
    """

    exact: str = ""
    paths: tuple[str, ...] = ()
    place: str = ""
    skip: int = 0
    days: tuple[date, date] | None = None  # the place is an answer only where stories of these days are shown
    yields: bool = False  # where nothing is found, what stands behind in the table of families is asked


NOTHING = Wanted()


@dataclass(frozen=True, slots=True)
class Asked:
    """An address of the old site: path in our form, keys in lower case. Key order and unknown keys say nothing."""

    path: str
    segments: tuple[str, ...]
    keys: Mapping[str, str]

    @classmethod
    def of(cls, path: str, query: Mapping[str, str]) -> Asked:
        # Encoded twice, as links in mails and in feeds are.
        path = canonical(unicodedata.normalize("NFC", unquote(path) if "%" in path else path))
        keys = {name.casefold().removeprefix(_AMPERSAND): value.strip() for name, value in query.items()}
        return cls(path, tuple(path.strip("/").split("/")) if path != "//" and path.strip("/") else (), keys)

    @property
    def is_front(self) -> bool:
        return self.segments in ((), ("index.php",))

    def word(self, key: str) -> str:
        return self.keys.get(key, "").casefold()

    def number(self, key: str) -> str:
        """The number that a key holds, without leading noughts; "" where it holds something else."""
        match = _NUMBER.fullmatch(self.keys.get(key, ""))
        return match[1] if match else ""

    def leading_number(self, key: str) -> str:
        """The number at the head of `123:alias`, however the colon came through."""
        match = _LEADING_NUMBER.fullmatch(self.keys.get(key, ""))
        return match[1] if match else ""


def by_number(key: str, number: str) -> str:
    """The path under which the table keeps a number of the old site: `/?p=12/`."""
    return canonical(f"/?{key}={number}")


def skipped(page: str, size: int) -> int:
    """How many stories stand before a page of a list; page 0 is the first, as it was there."""
    return max(0, int(page) - 1) * size if page else 0
