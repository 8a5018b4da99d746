"""The audit trail on the desk: searched and filtered by a chief, changed by nobody."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.ledger import audit
from cms.ledger.models import AuditEntry
from tests.builders import make_tag, make_user

pytestmark = pytest.mark.django_db
LIST = "/admin/ledger/auditentry/"


@pytest.fixture
def chief(client: Client) -> Client:
    user = make_user("chief", is_staff=True)
    user.groups.add(Group.objects.get(name="chief"))
    client.force_login(user)
    return client


def test_it_is_found_by_name_deed_kind_and_time(chief: Client) -> None:
    tag = make_tag("Ice")
    audit.record(None, "merge tags", tag, loser_name="Snow", stories=3)
    AuditEntry.objects.bulk_create(
        [AuditEntry(actor_name="Old hand", action="release", target_kind="article", target_id=1, target_name="Ferry",
                    at=timezone.now() - timedelta(days=90))]
    )  # fmt: skip
    counts = {
        "q=ice": 1, "q=merge+tags": 1, "q=old": 1, "what=tag": 1, "what=article": 1, "when=31": 1,
        "when=x": 2, "what=x": 2, "q=nothing": 0,
    }  # fmt: skip
    for query, count in counts.items():
        assert chief.get(f"{LIST}?{query}").context["cl"].result_count == count, query
    assert "loser_name: Snow, stories: 3" in chief.get(LIST).content.decode()


def test_it_costs_the_same_for_many(chief: Client, django_assert_max_num_queries) -> None:
    tag = make_tag("Ice")
    for number in range(120):
        audit.record(None, "save tag", tag, name=f"{number}")
    with django_assert_max_num_queries(9):
        assert len(chief.get(LIST).context["cl"].result_list) == 50


def test_nobody_changes_it(chief: Client, admin_client: Client) -> None:
    audit.record(None, "save tag", make_tag("Ice"), note="<script>x</script>")
    entry = AuditEntry.objects.get()
    page = reverse("admin:ledger_auditentry_change", args=[entry.pk])
    assert "<script>x" not in admin_client.get(page).content.decode()
    assert admin_client.post(page, {"actor_name": "somebody else"}).status_code == 403
    assert (
        admin_client.post(reverse("admin:ledger_auditentry_delete", args=[entry.pk]), {"post": "yes"}).status_code
        == 403
    )
    admin_client.post(LIST, {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"})
    assert AuditEntry.objects.get().actor_name == "the system"
