"""What somebody typed and has not saved."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.models.article import Article


class KeptText(models.Model):
    """The one slot of an account for a story: unsaved words, in no history, a version of nothing.

    A story that has no row yet is told by `place`, a random word of the page on which it is begun. `tab` and `turn`
    say which window's how-manieth words these are. A saved text empties the slot and leaves both, so that older words
    which arrive late are known for what they are.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, db_index=False, related_name="+")
    article = models.ForeignKey(Article, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=32, blank=True)
    tab = models.CharField(max_length=32)
    turn = models.PositiveIntegerField()
    has_words = models.BooleanField(default=True)
    at = models.DateTimeField(default=timezone.now, help_text="When the words came, or the slot was emptied.")
    base_version = models.PositiveIntegerField(help_text="The version that the words were typed over.")
    data = models.JSONField(default=dict, help_text="As a revision's.")
    loose = models.JSONField(default=dict, help_text="What no saved text could hold yet, field by field, as typed.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "article"], name="kept_once_per_article"),
            models.UniqueConstraint(
                fields=["owner", "place"], condition=models.Q(article=None), name="kept_once_per_new_story"
            ),
            models.CheckConstraint(
                condition=models.Q(article__isnull=True) ^ models.Q(place=""), name="kept_in_one_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner} · {self.article or 'a new story'}"

    @property
    def mark(self) -> str:
        """Names the words in the slot, so that a window can say which it has seen."""
        return f"{self.tab}.{self.turn}"
