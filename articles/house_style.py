"""The house's way of writing: its rules, kept by editors, as texts are read for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Count, Max
from django.utils import timezone

from articles.models import HouseRule
from cms.ledger import audit
from cms.lib import wording
from cms.lib.wording import Style

EMPTY = Style([])
Stamp = tuple[datetime | None, int]


@dataclass(frozen=True, slots=True)
class _Known:
    stamp: Stamp
    style: Style


# Replaced whole, so that no thread sees half of it.
_known = _Known((None, 0), EMPTY)


def stamp() -> Stamp:
    """Return what differs after any change of the rules: when one changed last, how many are in force."""
    asked = HouseRule.objects.filter(is_active=True).aggregate(newest=Max("changed_at"), count=Count("pk"))
    return asked["newest"], asked["count"]


def current() -> Style:
    """Return the rules in force. One query tells whether they are still those that this process read last."""
    global _known
    now = stamp()
    if now != _known.stamp:
        _known = _Known(now, Style(rule.as_rule() for rule in in_force()))
    return _known.style


def in_force() -> list[HouseRule]:
    return list(HouseRule.objects.filter(is_active=True).order_by("pk"))


def save_rule(actor: AbstractBaseUser | None, rule: HouseRule) -> HouseRule:
    """Save a rule that is checked, with who changed it and when. Belongs into a transaction."""
    action = "change house rule" if rule.pk else "make house rule"
    rule.key = wording.key_of(rule.pattern)
    rule.changed_by, rule.changed_at = audit.actor_name(actor), timezone.now()
    rule.save()
    audit.record(
        actor, action, rule,
        replacement=rule.replacement, advice=rule.advice, language=rule.language, is_active=rule.is_active,
    )  # fmt: skip
    return rule
