"""Many addresses corrected at once: looked at first, written as one batch, undone as one."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.addresses import corrections, sheet
from cms.addresses.corrections import Outcome
from cms.addresses.sheet import Line
from cms.ledger.models import Address, AuditEntry
from cms.ledger.resolver import Gone, elsewhere
from tests.builders import make_article, make_tag, make_user
from tests.cms.addresses.test_redirects import chief, editor, goes  # noqa: F401

pytestmark = pytest.mark.django_db
PAGE = "/admin/ledger/address/corrections/"


def lines(text: str) -> list[Line]:
    return sheet.read(text)


def outcomes(text: str) -> list[str]:
    return [each.outcome for each in corrections.propose(lines(text))]


def post(client: Client, text: str, *chosen: int) -> None:
    return client.post(PAGE, {"lines": text, "take": "1", "chosen": [str(number) for number in chosen]}, follow=True)


@pytest.fixture
def rivers() -> None:
    make_tag("Rivers")
    make_article("Ferry leaves")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/old/,/tag/rivers/", [Outcome.NEW]),
        ("https://example.com/old/;/tag/rivers/", [Outcome.RESERVED]),
        ("old,new\n/old/,/tag/rivers/\n/OLD,/latest/", [Outcome.NEW, Outcome.TWICE]),
        ("/old/,/no-such/", [Outcome.UNKNOWN]),
        ("/old/,", [Outcome.EMPTY]),
        ("/latest/,/tag/rivers/", [Outcome.RESERVED]),
        ("/section/opinion/,/tag/rivers/", [Outcome.RESERVED]),
        ("/wp-admin/x,/tag/rivers/", [Outcome.RESERVED]),
        ("/ferry-leaves/,/tag/rivers/", [Outcome.RESERVED]),
        ("/a/,/b/\n/b/,/a/", [Outcome.LOOP, Outcome.LOOP]),
        ("/a/,/a/", [Outcome.LOOP]),
        ("/a/,/b/\n/b/,/c/\n/c/,/tag/rivers/", [Outcome.NEW, Outcome.NEW, Outcome.NEW]),
        ("/?p=12&utm_source=x\t/tag/rivers/", [Outcome.NEW]),
        ("/?option=com_content&id=77:alias\t/tag/rivers/", [Outcome.NEW]),
        ("/old/,/category/rivers/page/1/", [Outcome.NEW]),
        ("/old/,https://evil.example/", [Outcome.UNKNOWN]),
        ("/old/,//evil.example/", [Outcome.UNKNOWN]),
        ("/old/,javascript:alert(1)", [Outcome.UNKNOWN]),
    ],
)
def test_each_line_is_judged_before_anything_is_changed(rivers: None, text: str, expected: list[str]) -> None:
    before = Address.objects.count()
    assert outcomes(text) == expected
    assert Address.objects.count() == before


def test_a_chain_in_the_list_leads_straight_to_its_end_in_whatever_order(editor: Client, rivers: None) -> None:  # noqa: F811
    post(editor, "/c/,/tag/rivers/\n/a/,/b/\n/b/,/c/\n/?p=12,/a/", 1, 2, 3, 4)
    assert {goes(path) for path in ("/a/", "/b/", "/c/", "/?p=12")} == {(301, "/tag/rivers/")}


def test_only_what_was_chosen_is_led_and_the_trail_has_one_entry(editor: Client, rivers: None) -> None:  # noqa: F811
    answer = post(editor, "/one/,/tag/rivers/\n/two/,/tag/rivers/\n/three/,/latest/", 1, 3)
    assert (goes("/one/")[0], goes("/two/")[0], goes("/three/")) == (301, 404, (301, "/latest/"))
    [entry] = AuditEntry.objects.filter(action=corrections.TAKEN)
    assert [line["now"]["path"] for line in entry.details["lines"]] == ["/one/", "/three/"]
    assert "Undo this batch" in answer.content.decode()


def test_a_batch_is_undone_but_for_what_somebody_changed_since(chief: Client, rivers: None) -> None:  # noqa: F811
    post(chief, "/one/,/tag/rivers/", 1)
    post(chief, "/one/,/latest/\n/two/,/latest/\n/three/,/latest/", 1, 2, 3)
    batch = AuditEntry.objects.filter(action=corrections.TAKEN).latest("pk")
    post(chief, "/three/,/markets/", 1)
    chief.post(f"{PAGE}{batch.pk}/")
    assert goes("/one/") == (301, "/tag/rivers/")
    assert goes("/two/")[0] == 404 and goes("/three/") == (301, "/markets/")
    with pytest.raises(ValidationError):
        corrections.undo(None, batch)
    undone = AuditEntry.objects.get(action=corrections.UNDONE)
    assert (undone.details["back"], undone.details["stays"]) == (2, ["/three/"])


def test_an_editor_adds_and_only_a_chief_changes_what_leads_already(
    editor: Client,  # noqa: F811
    chief: Client,  # noqa: F811
    rivers: None,
) -> None:
    post(chief, "/one/,/latest/", 1)
    post(editor, "/one/,/tag/rivers/\n/two/,/tag/rivers/", 1, 2)
    assert (goes("/one/"), goes("/two/")) == ((301, "/latest/"), (301, "/tag/rivers/"))
    first = AuditEntry.objects.filter(action=corrections.TAKEN).earliest("pk")
    assert editor.post(f"{PAGE}{first.pk}/").status_code == 403 and goes("/one/")[0] == 301


def test_what_redirects_led_to_is_put_back_as_well(rivers: None) -> None:
    corrections.take(None, lines("/one/,/search/?q=x"))
    Address.objects.filter(path="/one/").update(leads_to="/two/")  # as a redirect to a place that was a page then
    entry, _ = corrections.take(None, lines("/two/,/tag/rivers/"))
    assert elsewhere("/one/").url == "/tag/rivers/"
    corrections.undo(None, entry)
    assert Address.objects.get(path="/one/").leads_to == "/two/"


def test_the_preview_says_what_each_line_does_and_shows_hostile_ones_as_text(editor: Client, rivers: None) -> None:  # noqa: F811
    text = "/old/,/tag/rivers/\n/<script>alert(1)</script>/,/no-such/\n=1+1,@x\n\x00,/latest/"
    page = editor.post(PAGE, {"lines": text}).content.decode()
    assert "Leads there from now on" in page and "Leads to nothing" in page
    assert "<script>alert(1)" not in page


def test_a_file_is_taken_as_check_urls_writes_it(editor: Client, rivers: None) -> None:  # noqa: F811
    table = "old,new,score,why,status,hits\r\n/old/,/tag/rivers/,90,words: rivers,404,7\r\n'=x,,,no address,,1\r\n"
    file = SimpleUploadedFile("missing.csv", b"\xef\xbb\xbf" + table.encode())
    page = editor.post(PAGE, {"file": file, "lines": ""})
    assert [each.outcome for each in page.context["proposed"]] == [Outcome.NEW, Outcome.EMPTY]
    binary = SimpleUploadedFile("missing.csv", b"\xff\xfe\x00old")
    assert "UTF-8" in editor.post(PAGE, {"file": binary}).context["fault"]


def test_more_lines_than_are_taken_at_once_are_refused(editor: Client) -> None:  # noqa: F811
    text = "\n".join(f"/old-{n}/,/latest/" for n in range(sheet.MOST_LINES + 1))
    assert "in parts" in editor.post(PAGE, {"lines": text}).context["fault"]


def test_every_line_that_may_be_in_a_table_may_be_chosen(editor: Client, rivers: None) -> None:  # noqa: F811
    chosen = [str(number) for number in range(1, sheet.MOST_LINES + 1)]
    assert editor.post(PAGE, {"lines": "/old/,/latest/", "take": "1", "chosen": chosen}).status_code == 302
    assert goes("/old/") == (301, "/latest/")


def test_whoever_may_not_lead_addresses_sees_none_of_it() -> None:
    reporter = Client()
    reporter.force_login(make_user("reporter", ["view_address"], is_staff=True))
    assert reporter.get(PAGE).status_code in (403, 404)
    assert reporter.post(PAGE, {"lines": "/a/,/latest/", "take": "1", "chosen": "1"}).status_code in (403, 404)
    assert not Address.objects.filter(path="/a/").exists()


PLACES = ["/a/", "/b/", "/c/", "/d/", "/e/", "/?p=1", "/tag/rivers/", "/latest/", "/markets/", "/a/page/2/", "/none/"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(batches=st.lists(st.lists(st.tuples(*[st.sampled_from(PLACES)] * 2), min_size=1, max_size=6), max_size=4))
def test_whatever_is_led_where_no_address_is_more_than_one_hop_from_a_page(
    rivers: None, batches: list[list[tuple[str, str]]]
) -> None:
    for batch in batches:
        corrections.take(None, lines("\n".join(f"{old}\t{new}" for old, new in batch)))
    for place in PLACES[:6]:
        path, _, query = place.partition("?")
        try:
            there = elsewhere(path, {"p": "1"} if query else {}).url
        except (Gone, Http404):
            continue
        assert there in ("/tag/rivers/", "/latest/", "/markets/"), (place, there)
    Address.objects.exclude(state="current").delete()
