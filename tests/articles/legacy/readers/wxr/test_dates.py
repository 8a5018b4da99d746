"""When a story was published: the order of the import reference, part 2.2. Never now, never 1970."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles.legacy.readers import UnreadableInput
from tests.articles.legacy.readers.wxr.export_builders import export, item, read, read_story, reasons

ZERO = "0000-00-00 00:00:00"


def test_utc_is_taken_as_it_is_said_whatever_the_zone(tmp_path: Path) -> None:
    story = read_story(tmp_path, item(post_date_gmt="2020-03-01 09:00:00"), timezone="Asia/Almaty")
    assert story.published_at == datetime(2020, 3, 1, 9, 0, tzinfo=UTC)


def test_without_utc_the_local_time_is_taken_in_the_zone_given(tmp_path: Path) -> None:
    text = item(post_date="2020-03-01 15:00:00", post_date_gmt=ZERO, pubDate="Sun, 01 Mar 2020 00:00:00 +0000")
    assert read_story(tmp_path, text, timezone="Asia/Almaty").published_at == datetime(2020, 3, 1, 9, 0, tzinfo=UTC)


def test_without_a_zone_the_date_of_the_feed_is_taken(tmp_path: Path) -> None:
    text = item(post_date_gmt=ZERO, pubDate="Sun, 01 Mar 2020 14:00:00 +0500")
    assert read_story(tmp_path, text).published_at == datetime(2020, 3, 1, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "feed_date", ["Thu, 01 Jan 1970 00:00:00 +0000", "Wed, 30 Nov -0001 00:00:00 +0000", "never", "", "1 Jan 0001"]
)
def test_a_zero_date_of_the_feed_is_no_date(tmp_path: Path, feed_date: str) -> None:
    found = read(tmp_path, export(item(post_date=ZERO, post_date_gmt=ZERO, pubDate=feed_date)))
    assert found.stories[0].published_at is None
    assert "it has no date" in reasons(found.warnings)


@pytest.mark.parametrize("utc", [ZERO, "1970-01-01 00:00:00", "1900-01-01 00:00:00", "2020-13-45 00:00:00", "soon", ""])
def test_a_utc_time_that_no_story_has_is_none(tmp_path: Path, utc: str) -> None:
    assert read_story(tmp_path, item(post_date=ZERO, post_date_gmt=utc)).published_at is None


def test_a_local_time_alone_is_taken_at_the_offset_that_most_items_show_and_said(tmp_path: Path) -> None:
    lost = item(post_date="2020-03-05 15:00:00", post_date_gmt=ZERO, post_id=9)
    found = read(tmp_path, export(lost, *[item(post_id=n) for n in range(1, 4)]))
    assert found.stories[0].published_at == datetime(2020, 3, 5, 9, 0, tzinfo=UTC)
    assert "UTC+06:00" in reasons(found.warnings)


def test_a_local_time_that_nothing_places_is_left_out_and_said(tmp_path: Path) -> None:
    found = read(tmp_path, export(item(post_date_gmt=ZERO)))
    assert found.stories[0].published_at is None
    assert "--timezone" in reasons(found.warnings)


def test_a_zone_that_the_items_contradict_is_said_once(tmp_path: Path) -> None:
    found = read(tmp_path, export(item(), item(post_id=2)), timezone="Europe/Berlin")
    said = [warning for warning in found.warnings if "does not fit" in warning.reason]
    assert [warning.reason for warning in said] == [
        "the time zone Europe/Berlin does not fit 2 of 2 items; most are at UTC+06:00"
    ]


def test_a_zone_that_fits_is_not_talked_about(tmp_path: Path) -> None:
    winter = item()
    summer = item(post_date="2020-07-01 15:00:00", post_date_gmt="2020-07-01 13:00:00", post_id=2)
    winter_in_berlin = item(post_date="2020-01-01 15:00:00", post_date_gmt="2020-01-01 14:00:00", post_id=3)
    found = read(tmp_path, export(winter, summer, winter_in_berlin), timezone="Europe/Berlin")
    assert "does not fit" not in reasons(found.warnings)


@pytest.mark.parametrize("zone", ["Asia/Nowhere", "GMT+6 or so", "../../etc/passwd", "a" * 300])
def test_a_zone_that_there_is_not_is_refused(tmp_path: Path, zone: str) -> None:
    with pytest.raises(UnreadableInput, match="no time zone"):
        read(tmp_path, export(item()), timezone=zone)


def test_the_last_change_is_kept_as_utc(tmp_path: Path) -> None:
    modified = datetime(2021, 5, 1, 9, 0, tzinfo=UTC)
    said = item(post_modified="2021-05-01 15:00:00", post_modified_gmt="2021-05-01 09:00:00")
    assert read_story(tmp_path, said).modified_at == modified
    assert (
        read_story(tmp_path, item(post_modified="2021-05-01 15:00:00"), timezone="Asia/Almaty").modified_at == modified
    )
    assert read_story(tmp_path, item(post_modified=ZERO, post_modified_gmt=ZERO)).modified_at is None


def test_a_draft_has_no_date_and_nothing_is_said_of_it(tmp_path: Path) -> None:
    found = read(tmp_path, export(item(status="draft", post_date_gmt=ZERO)))
    assert found.stories[0].published_at is None
    assert "date" not in reasons(found.warnings)
