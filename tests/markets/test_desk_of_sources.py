"""The sources on the desk: how each is doing, and the verdict on what jumped."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from cms.ledger.models import AuditEntry
from markets import health
from markets.models import Fetch, HeldQuote, Quote, SourceState
from tests.builders import make_quote, make_user

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)


def signed_in(client: Client, group: str) -> Client:
    user = make_user(group.replace(" ", "-"), is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return client


def make_held(**fields: object) -> HeldQuote:
    made = {
        "source": "cbu", "base": "USD", "quote": "UZS", "nominal": 1, "value": Decimal("8100"), "digits": 2,
        "effective_on": date(2017, 9, 5), "why": "more than 5 % away",
    }  # fmt: skip
    return HeldQuote.objects.create(**made | fields)


def line(key: str) -> health.Line:
    return next(one for one in health.lines(AT) if one.source.key == key)


def test_a_source_tells_its_newest_day_what_is_due_and_what_waits() -> None:
    make_quote("USD", "87.4500", quote="KGS", source="nbkr", effective_on=date(2026, 11, 17))
    make_held(source="nbkr")
    SourceState.objects.create(source="nbkr", tried_at=AT, failures=3, problem="the server answers 503")
    Fetch.objects.create(source="nbkr", url="x", status=200, refused=[["BYR/KGS", "was no currency"]])
    told = line("nbkr")
    assert (told.newest_on, told.missed, told.standing) == (date(2026, 11, 17), 3, "stale")
    assert (told.is_overdue, told.held, told.failures) == (True, 1, 3)
    assert told.refused == [["BYR/KGS", "was no currency"]]
    assert told.next_due_at == datetime(2026, 11, 21, 4, tzinfo=UTC)


def test_a_bank_that_is_seldom_in_reach_alerts_nobody() -> None:
    make_quote("USD", "3.5", quote="TMT", source="cbt", effective_on=date(2026, 11, 1))
    assert not line("cbt").is_overdue
    assert line("peg").next_due_at is None


def test_the_page_of_sources_shows_the_strip_and_every_source(client: Client, django_assert_max_num_queries) -> None:
    make_quote("USD", "87.4500", quote="KGS", source="nbkr", effective_on=timezone.localdate())
    signed_in(client, "editor")
    with django_assert_max_num_queries(35):
        page = html.fromstring(client.get(reverse("admin:markets_sourcestate_changelist")).content)
    assert len(page.xpath("//table[@class='sources']/tbody/tr")) == 10
    assert "0.011435" in page.find_class("strip")[0].text_content()


def test_an_editor_releases_a_held_rate_and_readers_see_it(client: Client) -> None:
    held = make_held()
    signed_in(client, "editor")
    page = client.get(reverse("admin:markets_heldquote_change", args=[held.pk])).content.decode()
    assert "1 USD = 8,100.00 UZS" in page and "Release" in page
    answer = client.post(
        reverse("admin:markets_heldquote_decide", args=[held.pk]), {"verdict": "release", "note": "the reform"}
    )
    assert answer.status_code == 302
    quote = Quote.objects.get()
    assert (str(quote), quote.effective_on) == ("1 USD = 8100.00 UZS", date(2017, 9, 5))
    entry = AuditEntry.objects.get(action="released a held rate")
    assert (entry.actor_name, entry.details["note"]) == ("editor", "the reform")


def test_a_refused_rate_stays_away_and_a_second_verdict_is_told_of_the_first(client: Client) -> None:
    held = make_held()
    signed_in(client, "chief")
    there = reverse("admin:markets_heldquote_decide", args=[held.pk])
    client.post(there, {"verdict": "refuse"})
    answer = client.post(there, {"verdict": "release"}, follow=True)
    assert "refused already, by chief" in answer.content.decode()
    assert not Quote.objects.exists()


def test_who_may_only_look_decides_nothing(client: Client) -> None:
    held = make_held()
    signed_in(client, "section editor")
    assert client.get(reverse("admin:markets_heldquote_changelist")).status_code == 403
    assert client.get(reverse("admin:markets_sourcestate_changelist")).status_code == 403
    assert (
        client.post(reverse("admin:markets_heldquote_decide", args=[held.pk]), {"verdict": "release"}).status_code
        == 403
    )
    assert client.get(reverse("admin:markets_heldquote_decide", args=[held.pk])).status_code == 405


def test_an_answer_is_shown_as_text_and_not_believed(client: Client) -> None:
    import zlib

    fetch = Fetch.objects.create(
        source="nbk", url="http://bank/", status=200, payload=zlib.compress(b"<script>x</script>")
    )
    signed_in(client, "editor")
    page = client.get(reverse("admin:markets_fetch_change", args=[fetch.pk])).content.decode()
    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert client.get(reverse("admin:markets_fetch_changelist")).status_code == 200


def test_an_override_holds_until_its_day_with_its_reason(client: Client) -> None:
    today = timezone.localdate()
    signed_in(client, "editor")
    form = {
        "base": "USD", "quote": "KGS", "nominal": "1", "rate": "90.00", "effective_on": today.isoformat(),
        "until": (today + timedelta(days=3)).isoformat(), "source": "Newsroom", "reason": "The bank's page is broken.",
    }  # fmt: skip
    assert client.post("/admin/markets/quote/add/", form).status_code == 302
    quote = Quote.objects.get()
    assert (quote.until, quote.reason) == (today + timedelta(days=3), "The bank's page is broken.")
    assert AuditEntry.objects.get(action="set rate by hand").details["reason"] == "The bank's page is broken."
