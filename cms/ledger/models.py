"""Where things live, what happened and what is due: addresses, the audit trail, changes at a time to come."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class AddressState(models.TextChoices):
    CURRENT = "current", "current"
    OLD = "old", "old, leads to the current one"
    GONE = "gone", "gone for good"


REDIRECT = "redirect"


class Address(models.Model):
    """The truth for one public address. `path` starts with a slash, ends with one, and holds no query.

    `target_kind` is a name such as "article" that the app registers with its resolver in `cms.urls`;
    the ledger itself knows nothing of what it points to. The kind "redirect" points to no thing but to a place,
    `leads_to`: a path of ours, or a page at a host that the newsroom approved. It is always an old address.
    """

    path = models.CharField(max_length=500, unique=True)
    state = models.CharField(max_length=8, choices=AddressState)
    target_kind = models.CharField(max_length=20)
    target_id = models.BigIntegerField()
    leads_to = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "addresses"
        constraints = [
            # A thing has one current address; what is gone keeps its path under `gone`.
            models.UniqueConstraint(
                fields=["target_kind", "target_id"],
                condition=models.Q(state="current"),
                name="address_one_current_per_thing",
            ),
            models.CheckConstraint(condition=models.Q(state__in=AddressState.values), name="address_state_known"),
            models.CheckConstraint(condition=models.Q(path__startswith="/"), name="address_path_from_root"),
            models.CheckConstraint(
                condition=models.Q(target_kind=REDIRECT) & ~models.Q(leads_to="") & ~models.Q(state="current")
                | ~models.Q(target_kind=REDIRECT) & models.Q(leads_to=""),
                name="address_redirect_leads_somewhere",
            ),
        ]
        indexes = [
            # All addresses of one thing: to follow an old one, to free or retire them.
            models.Index(fields=["target_kind", "target_id", "state"], name="address_by_target"),
        ]

    def __str__(self) -> str:
        return self.path


class AuditEntry(models.Model):
    """One thing that somebody did. Rows are only ever added."""

    at = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    actor_name = models.CharField(max_length=200, help_text="As it was then; an account may go, its deeds stay.")
    action = models.CharField(max_length=40)
    target_kind = models.CharField(max_length=20)
    target_id = models.BigIntegerField()
    target_name = models.CharField(max_length=300)
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name_plural = "audit trail"
        indexes = [
            # The history of one thing, newest first.
            models.Index(fields=["target_kind", "target_id", "-at"], name="audit_of_target"),
            # The whole trail, newest first.
            models.Index(fields=["-at"], name="audit_newest"),
            # What one account did last.
            models.Index(fields=["actor", "-at"], name="audit_of_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_name}: {self.action} {self.target_name}"

    def save(self, *args: object, **kwargs: object) -> None:
        if self.pk is not None:
            raise TypeError("The audit trail is only ever added to.")
        super().save(*args, **kwargs)

    def delete(self, *args: object, **kwargs: object) -> None:
        raise TypeError("The audit trail is only ever added to.")


class DueState(models.TextChoices):
    WAITING = "waiting", "waiting"
    # It waits for a person: another time, or none.
    FAILED = "failed", "failed"
    DONE = "done", "done"
    CANCELLED = "cancelled", "cancelled"


OPEN = models.Q(state__in=[DueState.WAITING, DueState.FAILED])


class DueChange(models.Model):
    """A change that somebody meant for a moment to come. `cms.ledger.due` applies it, once.

    `kind` names what is done, as an app registered it; the ledger knows nothing of what is changed. `details` is what
    that kind needs: the version that is meant, a reason. What is only a question of visibility is never a row here.
    """

    at = models.DateTimeField()
    kind = models.CharField(max_length=20)
    target_kind = models.CharField(max_length=20)
    target_id = models.BigIntegerField()
    target_name = models.CharField(max_length=300)
    details = models.JSONField(default=dict, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    actor_name = models.CharField(max_length=200, help_text="Who answers for it, as the name was then.")
    planned_at = models.DateTimeField(default=timezone.now)

    state = models.CharField(max_length=10, choices=DueState, default=DueState.WAITING)
    done_at = models.DateTimeField(null=True, blank=True, help_text="When it was applied or called off.")
    reason = models.TextField(blank=True, help_text="Why it failed, is tried again, or was called off.")
    tries = models.PositiveSmallIntegerField(default=0, help_text="How often it failed so far.")
    try_at = models.DateTimeField(help_text="`at`; later where it is tried again.")
    told_at = models.DateTimeField(null=True, blank=True, help_text="When its people were written to about a failure.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["target_kind", "target_id", "kind"], condition=OPEN, name="due_one_open_of_a_kind"
            ),
            models.CheckConstraint(condition=models.Q(state__in=DueState.values), name="due_state_known"),
            models.CheckConstraint(
                condition=OPEN & models.Q(done_at__isnull=True) | ~OPEN & models.Q(done_at__isnull=False),
                name="due_open_until_done",
            ),
        ]
        indexes = [
            # What is due next.
            models.Index(fields=["try_at", "id"], name="due_next", condition=models.Q(state="waiting")),
            # What is open, on the desk.
            models.Index(fields=["at", "id"], name="due_open", condition=OPEN),
            # Everything that was meant for one thing, newest first.
            models.Index(fields=["target_kind", "target_id", "-id"], name="due_of_target"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.target_name}"
