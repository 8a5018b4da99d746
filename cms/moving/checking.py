"""Is a line what its schema says? The schemas in `schemas/` are the one place that knows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

SCHEMAS = Path(__file__).parent / "schemas"
_LONGEST = 200


@cache
def schema(kind: str) -> dict[str, Any]:
    """Return the schema of a file, such as "articles"."""
    return json.loads((SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8"))


def fault(kind: str, thing: Any) -> str:
    """Return what is wrong with a thing first, with its place in it; "" where nothing is."""
    error = next(_validator(kind).iter_errors(thing), None)
    if error is None:
        return ""
    place = error.json_path.removeprefix("$").removeprefix(".")[:_LONGEST]
    said = error.message
    if len(said) > _LONGEST:  # it quotes the value, which may be a whole text
        said = f"it is against {error.validator}: {str(error.validator_value)[:_LONGEST]}"
    return f"{place}: {said}" if place else said


@cache
def _validator(kind: str) -> Validator:
    return _Strict(schema(kind))


def _matches(_: Validator, pattern: str, value: Any, __: dict[str, Any]) -> Iterator[ValidationError]:
    # To JSON Schema `$` is the end; to Python a line end may stand behind it.
    if isinstance(value, str) and not _compiled(pattern).search(value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\$$", r"\\Z", pattern), re.ASCII)


def _is_whole(_: Any, value: Any) -> bool:
    """1.0 is an integer to JSON Schema, and none to us."""
    return isinstance(value, int) and not isinstance(value, bool)


_TYPES = Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_whole)
_Strict = extend(Draft202012Validator, {"pattern": _matches}, type_checker=_TYPES)
