"""Drafts that somebody outside the newsroom may read for a while, and when they were opened."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.models.article import Article


class SharedLink(models.Model):
    """A link to one draft. Only the hash of its token is kept: see `articles.sharing`."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, db_index=False, related_name="shared_links")
    key = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the token, by which a link is found.")
    salt = models.CharField(max_length=32, help_text="Of this and the site's secret the token is made again.")
    for_whom = models.CharField(max_length=200, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True, help_text="The one version shown; empty: the newest.")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("made_at")), name="shared_link_for_some_time"
            )
        ]
        indexes = [
            # All links of one story, newest first.
            models.Index(fields=["article", "-id"], name="shared_link_of_article"),
            # Links so long over that they can be forgotten.
            models.Index(fields=["expires_at"], name="shared_link_over"),
        ]

    def __str__(self) -> str:
        return f"{self.article} · {self.for_whom or 'anybody'}"

    def is_open(self, at: object) -> bool:
        return self.revoked_at is None and at < self.expires_at


class LinkOpening(models.Model):
    """A link was opened with a kind of browser; looked at again soon after, it is the same opening.

    No address of the network is kept, and of the browser no more than `browser` says.
    """

    link = models.ForeignKey(SharedLink, on_delete=models.CASCADE, db_index=False, related_name="openings")
    browser = models.CharField(max_length=40)
    first_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now)
    times = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            # The openings of one link, last one first.
            models.Index(fields=["link", "-last_at"], name="opening_of_link"),
        ]

    def __str__(self) -> str:
        return f"{self.browser}, {self.last_at:%Y-%m-%d %H:%M}"
