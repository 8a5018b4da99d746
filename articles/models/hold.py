"""A story that one person holds as it is."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format

from articles.models.article import Article


class Hold(models.Model):
    """While it stands nobody but its holder changes or releases the story: see `HELD_STILL` in articles/policy.py.

    The holder's account gone, the hold stands, and whoever may lift it does.
    """

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="hold")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    holder_name = models.CharField(max_length=200)
    reason = models.CharField(max_length=2000)
    since = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.article} · {self.holder_name}"

    @property
    def words(self) -> str:
        since = date_format(timezone.localtime(self.since), "j F, H:i")
        return f"{self.holder_name} holds this story as it is since {since}: “{self.reason}”."
