"""Addresses on the desk: whoever was given one comes to where the thing is now, in one hop, and never in a circle."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from articles.models import State
from articles.tagging import save_tag
from cms.addresses import leading
from cms.ledger import addresses
from cms.ledger.models import Address, AuditEntry
from tests.builders import make_article, make_articles, make_person, make_tag, make_user

pytestmark = pytest.mark.django_db
ADD = "/admin/ledger/address/add/"
LIST = "/admin/ledger/address/"
WHERE = "/admin/ledger/address/where/"


@pytest.fixture
def editor(client: Client) -> Client:
    user = make_user("editor", is_staff=True)
    user.groups.add(Group.objects.get(name="editor"))
    client.force_login(user)
    return client


@pytest.fixture
def chief() -> Client:
    user = make_user("chief", is_staff=True)
    user.groups.add(Group.objects.get(name="chief"))
    client = Client()
    client.force_login(user)
    return client


def lead(client: Client, old: str, to: str) -> str:
    """Add an address; return what the desk objects to, "" where it took it."""
    answer = client.post(ADD, {"old": old, "to": to})
    if answer.status_code == 302:
        return ""
    errors = answer.context["adminform"].form.errors
    return " ".join(str(error) for field in errors.values() for error in field)


def goes(path: str) -> tuple[int, str]:
    answer = Client().get(path)
    return answer.status_code, answer.get("Location", "")


def test_an_old_address_leads_to_a_story_and_follows_it_when_it_moves(editor: Client) -> None:
    tag = make_tag("Glaciers")
    assert lead(editor, "/2019/05/our-glaciers/", "/tag/glaciers/") == ""
    assert goes("/2019/05/our-glaciers/") == (301, "/tag/glaciers/")
    tag.slug = "ice"
    save_tag(None, tag)
    assert goes("/2019/05/our-glaciers/") == (301, "/tag/ice/")
    entry = AuditEntry.objects.get(action="add address")
    assert entry.actor.username == "editor" and entry.target_name == "/2019/05/our-glaciers/"


@pytest.mark.parametrize(
    ("old", "kept"),
    [
        ("http://127.0.0.1:8000/Old/Story/", "/old/story/"),
        ("https://www.127.0.0.1/old//story", "/old/story/"),
        ("old/story", "/old/story/"),
        ("/%D0%BC%D0%B8%D1%80/", "/мир/"),
        ("  /old/story/#part ", "/old/story/"),
        ("/index.php/news/7-ferry.html", "/index.php/news/7-ferry.html/"),
    ],
)
def test_an_address_is_taken_as_it_is_pasted(editor: Client, old: str, kept: str) -> None:
    assert lead(editor, old, "/markets/") == ""
    assert Address.objects.get(target_kind="redirect").path == kept
    assert goes(kept) == (301, "/markets/")


@pytest.mark.parametrize(
    ("old", "said"),
    [
        ("/", "front page"), ("https://elsewhere.example/x/", "not this site"), ("/x/?lang=1", "question mark"),
        ("/markets/", "stays one"), ("/our-people", "stays one"), ("/admin/x/", "own"), ("/static/a.css", "own"),
        ("/media/a.jpg", "own"), ("//evil.example/", "one slash"), ("/a\\b/", "signs"), ("/a%00b/", "signs"),
        ("/a%0d%0ab/", "signs"), ("javascript:alert(1)", "slash"), ("/" + "x" * 600, "longer"), ("https://[/x", "read"),
        ("/the-ferry/", "in use"), ("/%61dmin/x/", "own"), ("http://u@127.0.0.1/x/", "not this site"),
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_led_is_refused_in_words(editor: Client, old: str, said: str) -> None:
    make_article("The ferry")
    before = Address.objects.count()
    assert said in lead(editor, old, "/latest/")
    assert Address.objects.count() == before


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("/no-such-story/", "nothing at"), ("https://evil.example/", "no host"), ("//evil.example", "one slash"),
        ("http://partner.example/", "no host"), ("https://u:p@partner.example/", "no host"), ("/old/", "nothing at"),
        ("javascript:alert(1)", "slash"), ("/\\evil.example", "signs"), ("", "required"), ("/gone-story/", "gone"),
        ("https://partner.example.evil.example/", "no host"), ("ftp://partner.example/", "slash"),
    ],
)  # fmt: skip
def test_an_address_never_leads_to_nothing_or_to_a_stranger(editor: Client, settings, to: str, said: str) -> None:
    settings.REDIRECT_HOSTS = {"partner.example"}
    story = make_article("Gone story")
    type(story).objects.filter(pk=story.pk).update(state=State.WITHDRAWN)
    addresses.retire("article", story.pk)
    assert said in lead(editor, "/old/", to)
    assert not Address.objects.filter(path="/old/").exists()


def test_an_approved_host_can_be_led_to(editor: Client, settings) -> None:
    settings.REDIRECT_HOSTS = {"partner.example"}
    assert lead(editor, "/shop/", "https://partner.example/shop?from=us#top") == ""
    assert goes("/shop/") == (301, "https://partner.example/shop?from=us")


def test_a_chain_is_followed_to_its_end_and_a_circle_cannot_be_made(editor: Client, chief: Client) -> None:
    make_article("The ferry")
    assert lead(editor, "/one/", "/markets/") == ""
    assert lead(editor, "/two/", "/one/") == ""
    assert goes("/two/") == (301, "/markets/")
    one, two = Address.objects.get(path="/one/"), Address.objects.get(path="/two/")
    circle = chief.post(reverse("admin:ledger_address_change", args=[one.pk]), {"to": "/two/"})
    assert circle.status_code == 302, "the end of the chain is /markets/, no circle"
    assert goes("/one/") == (301, "/markets/")
    assert chief.post(reverse("admin:ledger_address_change", args=[one.pk]), {"to": "/the-ferry/"}).status_code == 302
    assert goes("/one/") == (301, "/the-ferry/")
    itself = chief.post(reverse("admin:ledger_address_change", args=[two.pk]), {"to": "/two/"})
    assert itself.status_code == 302 and goes("/two/") == (301, "/markets/")
    assert AuditEntry.objects.filter(action="lead address").count() == 3


def test_what_a_redirect_leads_to_may_move_and_is_still_one_hop_away(editor: Client) -> None:
    tag = make_tag("Glaciers")
    Address.objects.create(path="/free/", state="old", target_kind="redirect", target_id=0, leads_to="/tag/glaciers/")
    tag.slug = "ice"
    save_tag(None, tag)
    assert goes("/free/") == (301, "/tag/ice/")


def test_redirects_that_led_to_an_address_lead_straight_on_with_it() -> None:
    Address.objects.create(path="/a/", state="old", target_kind="redirect", target_id=0, leads_to="/b/")
    with transaction.atomic():
        leading.lead("/b/", leading.Destination.place("/latest/"))
    assert goes("/a/") == (301, "/latest/")
    with pytest.raises(ValidationError), transaction.atomic():
        leading.lead("/c/", leading.Destination.place("/c/"))


def test_the_table_itself_holds_no_redirect_to_nowhere() -> None:
    for row in (
        {"target_kind": "redirect", "leads_to": ""},
        {"target_kind": "article", "leads_to": "/x/"},
        {"target_kind": "redirect", "leads_to": "/x/", "state": "current"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Address.objects.create(path="/p/", target_id=0, **{"state": "old"} | row)


def test_marking_as_gone_is_a_chief_s_and_spares_what_is_in_use(editor: Client, chief: Client) -> None:
    make_article("The ferry")
    lead(editor, "/old/", "/the-ferry/")
    ids = list(Address.objects.values_list("pk", flat=True))
    editor.post(LIST, {"action": "mark_as_gone", "_selected_action": ids})
    assert goes("/old/")[0] == 301
    chief.post(LIST, {"action": "mark_as_gone", "_selected_action": ids})
    assert goes("/old/")[0] == 410
    assert goes("/the-ferry/")[0] == 200
    assert AuditEntry.objects.filter(action="mark address as gone").count() == 1
    row = Address.objects.get(path="/old/")
    assert chief.post(reverse("admin:ledger_address_change", args=[row.pk]), {"to": "/the-ferry/"}).status_code == 302
    assert goes("/old/") == (301, "/the-ferry/")


def test_an_address_in_use_is_not_changed_here_and_none_is_ever_deleted(chief: Client) -> None:
    make_article("The ferry")
    row = Address.objects.get(target_kind="article")
    page = reverse("admin:ledger_address_change", args=[row.pk])
    assert chief.get(page).status_code == 200
    assert chief.post(page, {"to": "/latest/"}).status_code == 403
    assert chief.post(reverse("admin:ledger_address_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    assert goes("/the-ferry/")[0] == 200


def test_an_editor_adds_and_a_reporter_sees_nothing(editor: Client) -> None:
    assert lead(editor, "/old/", "/latest/") == ""
    row = Address.objects.get(path="/old/")
    assert editor.post(reverse("admin:ledger_address_change", args=[row.pk]), {"to": "/markets/"}).status_code == 403
    reporter = make_user("reporter", is_staff=True)
    reporter.groups.add(Group.objects.get(name="reporter"))
    other = Client()
    other.force_login(reporter)
    for page in (LIST, ADD, WHERE, reverse("admin:ledger_address_change", args=[row.pk])):
        assert other.get(page).status_code == 403, page


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("http://127.0.0.1:8000/The-Ferry/?utm=1", 1),
        ("the-fer", 1),
        ("/THE-FERRY", 1),
        ("%D0%BC%D0%B8%D1%80", 1),
        ("nothing", 0),
    ],
)
def test_it_is_found_by_path_or_by_the_whole_address(editor: Client, typed: str, found: int) -> None:
    make_article("The ferry")
    addresses.keep_old("article", 1, ["/мир/"])
    assert len(editor.get(LIST, {"q": typed}).context["cl"].result_list) == found


def test_the_list_names_what_it_leads_to_with_as_many_queries_for_many(
    editor: Client, django_assert_max_num_queries
) -> None:
    make_articles(60)
    make_person("Aida Sarybay")
    make_tag("Ice")
    lead(editor, "/x/", "/markets/")
    with django_assert_max_num_queries(16):
        page = editor.get(LIST).content.decode()
    for words in ("Story 59", "Aida Sarybay", "Ice", "/markets/"):
        assert f">{words}<" in page, words
    for query in ({"kind": "redirect"}, {"state__exact": "old"}, {"kind": "no-such"}):
        assert editor.get(LIST, query).status_code == 200


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ("/the-ferry/", 200, "The ferry"), ("/old/", 301, "/the-ferry/"), ("/no-such/", 404, "never was"),
        ("http://127.0.0.1:8000/OLD", 301, "/the-ferry/"), ("/gone/", 410, "gone"), ("/latest/", 200, "answers"),
        ("/latest/?page=99", 404, "never"),
        ("/latest", 301, "/latest/"),
    ],
)  # fmt: skip
def test_the_box_tells_what_a_reader_gets(editor: Client, typed: str, status: int, said: str) -> None:
    article = make_article("The ferry")
    addresses.keep_old("article", article.pk, ["/old/"])
    Address.objects.create(path="/gone/", state="gone", target_kind="article", target_id=article.pk)
    page = editor.get(WHERE, {"address": typed}).content.decode()
    assert f"<strong>{status}</strong>" in page
    assert said in page


@pytest.mark.parametrize(
    "typed", ["", "https://evil.example/", "/\x00", "/\\", "https://[", "x" * 5000, "/%ff%fe/", "<script>"]
)
def test_the_box_takes_anything(editor: Client, typed: str) -> None:
    answer = editor.get(WHERE, {"address": typed})
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode().replace("<script src", "")
