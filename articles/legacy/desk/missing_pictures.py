"""The pictures of the old site on the desk: which are missing, why, in which stories, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_POST

from articles.legacy import handling, old_files
from articles.legacy.file_addresses import places
from articles.legacy.missing import articles_of
from articles.legacy.models import FileState, ImportRun, OldFile
from articles.models import Article
from articles.policy import visible_to
from cms.lib.readonly import ReadOnlyAdmin
from cms.pictures import intake, markup
from cms.pictures import policy as pictures_policy

ALL = "all"
OPEN = (FileState.WAITING, FileState.FAILED, FileState.REFUSED, FileState.GONE)
STORIES_SHOWN = 3
_MARKS = {
    FileState.HERE: "good", FileState.WAITING: "running", FileState.FAILED: "warning", FileState.REFUSED: "failed",
    FileState.GONE: "failed", FileState.IGNORED: "undone",
}  # fmt: skip


class HowItStands(admin.SimpleListFilter):
    """Without a choice: what is missing and not ignored."""

    title = "how it stands"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [(ALL, "all"), *((state.value, state.label) for state in FileState)]

    def choices(self, changelist: ChangeList) -> Iterable[dict[str, Any]]:
        first, *others = super().choices(changelist)
        return [first | {"display": "missing"}, *others]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        value = self.value()
        if value == ALL:
            return queryset
        if value == FileState.HERE:
            return queryset.exclude(picture__original="")
        missing = queryset.filter(picture__original="")
        return missing.filter(state=value) if value else missing.filter(state__in=OPEN)


class OfSource(admin.SimpleListFilter):
    title = "old site"
    parameter_name = "source"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        names = ImportRun.objects.order_by("source").values_list("source", flat=True).distinct()
        return [(name, name) for name in names]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        return queryset.filter(source=self.value()) if self.value() else queryset


class FilesWithStories(ChangeList):
    """The list, with the stories of all pictures of the page asked for at once."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        stories = articles_of(self.result_list)
        ids = {article.pk for found in stories.values() for article in found}
        seen = set(visible_to(request.user, Article.objects.filter(pk__in=ids)).values_list("pk", flat=True))
        for file in self.result_list:
            found = stories.get(file.picture_id, [])
            file.stories = [article for article in found if article.pk in seen]
            file.unseen = len(found) - len(file.stories)


class FileForm(forms.Form):
    file = forms.FileField(label="The picture", widget=forms.FileInput(attrs={"accept": "image/*"}))


@admin.register(OldFile)
class OldFileAdmin(ReadOnlyAdmin):
    list_display = ["name", "standing", "why", "shown_in"]
    list_display_links = ["name"]
    list_filter = [HowItStands, OfSource]
    list_select_related = ["picture"]
    search_fields = ["path", "url", "reason"]
    ordering = ["-pk"]
    fields = ["standing", "why", "tried", "old_address", "in_library"]
    readonly_fields = fields
    change_form_template = "admin/legacy/oldfile/change_form.html"
    actions = ["try_again", "ignore"]

    class Media:
        css = {"all": ["css/imports.css"]}

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return FilesWithStories

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).filter(picture__merged_into=None).select_related("picture")

    def has_settle_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("legacy.change_oldfile")

    # --- What the list and the page say -----------------------------------------------------------------------------

    @admin.display(description="picture")
    def name(self, file: OldFile) -> str:
        return str(file)

    @admin.display(description="how it stands", ordering="state")
    def standing(self, file: OldFile) -> str:
        state = FileState(file.state) if file.picture.is_missing else FileState.HERE
        return format_html('<span class="import-mark import-mark--{}">{}</span>', _MARKS[state], state.label)

    @admin.display(description="why")
    def why(self, file: OldFile) -> str:
        if not file.picture.is_missing:
            return "-"
        again = f"Tried again after {_moment(file.next_try_at)}." if file.next_try_at else ""
        reason = file.reason or "not asked for yet"
        return format_html('{} <span class="import-place">{}</span>', reason, again)

    @admin.display(description="tried")
    def tried(self, file: OldFile) -> str:
        if file.tried_at is None:
            return "never"
        times = {0: "", 1: "once, "}.get(file.tries, f"{file.tries} times, ")
        return f"{times}last {_moment(file.tried_at)}"

    @admin.display(description="at the old site")
    def old_address(self, file: OldFile) -> str:
        """Where it was found, or is looked for first. Text, no link: nobody vouches for what is there."""
        looked_for = places(file.url, file.path, old_files.site_of(file.source))
        return file.found_at or next(iter(looked_for), "nobody knows")

    @admin.display(description="in stories")
    def shown_in(self, file: OldFile) -> str:
        more = len(file.stories) - STORIES_SHOWN + file.unseen if len(file.stories) > STORIES_SHOWN else file.unseen
        links = format_html_join("", "<div>{}</div>", ((_link(each),) for each in file.stories[:STORIES_SHOWN]))
        return format_html("{}{}", links, f"and {more} more" if more else "") or "-"

    @admin.display(description="in the library")
    def in_library(self, file: OldFile) -> str:
        address = reverse("admin:pictures_picture_change", args=[file.picture_id])
        return format_html('<a href="{}">{}</a>', address, file.picture)

    # --- What can be done -------------------------------------------------------------------------------------------

    @admin.action(description="Try again with the next fetching", permissions=["settle"])
    def try_again(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        count = handling.try_again(request.user, queryset)
        self.message_user(request, f"{count} pictures wait to be fetched.", messages.SUCCESS)

    @admin.action(description="Ignore: nobody will look for them", permissions=["settle"])
    def ignore(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        count = handling.ignore(request.user, queryset)
        self.message_user(request, f"{count} pictures are ignored from now on.", messages.SUCCESS)

    def get_urls(self) -> list:
        view = require_POST(self.admin_site.admin_view(self.settle_view))
        return [path("<int:pk>/settle/", view, name="legacy_oldfile_settle"), *super().get_urls()]

    def settle_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do to one picture what its page offers, and come back to the page."""
        file = self.get_queryset(request).filter(pk=pk).first()
        if file is None or not self.has_view_permission(request, file) or not self.has_settle_permission(request):
            raise Http404
        one = OldFile.objects.filter(pk=pk)
        if "upload" in request.POST:
            self._upload(request, file)
        elif "ignore" in request.POST:
            self.ignore(request, one)
        elif "try_again" in request.POST:
            self.try_again(request, one)
        return HttpResponseRedirect(reverse("admin:legacy_oldfile_change", args=[pk]))

    def _upload(self, request: HttpRequest, file: OldFile) -> None:
        if not pictures_policy.may(request.user, "change", file.picture):
            raise Http404
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            self.message_user(request, "Choose a picture first.", messages.WARNING)
            return
        sent = form.cleaned_data["file"]
        try:
            taken = intake.take_in(sent, sent.name)
            has_place = handling.put_in_place(request.user, file, taken)
        except intake.Refused as refused:
            self.message_user(request, str(refused), messages.ERROR)
            return
        if has_place:
            self.message_user(request, "The picture is in its place, and on the pages that show it.", messages.SUCCESS)
        else:
            self.message_user(request, "The picture came by another way meanwhile; that one stays.", messages.WARNING)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        file = self.get_object(request, object_id)
        if file is not None and self.has_view_permission(request, file):
            found = articles_of([file]).get(file.picture_id, [])
            ids = [article.pk for article in found]
            stories = list(visible_to(request.user, Article.objects.filter(pk__in=ids)).order_by("-pk")[:50])
            may_settle = self.has_settle_permission(request)
            extra_context = {
                "title": str(file),
                "subtitle": None,
                "stories": [(_link(each), each.get_state_display()) for each in stories],
                "unseen": len(found) - len(stories),
                "is_missing": file.picture.is_missing,
                "thumbnail": markup.thumbnail(file.picture),
                "may_settle": may_settle and file.picture.is_missing,
                "may_upload": may_settle and pictures_policy.may(request.user, "change", file.picture),
                "is_ignored": file.state == FileState.IGNORED,
                "upload": FileForm(label_suffix=""),
                "settle": reverse("admin:legacy_oldfile_settle", args=[file.pk]),
            }
        return super().change_view(request, object_id, form_url, extra_context)


def _link(article: Article) -> str:
    return format_html('<a href="{}">{}</a>', reverse("admin:articles_article_change", args=[article.pk]), article)


def _moment(at: Any) -> str:
    return date_format(timezone.localtime(at), "j F Y, H:i")
