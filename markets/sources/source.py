"""What a bank is to us: whom it speaks for, when it prints, what to ask it for, how its answer is read."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from markets.calendars import Calendar
from markets.printed import PrintedQuote


class Trust(IntEnum):
    """Of two rates for one day the higher goes first. An editor's own goes before all."""

    ARCHIVE = 0  # whatever a page of the old site printed
    MIRROR = 1
    OTHER_BANK = 2
    RELAY = 3
    OWN_BANK = 4


class Unreadable(ValueError):
    """The answer is no table of rates; says why in words for the desk."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that is not taken, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Table:
    rates: tuple[PrintedQuote, ...]
    refused: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """One address to ask, and how to read what comes. `parse` raises Unreadable, and nothing else, for any bytes.

    `asked_for` is the day the answer must be of, None where the bank decides. `must_have` are codes without which the
    table is refused whole. `may_be_missing`: no page for this day (404) is an answer, such as on a Sunday.
    """

    url: str
    parse: Callable[[bytes], Table]
    asked_for: date | None = None
    must_have: frozenset[str] = frozenset({"USD"})
    may_be_missing: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """`latest(base, today)` and `days(base, first, last)` say what to ask under the address `base`."""

    key: str
    name: str
    site: str
    base: str
    calendar: Calendar
    latest: Callable[[str, date], list[Request]]
    days: Callable[[str, date, date], list[Request]]
    home: str = ""  # the currency that this bank is the bank of
    trust: Trust = Trust.OWN_BANK
    parser_version: int = 1
    headers: dict[str, str] = field(default_factory=dict)
    terms: str = ""
    is_asked_by_default: bool = True
    # Out of reach more often than not; what it would say is known otherwise.
    may_be_silent: bool = False

    @property
    def telling_pair(self) -> tuple[str, str]:
        """The pair that every table of this source has, so that its newest day is the source's."""
        return ("EUR", "USD") if self.home == "EUR" else ("USD", self.home or "KZT")
