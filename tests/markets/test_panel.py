"""The markets panel of the front page."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template
from lxml import html

from tests.builders import make_quote

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)


def drawn() -> html.HtmlElement:
    page = Template("{% load markets_panel %}<main>{% markets_panel at=at %}</main>").render(Context({"at": AT}))
    return html.fromstring(page)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def days_of(code: str, count: int, last: date = TODAY) -> None:
    for ago in range(count):
        make_quote("USD", f"{87 + ago % 7}.{ago % 90 + 10}", quote=code, effective_on=last - timedelta(days=ago))


def test_each_currency_of_the_strip_is_told_in_words_and_its_course_drawn_for_the_eye() -> None:
    days_of("KGS", 30)
    page = drawn()
    (item,) = page.iter("li")
    assert words(item) == "Kyrgyz som 1 KGS 0.01148 +1.16 % up"
    assert words(page.find_class("panel__when")[0]) == "as of 20 November 2026"
    (svg,) = page.iter("svg")
    assert svg.get("aria-hidden") == "true"
    assert not page.xpath("//@style | //style | //script")


def test_a_rising_currency_is_drawn_rising() -> None:
    make_quote("USD", "90.00", quote="KGS", effective_on=TODAY - timedelta(days=1))
    make_quote("USD", "80.00", quote="KGS", effective_on=TODAY)
    (path,) = drawn().iter("path")
    assert path.get("d") == "M97.4 22.8L99 1.2"


def test_without_a_second_day_there_is_no_course() -> None:
    make_quote("KGS", "0.01143")
    make_quote("USD", "470.12", quote="KZT", effective_on=TODAY)
    page = drawn()
    assert len(list(page.iter("li"))) == 2
    assert not list(page.iter("svg"))


def test_only_the_last_sixty_days_are_drawn() -> None:
    days_of("KGS", 20, last=TODAY - timedelta(days=61))
    assert not list(drawn().iter("svg"))


def test_the_panel_costs_two_queries_and_reads_no_older_days(django_assert_num_queries) -> None:
    for code in ("KGS", "KZT", "TJS", "UZS", "TMT"):
        days_of(code, 90)
    with django_assert_num_queries(2):
        assert len(list(drawn().iter("path"))) == 5


def test_without_any_quote_there_is_no_panel() -> None:
    assert words(drawn()) == ""
