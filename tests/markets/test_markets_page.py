"""The readers' page of rates, the desk's lists, and the currencies that every installation starts with."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.test import Client
from lxml import etree, html

from markets.models import Currency
from tests.builders import make_quote

pytestmark = pytest.mark.django_db


AT = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
FALL = "\N{MINUS SIGN}"


@pytest.fixture(autouse=True)
def on_a_known_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages ask the moment of their request, never the clock."""
    monkeypatch.setattr("markets.views.moment", lambda request: AT)
    monkeypatch.setattr("markets.numbers.moment", lambda request: AT)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def cells(client: Client) -> list[list[str]]:
    response = client.get("/markets/")
    assert response.status_code == 200
    rows = html.fromstring(response.content).xpath("//table/tbody/tr")
    return [[words(cell) for cell in row] for row in rows]


def history(code: str, days: int, source: str = "nbkr", last: date = TODAY) -> None:
    for ago in range(days):
        make_quote(
            "USD", f"{90 - Decimal(ago) / 100:.4f}", quote=code, source=source, effective_on=last - timedelta(ago)
        )


def test_each_currency_is_shown_both_ways_with_its_moves_its_source_and_its_day(client: Client) -> None:
    history("KGS", 370)
    make_quote("KZT", "0.00194", change=Decimal("0.95"), change_text="0.95%", source="An archive")
    assert cells(client) == [
        [
            "Kyrgyz som KGS", "90.0000", "1 KGS = 0.011111",
            *(f"{FALL}{moved} % down" for moved in ("0.01", "0.08", "0.34", "4.06")),
            "", "0.011111 0.011581", "National Bank of the Kyrgyz Republic as of 20 November 2026",
        ],
        [
            "Kazakh tenge KZT", "515", "10 KZT = 0.0194", "+0.95 % up", "—not known", "—not known", "—not known",
            "", "", "An archive as printed, date unknown",
        ],
    ]  # fmt: skip


def test_a_coarse_price_is_not_turned_round(client: Client) -> None:
    make_quote("UZS", "0.00008", change=Decimal(0), change_text="-0%")
    ((_, there, back, day, *_),) = cells(client)
    assert (there, back, day) == ("—too few digits were printed", "1,000 UZS = 0.08", "—not known")


def test_a_pair_printed_both_ways_by_two_sources_stands_once_with_the_newest(client: Client) -> None:
    make_quote("KGS", "0.01143", effective_on=date(2026, 11, 18))
    make_quote("USD", "87.6000", quote="KGS", effective_on=date(2026, 11, 19), source="Another bank")
    assert [row[1] for row in cells(client)] == ["87.6000"]


def test_a_crossed_rate_says_so_and_a_peg_moves_nowhere(client: Client) -> None:
    make_quote("EUR", "1.1586", source="ecb", effective_on=date(2026, 11, 20))
    make_quote("EUR", "8.2154", quote="CNY", source="ecb", effective_on=date(2026, 11, 20))
    make_quote("USD", "3.5", quote="TMT", source="peg", effective_on=date(2015, 1, 1))
    rows = {row[0]: row for row in cells(client)}
    assert rows["Chinese yuan CNY"][1:3] == ["7.0908", "1 CNY = 0.14103"]
    assert rows["Chinese yuan CNY"][-1] == "European Central Bank, crossed as of 20 November 2026"
    assert rows["Turkmen manat TMT"][1:7] == ["3.5000", "1 TMT = 0.28571", "pegged", *["—not known"] * 3]


def test_an_expired_rate_stays_in_the_table_without_its_moves(client: Client) -> None:
    history("KGS", 370, last=date(2026, 10, 20))
    ((_, _, back, *moves, _, _, source),) = cells(client)
    assert back == "1 KGS = 0.011111"
    assert moves == ["—not known"] * 4
    assert source == "National Bank of the Kyrgyz Republic last known 20 October 2026"


def test_a_pair_without_the_dollar_is_better_than_an_empty_table(client: Client) -> None:
    make_quote("EUR", "99.1234", quote="KGS", effective_on=date(2026, 11, 20))
    assert [row[:3] for row in cells(client)] == [["Euro EUR", "1 KGS = 0.010088 EUR", "1 EUR = 99.1234 KGS"]]


def test_the_page_is_the_same_for_everybody(client: Client) -> None:
    response = client.get("/markets/")
    assert response.headers["Cache-Control"].startswith("public")
    assert not response.cookies
    assert client.post("/markets/").status_code == 405


def test_an_empty_table_says_so(client: Client) -> None:
    assert "No exchange rates have come in yet" in client.get("/markets/").content.decode()


def test_the_page_costs_the_same_with_many_days_and_pairs(client: Client, django_assert_num_queries) -> None:
    history("KGS", 30)
    history("KZT", 30, "nbk")
    with django_assert_num_queries(4):  # the regions, the strip, the currencies, their year
        assert len(cells(client)) == 2


def course_page(client: Client, address: str) -> html.HtmlElement:
    response = client.get(address)
    assert response.status_code == 200
    return html.fromstring(response.content)


def test_a_currency_has_a_chart_that_says_in_words_what_it_draws(client: Client) -> None:
    history("KGS", 400)
    page = course_page(client, "/markets/kgs/")
    (chart,) = page.find_class("chart")
    assert chart.get("role") == "img"
    assert words(chart.find("title")) == (
        "1 KGS in USD: lowest 0.011111, highest 0.011581, last 0.011111. The numbers stand below."
    )
    assert [words(number) for number in page.xpath("//details//tbody/tr[1]/*")] == [
        "20 November 2026", "0.011111", "\N{MINUS SIGN}0.06 % down",
    ]  # fmt: skip
    assert words(page.xpath("//details/summary")[0]) == "The numbers, the last of each week"
    assert not page.xpath("//main//@style | //main//style | //main//script")


@pytest.mark.parametrize(("span", "lines", "every"), [("30d", 31, "day"), ("90d", 14, "week"), ("all", 28, "month")])
def test_the_numbers_behind_the_chart_are_never_too_many(client: Client, span: str, lines: int, every: str) -> None:
    history("KGS", 830)
    page = course_page(client, f"/markets/kgs/?span={span}")
    assert len(page.xpath("//details//tbody/tr")) == lines
    assert every in words(page.xpath("//details/summary")[0])


def test_a_course_of_many_years_is_read_by_the_week_and_says_so(client: Client) -> None:
    history("KGS", 1000)
    page = course_page(client, "/markets/kgs/?span=all")
    assert words(page.find_class("course__note")[0]) == (
        "Drawn from one rate a week; every day’s stands in the files below."
    )
    (path,) = page.xpath("//*[@class='chart__course']/path")
    assert path.get("d").count("M") == 1
    assert 140 <= path.get("d").count("L") <= 145


def test_days_without_a_rate_are_a_gap_in_the_chart(client: Client) -> None:
    history("KGS", 20)
    history("KGS", 20, last=date(2026, 10, 20))
    (path,) = course_page(client, "/markets/kgs/?span=90d").xpath("//*[@class='chart__course']/path")
    assert path.get("d").count("M") == 2


def test_a_history_younger_than_its_chart_fills_it_and_a_gap_before_it_does_not_count_as_youth(client: Client) -> None:
    history("KGS", 40)
    page = course_page(client, "/markets/kgs/?span=1y")
    assert words(page.get_element_by_id("course")) == "1 KGS in USD, 12 October 2026 to 20 November 2026"
    make_quote("USD", "90.0000", quote="KGS", source="nbkr", effective_on=date(2025, 9, 1))
    page = course_page(client, "/markets/kgs/?span=1y")
    assert words(page.get_element_by_id("course")) == "1 KGS in USD, 20 November 2025 to 20 November 2026"


def test_the_chart_can_be_asked_for_the_other_way_round(client: Client) -> None:
    history("KGS", 40)
    page = course_page(client, "/markets/kgs/?of=usd&span=30d")
    assert words(page.get_element_by_id("course")) == "1 USD in KGS, 21 October 2026 to 20 November 2026"
    assert words(page.xpath("//details//tbody/tr[1]/td[1]")[0]) == "90.000"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "100 USD = 9,000.00 KGS"),
        ("?amount=1,500.50&from=USD", "1,500.50 USD = 135,045.00 KGS"),
        ("?amount=1 000&from=KGS", "1,000 KGS = 11.11 USD"),
        ("?amount=1&from=kgs", "1 KGS = 0.011111 USD"),
        ("?amount=12,5&from=EUR", "12.5 USD = 1,125.00 KGS"),
        ("?amount=-5", "Type a number, such as 1500 or 1,500.50."),
        ("?amount=1e9", "Type a number, such as 1500 or 1,500.50."),
        ("?amount=<script>", "Type a number, such as 1500 or 1,500.50."),
    ],
)
def test_the_converter_needs_no_script_and_refuses_what_is_no_amount(client: Client, query: str, said: str) -> None:
    make_quote("USD", "90.000", quote="KGS", source="nbkr", effective_on=TODAY)
    assert words(course_page(client, f"/markets/kgs/{query}").get_element_by_id("converted")) == said


def test_a_currency_page_costs_the_same_queries_whatever_its_history(client: Client, django_assert_num_queries) -> None:
    history("KGS", 500)
    with django_assert_num_queries(4):
        client.get("/markets/kgs/")
    with django_assert_num_queries(5):  # its first day too
        client.get("/markets/kgs/?span=all")


@pytest.mark.parametrize(
    "address", ["/markets/usd/", "/markets/xxx/", "/markets/kgs/rates.csv", "/markets/kgs/feed.xml"]
)
def test_what_has_no_rate_has_no_page(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_code_in_capitals_leads_to_its_page(client: Client) -> None:
    response = client.get("/markets/KGS/")
    assert (response.status_code, response.headers["Location"]) == (301, "/markets/kgs/")


def test_the_numbers_are_open_to_scripts_of_any_site_and_asked_for_again_only_when_they_change(client: Client) -> None:
    history("KGS", 3)
    response = client.get("/markets/rates.json")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Content-Type"] == "application/json"
    (rate,) = response.json()["rates"]
    assert (rate["value"], rate["in_dollars"], rate["standing"]) == (
        "90.0000",
        {"units": 1, "value": "0.011111"},
        "fresh",
    )
    assert rate["source_name"] == "National Bank of the Kyrgyz Republic"
    again = client.get("/markets/rates.json", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304
    assert client.post("/markets/rates.json").status_code == 405


def test_the_numbers_can_be_asked_for_as_known_on_a_day(client: Client) -> None:
    history("KGS", 3)
    (rate,) = client.get("/markets/rates.json?date=2026-11-19").json()["rates"]
    assert (rate["value"], rate["effective_date"]) == ("89.9900", "2026-11-19")
    for nonsense in ("yesterday", "0001-01-01", "9999-12-31", "2026-02-30"):
        assert client.get(f"/markets/rates.json?date={nonsense}").status_code == 404


def test_a_history_is_handed_out_as_printed(client: Client) -> None:
    history("KGS", 2)
    assert client.get("/markets/kgs/rates.csv").content.decode().splitlines() == [
        "date,base,quote,nominal,value,source,derived",
        "2026-11-19,USD,KGS,1,89.9900,nbkr,",
        "2026-11-20,USD,KGS,1,90.0000,nbkr,",
    ]
    told = client.get("/markets/kgs/rates.json").json()
    assert told["rates"][-1] == {"date": "2026-11-20", "base": "USD", "quote": "KGS", "nominal": 1, "value": "90.0000"}


def test_new_rates_come_by_feed(client: Client) -> None:
    history("KGS", 40)
    feed = etree.fromstring(client.get("/markets/kgs/feed.xml").content)
    titles = feed.xpath("//a:entry/a:title/text()", namespaces={"a": "http://www.w3.org/2005/Atom"})
    assert len(titles) == 30
    assert titles[0] == "1 USD = 90.0000 KGS"


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
