"""The table of corrections, as `check_urls` writes it and the desk takes it back: old, new, and what speaks for it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TextIO

from cms.addresses.checking import Checked
from cms.addresses.likely import Guess
from cms.addresses.lists import bare
from cms.lib.sheets import safe

COLUMNS = ("old", "new", "score", "why", "status", "hits")
MOST_LINES = 2_000


@dataclass(frozen=True, slots=True)
class Line:
    """A correction as somebody wrote it. `number` is its line, from 1."""

    number: int
    old: str
    new: str


class TooMany(ValueError):
    """A table has more lines than are taken at once."""


def write(file: TextIO, rows: Iterable[tuple[Checked, Guess | None]]) -> int:
    """Write what does not resolve, with its likeliest target. Returns how many lines."""
    sheet = csv.writer(file)
    sheet.writerow(COLUMNS)
    count = 0
    for checked, guess in rows:
        why = guess.why if guess else checked.why
        cells = [checked.address, guess.path if guess else "", str(guess.percent) if guess else "", why]
        sheet.writerow([safe(cell) for cell in cells] + [checked.status or "", checked.hits])
        count += 1
    return count


def read(text: str) -> list[Line]:
    """Read a table, or lines of "old,new" with comma, semicolon or tab. Raises TooMany; csv.Error for what is none."""
    rows = text.removeprefix("\ufeff").splitlines()
    head = next((row for row in rows if row.strip()), "")
    delimiter = next((sign for sign in ("\t", ";", ",") if sign in head), ",")
    columns = (0, 1)
    lines: list[Line] = []
    is_first = True
    reader = csv.reader(rows, delimiter=delimiter)
    for cells in reader:
        if not any(cell.strip() for cell in cells) or cells[0].lstrip().startswith("#"):
            continue
        names = [cell.strip().casefold() for cell in cells]
        if is_first and "old" in names and "new" in names:
            columns, is_first = (names.index("old"), names.index("new")), False
            continue
        is_first = False
        old, new = (bare(cells[column]).strip() if column < len(cells) else "" for column in columns)
        lines.append(Line(reader.line_num, old, new))
        if len(lines) > MOST_LINES:
            raise TooMany(f"More than {MOST_LINES:,} lines: take them in parts.")
    return lines


def written(lines: Iterable[Line]) -> str:
    """The same lines as one text, for the way from a preview back."""
    return "\n".join("\t".join(re.sub(r"[\t\r\n]", " ", cell) for cell in (line.old, line.new)) for line in lines)
