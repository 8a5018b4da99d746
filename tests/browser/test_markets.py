"""The pages of rates in a real browser: to be read by everybody, used without script, printed."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from markets.models import Currency, Quote

pytestmark = pytest.mark.django_db(transaction=True)
SEEN = ["color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block"]


@pytest.fixture
def rates() -> None:
    names = {"USD": "US dollar", "KGS": "Kyrgyz som", "KZT": "Kazakh tenge", "TMT": "Turkmen manat"}
    Currency.objects.bulk_create(
        [Currency(code=code, name=name, in_strip=code != "USD") for code, name in names.items()], ignore_conflicts=True
    )
    today = timezone.localdate()
    Quote.objects.bulk_create(
        Quote(
            source=source, base_id="USD", quote_id=code, value=Decimal(at) + Decimal(ago % 11) / 10, digits=4,
            effective_on=today - timedelta(days=ago),
        )
        for code, source, at in (("KGS", "nbkr", "87.4"), ("KZT", "nbk", "478.7"))
        for ago in range(400)
        if not 100 < ago < 130
    )  # fmt: skip
    Quote.objects.create(source="peg", base_id="USD", quote_id="TMT", value="3.5", digits=4, effective_on="2015-01-01")


@pytest.mark.parametrize("address", ["/markets/", "/markets/kzt/", "/markets/kgs/?span=all&of=usd", "/markets/tmt/"])
def test_the_pages_of_rates_can_be_read_by_everybody(
    live_server: Any, rates: None, page: Any, axe: Any, address: str
) -> None:
    page.goto(live_server.url + address)
    faults = []
    for scheme, width, rules in (
        ("light", 320, None),
        ("dark", 320, SEEN),
        ("light", 1280, SEEN),
        ("dark", 1280, SEEN),
    ):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        faults += [(scheme, width, fault) for fault in axe(page, rules)]
        assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert faults == []


def test_a_reader_without_script_converts_an_amount_and_reads_the_numbers_by_keyboard(
    live_server: Any, rates: None, browser: Any
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/markets/kzt/")
    page.get_by_label("Amount").fill("1,000")
    page.get_by_role("button", name="Convert").press("Enter")
    page.get_by_text("1,000 USD = 478,700.00 KZT").wait_for()
    numbers = page.locator("details summary")
    numbers.focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("table").get_by_role("row").count() > 40
    page.keyboard.press("Tab")
    assert page.get_by_role("region", name="newest first").get_attribute("tabindex") == "0"
    context.close()


def test_the_table_fits_on_paper(live_server: Any, rates: None, page: Any) -> None:
    page.goto(f"{live_server.url}/markets/")
    page.emulate_media(media="print")
    # A sheet lies across: 277 millimetres between its margins.
    page.set_viewport_size({"width": 1047, "height": 700})
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
