"""Nobody changes a text or where it stands on the strength of a page that shows neither any more: path by path."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import sharing, workflow
from articles.desk import seen
from articles.models import Article, KeptText, State
from articles.projection import project
from cms.ledger import due
from tests.articles.desk.newsroom import begin, desk, lines_of, member, room_of, typed
from tests.builders import make_article, region

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"
LATER = {"publish_on": "2031-05-01", "publish_time": "08:00", "take_down_on": "2031-05-01", "take_down_time": "08:00"}
REASONS = {"send_back_reason": "x", "withdraw_reason": "x", "take_down_reason": "x"}


def standing(article: Article) -> tuple[Any, ...]:
    row = Article.objects.filter(pk=article.pk).values().get()
    return row, article.revisions.count(), due.open_of("article", article.pk).count()


@pytest.fixture
def aida() -> Client:
    return desk(member("editor", "aida"))


@pytest.fixture
def bolot() -> Client:
    return desk(member("chief", "bolot"))


def drafted(client: Client) -> Article:
    return begin(client)


def handed_in(client: Client) -> Article:
    return begin(client, move="submit")


def live(client: Client) -> Article:
    return begin(client, move="release")


PRESSES: dict[str, Callable[[Client], Article]] = {
    "save": drafted, "submit": drafted, "release": drafted, "schedule": drafted, "trash": drafted,
    "approve": handed_in, "send_back": handed_in,
    "withdraw": live, "discard": live, "plan_publish": live, "plan_take_down": live,
}  # fmt: skip


@pytest.mark.parametrize("move", PRESSES)
def test_every_press_in_the_room_is_refused_over_an_older_version_and_shows_both_texts(
    move: str, aida: Client, bolot: Client
) -> None:
    article = PRESSES[move](aida)
    aida.post(room_of(article), typed(1, title="Hers"))
    before = standing(article)
    form = typed(1, title="His", move=move, release_on="2031-01-01", release_time="09:00", **REASONS | LATER)
    answer = bolot.post(room_of(article), form)
    assert answer.status_code == 409
    assert "aida saved version 2" in answer.content.decode()
    assert answer.context["form"]["title"].value() == "His"
    assert standing(article) == before


@pytest.mark.parametrize("base", ["2", "99", "-1", "", "1x", "9" * 40])
def test_a_version_of_the_future_or_none_at_all_saves_nothing(base: str, aida: Client) -> None:
    article = begin(aida)
    before = standing(article)
    assert aida.post(room_of(article), typed(base, title="From nowhere")).status_code == 409
    assert standing(article) == before


def test_the_version_of_another_story_opens_no_door(aida: Client, bolot: Client) -> None:
    first, second = begin(aida), begin(aida, title="Another")
    aida.post(room_of(second), typed(1, title="Another, mended"))
    assert bolot.post(room_of(first), typed(2, title="His", on_top="2")).status_code == 409
    assert bolot.post(reverse("admin:articles_article_restore", args=[first.pk, 1]), {"base_version": 2}).url.endswith(
        "/history/"
    )
    assert first.revisions.count() == 1


@pytest.mark.parametrize("action", ["submit", "approve", "release", "trash", "take_from_trash"])
def test_a_list_that_shows_an_older_text_changes_nothing(action: str, aida: Client, bolot: Client) -> None:
    article = (handed_in if action == "approve" else drafted)(aida)
    if action == "take_from_trash":
        workflow.trash(None, article)
    lines = lines_of(article)
    Article.objects.filter(pk=article.pk).update(version=2, working_by="aida")
    before = standing(article)
    answer = bolot.post(LIST, {"do": action, "chosen": lines}, follow=True)
    assert "version 2 by aida now" in answer.content.decode()
    assert standing(article) == before
    again = {"do": action, "chosen": lines_of(article), "passes_advice": "1"}
    assert bolot.post(LIST, again, follow=True).status_code == 200
    assert standing(article) != before


@pytest.mark.parametrize("line", ["{pk}", "{pk}.1", "{pk}.1.released", "{pk}.9.draft", "x.1.draft", "{pk}.1.draft.x"])
def test_a_line_that_no_list_shows_changes_nothing(line: str, aida: Client) -> None:
    article = begin(aida)
    before = standing(article)
    assert aida.post(LIST, {"do": "release", "chosen": [line.format(pk=article.pk)]}).status_code == 302
    assert standing(article) == before


def test_a_list_that_shows_a_story_where_it_stands_no_more_changes_nothing(aida: Client, bolot: Client) -> None:
    article = live(aida)
    aida.post(room_of(article), typed(1, title="Changed"))
    article.refresh_from_db()
    lines = lines_of(article)
    workflow.withdraw(None, article, reason="A court order")
    answer = bolot.post(LIST, {"do": "release", "chosen": lines}, follow=True)
    assert "did “withdraw” at" in answer.content.decode()
    assert Article.objects.get().state == State.WITHDRAWN


def test_a_press_over_a_story_that_was_withdrawn_since_is_asked_again(aida: Client, bolot: Client) -> None:
    article = live(aida)
    shown = bolot.get(room_of(article)).context["seen"]
    article.refresh_from_db()
    workflow.withdraw(member("editor", "chief-on-duty"), article, reason="A court order")
    form = typed(1, title="Mended", move="release", seen=shown)
    answer = bolot.post(room_of(article), form)
    page = answer.content.decode()
    assert (answer.status_code, answer.context["form"]["title"].value()) == (409, "Mended")
    assert "chief-on-duty did “withdraw” at" in page
    assert (Article.objects.get().state, article.revisions.count()) == (State.WITHDRAWN, 1)
    # What is pressed again knowing that is meant.
    assert bolot.post(room_of(article), form | {"seen": answer.context["seen"]}).status_code == 302
    assert Article.objects.get().state == State.RELEASED


def test_what_moved_no_story_is_not_said_to_have_moved_it(aida: Client) -> None:
    chief = member("chief", "bolot")
    article = handed_in(aida)
    workflow.approve(chief, article, base_version=1)
    sharing.make(member("editor", "cholpon"), article, hours=1)
    answer = aida.post(room_of(article), typed(1, move="submit", seen="in_review"))
    assert "bolot did “approve” at" in answer.content.decode()


def test_a_time_that_a_colleague_changed_is_not_changed_back_unseen(aida: Client, bolot: Client) -> None:
    hour = {"move": "schedule", "release_on": "2031-05-01"}
    article = begin(aida, **hour, release_time="18:00")
    shown = bolot.get(room_of(article)).context["seen"]
    aida.post(room_of(article), typed(1, **hour, release_time="19:00"))
    at = Article.objects.get().published_at
    form = typed(1, title="Mended", **hour, release_time="18:30", seen=shown)
    assert bolot.post(room_of(article), form).status_code == 409
    assert Article.objects.get().published_at == at


def test_a_window_never_conflicts_with_itself(aida: Client) -> None:
    """Saved in place again and again, the same press twice, then released: each answer carries what the next needs."""
    reporter = desk(member("reporter"))
    article = begin(reporter)
    article.refresh_from_db()
    workflow.submit(None, article, base_version=1)
    workflow.approve(None, article, base_version=1)
    shown = reporter.get(room_of(article)).context["seen"]
    form = typed(1, title="Saved in place", seen=shown)
    for version in (2, 3, 4):
        sent = form | {"title": f"Saved in place {version}"}
        told = reporter.post(room_of(article), sent, headers={"accept": "application/json"}).json()
        # Sent twice, as an impatient hand does
        again = reporter.post(room_of(article), sent, headers={"accept": "application/json"}).json()
        assert told["version"] == again["version"] == version
        form |= {"base_version": told["version"], "seen": told["seen"]}
    assert Article.objects.get().state == State.IN_REVIEW  # what was approved is another text
    done = {"title": "Saved in place 4", "move": "release"}
    editor = form | done
    for _ in range(2):
        assert aida.post(room_of(article), editor).status_code == 302
    assert (Article.objects.get().state, article.revisions.count()) == (State.RELEASED, 4)


def test_what_the_system_does_makes_no_page_stale(aida: Client) -> None:
    article = begin(aida, move="schedule", release_on="2031-05-01", release_time="18:00", region=region().pk)
    shown = aida.get(room_of(article)).context
    project([article.pk])
    due.apply_due(timezone.now())
    make_article("Another story comes in")
    KeptText.objects.create(owner=member("editor"), article=article, tab="x", turn=1, base_version=1)
    Article.objects.get(pk=article.pk).get_absolute_url()
    now = Article.objects.get(pk=article.pk)
    assert (str(now.version), seen.mark(now)) == (str(shown["form"]["base_version"].value()), shown["seen"])


def test_what_was_approved_is_read_again_after_a_writer_brought_an_older_text_back() -> None:
    reporter = member("reporter")
    article = begin(desk(reporter), title="As it was")
    desk(reporter).post(room_of(article), typed(1, title="As it was read", move="submit"))
    article.refresh_from_db()
    workflow.approve(None, article, base_version=2)
    desk(reporter).post(reverse("admin:articles_article_restore", args=[article.pk, 1]), {"base_version": 2})
    assert (Article.objects.get().state, Article.objects.get().version) == (State.IN_REVIEW, 3)


def test_a_claim_to_have_seen_a_text_that_is_none_is_refused_in_words() -> None:
    article = make_article("Without a version")
    with pytest.raises(workflow.StaleVersion, match="no version"):
        workflow.withdraw(None, article, reason="x", base_version=7)
