"""Pages of a list: the range is true on every page, every page is linked to, and the list ends."""

import pytest
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from cms.lib.paging import Page, page_number, paginate


class Rows(list):
    """A queryset, as far as paging asks: counted and sliced."""

    def count(self) -> int:
        return len(self)


@given(total=st.integers(0, 10_000), size=st.integers(1, 50), data=st.data())
def test_the_range_is_what_is_shown(total: int, size: int, data: st.DataObject) -> None:
    last = max(1, -(-total // size))
    number = data.draw(st.integers(1, last))
    page = paginate(Rows(range(1, total + 1)), str(number), size)
    assert page.items == list(range(page.first, page.last + 1)) or total == 0
    assert page.page_count == last
    with pytest.raises(Http404):
        paginate(Rows(range(total)), str(last + 1), size)


def test_the_third_page_of_sixty_five_by_six() -> None:
    page = paginate(Rows(range(65)), "3", 6)
    assert (page.first, page.last, page.total) == (13, 18, 65)
    assert (paginate(Rows(range(65)), "11", 6).first, paginate(Rows(range(65)), "11", 6).last) == (61, 65)


@given(st.integers(1, 400), st.data())
def test_every_page_can_be_reached_by_links(count: int, data: st.DataObject) -> None:
    number = data.draw(st.integers(1, count))
    page = Page(items=[], number=number, size=1, total=count)
    shown = [n for n in page.numbers if n is not None]
    assert shown == sorted(set(shown))
    assert {1, number, count} <= set(shown)
    # A gap stands only where at least two pages are left out.
    for before, gap, after in zip(page.numbers, page.numbers[1:], page.numbers[2:], strict=False):
        if gap is None:
            assert after - before > 2


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "01", "", "٣", "1e3", "99999999", "one", "１", " 1"])
def test_a_number_that_is_none_is_no_page(value: str) -> None:
    with pytest.raises(Http404):
        page_number(value)
