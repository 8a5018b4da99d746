"""Taking the demonstration out: all of it, and nothing that anybody else made or has come to use."""

from __future__ import annotations

from collections import Counter

from django.db import transaction
from django.utils import timezone

from articles.legacy.models import ImportRun, Origin
from articles.legacy.removal import delete_articles, delete_things, pictures_in_use, remove_source
from articles.legacy.undo_run import TARGETS
from articles.models import HouseRule
from cms.demonstration import accounts, drawings, rates
from cms.demonstration.made import SOURCE, Made, ids
from cms.ledger.addresses import OLD
from cms.ledger.models import Address
from cms.pictures.models import Picture
from markets.models import Quote
from people.models import PersonGroup


def remove() -> Counter[str]:
    gone: Counter[str] = Counter()
    with transaction.atomic():
        # Asked for first: the origins go with the source.
        stories, drawn, groups, rules = (ids(kind) for kind in (Made.STORY, Made.DRAWING, Made.GROUP, Made.RULE))
        written = delete_articles(stories)
        _forget_addresses_of_what_stays()
        gone += remove_source(SOURCE)
        gone["article"] += written
        gone["image"] += delete_things(Picture, "picture", sorted(set(drawn) - pictures_in_use()))
        gone["quote"] += Quote.objects.filter(source=rates.SOURCE).delete()[0]
        gone["group"] = PersonGroup.objects.filter(pk__in=groups, people__isnull=True).delete()[0]
        gone["rule"] = HouseRule.objects.filter(pk__in=rules).delete()[0]
        gone["account"] = accounts.remove()
    accounts.forget()
    drawings.forget()
    return gone


def _forget_addresses_of_what_stays() -> None:
    """Drop the old addresses that its imports gave to what was here before them, such as the regions."""
    for run in ImportRun.objects.filter(source=SOURCE):
        for origin in Origin.objects.filter(source=SOURCE, is_own=False):
            Address.objects.filter(
                target_kind=TARGETS.get(origin.kind, origin.kind),
                target_id=origin.target_id,
                state=OLD,
                created_at__range=(run.started_at, run.finished_at or timezone.now()),
            ).delete()
