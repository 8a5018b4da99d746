"""The two real dumps of the old site, read where they lie. Nothing of their text stands here."""

from datetime import date

import pytest
from django.utils import timezone

from articles.legacy.importer import ImportOptions, run
from articles.legacy.readers import ReadOptions, find_files, read
from articles.legacy.records import ArticleRecord, Kind
from articles.models import Article
from cms.lib import richtext
from markets.models import Quote
from people.models import Person
from tests.articles.legacy.test_import import whole_database
from tests.seeds import SEEDS, needs_seeds

pytestmark = [pytest.mark.django_db, needs_seeds]
COUNTS = dict.fromkeys(Kind, 0) | {Kind.ARTICLE: 15, Kind.PERSON: 1, Kind.QUOTE: 5, Kind.IMAGE: 1}


def test_the_seeds_are_read_whole_and_once() -> None:
    first = run([SEEDS], ImportOptions())
    assert {kind: first.read(kind) for kind in Kind} == COUNTS
    assert {kind: first.counts["created"][kind] for kind in Kind} == COUNTS
    assert "65 announced, 6 present" in [problem.reason for problem in first.problems["warning"]]
    before = whole_database()
    second = run([SEEDS], ImportOptions())
    assert whole_database() == before
    assert {kind: second.counts["unchanged"][kind] for kind in Kind} == COUNTS


def test_the_author_s_page_lists_ten_articles_in_the_dump_s_order() -> None:
    run([SEEDS], ImportOptions())
    printed = [
        record.title
        for file in find_files([SEEDS])
        for record in read(file, format="pages", options=ReadOptions())
        if isinstance(record, ArticleRecord) and record.list_kind == "person"
    ]
    rows = Person.objects.get().listing.visible(at=timezone.now(), language="en").select_related("article")
    assert len(printed) == 10
    assert [row.article.title for row in rows] == printed


def test_no_paragraph_is_a_wall_and_no_reader_sees_a_shortcode() -> None:
    run([SEEDS], ImportOptions())
    for article in Article.objects.all():
        assert "[caption" not in article.rendered.html
        for paragraph in article.body.split("</p>"):
            assert len(richtext.plain_text(paragraph + "</p>").split()) <= 120
    assert Article.objects.filter(has_restored_paragraphs=True).count() == 15


def test_with_the_day_of_the_snapshot_a_neighbour_bounds_the_undated() -> None:
    run([SEEDS], ImportOptions(snapshot_on=date(2025, 4, 22)))
    words = list(Article.objects.order_by("-published_at").values_list("date_precision", flat=True))
    assert words == ["about"] * 10 + ["before"] * 5
    assert Article.objects.order_by("published_at").first().date_words == "November 2024 or earlier"


def test_quotes_keep_what_was_printed() -> None:
    run([SEEDS], ImportOptions())
    printed = {q.base_id: (str(q), q.change_text) for q in Quote.objects.all()}
    assert printed["KGS"] == ("1 KGS = 0.01145 USD", "-0%")
    assert printed["TJS"] == ("1 TJS = 0.09479 USD", "0.96%")
