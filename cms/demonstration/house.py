"""The demonstration's rules of house style, taken over as an editor would paste them."""

from __future__ import annotations

from django.db import transaction

from articles import house_lists
from articles.models import HouseRule
from cms.demonstration import accounts
from cms.demonstration.made import FOLDER, Made, Refused, remember

RULES = FOLDER / "newsroom" / "house-style.csv"


def write_down() -> None:
    """Take the list over. Rules that were there before stay their owners'."""
    with transaction.atomic():
        before = set(HouseRule.objects.values_list("pk", flat=True))
        taken = house_lists.take(accounts.actor("chief"), RULES.read_text(encoding="utf-8"))
        if taken.faults:
            raise Refused(f"The list of rules is faulty: {taken.faults}.")
        for rule in HouseRule.objects.exclude(pk__in=before):
            remember(Made.RULE, f"{rule.key} {rule.language}"[:60], rule)
