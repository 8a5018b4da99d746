"""Bringing the old site in: what a run makes, leaves alone, and says of it."""

from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.core import serializers
from django.utils import timezone

from articles import workflow
from articles.legacy.importer import ImportOptions, run
from articles.legacy.models import ImportItem, ImportRun, Origin, Printing
from articles.legacy.records import Kind
from articles.legacy.report import Report
from articles.legacy.undo import NothingToUndo, undo_paragraphs
from articles.models import Article, ListingRow, State
from articles.projection import check
from cms.lib.dates import DatePrecision
from cms.pictures.models import Picture
from markets.models import Quote
from people.models import Person
from tests.articles.legacy.dumps import author_page, complete, cut, story, tag_page, write
from tests.builders import make_editor, make_person

pytestmark = pytest.mark.django_db

CAPTION = '[caption id="attachment_77" align="aligncenter" width="1280"] A pier in fog; image: Sergei Orlov[/caption]'


def whole_database() -> dict[str, str]:
    """Every row of ours as JSON, table by table. Only the log of runs is none of the paper."""
    ours = ("ledger", "pictures", "people", "markets", "articles", "legacy")
    return {
        model._meta.label: serializers.serialize("json", model.objects.order_by("pk"))
        for label in ours
        for model in apps.get_app_config(label).get_models()
        if model not in (ImportRun, ImportItem)
    }


def run_folder(folder: Path, **options: object) -> Report:
    return run([folder], ImportOptions(**options))


def adds_up(report: Report) -> bool:
    told = report.as_dict()
    return all(
        told["read"][kind]
        == told["created"][kind]
        + told["updated"][kind]
        + told["unchanged"][kind]
        + sum(item["kind"] == kind for item in told["skipped"] + told["failed"])
        + sum(entry["count"] for entry in told["left_out"] if entry["kind"] == kind)
        for kind in told["read"]
    )


def test_the_same_story_in_two_dumps_is_one_article(tmp_path: Path) -> None:
    shared = story("Ferry")
    report = run_folder(
        write(tmp_path, a=tag_page([shared, story("Bridge")]), b=author_page("Aida Sarybay", [(*shared, "1 day ago")]))
    )
    assert report.read(Kind.ARTICLE) == Article.objects.count() == 2
    ferry = Article.objects.get(title="Ferry")
    assert [byline.display_name for byline in ferry.bylines.all()] == ["Aida Sarybay"]
    assert Printing.objects.filter(origin__target_id=ferry.pk).count() == 2
    assert adds_up(report)


def test_namesakes_with_other_words_stay_two_articles(tmp_path: Path) -> None:
    run_folder(write(tmp_path, a=tag_page([story("Digest"), ("Digest", complete("Another week")[1])])))
    assert sorted(Article.objects.values_list("slug", flat=True)) == ["digest", "digest-2"]


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    body = story("Ferry")[1] + " " + CAPTION
    pages = write(
        tmp_path,
        a=tag_page([("Ferry", body), cut("Bridge")]),
        b=author_page("Aida Sarybay", [(*story("Ice"), "1 day ago")]),
    )
    first = run_folder(pages, tags=("Lakes",))
    before = whole_database()
    second = run_folder(pages, tags=("Lakes",))
    assert whole_database() == before
    for kind in Kind:
        assert second.read(kind) == first.read(kind) == second.counts["unchanged"][kind]
    assert first.read(Kind.IMAGE) == first.read(Kind.TAG) == 1
    assert [run.counts["created"] for run in ImportRun.objects.order_by("pk")] == [first.totals()["created"], 0]


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    pages = write(tmp_path, a=tag_page([story("Ferry")]), b=author_page("Aida Sarybay", [(*story("Ice"), "1 day ago")]))
    before = whole_database()
    dry = run_folder(pages, is_dry_run=True, tags=("Lakes",)).as_dict()
    assert whole_database() == before
    real = run_folder(pages, tags=("Lakes",)).as_dict()
    assert {**dry, "dry_run": False} == real


def test_a_complete_text_replaces_a_cut_one_and_never_the_other_way(tmp_path: Path) -> None:
    run_folder(write(tmp_path / "1", a=tag_page([cut("Ferry")])))
    assert Article.objects.get().is_cut
    report = run_folder(write(tmp_path / "2", a=tag_page([complete("Ferry")])))
    article = Article.objects.get()
    assert (report.counts["updated"][Kind.ARTICLE], article.is_cut, article.version) == (1, False, 2)
    whole = article.body
    report = run_folder(write(tmp_path / "1"))
    article.refresh_from_db()
    assert (report.counts["unchanged"][Kind.ARTICLE], article.body, article.is_cut) == (1, whole, False)
    assert [revision.live_until is None for revision in article.revisions.all()] == [True, False]


@pytest.mark.parametrize("order", ["cut first", "complete first"])
def test_the_order_of_arrival_does_not_matter(tmp_path: Path, order: str) -> None:
    pages = [
        write(tmp_path / "1", a=tag_page([cut("Ferry"), story("Bridge")])),
        write(
            tmp_path / "2", a=author_page("Aida Sarybay", [(*complete("Ferry"), "2 weeks ago")], day="20 April 2025")
        ),
    ]
    for folder in pages if order == "cut first" else reversed(pages):
        run_folder(folder)
    ferry, bridge = Article.objects.get(title="Ferry"), Article.objects.get(title="Bridge")
    assert (ferry.is_cut, ferry.date_words, bridge.date_words) == (False, "About April 2025", "April 2025 or earlier")
    assert bridge.published_at < ferry.published_at
    assert check([ferry.pk, bridge.pk]) == []


def test_a_cut_text_is_public_unless_it_is_held(tmp_path: Path) -> None:
    pages = write(tmp_path, a=tag_page([cut("Ferry"), story("Ice")]))
    run_folder(pages, hold_truncated=True)
    assert dict(Article.objects.values_list("title", "state")) == {"Ferry": State.DRAFT, "Ice": State.RELEASED}
    run_folder(write(tmp_path / "later", a=tag_page([complete("Ferry")])), hold_truncated=True)
    ferry = Article.objects.get(title="Ferry")
    assert (ferry.state, ferry.get_absolute_url()) == (State.RELEASED, "/ferry/")


def test_undated_stories_come_after_everything_dated_in_the_order_of_their_list(tmp_path: Path) -> None:
    undated = [(*story(f"Undated {n}"), f"{n} months ago") for n in range(1, 6)]
    run_folder(write(tmp_path / "1", a=author_page("Aida Sarybay", undated)))
    run_folder(
        write(tmp_path / "2", a=author_page("Aida Sarybay", [(*story("Old"), "9 years ago")], day="02 May 2025"))
    )
    person = Person.objects.get()
    titles = [row.article.title for row in person.listing.visible(at=timezone.now(), language="en")]
    assert titles == ["Old", *(f"Undated {n}" for n in range(1, 6))]
    assert Article.objects.get(title="Undated 3").date_words == "Undated, from the archive"


def test_a_relative_date_counts_from_the_snapshot_and_never_becomes_exact(tmp_path: Path) -> None:
    pages = write(
        tmp_path, a=author_page("Aida Sarybay", [(*story("Ferry"), "20 hours ago"), (*story("Ice"), "5 months ago")])
    )
    run_folder(pages, snapshot_on=date(2025, 4, 22))
    assert Article.objects.get(title="Ferry").date_words == "About 21 April 2025"
    assert Article.objects.get(title="Ice").date_words == "About November 2024"
    assert set(Article.objects.values_list("date_precision", flat=True)) == {DatePrecision.ABOUT}


def test_what_an_editor_changed_is_never_overwritten(tmp_path: Path) -> None:
    run_folder(write(tmp_path / "1", a=tag_page([cut("Ferry")])))
    editor, article = make_editor(), Article.objects.get()
    text = article.revisions.first().data | {"body": "<p>Written anew by the desk.</p>"}
    workflow.save_draft(editor, article, text, base_version=1)
    workflow.release(editor, article, base_version=2)
    report = run_folder(write(tmp_path / "2", a=tag_page([complete("Ferry")])))
    article.refresh_from_db()
    assert article.body == "<p>Written anew by the desk.</p>"
    assert any("an editor's version stands" in problem.reason for problem in report.problems["warning"])


def test_a_story_an_editor_is_at_work_on_is_left_alone(tmp_path: Path) -> None:
    run_folder(write(tmp_path / "1", a=tag_page([cut("Ferry")])))
    article = Article.objects.get()
    workflow.save_draft(None, article, article.revisions.first().data | {"title": "A better title"}, base_version=1)
    run_folder(write(tmp_path / "2", a=tag_page([complete("Ferry")])))
    article.refresh_from_db()
    assert (article.version, article.is_cut, article.working_title) == (2, True, "A better title")


def test_a_person_s_fuller_bio_wins_in_any_order_and_an_editor_s_always(tmp_path: Path) -> None:
    short, full = (
        author_page("Aida Sarybay", [], bio=bio) for bio in ("Writes.", "Writes about lakes. www.aida.example")
    )
    run_folder(write(tmp_path / "1", a=full))
    run_folder(write(tmp_path / "2", a=short))
    person = Person.objects.get()
    assert (person.bio, person.website, person.role) == ("Writes about lakes.", "https://www.aida.example", "Editor")
    Person.objects.update(bio="Ours.")
    run_folder(write(tmp_path / "3", a=author_page("Aida Sarybay", [], bio="Writes about lakes, rivers and the sea.")))
    assert Person.objects.get().bio == "Ours."


def test_a_caption_keeps_a_place_for_its_picture(tmp_path: Path) -> None:
    run_folder(write(tmp_path, a=tag_page([("Ferry", story("Ferry")[1] + " " + CAPTION)])))
    picture, article = Picture.objects.get(), Article.objects.get()
    assert (picture.caption, picture.credit, picture.is_missing) == ("A pier in fog", "Sergei Orlov", True)
    assert Origin.objects.get(kind="image").key == "77"
    assert "[caption" not in article.body
    assert f'data-picture="{picture.uid}"' in article.body
    assert "Sergei Orlov" in article.rendered.html


def test_each_printed_pair_is_stored_once_with_its_printed_change(tmp_path: Path) -> None:
    report = run_folder(write(tmp_path, a=author_page("A B", []), b=author_page("C D", [])))
    assert Quote.objects.count() == report.read(Kind.QUOTE) == 5
    kgs = Quote.objects.get(base="KGS")
    assert (kgs.change_text, kgs.change, kgs.change.is_signed()) == ("-0%", 0, False)


def test_an_undone_restoration_stays_undone(tmp_path: Path) -> None:
    pages = write(tmp_path, a=tag_page([complete("Ferry")]))
    run_folder(pages)
    article = Article.objects.get()
    words = article.rendered.word_count
    assert article.has_restored_paragraphs
    undo_paragraphs(make_editor(), article)
    run_folder(pages)
    article = Article.objects.get()
    assert (article.body.count("<p>"), article.has_restored_paragraphs) == (1, False)
    assert article.rendered.word_count == words
    with pytest.raises(NothingToUndo):
        undo_paragraphs(None, article)


def test_paragraphs_that_somebody_is_changing_are_not_taken_back_under_their_hands(tmp_path: Path) -> None:
    run_folder(write(tmp_path, a=tag_page([complete("Ferry")])))
    article = Article.objects.get()
    text = article.revisions.first().data | {"body": "<p>Rewritten, and not released yet.</p>"}
    workflow.save_draft(make_editor(), article, text, base_version=article.version)
    with pytest.raises(NothingToUndo, match="changing the text"):
        undo_paragraphs(None, article)
    assert article.revisions.first().data["body"] == text["body"]


def test_regions_are_proposed_from_the_title_and_the_report_says_so(tmp_path: Path) -> None:
    report = run_folder(write(tmp_path, a=tag_page([story("Kazakh ferry meets Uzbek fishermen")])))
    article = Article.objects.get()
    assert article.region.name == "Kazakhstan"
    assert set(article.tags.names()) == {"Kazakhstan", "Uzbekistan"}
    assert report.regions[0]["because"] == ["Kazakh", "Uzbek"]
    assert ListingRow.objects.filter(tag__slug="uzbekistan").exists()


def test_a_named_tag_is_given_to_every_story_and_an_alias_finds_its_tag(tmp_path: Path) -> None:
    report = run_folder(write(tmp_path, a=tag_page([story("Ferry")])), tags=("Astana", "Old lakes"))
    assert set(Article.objects.get().tags.names()) == {"Kazakhstan", "Old lakes"}
    assert (report.counts["created"][Kind.TAG], report.counts["unchanged"][Kind.TAG]) == (1, 1)


def test_a_limit_takes_the_first_stories_only(tmp_path: Path) -> None:
    report = run_folder(write(tmp_path, a=tag_page([story("One"), story("Two"), story("Three")])), limit=2)
    assert set(Article.objects.values_list("title", flat=True)) == {"One", "Two"}
    assert adds_up(report)


def test_the_long_address_of_the_old_site_leads_to_the_shorter_one(tmp_path: Path, client) -> None:
    title = "A very long headline about the ferry that crossed the whole lake in winter and came back with books"
    run_folder(write(tmp_path, a=tag_page([story(title)])))
    answer = client.get("/" + "-".join(title.lower().split()) + "/")
    assert (answer.status_code, answer["Location"]) == (301, Article.objects.get().get_absolute_url())


def test_the_cost_of_a_batch_does_not_grow_with_it(tmp_path: Path, django_assert_max_num_queries) -> None:
    pages = write(tmp_path, a=tag_page([story(f"Story number {n}") for n in range(90)]))
    with django_assert_max_num_queries(60):
        run_folder(pages)
    assert Article.objects.count() == 90


def test_a_body_too_long_for_any_article_fails_alone(tmp_path: Path) -> None:
    report = run_folder(write(tmp_path, a=tag_page([story("Ferry"), ("Endless", "word " * 500_000)])))
    assert [problem.what for problem in report.problems["failed"]] == ["Endless"]
    assert list(Article.objects.values_list("title", flat=True)) == ["Ferry"]
    assert adds_up(report)


def test_holding_back_never_takes_a_story_from_readers(tmp_path: Path) -> None:
    pages = write(tmp_path, a=tag_page([cut("Ferry")]))
    run_folder(pages)
    run_folder(pages, hold_truncated=True)
    assert Article.objects.get().state == State.RELEASED
    run_folder(write(tmp_path / "other", a=tag_page([cut("Ice")])), hold_truncated=True)
    run_folder(write(tmp_path / "other"))
    assert set(Article.objects.values_list("state", flat=True)) == {State.RELEASED}


def test_two_names_of_one_tag_or_person_are_one(tmp_path: Path) -> None:
    run_folder(write(tmp_path / "1", a=author_page("Aida Sarybay", [(*story("Ice"), "1 day ago")])))
    kept, other = Person.objects.get(), make_person("A. Sarybay")
    other.merged_into = kept
    other.save()
    both = [author_page(name, [(*story("Ferry"), "1 day ago")]) for name in ("Aida Sarybay", "A. Sarybay")]
    pages = write(tmp_path / "2", a=both[0], b=both[1])
    run_folder(pages, tags=("Astana", "Kazakhstan"))
    ferry = Article.objects.get(title="Ferry")
    assert [byline.person for byline in ferry.bylines.all()] == [kept]
    assert list(ferry.tags.names()) == ["Kazakhstan"]
    again = run_folder(pages, tags=("Astana", "Kazakhstan"))
    assert again.counts["unchanged"][Kind.ARTICLE] == 1


def test_an_article_torn_out_of_the_database_comes_back_whole(tmp_path: Path) -> None:
    pages = write(tmp_path, a=tag_page([complete("Ferry")]))
    run_folder(pages)
    body = Article.objects.get().body
    Article.objects.all().delete()
    assert run_folder(pages).counts["created"][Kind.ARTICLE] == 1
    assert Article.objects.get().body == body


def test_issues_of_a_digest_share_title_and_opening_and_stay_apart(tmp_path: Path) -> None:
    note = " ".join(f"The publisher's note has {n} words of standing." for n in range(10))
    issues = [
        note + " " + " ".join(f"Item {n} of week {week} is about topic {n * week}." for n in range(30))
        for week in (3, 7)
    ]
    run_folder(write(tmp_path / "1", a=tag_page([("Weekly digest", issues[0])])))
    run_folder(write(tmp_path / "2", a=tag_page([("Weekly digest", issues[1])])))
    assert sorted(Article.objects.values_list("slug", flat=True)) == ["weekly-digest", "weekly-digest-2"]
    before = whole_database()
    run_folder(write(tmp_path / "1"))
    run_folder(write(tmp_path / "2"))
    assert whole_database() == before


def test_a_few_words_mended_between_snapshots_make_no_second_story(tmp_path: Path) -> None:
    title, body = complete("Ferry")
    head, tail = body[:600], body[600:].replace("two boxes", "three boxes") + " Corrected."
    run_folder(write(tmp_path / "1", a=tag_page([(title, body)])))
    run_folder(write(tmp_path / "2", a=tag_page([(title, head + tail)])))
    assert "three boxes" in Article.objects.get().body
