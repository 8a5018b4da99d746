"""Tags as editorial objects. A region is a tag of kind region: it has a front of its own."""

from collections.abc import Iterable

from django.db import models
from django.urls import reverse
from taggit.models import ItemBase, TagBase

from cms.ledger import addresses
from cms.lib.names import fold
from cms.lib.slugs import slugify


class TagKind(models.TextChoices):
    REGION = "region", "region"
    TOPIC = "topic", "topic"
    PERSON = "person", "person"
    ORGANISATION = "organisation", "organisation"


class TagQuerySet(models.QuerySet):
    def public(self) -> "TagQuerySet":
        return self.filter(is_internal=False, merged_into__isnull=True)

    def regions(self) -> "TagQuerySet":
        return self.public().filter(kind=TagKind.REGION).order_by("position", "name")

    def at_address(self, path: str) -> "TagQuerySet":
        return self.public().filter(pk=addresses.id_at(path, "tag"))


class Tag(TagBase):
    key = models.CharField(max_length=100, unique=True, editable=False, help_text="The name as names are compared.")
    kind = models.CharField(max_length=12, choices=TagKind, default=TagKind.TOPIC)
    intro = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=100, help_text="Order among the regions.")
    is_internal = models.BooleanField(default=False, help_text="For the newsroom only; readers never see it.")
    merged_into = models.ForeignKey("self", null=True, blank=True, editable=False, on_delete=models.PROTECT)

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=TagKind.values), name="tag_kind_known"),
            models.CheckConstraint(condition=~models.Q(key=""), name="tag_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
                name="tag_not_merged_into_itself",
            ),
        ]
        indexes = [
            # The row of regions that every page shows.
            models.Index(fields=["kind", "position", "name"], name="tag_by_kind_in_order"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        # The key follows the name wherever taggit, the admin or a shell makes a tag.
        self.key = fold(self.name)
        super().save(*args, **kwargs)

    def slugify(self, tag: str, i: int | None = None) -> str:
        return slugify(tag, fallback="tag") + (f"-{i}" if i else "")

    def path_for(self, slug: str) -> str:
        return reverse("articles:region" if self.kind == TagKind.REGION else "articles:tag", args=[slug])

    def get_absolute_url(self) -> str:
        return self.path_for(self.slug)


class TagAlias(models.Model):
    """Another name of a tag: what people type, and what the importer looks for in a title."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=100)
    key = models.CharField(max_length=100, unique=True, editable=False)

    class Meta:
        verbose_name_plural = "tag aliases"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.key = fold(self.name)
        super().save(*args, **kwargs)


class TaggedArticle(ItemBase):
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged_articles")
    content_object = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="tagged")
    position = models.PositiveSmallIntegerField(default=0)
    archive_position = models.PositiveIntegerField(
        null=True, blank=True, help_text="Place in the old site's list of this tag, for a story without a date."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="tagged_once_per_article"),
        ]

    def __str__(self) -> str:
        return f"{self.tag} on {self.content_object}"


def place_tag(tag: Tag) -> None:
    """Settle a tag's public address after its slug. Must run in a transaction."""
    slug = addresses.place("tag", tag.pk, tag.path_for, tag.slug)
    if slug != tag.slug:
        tag.slug = slug
        tag.save(update_fields=["slug"])


def names_from_text(text: str) -> list[str]:
    """Read tags as editors type them: parted by commas, so that "Central Asia" is one tag."""
    return sorted({name.strip() for name in text.split(",") if name.strip()})


def text_from_tags(tags: Iterable[Tag]) -> str:
    return ", ".join(sorted(tag.name for tag in tags))
