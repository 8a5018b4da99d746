"""The picture library. A text names a picture by its `uid` only; where the file lies is the library's matter."""

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone


def new_uid() -> str:
    return secrets.token_hex(8)


class Picture(models.Model):
    """One picture, or the place kept for one whose file has not come yet (`original` is empty)."""

    uid = models.CharField(max_length=64, unique=True, default=new_uid, editable=False)
    original = models.ImageField(
        upload_to="originals/%Y/%m/", width_field="width", height_field="height", blank=True, max_length=200
    )
    width = models.PositiveIntegerField(null=True, blank=True, editable=False)
    height = models.PositiveIntegerField(null=True, blank=True, editable=False)
    alt = models.CharField("alternative text", max_length=500, blank=True)
    is_decorative = models.BooleanField("decorative", default=False, help_text="Says nothing that the text does not.")
    caption = models.TextField(blank=True)
    credit = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True, help_text="Where it comes from, for the newsroom only.")
    # What the file is: set by `cms.pictures.intake` alone
    file_name = models.CharField(max_length=200, blank=True, help_text="As it was uploaded.")
    content_hash = models.CharField(max_length=64, blank=True, editable=False, help_text="SHA-256 of the file as sent.")
    size = models.PositiveIntegerField("bytes", null=True, blank=True, editable=False)
    colour = models.CharField(max_length=7, blank=True, editable=False, help_text="Its average, as #rrggbb.")
    taken_at = models.DateTimeField(null=True, blank=True)
    # The point that every crop keeps, in thousandths of width and height from the top left corner
    focus_x = models.PositiveSmallIntegerField(default=500)
    focus_y = models.PositiveSmallIntegerField(default=500)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    merged_into = models.ForeignKey("self", null=True, blank=True, editable=False, on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(focus_x__lte=1000, focus_y__lte=1000), name="picture_focus_within"
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
                name="picture_not_merged_into_itself",
            ),
        ]
        indexes = [
            # Is this file here already?
            models.Index(fields=["content_hash"], name="picture_by_content", condition=~models.Q(content_hash="")),
            # The light table, newest first.
            models.Index(fields=["-created_at", "-id"], name="picture_newest"),
        ]

    def __str__(self) -> str:
        return self.caption[:80] or self.alt[:80] or f"Picture {self.uid}"

    @property
    def is_missing(self) -> bool:
        return not self.original
