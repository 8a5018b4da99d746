"""The real export files that lie beside the project: every item accounted for, and nothing raw on any page."""

import re
from collections import Counter
from pathlib import Path

import pytest
from django.test import Client

from articles.legacy.importer import ImportOptions, run
from articles.legacy.models import ImportItem, ImportRun
from articles.legacy.records import Kind
from articles.legacy.report import Report
from articles.models import Article, ListingRow, RenderedBody, SearchDocument, State
from articles.projection import check
from cms.ledger.models import Address
from tests.articles.legacy.test_import import adds_up, whole_database
from tests.articles.legacy.test_import_command import import_legacy
from tests.seeds import EXPORTS as FILES
from tests.seeds import needs_exports

pytestmark = [pytest.mark.django_db, needs_exports]

# How many items each file holds
ITEMS = {
    "theme-unit-test.wxr.xml": 186,
    "wordpress-com-2025.wxr.xml": 16,
    "co-authors-plus.wxr.xml": 4,
    "valid-wxr-1.0.xml": 6,
}
THEME = FILES / "theme-unit-test.wxr.xml"
# Its words show how a block comment is written.
ABOUT_BLOCKS = "Block category: Formatting"
RAW = re.compile(r"<!--|&lt;!-- /?wp:|\[/?(?:caption|gallery|embed|video|audio|playlist|wp_caption|youtube)\b")


def imported(name: str, **options: object) -> Report:
    return run([FILES / name], ImportOptions(**{"source": "old"} | options))


def lines_of_items(path: Path) -> list[int]:
    return [n for n, line in enumerate(path.read_bytes().split(b"\n"), start=1) if b"<item>" in line]


def as_asked(path: str) -> str:
    """The table ends every path with a slash, a query too."""
    return path.removesuffix("/") if path.startswith("/?") else path


@pytest.mark.parametrize("name", ITEMS)
def test_every_item_stands_once_in_the_log_with_its_line(name: str) -> None:
    report = imported(name)
    lines = lines_of_items(FILES / name)
    assert len(lines) == ITEMS[name]
    # People and terms stand in lists of their own, or are met first within an item.
    told = ImportItem.objects.exclude(outcome="warning").exclude(kind__in=["tag", "person"])
    told = told.values_list("line", flat=True)
    assert {line: Counter(told)[line] for line in lines} == dict.fromkeys(lines, 1)
    assert adds_up(report)
    # None of these files has guest authors, who are items too.
    assert sum(report.read(kind) for kind in (Kind.ARTICLE, Kind.PAGE, Kind.IMAGE, Kind.OTHER)) == ITEMS[name]


@pytest.mark.parametrize("name", ITEMS)
def test_a_second_run_of_the_file_changes_nothing(name: str) -> None:
    imported(name)
    before = whole_database()
    again = imported(name)
    assert whole_database() == before
    assert again.totals()["created"] == again.totals()["updated"] == 0


def test_nothing_of_a_shortcode_or_a_block_comment_reaches_a_page() -> None:
    imported("theme-unit-test.wxr.xml")
    released = Article.objects.filter(state=State.RELEASED)
    assert released.count() > 60
    assert check(list(released.values_list("pk", flat=True))) == []
    raw = {
        body.article.title: RAW.findall(body.html)
        for body in RenderedBody.objects.select_related("article")
        if RAW.search(body.html + body.summary)
    }
    assert raw in ({}, {ABOUT_BLOCKS: ["&lt;!-- wp:"]})


def test_only_what_was_published_is_public(client: Client) -> None:
    imported("theme-unit-test.wxr.xml")
    hidden = set(Article.objects.exclude(state=State.RELEASED).values_list("working_title", flat=True))
    assert {"Scheduled", "Draft"} <= hidden
    assert any("Password" in title for title in hidden)
    assert not ListingRow.objects.exclude(article__state=State.RELEASED).exists()
    assert not RenderedBody.objects.exclude(article__state=State.RELEASED).exists()
    assert not SearchDocument.objects.exclude(article__state=State.RELEASED).exists()
    for address in Address.objects.filter(target_kind="article").exclude(
        target_id__in=Article.objects.filter(state=State.RELEASED).values("pk")
    ):
        assert client.get(as_asked(address.path)).status_code == 404


def test_every_old_address_of_a_public_story_leads_to_it_in_one_hop(client: Client) -> None:
    imported("theme-unit-test.wxr.xml")
    released = Article.objects.filter(state=State.RELEASED).values("pk")
    old = Address.objects.filter(target_kind="article", state="old", target_id__in=released)
    assert old.count() > 100
    for address in old:
        path = as_asked(address.path)
        answer = client.get(path)
        assert answer.status_code == 301, path
        assert client.get(answer["Location"]).status_code == 200, path


def test_the_malformed_file_is_refused_at_its_line_and_nothing_is_written() -> None:
    before = whole_database()
    code, said = import_legacy(FILES / "malformed.wxr.xml")
    assert code == 2
    assert "malformed.wxr.xml:90" in said
    assert whole_database() == before
    assert not ImportRun.objects.exists()


def test_a_refused_file_beside_a_good_one_is_a_failure_and_the_good_one_comes_in() -> None:
    code, said = import_legacy(FILES / "co-authors-plus.wxr.xml", FILES / "malformed.wxr.xml")
    assert code == 1
    assert "malformed.wxr.xml:90" in said
    assert Article.objects.exists()
