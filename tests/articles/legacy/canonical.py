"""The whole paper as plain values in which no id and no time of a run stands, so that two papers can be compared."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

from articles.legacy.models import ImportItem, ImportRun, Origin
from articles.models import Article, Tag
from cms.pictures.models import Picture
from markets.models import Currency
from people.models import Person

OURS = ("ledger", "pictures", "people", "markets", "articles", "legacy")
# What every row of these models is called, instead of its id
NAMES: dict[type[models.Model], Callable[[Any], Any]] = {
    Article: lambda a: f"{a.working_title}/{a.slug}",
    Tag: lambda t: t.key,
    Person: lambda p: p.slug,
    Picture: lambda p: p.uid,
    Currency: lambda c: c.pk,
    Origin: lambda o: f"{o.kind}/{o.key}",
}
BY_KIND = {"article": Article, "page": Article, "tag": Tag, "person": Person, "picture": Picture, "image": Picture}


def paper(begun: datetime) -> dict[str, list[str]]:
    """Return every row of every table of ours but the log of runs, and every file of the library by its hash.

    A time after `begun` is one of a run, and told as "now".
    """
    names = {model: {row.pk: name(row) for row in model._base_manager.all()} for model, name in NAMES.items()}
    found = {
        model._meta.label: sorted(_row(row, names, begun) for row in model._base_manager.all())
        for label in OURS
        for model in apps.get_app_config(label).get_models()
        if model not in (ImportRun, ImportItem) and not model._meta.proxy
    }
    return found | {"files": files()}


def differences(there: dict[str, list[str]], whole: dict[str, list[str]]) -> list[str]:
    """Return a line for each row and file that only one of two papers has."""
    lines: list[str] = []
    for table in sorted(there.keys() | whole.keys()):
        own, other = set(there.get(table, ())), set(whole.get(table, ()))
        lines += [f"{table}: only here: {row}" for row in sorted(own - other)]
        lines += [f"{table}: missing here: {row}" for row in sorted(other - own)]
        if own == other and there[table] != whole[table]:
            lines.append(f"{table}: {len(there[table])} rows instead of {len(whole[table])}")
    return lines


def files() -> list[str]:
    """Every file below the library's folder, with the hash of what is in it."""
    root = Path(settings.MEDIA_ROOT)
    return sorted(
        f"{path.relative_to(root)} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in root.rglob("*")
        if path.is_file()
    )


def _row(row: models.Model, names: dict, begun: datetime) -> str:
    told: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.primary_key and not field.is_relation or (type(row), field.attname) == (Article, "uid"):
            continue  # given at random
        if field.is_relation:
            related = field.related_model
            value = None if related is ImportRun else names.get(related, {}).get(value, value)
        elif field.attname == "target_id":
            kind = getattr(row, "target_kind", "") or getattr(row, "kind", "")
            value = names[BY_KIND[kind]][value] if value and kind in BY_KIND else value
        elif isinstance(value, datetime):
            value = "now" if value >= begun else value.isoformat()
        elif isinstance(value, bytes | memoryview):
            value = hashlib.sha256(value).hexdigest()
        elif field.attname == "data":
            value = _text(value, names)
        told[field.attname] = value
    return json.dumps(told, sort_keys=True, ensure_ascii=False, default=str)


def _text(data: dict, names: dict) -> dict:
    """A revision's text, in which tags and people stand by name."""
    return data | {
        "tags": [names[Tag].get(pk, pk) for pk in data["tags"]],
        "region": names[Tag].get(data["region"], data["region"]),
        "bylines": [byline | {"person": names[Person].get(byline["person"])} for byline in data["bylines"]],
    }
