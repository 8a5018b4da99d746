"""What an address points to, in words and as a link into the desk, for a page of rows at a time."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.urls import reverse

from articles.models import Article, Tag
from articles.sections import HEADINGS, SECTIONS, section_path
from cms.ledger.models import REDIRECT, Address
from cms.pictures.models import Picture
from people.models import Person

MODELS: dict[str, type[models.Model]] = {"article": Article, "tag": Tag, "person": Person, "picture": Picture}
KINDS = [
    ("article", "articles"),
    ("tag", "tags and regions"),
    ("person", "people"),
    ("picture", "pictures"),
    ("section", "sections"),
    (REDIRECT, "redirects"),
]


@dataclass(frozen=True, slots=True)
class Target:
    name: str
    desk_url: str  # "" where the desk has no page for it
    lives_at: str  # its present address, "" where it has none


def targets_of(addresses: Iterable[Address]) -> dict[int, Target]:
    """Return the target of each address by the address's id: one query for each kind, one for where they live now."""
    by_kind: dict[str, list[Address]] = defaultdict(list)
    for address in addresses:
        by_kind[address.target_kind].append(address)
    found: dict[int, Target] = {}
    for kind, rows in by_kind.items():
        if kind == REDIRECT:
            found |= {row.pk: Target(row.leads_to, "", row.leads_to) for row in rows}
        elif kind == "section":
            found |= {row.pk: _section(row) for row in rows if row.target_id in SECTIONS}
        elif kind in MODELS:
            found |= _things(kind, rows)
    return found


def _section(row: Address) -> Target:
    kind = SECTIONS[row.target_id]
    return Target(f"section {HEADINGS[kind]}", "", section_path(kind))


def _things(kind: str, rows: list[Address]) -> dict[int, Target]:
    model = MODELS[kind]
    ids = {row.target_id for row in rows}
    things = model.objects.defer("body").in_bulk(ids) if model is Article else model.objects.in_bulk(ids)
    current = Address.objects.filter(target_kind=kind, target_id__in=ids, state="current")
    here = dict(current.values_list("target_id", "path"))
    view = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
    return {
        row.pk: Target(str(things[row.target_id]), reverse(view, args=[row.target_id]), here.get(row.target_id, ""))
        for row in rows
        if row.target_id in things
    }
