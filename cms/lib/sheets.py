"""Cells of a table that people open in a spreadsheet: none is calculated there, and all come back as they were."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(cell: object) -> object:
    """Return a cell that no spreadsheet calculates: an apostrophe stands before a sign that would begin a formula."""
    return f"'{cell}" if isinstance(cell, str) and _would_begin_one(cell) else cell


def plain(cell: str) -> str:
    """Return what `safe` was given."""
    return cell[1:] if cell.startswith("'") and _would_begin_one(cell) else cell


def _would_begin_one(cell: str) -> bool:
    return cell.lstrip("'").startswith(_FORMULA)
