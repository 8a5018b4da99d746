"""The real exports, where they are at hand: every item of every file accounted for."""

from collections import Counter
from pathlib import Path

import pytest

from articles.legacy.readers import ReadOptions, UnreadableInput, wxr
from articles.legacy.records import Kind, Problem, Severity
from tests.articles.legacy.readers.wxr.export_builders import Read
from tests.seeds import EXPORTS, needs_exports

pytestmark = needs_exports


def read_file(name: str) -> Read:
    return Read(wxr.read(EXPORTS / name, ReadOptions()))


def accounted(found: Read) -> Counter[str]:
    counts: Counter[str] = Counter(stories=len(found.stories), images=len(found.images))
    for one in found:
        if isinstance(one, Problem) and one.severity != Severity.WARNING and one.kind != Kind.PERSON:
            counts[one.severity.value] += 1
    return counts


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("theme-unit-test.wxr.xml", {"stories": 79, "images": 35, "skipped": 72}),
        ("valid-wxr-1.0.xml", {"stories": 6, "images": 0}),
        ("wordpress-com-2025.wxr.xml", {"stories": 8, "images": 6, "skipped": 2}),
        ("co-authors-plus.wxr.xml", {"stories": 4, "images": 0}),
    ],
)
def test_every_item_is_accounted_for(name: str, counts: dict[str, int]) -> None:
    assert accounted(read_file(name)) == Counter(counts)
    assert sum(counts.values()) == (EXPORTS / name).read_text().count("<item>")


def test_the_theme_test_file_has_186_items() -> None:
    assert accounted(read_file("theme-unit-test.wxr.xml")).total() == 186


def test_the_malformed_file_is_refused_naming_line_90() -> None:
    with pytest.raises(UnreadableInput) as refusal:
        read_file("malformed.wxr.xml")
    assert refusal.value.place.line == 90


def test_every_line_number_is_that_of_the_items_own_tag() -> None:
    lines = (EXPORTS / "theme-unit-test.wxr.xml").read_text().split("\n")
    found = read_file("theme-unit-test.wxr.xml")
    assert all("<item>" in lines[story.place.line - 1] for story in (*found.stories, *found.images))


def test_comments_of_the_theme_test_file_are_counted() -> None:
    assert read_file("theme-unit-test.wxr.xml").tallies == {"comments": 29, "pings": 4}


def test_bylines_of_the_co_authors_file_are_in_order_and_each_name_once() -> None:
    bylines = [[byline.name for byline in story.bylines] for story in read_file("co-authors-plus.wxr.xml").stories]
    alice, bob, carol = "Alice Smith", "Bob Jones", "Carol White"
    assert bylines == [[alice, bob], [alice, bob, carol], [bob], [alice, bob]]


@pytest.mark.parametrize("name", ["theme-unit-test.wxr.xml", "wordpress-com-2025.wxr.xml", "co-authors-plus.wxr.xml"])
def test_what_surrounds_the_stories_is_told_the_same_without_reading_again(name: str) -> None:
    path, options = Path(EXPORTS / name), ReadOptions()
    with wxr.prepare([path], options) as index:
        found = Read(wxr.read(path, options, index))
        around = list(wxr.surroundings(path, options, index))
    assert sorted(around, key=str) == sorted([*found.people, *found.tags, *found.images], key=str)
