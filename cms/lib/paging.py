"""Pages of a list: a true range on each, and 404 past the end."""

from dataclasses import dataclass
from math import ceil

from django.db.models import QuerySet
from django.http import Http404


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list. `first` and `last` count from 1; an empty list has one page, 0 - 0 of 0."""

    items: list
    number: int
    size: int
    total: int

    @property
    def first(self) -> int:
        return (self.number - 1) * self.size + 1 if self.total else 0

    @property
    def last(self) -> int:
        return min(self.number * self.size, self.total)

    @property
    def page_count(self) -> int:
        return max(1, ceil(self.total / self.size))

    @property
    def previous_number(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next_number(self) -> int | None:
        return self.number + 1 if self.number < self.page_count else None

    @property
    def numbers(self) -> list[int | None]:
        """Page numbers to link: the ends, the neighbours, and None where some are left out."""
        near = {1, self.page_count, *range(self.number - 1, self.number + 2)}
        shown = sorted(n for n in near if 1 <= n <= self.page_count)
        linked: list[int | None] = []
        for n in shown:
            if linked and n - (linked[-1] or 0) == 2:
                linked.append(n - 1)
            elif linked and n - (linked[-1] or 0) > 2:
                linked.append(None)
            linked.append(n)
        return linked


def page_number(query_value: str | None) -> int:
    """Read `?page=`. Raises Http404 for anything but a plain whole number from 1 to a million."""
    if query_value is None:
        return 1
    if not (query_value.isascii() and query_value.isdigit() and 1 <= len(query_value) <= 7 and query_value[0] != "0"):
        raise Http404(f"There is no page {query_value[:20]!r}.")
    return int(query_value)


def paginate(rows: QuerySet, query_value: str | None, size: int) -> Page:
    """Cut one page out of an ordered queryset, in two queries. Raises Http404 past the end."""
    number = page_number(query_value)
    total = rows.count()
    if number > max(1, ceil(total / size)):
        raise Http404(f"The list ends before page {number}.")
    start = (number - 1) * size
    return Page(items=list(rows[start : start + size]), number=number, size=size, total=total)
