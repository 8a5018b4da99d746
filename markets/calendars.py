"""When a bank's next rate is due. Feasts that follow the moon are not in it: a day late is said, and nothing more."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WORKING_DAYS = frozenset(range(1, 6))
LONGEST_LOOK_BACK = 60


@dataclass(frozen=True, slots=True)
class Calendar:
    """`weekdays` (ISO) are those on which the bank sets or prints a rate, `holidays` ("mm-dd") those on which not.

    `easter_days` are holidays counted from Easter Sunday. On the days of `rest` it prints the last rate again.
    """

    zone: str
    weekdays: frozenset[int] = WORKING_DAYS
    holidays: tuple[str, ...] = ()
    easter_days: tuple[int, ...] = ()
    is_set_the_day_before: bool = False
    # The hour, on the day a rate is in force, by which it is surely out.
    due_hour: int = 10
    rest: frozenset[int] = frozenset()

    def expects(self, day: date) -> bool:
        """Tell whether a rate in force from `day` is expected."""
        worked_on = day - timedelta(days=1) if self.is_set_the_day_before else day
        return worked_on.isoweekday() in self.weekdays and not self._is_holiday(worked_on)

    def due_at(self, day: date) -> datetime:
        return datetime.combine(day, time(self.due_hour), ZoneInfo(self.zone))

    def missed_since(self, day: date, at: datetime) -> int:
        """How many rates after that of `day` were due by `at` and are not there."""
        today = at.astimezone(ZoneInfo(self.zone)).date()
        ahead = min((today - day).days, LONGEST_LOOK_BACK)
        days = (day + timedelta(days=n) for n in range(1, ahead + 1))
        return sum(self.expects(one) and self.due_at(one) <= at for one in days)

    def next_due_at(self, at: datetime) -> datetime | None:
        """When the next rate must be out; None where none is ever due."""
        today = at.astimezone(ZoneInfo(self.zone)).date()
        days = (today + timedelta(days=n) for n in range(LONGEST_LOOK_BACK))
        return next((due for day in days if self.expects(day) and (due := self.due_at(day)) > at), None)

    def repeats_on(self, day: date) -> bool:
        return day.isoweekday() in self.rest

    def _is_holiday(self, day: date) -> bool:
        if f"{day:%m-%d}" in self.holidays:
            return True
        return bool(self.easter_days) and (day - easter(day.year)).days in self.easter_days


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous rule, as Meeus gives it)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    l = (32 + 2 * e + 2 * i - h - k) % 7  # noqa: E741  as the rule writes it
    m = (a + 11 * h + 19 * l) // 433
    month = (h + l - 7 * m + 90) // 25
    return date(year, month, (h + l - 7 * m + 33 * month + 19) % 32)
