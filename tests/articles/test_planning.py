"""What is meant for a live story at a time: the very text that was meant, by somebody who still may, or nothing."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail

from articles import planning, policy, projection, workflow
from articles.models import Article, State
from articles.planning import PUBLISH, TAKE_DOWN, CannotPlan
from cms.ledger.due import apply_due
from cms.ledger.models import AuditEntry, DueChange
from tests.articles.desk.newsroom import member
from tests.builders import BODY, NOON, region

pytestmark = pytest.mark.django_db
TEXT = {"title": "Snow on the pass", "body": BODY, "bylines": [{"person": None, "name": "Wire", "role": "author"}]}
EIGHTEEN = NOON + timedelta(hours=6)


def live(actor: User, **changes: object) -> Article:
    article = workflow.create(actor, TEXT | changes, now=NOON - timedelta(hours=2))
    return workflow.release(actor, article, base_version=1, now=NOON - timedelta(hours=1))


def changed(actor: User, article: Article, title: str = "Snow on both passes") -> Article:
    text = article.revisions.first().data | {"title": title}
    workflow.save_draft(actor, article, text, base_version=article.version)
    return article


def meant(actor: User, at: datetime = EIGHTEEN, **changes: object) -> tuple[Article, DueChange]:
    article = changed(actor, live(actor, **changes))
    return article, planning.plan_publication(actor, article, at=at, base_version=2, now=NOON)


def taken_down(actor: User, at: datetime = EIGHTEEN) -> tuple[Article, DueChange]:
    article = live(actor)
    return article, planning.plan_taking_down(actor, article, at=at, reason="The offer ends", now=NOON)


def refused(article: Article, change: DueChange, title: str = "Snow on the pass") -> str:
    """Apply what is due, prove that readers see what they saw, and return the reason."""
    assert apply_due(EIGHTEEN).failed == 1
    article.refresh_from_db()
    change.refresh_from_db()
    assert (article.title, change.state, change.done_at) == (title, "failed", None)
    assert projection.check([article.pk]) == []
    return change.reason


# --- Publishing changes ---


def test_planned_changes_reach_readers_at_their_time_as_a_release_by_whoever_planned_them() -> None:
    editor = member("editor")
    article, change = meant(editor)
    published_at = article.published_at
    apply_due(EIGHTEEN - timedelta(seconds=1))
    article.refresh_from_db()
    assert (article.title, article.has_changes) == ("Snow on the pass", True)
    assert apply_due(EIGHTEEN).done == 1
    article.refresh_from_db()
    assert (article.title, article.has_changes) == ("Snow on both passes", False)
    assert (article.published_at, article.updated_at) == (published_at, EIGHTEEN)
    assert article.revisions.get(number=2).live_from == EIGHTEEN
    assert article.revisions.get(number=1).live_until == EIGHTEEN
    entry = AuditEntry.objects.get(action="release", details__version=2)
    assert (entry.actor, entry.details["planned_for"]) == (editor, EIGHTEEN.isoformat())
    assert projection.check([article.pk]) == []


def test_a_text_saved_again_since_is_not_published_in_the_place_of_the_one_that_was_meant() -> None:
    editor = member("editor", email="editor@news.example")
    article, change = meant(editor)
    changed(member("chief", first_name="Timur"), article, "Half a thought")
    assert planning.is_overtaken(change, article)
    why = refused(article, change)
    assert "Version 2 was meant" in why and "Timur has saved version 3 since" in why
    letter = mail.outbox[0]
    assert letter.to == ["editor@news.example"]
    assert "“Snow on the pass”" in letter.subject
    assert f"/admin/articles/article/{article.pk}/change/" in letter.body
    assert "20 November 2026, 18:00 (UTC+5)" in letter.body


@pytest.mark.parametrize("how", ["group", "account", "deleted", "section"])
def test_whoever_lost_the_right_since_publishes_nothing_and_the_owner_hears_of_it(how: str) -> None:
    owner = member("editor", "owner", email="owner@news.example")
    role = "section editor" if how == "section" else "editor"
    planner = member(role, "planner", email="planner@news.example", section=region("kazakhstan"))
    article = changed(owner, live(owner, region=region("kazakhstan").pk))
    change = planning.plan_publication(planner, article, at=EIGHTEEN, base_version=2, now=NOON)
    if how == "group":
        planner.groups.clear()
    elif how == "account":
        User.objects.filter(pk=planner.pk).update(is_active=False)
    elif how == "section":
        planner.section_assignments.all().delete()
    else:
        planner.delete()
    assert "planner may not release this story any more" in refused(article, change)
    to = {address for letter in mail.outbox for address in letter.to}
    assert to == {"owner@news.example"} | ({"planner@news.example"} if how in {"group", "section"} else set())


def test_a_text_that_lacks_something_by_then_stays_where_it_is() -> None:
    article, change = meant(member("editor"))
    revision = article.revisions.get(number=2)
    revision.data |= {"title": ""}
    revision.save()
    assert "a story needs a headline" in refused(article, change)


def test_only_changes_of_a_live_story_can_be_planned_for_a_later_time_by_whoever_may_release() -> None:
    editor, reporter = member("editor"), member("reporter")
    draft = workflow.create(editor, TEXT)
    with pytest.raises(CannotPlan, match="a time of release"):
        planning.plan_publication(editor, draft, at=EIGHTEEN, base_version=1, now=NOON)
    article = live(editor)
    with pytest.raises(CannotPlan, match="nothing to publish"):
        planning.plan_publication(editor, article, at=EIGHTEEN, base_version=1, now=NOON)
    changed(editor, article)
    with pytest.raises(CannotPlan, match="has passed"):
        planning.plan_publication(editor, article, at=NOON, base_version=2, now=NOON)
    with pytest.raises(workflow.StaleVersion):
        planning.plan_publication(editor, article, at=EIGHTEEN, base_version=1, now=NOON)
    with pytest.raises(policy.NotAllowed):
        planning.plan_publication(reporter, article, at=EIGHTEEN, base_version=2, now=NOON)
    with pytest.raises(policy.NotAllowed):
        planning.plan_taking_down(reporter, article, at=EIGHTEEN, reason="x", now=NOON)
    changed(editor, article, "Words")
    workflow.save_draft(editor, article, article.revisions.first().data | {"body": ""}, base_version=3)
    with pytest.raises(workflow.NotReady):
        planning.plan_publication(editor, article, at=EIGHTEEN, base_version=4, now=NOON)
    assert not DueChange.objects.exists()


@pytest.mark.parametrize("before", ["release", "withdraw", "discard"])
def test_what_is_done_before_its_time_overtakes_the_plan(before: str) -> None:
    editor = member("editor")
    article, change = meant(editor)
    if before == "release":
        workflow.release(editor, article, base_version=2)
    elif before == "withdraw":
        workflow.withdraw(editor, article, reason="Wrong")
    else:
        workflow.discard(editor, article, base_version=2)
    change.refresh_from_db()
    assert change.state == "cancelled" and change.reason
    assert apply_due(EIGHTEEN).done == 0
    assert AuditEntry.objects.filter(action="release").count() == (2 if before == "release" else 1)


def test_a_story_withdrawn_by_other_ways_is_not_brought_back_by_a_plan() -> None:
    article, change = meant(member("editor"))
    Article.objects.filter(pk=article.pk).update(state=State.WITHDRAWN)
    projection.project([article.pk])
    assert "it is withdrawn" in refused(article, change)


def test_a_story_that_is_no_longer_there_is_a_plan_that_failed() -> None:
    article, change = meant(member("editor"))
    Article.objects.filter(pk=article.pk).delete()
    assert apply_due(EIGHTEEN).failed == 1
    change.refresh_from_db()
    assert (change.state, change.reason) == ("failed", "The story is no longer there.")


# --- Taking down ---


def test_a_story_is_taken_down_at_its_time_for_the_reason_that_was_given() -> None:
    editor = member("editor")
    article, change = taken_down(editor)
    assert apply_due(EIGHTEEN).done == 1
    article.refresh_from_db()
    assert (article.state, article.withdrawn_reason) == (State.WITHDRAWN, "The offer ends")
    assert AuditEntry.objects.get(action="withdraw").actor == editor
    assert apply_due(EIGHTEEN + timedelta(days=1)).done == 0


def test_a_correction_published_meanwhile_leaves_the_end_of_a_story_where_it_was() -> None:
    editor = member("editor")
    article, change = taken_down(editor)
    changed(editor, article)
    workflow.release(editor, article, base_version=2)
    assert apply_due(EIGHTEEN).done == 1
    article.refresh_from_db()
    assert article.state == State.WITHDRAWN


def test_taking_down_needs_a_reason_and_a_time_after_the_release() -> None:
    editor = member("editor")
    article = workflow.create(editor, TEXT)
    workflow.release(editor, article, base_version=1, at=EIGHTEEN, now=NOON)
    with pytest.raises(CannotPlan):
        planning.plan_taking_down(editor, article, at=EIGHTEEN, reason="x", now=NOON)
    with pytest.raises(workflow.NotReady):
        planning.plan_taking_down(editor, article, at=EIGHTEEN + timedelta(days=1), reason=" ", now=NOON)
    planning.plan_taking_down(editor, article, at=EIGHTEEN + timedelta(days=1), reason="x", now=NOON)
    assert apply_due(EIGHTEEN).done == 0
    assert apply_due(EIGHTEEN + timedelta(days=1)).done == 1


# --- Calling off, again ---


def test_a_plan_is_called_off_once_and_by_whoever_may_do_the_thing_itself() -> None:
    editor = member("editor")
    article, change = meant(editor)
    with pytest.raises(policy.NotAllowed):
        planning.call_off(member("reporter"), article, PUBLISH)
    planning.call_off(editor, article, PUBLISH)
    planning.call_off(editor, article, PUBLISH)
    assert AuditEntry.objects.filter(action="cancel plan to publish changes").count() == 1
    assert apply_due(EIGHTEEN).done == 0


def test_what_failed_can_be_planned_again_and_then_happens() -> None:
    editor = member("editor")
    article, change = meant(editor)
    changed(editor, article, "Third thoughts")
    refused(article, change)
    again = planning.plan_publication(editor, article, at=EIGHTEEN + timedelta(hours=1), base_version=3, now=EIGHTEEN)
    assert again.pk == change.pk
    assert apply_due(EIGHTEEN + timedelta(hours=1)).done == 1
    article.refresh_from_db()
    assert article.title == "Third thoughts"


def test_an_end_and_changes_due_together_are_both_done_or_the_changes_are_overtaken() -> None:
    editor = member("editor")
    article, publication = meant(editor)
    end = planning.plan_taking_down(editor, article, at=EIGHTEEN, reason="x", now=NOON)
    assert apply_due(EIGHTEEN).done == 2
    article.refresh_from_db()
    assert (article.state, article.title) == (State.WITHDRAWN, "Snow on both passes")
    assert {DueChange.objects.get(pk=pk).state for pk in (publication.pk, end.pk)} == {"done"}
    assert {publication.kind, end.kind} == {PUBLISH, TAKE_DOWN}
