"""An article is a function of all that was printed of it: whatever the order of the dumps, and however often each."""

import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.legacy.importer import ImportOptions, run
from articles.legacy.records import ArticleRecord, Status
from articles.models import Article, ListingRow
from articles.projection import check
from cms.ledger.models import Address
from people.models import Person
from tests.articles.legacy import exported
from tests.articles.legacy.dumps import author_page, cut, story, tag_page, write

pytestmark = pytest.mark.django_db

TITLES = [f"Ferry number {word}" for word in ("one", "two", "three", "four")]
printed = st.sampled_from(TITLES).flatmap(lambda title: st.sampled_from([story(title), cut(title)]))
stories = st.lists(printed, min_size=1, max_size=4, unique_by=lambda pair: pair[0])
tag_pages = stories.map(tag_page)
author_pages = st.builds(
    lambda name, entries, start, day, bio: author_page(
        name, [(*entry, f"{start + n} months ago") for n, entry in enumerate(entries)], day=day, bio=bio
    ),
    st.sampled_from(["Aida Sarybay", "Bolot Asanov"]),
    stories,
    st.integers(1, 8),
    st.sampled_from(["", "20 April 2025", "07 December 2025"]),
    st.sampled_from(["Writes.", "Writes about lakes.", "Wrote about seas."]),
)


def record(title: str, days: int, status: str, by: tuple[str, ...], tags: tuple[str, ...]) -> ArticleRecord:
    """The same story as an export knows it, changed so many days after its publication."""
    return exported.post(
        TITLES.index(title) + 1, title, body=f"<p>{story(title)[1]}</p>", slug=f"{title.lower().replace(' ', '-')}-x",
        modified_at=exported.MORNING + timedelta(days=days), standfirst=f"Changed on day {days}.", status=status, by=by,
        tags=tags,
    )  # fmt: skip


records = st.builds(
    record,
    st.sampled_from(TITLES),
    st.integers(0, 3),
    st.sampled_from([Status.PUBLISHED, Status.PUBLISHED, Status.DRAFT, Status.HIDDEN]),
    st.sampled_from([(), ("Bolot Asanov", "Aida Sarybay")]),
    st.sampled_from([(), ("Lakes",)]),
)
exports = st.lists(records, min_size=1, max_size=3, unique_by=lambda post: post.record_id)


def state() -> dict[str, object]:
    """All that readers could notice, without ids."""
    return {
        "articles": sorted(
            (a.title, a.slug, a.state, a.standfirst, a.body, a.is_cut, str(a.published_at), a.date_precision,
             a.date_margin_days, str(a.updated_at), tuple(b.display_name for b in a.bylines.all()),
             tuple(sorted(a.tags.names())))
            for a in Article.objects.prefetch_related("bylines")
        ),
        "people": sorted(Person.objects.values_list("name", "bio", "role", "is_listed")),
        "addresses": sorted(
            Address.objects.filter(state="current", target_id__in=Article.objects.filter(state="released").values("pk"))
            .filter(target_kind="article").values_list("path", flat=True)
        ),
        "lists": sorted(
            ListingRow.objects.values_list("article__title", "person__name", "tag__name", "sort_at"), key=str
        ),
    }  # fmt: skip


def imported(dumps: list[str | list[ArticleRecord]]) -> dict[str, object]:
    """Import pages and exports one run each, in this order, into an empty paper; return its state and leave nothing."""
    with transaction.atomic(), tempfile.TemporaryDirectory() as folder:
        for number, dump in enumerate(dumps):
            if isinstance(dump, str):
                run([write(Path(folder) / str(number), page=dump)], ImportOptions())
            else:
                exported.imported(Path(folder), dump)
        assert check(list(Article.objects.values_list("pk", flat=True))) == []
        found = state()
        transaction.set_rollback(True)
    return found


@settings(max_examples=8)
@given(st.data())
def test_the_order_and_number_of_imports_do_not_matter(data: st.DataObject) -> None:
    pages = data.draw(st.lists(st.one_of(tag_pages, author_pages), min_size=2, max_size=4))
    shuffled = data.draw(st.permutations(pages + pages[:1]))
    assert imported(pages) == imported(shuffled)


@settings(max_examples=4)
@given(st.lists(st.one_of(tag_pages, author_pages), min_size=2, max_size=3))
def test_one_run_over_all_and_a_run_for_each_come_to_the_same(pages: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        run([write(Path(folder), **{f"page{n}": page for n, page in enumerate(pages)})], ImportOptions())
        at_once = state()
        transaction.set_rollback(True)
    assert at_once == imported(pages)


@settings(max_examples=12)
@given(st.data())
def test_page_dumps_and_exports_come_to_the_same_in_any_order(data: st.DataObject) -> None:
    dumps = data.draw(st.lists(st.one_of(tag_pages, author_pages, exports), min_size=2, max_size=4))
    shuffled = data.draw(st.permutations(dumps + dumps[:1]))
    assert imported(dumps) == imported(shuffled)
