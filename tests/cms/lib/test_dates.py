"""Dates are said as surely as they are known, and the machine is told the same."""

from datetime import UTC, datetime, timedelta

import pytest

from cms.lib.dates import UNDATED, said, undated_at

MORNING = datetime(2024, 11, 23, 4, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("precision", "margin", "words", "machine"),
    [
        ("exact", None, "23 November 2024, 09:30 (UTC+5)", "2024-11-23T09:30+05:00"),
        ("day", None, "23 November 2024", "2024-11-23"),
        ("about", 1, "About 23 November 2024", "2024-11-23"),
        ("about", 15, "About November 2024", "2024-11"),
        ("about", 183, "About 2024", "2024"),
        ("before", None, "November 2024 or earlier", "2024-11"),
        ("unknown", None, "Undated, from the archive", ""),
    ],
)
def test_words_and_machine_say_the_same(precision: str, margin: int | None, words: str, machine: str) -> None:
    assert said(MORNING, precision, margin) == (words, machine)


def test_the_zone_is_the_one_of_that_day() -> None:
    """Almaty was six hours ahead until the last of February 2024, five since."""
    before, after = datetime(2024, 2, 29, 6, 0, tzinfo=UTC), datetime(2024, 3, 1, 6, 0, tzinfo=UTC)
    assert said(before, "exact")[0].endswith("12:00 (UTC+6)")
    assert said(after, "exact")[0].endswith("11:00 (UTC+5)")


def test_undated_stories_keep_their_order_below_everything_dated() -> None:
    moments = [undated_at(position) for position in range(5)]
    assert moments == sorted(moments, reverse=True)
    assert max(moments) == UNDATED < datetime(1900, 1, 1, tzinfo=UTC) - timedelta(days=1)
