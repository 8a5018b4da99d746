"""Rules that must hold on every day of a long history, which is made up but of the region's kind."""

import random
from datetime import date
from decimal import Decimal

import pytest

from benchmarks.quote_history import rows
from markets import figures
from markets.figures import Rate

STRIP = {"KGS", "KZT", "TJS", "UZS", "TMT"}
WRONG = ("-0", f"{figures.MINUS}0.00 ", "e-", "E-", "nan", "inf", "NaN", "Inf")


@pytest.fixture(scope="module")
def history() -> list[tuple]:
    return list(rows(10, date(2026, 11, 20)))


def test_m7_all_five_values_of_the_strip_have_four_digits_and_more_on_every_day(history: list[tuple]) -> None:
    seen = set()
    for day, base, quote, value, nominal, _ in history:
        if base == "USD" and quote in STRIP:
            shown = figures.inverse(Rate(Decimal(value), nominal))
            assert len(shown.value_text.replace(",", "").replace(".", "").lstrip("0")) >= 4, (day, quote, value)
            assert shown.value >= Decimal("0.01")
            seen.add(quote)
    assert seen == STRIP


def test_m5_moves_both_ways_multiply_to_nothing_on_every_day(history: list[tuple]) -> None:
    before: dict[str, Rate] = {}
    for _, base, quote, value, nominal, _ in history:
        now = Rate(Decimal(value), nominal)
        if old := before.get(base + quote):
            there, back = figures.percent(now, old), figures.percent(old, now)
            assert abs((1 + there / 100) * (1 + back / 100) - 1) < Decimal("1e-20")
            assert abs(figures.turned_percent(there) - back) < Decimal("1e-20")
        before[base + quote] = now
        assert abs(1 / now.turned - now.per_one) < Decimal("1e-20")


def test_m6_no_change_is_ever_written_as_minus_nothing_or_as_no_number(long_form: bool) -> None:
    chance = random.Random(6)
    for _ in range(1_000_000 if long_form else 100_000):
        before = Rate(Decimal(chance.randrange(1, 10**9)).scaleb(-chance.randint(0, 8)))
        now = Rate(before.value + Decimal(chance.randrange(-3, 4)).scaleb(-chance.randint(0, 8)))
        if now.value > 0:
            text = figures.change(figures.percent(now, before)).text
            assert not any(wrong in text for wrong in WRONG), (before, now, text)
