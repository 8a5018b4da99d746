"""Amounts in another currency, for the writing room: at the rate of a day, in words that stay true."""

from datetime import date

import pytest
from django.test import Client

from tests.builders import make_quote, make_user

pytestmark = pytest.mark.django_db
DAY = "2026-11-20"


@pytest.fixture
def writer(client: Client) -> Client:
    client.force_login(make_user("writer", is_staff=True))
    make_quote("USD", "478.77", quote="KZT", source="nbk", effective_on=date(2026, 11, 19))
    make_quote("USD", "475.09", quote="KZT", source="nbk", effective_on=date(2026, 11, 20))
    make_quote("USD", "500.00", quote="KZT", source="nbk", effective_on=date(2026, 11, 21))
    make_quote("USD", "87.4500", quote="KGS", source="nbkr", effective_on=date(2026, 11, 20))
    make_quote("USD", "3.5", quote="TMT", source="peg", effective_on=date(2015, 1, 1))
    return client


def asked(client: Client, amount: str, given: str, wanted: str = "USD", day: str = DAY) -> dict[str, str]:
    query = {"amount": amount, "from": given, "to": wanted, "day": day}
    return client.get("/admin/markets/equivalent/", query).json()


@pytest.mark.parametrize(
    ("amount", "given", "wanted", "words"),
    [
        ("5 million", "KZT", "USD", "10,524 USD"),
        ("5 млрд", "kzt", "usd", "10.52 million USD"),
        ("1,500", "KZT", "USD", "3.16 USD"),
        ("100", "USD", "KZT", "47,509 KZT"),
        ("2.5 million", "KZT", "KGS", "460,176 KGS"),
        ("7", "TMT", "USD", "2.00 USD"),
        ("1", "KZT", "USD", "0.0021049 USD"),
    ],
)
def test_an_amount_is_worth_what_the_rate_of_its_day_says(
    writer: Client, amount: str, given: str, wanted: str, words: str
) -> None:
    assert asked(writer, amount, given, wanted)["words"] == words


def test_the_words_name_the_bank_and_the_day_of_each_rate(writer: Client) -> None:
    told = asked(writer, "2.5 million", "KZT", "KGS")
    assert told["note"] == (
        "National Bank of Kazakhstan, 20 November 2026; National Bank of the Kyrgyz Republic, 20 November 2026"
    )
    assert told["address"] == "/markets/kzt/"
    assert asked(writer, "7", "TMT")["note"] == "official peg"


def test_the_rate_is_that_of_the_day_and_never_a_later_one(writer: Client) -> None:
    assert "19 November" in asked(writer, "1000", "KZT", day="2026-11-19")["note"]
    assert asked(writer, "1000", "KZT", day="2026-11-21")["words"] == "2.00 USD"


@pytest.mark.parametrize(
    ("amount", "given", "day", "problem"),
    [
        ("many", "KZT", DAY, "Type an amount"),
        ("5 dozen", "KZT", DAY, "Type an amount"),
        ("5", "", DAY, "is no currency"),
        ("5", "ZZZ", DAY, "is no currency"),
        ("5", "USD", DAY, "two currencies"),
        ("5", "EUR", DAY, "No rate of EUR is known for 20 November 2026"),
        ("5", "KZT", "2020-01-01", "No rate of KZT is known for 1 January 2020"),
        ("5", "KZT", "2026-12-31", "No rate of KZT is known for 31 December 2026"),
        ("5", "KZT", "soon", "Name a day"),
    ],
)
def test_what_has_no_answer_says_so_in_words(writer: Client, amount: str, given: str, day: str, problem: str) -> None:
    assert problem in asked(writer, amount, given, day=day)["problem"]


def test_a_card_says_the_rate_both_ways_with_its_source_and_step(writer: Client) -> None:
    told = writer.get("/admin/markets/card/", {"currency": "KZT", "day": DAY}).json()
    assert told["title"] == "1 USD = 475.09 KZT"
    assert told["words"] == ["10 KZT = 0.021049 USD"]
    assert told["note"] == "National Bank of Kazakhstan, 20 November 2026. KZT +0.77 % against the rate before."
    assert "pegged" in writer.get("/admin/markets/card/", {"currency": "TMT", "day": DAY}).json()["note"]
    assert "problem" in writer.get("/admin/markets/card/", {"currency": "USD", "day": DAY}).json()


def test_only_staff_may_ask(client: Client) -> None:
    for address in ("/admin/markets/equivalent/", "/admin/markets/card/"):
        assert client.get(address).status_code == 302
