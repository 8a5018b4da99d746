"""The small line: gaps, size, the same bytes."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from lxml import etree

from markets import sparkline

FIRST = date(2026, 1, 1)


def course(values: list[str | None]) -> list[tuple[date, Decimal]]:
    days = ((FIRST + timedelta(days=n), value) for n, value in enumerate(values))
    return [(day, Decimal(value)) for day, value in days if value is not None]


def drawn(values: list[str | None]) -> str:
    return sparkline.path(course(values), FIRST, FIRST + timedelta(days=len(values) - 1))


def test_more_than_seven_days_without_a_rate_are_a_gap() -> None:
    assert drawn(["1", *[None] * 7, "2"]).count("M") == 1
    assert drawn(["1", *[None] * 8, "2"]).count("M") == 2


def test_a_price_that_never_moved_is_a_flat_line_in_the_middle() -> None:
    assert drawn(["3.5", "3.5", "3.5"]) == "M1 12L50 12L99 12"


def test_fewer_than_two_days_are_no_course() -> None:
    assert drawn([]) == drawn(["1", None]) == ""
    assert sparkline.path(course(["1", "2"]), FIRST, FIRST) == ""


@pytest.mark.parametrize("count", [2, 30, 60, 90, 365, 3650])
def test_m10_a_line_has_two_kilobytes_at_most_is_valid_xml_and_the_same_twice(count: int) -> None:
    chance = random.Random(count)
    values = [str(Decimal(chance.randrange(10**4, 10**6)).scaleb(-4)) for _ in range(count)]
    svg = f'<svg viewBox="0 0 100 24"><path d="{drawn(values)}"/></svg>'
    assert len(svg) <= 2048
    assert svg == f'<svg viewBox="0 0 100 24"><path d="{drawn(values)}"/></svg>'
    etree.fromstring(svg)


def test_a_thinned_line_keeps_its_extremes_and_its_end() -> None:
    values = ["5"] * 2000
    values[777], values[778], values[-1] = "9", "1", "7"
    path = drawn(values)
    assert " 1.2" in path and " 22.8" in path
    assert path.endswith("L99 6.6")
