"""Records of earlier runs: how a printing is kept, named and read again."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from articles.legacy.models import Printing
from articles.legacy.records import ArticleRecord, BylineRecord, Place
from cms.lib.identity import stable_id

_DATES = ("published_on", "snapshot_on")
_TUPLES = ("tags", "old_addresses", "old_ids")


def pack(record: ArticleRecord) -> dict[str, Any]:
    """Return the record as JSON, without the two long texts, which are kept compressed beside it."""
    packed = asdict(record)
    del packed["body"], packed["raw"]
    packed["place"] = [record.place.file, record.place.line]
    for name in _DATES:
        packed[name] = packed[name].isoformat() if packed[name] else None
    return packed


def unpack(printing: Printing) -> ArticleRecord:
    packed = dict(printing.record)
    packed["place"] = Place(*packed["place"])
    packed["bylines"] = tuple(BylineRecord(**byline) for byline in packed["bylines"])
    for name in _DATES:
        packed[name] = date.fromisoformat(packed[name]) if packed[name] else None
    for name in _TUPLES:
        packed[name] = tuple(packed[name])
    return ArticleRecord(**packed, body=printing.body, raw=printing.raw)


def printing_key(record: ArticleRecord) -> str:
    """Return a name made of all that was printed, but not of the file it came in: a copy of a dump is no news."""
    packed = pack(record)
    del packed["place"]
    return stable_id(json.dumps(packed, sort_keys=True, ensure_ascii=False), record.body, length=32)
