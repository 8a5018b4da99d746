"""Rules of house style as a list: pasted, read from CSV, and given out again."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from articles import house_style
from articles.models import HouseRule
from cms.lib import wording
from cms.lib.richtext import without_controls
from cms.lib.sheets import plain, safe

COLUMNS = ("pattern", "replacement", "advice", "language", "exact", "active", "note")
MOST_ROWS = 10_000
MOST_LETTERS = 2_000_000
_ARROW = re.compile(r"\s*(?:→|->|=>|\t)\s*")
_YES, _NO = frozenset({"yes", "true", "1", "x"}), frozenset({"", "no", "false", "0"})


@dataclass(slots=True)
class Taken:
    """What became of a list. With `faults`, (line, what is wrong), nothing of it was taken."""

    made: int = 0
    changed: int = 0
    same: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)


def take(actor: AbstractBaseUser | None, given: str) -> Taken:
    """Take a list over: a rule that is there already is changed to what the list says, none is thrown away.

    Each line is "Kiev -> Kyiv", or CSV in the order of `COLUMNS`, or under a first line that names its columns.
    """
    taken = Taken()
    if len(given) > MOST_LETTERS:
        taken.faults.append((0, f"The list is longer than {MOST_LETTERS} letters."))
        return taken
    rules: dict[tuple[str, str], HouseRule] = {}
    for line, row in _rows(given, taken):
        try:
            rule = _rule(row)
        except (wording.BadPattern, ValueError) as bad:
            taken.faults.append((line, str(bad)))
            continue
        if (rule.key, rule.language) in rules:
            taken.faults.append((line, f"“{rule.pattern}” stands in the list twice."))
        rules[rule.key, rule.language] = rule
        if len(rules) > MOST_ROWS:
            taken.faults.append((line, f"More than {MOST_ROWS} rules at once."))
            break
    if not taken.faults:
        _store(actor, rules, taken)
    return taken


def _store(actor: AbstractBaseUser | None, rules: dict[tuple[str, str], HouseRule], taken: Taken) -> None:
    with transaction.atomic():
        there = {(rule.key, rule.language): rule for rule in HouseRule.objects.select_for_update()}
        for key, wanted in rules.items():
            rule = there.get(key, wanted)
            said = {name: getattr(wanted, name) for name in _TAKEN}
            if rule.pk and all(getattr(rule, name) == value for name, value in said.items()):
                taken.same += 1
                continue
            taken.changed, taken.made = taken.changed + bool(rule.pk), taken.made + (not rule.pk)
            for name, value in said.items():
                setattr(rule, name, value)
            house_style.save_rule(actor, rule)


_TAKEN = ("pattern", "replacement", "advice", "is_exact", "is_active", "note")


def _rows(given: str, taken: Taken) -> Iterator[tuple[int, dict[str, str]]]:
    columns = COLUMNS
    reader = csv.reader(without_controls(given.removeprefix("\ufeff")).splitlines(keepends=True))
    for cells in _read(reader, taken):
        cells = [plain(cell.strip()) for cell in cells]
        if not any(cells):
            continue
        if cells[0].lower() == "pattern":
            columns = tuple(cell.lower() for cell in cells)
            continue
        if len(cells) == 1 and (parts := _ARROW.split(cells[0], maxsplit=1)) and len(parts) == 2:
            cells = parts
        yield reader.line_num, dict(zip(columns, cells, strict=False))


def _read(reader: Any, taken: Taken) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as error:
        taken.faults.append((reader.line_num, f"This is no list that can be read: {error}."))


def _rule(row: dict[str, str]) -> HouseRule:
    pattern, replacement = row.get("pattern", ""), row.get("replacement", "")
    wording.check(pattern, replacement)
    language = row.get("language", "")
    if language and language not in dict(settings.LANGUAGES):
        raise ValueError(f"“{language[:20]}” is none of the languages: {', '.join(dict(settings.LANGUAGES))}.")
    advice = row.get("advice", "")
    if len(advice) > HouseRule._meta.get_field("advice").max_length:
        raise ValueError("The advice is too long.")
    exact, active = _is(row.get("exact", "")), _is(row.get("active") or "yes")
    rule = HouseRule(pattern=pattern, replacement=replacement, advice=advice, language=language)
    rule.is_exact, rule.is_active, rule.note, rule.key = exact, active, row.get("note", ""), wording.key_of(pattern)
    return rule


def _is(said: str) -> bool:
    if said.lower() not in _YES | _NO:
        raise ValueError(f"“{said[:20]}” is neither yes nor no.")
    return said.lower() in _YES


def given_out() -> str:
    """Return all rules as CSV that can be taken over again."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for rule in HouseRule.objects.order_by("pattern", "pk"):
        flags = ("yes" if rule.is_exact else "no", "yes" if rule.is_active else "no")
        cells = [rule.pattern, rule.replacement, rule.advice, rule.language, *flags, rule.note]
        writer.writerow([safe(cell) for cell in cells])
    return out.getvalue()
