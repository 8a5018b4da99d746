"""What a stranger finds in the demonstration: one load for all of these, since they only look."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from articles import readiness
from articles import text as texts
from articles.legacy.models import Origin
from articles.models import Article, ArticleKind, BylineRole, State
from cms import demonstration
from cms.demonstration import archive, desk, drawings, rates, staff, touches
from cms.demonstration.made import Made, ids
from cms.lib.dates import DatePrecision
from cms.pictures.models import Picture
from people.models import Person
from tests.builders import draw_small

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("demonstration")
    with (
        override_settings(DATA_DIR=folder, MEDIA_ROOT=folder / "media"),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        demonstration.load(draw=draw_small)
        yield
        transaction.set_rollback(True)


def test_every_story_has_a_standfirst_a_region_tags_and_a_byline_or_is_of_the_archive() -> None:
    for article in Article.objects.published(timezone.now()).exclude(kind=ArticleKind.PAGE):
        assert article.standfirst and article.region, article
        assert 2 <= article.tags.count() <= 7 or article.title.startswith("A Note to Readers"), article
        gaps = readiness.gaps(texts.of_live(article), article)
        assert gaps == [] or Origin.objects.filter(kind="article", target_id=article.pk, has_old_id=False), article


def test_all_kinds_and_regions_are_there_and_one_story_is_in_russian() -> None:
    stories = Article.objects.published(timezone.now())
    kinds = {kind: stories.filter(kind=kind).count() for kind in ArticleKind.values}
    assert kinds["interview"] >= 2 and kinds["opinion"] >= 4 and kinds["page"] == 2 and min(kinds.values()) >= 2
    regions = set(stories.exclude(region=None).values_list("region__slug", flat=True))
    assert regions >= {"kazakhstan", "kyrgyzstan", "tajikistan", "turkmenistan", "uzbekistan", "central-asia"}
    russian = stories.get(language="ru")
    assert russian.translation_of.title == "Samarkand Bread Is Heavy for a Reason"
    assert [byline.role for byline in russian.bylines.all()] == [BylineRole.AUTHOR, BylineRole.TRANSLATOR]


def test_the_archive_keeps_one_story_cut_and_one_undated() -> None:
    assert Article.objects.get(is_cut=True).title.startswith("Where the Aral Sea Was")
    assert Article.objects.get(date_precision=DatePrecision.UNKNOWN).title.startswith("The Pamir Highway")


def test_everybody_is_in_a_group_with_a_role_and_has_a_bio() -> None:
    people = list(Person.objects.public())
    assert len(people) == sum(len(group["people"]) for group in staff.groups())
    assert all(person.group and person.role and person.bio for person in people)
    assert [person.name for person in people if person.is_former] == ["Konstantin Verbitsky"]
    assert {person.name for person in people if not person.avatar} == {"Daniyar Öskenbay", "Steppe Newsroom"}


def test_the_desk_shows_stories_in_every_state() -> None:
    now = timezone.now()
    of_desk = Article.objects.filter(pk__in=ids(Made.STORY))
    assert of_desk.filter(state=State.RELEASED, published_at__gt=now).count() == 2
    assert of_desk.filter(state=State.IN_REVIEW).count() == 2
    assert of_desk.filter(state=State.DRAFT, trashed_at=None).count() == 4
    assert of_desk.get(state=State.APPROVED) and of_desk.get(state=State.WITHDRAWN).withdrawn_reason
    assert of_desk.get(trashed_at__isnull=False)
    assert Article.objects.published(now).get(has_changes=True)
    hands = {revision.author_name for revision in of_desk.get(title__contains="Swifts").revisions.all()}
    assert len(hands) == 3


def test_nothing_is_from_the_future_but_what_is_scheduled() -> None:
    now = timezone.now()
    assert not Article.objects.filter(published_at__gt=now).exclude(pk__in=ids(Made.STORY)).exists()
    assert not Article.objects.filter(updated_at__gt=now).exists()
    told = Article.objects.filter(updated_at__isnull=False)
    assert {article.title for article in told} == {"At the Registan the Swifts Have Right of Way"}


def test_every_picture_that_is_named_is_drawn_and_none_is_drawn_for_nothing() -> None:
    drawn = {path.stem for path in drawings.folder().glob("*.jpg")}
    assert drawn == {*archive.pictures_of_export(), *touches.pictures(), *desk.pictures(), *staff.faces()}
    assert not Picture.objects.filter(original="").exclude(uid__in=_uids_of_dumps()).exists()
    assert not Picture.objects.exclude(original="").filter(alt="").exists()
    assert not Picture.objects.exclude(original="").exclude(credit=drawings.CREDIT).exists()


def _uids_of_dumps() -> list[str]:
    """Captions of a page dump keep a place for a picture that nobody has any more."""
    return list(Picture.objects.filter(file_name="", original="").values_list("uid", flat=True))


# Days


@pytest.mark.parametrize(
    ("now", "newest"),
    [
        (datetime(2026, 11, 20, 7, 0), "2026-11-20 06:40:00"),
        (datetime(2027, 3, 1, 12, 0), "2027-03-01 06:40:00"),
        (datetime(2027, 3, 1, 6, 44), "2027-02-28 06:40:00"),
    ],
)
def test_the_newest_story_of_the_export_is_of_this_morning_or_of_yesterday_s(now: datetime, newest: str) -> None:
    export = archive.EXPORT.read_text(encoding="utf-8")
    moved = archive.as_of(now.replace(tzinfo=ZoneInfo("Asia/Almaty")), export)
    assert f"<wp:post_date><![CDATA[{newest}]]></wp:post_date>" in moved
    assert moved.count("<pubDate>") == export.count("<pubDate>")


def test_no_rate_is_printed_on_a_weekend_or_a_holiday_and_a_peg_does_not_move() -> None:
    today = date(2026, 11, 25)
    of = {walk.quote: list(rates.printed(walk, today)) for walk in rates.WALKS}
    assert not [quote for quotes in of.values() for quote in quotes if quote.effective_on.weekday() >= 5]
    assert {quote.value for quote in of["TMT"]} == {3.5}
    assert date(2026, 11, 6) not in {quote.effective_on for quote in of["TJS"]}
    assert len({quote.value for quote in of["KZT"]}) > 30
    assert of["KZT"] == list(rates.printed(rates.WALKS[1], today))


def test_a_day_to_come_is_never_in_the_past() -> None:
    sunday = datetime(2026, 11, 22, 12, 0, tzinfo=ZoneInfo("Asia/Almaty"))
    assert str(desk.to_come("tomorrow 07:00", sunday)) == "2026-11-23 07:00:00+05:00"
    assert str(desk.to_come("monday 08:00", sunday)) == "2026-11-30 08:00:00+05:00"
    assert str(desk.to_come("monday 08:00", sunday.replace(day=23))) == "2026-11-30 08:00:00+05:00"
