"""Records of earlier runs: how a printing is kept, named and read again."""

from __future__ import annotations

import json
from dataclasses import MISSING, asdict, fields
from datetime import date, datetime
from typing import Any

from articles.legacy.models import Printing
from articles.legacy.records import ArticleRecord, BylineRecord, Place
from cms.lib.identity import stable_id

_DAYS = ("published_on", "snapshot_on")
_MOMENTS = ("published_at", "modified_at")
_TUPLES = ("tags", "old_addresses", "old_ids", "regions", "children", "hosts")
_PAIRS = ("image_ids", "blocks")
_LONG = ("body", "raw")
# What the first version kept is always there; what came later only where it says something, so that a printing
# keeps its name from version to version.
_FIRST_OF_LATER = "record_id"


def _later_fields() -> dict[str, object]:
    names = [each.name for each in fields(ArticleRecord)]
    later = set(names[names.index(_FIRST_OF_LATER) :])
    return {each.name: each.default for each in fields(ArticleRecord) if each.name in later}


_LATER = _later_fields()
assert MISSING not in _LATER.values()
_KEPT = tuple(each.name for each in fields(ArticleRecord) if each.name not in _LONG)


def pack(record: ArticleRecord) -> dict[str, Any]:
    """Return the record as JSON, without the two long texts, which are kept compressed beside it."""
    packed: dict[str, Any] = {}
    for name in _KEPT:
        value = getattr(record, name)
        if name in _LATER and value == _LATER[name]:
            continue
        if name in _DAYS or name in _MOMENTS:
            value = value.isoformat() if value else None
        packed[name] = value
    packed["bylines"] = [asdict(byline) for byline in record.bylines]
    packed["place"] = [record.place.file, record.place.line]
    return packed


def unpack(printing: Printing) -> ArticleRecord:
    packed = dict(printing.record)
    packed["place"] = Place(*packed["place"])
    packed["bylines"] = tuple(BylineRecord(**byline) for byline in packed["bylines"])
    for names, read in ((_DAYS, date.fromisoformat), (_MOMENTS, datetime.fromisoformat)):
        for name in names:
            if name in packed:
                packed[name] = read(packed[name]) if packed[name] else None
    for name in _TUPLES:
        if name in packed:
            packed[name] = tuple(packed[name])
    for name in _PAIRS:
        if name in packed:
            packed[name] = tuple(tuple(pair) for pair in packed[name])
    return ArticleRecord(**packed, body=printing.body, raw=printing.raw)


def printing_key(record: ArticleRecord) -> str:
    """Return a name made of all that was printed, but not of the file it came in: a copy of a dump is no news."""
    packed = pack(record)
    del packed["place"]
    return stable_id(json.dumps(packed, sort_keys=True, ensure_ascii=False), record.body, length=32)
