"""Which sections a section editor is responsible for."""

from django.conf import settings
from django.db import models

from articles.models.tag import Tag


class SectionAssignment(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="section_assignments")
    region = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "region"], name="assignment_once")]

    def __str__(self) -> str:
        return f"{self.user} for {self.region}"
