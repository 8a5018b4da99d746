"""The readers' page of rates, the desk's lists, and the currencies that every installation starts with."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.test import Client
from lxml import html

from markets.models import Currency
from tests.builders import make_quote

pytestmark = pytest.mark.django_db


def cells(client: Client) -> list[list[str]]:
    response = client.get("/markets/")
    assert response.status_code == 200
    rows = html.fromstring(response.content).xpath("//table[@class='rates']/tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]


def test_each_pair_is_shown_both_ways_with_its_source_and_day(client: Client) -> None:
    make_quote("KGS", "0.01143", change=Decimal("0.95"), change_text="0.95%", source="An archive")
    make_quote("USD", "478.7700", quote="KZT", effective_on=date(2026, 11, 1))
    assert cells(client) == [
        [
            "Kyrgyz som, US dollar",
            "1 KGS = 0.01143 USD",
            "1 USD = 87.49 KGS",
            "+0.95 % up",
            "as printed, date unknown",
            "An archive",
        ],
        [
            "US dollar, Kazakh tenge",
            "1 USD = 478.7700 KZT",
            "10 KZT = 0.020887 USD",
            "—not known",
            "as of 1 November 2026",
            "National Bank",
        ],
    ]


def test_a_zero_change_is_called_unchanged_and_a_coarse_price_is_not_turned_round(client: Client) -> None:
    make_quote("UZS", "0.00008", change=Decimal(0), change_text="-0%")
    ((_, printed, turned, change, *_),) = cells(client)
    assert printed == "1,000 UZS = 0.08 USD"
    assert turned == "—too few digits were printed"
    assert change == "unchanged"


def test_a_pair_printed_both_ways_by_two_sources_stands_once_with_the_newest(client: Client) -> None:
    make_quote("KGS", "0.01143", effective_on=date(2026, 11, 1))
    make_quote("USD", "87.6000", quote="KGS", effective_on=date(2026, 11, 2), source="Another bank")
    assert [row[1] for row in cells(client)] == ["1 USD = 87.6000 KGS"]


def test_the_page_is_the_same_for_everybody(client: Client) -> None:
    response = client.get("/markets/")
    assert response.headers["Cache-Control"].startswith("public")
    assert not response.cookies
    assert client.post("/markets/").status_code == 405


def test_an_empty_table_says_so(client: Client) -> None:
    assert "No exchange rates have come in yet" in client.get("/markets/").content.decode()


def test_the_page_costs_the_same_with_many_days_and_pairs(client: Client, django_assert_max_num_queries) -> None:
    for day in range(1, 15):
        for code in ("KGS", "KZT", "TJS", "EUR", "RUB"):
            make_quote(code, f"0.012{day:02}", effective_on=date(2026, 11, day))
    with django_assert_max_num_queries(8):
        assert len(cells(client)) == 5


def test_every_installation_starts_with_the_currencies_of_the_region() -> None:
    in_strip = Currency.objects.filter(in_strip=True).values_list("code", flat=True)
    assert list(in_strip) == ["KGS", "KZT", "TJS", "UZS", "TMT"]
    others = set(Currency.objects.filter(in_strip=False).values_list("code", flat=True))
    assert others == {"USD", "EUR", "RUB", "CNY", "AFN", "MNT", "AZN", "AMD", "GEL"}


@pytest.mark.parametrize("query", ["", "?q=som", "?q=KGS", "?q=National+Bank"])
def test_the_desk_lists_quotes_with_a_fixed_number_of_queries(
    client: Client, query: str, django_assert_max_num_queries
) -> None:
    client.force_login(User.objects.create_superuser("chief"))
    for day in range(1, 20):
        make_quote("KGS", f"0.012{day:02}", effective_on=date(2026, 11, day))
    with django_assert_max_num_queries(10):
        response = client.get(f"/admin/markets/quote/{query}")
    assert response.status_code == 200
    assert "1 KGS = 0.01219 USD" in response.content.decode()


def test_the_code_of_a_currency_cannot_be_changed_on_the_desk(client: Client) -> None:
    client.force_login(User.objects.create_superuser("chief"))
    response = client.post("/admin/markets/currency/KGS/change/", {"code": "XXX", "name": "Som", "position": 10})
    assert response.status_code == 302
    assert Currency.objects.get(code="KGS").name == "Som"
    assert not Currency.objects.filter(code="XXX").exists()
