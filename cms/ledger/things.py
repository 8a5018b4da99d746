"""What may stand behind an address, and where it is to be found: each app tells of its own when it is ready."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from cms.ledger import addresses


@dataclass(frozen=True, slots=True)
class Kind:
    """`path` returns where readers find the thing of this id at a moment, None where they do not.

    `length` returns how many stories its list shows them; None is a thing that is no list.
    """

    path: Callable[[int, datetime], str | None]
    length: Callable[[int, datetime], int] | None = None


_kinds: dict[str, Kind] = {}
_has_stories: list[Callable[[date, date, datetime], bool]] = []
_lists: dict[str, Callable[[datetime], int]] = {}


def register(name: str, kind: Kind) -> None:
    _kinds[name] = kind


def register_list(path: str, length: Callable[[datetime], int]) -> None:
    """Tell how long a list is that has an address and is no thing."""
    _lists[path] = length


def register_days(has_stories: Callable[[date, date, datetime], bool]) -> None:
    """Tell how to find out whether readers see a story of the days from one to another."""
    _has_stories[:] = [has_stories]


def has_stories(days: tuple[date, date], at: datetime) -> bool:
    return any(has(*days, at) for has in _has_stories)


def kind(name: str) -> Kind:
    """A kind that nobody told of lives wherever the table says."""
    return _kinds.get(name) or Kind(lambda target_id, at: addresses.current_path(name, target_id))


def length_of(path: str, at: datetime) -> int | None:
    return _lists[path](at) if path in _lists else None
