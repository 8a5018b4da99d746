"""A story and its twins in other languages: linked by release, shown while readers may see both, and never tangled."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from articles import readiness, workflow
from articles import text as texts
from articles.legacy.removal import delete_articles
from articles.models import Article, Revision, State
from tests.builders import BODY, NOON, make_article, make_editor, make_person, make_quote, region

pytestmark = pytest.mark.django_db
BYLINE = [{"person": None, "name": "Wire", "role": "author"}]
TEXT = {"title": "The ice road closes", "body": BODY, "bylines": BYLINE}
RUSSIAN = {
    "title": "Ледовая дорога закрыта",
    "body": "<p>Дорогу закрыли рано.</p>",
    "bylines": BYLINE,
    "language": "ru",
}
KAZAKH = RUSSIAN | {"title": "Мұз жолы жабылды", "language": "kk"}


def released(text: dict, *, actor=None, at=None) -> Article:
    article = workflow.create(actor, text)
    return workflow.release(actor, article, base_version=1, at=at)


def changed(article: Article, **fields: object) -> Article:
    """Release the story again with other values."""
    data = article.revisions.first().data
    workflow.save_draft(None, article, data | fields, base_version=article.version)
    return workflow.release(None, article, base_version=article.version)


def gaps(article: Article | None, text: dict) -> list[str]:
    return [
        what for field, what in readiness.gaps(texts.cleaned(text), article) if field in ("translation_of", "language")
    ]


def page(client: Client, article: Article) -> str:
    answer = client.get(article.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def alternates(html: str) -> dict[str, str]:
    found = re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)">', html)
    assert len(found) == len(dict(found))
    return dict(found)


def offers(html: str) -> dict[str, str]:
    """What the line under the byline leads to, by the language's own name."""
    return {
        name: path
        for path, name in re.findall(r'<a href="([^"]+)" rel="alternate" hreflang="\w+" lang="\w+">([^<]+)<', html)
    }


@pytest.fixture
def english() -> Article:
    return released(TEXT)


@pytest.fixture
def russian(english: Article) -> Article:
    return released(RUSSIAN | {"translation_of": english.pk})


# --- What readers see ---


def test_both_pages_lead_to_each_other_in_the_languages_own_names(
    client: Client, english: Article, russian: Article
) -> None:
    assert offers(page(client, english)) == {"Русский": russian.get_absolute_url()}
    assert offers(page(client, russian)) == {"English": english.get_absolute_url()}


def test_search_engines_are_told_of_every_twin_on_every_twin(
    client: Client, settings, english: Article, russian: Article
) -> None:
    kazakh = released(KAZAKH | {"translation_of": english.pk})
    told = [alternates(page(client, story)) for story in (english, russian, kazakh)]
    at = {story.language: f"{settings.SITE_URL}{story.get_absolute_url()}" for story in (english, russian, kazakh)}
    assert told[0] == told[1] == told[2] == at | {"x-default": at["en"]}
    assert list(offers(page(client, kazakh))) == ["English", "Русский"]


def test_twins_of_which_none_is_in_the_papers_own_language_have_no_default(client: Client, russian: Article) -> None:
    kazakh = released(KAZAKH | {"translation_of": russian.pk})
    Article.objects.filter(pk=russian.translation_of_id).update(state=State.WITHDRAWN)
    assert set(alternates(page(client, kazakh))) == {"kk", "ru"}


def test_a_story_without_a_twin_says_nothing_of_languages(client: Client, english: Article) -> None:
    html = page(client, english)
    assert not alternates(html) and not offers(html)
    assert "Read this in" not in html


@pytest.mark.parametrize("which", ["original", "translation"])
def test_a_withdrawn_twin_vanishes_at_once_and_comes_back(
    client: Client, english: Article, russian: Article, which: str
) -> None:
    gone, there = (english, russian) if which == "original" else (russian, english)
    workflow.withdraw(None, gone, reason="A mistake in it.")
    html = page(client, there)
    assert not offers(html) and not alternates(html)
    workflow.release(None, gone, base_version=1)
    assert offers(page(client, there))


def test_a_scheduled_twin_is_not_shown_before_its_time(client: Client, english: Article) -> None:
    at = timezone.now() + timedelta(hours=1)
    russian = released(RUSSIAN | {"translation_of": english.pk}, at=at)
    assert not offers(page(client, english))
    Article.objects.filter(pk=russian.pk).update(published_at=NOON)
    assert offers(page(client, english))


def test_a_twin_that_is_only_a_draft_or_thrown_away_is_not_shown(client: Client) -> None:
    draft = workflow.create(None, TEXT)
    russian = released(RUSSIAN | {"translation_of": draft.pk})
    assert not offers(page(client, russian))
    workflow.trash(None, draft)
    assert not offers(page(client, russian))
    workflow.take_from_trash(None, draft)
    workflow.release(None, draft, base_version=1)
    assert offers(page(client, russian)) and offers(page(client, draft))


def test_a_story_in_another_language_goes_on_to_stories_of_its_own(client: Client) -> None:
    place = region("kazakhstan")
    russian = make_article("По-русски", language="ru", region=place)
    make_article("Ещё по-русски", language="ru", region=place)
    make_article("In English", region=place)
    more = page(client, russian).split('class="more"')[1]
    assert "Ещё по-русски" in more
    assert "In English" not in more


def test_the_page_of_a_story_with_twins_costs_no_more_than_any_may(
    client: Client, english: Article, russian: Article, django_assert_max_num_queries
) -> None:
    released(KAZAKH | {"translation_of": english.pk})
    make_article("More of the region", region=region())
    make_quote()
    changed(
        english, bylines=[{"person": make_person(bio="Walks.").pk, "name": "", "role": "author"}], region=region().pk
    )
    with django_assert_max_num_queries(8):
        page(client, english)


def test_a_story_in_another_language_says_which_of_its_words_are_in_which(client: Client, russian: Article) -> None:
    more = make_article("Ещё по-русски", language="ru")
    html = page(client, russian)
    assert re.search(r'<article class="story[^"]*" lang="ru">', html)
    for part in ("label", "story__margin", "story__foot"):
        assert re.search(f'class="{part}" lang="en"', html), part
    assert f'<h3 class="headline" dir="auto" lang="ru"><a href="{more.get_absolute_url()}">' in html
    assert 'lang="en"' not in page(client, russian.translation_of).split("<body>")[1].replace('hreflang="en"', "")


# --- What may be linked ---


def test_only_release_changes_what_readers_see(english: Article) -> None:
    article = released(RUSSIAN)
    workflow.save_draft(None, article, RUSSIAN | {"translation_of": english.pk}, base_version=1)
    assert article.translation_of_id is None
    assert workflow.release(None, article, base_version=2).translation_of_id == english.pk


def test_a_story_is_no_translation_of_itself(english: Article) -> None:
    assert gaps(english, TEXT | {"translation_of": english.pk}) == ["a story is no translation of itself"]


def test_a_translation_is_in_another_language(english: Article) -> None:
    fault = "“The ice road closes” is in English too: a translation is in another language"
    assert gaps(None, TEXT | {"translation_of": english.pk}) == [fault]
    draft = workflow.create(None, TEXT | {"language": "kk"})
    workflow.save_draft(None, draft, TEXT, base_version=1)
    assert len(gaps(None, TEXT | {"translation_of": draft.pk})) == 1


def test_the_translation_of_a_translation_is_one_of_the_original(english: Article, russian: Article) -> None:
    kazakh = released(KAZAKH | {"translation_of": russian.pk})
    assert kazakh.translation_of_id == english.pk


def test_an_original_becomes_no_translation_of_its_own_translation(english: Article, russian: Article) -> None:
    fault = "“Ледовая дорога закрыта” says already that it is a translation of this story"
    assert gaps(english, TEXT | {"translation_of": russian.pk}) == [fault]


def test_an_original_becomes_no_translation_while_it_has_one(english: Article, russian: Article) -> None:
    other = released(KAZAKH)
    (fault,) = gaps(english, TEXT | {"translation_of": other.pk})
    assert fault.startswith("“Ледовая дорога закрыта” is a translation of this story, which is thus an original")


def test_an_original_has_one_translation_a_language(english: Article, russian: Article) -> None:
    (fault,) = gaps(None, RUSSIAN | {"translation_of": english.pk})
    assert fault == "“The ice road closes” has a translation into Русский already: “Ледовая дорога закрыта”"
    assert not gaps(russian, RUSSIAN | {"translation_of": english.pk})
    workflow.withdraw(None, russian, reason="A better one is there.")
    assert not gaps(None, RUSSIAN | {"translation_of": english.pk})


def test_a_withdrawn_translation_does_not_come_back_beside_its_successor(english: Article, russian: Article) -> None:
    workflow.withdraw(None, russian, reason="A better one is there.")
    released(RUSSIAN | {"translation_of": english.pk, "title": "Другой перевод"})
    with pytest.raises(workflow.NotReady) as refused:
        workflow.release(None, russian, base_version=1)
    assert refused.value.gaps[0][0] == "translation_of"


def test_an_original_does_not_take_the_language_of_its_translation(english: Article, russian: Article) -> None:
    with pytest.raises(workflow.NotReady) as refused:
        changed(english, language="ru")
    ((field, what),) = refused.value.gaps
    assert field == "language"
    assert "“Ледовая дорога закрыта” is its translation" in what


def test_a_fault_names_no_headline_that_readers_do_not_see(english: Article) -> None:
    released(RUSSIAN | {"translation_of": english.pk}, at=timezone.now() + timedelta(days=1))
    (fault,) = gaps(None, RUSSIAN | {"translation_of": english.pk})
    assert fault.endswith("already: another story")


def test_nobody_releases_a_tangle_not_even_the_system(english: Article) -> None:
    article = workflow.create(None, TEXT | {"translation_of": english.pk})
    for actor in (None, make_editor()):
        with pytest.raises(workflow.NotReady):
            workflow.release(actor, article, base_version=1)
    assert Article.objects.get(pk=article.pk).state == State.DRAFT


def test_the_database_itself_refuses_a_second_translation_and_a_translation_of_itself(
    english: Article, russian: Article
) -> None:
    for wrong in (
        lambda: make_article("Второй", language="ru", translation_of=english),
        lambda: Article.objects.filter(pk=english.pk).update(translation_of=english),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()
    make_article("Черновик", language="ru", translation_of=english, state=State.DRAFT, published_at=None)


@pytest.mark.parametrize("wrong", ["5", 1.5, True, [1]])
def test_what_is_no_number_of_a_story_is_no_text(wrong: object) -> None:
    with pytest.raises(texts.BadText):
        texts.cleaned(TEXT | {"translation_of": wrong})


# --- What is gone, and what was before ---


def test_a_translation_stays_when_its_original_is_removed(client: Client, english: Article, russian: Article) -> None:
    pk = english.pk
    delete_articles([pk])
    russian.refresh_from_db()
    assert russian.translation_of_id is None
    assert not offers(page(client, russian))
    assert changed(russian, translation_of=pk, title="Дорога").translation_of_id is None


def test_an_original_stays_when_its_translation_is_removed(client: Client, english: Article, russian: Article) -> None:
    delete_articles([russian.pk])
    assert not offers(page(client, english))


def test_a_version_from_before_there_were_translations_can_be_brought_back(english: Article, russian: Article) -> None:
    old = russian.revisions.get()
    data = {name: value for name, value in old.data.items() if name != "translation_of"}
    Revision.objects.filter(pk=old.pk).update(data=data)
    old.refresh_from_db()
    fresh = workflow.restore(None, russian, old, base_version=1)
    assert fresh.data["translation_of"] is None
    assert russian.translation_of_id == english.pk  # until it is released
    assert workflow.release(None, russian, base_version=2).translation_of_id is None


def test_discarding_changes_brings_the_link_back_that_readers_see(english: Article, russian: Article) -> None:
    workflow.save_draft(None, russian, RUSSIAN, base_version=1)
    assert workflow.discard(None, russian, base_version=2).data["translation_of"] == english.pk
