"""How fresh a rate is: against the bank's own calendar, wherever the clock of this machine stands."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from markets.calendars import easter
from markets.sources import SOURCES
from markets.standing import Standing, standing

ZONES = ["Pacific/Kiritimati", "Asia/Almaty", "Europe/Moscow", "UTC", "America/New_York", "Pacific/Pago_Pago"]
BANKS = ["nbkr", "nbk", "cbu", "nbt", "cbt", "ecb", "cbr"]


def expected(source: str, last: date, at: datetime) -> Standing:
    """The rule told again in the plainest way: which days in force were due between `last` and `at`."""
    calendar = SOURCES[source].calendar
    zone = ZoneInfo(calendar.zone)
    missed, day = 0, last + timedelta(days=1)
    while day <= at.astimezone(zone).date():
        set_on = day - timedelta(days=1) if calendar.is_set_the_day_before else day
        is_holiday = set_on.strftime("%m-%d") in calendar.holidays or (
            source == "ecb" and set_on in {easter(set_on.year) + timedelta(days=n) for n in (-2, 1)}
        )
        is_out = at >= datetime(day.year, day.month, day.day, calendar.due_hour, tzinfo=zone)
        missed += set_on.isoweekday() in calendar.weekdays and not is_holiday and is_out
        day += timedelta(days=1)
    age = (at.astimezone(zone).date() - last).days
    if not missed:
        return Standing.FRESH
    if age > 14:
        return Standing.EXPIRED
    return Standing.STALE if missed >= 3 or age > 7 else Standing.LATE


@pytest.mark.parametrize("source", BANKS)
def test_m8_the_state_is_right_through_two_years_of_feasts_in_six_zones(source: str) -> None:
    start = datetime(2025, 1, 1, 3, 30, tzinfo=UTC)
    for step in range(2 * 365):
        at = start + timedelta(days=step, hours=step % 24)
        for ago in (0, 1, 2, 3, 5, 8, 15, 20):
            last = at.date() - timedelta(days=ago)
            wanted = expected(source, last, at)
            with timezone.override(ZONES[step % len(ZONES)]):
                assert standing(source, last, timezone.localtime(at)) == wanted, (source, last, at)


def test_the_banks_pause_between_the_years_is_no_outage() -> None:
    # 24 to 29 December 2025: two feasts and a weekend.
    assert standing("ecb", date(2025, 12, 24), datetime(2025, 12, 29, 10, tzinfo=UTC)) == Standing.FRESH
    assert standing("ecb", date(2025, 12, 24), datetime(2025, 12, 29, 18, tzinfo=UTC)) == Standing.LATE
    # The long January of the Bank of Russia
    assert standing("cbr", date(2026, 1, 1), datetime(2026, 1, 9, 12, tzinfo=UTC)) == Standing.FRESH


def test_a_rate_of_tomorrow_is_fresh_and_a_peg_never_grows_old() -> None:
    at = datetime(2026, 11, 20, 7, tzinfo=UTC)
    assert standing("nbkr", date(2026, 11, 21), at) == Standing.FRESH
    assert standing("peg", date(2015, 1, 1), at) == Standing.FRESH
    assert standing("An archive", None, at) == Standing.UNDATED


def test_easter_falls_where_it_fell() -> None:
    assert [easter(year) for year in (2019, 2024, 2025, 2026)] == [
        date(2019, 4, 21), date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5)
    ]  # fmt: skip
