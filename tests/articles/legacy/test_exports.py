"""What becomes of the posts of an export: states, dates, fields, and what a second export may change."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from articles import workflow
from articles.legacy.models import ImportItem, ImportRun
from articles.legacy.records import Kind, Place, Problem, Severity, Status, TagRecord, Tally
from articles.models import Article, ArticleKind, ListingRow, Revision, State
from articles.projection import check
from cms.lib.dates import DatePrecision
from cms.lib.identity import stable_id
from cms.pictures.models import Picture
from people.models import Person
from tests.articles.legacy.exported import MORNING, attachment, imported, person, post, shown
from tests.articles.legacy.test_import import adds_up, whole_database
from tests.builders import make_editor, make_tag, region

pytestmark = pytest.mark.django_db


def test_a_published_post_is_public_at_its_minute_with_its_author(tmp_path: Path, client: Client) -> None:
    report = imported(tmp_path, [person(bio="Writes."), post()])
    article = Article.objects.get()
    assert (article.state, article.published_at, article.date_precision) == (
        State.RELEASED, MORNING, DatePrecision.EXACT,
    )  # fmt: skip
    assert [byline.display_name for byline in article.bylines.all()] == ["Aida Sarybay"]
    assert client.get("/ferry-leaves-the-pier/").status_code == 200
    assert check([article.pk]) == []
    assert adds_up(report)


def test_a_story_that_an_editor_linked_to_its_twin_keeps_its_language(tmp_path: Path) -> None:
    imported(tmp_path, [post(1, "One"), post(2, "Two", language="ru"), post(3, "Three", language="kk")])
    one, two, three = Article.objects.order_by("pk")
    for twin in (two, three):
        text = twin.revisions.first().data | {"translation_of": one.pk}
        workflow.save_draft(None, twin, text, base_version=twin.version)
        workflow.release(None, twin, base_version=twin.version)
    for _ in range(2):
        report = imported(tmp_path, [post(3, "Three", language="ru")])
        three.refresh_from_db()
        assert (three.language, three.translation_of) == ("kk", one)
        assert [problem.what for problem in report.problems["warning"]] == ["language of “Three”"]


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (Status.SCHEDULED, State.DRAFT),
        (Status.DRAFT, State.DRAFT),
        (Status.IN_REVIEW, State.IN_REVIEW),
        (Status.HIDDEN, State.DRAFT),
    ],
)
def test_what_the_old_site_had_not_published_is_never_public(
    tmp_path: Path, client: Client, status: Status, state: str
) -> None:
    imported(tmp_path, [post(status=status, tags=("Lakes",))])
    article = Article.objects.get()
    assert (article.state, article.has_changes, article.working_title) == (state, True, "Ferry leaves the pier")
    assert not ListingRow.objects.exists()
    for path in ("/ferry-leaves-the-pier/", "/2019/03/ferry-leaves-the-pier/", "/?p=7"):
        assert client.get(path, follow=True).status_code == 404


def test_a_draft_can_be_opened_and_released_as_the_desk_does(tmp_path: Path) -> None:
    imported(tmp_path, [attachment(), post(status=Status.DRAFT, published_at=None, lead_image="70")])
    article = Article.objects.get()
    text = article.revisions.get().data
    assert (text["title"], text["lead_picture"]) == ("Ferry leaves the pier", attachment().uid)
    assert article.published_at is None
    workflow.release(make_editor(), article, base_version=article.version)
    article.refresh_from_db()
    assert article.get_absolute_url() == "/ferry-leaves-the-pier/"


def test_a_scheduled_post_is_a_draft_with_its_time_proposed(tmp_path: Path) -> None:
    later = datetime(2031, 5, 1, 6, 0, tzinfo=UTC)
    imported(tmp_path, [post(status=Status.SCHEDULED, published_at=later)])
    article = Article.objects.get()
    assert article.revisions.get().data["release_at"] == "2031-05-01T06:00:00+00:00"
    assert article.published_at is None


def test_a_post_without_a_headline_is_kept_as_a_draft(tmp_path: Path) -> None:
    report = imported(tmp_path, [post(title="", slug="seven")])
    article = Article.objects.get()
    assert (article.state, article.working_title) == (State.DRAFT, "Untitled")
    assert "without a headline" in report.problems["warning"][0].reason


def test_a_change_after_the_first_minute_is_told_to_readers(tmp_path: Path) -> None:
    at_once, later = MORNING + timedelta(seconds=50), MORNING + timedelta(hours=3)
    imported(tmp_path, [post(1, "One", modified_at=at_once), post(2, "Two", modified_at=later)])
    assert dict(Article.objects.values_list("title", "updated_at")) == {"One": None, "Two": later}


def test_the_desk_s_order_is_that_of_the_old_site_and_not_of_the_import(tmp_path: Path) -> None:
    imported(tmp_path, [post(modified_at=MORNING + timedelta(hours=3))])
    article = Article.objects.get()
    assert (article.created_at, article.working_at) == (MORNING, MORNING + timedelta(hours=3))


def test_what_was_scheduled_was_not_worked_on_at_a_time_to_come(tmp_path: Path) -> None:
    later = datetime(2031, 5, 1, 6, 0, tzinfo=UTC)
    imported(tmp_path, [post(status=Status.SCHEDULED, published_at=later, modified_at=later)])
    article = Article.objects.get()
    assert article.working_at <= timezone.now() and article.created_at <= timezone.now()


def test_fields_that_only_an_export_knows_are_kept(tmp_path: Path) -> None:
    fields = {
        "standfirst": "Six o'clock, as ever.", "kind": ArticleKind.OPINION, "regions": ("Uzbekistan",),
        "search_title": "Ferry times", "search_description": "When it leaves.", "lead_image": "70",
        "tags": ("Lakes", "Ports"), "by": ("Bolot Asanov", "Aida Sarybay"),
    }  # fmt: skip
    imported(tmp_path, [post(**fields), attachment(caption="The pier", alt="A pier in fog", credit="S. Orlov")])
    article = Article.objects.get()
    assert (article.standfirst, article.kind, article.region.name) == (fields["standfirst"], "opinion", "Uzbekistan")
    assert (article.search_title, article.search_description) == ("Ferry times", "When it leaves.")
    assert set(article.tags.names()) == {"Lakes", "Ports", "Uzbekistan"}
    assert [byline.display_name for byline in article.bylines.all()] == ["Bolot Asanov", "Aida Sarybay"]
    picture = article.lead_picture
    assert (picture.caption, picture.alt, picture.credit, picture.file_name) == (
        "The pier", "A pier in fog", "S. Orlov", "pier.jpg",
    )  # fmt: skip


def test_a_lead_picture_that_no_file_lists_has_a_place_until_another_run_brings_it(tmp_path: Path) -> None:
    imported(tmp_path, [post(lead_image="70")])
    assert Article.objects.get().lead_picture.caption == ""
    imported(tmp_path, [attachment(caption="The pier")])
    assert Article.objects.get().lead_picture.caption == "The pier"
    assert Picture.objects.count() == 1


def test_a_term_that_is_a_region_s_name_gives_the_region(tmp_path: Path) -> None:
    imported(tmp_path, [post(tags=("Lakes", "Astana"))])
    article = Article.objects.get()
    assert (article.region, set(article.tags.names())) == (region("kazakhstan"), {"Kazakhstan", "Lakes"})


def test_a_region_that_is_not_there_is_said_once(tmp_path: Path) -> None:
    report = imported(tmp_path, [post(1, "One", regions=("Atlantis",)), post(2, "Two", regions=("Atlantis",))])
    said = [problem.what for problem in report.problems["warning"] if "no region" in problem.reason]
    assert said == ["Atlantis"]


def test_a_standing_page_is_in_no_list(tmp_path: Path, client: Client) -> None:
    imported(tmp_path, [post(title="About Kazakhstan", kind=ArticleKind.PAGE)])
    assert not ListingRow.objects.exists()
    assert client.get("/about-kazakhstan/").status_code == 200
    assert ImportItem.objects.get(target_kind="article").kind == Kind.PAGE


def test_a_second_run_of_an_export_changes_nothing(tmp_path: Path) -> None:
    records = [
        person(), TagRecord(Place("site.xml", 4), "Lakes", "lakes", "Big ones.", old_addresses=("/category/lakes/",)),
        attachment(), post(1, "One", lead_image="70", tags=("Lakes",), **shown()),
        post(2, "Two", status=Status.SCHEDULED), post(3, "Three", status=Status.HIDDEN),
        post(4, "One", slug="one", by=()), post(5, "Five", published_at=None),
    ]  # fmt: skip
    first = imported(tmp_path, records)
    before = whole_database()
    second = imported(tmp_path, records)
    assert whole_database() == before
    for kind in (Kind.ARTICLE, Kind.PERSON, Kind.TAG, Kind.IMAGE):
        assert second.read(kind) == first.read(kind) == second.counts["unchanged"][kind], kind
    assert ImportRun.objects.count() == 2


def test_a_dry_run_of_an_export_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    records = [person(), attachment(), post(1, "One", lead_image="70", tags=("Lakes",)), post(2, "Two"), post(2, "Two")]
    before = whole_database()
    dry = imported(tmp_path, records, is_dry_run=True).as_dict()
    assert whole_database() == before
    assert not ImportRun.objects.exists()
    real = imported(tmp_path, records).as_dict()
    real["warnings"] = [w for w in real["warnings"] if "--media-dir" not in w["reason"]]
    assert {**dry, "dry_run": False} == real


def test_a_second_export_changes_what_no_editor_touched(tmp_path: Path) -> None:
    imported(tmp_path, [post()])
    changed = replace(
        post(title="Ferry leaves at seven", slug="ferry-leaves-the-pier"), modified_at=MORNING + timedelta(days=2)
    )
    report = imported(tmp_path, [changed])
    article = Article.objects.get()
    assert (report.counts["updated"][Kind.ARTICLE], article.title) == (1, "Ferry leaves at seven")
    assert article.updated_at == MORNING + timedelta(days=2)
    assert article.slug == "ferry-leaves-the-pier"


def test_an_older_export_does_not_bring_an_old_text_back(tmp_path: Path) -> None:
    older = post(title="Ferry may leave", slug="ferry")
    newer = post(title="Ferry leaves", slug="ferry", modified_at=MORNING + timedelta(days=2))
    for records in ([older], [newer], [older]):
        imported(tmp_path, records)
    assert Article.objects.get().title == "Ferry leaves"


def test_an_editor_s_text_stands_against_a_second_export(tmp_path: Path) -> None:
    imported(tmp_path, [post()])
    editor, article = make_editor(), Article.objects.get()
    text = article.revisions.first().data | {"standfirst": "Ours."}
    workflow.save_draft(editor, article, text, base_version=1)
    workflow.release(editor, article, base_version=2)
    imported(tmp_path, [post(standfirst="Theirs.", search_title="Ferry", modified_at=MORNING + timedelta(days=2))])
    article.refresh_from_db()
    assert (article.standfirst, article.search_title) == ("Ours.", "Ferry")


def test_a_story_taken_back_at_the_old_site_is_taken_from_readers(tmp_path: Path, client: Client) -> None:
    imported(tmp_path, [post()])
    imported(tmp_path, [post(status=Status.HIDDEN, modified_at=MORNING + timedelta(days=1))])
    assert Article.objects.get().state == State.DRAFT
    assert client.get("/ferry-leaves-the-pier/").status_code == 404
    assert not Revision.objects.filter(live_from__isnull=False, live_until__isnull=True).exists()


def test_two_posts_with_one_text_and_two_numbers_stay_two(tmp_path: Path) -> None:
    imported(tmp_path, [post(1, "Ferry"), post(2, "Ferry")])
    assert sorted(Article.objects.values_list("slug", flat=True)) == ["ferry", "ferry-2"]


def test_of_two_records_of_one_post_the_later_stands_and_both_are_accounted_for(tmp_path: Path) -> None:
    older, newer = post(1, "Ferry"), post(1, "Ferry again", slug="ferry", modified_at=MORNING + timedelta(days=1))
    report = imported(tmp_path, [newer, older])
    assert Article.objects.get().title == "Ferry again"
    assert report.read(Kind.ARTICLE) == 2
    assert adds_up(report)


def test_a_record_far_behind_its_copy_is_counted_once_more_and_made_once(tmp_path: Path) -> None:
    records = [post(n, f"Story {n}") for n in range(1, 140)]
    report = imported(tmp_path, [*records, records[0]])
    assert (report.counts["created"][Kind.ARTICLE], report.counts["unchanged"][Kind.ARTICLE]) == (139, 1)
    assert Article.objects.count() == 139


def test_a_record_that_comes_in_a_later_batch_is_told_of_as_a_repetition(tmp_path: Path) -> None:
    crowd = [post(n, f"Boat {n}") for n in range(100, 220)]
    report = imported(tmp_path, [post(1, "Ferry"), *crowd, post(1, "Ferry")])
    again = ImportItem.objects.get(what="Ferry", outcome="unchanged")
    assert "told again in this run" in again.reason
    assert report.read(Kind.ARTICLE) == 122


def test_every_attachment_of_a_long_list_is_stored_and_told_of_once(tmp_path: Path) -> None:
    report = imported(tmp_path, [attachment(n, f"2019/{n}.jpg") for n in range(1, 251)])
    logged = ImportItem.objects.filter(kind="image", outcome="created")
    assert Picture.objects.count() == report.read(Kind.IMAGE) == logged.count() == 250


def test_a_picture_that_only_a_text_shows_is_told_of_beside_what_was_read(tmp_path: Path) -> None:
    records = [attachment(), post(1, **shown()), post(2, "Two", **shown(71, "2019/03/other.jpg"))]
    report = imported(tmp_path, records)
    assert Picture.objects.count() == 2
    assert (report.read(Kind.IMAGE), report.places_kept) == (1, 1)
    assert "pictures that only texts name: 1" in "\n".join(report.lines())
    assert imported(tmp_path, records).places_kept == 0


def test_a_time_proposed_anew_at_the_old_site_reaches_the_draft(tmp_path: Path) -> None:
    at = datetime(2031, 5, 1, 6, tzinfo=UTC)
    waiting = post(status=Status.SCHEDULED, published_at=at)
    imported(tmp_path, [waiting])
    later = MORNING + timedelta(days=1)
    imported(tmp_path, [replace(waiting, published_at=at + timedelta(days=3), modified_at=later)])
    newest = Article.objects.get().revisions.order_by("number").last()
    assert newest.data["release_at"] == "2031-05-04T06:00:00+00:00"


def test_everything_read_stands_in_the_log_of_the_run(tmp_path: Path) -> None:
    left_out = Problem(Severity.SKIPPED, Place("site.xml", 900), Kind.OTHER, "menu entry", "a menu is no story")
    spam = Tally(Kind.COMMENT, "comments", "there are no comments here", 12)
    report = imported(tmp_path, [person(), attachment(), post(), left_out, spam], default_author="")
    items = ImportItem.objects.exclude(outcome="warning")
    assert set(items.values_list("kind", "outcome", "line")) == {
        ("person", "created", 3), ("image", "created", 700), ("article", "created", 70), ("other", "skipped", 900),
    }  # fmt: skip
    story = items.get(kind="article")
    assert (story.target_id, story.old_id, story.file) == (Article.objects.get().pk, "7", "site.xml")
    run = ImportRun.objects.get()
    assert (run.exit_code, run.counts["created"], run.counts["skipped"]) == (0, 3, 13)
    assert report.read(Kind.COMMENT) == 12


def test_a_limit_takes_the_first_posts_and_only_what_they_name(tmp_path: Path) -> None:
    records = [person("Bolot Asanov"), attachment(70), attachment(71), post(1, "One", lead_image="70"), post(2, "Two")]
    imported(tmp_path, records, limit=1)
    assert list(Article.objects.values_list("title", flat=True)) == ["One"]
    assert list(Picture.objects.values_list("uid", flat=True)) == [attachment(70).uid]
    assert list(Person.objects.values_list("name", flat=True)) == ["Aida Sarybay"]


def test_a_tag_that_was_here_before_keeps_its_name_and_gets_the_old_address(tmp_path: Path, client: Client) -> None:
    make_tag("Lakes")
    term = TagRecord(
        Place("site.xml", 4), "lakes", "lakes-of-asia", "Big.", old_addresses=("/category/lakes-of-asia/",)
    )
    imported(tmp_path, [term, post(tags=("lakes",))])
    assert list(Article.objects.get().tags.names()) == ["Lakes"]
    answer = client.get("/category/lakes-of-asia/")
    assert (answer.status_code, answer["Location"]) == (301, "/tag/lakes/")


def test_the_cost_of_a_batch_of_posts_does_not_grow_with_it(tmp_path: Path, django_assert_max_num_queries) -> None:
    records = [post(n, f"Story {n}", tags=(f"Tag {n % 7}",), lead_image="70") for n in range(1, 100)]
    with django_assert_max_num_queries(110):
        imported(tmp_path, [attachment(), *records])
    assert Article.objects.count() == 99
    assert stable_id("archive", "image", "70") == Picture.objects.get().uid
