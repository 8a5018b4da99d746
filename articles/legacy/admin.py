"""The old site on the desk: runs, origins, and imported articles with the one undo that there is."""

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest

from articles.legacy.models import ImportedArticle, ImportRun, Origin
from articles.legacy.undo import NothingToUndo, undo_paragraphs
from articles.policy import NotAllowed, visible_to
from articles.workflow import StaleVersion
from cms.lib.readonly import ReadOnlyAdmin


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    list_display = ["source", "started_at", "finished_at"]
    list_filter = ["source"]


@admin.register(Origin)
class OriginAdmin(ReadOnlyAdmin):
    list_display = ["source", "kind", "key", "target_id", "last_run"]
    list_filter = ["source", "kind"]
    list_select_related = ["last_run"]
    search_fields = ["key"]
    ordering = ["-pk"]


@admin.register(ImportedArticle)
class ImportedArticleAdmin(ReadOnlyAdmin):
    list_display = ["title", "is_cut", "has_restored_paragraphs", "date_precision"]
    list_filter = ["is_cut", "has_restored_paragraphs", "date_precision", "state"]
    search_fields = ["title"]
    fields = ["title", "state", "is_cut", "has_restored_paragraphs", "date_precision", "has_changes"]
    ordering = ["-pk"]
    actions = ["undo_restored_paragraphs"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        origins = Origin.objects.filter(kind="article").values("target_id")
        return visible_to(request.user, super().get_queryset(request)).filter(pk__in=origins)

    @admin.action(description="Undo restored paragraphs", permissions=["view"])
    def undo_restored_paragraphs(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        """The workflow asks the policy for each story, so seeing the list is not yet leave to change it."""
        done = 0
        for article in queryset:
            try:
                undo_paragraphs(request.user, article)
                done += 1
            except (NothingToUndo, NotAllowed, StaleVersion) as refusal:
                self.message_user(request, str(refusal), messages.WARNING)
        self.message_user(request, f"Paragraphs taken back in {done} of {queryset.count()} stories.")
