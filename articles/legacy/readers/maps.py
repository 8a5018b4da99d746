"""The two tables by which staff settle names before an import: of authors, and of categories, tags and other terms.

Both are CSV with a line of column names, as any spreadsheet writes it. What is wrong with one is told by file, line
and column, as `UnreadableInput`, before anything is read.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from articles.legacy.readers.refusal import UnreadableInput
from articles.legacy.records import Place
from cms.lib.names import fold

RENAME, SKIP, KEEP = "rename", "skip", "keep"
AUTHOR_ACTIONS = (RENAME, SKIP, KEEP)
REGION, KIND, TAG, INTERNAL, DROP = "region", "kind", "tag", "internal", "drop"
TERM_ACTIONS = (REGION, KIND, TAG, INTERNAL, DROP)
KINDS = ("news", "opinion", "interview", "analysis", "feature")
# How people call the two taxonomies that every WordPress has.
_TAXONOMIES = {"tag": "post_tag", "tags": "post_tag", "categories": "category"}
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class AuthorRule:
    action: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class TermRule:
    """`value` names the region or tag, or is the kind; "" for the term's own name."""

    action: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class AuthorMap:
    """What is to become of an author, by login, slug or name."""

    rules: Mapping[str, AuthorRule] = field(default_factory=dict)

    def rule(self, *names: str) -> AuthorRule | None:
        return next((self.rules[fold(name)] for name in names if name and fold(name) in self.rules), None)


@dataclass(frozen=True, slots=True)
class TermMap:
    """What is to become of a term, by taxonomy and slug. A term may have several rules: a kind beside a tag."""

    rules: Mapping[tuple[str, str], tuple[TermRule, ...]] = field(default_factory=dict)

    def rules_for(self, taxonomy: str, slug: str) -> tuple[TermRule, ...]:
        return self.rules.get((taxonomy, slug.casefold()), ())


def read_author_map(path: Path) -> AuthorMap:
    """Read `login,name,action`: rename (to `name`; the default where there is one), skip, keep."""
    rules: dict[str, AuthorRule] = {}
    for row in _rows(path, required=("login",), allowed=("login", "name", "action")):
        login, name = row.required("login"), row.text("name")
        action = row.one_of("action", AUTHOR_ACTIONS, default=RENAME if name else KEEP)
        if action == RENAME and not name:
            row.refuse("name", "an author that is renamed needs a name")
        if len(name) > _LONGEST_NAME:
            row.refuse("name", f"a name has at most {_LONGEST_NAME} letters")
        if fold(login) in rules:
            row.refuse("login", f"{login} stands here twice")
        rules[fold(login)] = AuthorRule(action, name)
    return AuthorMap(rules)


def read_term_map(path: Path) -> TermMap:
    """Read `taxonomy,slug,action,value`: region, kind, tag, internal, drop."""
    rules: dict[tuple[str, str], tuple[TermRule, ...]] = {}
    for row in _rows(path, required=("taxonomy", "slug", "action"), allowed=("taxonomy", "slug", "action", "value")):
        taxonomy = row.required("taxonomy")
        key = _TAXONOMIES.get(taxonomy.casefold(), taxonomy), row.required("slug").casefold()
        action, value = row.one_of("action", TERM_ACTIONS), row.text("value")
        if action == KIND and value.casefold() not in KINDS:
            row.refuse("value", f"{value!r} is no kind of story; there are {', '.join(KINDS)}")
        if action == KIND:
            value = value.casefold()
        if len(value) > _LONGEST_NAME:
            row.refuse("value", f"a name has at most {_LONGEST_NAME} letters")
        before = rules.get(key, ())
        if any(rule.action == action or DROP in (action, rule.action) for rule in before):
            row.refuse("action", f"{key[0]} {key[1]} is told two things that do not go together")
        rules[key] = (*before, TermRule(action, value))
    return TermMap(rules)


@dataclass(frozen=True, slots=True)
class _Row:
    file: str
    line: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        return " ".join(self.cells.get(column, "").split())

    def required(self, column: str) -> str:
        return self.text(column) or self.refuse(column, "it is empty")

    def one_of(self, column: str, known: tuple[str, ...], default: str = "") -> str:
        text = self.text(column).casefold() or default
        return text if text in known else self.refuse(column, f"{text!r} is none of {', '.join(known)}")

    def refuse(self, column: str, reason: str) -> str:
        raise UnreadableInput(Place(self.file, self.line), f"column {column}: {reason}")


def _rows(path: Path, *, required: tuple[str, ...], allowed: tuple[str, ...]) -> Iterator[_Row]:
    lines = _text(path).splitlines(keepends=True)
    head = lines[0] if lines else ""
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    columns: list[str] = []
    line = 1
    try:
        for cells in reader:
            if not columns:
                columns = _columns(path, cells, required, allowed)
            elif any(cell.strip() for cell in cells):
                if len(cells) > len(columns):
                    reason = f"it has {len(cells)} cells for {len(columns)} columns: is a comma not quoted?"
                    raise UnreadableInput(Place(str(path), line), reason)
                yield _Row(str(path), line, dict(zip(columns, cells, strict=False)))
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableInput(Place(str(path), line), f"it is no CSV: {error}") from error


def _columns(path: Path, cells: list[str], required: tuple[str, ...], allowed: tuple[str, ...]) -> list[str]:
    columns = [cell.strip().casefold() for cell in cells]
    missing = [name for name in required if name not in columns]
    strange = [name for name in columns if name not in allowed]
    if missing or strange or len(set(columns)) < len(columns):
        wrong = f"there is no column {missing[0]}" if missing else f"column {(strange or columns)[0]!r} is not known"
        reason = f"{wrong}; the first line names the columns {','.join(allowed)}"
        raise UnreadableInput(Place(str(path), 1), reason)
    return columns


def _text(path: Path) -> str:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        reason = f"it cannot be read: {(error.strerror or str(error)).lower()}"
        raise UnreadableInput(Place(str(path)), reason) from error
    except UnicodeDecodeError as error:
        raise UnreadableInput(Place(str(path)), "the text is not UTF-8: save it as UTF-8") from error
    if not text.strip():
        raise UnreadableInput(Place(str(path)), "the file is empty")
    return text
