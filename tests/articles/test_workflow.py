"""The one door: what each change of state asks, does and records."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Article, ListingRow, Revision, State
from articles.policy import NotAllowed
from articles.text import BadText
from cms.ledger.models import Address, AuditEntry
from tests.builders import make_editor, make_person, make_tag, make_user, region

pytestmark = pytest.mark.django_db

TEXT = {
    "title": "Snow on the pass",
    "body": "<p>Drivers waited nine hours.</p>",
    "bylines": [{"person": None, "name": "Wire reports", "role": "author"}],
}


def released(actor, **changes) -> Article:
    article = workflow.create(actor, TEXT | changes)
    return workflow.release(actor, article, base_version=article.version)


def test_a_draft_needs_a_title_only() -> None:
    article = workflow.create(make_editor(), {"title": "An idea"})
    assert (article.state, article.version, article.title) == (State.DRAFT, 1, "")
    assert article.working_title == "An idea"
    with pytest.raises(workflow.NotReady):
        workflow.create(None, {"body": "<p>Words.</p>"})


def test_saving_a_draft_of_a_live_story_leaves_the_live_text_alone() -> None:
    editor = make_editor()
    article = released(editor)
    workflow.save_draft(editor, article, TEXT | {"title": "Snow on both passes"}, base_version=1)
    assert article.title == "Snow on the pass"
    assert (article.working_title, article.has_changes, article.version) == ("Snow on both passes", True, 2)


def test_the_later_of_two_editors_learns_who_saved_and_nothing_is_overwritten() -> None:
    first, second = make_editor("aida"), make_editor("bolot")
    article = workflow.create(first, TEXT)
    workflow.save_draft(first, article, TEXT | {"title": "First"}, base_version=1)
    with pytest.raises(workflow.StaleVersion) as stale:
        workflow.save_draft(second, article, TEXT | {"title": "Second"}, base_version=1)
    assert stale.value.newest.author == first
    assert Article.objects.get().working_title == "First"
    for action in (
        lambda: workflow.release(second, article, base_version=1),
        lambda: workflow.restore(second, article, article.revisions.last(), base_version=1),
    ):
        with pytest.raises(workflow.StaleVersion):
            action()


def test_release_checks_what_must_be_there_and_names_the_first_gap() -> None:
    article = workflow.create(None, {"title": "No words yet"})
    with pytest.raises(workflow.NotReady) as not_ready:
        workflow.release(None, article, base_version=1)
    assert not_ready.value.gaps[0][0] == "body"
    assert not Address.objects.filter(target_kind="article").exists()


def test_release_writes_live_text_address_lists_and_trail() -> None:
    editor, person, tag = make_editor(), make_person(), make_tag()
    article = released(
        editor,
        region=region().pk,
        tags=[tag.pk],
        bylines=[{"person": person.pk, "name": "", "role": "author"}],
    )
    assert article.get_absolute_url() == "/snow-on-the-pass/"
    assert ListingRow.objects.filter(article=article).count() == 4  # latest, region, tag, person
    assert [e.action for e in AuditEntry.objects.filter(target_kind="article").order_by("pk")] == ["create", "release"]
    assert Revision.objects.get().live_from is not None


def test_a_story_released_for_later_is_not_public_before_its_time() -> None:
    article = workflow.create(None, TEXT)
    at = timezone.now() + timedelta(hours=2)
    workflow.release(None, article, base_version=1, at=at)
    assert not Article.objects.published(at - timedelta(seconds=1)).exists()
    assert Article.objects.published(at).get() == article


def test_a_live_story_keeps_date_and_address_when_its_changes_are_released() -> None:
    article = released(None)
    before = article.published_at
    workflow.save_draft(None, article, TEXT | {"title": "Another headline"}, base_version=1)
    workflow.release(None, article, base_version=2)
    assert (article.published_at, article.slug, article.title) == (before, "snow-on-the-pass", "Another headline")
    assert article.updated_at is not None
    assert [r.live_until is None for r in article.revisions.all()] == [True, False]


def test_a_scheduled_story_released_untouched_shows_no_update() -> None:
    article = workflow.create(None, TEXT)
    workflow.release(None, article, base_version=1, at=timezone.now() + timedelta(hours=2))
    workflow.release(None, article, base_version=1)
    assert article.updated_at is None
    assert article.published_at <= timezone.now()


def test_a_new_slug_leaves_the_old_address_leading_to_it() -> None:
    article = released(None)
    workflow.save_draft(None, article, TEXT | {"slug": "nine-hours-on-the-pass"}, base_version=1)
    workflow.release(None, article, base_version=2)
    states = dict(Address.objects.filter(target_kind="article").values_list("path", "state"))
    assert states == {"/snow-on-the-pass/": "old", "/nine-hours-on-the-pass/": "current"}


def test_withdrawing_takes_a_story_from_every_list_and_answers_gone(client) -> None:
    article = released(None)
    with pytest.raises(workflow.NotReady):
        workflow.withdraw(None, article, reason=" ")
    workflow.withdraw(None, article, reason="The source took it back.")
    assert not ListingRow.objects.exists()
    assert client.get("/snow-on-the-pass/").status_code == 410


def test_a_withdrawn_story_comes_back_under_its_date_and_address(client) -> None:
    article = released(None)
    before = article.published_at
    workflow.withdraw(None, article, reason="By mistake.")
    workflow.release(None, article, base_version=1)
    assert (article.published_at, article.withdrawn_reason) == (before, "")
    assert client.get("/snow-on-the-pass/").status_code == 200


def test_restoring_makes_a_new_revision_and_changes_nothing_live() -> None:
    article = released(None)
    workflow.save_draft(None, article, TEXT | {"title": "Worse"}, base_version=1)
    fresh = workflow.restore(None, article, article.revisions.get(number=1), base_version=2)
    assert (fresh.number, fresh.data["title"], fresh.kind) == (3, "Snow on the pass", "restore")
    assert article.title == "Snow on the pass"


def test_an_outsider_and_a_reporter_without_the_right_cannot_release() -> None:
    outsider = make_user("zhanna")
    reporter = make_user("erlan", ["add_article"])
    article = workflow.create(reporter, TEXT)
    for actor in (outsider, reporter):
        with pytest.raises(NotAllowed):
            workflow.release(actor, article, base_version=1)
    with pytest.raises(NotAllowed):
        workflow.save_draft(outsider, article, TEXT, base_version=1)
    assert Article.objects.get().state == State.DRAFT


def test_the_trash_admits_nothing() -> None:
    article = released(None)
    Article.objects.update(trashed_at=timezone.now())
    with pytest.raises(NotAllowed):
        workflow.release(None, article, base_version=1)


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", "x" * 301), ("kind", "poem"), ("bylines", [{"person": None, "name": "A", "role": "king"}])],
)
def test_a_text_that_cannot_be_stored_names_its_field(field: str, value: object) -> None:
    with pytest.raises(BadText) as bad:
        workflow.create(None, TEXT | {field: value})
    assert bad.value.field == field


def test_a_body_is_cleaned_on_its_way_in() -> None:
    article = released(None, body='<p onclick="x()">Calm <script>alert(1)</script>words.</p>')
    assert article.body == "<p>Calm words.</p>"


def test_two_stories_with_one_title_get_two_addresses() -> None:
    assert [released(None).slug, released(None).slug] == ["snow-on-the-pass", "snow-on-the-pass-2"]


@pytest.mark.parametrize("title", ["Latest", "Admin", "Search", "ru", "Our People"])
def test_no_story_takes_the_address_of_a_page(title: str) -> None:
    article = released(None, title=title)
    assert article.slug.endswith("-2")


def test_a_story_keeps_its_place_in_old_lists_when_the_desk_releases_it_again() -> None:
    person, tag = make_person(), make_tag()
    names = {"tags": [tag.pk], "bylines": [{"person": person.pk, "name": "", "role": "author"}]}
    article = released(None, **names)
    article.tagged.update(archive_position=7)
    article.bylines.update(archive_position=3)
    workflow.save_draft(None, article, TEXT | names | {"title": "Another"}, base_version=1)
    workflow.release(None, article, base_version=2)
    assert article.tagged.get().archive_position == 7
    assert article.bylines.get().archive_position == 3
