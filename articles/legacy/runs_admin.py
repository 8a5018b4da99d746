"""The log of runs on the desk: what each read, what became of it, and the undo of a whole run."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode

from articles.legacy import undo_run
from articles.legacy.lock import Busy, one_import_at_a_time
from articles.legacy.models import ImportItem, ImportRun, Origin, Outcome
from articles.legacy.readers import AUTO
from articles.legacy.records import Kind
from articles.legacy.runs import how_it_went_on, standing
from cms.lib.readonly import ReadOnlyAdmin

# What can be counted and taken out while somebody waits for the page.
MOST_UNDONE_HERE = 3_000
RUNS_TO_CHOOSE_FROM = 30
TABLE = (Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED, Outcome.SKIPPED, Outcome.FAILED, Outcome.WARNING)
_PAGES = {
    "article": "admin:articles_article_change",
    "person": "admin:people_person_change",
    "tag": "admin:articles_tag_change",
    "picture": "admin:pictures_picture_change",
}
_ORIGIN_KINDS = {"article": Kind.ARTICLE, "person": Kind.PERSON, "tag": Kind.TAG, "picture": Kind.IMAGE}


def items_address(run: ImportRun, **narrowed: str) -> str:
    asked = {"run": run.pk} | narrowed
    return f"{reverse('admin:legacy_importitem_changelist')}?{urlencode(asked)}"


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    list_display = ["begun", "source", "outcomes", "standing", "took", "started_by"]
    list_filter = ["source"]
    list_per_page = 25
    ordering = ["-started_at"]
    fields = ["standing", "went_on", "source", "files", "options_in_words", "begun", "took", "started_by"]
    readonly_fields = fields
    change_form_template = "admin/legacy/importrun/change_form.html"
    actions = ["undo"]

    class Media:
        css = {"all": ["css/imports.css"]}

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        found = super().get_queryset(request)
        asked = request.resolver_match
        is_list = asked is not None and asked.url_name.endswith("changelist")
        return found.defer("report", "options", "paths") if is_list else found

    @admin.display(description="begun", ordering="started_at")
    def begun(self, run: ImportRun) -> str:
        return date_format(timezone.localtime(run.started_at), "j F Y, H:i")

    @admin.display(description="how it ended")
    def standing(self, run: ImportRun) -> str:
        mark, words = standing(run)
        return format_html('<span class="import-mark import-mark--{}">{}</span>', mark, words)

    @admin.display(description="after that")
    def went_on(self, run: ImportRun) -> str:
        told = how_it_went_on(run) or "-"
        if run.taken_up_by_id is None:
            return told
        later = reverse("admin:legacy_importrun_change", args=[run.taken_up_by_id])
        return format_html('{} <a href="{}">Open that run</a>', told, later)

    @admin.display(description="what became of what was read")
    def outcomes(self, run: ImportRun) -> str:
        counts = run.counts or {}
        met = [outcome for outcome in TABLE if counts.get(outcome)]
        return (
            format_html_join(
                " ",
                '<a class="import-count import-count--{}" href="{}">{} {}</a>',
                ((o.value, items_address(run, outcome=o.value), counts[o], o.label) for o in met),
            )
            or "-"
        )

    @admin.display(description="took")
    def took(self, run: ImportRun) -> str:
        if run.finished_at is None:
            return "-"
        return str(timedelta(seconds=round((run.finished_at - run.started_at).total_seconds())))

    @admin.display(description="files")
    def files(self, run: ImportRun) -> str:
        return format_html_join("", '<div class="import-file">{}</div>', ((name,) for name in run.paths))

    @admin.display(description="options")
    def options_in_words(self, run: ImportRun) -> str:
        said = (
            (name.replace("_", " "), ", ".join(value) if isinstance(value, list) else str(value))
            for name, value in sorted((run.options or {}).items())
            if name != "source" and (name, value) != ("format", AUTO)
        )
        return format_html_join("", "<div>{}: {}</div>", said) or "as they are without any"

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        run = self.get_object(request, object_id)
        if run is not None and self.has_view_permission(request, run):
            extra_context = {
                "title": str(run),
                "subtitle": None,
                "table": table_of(run),
                "outcomes": [outcome.label for outcome in TABLE],
                "all_items": items_address(run),
                "troubles": _troubles(run),
                "may_undo": may_undo(request) and run.undone_at is None,
            }
        return super().change_view(request, object_id, form_url, extra_context)

    @admin.action(description="Undo this run…", permissions=["undo"])
    def undo(self, request: HttpRequest, queryset: models.QuerySet) -> HttpResponse | None:
        runs = list(queryset[:2])
        if len(runs) != 1:
            self.message_user(request, "Runs are undone one at a time: choose one.", messages.WARNING)
            return None
        return HttpResponseRedirect(reverse("admin:legacy_importrun_undo", args=[runs[0].pk]))

    def has_undo_permission(self, request: HttpRequest) -> bool:
        return may_undo(request)

    def get_urls(self) -> list:
        undo = path("<int:pk>/undo/", self.admin_site.admin_view(self.undo_view), name="legacy_importrun_undo")
        return [undo, *super().get_urls()]

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Count first what would go and what would stay; do it when told so."""
        if not may_undo(request):
            raise PermissionDenied
        run = get_object_or_404(ImportRun, pk=pk)
        here = reverse("admin:legacy_importrun_change", args=[run.pk])
        if run.undone_at:
            self.message_user(request, "This run is undone already.", messages.WARNING)
            return HttpResponseRedirect(here)
        made = Origin.objects.filter(first_run=run, is_own=True).count()
        is_large = made > MOST_UNDONE_HERE
        if request.method == "POST" and not is_large:
            try:
                with one_import_at_a_time():
                    undoing = undo_run.undo(request.user, run)
            except Busy as error:
                self.message_user(request, str(error), messages.ERROR)
                return HttpResponseRedirect(request.path)
            words = f"{undoing.goes.total()} things were taken out, {undoing.stays.total()} stay."
            self.message_user(request, words, messages.SUCCESS)
            return HttpResponseRedirect(here)
        context = self.admin_site.each_context(request) | {
            "title": "Undo a run", "run": run, "here": here, "opts": self.opts, "media": self.media, "made": made,
            "is_large": is_large,
        }  # fmt: skip
        if not is_large:
            context |= _told(undo_run.preview(run))
        return TemplateResponse(request, "admin/legacy/importrun/undo.html", context)


def _told(undoing: undo_run.Undoing) -> dict[str, object]:
    return {
        "goes": undoing.goes.total(),
        "goes_by_kind": [(kind, count) for kind, count in undoing.goes.items() if count],
        "stays": undoing.stays.total(),
        "reasons": undoing.reasons.most_common(),
        "examples": undoing.examples,
    }


def may_undo(request: HttpRequest) -> bool:
    return request.user.has_perm("legacy.change_importrun")


def table_of(run: ImportRun) -> list[tuple[str, list[tuple[int, str]]]]:
    """Return for each kind that the run met the count of each outcome and where its items are listed."""
    rows = run.items.values_list("kind", "outcome").annotate(count=Count("pk")).order_by()
    counts = {(kind, outcome): count for kind, outcome, count in rows}
    kinds = [kind for kind in Kind if any(met == kind for met, _ in counts)]
    return [
        (
            kind.value,
            [
                (counts.get((kind, outcome), 0), items_address(run, kind=kind.value, outcome=outcome.value))
                for outcome in TABLE
            ],
        )
        for kind in kinds
    ]


def _troubles(run: ImportRun) -> Iterable[ImportItem]:
    """Return the first failures, then the first warnings."""
    failed = run.items.filter(outcome=Outcome.FAILED).order_by("pk")[:25]
    return [*failed, *run.items.filter(outcome=Outcome.WARNING).order_by("pk")[:25]]


class OfRun(admin.SimpleListFilter):
    title = "run"
    parameter_name = "run"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        runs = list(ImportRun.objects.only("source", "started_at")[:RUNS_TO_CHOOSE_FROM])
        found = [(str(run.pk), str(run)) for run in runs]
        if self.value() and self.value() not in dict(found):
            found.append((self.value(), f"run {self.value()}"))
        return found

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        value = self.value() or ""
        return queryset.filter(run=value) if value.isascii() and value.isdigit() and len(value) < 19 else queryset


class OfKind(admin.SimpleListFilter):
    title = "kind"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [(kind.value, kind.value) for kind in Kind]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        return queryset.filter(kind=self.value()) if self.value() else queryset


class OfOutcome(admin.SimpleListFilter):
    title = "outcome"
    parameter_name = "outcome"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return list(Outcome.choices)

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        return queryset.filter(outcome=self.value()) if self.value() else queryset


@admin.register(ImportItem)
class ImportItemAdmin(ReadOnlyAdmin):
    list_display = ["what", "kind", "ended", "why", "became"]
    list_filter = [OfOutcome, OfKind, OfRun]
    change_form_template = "admin/legacy/change_form.html"
    search_fields = ["what", "reason", "=old_id"]
    ordering = ["-pk"]
    fields = ["what", "kind", "ended", "reason", "place", "old_id", "became", "old_source", "run"]
    readonly_fields = fields

    class Media:
        css = {"all": ["css/imports.css"]}

    @admin.display(description="outcome", ordering="outcome")
    def ended(self, item: ImportItem) -> str:
        return format_html(
            '<span class="import-mark import-mark--{}">{}</span>', item.outcome, item.get_outcome_display()
        )

    @admin.display(description="why, and where in the source")
    def why(self, item: ImportItem) -> str:
        return format_html("{} {}", item.reason, self.place(item))

    @admin.display(description="in the source")
    def place(self, item: ImportItem) -> str:
        name = item.file.rsplit("/", 1)[-1] or "-"
        line = f", line {item.line}" if item.line else ""
        return format_html('<span class="import-place" title="{}">{}{}</span>', item.file, name, line)

    @admin.display(description="here")
    def became(self, item: ImportItem) -> str:
        if item.target_id is None or item.outcome == Outcome.UNDONE or item.target_kind not in _PAGES:
            return "-"
        try:
            address = reverse(_PAGES[item.target_kind], args=[item.target_id])
        except NoReverseMatch:
            return "-"
        return format_html('<a href="{}">{}</a>', address, item.target_kind)

    @admin.display(description="as it was imported")
    def old_source(self, item: ImportItem) -> str:
        kind = _ORIGIN_KINDS.get(item.target_kind)
        origin = kind and Origin.objects.filter(kind=kind, target_id=item.target_id).only("pk", "key").first()
        if not origin:
            return "not kept"
        address = reverse("admin:legacy_origin_change", args=[origin.pk])
        return format_html('<a href="{}">the record of the old site</a>', address)
