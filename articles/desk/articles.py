"""Articles on the desk: listed and shown. The writing room comes with the editor; until then nothing here saves."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from articles.models import Article, Revision, State
from articles.policy import visible_to
from cms.lib.readonly import ReadOnlyAdmin


@admin.register(Article)
class ArticleAdmin(ReadOnlyAdmin):
    list_display = ["headline", "standing", "region", "bylines_in_words", "date_in_words"]
    list_filter = ["state", "kind", "is_cut", "has_restored_paragraphs", ("region", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["region"]
    search_fields = ["title", "working_title", "slug"]
    ordering = ["-pk"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "title",
                    "standfirst",
                    "text",
                    "kind",
                    "language",
                    "region",
                    "bylines_in_words",
                    "tags_in_words",
                ]
            },
        ),
        ("Publication", {"fields": ["standing", "public_page", "date_in_words", "withdrawn_reason"]}),
        ("Archive copy", {"fields": ["is_cut", "has_restored_paragraphs"]}),
        ("Work", {"fields": ["working_title", "working_by", "working_at", "has_changes", "version"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return visible_to(request.user, super().get_queryset(request)).prefetch_related("bylines")

    @admin.display(description="title", ordering="title")
    def headline(self, article: Article) -> str:
        return str(article)

    @admin.display(description="text")
    def text(self, article: Article) -> str:
        """The body is clean since it was stored, so that it can be shown as it is."""
        return format_html('<div class="desk-text" lang="{}">{}</div>', article.language, mark_safe(article.body))

    @admin.display(description="state", ordering="state")
    def standing(self, article: Article) -> str:
        """The state in the desk's words: a released story is scheduled until its time, then published."""
        if article.state != State.RELEASED:
            return article.get_state_display()
        return "published" if article.is_public(timezone.now()) else "scheduled"

    @admin.display(description="by")
    def bylines_in_words(self, article: Article) -> str:
        return ", ".join(byline.display_name for byline in article.bylines.all()) or "-"

    @admin.display(description="tags")
    def tags_in_words(self, article: Article) -> str:
        return ", ".join(row.tag.name for row in article.tagged.select_related("tag").order_by("position")) or "-"

    @admin.display(description="date", ordering="published_at")
    def date_in_words(self, article: Article) -> str:
        return article.date_words if article.published_at else "-"

    @admin.display(description="public page")
    def public_page(self, article: Article) -> str:
        if not article.published_at or not article.is_public(timezone.now()):
            return "not public"
        return format_html('<a href="{0}">{0}</a>', article.get_absolute_url())


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    list_display = ["article", "number", "kind", "author_name", "created_at", "live_from", "live_until"]
    list_filter = ["kind"]
    list_select_related = ["article"]
    search_fields = ["article__title", "author_name", "note"]
    ordering = ["-pk"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).filter(article__in=visible_to(request.user, Article.objects.all()))
