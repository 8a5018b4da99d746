"""The old site on the desk: runs, origins, and imported articles with the one undo that there is."""

import json

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html_join

from articles.legacy.desk.differences import FieldDifferenceAdmin
from articles.legacy.desk.missing_pictures import OldFileAdmin
from articles.legacy.models import ImportedArticle, Origin
from articles.legacy.runs_admin import ImportItemAdmin, ImportRunAdmin
from articles.legacy.undo import NothingToUndo, undo_paragraphs
from articles.policy import NotAllowed, visible_to
from articles.workflow import StaleVersion
from cms.lib.readonly import ReadOnlyAdmin

__all__ = [
    "FieldDifferenceAdmin",
    "ImportItemAdmin",
    "ImportRunAdmin",
    "ImportedArticleAdmin",
    "OldFileAdmin",
    "OriginAdmin",
]
MOST_PRINTINGS = 10
LONGEST_SHOWN = 20_000


@admin.register(Origin)
class OriginAdmin(ReadOnlyAdmin):
    list_display = ["key", "source", "kind", "target_id", "last_run"]
    list_filter = ["source", "kind"]
    list_select_related = ["last_run"]
    search_fields = ["key"]
    ordering = ["-pk"]
    fields = ["source", "kind", "key", "is_own", "first_run", "last_run", "as_imported"]
    readonly_fields = fields

    class Media:
        css = {"all": ["css/imports.css"]}

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        large = [f"{run}__{name}" for run in ("first_run", "last_run") for name in ("report", "options", "paths")]
        return super().get_queryset(request).select_related("first_run", "last_run").defer(*large)

    @admin.display(description="as imported")
    def as_imported(self, origin: Origin) -> str:
        """What the old site's dump or export held, escaped: it is shown, not believed."""
        return (
            format_html_join(
                "",
                '<details class="import-printing"><summary>{}</summary><pre>{}</pre><pre>{}</pre></details>',
                (
                    (
                        " · ".join(str(part) for part in printing.record.get("place", []) if part is not None),
                        json.dumps(printing.record, ensure_ascii=False, indent=1)[:LONGEST_SHOWN],
                        printing.body[:LONGEST_SHOWN],
                    )
                    for printing in origin.printings.order_by("pk")[:MOST_PRINTINGS]
                ),
            )
            or "nothing but its name"
        )


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
