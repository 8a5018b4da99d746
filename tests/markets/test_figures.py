"""The digits rule: units, significant digits and changes, without a database."""

import random
import re
from decimal import Decimal

import pytest

from markets import figures
from markets.figures import Direction, Rate

PLAIN_NUMBER = re.compile(r"\d{1,3}(,\d{3})*(\.\d+)?")
PLAIN_CHANGE = re.compile(rf"[+{figures.MINUS}](?!0\.00 )\d{{1,3}}(,\d{{3}})*\.\d\d %|0\.00 %")


def shown(figure: figures.Figure | None) -> str | None:
    return figure and f"{figure.unit_text} = {figure.value_text}"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("0.01143", "1 = 0.01143"),
        ("0.00194", "10 = 0.0194"),
        ("0.10701", "1 = 0.10701"),
        ("0.00008", "1,000 = 0.08"),
        ("0.28571", "1 = 0.28571"),
    ],
)
def test_the_unit_is_the_smallest_whose_price_is_a_cent_or_more(printed: str, expected: str) -> None:
    assert shown(figures.direct(Rate(Decimal(printed)))) == expected


def test_a_price_of_exactly_a_cent_needs_no_larger_unit() -> None:
    assert shown(figures.direct(Rate(Decimal("0.01")))) == "1 = 0.01"
    assert shown(figures.direct(Rate(Decimal("0.0099")))) == "10 = 0.099"


def test_a_price_too_small_for_every_unit_is_shown_for_the_largest() -> None:
    assert shown(figures.direct(Rate(Decimal("0.00000001")))) == "10,000 = 0.0001"


def test_trailing_zeros_are_neither_lost_nor_invented() -> None:
    assert shown(figures.direct(Rate(Decimal("0.09470")))) == "1 = 0.09470"
    assert shown(figures.direct(figures.printed_rate(Decimal("87.45000000"), 2))) == "1 = 87.45"
    assert shown(figures.direct(figures.printed_rate(Decimal("87.50000000"), 2))) == "1 = 87.50"
    assert shown(figures.as_printed(figures.printed_rate(Decimal("87.45000000"), 4))) == "1 = 87.4500"


def test_a_nominal_moves_the_point_and_keeps_the_digits() -> None:
    assert shown(figures.as_printed(Rate(Decimal("3.93"), nominal=100))) == "1 = 0.0393"
    assert shown(figures.as_printed(Rate(Decimal("5.80"), nominal=10_000))) == "100 = 0.0580"


@pytest.mark.parametrize(
    ("printed", "nominal", "expected"),
    [
        ("87.4500", 1, "1 = 0.011435"),
        ("478.77", 1, "10 = 0.020887"),
        ("9.3450", 1, "1 = 0.10701"),
        ("12194.25", 1, "1,000 = 0.082006"),
        ("3.5000", 1, "1 = 0.28571"),
        ("3.93", 100, "1 = 25.4"),
        ("0.50", 1, "1 = 2.0"),
    ],
)
def test_the_other_direction_has_five_digits_and_never_more_than_were_printed(
    printed: str, nominal: int, expected: str
) -> None:
    assert shown(figures.inverse(Rate(Decimal(printed), nominal))) == expected


def test_one_printed_digit_is_too_few_to_turn_round() -> None:
    assert figures.inverse(Rate(Decimal("0.00008"))) is None


def test_rounding_up_to_a_new_place_keeps_the_number_of_digits() -> None:
    assert shown(figures.direct(Rate(Decimal("9.999961")))) == "1 = 10.000"
    assert shown(figures.inverse(Rate(Decimal("0.10001")))) == "1 = 9.9990"


def test_halves_are_rounded_to_the_even_digit() -> None:
    assert figures.direct(Rate(Decimal("1.00005"))).value == Decimal("1.0000")
    assert figures.direct(Rate(Decimal("1.00015"))).value == Decimal("1.0002")
    assert figures.change(Decimal("0.125")).text == "+0.12 %"
    assert figures.change(Decimal("-0.135")).text == f"{figures.MINUS}0.14 %"


def test_thousands_are_parted_in_large_prices() -> None:
    assert shown(figures.as_printed(Rate(Decimal("12194.25")))) == "1 = 12,194.25"


def test_a_fall_one_way_is_not_the_negative_of_the_rise_the_other_way() -> None:
    now, before = Rate(Decimal("475.09")), Rate(Decimal("478.77"))
    assert figures.change(figures.percent(now, before)).text == f"{figures.MINUS}0.77 %"
    assert figures.change(figures.percent(before, now), places=4).text == "+0.7746 %"
    assert figures.change(figures.turned_percent(figures.percent(now, before)), places=4).text == "+0.7746 %"


@pytest.mark.parametrize("moved", ["0", "-0", "-0.001", "0.005", "-0.00499"])
def test_a_change_that_rounds_to_zero_has_no_sign_and_no_direction(moved: str) -> None:
    change = figures.change(Decimal(moved))
    assert (change.text, change.direction) == ("0.00 %", Direction.NONE)


def test_a_change_says_its_direction() -> None:
    assert figures.change(Decimal("0.96")) == figures.Change("+0.96 %", Direction.UP)
    assert figures.change(Decimal("-0.77")) == figures.Change(f"{figures.MINUS}0.77 %", Direction.DOWN)


def random_rate(chance: random.Random) -> Rate:
    places = chance.randint(0, 8)
    digits = chance.randint(1, 15)
    value = chance.randrange(10 ** (digits - 1), 10**digits)
    return Rate(Decimal(value).scaleb(-places), chance.choice([1, 10, 100, 1000, 10000]))


def test_no_figure_is_ever_negative_zero_scientific_or_not_a_number() -> None:
    chance = random.Random(20261122)
    for _ in range(100_000):
        now, before = random_rate(chance), random_rate(chance)
        direct, inverse = figures.direct(now), figures.inverse(now)
        for figure in filter(None, (direct, inverse, figures.as_printed(now))):
            assert PLAIN_NUMBER.fullmatch(figure.value_text), (now, figure)
        assert len(direct.value.as_tuple().digits) == min(5, now.significant_digits)
        assert inverse is None or len(inverse.value.as_tuple().digits) == min(5, now.significant_digits)
        moved = figures.change(figures.percent(now, before))
        assert PLAIN_CHANGE.fullmatch(moved.text), (now, before, moved)


def test_turning_round_twice_comes_back_to_the_printed_number() -> None:
    chance = random.Random(7)
    for _ in range(2_000):
        rate = Rate(Decimal(chance.randrange(10**4, 10**5)).scaleb(-chance.randint(0, 8)))
        there = figures.inverse(rate)
        back = figures.inverse(Rate(there.value.scaleb(-len(str(there.unit)) + 1)))
        assert abs(back.value / back.unit / rate.value - 1) < Decimal("0.0002")


def test_moves_of_both_directions_cancel_out() -> None:
    chance = random.Random(11)
    for _ in range(2_000):
        now, before = (Rate(Decimal(chance.randrange(10**8, 10**9)).scaleb(-6)) for _ in range(2))
        one = 1 + figures.percent(now, before) / 100
        other = 1 + figures.percent(before, now) / 100
        assert abs(one * other - 1) < Decimal("1e-20")
