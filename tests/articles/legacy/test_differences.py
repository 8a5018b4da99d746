"""What changed at the source beside an editor's work becomes a difference, and never more than a question."""

from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from articles import policy, workflow
from articles import text as texts
from articles.legacy import settling
from articles.legacy.models import FieldDifference
from articles.legacy.records import Place, TagRecord
from articles.merging import merge_people
from articles.models import Article, Tag
from cms.ledger.models import AuditEntry
from people.models import Person
from tests.articles.legacy.dumps import complete, cut, tag_page, write
from tests.articles.legacy.exported import MORNING, imported, person, post
from tests.articles.legacy.test_import import run_folder, whole_database
from tests.builders import make_editor, make_person, make_user

pytestmark = pytest.mark.django_db
HOURS = count(1)


def later(**fields: object) -> object:
    """The same post, changed at the old site after all that it was before."""
    return post(**({"modified_at": MORNING + timedelta(hours=next(HOURS))} | fields))


def ferry() -> Article:
    return Article.objects.get(title__startswith="Ferry")


def saved(article: Article, *, live: bool = False, **changes: object) -> Article:
    """Let an editor change some fields of a story."""
    text = texts.cleaned(article.revisions.first().data) | changes
    revision = workflow.save_draft(None, article, text, base_version=article.version)
    if live:
        workflow.release(None, article, base_version=revision.number)
    return article


def differing(folder: Path, **changes: object) -> Article:
    """A story whose body an editor rewrote and released, and whose source was rewritten after that."""
    imported(folder, [post()])
    article = saved(ferry(), live=True, body="<p>The desk’s own words.</p>")
    imported(folder, [later(body="<p>The old site’s newer words.</p>", **changes)])
    return article


def tokens(article: Article, *fields: str) -> list[tuple[int, str]]:
    rows = FieldDifference.objects.filter(target_kind="article", target_id=article.pk, state="open")
    return [(row.pk, row.says_hash) for row in rows if not fields or row.field in fields]


def test_a_changed_source_beside_an_editors_text_is_kept_as_a_difference_with_all_three_texts(tmp_path: Path) -> None:
    article = differing(tmp_path)
    row = FieldDifference.objects.get()
    article.refresh_from_db()
    assert (row.target_id, row.field, row.state) == (article.pk, "body", "open")
    assert "newer words" in row.says["body"]
    assert "people at the lake tell it" in row.imported["body"]
    assert "desk’s own words" in article.body


def test_a_field_that_no_editor_touched_still_follows_its_source(tmp_path: Path) -> None:
    imported(tmp_path, [post()])
    article = saved(ferry(), live=True, body="<p>The desk’s own words.</p>")
    imported(tmp_path, [later(standfirst="A new standfirst.")])
    article.refresh_from_db()
    assert article.standfirst == "A new standfirst."
    assert not FieldDifference.objects.exists()


def test_the_same_source_asks_once_and_a_second_run_writes_nothing(tmp_path: Path) -> None:
    differing(tmp_path)
    same = later(body="<p>The old site’s newer words.</p>")
    imported(tmp_path, [same])
    before = whole_database()
    report = imported(tmp_path, [same])
    assert whole_database() == before
    assert [each["field"] for each in report.as_dict()["differences"]] == ["body"]


def test_a_newer_source_takes_the_place_of_the_question(tmp_path: Path) -> None:
    differing(tmp_path)
    imported(tmp_path, [later(body="<p>Newer still.</p>")])
    assert FieldDifference.objects.get().says["body"] == "<p>Newer still.</p>"


@pytest.mark.parametrize("back_to", ["imported", "ours"])
def test_a_source_that_returns_closes_the_question(tmp_path: Path, back_to: str) -> None:
    differing(tmp_path)
    body = {} if back_to == "imported" else {"body": "<p>The desk’s own words.</p>"}
    imported(tmp_path, [later(**body)])
    assert FieldDifference.objects.get().state == "settled"


def test_what_an_editor_is_at_work_on_is_asked_about_too(tmp_path: Path) -> None:
    imported(tmp_path, [post()])
    article = saved(ferry(), title="Ferry of the desk")
    imported(tmp_path, [later(body="<p>The old site’s newer words.</p>")])
    article.refresh_from_db()
    assert "people at the lake" in article.body
    assert [row.field for row in FieldDifference.objects.all()] == ["body"]


def test_what_is_taken_becomes_working_text_and_is_not_live(tmp_path: Path) -> None:
    article, editor = differing(tmp_path), make_editor()
    settling.take(editor, article, tokens(article), base_version=article.version)
    article.refresh_from_db()
    assert "newer words" in article.revisions.first().data["body"]
    assert "desk’s own words" in article.body
    entry = AuditEntry.objects.get(action=settling.TAKE)
    assert (entry.actor, entry.details["fields"], entry.details["is_live"]) == (editor, ["body"], False)


def test_what_is_taken_and_published_follows_its_source_again(tmp_path: Path) -> None:
    article = differing(tmp_path)
    saved(article, live=True, bylines=[])  # so that readiness is asked of a person
    settling.take(None, article, tokens(article), base_version=article.version, publishes=True)
    assert "newer words" in article.body
    report = imported(tmp_path, [later(body="<p>Third words.</p>")])
    article.refresh_from_db()
    assert article.body == "<p>Third words.</p>"
    assert not report.differences


def test_what_is_left_does_not_come_back_with_the_same_source(tmp_path: Path) -> None:
    article = differing(tmp_path)
    settling.leave(make_editor(), article, tokens(article))
    again = imported(tmp_path, [later(body="<p>The old site’s newer words.</p>")])
    assert not again.differences
    assert not again.as_dict()["warnings"]
    imported(tmp_path, [later(body="<p>Newer still.</p>")])
    imported(tmp_path, [later(body="<p>The old site’s newer words.</p>")])
    assert FieldDifference.objects.get().state == "settled", "what was left once is not asked about again"


def test_taking_needs_the_version_that_was_read(tmp_path: Path) -> None:
    article = differing(tmp_path)
    version = article.version
    saved(article, title="Ferry again")
    with pytest.raises(workflow.StaleVersion):
        settling.take(make_editor(), article, tokens(article), base_version=version)
    assert FieldDifference.objects.get().state == "open"


def test_nobody_decides_about_a_source_that_they_have_not_seen(tmp_path: Path) -> None:
    article = differing(tmp_path)
    seen = tokens(article)
    imported(tmp_path, [later(body="<p>Newer still.</p>")])
    with pytest.raises(settling.CannotSettle, match="once more"):
        settling.leave(make_editor(), article, seen)


def test_of_two_who_decide_at_once_the_second_is_told(tmp_path: Path) -> None:
    article, seen = differing(tmp_path), []
    seen = tokens(article)
    settling.leave(make_editor("one"), article, seen)
    with pytest.raises(settling.CannotSettle, match="already"):
        settling.take(make_editor("two"), article, seen, base_version=article.version)


def test_taking_is_for_writers_and_publishing_for_those_who_release(tmp_path: Path) -> None:
    article = differing(tmp_path)
    reader = make_user("reader", ["view_article"], is_staff=True)
    writer = make_user("writer", ["view_article", "change_article"], is_staff=True)
    for act in (settling.leave, lambda *args: settling.take(*args, base_version=article.version)):
        with pytest.raises(policy.NotAllowed):
            act(reader, article, tokens(article))
    with pytest.raises(settling.CannotSettle):
        settling.take(writer, article, tokens(article), base_version=article.version, publishes=True)
    settling.take(writer, article, tokens(article), base_version=article.version)


def test_changes_that_readers_do_not_see_never_ride_along(tmp_path: Path) -> None:
    article = differing(tmp_path)
    saved(article, title="Ferry, not ready")
    with pytest.raises(settling.CannotSettle):
        settling.take(make_editor(), article, tokens(article), base_version=article.version, publishes=True)


def test_tags_and_bylines_are_taken_as_rows_of_ours(tmp_path: Path) -> None:
    imported(tmp_path, [post(tags=("Lakes",))])
    article = saved(ferry(), live=True, tags=[], bylines=[])
    imported(tmp_path, [later(tags=("Boats",), by=("Bolot Asanov",))])
    settling.take(None, article, tokens(article), base_version=article.version)
    text = article.revisions.first().data
    assert text["tags"] == [Tag.objects.get(name="Boats").pk]
    assert [each["person"] for each in text["bylines"]] == [Person.objects.get(name="Bolot Asanov").pk]


def test_a_date_is_taken_by_publishing_with_its_precision(tmp_path: Path) -> None:
    imported(tmp_path, [post()])
    article = ferry()
    workflow.release(None, article, base_version=article.version, at=MORNING.replace(year=2001))
    other = MORNING.replace(year=2018)
    imported(tmp_path, [later(published_at=other)])
    with pytest.raises(settling.CannotSettle):
        settling.take(None, article, tokens(article, "date"), base_version=article.version)
    settling.take(None, article, tokens(article, "date"), base_version=article.version, publishes=True)
    assert article.published_at == other


def test_a_whole_text_that_is_taken_for_a_cut_one_takes_the_notice_away(tmp_path: Path) -> None:
    run_folder(write(tmp_path / "1", a=tag_page([cut("Ferry")])))
    article = saved(ferry(), live=True, body="<p>What we had of it.</p>")
    assert article.is_cut
    run_folder(write(tmp_path / "2", a=tag_page([complete("Ferry")])))
    settling.take(None, article, tokens(article), base_version=article.version, publishes=True)
    assert not article.is_cut


def test_a_biography_and_an_introduction_are_asked_about_and_taken(tmp_path: Path) -> None:
    imported(tmp_path, [person(bio="Writes.", role="Reporter")])
    aida = Person.objects.get()
    Person.objects.update(bio="Writes about water.")
    imported(tmp_path, [person(bio="Writes and edits, since 2011.", role="Editor")])
    row = FieldDifference.objects.get()
    assert (row.target_kind, row.field, Person.objects.get().role) == ("person", "bio", "Reporter")
    chief = make_user("chief", ["change_person"], is_staff=True)
    settling.take_thing(chief, "person", aida.pk, [(row.pk, row.says_hash)])
    assert Person.objects.get().bio == "Writes and edits, since 2011."
    with pytest.raises(policy.NotAllowed):
        settling.leave_thing(make_user("nobody", is_staff=True), "person", aida.pk, [(row.pk, row.says_hash)])


def test_a_question_about_somebody_merged_away_is_asked_about_the_survivor(tmp_path: Path) -> None:
    imported(tmp_path, [person(bio="Writes.")])
    aida = Person.objects.get()
    Person.objects.update(bio="Writes about water.")
    imported(tmp_path, [person(bio="Writes and edits.")])
    survivor = make_person("A. Sarybay", bio="Ours.")
    merge_people(None, aida, survivor)
    imported(tmp_path, [person(bio="Writes and edits.")])
    row = FieldDifference.objects.get()
    assert (row.target_id, row.state) == (survivor.pk, "open")


def test_an_introduction_of_a_tag_is_asked_about_and_taken(tmp_path: Path) -> None:
    def lakes(intro: str) -> TagRecord:
        return TagRecord(Place("site.xml", 4), "Lakes", slug="lakes", intro=intro)

    imported(tmp_path, [lakes("On lakes.")])
    Tag.objects.filter(name="Lakes").update(intro="Our words.")
    imported(tmp_path, [lakes("On lakes and seas.")])
    before = whole_database()
    imported(tmp_path, [lakes("On lakes and seas.")])
    assert whole_database() == before
    row, tag = FieldDifference.objects.get(), Tag.objects.get(name="Lakes")
    assert (row.target_kind, tag.intro) == ("tag", "Our words.")
    settling.take_thing(make_user("tagger", ["change_tag"]), "tag", tag.pk, [(row.pk, row.says_hash)])
    imported(tmp_path, [lakes("Third words.")])
    assert Tag.objects.get(name="Lakes").intro == "Third words."
