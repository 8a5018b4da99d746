"""Rates on the desk: what was printed is read, what is missing is typed, and both are told apart."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.ledger.models import AuditEntry
from markets.models import Currency, Quote
from markets.ticker import strip
from tests.builders import make_quote, make_user

pytestmark = pytest.mark.django_db
ADD, LIST = "/admin/markets/quote/add/", "/admin/markets/quote/"


@pytest.fixture
def editor(client: Client) -> Client:
    user = make_user("editor", is_staff=True)
    user.groups.add(Group.objects.get(name="editor"))
    client.force_login(user)
    return client


def form(**changes: str) -> dict[str, str]:
    today = timezone.localdate().isoformat()
    return {
        "base": "KGS",
        "quote": "USD",
        "nominal": "1",
        "rate": "0.01200",
        "effective_on": today,
        "source": "Newsroom",
        "reason": "The bank's page is down.",
    } | changes


def shown() -> str:
    return next(line.value for line in strip(timezone.now()).lines if line.currency.code == "KGS")


def test_a_rate_by_hand_goes_before_the_printed_one_of_its_day_and_can_be_taken_back(editor: Client) -> None:
    printed = make_quote("KGS", "0.01143", effective_on=timezone.localdate(), origin_order=77)
    assert shown() == "0.01143"
    assert editor.post(ADD, form()).status_code == 302
    assert shown() == "0.01200"
    quote = Quote.objects.get(source="Newsroom")
    assert (quote.value, quote.digits) == (Decimal("0.012"), 5)
    printed.refresh_from_db()
    assert printed.value == Decimal("0.01143")
    editor.post(reverse("admin:markets_quote_delete", args=[quote.pk]), {"post": "yes"})
    assert shown() == "0.01143"
    assert [e.action for e in AuditEntry.objects.order_by("pk")] == ["set rate by hand", "take back rate by hand"]


def test_a_printed_rate_of_a_later_day_goes_before_one_by_hand(editor: Client) -> None:
    editor.post(ADD, form(effective_on=(timezone.localdate() - timedelta(days=1)).isoformat()))
    make_quote("KGS", "0.01143", effective_on=timezone.localdate())
    assert shown() == "0.01143"


def test_a_correction_is_written_down_with_what_was_there_before(editor: Client) -> None:
    editor.post(ADD, form())
    quote = Quote.objects.get()
    assert editor.post(reverse("admin:markets_quote_change", args=[quote.pk]), form(rate="0,0115")).status_code == 302
    quote.refresh_from_db()
    assert (quote.value, quote.digits) == (Decimal("0.0115"), 4)
    assert AuditEntry.objects.get(action="change rate by hand").details["before"] == "1 KGS = 0.01200 USD"


def test_what_was_printed_is_shown_and_never_changed_or_deleted(editor: Client, admin_client: Client) -> None:
    printed = make_quote("KGS", "0.01143", effective_on=date(2026, 11, 20))
    page = reverse("admin:markets_quote_change", args=[printed.pk])
    for client in (editor, admin_client):
        assert "0.01143" in client.get(page).content.decode()
        assert client.post(page, form(rate="9")).status_code == 403
        assert client.post(reverse("admin:markets_quote_delete", args=[printed.pk]), {"post": "yes"}).status_code == 403
        client.post(LIST, {"action": "delete_selected", "_selected_action": [printed.pk], "post": "yes"})
    printed.refresh_from_db()
    assert printed.value == Decimal("0.01143")


def test_to_override_begins_from_the_printed_pair(editor: Client) -> None:
    make_quote("KGS", "0.01143", effective_on=date(2026, 11, 20))
    assert "/admin/markets/quote/add/?base=KGS&amp;quote=USD&amp;nominal=1" in editor.get(LIST).content.decode()
    page = editor.get(ADD, {"base": "KGS", "quote": "USD", "nominal": "100"}).content.decode()
    assert '<option value="KGS" selected>' in page and '<option value="100" selected>' in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"rate": "0"}, "above nothing"), ({"rate": "-1"}, "above nothing"), ({"rate": "1,234.50"}, "above nothing"),
        ({"rate": "NaN"}, "above nothing"), ({"rate": "1e5"}, "above nothing"),
        ({"rate": "0.123456789"}, "eight decimals"),
        ({"quote": "KGS"}, "one of itself"), ({"moved_by": "up"}, "per cent"), ({"nominal": "7"}, "not one of"),
        ({"effective_on": ""}, "required"), ({"reason": ""}, "required"), ({"until": "2020-01-01"}, "before it begins"),
        ({"effective_on": "2026-02-30"}, "valid date"),
        ({"rate": "٣"}, "above nothing"), ({"source": "Bank"}, "already"), ({"base": "XXX"}, "valid choice"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_words(editor: Client, changes: dict[str, str], said: str) -> None:
    make_quote("KGS", "0.01143", effective_on=timezone.localdate(), source="Bank")
    answer = editor.post(ADD, form(**changes))
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert Quote.objects.count() == 1


@pytest.mark.parametrize(("typed", "kept"), [("-0.5", "-0.5"), ("−0,52 %", "-0.52"), ("+1.25%", "1.25"), ("", None)])
def test_a_change_is_kept_as_it_was_typed(editor: Client, typed: str, kept: str | None) -> None:
    editor.post(ADD, form(moved_by=typed))
    quote = Quote.objects.get()
    assert quote.change_text == typed
    assert quote.change == (Decimal(kept) if kept else None)


def test_lists_by_pair_day_and_origin_with_few_queries(editor: Client, django_assert_max_num_queries) -> None:
    for day in range(60):
        make_quote("KGS", "0.01143", effective_on=date(2026, 1, 1) + timedelta(days=day))
    editor.post(ADD, form())
    with django_assert_max_num_queries(12):
        assert len(editor.get(LIST).context["cl"].result_list) == 50
    for query, count in (
        ({"pair": "KGS-USD"}, 61), ({"pair": "USD-KGS"}, 0), ({"day": "0"}, 1), ({"origin": "hand"}, 1),
        ({"origin": "printed"}, 60), ({"day": "x"}, 61), ({"pair": "x"}, 61), ({"q": "som"}, 61),
    ):  # fmt: skip
        assert editor.get(LIST, query).context["cl"].result_count == count, query


def test_a_currency_is_added_by_a_chief_under_its_iso_code(editor: Client, admin_client: Client) -> None:
    assert (
        editor.post("/admin/markets/currency/add/", {"code": "zar", "name": "Rand", "position": "9"}).status_code == 403
    )
    assert (
        admin_client.post("/admin/markets/currency/add/", {"code": "zar", "name": "Rand", "position": "9"}).status_code
        == 302
    )
    assert Currency.objects.get(code="ZAR").name == "Rand"
    assert AuditEntry.objects.get(action="save currency").details["code"] == "ZAR"
    bad = admin_client.post("/admin/markets/currency/add/", {"code": "M1", "name": "x", "position": "9"})
    assert bad.status_code == 200
