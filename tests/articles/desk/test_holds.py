"""A story that somebody holds: nobody else changes or releases it, everybody sees who and why, readers can lose it."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import copying, kept, planning, policy, sharing, workflow
from articles.desk.form import blank_text
from articles.models import Article, Hold, KeptText, State
from cms.ledger import due
from cms.ledger.models import AuditEntry, DueState
from tests.articles.desk.newsroom import begin, desk, lines_of, member, room_of, typed

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"
REASON = "For legal: the second source"


@pytest.fixture
def holder() -> User:
    return member("editor", "aida")


@pytest.fixture
def bolot() -> Client:
    return desk(member("editor", "bolot"))


@pytest.fixture
def chief() -> Client:
    return desk(member("chief", "cholpon"))


def held(holder: User, **fields: Any) -> Article:
    """A story that its holder holds, from the room."""
    client = desk(holder)
    article = begin(client, **fields)
    version = article.version
    assert client.post(room_of(article), typed(version, move="hold", hold_reason=REASON)).status_code == 302
    return Article.objects.get(pk=article.pk)


def lift(client: Client, article: Article, reason: str = "Cleared by counsel") -> Any:
    return client.post(reverse("admin:articles_article_lift_hold", args=[article.pk]), {"lift_reason": reason})


def standing(article: Article) -> Any:
    row = Article.objects.filter(pk=article.pk).values().get()
    return row, article.revisions.count(), due.open_of("article", article.pk).count()


def test_everybody_who_sees_the_story_sees_who_holds_it_since_when_and_why(holder: User, bolot: Client) -> None:
    article = held(holder)
    for page in (bolot.get(room_of(article)), desk(member("importer")).get(room_of(article))):
        words = page.content.decode()
        assert "aida</span> holds this story" in words and REASON in words
        assert 'id="room"' not in words and "Lift the hold" not in words
    assert "Held</span>" in bolot.get(LIST).content.decode()
    own = desk(holder).get(room_of(article))
    assert "You hold this story" in own.content.decode()
    assert "end_hold" in own.context["buttons"] and "hold" not in own.context["buttons"]


@pytest.mark.parametrize(
    "move",
    ["save", "submit", "release", "schedule", "trash", "hold", "end_hold", "plan_publish", "discard", "withdraw"],
)
def test_while_it_is_held_nobody_else_changes_it_and_what_was_typed_stays_on_the_screen(
    move: str, holder: User, bolot: Client
) -> None:
    article = held(holder, **({"move": "release"} if move in {"plan_publish", "discard", "withdraw"} else {}))
    before = standing(article)
    form = typed(
        article.version, title="Typed when the hold came", move=move, hold_reason="x", withdraw_reason="x",
        release_on="2031-01-01", release_time="09:00", publish_on="2031-01-01", publish_time="09:00",
    )  # fmt: skip
    answer = bolot.post(room_of(article), form)
    assert answer.status_code == 403
    assert answer.context["form"]["title"].value() == "Typed when the hold came"
    assert REASON in answer.content.decode() and answer.context["buttons"] == set()
    assert standing(article) == before
    # The holder goes on as before.
    assert desk(holder).post(room_of(article), typed(article.version, title="Hers")).status_code == 302


def test_side_doors_obey_the_hold_too(holder: User, bolot: Client) -> None:
    article = held(holder)
    desk(holder).post(room_of(article), typed(1, title="Second"))
    before = standing(article)
    restore = reverse("admin:articles_article_restore", args=[article.pk, 1])
    assert bolot.post(restore, {"base_version": 2}).status_code == 404
    for action in ("submit", "approve", "release", "trash"):
        answer = bolot.post(LIST, {"do": action, "chosen": lines_of(article)}, follow=True)
    assert "holds this story as it is since" in answer.content.decode()
    assert standing(article) == before


def test_words_typed_while_it_is_held_are_kept_for_their_writer(holder: User, bolot: Client) -> None:
    article = held(holder)
    sent = typed(1, title="Typed meanwhile", kept_tab="one", kept_turn=1, kept_seen="", kept_place="here")
    answer = bolot.post(reverse("admin:articles_article_keep", args=[article.pk]), sent)
    assert (answer.status_code, KeptText.objects.get().data["title"]) == (200, "Typed meanwhile")
    window = {"kept_tab": "one", "kept_turn": 1, "kept_place": "here"}
    told = bolot.post(reverse("admin:articles_article_here", args=[article.pk]), window).json()
    assert REASON in told["held"]
    assert kept.offered(User.objects.get(username="bolot"), article) != []


def test_a_held_story_can_be_withdrawn_from_readers_over_the_version_that_was_seen(holder: User, bolot: Client) -> None:
    article = held(holder, move="release")
    where = reverse("admin:articles_article_withdraw", args=[article.pk])
    for wrong in ({}, {"base_version": "0", "withdraw_reason": "x"}, {"base_version": "1"}):
        bolot.post(where, wrong)
        assert Article.objects.get().state == State.RELEASED
    outsider = desk(member("reporter", "outsider"))
    assert outsider.post(where, {"base_version": "1", "withdraw_reason": "x"}).status_code == 404
    bolot.post(where, {"base_version": "1", "withdraw_reason": "A court order"})
    assert (Article.objects.get().state, Article.objects.get().withdrawn_reason) == (State.WITHDRAWN, "A court order")
    assert Hold.objects.exists()


def test_a_chief_lifts_it_with_a_reason_and_the_trail_tells_all(holder: User, bolot: Client, chief: Client) -> None:
    article = held(holder)
    assert lift(bolot, article).status_code == 404
    lift(chief, article, "  ")
    assert Hold.objects.exists()
    for _ in range(2):
        assert lift(chief, article).status_code == 302
    assert not Hold.objects.exists()
    assert bolot.post(room_of(article), typed(1, title="Going on")).status_code == 302
    trail = AuditEntry.objects.filter(target_id=article.pk, action__contains="hold").order_by("pk")
    assert [(entry.actor_name, entry.action) for entry in trail] == [("aida", "hold"), ("cholpon", "lift hold")]
    assert trail[1].details == {"held_for": REASON, "held_by": "aida", "reason": "Cleared by counsel"}


def test_its_holder_ends_it_without_a_reason_and_each_press_counts_once(holder: User) -> None:
    client = desk(holder)
    article = begin(client)
    assert client.post(room_of(article), typed(1, move="hold")).status_code == 422  # why?
    for move in ("hold", "hold", "end_hold", "end_hold"):
        assert client.post(room_of(article), typed(1, move=move, hold_reason=REASON)).status_code == 302
    actions = AuditEntry.objects.filter(target_id=article.pk).order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["create", "hold", "end hold"]


def test_a_hold_outlives_the_account_of_its_holder(holder: User, bolot: Client, chief: Client) -> None:
    article = held(holder)
    Article.objects.update(owner=None)
    holder.delete()
    assert bolot.post(room_of(article), typed(1, title="Over it")).status_code == 403
    lift(chief, article)
    assert not Hold.objects.exists()


def test_what_was_planned_does_not_go_out_while_it_is_held_and_taking_down_does(holder: User) -> None:
    planner = member("editor", "planner", email="planner@news.example")
    article = begin(desk(planner), move="release")
    desk(planner).post(room_of(article), typed(1, title="Planned"))
    article.refresh_from_db()
    now = timezone.now()
    soon, later = now + timedelta(minutes=5), now + timedelta(minutes=9)
    planning.plan_publication(planner, article, at=soon, base_version=2)
    planning.plan_taking_down(planner, article, at=later, reason="The vote is over")
    workflow.hold(holder, article, reason=REASON, base_version=2)
    due.apply_due(soon + timedelta(seconds=1))
    change = due.open_of("article", article.pk).get(kind=planning.PUBLISH)
    assert change.state == DueState.FAILED and REASON in change.reason
    assert REASON in mail.outbox[0].body and mail.outbox[0].to == ["planner@news.example"]
    assert Article.objects.get().title != "Planned"
    due.apply_due(later + timedelta(seconds=1))
    assert Article.objects.get().state == State.WITHDRAWN


def test_a_stale_page_holds_nothing_and_the_system_is_held_up_by_nothing(holder: User) -> None:
    article = begin(desk(holder))
    with pytest.raises(workflow.StaleVersion):
        workflow.hold(holder, article, reason=REASON, base_version=9)
    workflow.hold(holder, article, reason=REASON, base_version=1)
    workflow.save_draft(None, article, {"title": "By the import"}, base_version=1)
    with pytest.raises(policy.Held, match="second source"):
        workflow.release(member("chief"), article, base_version=2)


def test_a_held_draft_becomes_no_template_and_a_held_template_no_draft(holder: User, chief: Client) -> None:
    article = held(holder)
    for wanted in (True, False):
        Article.objects.update(is_template=not wanted)
        where = reverse("admin:articles_article_template", args=[article.pk])
        page = chief.post(where, {"template": "1" if wanted else "0"}, follow=True)
        assert REASON in str([*page.context["messages"]][0])
        assert Article.objects.get().is_template is not wanted


def test_a_held_story_is_shared_and_copied_as_before(holder: User) -> None:
    article = held(holder)
    bolot = member("editor", "bolot")
    link = sharing.make(bolot, article, hours=1)
    assert Client().get(sharing.address_of(link)).status_code == 200
    assert policy.hold_of(copying.copy(bolot, article, blank=blank_text(bolot))) is None
