"""What goes into a spreadsheet is not calculated there, and comes back as it was."""

import pytest

from cms.lib.sheets import plain, safe


@pytest.mark.parametrize("cell", ["=1+1", "+7", "-stan", "@sum", "\tx", "\rx", "'=1", "''-x"])
def test_what_would_be_a_formula_is_text_and_comes_back(cell: str) -> None:
    assert safe(cell) == f"'{cell}"
    assert plain(safe(cell)) == cell


@pytest.mark.parametrize("cell", ["", "a", "'quoted'", "’", "1-2", 7, None])
def test_everything_else_stays(cell: object) -> None:
    assert safe(cell) is cell
    assert not isinstance(cell, str) or plain(cell) == cell
