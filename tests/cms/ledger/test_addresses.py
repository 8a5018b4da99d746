"""One table of addresses: never two things at one, never more than one hop, never a loop."""

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from cms.ledger import addresses
from cms.ledger.addresses import canonical
from cms.ledger.models import Address, AuditEntry
from cms.ledger.resolver import Gone, elsewhere

pytestmark = pytest.mark.django_db


def path_for(slug: str) -> str:
    return f"/things/{slug}/"


def place(thing: int, slug: str) -> str:
    with transaction.atomic():
        return addresses.place("thing", thing, path_for, slug)


def test_renamed_twice_and_back_every_old_address_leads_to_the_current_one_in_one_hop() -> None:
    for slug in ("one", "two", "three", "one"):
        place(1, slug)
    assert elsewhere("/things/two/").url == "/things/one/"
    assert elsewhere("/things/three/").url == "/things/one/"
    with pytest.raises(Http404):
        elsewhere("/things/one/")  # current: whoever asks here found nothing to show


def test_a_taken_address_is_numbered_whether_current_old_or_gone() -> None:
    place(1, "story")
    assert place(2, "story") == "story-2"
    place(1, "moved")
    assert place(3, "story") == "story-3"
    addresses.retire("thing", 1)
    assert place(4, "story") == "story-4"


def test_a_thing_gets_its_own_old_address_back() -> None:
    place(1, "story")
    place(1, "moved")
    assert place(1, "story") == "story"
    assert Address.objects.filter(target_kind="thing", target_id=1, state="current").count() == 1


def test_many_at_once_cost_as_many_queries_as_one(django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(8), transaction.atomic():
        got = addresses.place_many("thing", [(n, "same words") for n in range(100)], path_for)
    assert len(set(got.values())) == 100


def test_what_is_retired_answers_gone() -> None:
    place(1, "story")
    addresses.retire("thing", 1)
    with pytest.raises(Gone):
        elsewhere("/things/story/")


def test_slashes_and_case_do_not_change_the_answer() -> None:
    place(1, "story")
    for asked in ("/things/story", "//things//story/", "/Things/STORY/"):
        assert elsewhere(asked).url == "/things/story/"


def test_an_address_of_the_old_site_never_takes_one_that_is_taken() -> None:
    place(1, "story")
    addresses.keep_old("thing", 2, ["/things/story/", "/index.php/news/7-story/"])
    assert Address.objects.get(path="/things/story/").target_id == 1
    place(2, "other")
    assert elsewhere("/index.php/news/7-story").url == "/things/other/"


def test_the_database_itself_refuses_two_current_addresses_of_one_thing() -> None:
    place(1, "story")
    with pytest.raises(IntegrityError), transaction.atomic():
        Address.objects.create(path="/elsewhere/", state="current", target_kind="thing", target_id=1)


@given(st.text(max_size=60))
def test_the_canonical_form_is_stable(path: str) -> None:
    assert canonical(canonical(path)) == canonical(path)


def test_the_trail_is_only_ever_added_to() -> None:
    entry = AuditEntry.objects.create(
        actor_name="Aida", action="save", target_kind="thing", target_id=1, target_name="A"
    )
    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()
