"""The history of an article: every version kept, read, compared by words and brought back."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Article, Revision, State
from cms.lib.dates import undated_at
from tests.articles.desk.newsroom import begin, desk, member, room_of, typed
from tests.builders import make_article, make_editor, make_person, make_tag

pytestmark = pytest.mark.django_db


def at(name: str, article: Article, *more: object) -> str:
    return reverse(f"admin:articles_article_{name}", args=[article.pk, *more])


def test_the_history_names_who_saved_what_when_and_until_when_readers_had_it() -> None:
    editor = desk(member("editor", "aida", first_name="Aida", last_name="Sarybay"))
    article = begin(editor, move="release")
    editor.post(room_of(article), typed(1, title="Another headline", move="release"))
    early, late = datetime(2026, 11, 1, 4, 0, tzinfo=UTC), datetime(2026, 11, 2, 5, 30, tzinfo=UTC)
    Revision.objects.filter(number=1).update(live_from=early, live_until=late, created_at=early)
    page = editor.get(at("history", article)).content.decode()
    assert "Aida Sarybay" in page
    assert "1 Nov 2026, 09:00 – 2 Nov 2026, 10:30" in page
    assert page.count("Released") == 2


def test_two_versions_are_compared_older_to_newer_whichever_was_chosen_first() -> None:
    editor = desk(member("editor"))
    article = begin(editor, body="<p>The river froze late.</p>", tags="")
    make_tag("Ice")
    editor.post(
        room_of(article), typed(1, body="<p>The river froze early.</p><p>Flocks moved.</p>", tags="Ice", names=["Aida"])
    )
    for query in ("from=1&to=2", "from=2&to=1"):
        page = editor.get(f"{at('compare', article)}?{query}").content.decode()
        assert "The river froze <del>late</del><ins>early</ins>." in page
        assert "<ins>Flocks moved.</ins>" in page
        assert "<ins>Ice</ins>" in page
        assert "<ins>Aida</ins>" in page


def test_what_is_compared_is_shown_and_never_run() -> None:
    editor = desk(member("editor"))
    article = begin(editor, title="<script>alert(1)</script>", standfirst="<img src=x onerror=alert(1)>")
    editor.post(room_of(article), typed(1, title="Calm", names=["<b>Wire</b>"]))
    for page in (editor.get(f"{at('compare', article)}?from=1&to=2"), editor.get(at("version", article, 1))):
        words = page.content.decode()
        assert "<script>alert" not in words
        assert "<img src=x" not in words
        assert "<b>Wire" not in words


@pytest.mark.parametrize("query", ["", "from=1", "from=1&to=99", "from=x&to=1", "from=1&to=%00", "from=-1&to=1e9"])
def test_a_comparison_of_no_version_is_missing(query: str) -> None:
    editor = desk(member("editor"))
    article = begin(editor)
    assert editor.get(f"{at('compare', article)}?{query}").status_code == 404


def test_an_older_text_is_brought_back_as_a_new_version_and_readers_see_no_change(client) -> None:
    editor = desk(member("editor"))
    article = begin(editor, move="release")
    editor.post(room_of(article), typed(1, title="Worse"))
    editor.post(at("restore", article, 1), {"base_version": 2})
    article.refresh_from_db()
    newest = article.revisions.first()
    assert (newest.number, newest.kind, newest.data["title"]) == (3, "restore", "Snow on the pass")
    assert "Snow on the pass" in client.get("/snow-on-the-pass/").content.decode()


def test_bringing_back_over_somebodys_newer_text_is_refused() -> None:
    editor = desk(member("editor"))
    article = begin(editor)
    editor.post(room_of(article), typed(1, title="Second"))
    editor.post(room_of(article), typed(2, title="Third"))
    for base in ("2", "", "x", "9" * 40):
        answer = editor.post(at("restore", article, 1), {"base_version": base}, follow=True)
        assert "Nothing was brought back" in answer.content.decode()
    assert article.revisions.count() == 3


def test_bringing_back_asks_for_a_post() -> None:
    editor = desk(member("editor"))
    article = begin(editor)
    assert editor.get(at("restore", article, 1)).status_code == 405


def test_a_version_is_shown_with_all_that_stood_beside_it() -> None:
    editor = desk(member("editor"))
    person = make_person("Aida Sarybay")
    article = begin(editor, bylines_person=[person.pk], bylines_name=[person.name], bylines_role=["translator"])
    page = editor.get(at("version", article, 1)).content.decode()
    assert "translated by Aida Sarybay" in page
    assert "The river froze early this year." in page


def test_the_version_of_another_article_is_missing() -> None:
    editor = desk(member("editor"))
    first, second = begin(editor), begin(editor, title="Second")
    editor.post(room_of(second), typed(1, title="Second again"))
    assert editor.get(at("version", first, 2)).status_code == 404
    assert editor.post(at("restore", first, 2), {"base_version": 1}).status_code == 404
    assert first.revisions.count() == 1


def test_someone_who_may_only_read_reads_the_newest_text() -> None:
    editor = desk(member("editor"))
    article = begin(editor, title="As it stands")
    page = desk(member("importer")).get(room_of(article)).content.decode()
    assert "As it stands" in page
    assert "Back to writing" not in page


def test_a_long_history_is_paged() -> None:
    editor = member("editor")
    article = workflow.create(editor, {"title": "Saved often"})
    for number in range(2, 61):
        workflow.save_draft(editor, article, {"title": f"Saved often {number}"}, base_version=number - 1)
    first, second = (desk(editor).get(f"{at('history', article)}?page={n}").content.decode() for n in (1, 2))
    assert ("versions/60/" in first, "versions/5/" in first, "versions/5/" in second) == (True, False, True)
    assert article.state == State.DRAFT


def test_the_history_of_an_undated_story_names_no_year_that_nobody_knows(client) -> None:
    article = make_article(published_at=undated_at(3), date_precision="unknown")
    Revision.objects.create(
        article=article, number=1, data={}, kind="import", author_name="the import", live_from=undated_at(3)
    )
    client.force_login(make_editor())
    page = client.get(f"/admin/articles/article/{article.pk}/history/").content.decode()
    assert "undated – now" in page and "1000" not in page
