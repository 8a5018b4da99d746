"""The article: its live text in columns, its working text in revisions."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from taggit.managers import TaggableManager

from articles.models.tag import Tag, TaggedArticle
from cms.ledger import addresses
from cms.lib.dates import DatePrecision, said
from cms.pictures.models import Picture, new_uid
from people.models import Person


class State(models.TextChoices):
    """What is stored. "Scheduled" and "published" are words derived from time."""

    DRAFT = "draft", "draft"
    IN_REVIEW = "in_review", "in review"
    APPROVED = "approved", "approved"
    RELEASED = "released", "released"
    WITHDRAWN = "withdrawn", "withdrawn"


class ArticleKind(models.TextChoices):
    NEWS = "news", "news"
    OPINION = "opinion", "opinion"
    INTERVIEW = "interview", "interview"
    ANALYSIS = "analysis", "analysis"
    FEATURE = "feature", "feature"
    # A page that stands: about us, contact. It has an address and no place in any list.
    PAGE = "page", "standing page"


class ArticleQuerySet(models.QuerySet):
    def published(self, at: datetime) -> "ArticleQuerySet":
        """What readers may see at the moment `at`. Everything that faces readers goes through here."""
        return self.filter(state=State.RELEASED, published_at__lte=at, trashed_at__isnull=True)

    def at_address(self, slug: str) -> "ArticleQuerySet":
        return self.filter(pk=addresses.id_at(article_path(slug), "article"))

    def with_card_data(self) -> "ArticleQuerySet":
        """Everything that a card in a list shows, in two queries."""
        return (
            self.select_related("region", "lead_picture", "rendered")
            .defer("body", "rendered__html")
            .prefetch_related("bylines")
        )

    def with_page_data(self) -> "ArticleQuerySet":
        """Everything that an article's own page shows, in three queries."""
        return (
            self.select_related("region", "lead_picture", "rendered")
            .defer("body")
            .prefetch_related(
                "bylines",
                models.Prefetch(
                    "tagged", queryset=TaggedArticle.objects.select_related("tag").order_by("position", "pk")
                ),
            )
        )

    def in_order_of(self, ids: list[int]) -> list["Article"]:
        """These articles in the order of their ids. One that is gone is left out."""
        found = self.select_related("region", "lead_picture").defer("body").in_bulk(ids)
        return [found[pk] for pk in ids if pk in found]

    def cards(self, ids: list[int]) -> list["Article"]:
        """The same with all that a card shows."""
        return self.with_card_data().in_order_of(ids)


NOT_TRASHED = models.Q(trashed_at__isnull=True)


class Article(models.Model):
    """Columns and through rows are the live text, written by release and import only.

    Of the working text, which is the newest revision, it carries what a desk list needs (`working_*`).
    """

    uid = models.CharField(
        max_length=64,
        unique=True,
        default=new_uid,
        editable=False,
        help_text="Stays when the story moves to another site.",
    )

    # The live text
    title = models.CharField(max_length=300, blank=True)
    standfirst = models.TextField(blank=True)
    body = models.TextField(blank=True, help_text="HTML in the editor's schema, version 1: see cms/lib/richtext.py.")
    kind = models.CharField(max_length=12, choices=ArticleKind, default=ArticleKind.NEWS)
    language = models.CharField(max_length=8, default="en")
    slug = models.CharField(max_length=80, blank=True, editable=False, help_text="As in the current address.")
    region = models.ForeignKey(Tag, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lead_picture = models.ForeignKey(Picture, null=True, blank=True, on_delete=models.PROTECT, related_name="lead_of")
    lead_alt = models.CharField(max_length=500, blank=True, help_text="Said here instead of the library's words.")
    lead_caption = models.TextField(blank=True, help_text="Said here instead of the library's words.")
    search_title = models.CharField(max_length=300, blank=True, help_text="For search engines, instead of the title.")
    search_description = models.TextField(blank=True, help_text="For search engines, instead of the standfirst.")
    tags = TaggableManager(through=TaggedArticle, blank=True)
    contributors = models.ManyToManyField(Person, through="articles.Byline", related_name="articles")
    # The original, never itself a translation: see articles/translations.py. The original gone, this one stays.
    translation_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="translations", db_index=False
    )

    # When it was published, and how surely that is known
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    date_precision = models.CharField(max_length=8, choices=DatePrecision, default=DatePrecision.EXACT)
    date_margin_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How far an about-date may be off."
    )
    updated_at = models.DateTimeField(null=True, blank=True, help_text="The last change that readers are told of.")
    withdrawn_reason = models.TextField(blank=True)

    # What an archive copy lacks
    is_cut = models.BooleanField("cut in the archive", default=False)
    has_restored_paragraphs = models.BooleanField("paragraphs restored", default=False)

    # The working text, for desk lists
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="own_articles"
    )
    working_region = models.ForeignKey(
        Tag, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    working_title = models.CharField(max_length=300, blank=True)
    working_by = models.CharField(max_length=200, blank=True)
    working_at = models.DateTimeField(null=True, blank=True)
    has_changes = models.BooleanField("has unreleased changes", default=False)
    version = models.PositiveIntegerField(default=0, help_text="Counts revisions; a save names the one it began from.")

    # A draft from which others begin, and which readers never get
    is_template = models.BooleanField("template", default=False, editable=False)

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    trashed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        # Beside Django's own four: see articles/policy.py, which is the only reader of these.
        permissions = [
            ("release_article", "Can release and withdraw articles"),
            ("write_section_article", "Can write articles of own sections"),
            ("release_section_article", "Can release and withdraw articles of own sections"),
            ("override_checks", "Can release in spite of a check that blocks, for a reason"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="article_state_known"),
            models.CheckConstraint(condition=models.Q(kind__in=ArticleKind.values), name="article_kind_known"),
            models.CheckConstraint(
                condition=models.Q(date_precision__in=DatePrecision.values), name="article_precision_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="released")
                | models.Q(published_at__isnull=False) & ~models.Q(title="") & ~models.Q(slug=""),
                name="article_released_with_date_title_slug",
            ),
            models.CheckConstraint(
                condition=~models.Q(translation_of=models.F("id")), name="article_no_translation_of_itself"
            ),
            models.CheckConstraint(
                condition=models.Q(is_template=False) | models.Q(state="draft"), name="article_template_is_a_draft"
            ),
            models.UniqueConstraint(
                fields=["translation_of", "language"],
                condition=NOT_TRASHED & models.Q(state="released", translation_of__isnull=False),
                name="article_one_translation_a_language",
            ),
        ]
        # What lies in the trash is in none of the lists but its own.
        indexes = [
            # Desk lists: by state, newest work first.
            models.Index(fields=["state", "-working_at", "-id"], name="article_desk_by_state", condition=NOT_TRASHED),
            # The whole desk, newest work first.
            models.Index(fields=["-working_at", "-id"], name="article_desk_newest", condition=NOT_TRASHED),
            # Desk lists of a region, which a draft has as well.
            models.Index(
                fields=["working_region", "-working_at", "-id"], name="article_desk_by_region", condition=NOT_TRASHED
            ),
            # "Mine".
            models.Index(fields=["owner", "-working_at", "-id"], name="article_desk_by_owner", condition=NOT_TRASHED),
            # Desk lists of a kind.
            models.Index(fields=["kind", "-working_at", "-id"], name="article_desk_by_kind", condition=NOT_TRASHED),
            # Stories with changes that readers do not see yet.
            models.Index(
                fields=["-working_at", "-id"],
                name="article_desk_changed",
                condition=NOT_TRASHED & models.Q(has_changes=True),
            ),
            # Headlines searched for words: the one scan of a whole archive, so that it reads nothing but headlines.
            models.Index(fields=["working_title", "title"], name="article_desk_headlines"),
            # The trash, last thrown away first.
            models.Index(
                fields=["-trashed_at", "-id"], name="article_desk_trash", condition=models.Q(trashed_at__isnull=False)
            ),
            # Templates, which are few.
            models.Index(
                fields=["working_title"], name="article_templates", condition=NOT_TRASHED & models.Q(is_template=True)
            ),
            # The twins of a story in other languages.
            models.Index(
                fields=["translation_of", "language"],
                name="article_translations",
                condition=models.Q(translation_of__isnull=False),
            ),
            # The newest of a kind that readers see: opinion on the front.
            models.Index(
                fields=["kind", "language", "state", "-published_at", "-id"],
                name="article_newest_of_kind",
                condition=NOT_TRASHED,
            ),
            # What falls due in a span of time: scheduled stories, sitemaps by month.
            models.Index(
                fields=["state", "published_at", "id"], name="article_released_by_time", condition=NOT_TRASHED
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.working_title or f"Article {self.pk}"

    def get_absolute_url(self) -> str:
        return article_path(self.slug)

    def is_public(self, at: datetime) -> bool:
        return self.state == State.RELEASED and self.published_at <= at and self.trashed_at is None

    @property
    def date_words(self) -> str:
        return said(self.published_at, self.date_precision, self.date_margin_days)[0]

    @property
    def date_machine(self) -> str:
        return said(self.published_at, self.date_precision, self.date_margin_days)[1]

    @property
    def is_page(self) -> bool:
        return self.kind == ArticleKind.PAGE

    @property
    def is_undated(self) -> bool:
        return self.date_precision == DatePrecision.UNKNOWN

    @property
    def summary(self) -> str:
        """One to three sentences for a list or a search engine; needs `rendered` beside the article."""
        return self.rendered.summary

    @property
    def public_tags(self) -> list[Tag]:
        """Topics for the foot of the page, from prefetched rows. The region has its own place at the head."""
        tags = [row.tag for row in self.tagged.all()]
        return [tag for tag in tags if not tag.is_internal and tag.merged_into_id is None and tag.pk != self.region_id]


def article_path(slug: str) -> str:
    return reverse("articles:article", args=[slug])
