"""The room's field "Translation of": a story found by its headline or address, and never one that is out of sight."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Article, State
from tests.articles.desk.newsroom import begin, desk, member, room_of, typed
from tests.builders import BODY, make_article, region

pytestmark = pytest.mark.django_db
NEW = "/admin/articles/article/add/"


def draft(title: str, *, owner=None, **fields: object) -> Article:
    return workflow.create(owner, {"title": title, "body": BODY, **fields})


def chosen(article: Article) -> int | None:
    return article.revisions.first().data["translation_of"]


def found(client: Client, words: str, **more: object) -> list[tuple[str, str]]:
    answer = client.get(reverse("admin:articles_article_stories"), {"q": words, **more})
    return [(row["name"], row["about"]) for row in answer.json()["found"]]


def fault(client: Client, words: str, story: object = "") -> str:
    answer = client.post(NEW, typed(translation_of=story, translation_of_words=words, language="ru"))
    assert answer.status_code == 422
    (only,) = answer.context["form"].errors["translation_of"]
    return only


# --- Choosing ---


def test_a_story_chosen_from_the_list_is_kept_and_named_by_its_headline() -> None:
    editor, original = desk(member("editor")), make_article("The ice road")
    article = begin(editor, translation_of=original.pk, translation_of_words="The ice road", language="ru")
    assert chosen(article) == original.pk
    page = editor.get(room_of(article)).content.decode()
    assert f'name="translation_of" value="{original.pk}"' in page
    assert 'name="translation_of_words" id="id_translation_of" value="The ice road"' in page


@pytest.mark.parametrize("words", ["the ICE road", "/the-ice-road/", "http://127.0.0.1:8000/the-ice-road/", "number"])
def test_without_script_a_headline_an_address_or_a_number_is_enough(words: str) -> None:
    original = make_article("The ice road")
    words = str(original.pk) if words == "number" else words
    assert chosen(begin(desk(member("editor")), translation_of_words=words, language="ru")) == original.pk


def test_without_script_other_words_mean_another_story_than_the_one_chosen_before() -> None:
    editor, first, second = desk(member("editor")), make_article("The ice road"), make_article("The ferry")
    article = begin(editor, translation_of=first.pk, translation_of_words="The ferry", language="ru")
    assert chosen(article) == second.pk
    editor.post(room_of(article), typed(1, translation_of=second.pk, translation_of_words="", language="ru"))
    assert chosen(article) is None


def test_what_is_no_headline_is_refused_with_what_it_might_be() -> None:
    editor = desk(member("editor"))
    make_article("The ice road"), make_article("The ice road again"), make_article("The ferry", slug="one")
    make_article("The ferry", slug="two")
    assert fault(editor, "The ice") == (
        "No story has just this headline. Is it “The ice road again”, “The ice road”? "
        "Give the whole headline or its address."
    )
    assert fault(editor, "A dragon") == "There is no story “A dragon”. Give its headline, or paste its address."
    assert fault(editor, "The ferry") == "2 stories have this headline: paste the address of the one you mean."


def test_a_choice_that_is_a_translation_is_led_to_its_original() -> None:
    original = make_article("The ice road")
    twin = make_article("Ледовая дорога", language="ru", translation_of=original)
    article = begin(desk(member("editor")), translation_of=twin.pk, translation_of_words=twin.title, language="kk")
    assert chosen(article) == original.pk


def test_opening_and_saving_unchanged_makes_no_new_version_even_when_the_original_is_gone() -> None:
    editor, original = desk(member("editor")), make_article("The ice road")
    article = begin(editor, translation_of_words="The ice road", language="ru")
    original.delete()
    value = editor.get(room_of(article)).context["form"]["translation_of"].value()
    assert value["words"] == f"story {value['story']}, which is not on your desk"
    editor.post(
        room_of(article),
        typed(1, translation_of=value["story"], translation_of_words=value["words"], language="ru"),
    )
    assert article.revisions.count() == 1


def test_what_is_wrong_with_the_link_is_named_at_its_field_before_release() -> None:
    editor = desk(member("editor"))
    make_article("The ice road")
    article = begin(editor, translation_of_words="The ice road", move="release")
    assert article.state == State.DRAFT
    page = editor.get(f"{room_of(article)}?gaps=release")
    assert ("id_translation_of", "“The ice road” is in English too: a translation is in another language") in (
        page.context["faults"]
    )


def test_a_room_leads_to_the_translations_of_its_story() -> None:
    original = make_article("The ice road")
    twin = make_article("Ледовая дорога", language="ru", translation_of=original)
    page = desk(member("editor")).get(room_of(original)).content.decode()
    assert f'<a href="{room_of(twin)}" lang="ru">Русский</a>' in page


def test_the_preview_shows_the_link_to_the_twin() -> None:
    make_article("The ice road")
    shown = desk(member("editor")).post(
        reverse("admin:articles_article_preview_new"), typed(translation_of_words="The ice road", language="ru")
    )
    assert "Read this in" in shown.context["framed"]


# --- Who sees what ---


def test_the_list_tells_language_and_standing_and_leaves_out_the_story_itself() -> None:
    editor = desk(member("editor"))
    story = make_article("The ice road")
    draft("The ice road, in Kazakh", language="kk")
    assert set(found(editor, "ice")) == {
        ("The ice road, in Kazakh", "Қазақша, draft"),
        ("The ice road", "English, published"),
    }
    assert found(editor, "ice", of=story.pk) == [("The ice road, in Kazakh", "Қазақша, draft")]
    assert found(editor, "") == []


def test_a_reporter_is_offered_own_stories_and_what_readers_see() -> None:
    reporter = member("reporter")
    draft("Ice: mine", owner=reporter)
    draft("Ice: a secret draft", owner=member("reporter", "other"))
    make_article("Ice: scheduled", published_at=timezone.now() + timedelta(days=1))
    live = make_article("Ice: published")
    # What another desk has in hand stays in the words that readers have.
    Article.objects.filter(pk=live.pk).update(working_title="Ice: a secret correction")
    workflow.trash(None, draft("Ice: thrown away"))
    assert {name for name, _ in found(desk(reporter), "ice")} == {"Ice: mine", "Ice: published"}


def test_a_story_out_of_sight_is_missing_by_headline_number_and_forged_id() -> None:
    secret = draft("A secret draft", owner=member("editor"))
    reporter = desk(member("reporter"))
    said = "There is no story “{}”. Give its headline, or paste its address."
    assert fault(reporter, "A secret draft") == said.format("A secret draft")
    assert fault(reporter, str(secret.pk)) == said.format(secret.pk)
    assert fault(reporter, "A secret draft", secret.pk) == said.format("A secret draft")
    forged = f"story {secret.pk}, which is not on your desk"
    assert fault(reporter, forged, secret.pk) == said.format(forged)


def test_comparison_and_history_name_the_story_to_those_who_see_it_and_to_nobody_else() -> None:
    place = region("kazakhstan")
    editor, reporter = member("editor"), member("reporter")
    secret = draft("A secret draft", owner=editor)
    article = draft("Черновик", owner=reporter, region=place.pk, language="ru")
    text = article.revisions.first().data | {"translation_of": secret.pk}
    workflow.save_draft(editor, article, text, base_version=1)
    pages = [
        f"{reverse('admin:articles_article_compare', args=[article.pk])}?from=1&to=2",
        reverse("admin:articles_article_version", args=[article.pk, 2]),
        room_of(article),
    ]
    for page in pages:
        assert "A secret draft" in desk(editor).get(page).content.decode(), page
        words = desk(reporter).get(page).content.decode()
        assert "A secret draft" not in words, page
        assert f"story {secret.pk}, which is not on your desk" in words, page
    # The reporter's save leaves it as the editor set it.
    kept = {"translation_of": secret.pk, "translation_of_words": f"story {secret.pk}, which is not on your desk"}
    desk(reporter).post(room_of(article), typed(2, title="Черновик, дальше", language="ru", **kept))
    assert chosen(article) == secret.pk
