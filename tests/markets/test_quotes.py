"""Taking printed quotes in."""

from datetime import date
from decimal import Decimal

import pytest

from cms.ledger.models import AuditEntry
from markets.models import Currency, Quote
from markets.quotes import Outcome, PrintedQuote, store

SOURCE = "An archive"
DAY = date(2025, 12, 7)


def printed(base: str = "KGS", value: str = "0.01143", **fields: object) -> PrintedQuote:
    fields.setdefault("digits", len(value.partition(".")[2]))
    if "effective_on" not in fields:
        fields.setdefault("origin_key", "a block")
    return PrintedQuote(base, str(fields.pop("quote", "USD")), Decimal(value), **fields)


def outcomes(quotes: list[PrintedQuote], **options: object) -> list[str]:
    return [outcome.value for _, outcome in store(SOURCE, quotes, **options)]


@pytest.mark.django_db
@pytest.mark.parametrize("known_by", [{"effective_on": DAY}, {"origin_key": "a block"}])
def test_a_second_run_changes_nothing(known_by: dict[str, object]) -> None:
    quotes = [printed(code, change=Decimal("-0"), change_text="-0%", **known_by) for code in ("KGS", "KZT")]
    assert outcomes(quotes) == ["created", "created"]
    before = list(Quote.objects.values())
    assert outcomes(quotes) == ["unchanged", "unchanged"]
    assert list(Quote.objects.values()) == before


@pytest.mark.django_db
def test_what_was_printed_is_what_is_stored() -> None:
    change = {"change": Decimal("-0"), "change_text": "-0%"}
    store(SOURCE, [printed(value="87.4500", quote="RUB", nominal=100, effective_on=DAY, **change)])
    quote = Quote.objects.get()
    assert (quote.nominal, quote.value, quote.digits, quote.change_text) == (100, Decimal("87.45"), 4, "-0%")
    assert quote.change == 0 and not quote.change.is_signed()
    assert str(quote) == "100 KGS = 87.4500 RUB"


@pytest.mark.django_db
def test_fifteen_digits_survive_the_database() -> None:
    values = ["1234567.12345678", "999999999999.001"]
    store(SOURCE, [printed(value=value, origin_key=value) for value in values])
    assert [str(quote) for quote in Quote.objects.order_by("pk")] == [f"1 KGS = {value} USD" for value in values]


@pytest.mark.django_db
def test_a_corrected_number_is_an_update_and_leaves_a_trail() -> None:
    store(SOURCE, [printed(value="0.01143", effective_on=DAY)])
    assert outcomes([printed(value="0.0115", effective_on=DAY)]) == ["updated"]
    assert Quote.objects.get().value == Decimal("0.0115")
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.target_kind, entry.actor_name) == ("correct", "quote", "the system")
    assert entry.details == {
        "before": {"value": "0.01143000", "digits": 5},
        "after": {"value": "0.0115", "digits": 4},
    }


@pytest.mark.django_db
def test_another_day_or_another_source_is_another_quote() -> None:
    store(SOURCE, [printed(effective_on=DAY)])
    assert outcomes([printed(effective_on=date(2025, 12, 8))]) == ["created"]
    assert store("Another archive", [printed(effective_on=DAY)])[0][1] == Outcome.CREATED
    assert Quote.objects.count() == 3


@pytest.mark.django_db
def test_a_block_that_comes_again_with_its_day_is_given_the_day() -> None:
    store(SOURCE, [printed(origin_key="a block")])
    dated = printed(origin_key="a block", effective_on=DAY)
    assert outcomes([dated]) == ["updated"]
    assert Quote.objects.get().effective_on == DAY
    assert outcomes([dated]) == ["unchanged"]


@pytest.mark.django_db
def test_a_day_once_known_is_not_forgotten() -> None:
    store(SOURCE, [printed(origin_key="a block", effective_on=DAY)])
    assert outcomes([printed(origin_key="a block")]) == ["unchanged"]
    assert Quote.objects.get().effective_on == DAY


@pytest.mark.django_db
def test_of_two_prints_of_one_day_in_one_run_the_first_counts_in_every_run() -> None:
    both = [printed(value="0.01143", effective_on=DAY), printed(value="0.01150", effective_on=DAY)]
    assert outcomes(both) == ["created", "unchanged"]
    assert outcomes(both) == ["unchanged", "unchanged"]
    assert Quote.objects.get().value == Decimal("0.01143")


@pytest.mark.django_db
def test_a_dry_run_says_the_same_and_writes_nothing() -> None:
    store(SOURCE, [printed(value="0.01143", effective_on=DAY)])
    quotes = [printed(value="0.01200", effective_on=DAY), printed("QQQ", effective_on=DAY)]
    assert outcomes(quotes, write=False) == ["updated", "created"]
    assert Quote.objects.get().value == Decimal("0.01143")
    assert not AuditEntry.objects.exists() and not Currency.objects.filter(code="QQQ").exists()


@pytest.mark.django_db
def test_an_unknown_currency_comes_in_under_its_code_and_not_into_the_strip() -> None:
    store(SOURCE, [printed("QQQ")])
    currency = Currency.objects.get(code="QQQ")
    assert (currency.name, currency.in_strip) == ("QQQ", False)


@pytest.mark.django_db
def test_five_hundred_quotes_do_not_cost_a_query_each(django_assert_max_num_queries) -> None:
    blocks = [printed(value=f"0.0{n}", origin_key=f"block {n}") for n in range(1000, 1500)]
    with django_assert_max_num_queries(20):
        store(SOURCE, blocks)
    with django_assert_max_num_queries(6):
        store(SOURCE, blocks)
    assert Quote.objects.count() == 500


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"value": "0.123456789", "digits": 9}, "more than 8 decimal places"),
        ({"value": "123456789.1234567"}, "more than 15 digits"),
        ({"value": "1000000000000"}, "more than 12 digits before the point"),
        ({"value": "1E+30", "digits": 0}, "more than 12 digits before the point"),
        ({"value": "0"}, "not a number above zero"),
        ({"value": "-1"}, "not a number above zero"),
        ({"value": "NaN", "digits": 0}, "not a number above zero"),
        ({"value": "Infinity", "digits": 0}, "not a number above zero"),
        ({"value": "0.0115", "digits": 2}, "more than the 2 decimal places"),
        ({"value": "1", "digits": -1}, "decimal places"),
        ({"base": "usd"}, "three capital letters"),
        ({"base": "ТJS"}, "three capital letters"),
        ({"base": "USD"}, "of two currencies"),
        ({"nominal": 7}, "nominal 7"),
        ({"change": Decimal("-100")}, "change of -100 %"),
        ({"change": Decimal("0.12345")}, "more than 4 decimal places"),
        ({"change_text": "%" * 21}, "over 20 letters"),
        ({"effective_on": None}, "without a day"),
    ],
)
def test_what_cannot_be_kept_as_printed_is_refused_by_name(fields: dict[str, object], reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as refusal:
        printed(**fields)
    assert "/USD" in str(refusal.value)


def test_a_source_needs_a_name() -> None:
    with pytest.raises(ValueError, match="name"):
        store("", [])
