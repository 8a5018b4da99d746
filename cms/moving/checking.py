"""Is a line what its schema says? The schemas in `schemas/` are the one place that knows.

Only the keywords that those schemas use are understood, in the meaning of JSON Schema 2020-12; a schema with another
one is refused, so that no rule is ever passed over. What a line that is refused lacks is said in words with its place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

SCHEMAS = Path(__file__).parent / "schemas"
_TYPES: dict[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
}
# Said for people, of no effect; and what is handled beside others.
_SILENT = {"$schema", "$defs", "title", "description"}
_UNDERSTOOD = _SILENT | {
    *("type", "enum", "const", "anyOf", "$ref", "pattern", "minLength", "maxLength", "minimum", "maximum"),
    *("items", "minItems", "maxItems", "properties", "required", "additionalProperties"),
}


@cache
def schema(kind: str) -> dict[str, Any]:
    """Return the schema of a file, such as "articles". Raises ValueError where it says what is not understood."""
    found = json.loads((SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8"))
    _require_understood(found)
    return found


def _require_understood(part: dict[str, Any]) -> None:
    if unknown := part.keys() - _UNDERSTOOD:
        raise ValueError(f"no meaning is known for {sorted(unknown)[0]!r} of a schema")
    below = [*part.get("properties", {}).values(), *part.get("$defs", {}).values(), *part.get("anyOf", ())]
    below += [part[name] for name in ("items", "additionalProperties") if isinstance(part.get(name), dict)]
    for each in below:
        _require_understood(each)


def fault(kind: str, thing: Any) -> str:
    """Return what is wrong with a thing first, with its place in it; "" where nothing is."""
    whole = schema(kind)
    return next(_faults(whole, whole, thing, ""), "")


def _faults(whole: dict[str, Any], part: dict[str, Any], value: Any, place: str) -> Iterator[str]:
    if "$ref" in part:
        part = whole["$defs"][part["$ref"].removeprefix("#/$defs/")]
    if "anyOf" in part and (found := _of_none(whole, part["anyOf"], value, place)):
        yield found
    types = part.get("type", ())
    types = [types] if isinstance(types, str) else types
    if types and not any(_TYPES[name](value) for name in types):
        yield f"{place or 'the line'} is not {' or '.join(types)}"
        return
    if "const" in part and not _is(value, part["const"]):
        yield f"{place} is not {part['const']!r}"
    if "enum" in part and not any(_is(value, each) for each in part["enum"]):
        yield f"{place} is {str(value)[:60]!r}, which is none of {', '.join(map(str, part['enum']))}"
    if isinstance(value, str):
        yield from _faults_of_text(part, value, place)
    elif isinstance(value, int) and not isinstance(value, bool):
        if not part.get("minimum", value) <= value <= part.get("maximum", value):
            yield f"{place} is {value}, which is out of range"
    elif isinstance(value, list):
        yield from _faults_of_list(whole, part, value, place)
    elif isinstance(value, dict):
        yield from _faults_of_object(whole, part, value, place)


def _is(value: Any, wanted: Any) -> bool:
    return value == wanted and isinstance(value, bool) == isinstance(wanted, bool)


def _of_none(whole: dict[str, Any], choices: list[dict[str, Any]], value: Any, place: str) -> str:
    """Return what is wrong by the first choice, unless some choice has nothing against the value."""
    found = [next(_faults(whole, choice, value, place), "") for choice in choices]
    return found[0] if all(found) else ""


def _faults_of_text(part: dict[str, Any], value: str, place: str) -> Iterator[str]:
    if len(value) < part.get("minLength", 0):
        yield f"{place} is empty"
    if len(value) > part.get("maxLength", len(value)):
        yield f"{place} is longer than {part['maxLength']} characters"
    # `$` alone would pass a line end behind.
    if "pattern" in part and not _pattern(part["pattern"]).search(value):
        yield f"{place} is {value[:60]!r}, which has another form than it should"


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\$$", r"\\Z", pattern), re.ASCII)


def _faults_of_list(whole: dict[str, Any], part: dict[str, Any], value: list, place: str) -> Iterator[str]:
    if not part.get("minItems", 0) <= len(value) <= part.get("maxItems", len(value)):
        yield f"{place} has {len(value)} entries"
    for number, item in enumerate(value):
        yield from _faults(whole, part.get("items", {}), item, f"{place}[{number}]")


def _faults_of_object(whole: dict[str, Any], part: dict[str, Any], value: dict, place: str) -> Iterator[str]:
    known = part.get("properties", {})
    before = f"{place}." if place else ""
    for name in part.get("required", ()):
        if name not in value:
            yield f"{before}{name} is missing"
    others = part.get("additionalProperties", True)
    for name, item in value.items():
        if name in known:
            yield from _faults(whole, known[name], item, before + name)
        elif others is False:
            yield f"{before}{name[:60]} is no field of it"
        elif isinstance(others, dict):
            yield from _faults(whole, others, item, before + name[:60])
