"""What a status means here. Nothing becomes public by accident."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles.legacy.records import Status
from tests.articles.legacy.readers.wxr.export_builders import export, item, read, read_story, reasons


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("publish", Status.PUBLISHED),
        ("future", Status.SCHEDULED),
        ("pending", Status.IN_REVIEW),
        ("draft", Status.DRAFT),
        ("private", Status.HIDDEN),
        ("", Status.DRAFT),
    ],
)
def test_each_status_has_its_meaning(tmp_path: Path, said: str, status: Status) -> None:
    assert read_story(tmp_path, item(status=said)).status == status


def test_an_unknown_status_is_a_draft_with_a_warning(tmp_path: Path) -> None:
    found = read(tmp_path, export(item(status="pitch")))
    assert found.stories[0].status == Status.DRAFT
    assert "'pitch' is not known" in reasons(found.warnings)


def test_what_was_to_come_keeps_its_moment_as_a_proposal(tmp_path: Path) -> None:
    story = read_story(tmp_path, item(status="future", post_date_gmt="2031-03-01 09:00:00"))
    assert (story.status, story.published_at) == (Status.SCHEDULED, datetime(2031, 3, 1, 9, 0, tzinfo=UTC))


@pytest.mark.parametrize("status", ["publish", "future"])
def test_what_stood_behind_a_password_is_hidden_and_said(tmp_path: Path, status: str) -> None:
    found = read(tmp_path, export(item(status=status, post_password="enter")))
    assert found.stories[0].status == Status.HIDDEN
    assert "password" in reasons(found.warnings)


def test_a_private_story_is_said(tmp_path: Path) -> None:
    assert "private" in reasons(read(tmp_path, export(item(status="private"))).warnings)


@pytest.mark.parametrize("status", ["trash", "auto-draft"])
def test_trash_and_empty_drafts_are_left_out_unless_asked_for(tmp_path: Path, status: str) -> None:
    found = read(tmp_path, export(item(status=status)))
    assert (found.stories, [problem.what for problem in found.skipped]) == ([], ["Ferry"])
    [story] = read(tmp_path, export(item(status=status)), statuses=(status,)).stories
    assert story.status != Status.PUBLISHED


def test_only_statuses_that_were_asked_for_are_taken_and_the_others_said(tmp_path: Path) -> None:
    found = read(tmp_path, export(item(), item(status="draft", post_id=2)), statuses=("draft",))
    assert [story.record_id for story in found.stories] == ["2"]
    assert [problem.reason for problem in found.skipped] == ["its status is publish, which was not asked for"]


def test_a_pinned_story_is_said(tmp_path: Path) -> None:
    assert "pinned" in reasons(read(tmp_path, export(item(is_sticky=1))).warnings)
    assert "pinned" not in reasons(read(tmp_path, export(item(is_sticky=0))).warnings)


def test_a_story_without_a_title_is_a_draft_named_by_its_first_words(tmp_path: Path) -> None:
    found = read(tmp_path, export(item(title="", body="<p>The boat left at six, and nobody on the pier waved.</p>")))
    [story] = found.stories
    assert (story.title, story.status) == ("The boat left at six, and nobody on…", Status.DRAFT)
    assert "no title" in reasons(found.warnings)


def test_a_story_without_title_and_words_is_named_by_its_number(tmp_path: Path) -> None:
    assert read_story(tmp_path, item(title="", body="", post_id=77)).title == "Untitled 77"
