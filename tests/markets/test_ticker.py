"""The currency strip: which quote it shows, in which words."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from lxml import html

from markets.models import Currency, Quote
from markets.quotes import PrintedQuote, store
from markets.ticker import strip
from tests.builders import make_quote

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)  # noon of the 20th in the newsroom


def undated(base: str, value: str, change: str = "", block: str = "a block") -> PrintedQuote:
    moved = Decimal(change.rstrip("%")) if change else None
    digits = len(value.partition(".")[2])
    return PrintedQuote(base, "USD", Decimal(value), digits, change=moved, change_text=change, origin_key=block)


def said(at: datetime = AT) -> list[str]:
    lines = []
    for line in strip(at).lines:
        change = f" ({line.change.text})" if line.change else ""
        lines.append(f"{line.unit} {line.currency.code} {line.value} {line.counted_in.code}{change}")
    return lines


def drawn(at: datetime | None = AT) -> html.HtmlElement:
    request = RequestFactory().get("/")
    page = Template("{% load ticker %}<main>{% ticker at=at %}</main>").render(Context({"request": request, "at": at}))
    return html.fromstring(page)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_five_currencies_stand_in_their_order_with_the_digits_that_were_printed() -> None:
    printed = [
        undated("TMT", "0.28571", "0.13%"),
        undated("UZS", "0.00008", "0%"),
        undated("TJS", "0.09470", "-0.95%"),
        undated("KZT", "0.00194", "-0%"),
        undated("KGS", "0.01143", "-0%"),
    ]
    store("An archive", printed)
    assert said() == [
        "1 KGS 0.01143 USD",
        "10 KZT 0.0194 USD",
        "1 TJS 0.09470 USD (\N{MINUS SIGN}0.95 %)",
        "1,000 UZS 0.08 USD",
        "1 TMT 0.28571 USD (+0.13 %)",
    ]


def test_a_rate_in_som_per_dollar_is_turned_round_with_its_change() -> None:
    moved = {"change": Decimal("-0.77"), "change_text": "-0.77%"}
    make_quote("USD", "475.09", quote="KZT", effective_on=date(2026, 11, 20), **moved)
    assert said() == ["10 KZT 0.021049 USD (+0.78 %)"]


def test_a_dated_quote_beats_an_undated_one_however_late_that_came() -> None:
    make_quote("KGS", "0.01200", effective_on=date(2020, 1, 1))
    make_quote("KGS", "0.01300", origin_order=99)
    assert said() == ["1 KGS 0.01200 USD"]


def test_of_undated_quotes_the_block_imported_last_is_shown() -> None:
    store("An archive", [undated("KGS", "0.01100", block="first")])
    store("Another archive", [undated("KGS", "0.01200", block="second")])
    assert said() == ["1 KGS 0.01200 USD"]


def test_the_newer_day_wins_whichever_way_round_it_was_printed() -> None:
    make_quote("KGS", "0.01200", effective_on=date(2026, 11, 18))
    make_quote("USD", "87.4500", quote="KGS", effective_on=date(2026, 11, 19))
    assert said()[0].startswith("1 KGS 0.011435 USD")


def test_a_rate_of_tomorrow_is_not_shown_today() -> None:
    make_quote("KGS", "0.01100", effective_on=date(2026, 11, 20))
    make_quote("KGS", "0.01200", effective_on=date(2026, 11, 21))
    assert said()[0].startswith("1 KGS 0.01100")
    # 23:00 and 01:00 in the newsroom's zone
    assert said(datetime(2026, 11, 20, 18, 0, tzinfo=UTC))[0].startswith("1 KGS 0.01100")
    assert said(datetime(2026, 11, 20, 20, 0, tzinfo=UTC))[0].startswith("1 KGS 0.01200")


def test_a_change_is_computed_against_the_publication_before_of_the_same_source() -> None:
    make_quote("USD", "478.77", quote="KZT", effective_on=date(2026, 11, 17))
    make_quote("USD", "470.00", quote="KZT", effective_on=date(2026, 11, 18), source="Another bank")
    make_quote("USD", "475.09", quote="KZT", effective_on=date(2026, 11, 18))
    # A weekend's repeat is no publication.
    make_quote("USD", "475.09", quote="KZT", effective_on=date(2026, 11, 19), is_repeat=True)
    assert said() == ["10 KZT 0.021049 USD (+0.77 %)"]


def test_a_bank_that_prints_the_same_again_is_said_to_have_left_it_unchanged() -> None:
    make_quote("USD", "87.4500", quote="KGS", effective_on=date(2026, 11, 18))
    make_quote("USD", "87.4500", quote="KGS", effective_on=date(2026, 11, 19))
    assert said() == ["1 KGS 0.011435 USD (unchanged)"]


def test_the_first_rate_of_a_source_has_no_change() -> None:
    make_quote("USD", "87.4500", quote="KGS", effective_on=date(2026, 11, 18))
    assert said() == ["1 KGS 0.011435 USD"]


def test_the_strip_is_never_empty_while_any_quote_exists() -> None:
    assert strip(AT).lines == []
    make_quote("EUR", "99.1234", quote="KGS")
    assert said() == ["1 EUR 99.123 KGS"]
    Currency.objects.update(in_strip=False)
    assert said() == ["1 EUR 99.123 KGS"]


def test_a_price_too_coarse_to_turn_round_is_shown_as_printed() -> None:
    make_quote("USD", "9", quote="TJS")
    assert said() == ["1 USD 9 TJS"]


def test_the_strip_costs_one_query(django_assert_num_queries) -> None:
    for day in range(1, 20):
        make_quote("KGS", "0.01200", effective_on=date(2026, 11, day))
        make_quote("USD", f"{470 + day}.10", quote="KZT", effective_on=date(2026, 11, day))
    with django_assert_num_queries(1):
        drawn()


@pytest.mark.sqlite_only  # the plan of a small table says nothing on PostgreSQL
def test_the_index_finds_the_newest_without_reading_all_days() -> None:
    newest = Quote.objects.filter(base="KGS", quote="USD", effective_on__lte=date(2026, 11, 20))
    plan = newest.order_by("-effective_on", "-origin_order", "-pk").values("pk")[:1].explain()
    assert "quote_newest_of_pair" in plan and "TEMP B-TREE FOR ORDER" not in plan
    undated = Quote.objects.filter(base="KGS", quote="USD", effective_on=None).order_by("-origin_order", "-pk")
    plan = undated.values("pk")[:1].explain()
    assert "quote_newest_of_pair" in plan and "TEMP B-TREE FOR ORDER" not in plan


def test_the_html_holds_one_list_that_scrolls_in_its_own_labelled_region() -> None:
    store("An archive", [undated("TJS", "0.09470", "0.95%"), undated("KZT", "0.00194", "-0%")])
    page = drawn()
    (region,) = page.xpath("//*[@role='region']")
    assert region.get("tabindex") == "0" and region.get("aria-label") == "Exchange rates in USD"
    assert [words(item) for item in page.iter("li")] == ["10 KZT 0.0194 USD", "1 TJS 0.09470 (+0.95 %) up"]
    assert words(page.find_class("strip__when")[0]) == "as printed, date unknown"
    assert not page.xpath("//script | //marquee | //*[@style]")


def test_rates_of_one_day_say_it_once() -> None:
    make_quote("KGS", "0.01100", effective_on=date(2026, 11, 20))
    make_quote("KZT", "0.00190", effective_on=date(2026, 11, 20))
    page = drawn()
    assert words(page) == "1 KGS 0.01100 USD 10 KZT 0.0190 as of 20 November 2026"
    assert [time.get("datetime") for time in page.iter("time")] == ["2026-11-20"]


def test_what_is_in_force_is_said_of_all_and_what_is_not_beside_it() -> None:
    """Thursday: the som's rate is of tomorrow's printing already in force, the sum's two publications old."""
    at = datetime(2026, 11, 19, 7, 0, tzinfo=UTC)
    make_quote("USD", "87.4500", quote="KGS", source="nbkr", effective_on=date(2026, 11, 19))
    make_quote("USD", "478.77", quote="KZT", source="ecb", effective_on=date(2026, 11, 18))
    make_quote("USD", "12194.25", quote="UZS", source="cbu", effective_on=date(2026, 11, 18))
    make_quote("USD", "9.3450", quote="TJS", source="nbt", effective_on=date(2026, 11, 10))
    page = drawn(at)
    whens = [words(when) for when in page.find_class("strip__when")]
    assert whens == [
        "last known 10 November 2026",
        "as of 18 November 2026",
        "as of 18 November to 19 November 2026",
    ]


def test_states_step_from_fresh_to_expired_while_nothing_comes_and_the_page_stays() -> None:
    """M11: all sources silent for thirty days."""
    for day, value in ((19, "87.4000"), (20, "87.4500")):
        make_quote("USD", value, quote="KGS", source="nbkr", effective_on=date(2026, 11, day))
        make_quote("USD", "9.3450", quote="TJS", source="nbt", effective_on=date(2026, 11, day))
    seen: list[str] = []
    for day in range(31):
        at = AT + timedelta(days=day)
        (line, *_) = strip(at).lines
        assert (line.change is None) == line.is_stale
        assert words(drawn(at)).startswith("1 KGS 0.011435 USD")
        if line.price.standing not in seen:
            seen.append(line.price.standing)
    assert seen == ["fresh", "late", "stale", "expired"]


def test_what_has_expired_leaves_the_strip_unless_nothing_else_is_left() -> None:
    make_quote("USD", "87.4500", quote="KGS", source="nbkr", effective_on=date(2026, 10, 1))
    assert said() == ["1 KGS 0.011435 USD"]
    make_quote("USD", "478.77", quote="KZT", source="nbk", effective_on=date(2026, 11, 20))
    assert said() == ["10 KZT 0.020887 USD"]


def test_the_own_bank_goes_before_a_later_rate_of_a_mirror_until_it_falls_silent() -> None:
    make_quote("USD", "87.4500", quote="KGS", source="nbkr", effective_on=date(2026, 11, 19))
    make_quote("USD", "88.0000", quote="KGS", source="A mirror", effective_on=date(2026, 11, 20))
    assert said() == ["1 KGS 0.011435 USD"]
    Quote.objects.filter(source="nbkr").update(effective_on=date(2026, 11, 10))
    assert said() == ["1 KGS 0.011364 USD"]


def test_without_a_rate_of_its_own_bank_a_currency_is_crossed_out_of_one_banks_table() -> None:
    make_quote("USD", "81.0421", quote="RUB", source="cbr", effective_on=date(2026, 11, 20))
    make_quote("KZT", "16.9272", quote="RUB", source="cbr", nominal=100, effective_on=date(2026, 11, 20))
    make_quote("KGS", "92.6725", quote="RUB", source="cbr", nominal=100, effective_on=date(2026, 11, 19))
    (line,) = strip(AT).lines
    assert (line.currency.code, line.value, line.price.derived, line.price.source) == (
        "KZT",
        "0.020887",
        "cross",
        "cbr",
    )


def test_m9_a_peg_shows_no_change_on_any_day_of_a_year() -> None:
    make_quote("USD", "3.5", quote="TMT", source="peg", effective_on=date(2015, 1, 1))
    make_quote("TMT", "0.28490", change=Decimal("0.14"), change_text="0.14%", effective_on=date(2025, 12, 7))
    for day in range(365):
        (line,) = strip(AT + timedelta(days=day)).lines
        assert (line.value, line.change, line.is_pegged) == ("0.28571", None, True)
    assert words(drawn()) == "1 TMT 0.28571 USD pegged"


def test_a_rate_by_hand_is_in_force_until_its_day_whatever_the_bank_prints() -> None:
    make_quote(
        "USD", "90.0000", quote="KGS", source="Newsroom", origin_order=Quote.BY_HAND,
        effective_on=date(2026, 11, 17), until=date(2026, 11, 20),
    )  # fmt: skip
    make_quote("USD", "87.4500", quote="KGS", source="nbkr", effective_on=date(2026, 11, 20))
    assert said() == ["1 KGS 0.011111 USD"]
    assert said(AT + timedelta(days=1)) == ["1 KGS 0.011435 USD"]


def test_a_page_without_a_moment_means_the_moment_of_its_request() -> None:
    make_quote("KGS", "0.01100")
    assert list(drawn(at=None).iter("li"))


def test_without_any_quote_there_is_no_strip() -> None:
    assert words(drawn()) == ""
