"""The working text and its history."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.models.article import Article
from cms.lib.dates import is_undated

SCHEMA = 1


class RevisionKind(models.TextChoices):
    DRAFT = "draft", "saved"
    RELEASE = "release", "released"
    IMPORT = "import", "imported"
    RESTORE = "restore", "restored"
    DISCARD = "discard", "changes discarded"


class Revision(models.Model):
    """The editable fields of an article at one moment, as `articles.text` writes and reads them.

    A revision that was live remembers from when until when (`live_until` empty: it still is).
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(help_text="The article's version that this made.")
    schema = models.PositiveSmallIntegerField(default=SCHEMA)
    data = models.JSONField()
    kind = models.CharField(max_length=8, choices=RevisionKind)
    note = models.CharField(max_length=300, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    author_name = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=timezone.now)
    live_from = models.DateTimeField(null=True, blank=True)
    live_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_one_per_version"),
            models.UniqueConstraint(
                fields=["article"],
                condition=models.Q(live_from__isnull=False, live_until__isnull=True),
                name="revision_one_live_per_article",
            ),
            models.CheckConstraint(condition=models.Q(kind__in=RevisionKind.values), name="revision_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.article} · {self.number}"

    @property
    def was_live_since_nobody_knows(self) -> bool:
        """An undated story of the archive was read before it came here; nobody knows from when."""
        return self.live_from is not None and is_undated(self.live_from)
