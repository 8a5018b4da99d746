"""A form that no browser of ours sends breaks nothing and writes nothing that it may not."""

from typing import Any

import pytest

from articles.models import Article, State
from tests.articles.desk.newsroom import begin, desk, member, room_of, typed
from tests.builders import make_person, make_picture, make_tag

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "forged",
    [
        {"base_version": "x"}, {"base_version": ""}, {"base_version": "-1"}, {"base_version": "9" * 5000},
        {"base_version": "\x00"}, {"on_top": "7"}, {"on_top": "x"}, {"move": "explode"}, {"kind": "poem"},
        {"language": "xx"}, {"region": "999999"}, {"region": "x"}, {"region": "9" * 60}, {"lead_picture": "nobody"},
        {"lead_picture": "\x00"}, {"tags": "Unknown"}, {"tags": "\n".join(f"t{n}" for n in range(500))},
        {"title": "x" * 100_000}, {"slug": "ы" * 200}, {"bylines_role": ["king"]},
        {"bylines_name": ["x" * 5000]}, {"search_description": "x" * 100_000}, {"body": "<p>a" * 40_000},
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_a_form_with_nonsense_is_refused_and_writes_nothing(forged: dict[str, Any]) -> None:
    editor = desk(member("editor"))
    article = begin(editor)
    answer = editor.post(room_of(article), typed(1, **({"title": "Forged"} | forged)))
    assert answer.status_code in {404, 409, 422}
    article.refresh_from_db()
    assert (article.version, article.working_title, article.revisions.count()) == (1, "Snow on the pass", 1)


@pytest.mark.parametrize(
    "forged",
    [
        {"state": "released", "owner": "1", "published_at": "2001-01-01", "trashed_at": "2001-01-01"},
        {"bylines_person": ["x"]}, {"bylines_person": ["9" * 60]}, {"bylines_person": ["999999"]},
        {"bylines_person": [], "bylines_name": [], "bylines_role": []}, {"new_tags": ["Never asked for"]},
        {"title": "Zero\x00 byte"}, {"standfirst": "\x00\x01"},
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_fields_that_are_not_offered_change_nothing_but_the_text(forged: dict[str, Any]) -> None:
    reporter = member("reporter")
    article = begin(desk(reporter))
    assert desk(reporter).post(room_of(article), typed(1, **({"title": "Mended"} | forged))).status_code in {302, 422}
    article.refresh_from_db()
    assert (article.state, article.owner, article.published_at, article.trashed_at) == (
        State.DRAFT, reporter, None, None,
    )  # fmt: skip


def test_a_person_is_not_smuggled_in_under_another_name() -> None:
    make_person("Aida Sarybay")
    other = make_person("Bolot Asan")
    editor = desk(member("editor"))
    article = begin(editor, bylines_person=["999999"], bylines_name=["Bolot Asan"], bylines_role=["author"])
    assert article.revisions.get().data["bylines"] == [{"person": other.pk, "name": "", "role": "author"}]


def test_a_merged_picture_person_and_tag_become_what_they_were_merged_into() -> None:
    kept, gone = make_picture(caption="Kept"), make_picture(caption="Gone")
    type(gone).objects.filter(pk=gone.pk).update(merged_into=kept)
    here, merged = make_person("Aida Sarybay"), make_person("Aida S.")
    type(merged).objects.filter(pk=merged.pk).update(merged_into=here)
    ice, water = make_tag("Ice"), make_tag("Frozen water")
    type(water).objects.filter(pk=water.pk).update(merged_into=ice)
    article = begin(
        desk(member("editor")), lead_picture=gone.uid, tags="Frozen water",
        bylines_person=[merged.pk], bylines_name=["Aida Sarybay"], bylines_role=["author"],
    )  # fmt: skip
    data = article.revisions.get().data
    assert (data["lead_picture"], data["tags"]) == (kept.uid, [ice.pk])
    assert data["bylines"][0]["person"] == here.pk


@pytest.mark.parametrize("address", ["x", "0", "1'--", "9" * 60, "_00"])
def test_an_address_of_no_article_is_missing(address: str) -> None:
    editor = desk(member("chief"))
    for page in ("change", "history", "preview", "compare"):
        assert editor.get(f"/admin/articles/article/{address}/{page}/").status_code == 404
    assert not Article.objects.exists()
