"""A link to a draft: who makes one, what it shows to whoever has it, and when it shows nothing."""

import io
import re
from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from PIL import Image

from articles import policy, sharing, workflow
from articles.models import Article, LinkOpening, SharedLink
from cms.ledger.models import AuditEntry
from tests.articles.desk.newsroom import member
from tests.builders import BODY, make_article, make_person, make_photo, region

pytestmark = pytest.mark.django_db

PHONE = "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
CREDIT = {"person": None, "name": "Wire", "role": "author"}
TEXT = {"title": "A draft for the reader", "body": BODY, "bylines": [CREDIT]}


@pytest.fixture
def draft() -> Article:
    return workflow.create(member("editor", "the-editor"), TEXT)


def link_to(article: Article, **wish: object) -> str:
    return sharing.address_of(sharing.make(article.owner, article, hours=wish.pop("hours", 48), **wish))


def opened(address: str, agent: str = PHONE, **headers: str) -> HttpResponse:
    return Client().get(address, headers={"user-agent": agent, **headers})


def past(link: SharedLink, **ago: float) -> None:
    """Let a link have been made, and so ended, so long before."""
    ago = timedelta(**ago)
    SharedLink.objects.filter(pk=link.pk).update(made_at=link.made_at - ago, expires_at=link.expires_at - ago)


def test_the_page_is_the_readers_page_of_the_draft_marked_and_known_to_nobody_else(draft: Article) -> None:
    answer = opened(link_to(draft))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'class="story story--news"' in page and "A draft for the reader" in page
    assert "A draft, shown to you before it is published" in page
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert not answer.cookies and not answer.has_header("Set-Cookie") and not answer.has_header("ETag")
    assert "Cookie" not in answer.get("Vary", "")


def test_nothing_of_the_desk_is_on_the_page(draft: Article) -> None:
    link = sharing.make(draft.owner, draft, hours=1, for_whom="Professor Nurlan")
    for number in range(3):
        workflow.create(draft.owner, TEXT | {"title": f"Another quiet draft {number}"})
    workflow.release(
        None, workflow.create(None, TEXT | {"title": "Scheduled, not out"}), base_version=1,
        at=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    # Meant for a later day than the story that is scheduled: the page is still one of this moment.
    later = (timezone.now() + timedelta(days=9)).isoformat()
    workflow.save_draft(draft.owner, draft, TEXT | {"release_at": later}, base_version=1)
    page = opened(sharing.address_of(link)).content.decode()
    for word in ("/admin/", "the-editor", "Professor Nurlan", "Another quiet draft", "Scheduled, not out", "csrf"):
        assert word not in page, word
    assert link.key not in page
    assert 'rel="canonical"' not in page


def test_pictures_of_a_draft_load(draft: Article) -> None:
    drawn = io.BytesIO()
    Image.radial_gradient("L").save(drawn, "PNG")
    lead, photo = make_photo(alt="A boat", credit="Steppe"), make_photo(drawn.getvalue(), alt="A pier", credit="Steppe")
    text = TEXT | {"lead_picture": lead.uid, "body": f'{BODY}<figure data-picture="{photo.uid}"></figure>'}
    workflow.save_draft(draft.owner, draft, text, base_version=1)
    page = opened(link_to(draft)).content.decode()
    sources = re.findall(r'<img[^>]* src="([^"]+)"', page)
    assert len(sources) >= 2
    answers = [Client().get(source) for source in sources]
    assert [answer.status_code for answer in answers] == [200] * len(sources)
    # Last: an answer that is closed takes the connection with it.
    for answer in answers:
        answer.close()


def test_a_link_follows_the_last_saved_text_or_stays_with_one_version(draft: Article) -> None:
    following, pinned = link_to(draft), link_to(draft, number=1)
    workflow.save_draft(draft.owner, draft, TEXT | {"title": "Written again"}, base_version=1)
    assert "Written again" in opened(following).content.decode()
    assert "Written again" not in opened(pinned).content.decode()
    assert "A draft for the reader" in opened(pinned).content.decode()


@pytest.mark.parametrize("number", [None, 1])
def test_once_readers_have_the_text_the_link_leads_to_the_article(draft: Article, number: int | None) -> None:
    address = link_to(draft, number=number)
    workflow.save_draft(draft.owner, draft, TEXT | {"title": "Out now"}, base_version=1)
    workflow.release(draft.owner, draft, base_version=2)
    answer = opened(address)
    assert (answer.status_code, answer["Location"]) == (302, draft.get_absolute_url())
    assert answer["Cache-Control"] == "private, no-store"
    assert opened(answer["Location"]).status_code == 200


def test_a_story_that_is_scheduled_is_still_a_draft_to_whoever_has_the_link(draft: Article) -> None:
    address = link_to(draft)
    workflow.release(draft.owner, draft, base_version=1, at=timezone.now() + timedelta(hours=2))
    assert opened(address).status_code == 200


def test_changes_to_a_live_story_are_shown_until_they_are_published(draft: Article) -> None:
    workflow.release(draft.owner, draft, base_version=1)
    address = link_to(draft)
    assert opened(address).status_code == 302
    workflow.save_draft(draft.owner, draft, TEXT | {"title": "With a correction"}, base_version=1)
    pinned = link_to(draft, number=2)
    assert all("With a correction" in opened(at).content.decode() for at in (address, pinned))
    workflow.release(draft.owner, draft, base_version=2)
    assert [opened(at).status_code for at in (address, pinned)] == [302, 302]


def wrong_in_every_way(draft: Article) -> dict[str, str]:
    good = link_to(draft, for_whom="a friend")
    token = good.rstrip("/").rsplit("/", 1)[1]
    other = workflow.create(draft.owner, TEXT | {"title": "Not this one"})
    ended = sharing.make(draft.owner, draft, hours=1)
    past(ended, hours=1.01)
    revoked = sharing.make(draft.owner, draft, hours=2)
    sharing.revoke(draft.owner, revoked)
    return {
        "ended": sharing.address_of(ended),
        "revoked": sharing.address_of(revoked),
        "tampered": sharing.path_of(draft.pk, f"{'A' if token[0] != 'A' else 'B'}{token[1:]}"),
        "cut": sharing.path_of(draft.pk, token[:-1]),
        "of another story": sharing.path_of(other.pk, token),
        "of no story": sharing.path_of(draft.pk + 900, token),
        "what is stored": sharing.path_of(draft.pk, SharedLink.objects.get(for_whom="a friend").key),
        "hostile": sharing.path_of(draft.pk, "%00' OR 1=1 --é"),
        "endless": sharing.path_of(draft.pk, "A" * 4000),
    }


def test_whatever_is_wrong_with_a_link_looks_the_same(draft: Article) -> None:
    answers = {why: opened(address) for why, address in wrong_in_every_way(draft).items()}
    assert {why: answer.status_code for why, answer in answers.items()} == dict.fromkeys(answers, 404)
    assert len({answer.content for answer in answers.values()}) == 1
    told = [{name: said for name, said in a.headers.items() if name != "X-Request-ID"} for a in answers.values()]
    assert all(headers == told[0] for headers in told)
    assert answers["ended"]["Cache-Control"] == "private, no-store"
    assert not LinkOpening.objects.exists()


def test_a_story_in_the_trash_or_withdrawn_is_shown_to_nobody(draft: Article) -> None:
    address = link_to(draft)
    workflow.trash(None, draft)
    assert opened(address).status_code == 404
    workflow.take_from_trash(None, draft)
    assert opened(address).status_code == 200
    workflow.release(draft.owner, draft, base_version=1)
    workflow.withdraw(draft.owner, draft, reason="Wrong")
    assert opened(address).status_code == 404


def test_a_link_does_what_its_maker_may_do() -> None:
    reporter = member("reporter")
    draft = workflow.create(reporter, TEXT)
    address = link_to(draft)
    assert opened(address).status_code == 200
    reporter.is_active = False
    reporter.save()
    assert opened(address).status_code == 404
    reporter.delete()
    assert opened(address).status_code == 404


@pytest.mark.parametrize("hours", [0, -1, 73, 10**9])
def test_no_link_lives_longer_than_the_newsroom_allows(draft: Article, hours: int) -> None:
    with pytest.raises(sharing.CannotShare):
        sharing.make(draft.owner, draft, hours=hours)
    assert not SharedLink.objects.exists()


def test_a_stored_link_opens_nothing_and_a_changed_secret_leaves_it_working(draft: Article, settings: object) -> None:
    link = sharing.make(draft.owner, draft, hours=48)
    address = sharing.address_of(link)
    token = address.rstrip("/").rsplit("/", 1)[1]
    assert len(token) >= 43  # 256 bits
    row = SharedLink.objects.filter(pk=link.pk).values().get()
    assert token not in str(row) and row["key"] != token
    settings.SECRET_KEY = "another secret than before"
    assert sharing.address_of(link) == ""
    assert opened(address).status_code == 200


def test_a_double_press_makes_one_link_and_two_are_never_alike(draft: Article) -> None:
    first, second = (sharing.make(draft.owner, draft, hours=48, for_whom="Bek") for _ in range(2))
    assert first.pk == second.pk
    assert sharing.make(draft.owner, draft, hours=48, for_whom="Dana").key != first.key
    assert sharing.make(draft.owner, draft, hours=24, for_whom="Bek").key != first.key


def test_a_story_has_so_many_open_links_and_no_more(draft: Article) -> None:
    for number in range(sharing.MOST_OPEN):
        sharing.make(draft.owner, draft, hours=1, for_whom=str(number))
    with pytest.raises(sharing.CannotShare, match="Revoke one"):
        sharing.make(draft.owner, draft, hours=1, for_whom="one more")
    sharing.revoke(draft.owner, SharedLink.objects.first())
    assert sharing.make(draft.owner, draft, hours=1, for_whom="one more")


def test_whoever_sees_a_story_may_share_it_and_its_maker_or_a_releaser_revokes() -> None:
    reporter = member("reporter")
    draft = workflow.create(reporter, TEXT | {"region": region("kazakhstan").pk})
    link = sharing.make(reporter, draft, hours=1)
    for outsider in (member("reporter", "other"), member("section editor", section=region("mongolia"))):
        with pytest.raises(policy.NotAllowed):
            sharing.make(outsider, draft, hours=1)
        with pytest.raises(policy.NotAllowed):
            sharing.revoke(outsider, link)
    with pytest.raises(policy.NotAllowed):
        sharing.revoke(member("importer"), link)  # sees it, made nothing, releases nothing
    section = member("section editor", "inside", section=region("kazakhstan"))
    sharing.revoke(section, link)
    sharing.revoke(section, link)
    sharing.revoke(reporter, sharing.make(reporter, draft, hours=2))
    trail = AuditEntry.objects.filter(target_kind="article", target_id=draft.pk).order_by("pk")
    assert [(entry.action, entry.actor_name) for entry in trail][1:] == [
        ("share draft", "reporter"), ("revoke shared draft", "inside"),
        ("share draft", "reporter"), ("revoke shared draft", "reporter"),
    ]  # fmt: skip


def test_openings_are_listed_by_time_and_kind_of_browser_and_nothing_else(draft: Article) -> None:
    address = link_to(draft)
    for agent in (PHONE, PHONE, "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) Version/17.5 Mobile/15E148 Safari/604.1"):
        opened(address, agent)
    rows = LinkOpening.objects.order_by("pk")
    assert [(row.browser, row.times) for row in rows] == [("Firefox on Android", 1), ("Safari on iPhone", 1)]
    assert {field.name for field in LinkOpening._meta.fields} == {
        "id",
        "link",
        "browser",
        "first_at",
        "last_at",
        "times",
    }


@pytest.mark.parametrize(
    "headers",
    [
        {"user-agent": "TelegramBot (like TwitterBot)"},
        {"user-agent": "WhatsApp/2.24.1 A"},
        {"user-agent": "facebookexternalhit/1.1"},
        {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"user-agent": "Slackbot-LinkExpanding 1.0"},
        {"user-agent": ""},
        {"user-agent": PHONE, "sec-purpose": "prefetch;prerender"},
        {"user-agent": PHONE, "purpose": "prefetch"},
    ],
    ids=str,
)
def test_who_only_looks_what_a_link_leads_to_has_not_opened_it(draft: Article, headers: dict[str, str]) -> None:
    address = link_to(draft)
    assert Client().get(address, headers=headers).status_code == 200
    assert Client().head(address, headers={"user-agent": PHONE}).status_code == 200
    assert not LinkOpening.objects.exists()


def test_looking_again_soon_is_the_same_opening_and_later_another(draft: Article) -> None:
    link = sharing.make(draft.owner, draft, hours=48)
    start = timezone.now()
    for minutes in (0, 0.1, 5, 20, 60):
        sharing.note_opening(link, "Firefox on Android", start + timedelta(minutes=minutes))
    assert [row.times for row in link.openings.order_by("pk")] == [3, 1]


def test_a_flood_of_openings_makes_so_many_rows_and_no_more(draft: Article) -> None:
    link = sharing.make(draft.owner, draft, hours=48)
    start = timezone.now()
    LinkOpening.objects.bulk_create(
        LinkOpening(link=link, browser=f"Kind {n}", first_at=start, last_at=start) for n in range(sharing.MOST_OPENINGS)
    )
    for n in range(5):
        sharing.note_opening(link, "Chrome on Windows", start + timedelta(minutes=40 * (n + 1)))
    assert link.openings.count() == sharing.MOST_OPENINGS
    assert sum(link.openings.values_list("times", flat=True)) == sharing.MOST_OPENINGS + 5


def test_the_page_is_shown_though_its_opening_cannot_be_noted(draft: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: object) -> None:
        raise DatabaseError("read-only")

    monkeypatch.setattr(sharing, "_note", fails)
    assert opened(link_to(draft)).status_code == 200


def test_what_ended_long_ago_is_forgotten_with_its_openings_when_a_link_is_made(draft: Article) -> None:
    old, recent = (sharing.make(draft.owner, draft, hours=1, for_whom=name) for name in ("old", "recent"))
    sharing.note_opening(old, "Firefox on Android", timezone.now())
    past(old, days=31)
    past(recent, days=2)
    sharing.make(draft.owner, draft, hours=1, for_whom="now")
    assert sorted(SharedLink.objects.values_list("for_whom", flat=True)) == ["now", "recent"]
    assert not LinkOpening.objects.exists()


def test_a_page_behind_a_link_costs_hardly_more_than_the_article(
    draft: Article, django_assert_max_num_queries: object
) -> None:
    address = link_to(draft)
    make_article("Beside it", people=[make_person()])
    opened(address)
    with django_assert_max_num_queries(32):
        opened(address)
