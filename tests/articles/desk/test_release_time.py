"""Times are typed on the newsroom's clock, whose zone is named, and mean one moment or are asked about."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from articles.desk import clock
from articles.models import State
from tests.articles.desk.newsroom import begin, desk, member, room_of, typed

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")  # where clocks change, unlike in the newsroom's own zone


def test_a_story_released_for_a_time_is_seen_from_then_on_the_newsrooms_clock() -> None:
    editor = desk(member("editor"))
    article = begin(editor)
    form = typed(1, move="schedule", release_on="2031-05-01", release_time="08:30")
    answer = editor.post(room_of(article), form, follow=True)
    article.refresh_from_db()
    assert (article.state, article.published_at) == (State.RELEASED, datetime(2031, 5, 1, 3, 30, tzinfo=UTC))
    page = answer.content.decode()
    assert "1 May 2031, 08:30 (UTC+5)" in page
    assert "Asia/Almaty (UTC+5)" in page


def test_a_scheduled_story_keeps_its_time_when_its_text_is_mended() -> None:
    editor = desk(member("editor"))
    article = begin(editor)
    when = {"release_on": "2031-05-01", "release_time": "08:30"}
    editor.post(room_of(article), typed(1, move="schedule", **when))
    shown = editor.get(room_of(article)).context["form"]
    assert (f"{shown['release_on'].value()}", f"{shown['release_time'].value()}") == ("2031-05-01", "08:30:00")
    editor.post(room_of(article), typed(2, move="schedule", title="Mended", **when))
    article.refresh_from_db()
    assert (article.title, article.published_at) == ("Mended", datetime(2031, 5, 1, 3, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    "when",
    [
        {}, {"release_on": "2031-05-01"}, {"release_time": "08:30"},
        {"release_on": "2031-02-30", "release_time": "08:30"},
        {"release_on": "9999-12-31", "release_time": "23:59"}, {"release_on": "0001-01-01", "release_time": "00:00"},
        {"release_on": "2001-05-01", "release_time": "08:30"}, {"release_on": "x" * 5000, "release_time": "\x00"},
    ],
    ids=str,
)  # fmt: skip
def test_a_time_that_is_none_or_has_passed_is_refused_with_the_text_kept(when: dict[str, str]) -> None:
    editor = desk(member("editor"))
    article = begin(editor)
    answer = editor.post(room_of(article), typed(1, title="Typed with care", move="schedule", **when))
    assert answer.status_code == 422
    assert "Typed with care" in answer.content.decode()
    article.refresh_from_db()
    assert (article.state, article.version) == (State.DRAFT, 1)


def test_an_hour_that_the_clocks_jump_over_is_shown_back_as_what_it_would_be() -> None:
    editor = desk(member("editor"))
    article = begin(editor)
    with timezone.override(BERLIN):
        reading = clock.read(date(2031, 3, 30), time(2, 30))
    assert (reading.is_gap, reading.moments) == (True, (datetime(2031, 3, 30, 1, 30, tzinfo=UTC),))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.get_current_timezone", lambda: BERLIN)
        form = typed(1, move="schedule", release_on="2031-03-30", release_time="02:30")
        answer = editor.post(room_of(article), form)
        assert "The hour is now 03:30" in answer.content.decode()
        assert answer.context["form"]["release_time"].value() == "03:30"


def test_an_hour_that_comes_twice_is_asked_about_and_means_the_chosen_one() -> None:
    editor = desk(member("editor"))
    article = begin(editor)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.get_current_timezone", lambda: BERLIN)
        form = typed(1, move="schedule", release_on="2031-10-26", release_time="02:30")
        answer = editor.post(room_of(article), form)
        assert answer.status_code == 422
        assert 'name="release_fold" value="1"' in answer.content.decode()
        editor.post(room_of(article), form | {"release_fold": "1"})
    article.refresh_from_db()
    assert article.published_at == datetime(2031, 10, 26, 1, 30, tzinfo=UTC)


def test_a_proposed_time_is_kept_with_a_draft_and_releases_nothing() -> None:
    reporter = desk(member("reporter"))
    article = begin(reporter, release_on="2031-05-01", release_time="08:30")
    assert article.revisions.get().data["release_at"] == "2031-05-01T03:30:00+00:00"
    assert (article.state, article.published_at) == (State.DRAFT, None)


def test_a_live_story_is_not_asked_for_a_time_and_keeps_its_own() -> None:
    editor = desk(member("editor"))
    article = begin(editor, move="release")
    before = article.published_at
    form = typed(1, title="Mended", release_on="2031-05-01", release_time="08:30", move="release")
    assert "release_on" not in editor.get(room_of(article)).content.decode()
    editor.post(room_of(article), form)
    article.refresh_from_db()
    assert (article.title, article.published_at) == ("Mended", before)
    assert editor.post(room_of(article), form | {"move": "schedule"}).status_code in {302, 403, 422}
    article.refresh_from_db()
    assert article.published_at - timezone.now() < timedelta(minutes=1)
