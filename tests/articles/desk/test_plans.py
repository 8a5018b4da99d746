"""Planning in the writing room: a time of the newsroom's clock, shown back, called off, named wherever one looks."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import planning
from articles.models import Article, State
from articles.planning import PUBLISH, TAKE_DOWN
from cms.due import beat
from cms.ledger.due import apply_due
from cms.ledger.models import AuditEntry, DueChange
from tests.articles.desk.newsroom import begin, desk, member, room_of, typed

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")  # where clocks change, unlike in the newsroom's own zone
MAY_DAY = datetime(2031, 5, 1, 3, 30, tzinfo=UTC)
WHEN = {"publish_on": "2031-05-01", "publish_time": "08:30"}
END = {"take_down_on": "2031-05-01", "take_down_time": "08:30", "take_down_reason": "The offer ends"}
HOME = reverse("admin:index")


@pytest.fixture
def editor() -> Client:
    return desk(member("editor", first_name="Aida"))


@pytest.fixture
def live(editor: Client) -> Article:
    return begin(editor, move="release")


def press(client: Client, article: Article, move: str, version: int = 1, **fields: Any):
    return client.post(room_of(article), typed(version, move=move, **fields), follow=True)


def page_of(client: Client, article: Article) -> str:
    return client.get(room_of(article)).content.decode()


# --- Planning ---


def test_changes_of_a_live_story_are_planned_in_the_press_that_saves_them(editor: Client, live: Article) -> None:
    page = press(editor, live, "plan_publish", title="Mended", **WHEN).content.decode()
    change = DueChange.objects.get()
    assert (change.kind, change.at, change.details, change.actor_name) == (PUBLISH, MAY_DAY, {"version": 2}, "Aida")
    assert "Readers get this text on 1 May 2031, 08:30 (UTC+5)." in page
    assert "<b>Version 2 goes out</b>" in page and "Asia/Almaty (UTC+5)" in page
    live.refresh_from_db()
    assert (live.title, live.working_title) == ("Snow on the pass", "Mended")
    apply_due(MAY_DAY)
    live.refresh_from_db()
    assert live.title == "Mended"


def test_an_end_is_planned_with_a_reason_that_only_the_newsroom_reads(editor: Client, live: Article) -> None:
    page = press(editor, live, "plan_take_down", **END).content.decode()
    change = DueChange.objects.get()
    assert (change.kind, change.at, change.details) == (TAKE_DOWN, MAY_DAY, {"reason": "The offer ends"})
    assert "The story is taken down on 1 May 2031, 08:30 (UTC+5)." in page
    assert "The offer ends" in page_of(editor, live)
    assert "The offer ends" not in Client().get(live.get_absolute_url()).content.decode()
    apply_due(MAY_DAY)
    assert Client().get(live.get_absolute_url()).status_code == 410


def test_a_scheduled_story_may_have_its_end_planned_and_no_changes(editor: Client) -> None:
    article = begin(editor, move="schedule", release_on="2031-05-01", release_time="08:00")
    page = page_of(editor, article)
    assert 'value="plan_take_down"' in page and 'value="plan_publish"' not in page
    when = {"release_on": "2031-05-01", "release_time": "08:00"}
    press(editor, article, "plan_take_down", **END, **when)
    assert DueChange.objects.get().kind == TAKE_DOWN


@pytest.mark.parametrize(
    "when",
    [
        {}, {"publish_on": "2031-05-01"}, {"publish_time": "08:30"},
        {"publish_on": "2031-02-30", "publish_time": "08:30"}, {"publish_on": "2001-05-01", "publish_time": "08:30"},
        {"publish_on": "9999-12-31", "publish_time": "23:59"}, {"publish_on": "x" * 5000, "publish_time": "\x00"},
    ],
    ids=str,
)  # fmt: skip
def test_a_time_that_is_none_or_has_passed_is_refused_with_the_text_kept(
    editor: Client, live: Article, when: dict[str, str]
) -> None:
    answer = press(editor, live, "plan_publish", title="Typed with care", **when)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Typed with care" in page and 'href="#id_publish_' in page
    live.refresh_from_db()
    assert (live.version, DueChange.objects.count()) == (1, 0)


def test_an_end_without_a_reason_is_refused(editor: Client, live: Article) -> None:
    answer = press(editor, live, "plan_take_down", **(END | {"take_down_reason": " "}))
    assert answer.status_code == 422 and "Say why" in answer.content.decode()
    assert not DueChange.objects.exists()


def test_an_hour_that_the_clocks_jump_over_is_shown_back_as_what_it_would_be(editor: Client, live: Article) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.get_current_timezone", lambda: BERLIN)
        gap = {"publish_on": "2031-03-30", "publish_time": "02:30"}
        answer = press(editor, live, "plan_publish", title="Mended", **gap)
        assert answer.status_code == 422 and "The hour is now 03:30" in answer.content.decode()
        assert answer.context["plan_forms"]["publish"].hour.value() == "03:30"
    assert not DueChange.objects.exists()


def test_an_hour_that_comes_twice_is_asked_about_and_means_the_chosen_one(editor: Client, live: Article) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.get_current_timezone", lambda: BERLIN)
        fold = {"take_down_on": "2031-10-26", "take_down_time": "02:30", "take_down_reason": "x"}
        answer = press(editor, live, "plan_take_down", **fold)
        assert answer.status_code == 422
        assert 'name="take_down_fold" value="1"' in answer.content.decode()
        press(editor, live, "plan_take_down", **fold, take_down_fold="1")
        assert DueChange.objects.get().at == datetime(2031, 10, 26, 1, 30, tzinfo=UTC)
        assert 'name="take_down_fold" value="1"' in page_of(editor, live), "the choice is kept for another time"


# --- Again, and never twice ---


def test_a_second_press_of_the_same_button_plans_nothing_more(editor: Client, live: Article) -> None:
    for _ in range(2):
        answer = press(editor, live, "plan_publish", title="Mended", **WHEN)
        assert answer.status_code == 200
    for _ in range(2):
        press(editor, live, "plan_take_down", version=2, title="Mended", **END)
    assert sorted(DueChange.objects.values_list("kind", flat=True)) == [PUBLISH, TAKE_DOWN]
    assert AuditEntry.objects.filter(action__startswith="plan to").count() == 2
    live.refresh_from_db()
    assert live.version == 2


def test_planned_again_it_is_the_newest_text_at_the_new_time(editor: Client, live: Article) -> None:
    press(editor, live, "plan_publish", title="Mended", **WHEN)
    press(editor, live, "plan_publish", version=2, title="Mended well", **(WHEN | {"publish_time": "09:30"}))
    change = DueChange.objects.get()
    assert (change.at, change.details) == (MAY_DAY + timedelta(hours=1), {"version": 3})
    entry = AuditEntry.objects.filter(action="plan to publish changes").latest("pk")
    assert entry.details["instead_of"] == MAY_DAY.isoformat()


def test_a_plan_is_called_off_in_the_room_once(editor: Client, live: Article) -> None:
    press(editor, live, "plan_publish", title="Mended", **WHEN)
    assert 'value="cancel_publish"' in page_of(editor, live)
    for _ in range(2):
        page = press(editor, live, "cancel_publish", version=2, title="Mended").content.decode()
        assert "the plan is called off" in page
    assert DueChange.objects.get().state == "cancelled"
    assert AuditEntry.objects.filter(action="cancel plan to publish changes").count() == 1
    assert 'value="cancel_publish"' not in page_of(editor, live)


def test_saving_after_a_plan_says_that_nothing_will_go_out(editor: Client, live: Article) -> None:
    press(editor, live, "plan_publish", title="Mended", **WHEN)
    page = press(editor, live, "save", version=2, title="Mended more").content.decode()
    assert "Version 2 was planned for 1 May 2031, 08:30 (UTC+5) and will not go out" in page
    assert "As it is, nothing will go out" in page
    told = editor.post(room_of(live), typed(3, title="More"), headers={"accept": "application/json"}).json()
    assert "will not go out" in told["warning"]


# --- Who may not, and what nobody may ---


def test_whoever_may_write_and_not_release_sees_the_plan_and_may_not_touch_it(editor: Client) -> None:
    reporter = member("reporter")
    article = begin(desk(reporter))
    press(editor, article, "release")
    press(editor, article, "plan_publish", title="Mended", **WHEN)
    page = page_of(desk(reporter), article)
    assert "Version 2 goes out" in page
    for move in ("plan_publish", "plan_take_down", "cancel_publish", "cancel_take_down"):
        assert f'value="{move}"' not in page
    for move, fields in (("plan_publish", WHEN | {"publish_time": "10:00"}), ("plan_take_down", END)):
        assert press(desk(reporter), article, move, version=2, title="Forged", **fields).status_code == 403
    assert press(desk(reporter), article, "cancel_publish", version=2, title="Forged").status_code == 403
    change = DueChange.objects.get()
    assert (change.at, change.state, change.details) == (MAY_DAY, "waiting", {"version": 2})
    article.refresh_from_db()
    assert article.version == 2


def test_a_draft_and_a_new_story_have_nothing_to_plan_whatever_is_posted(editor: Client) -> None:
    article = begin(editor)
    page = page_of(editor, article)
    assert "plan_publish" not in page and "plan_take_down" not in page
    assert press(editor, article, "plan_publish", title="Forged", **WHEN).status_code == 200
    assert press(editor, article, "plan_take_down", version=2, title="Forged", **END).status_code == 403
    new = editor.post(reverse("admin:articles_article_add"), typed(move="plan_publish", **WHEN))
    assert new.status_code == 403
    article.refresh_from_db()
    assert (article.state, DueChange.objects.count(), Article.objects.count()) == (State.DRAFT, 0, 1)


def test_a_stale_form_plans_nothing(editor: Client, live: Article) -> None:
    press(editor, live, "save", title="By a colleague")
    assert press(editor, live, "plan_publish", version=1, title="Mine", **WHEN).status_code == 409
    assert not DueChange.objects.exists()


# --- Where it is named ---


def history(client: Client, article: Article) -> str:
    return client.get(reverse("admin:articles_article_history", args=[article.pk])).content.decode()


def test_the_history_names_what_was_planned_and_what_became_of_it(editor: Client, live: Article) -> None:
    press(editor, live, "plan_publish", title="Mended", **WHEN)
    assert "Version 2 goes out on" in history(editor, live)
    apply_due(MAY_DAY)
    assert "Version 2 was to go out on" in history(editor, live)
    assert "Done on 1 May 2031, 08:30 (UTC+5)" in history(editor, live)
    press(editor, live, "plan_take_down", version=2, title="Mended", **END)
    press(editor, live, "cancel_take_down", version=2, title="Mended")
    page = history(editor, live)
    assert "Called off." in page and "The offer ends" in page


def test_the_front_page_shows_what_failed_first_to_those_who_may_see_the_story(editor: Client, live: Article) -> None:
    soon = timezone.now() + timedelta(days=1)
    article = Article.objects.get(pk=live.pk)
    planning.plan_taking_down(member("chief"), article, at=soon, reason="x")
    assert "It is taken down" in editor.get(HOME).content.decode()
    other = begin(editor, title="Ice", move="release")
    press(editor, other, "save", title="Ice melts")
    other.refresh_from_db()
    planning.plan_publication(member("editor", "second"), other, at=soon, base_version=2)
    press(editor, other, "save", version=2, title="Ice melts fast")
    apply_due(soon)
    page = editor.get(HOME).content.decode()
    assert "This did not happen. Version 2 was meant" in page
    room = page_of(editor, other)
    assert "Set aside" in room and "was to go out" in room
    assert "did not happen" not in desk(member("reporter")).get(HOME).content.decode()


def test_the_desk_says_that_changes_are_late_where_no_tick_runs(editor: Client, live: Article) -> None:
    said = "should have happened and has not"
    planning.plan_taking_down(member("chief"), live, at=timezone.now() + timedelta(hours=1), reason="x")
    assert said not in editor.get(HOME).content.decode()
    DueChange.objects.update(at=timezone.now() - timedelta(minutes=3), try_at=timezone.now() - timedelta(minutes=3))
    heart = settings.DATA_DIR / "tick"
    heart.unlink(missing_ok=True)
    page = editor.get(HOME).content.decode()
    assert said in page and "No tick has ever run here" in page
    assert "This is late" in page_of(editor, live)
    beat(timezone.now())
    assert said not in editor.get(HOME).content.decode()
    heart.unlink()
