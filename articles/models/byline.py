"""Who is credited for a story, in order. A name needs no person, a person no account."""

from django.db import models

from people.models import Person


class BylineRole(models.TextChoices):
    AUTHOR = "author", "by"
    REPORTER = "reporter", "reported by"
    TRANSLATOR = "translator", "translated by"
    PHOTOGRAPHER = "photographer", "photographs by"
    EDITOR = "editor", "edited by"


class BylineManager(models.Manager):
    """A byline is never shown without its person."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("person", "person__avatar")


class Byline(models.Model):
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="bylines")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="bylines")
    name = models.CharField(max_length=200, blank=True, help_text="A credit in words, where there is no person.")
    role = models.CharField(max_length=12, choices=BylineRole, default=BylineRole.AUTHOR)
    position = models.PositiveSmallIntegerField(default=0)
    archive_position = models.PositiveIntegerField(
        null=True, blank=True, help_text="Place in the old site's list of this author, for a story without a date."
    )

    objects = BylineManager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["article", "position"], name="byline_one_per_position"),
            models.UniqueConstraint(fields=["article", "person", "role"], name="byline_once_per_person_and_role"),
            models.CheckConstraint(condition=models.Q(role__in=BylineRole.values), name="byline_role_known"),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | ~models.Q(name=""), name="byline_names_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.display_name}"

    @property
    def display_name(self) -> str:
        return self.name or (self.person.name if self.person else "")
