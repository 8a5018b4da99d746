"""Writing the audit trail."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import models

from cms.ledger.models import AuditEntry


def actor_name(actor: AbstractBaseUser | None) -> str:
    """Return the name that the trail keeps; the system itself acts where there is no account."""
    return "the system" if actor is None else (actor.get_full_name() or actor.get_username())


def record(actor: AbstractBaseUser | None, action: str, target: models.Model, **details: object) -> None:
    """Add one entry, in the caller's transaction. `details` must be JSON."""
    record_named(actor, action, target._meta.model_name, target.pk, str(target), **details)


def record_named(
    actor: AbstractBaseUser | None, action: str, kind: str, target_id: int, name: str, /, **details: object
) -> None:
    """The same for what has no number of its own, such as a currency."""
    AuditEntry.objects.create(
        actor=actor,
        actor_name=actor_name(actor),
        action=action,
        target_kind=kind,
        target_id=target_id,
        target_name=name[:300],
        details=details,
    )
