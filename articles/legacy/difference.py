"""What an import may change: a field that still is as it was last imported, and nothing that an editor touched."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cms.lib.identity import stable_id

# `json.dumps` would make an encoder for every field of every story.
_encoded = json.JSONEncoder(sort_keys=True, ensure_ascii=False).encode


def hash_of(value: Any) -> str:
    return stable_id(_encoded(value))


@dataclass(slots=True)
class Difference:
    """`changes` to write; `hashes` to keep afterwards; `contested` fields that an editor changed as well."""

    changes: dict[str, Any] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    contested: list[str] = field(default_factory=list)


def difference(hashes: Mapping[str, str], current: Mapping[str, Any], wanted: Mapping[str, Any]) -> Difference:
    """Compare by field. `hashes` are those last imported; a field without one was never imported here.

    Such a field belongs to whoever filled it: it is written only where it is empty.
    """
    found = Difference(hashes=dict(hashes))
    for name, value in wanted.items():
        wanted_hash = hash_of(value)
        if hashes.get(name) == wanted_hash:
            continue
        is_ours = hashes[name] == hash_of(current[name]) if name in hashes else not current[name]
        if is_ours:
            found.changes[name] = value
            found.hashes[name] = wanted_hash
        elif hash_of(current[name]) == wanted_hash:
            found.hashes[name] = wanted_hash
        elif value:
            found.contested.append(name)
    return found
