"""The picture library. A text names a picture by its `uid` only; where the file lies is the library's matter."""

import secrets

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
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    merged_into = models.ForeignKey("self", null=True, blank=True, editable=False, on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
                name="picture_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.caption[:80] or self.alt[:80] or f"Picture {self.uid}"

    @property
    def is_missing(self) -> bool:
        return not self.original
