"""What a query finds: the same on both databases, newest first, and never what readers may not see."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import State
from articles.search import find, stems
from tests.builders import NOON, make_article, make_person, region

pytestmark = pytest.mark.django_db
NOW = NOON + timedelta(days=1)


def titles(words: str, **filters: object) -> list[str]:
    from articles.models import Article

    ids = list(find(words, at=filters.pop("at", NOW), language="en", **filters))
    found = Article.objects.in_bulk(ids)
    return [found[pk].title for pk in ids]


def test_endings_do_not_matter_in_english_and_in_russian() -> None:
    make_article("Fishermen return", body="<p>The fishing boats were mended. Рыбаки вернулись с озера.</p>")
    for words in ("fished", "BOAT", "mends", "рыбаков", "озеро"):
        assert titles(words) == ["Fishermen return"], words


def test_all_words_must_be_there_whatever_their_order_and_place() -> None:
    make_article("Ferry leaves", body="<p>Ice on the lake.</p>")
    make_article("Ferry stays", body="<p>No wind.</p>")
    assert titles("lake ferry") == ["Ferry leaves"]
    assert titles("lake ferry camel") == []


def test_found_stories_come_newest_first() -> None:
    for n in (2, 0, 1):
        make_article(f"Ferry {n}", published_at=NOON - timedelta(days=n))
    assert titles("ferry") == ["Ferry 0", "Ferry 1", "Ferry 2"]


def test_a_name_in_the_byline_is_found() -> None:
    make_article("Ferry", people=[make_person("Ғалия Өтегенова")])
    assert titles("галия") == []
    assert titles("ғалия өтегенова") == ["Ferry"]


def test_drafts_scheduled_and_withdrawn_stories_are_never_found() -> None:
    make_article("Ferry draft", state=State.DRAFT)
    make_article("Ferry tomorrow", published_at=NOW + timedelta(hours=1))
    withdrawn = make_article("Ferry withdrawn")
    workflow.withdraw(None, withdrawn, reason="Wrong.")
    assert titles("ferry") == []
    assert titles("ferry", at=NOW + timedelta(hours=2)) == ["Ferry tomorrow"]


def test_region_author_and_days_narrow_what_is_found() -> None:
    person = make_person()
    make_article("Ferry north", region=region("kazakhstan"), people=[person])
    make_article("Ferry south", region=region("uzbekistan"), published_at=NOON - timedelta(days=3))
    assert titles("ferry", region_id=region("uzbekistan").pk) == ["Ferry south"]
    assert titles("", person_id=person.pk) == ["Ferry north"]
    assert titles("ferry", since=date(2026, 11, 20)) == ["Ferry north"]
    assert titles("ferry", until=date(2026, 11, 19)) == ["Ferry south"]
    assert titles("ferry", since=date(2026, 11, 17), until=date(2026, 11, 17)) == ["Ferry south"]


def test_nothing_asked_finds_nothing() -> None:
    make_article("Ferry")
    assert titles("") == titles("   ") == titles("!?*") == []


@pytest.mark.parametrize(
    "words",
    [
        '"',
        "'",
        "a OR",
        "NEAR(",
        "*",
        "title:",
        "-",
        "^",
        "{}",
        "\\",
        "%",
        ";--",
        "&|!",
        "a" * 5000,
        "\u202e",
        "ﷺ",
        "₂²",
    ],
)
def test_no_query_is_an_error(words: str) -> None:
    make_article("Ferry")
    titles(words)


def test_words_are_letters_and_digits_only() -> None:
    for word in stems("it's O'Brien’s C++ foo_bar x-y Putin’s Oʻzbekiston 5G №7"):
        assert word.isalnum()


def test_a_text_of_any_length_can_be_projected() -> None:
    body = "".join(f"<p>{' '.join(f'word{n}x{m}' for m in range(100))}</p>" for n in range(200))
    make_article("Long", body=body)
    assert titles("word199x99") == ["Long"]


def test_the_moment_is_threaded_through() -> None:
    make_article("Ferry")
    assert titles("ferry", at=NOON - timedelta(seconds=1)) == []
    assert titles("ferry", at=timezone.now() + timedelta(days=365)) == ["Ferry"]
