"""What is derived for readers. Only `articles.projection.project` writes these rows."""

from datetime import datetime

from django.db import models

from articles.models.article import Article
from articles.models.tag import Tag
from cms.pictures.models import Picture
from people.models import Person


class ListingQuerySet(models.QuerySet):
    def latest(self) -> "ListingQuerySet":
        """The list of everything."""
        return self.filter(tag__isnull=True, person__isnull=True)

    def visible(self, *, at: datetime, language: str) -> "ListingQuerySet":
        """What readers may see of one list at the moment `at`, newest first."""
        return self.filter(language=language, sort_at__lte=at).order_by("-sort_at", "-article_id")

    def article_ids(self) -> models.QuerySet:
        """The ids alone, so that counting and paging never leave the index."""
        return self.values_list("article_id", flat=True)


class ListingRow(models.Model):
    """One story in one list: of a tag, of a person, or (with neither) of everything.

    `sort_at` is the publication; for a story of unknown date it is the place in that list of the old site.
    """

    # The lists' own indexes begin with these two; a second index on each would only tempt the planner away from them.
    tag = models.ForeignKey(Tag, null=True, on_delete=models.CASCADE, related_name="listing", db_index=False)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="listing", db_index=False)
    language = models.CharField(max_length=8)
    sort_at = models.DateTimeField()
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="listed")

    objects = ListingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(tag__isnull=True) | models.Q(person__isnull=True), name="listing_of_one_list"
            ),
            models.UniqueConstraint(
                fields=["article", "tag"], condition=models.Q(tag__isnull=False), name="listing_once_per_tag"
            ),
            models.UniqueConstraint(
                fields=["article", "person"], condition=models.Q(person__isnull=False), name="listing_once_per_person"
            ),
            models.UniqueConstraint(
                fields=["article"],
                condition=models.Q(tag__isnull=True, person__isnull=True),
                name="listing_once_in_latest",
            ),
        ]
        indexes = [
            # Count and page of one tag's list, without touching the table.
            models.Index(
                fields=["tag", "language", "-sort_at", "-article"],
                condition=models.Q(tag__isnull=False),
                name="listing_of_tag",
            ),
            # The same for one person's list.
            models.Index(
                fields=["person", "language", "-sort_at", "-article"],
                condition=models.Q(person__isnull=False),
                name="listing_of_person",
            ),
            # The same for the list of everything. SQLite looks at the two empty columns, so they are in it.
            models.Index(
                fields=["language", "-sort_at", "-article", "tag", "person"],
                condition=models.Q(tag__isnull=True, person__isnull=True),
                name="listing_of_everything",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} in {self.tag or self.person or 'latest'}"


class RenderedBody(models.Model):
    """The body as readers get it: pictures, credits and embeds filled in."""

    article = models.OneToOneField(Article, primary_key=True, on_delete=models.CASCADE, related_name="rendered")
    html = models.TextField()
    summary = models.TextField(blank=True, help_text="The standfirst, or the text's own opening where it has none.")
    word_count = models.PositiveIntegerField()
    minutes = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"Body of {self.article_id}"


class PictureUse(models.Model):
    """Which live text shows which picture, so that a picture that arrives or goes finds its pages."""

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="uses")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="picture_uses")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["picture", "article"], name="picture_use_once")]

    def __str__(self) -> str:
        return f"{self.picture_id} in {self.article_id}"


class SearchDocument(models.Model):
    """The words of a released story, folded and stemmed in Python, so that both databases find the same.

    The full-text index over it is the database's own: see the migration `search_index`.
    """

    article = models.OneToOneField(Article, primary_key=True, on_delete=models.CASCADE, related_name="search_document")
    language = models.CharField(max_length=8)
    sort_at = models.DateTimeField()
    region = models.ForeignKey(Tag, null=True, on_delete=models.SET_NULL, related_name="+")
    title_stems = models.TextField()
    text_stems = models.TextField()

    class Meta:
        indexes = [
            # Found stories, newest first.
            models.Index(fields=["language", "-sort_at", "-article"], name="search_newest"),
        ]

    def __str__(self) -> str:
        return f"Words of {self.article_id}"
