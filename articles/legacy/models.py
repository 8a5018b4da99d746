"""What is kept of the old site: runs, and of each imported thing its origin and its printings."""

import zlib

from django.db import models
from django.utils import timezone

from articles.models import Article


class ImportRun(models.Model):
    source = models.CharField(max_length=80)
    paths = models.JSONField()
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    report = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.source}, {self.started_at:%Y-%m-%d %H:%M}"


class Origin(models.Model):
    """The tie between a thing of the old site and the thing here.

    `key` is the old id, or a key made of the content where the dump has no ids. `hashes` holds, for each field
    as last imported, the hash of its value: a field whose value has another hash now was changed by an editor.
    """

    source = models.CharField(max_length=80)
    kind = models.CharField(max_length=10)
    key = models.CharField(max_length=64)
    target_id = models.BigIntegerField()
    title_key = models.CharField(
        max_length=64, blank=True, help_text="Hash of the folded title, to find other printings."
    )
    opening = models.TextField(blank=True, help_text="First words of the body, folded, to tell namesakes apart.")
    variant = models.CharField(
        max_length=64, blank=True, help_text="Parts stories whose titles and openings are the same."
    )
    hashes = models.JSONField(default=dict)
    first_run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="+")
    last_run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "kind", "key"], name="origin_once_per_source")]
        indexes = [
            # Where did this thing come from?
            models.Index(fields=["kind", "target_id"], name="origin_by_target"),
            # Other printings of a story, by its title.
            models.Index(fields=["title_key"], name="origin_by_title"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.kind} {self.key}"


class Printing(models.Model):
    """One printing of a story: the record that a reader made, and the dump's own block, compressed.

    The imported content of an article is a pure function of all its printings.
    """

    origin = models.ForeignKey(Origin, on_delete=models.CASCADE, related_name="printings")
    key = models.CharField(max_length=64, help_text="Hash of all that was printed; a second run finds it here.")
    list_key = models.CharField(max_length=64, blank=True)
    list_position = models.PositiveIntegerField(default=0)
    record = models.JSONField(help_text="articles.legacy.records.ArticleRecord without body and raw.")
    packed_raw = models.BinaryField()
    packed_body = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["origin", "key"], name="printing_once")]
        indexes = [
            # The neighbours of a story in a list.
            models.Index(fields=["list_key", "list_position"], name="printing_by_list"),
        ]

    def __str__(self) -> str:
        return f"{self.origin} in {self.record.get('place', '')}"

    @property
    def raw(self) -> str:
        return zlib.decompress(self.packed_raw).decode()

    @property
    def body(self) -> str:
        return zlib.decompress(self.packed_body).decode()


class ImportedArticle(Article):
    """Articles as the import left them, for their own page on the desk."""

    class Meta:
        proxy = True
