"""Rates put into a text from the writing surface, frozen with their source and day."""

from datetime import date

import pytest

from cms.lib.richtext import clean
from markets.models import Currency
from tests.browser.test_editor_paste import Desk, desk
from tests.builders import make_quote

__all__ = ["desk"]
pytestmark = pytest.mark.django_db(transaction=True)


def make_rate() -> None:
    Currency.objects.bulk_create([Currency(code=code, name=code) for code in ("USD", "KZT")], ignore_conflicts=True)
    make_quote("USD", "475.09", quote="KZT", source="nbk", effective_on=date(2026, 11, 20))


def test_an_amount_gets_its_equivalent_behind_it_at_the_rate_of_a_day(desk: Desk) -> None:
    make_rate()
    page = desk.open("<p>5 million tenge</p>").page
    page.keyboard.press("Control+a")
    page.get_by_role("button", name="Insert").click()
    page.get_by_role("menuitem", name="Amount in another currency").click()
    dialog = page.get_by_role("dialog")
    assert dialog.get_by_label("Amount").input_value() == "5 million"
    assert dialog.get_by_label("Currency", exact=True).input_value() == "KZT"
    dialog.get_by_label("At the rate of").fill("2020-01-01")
    dialog.get_by_role("button", name="Insert").click()
    dialog.get_by_text("No rate of KZT is known for 1 January 2020.").wait_for()
    dialog.get_by_label("At the rate of").fill("2026-11-20")
    dialog.get_by_role("button", name="Insert").click()
    dialog.wait_for(state="detached")
    assert clean(desk.body) == (
        '<p>5 million tenge (10,524 USD; <a href="/markets/kzt/">National Bank of Kazakhstan, 20 November 2026</a>)</p>'
    )


def test_a_card_with_a_rate_is_a_factbox_that_stays_as_it_was_put(desk: Desk) -> None:
    make_rate()
    page = desk.open().page
    page.get_by_role("button", name="Insert").click()
    page.get_by_role("menuitem", name="Exchange rate card").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Currency", exact=True).fill("kzt")
    dialog.get_by_label("At the rate of").fill("2026-11-20")
    dialog.get_by_role("button", name="Insert the card").click()
    dialog.wait_for(state="detached")
    assert clean(desk.body) == (
        '<aside data-card="factbox"><h3>1 USD = 475.09 KZT</h3><p>10 KZT = 0.021049 USD</p>'
        "<p>National Bank of Kazakhstan, 20 November 2026.</p>"
        '<p><a href="/markets/kzt/">Chart and converter</a></p></aside>'
    )
