"""What is kept of the old site: runs, what each read, and of each imported thing its origin and its printings."""

import zlib

from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.models import Article
from cms.pictures.models import Picture


class ImportRun(models.Model):
    """One run that was not dry. Without `finished_at` it is still going on, or broke off.

    `counts` are written with every batch, so that of a run that was killed they tell what is here.
    """

    source = models.CharField(max_length=80)
    paths = models.JSONField()
    options = models.JSONField(default=dict, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    started_by = models.CharField(max_length=200, blank=True, help_text="The account on the machine it ran on.")
    pid = models.PositiveIntegerField(null=True, blank=True, help_text="The process that runs it.")
    host = models.CharField(max_length=100, blank=True, help_text="The machine that process is on.")
    seen_at = models.DateTimeField(null=True, blank=True, help_text="When it last wrote something.")
    broke_off = models.CharField(max_length=300, blank=True, help_text="Why it did not finish, if it could say so.")
    taken_up_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="takes_up",
        help_text="The next run over the same dumps, after this one had broken off.",
    )  # fmt: skip
    finished_at = models.DateTimeField(null=True, blank=True)
    exit_code = models.PositiveSmallIntegerField(null=True, blank=True)
    counts = models.JSONField(default=dict, blank=True, help_text="How many of each outcome.")
    report = models.JSONField(default=dict, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.source}, {timezone.localtime(self.started_at):%Y-%m-%d %H:%M}"


class Outcome(models.TextChoices):
    CREATED = "created", "created"
    UPDATED = "updated", "updated"
    UNCHANGED = "unchanged", "unchanged"
    SKIPPED = "skipped", "left out"
    FAILED = "failed", "failed"
    WARNING = "warning", "warning"
    UNDONE = "undone", "taken out again"


class ImportItem(models.Model):
    """One thing that a run read, or (outcome "warning") one remark about it. Rows are only ever added.

    `kind` is one of `articles.legacy.records.Kind`; `target_id` is the row that it became, where it became one.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=10)
    outcome = models.CharField(max_length=10, choices=Outcome)
    what = models.CharField(max_length=300, help_text="Its title or name.")
    file = models.CharField(max_length=500, blank=True)
    line = models.PositiveIntegerField(null=True, blank=True)
    reason = models.TextField(blank=True)
    old_id = models.CharField(max_length=200, blank=True)
    target_kind = models.CharField(max_length=10, blank=True)
    target_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(outcome__in=Outcome.values), name="import_item_outcome_known"),
        ]
        indexes = [
            # The items of one run, by outcome and kind.
            models.Index(fields=["run", "outcome", "kind"], name="import_item_of_run"),
            # What did the imports do to this thing?
            models.Index(fields=["target_kind", "target_id"], name="import_item_by_target"),
        ]

    def __str__(self) -> str:
        return self.what


class Origin(models.Model):
    """The tie between a thing of the old site and the thing here.

    `key` is the old id, or a key made of the content where the dump has no ids. `hashes` holds, for each field
    as last imported, the hash of its value: a field whose value has another hash now was changed by an editor.
    """

    source = models.CharField(max_length=80)
    kind = models.CharField(max_length=10)
    key = models.CharField(max_length=64)
    target_id = models.BigIntegerField()
    has_old_id = models.BooleanField(default=False, help_text="A story that the old system's own id names.")
    title_key = models.CharField(
        max_length=64, blank=True, help_text="Hash of the folded title, to find other printings."
    )
    opening = models.TextField(blank=True, help_text="First words of the body, folded, to tell namesakes apart.")
    variant = models.CharField(
        max_length=64, blank=True, help_text="Parts stories whose titles and openings are the same."
    )
    hashes = models.JSONField(default=dict)
    is_own = models.BooleanField(default=True, help_text="The import made the thing, and did not find it here.")
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


class CarriedOrigin(models.Model):
    """What another site of ours told of a story's first origin, when the story moved here without its printings."""

    origin = models.OneToOneField(Origin, on_delete=models.CASCADE, related_name="carried")
    kind = models.CharField(max_length=12, help_text="What the old site was: wordpress, pages.")
    old_id = models.CharField(max_length=500)
    url = models.TextField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.origin}, {self.old_id}"


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


class DifferenceState(models.TextChoices):
    OPEN = "open", "open"
    TAKEN = "taken", "taken"
    LEFT = "left", "left as it is"
    # The source and the text here came to agree without anybody deciding.
    SETTLED = "settled", "settled"


class FieldDifference(models.Model):
    """A field that changed at the source while an editor's own stands here. One row for each origin and field.

    `says` and `imported` hold what the source says now and what was imported last, as `articles.text` names and
    stores it (`{"title": ...}`, `{"search_title": ..., "search_description": ...}`); of people and tags by column.
    `imported` is null where nothing kept it. What stands here is asked of the thing itself. `decided` holds the hashes
    of all values that somebody took or left: none of them is asked about again.
    """

    origin = models.ForeignKey(Origin, on_delete=models.CASCADE, related_name="differences")
    target_kind = models.CharField(max_length=10)
    target_id = models.BigIntegerField()
    field = models.CharField(max_length=20, help_text="As articles.legacy.plans names it.")
    imported = models.JSONField(null=True)
    says = models.JSONField()
    says_hash = models.CharField(max_length=64)
    decided = models.JSONField(default=list, blank=True)
    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="differences")
    found_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=DifferenceState, default=DifferenceState.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_by_name = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "difference"
        constraints = [
            models.UniqueConstraint(fields=["origin", "field"], name="difference_once_per_field"),
            models.CheckConstraint(condition=models.Q(state__in=DifferenceState.values), name="difference_state_known"),
        ]
        indexes = [
            # What is open, of which things, newest first.
            models.Index(fields=["state", "target_kind", "target_id"], name="difference_by_state"),
            # All that was ever asked about one thing.
            models.Index(fields=["target_kind", "target_id"], name="difference_by_target"),
        ]

    def __str__(self) -> str:
        return f"{self.field} of {self.target_kind} {self.target_id}"


class ImportedArticle(Article):
    """Articles as the import left them, for their own page on the desk."""

    class Meta:
        proxy = True


class FileState(models.TextChoices):
    WAITING = "waiting", "waiting"
    HERE = "here", "here"
    FAILED = "failed", "failed"  # with `next_try_at` it is tried again
    REFUSED = "refused", "refused"  # there is something, and we do not take it
    GONE = "gone", "gone"  # the old site says that there is nothing
    IGNORED = "ignored", "ignored"  # a person said so


class OldFile(models.Model):
    """Where the old site had a picture's file, and how far we are with bringing it here. One row for each picture.

    `url` may be a path on the old site's host, or empty where nothing tells. `tries` counts those since it waited last.
    """

    source = models.CharField(max_length=80)
    picture = models.OneToOneField(Picture, on_delete=models.CASCADE, related_name="old_file")
    url = models.TextField("old address", blank=True)
    path = models.TextField(blank=True, help_text="Below the old site's uploads folder, where it is known.")
    state = models.CharField(max_length=8, choices=FileState, default=FileState.WAITING)
    reason = models.TextField(blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True, blank=True)
    next_try_at = models.DateTimeField(null=True, blank=True)
    found_at = models.TextField("fetched from", blank=True)

    class Meta:
        verbose_name = "picture of the old site"
        verbose_name_plural = "pictures of the old site"
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=FileState.values), name="old_file_state_known"),
        ]
        indexes = [
            # What is to be fetched next; what is missing, by how it stands.
            models.Index(fields=["state", "source", "id"], name="old_file_by_state"),
        ]

    def __str__(self) -> str:
        return (self.path or self.url).rpartition("/")[2][:80] or f"picture {self.picture_id}"
