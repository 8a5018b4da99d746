"""The page on which an editor makes one of two: for tags and for people."""

from collections.abc import Callable
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from articles.merging import CannotMerge


class MergeAdmin(admin.ModelAdmin):
    """Adds `<id>/merge/` to the admin of something that can be merged away. Whoever may change both may merge them."""

    change_form_template = "admin/merge/change_form.html"
    merge: Callable[[object, models.Model, models.Model], int]
    merge_field: models.Field  # any foreign key to the model: the desk completes names after it

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """What was merged away is no choice and no row any more."""
        return super().get_queryset(request).filter(merged_into__isnull=True)

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_merge"
        return [
            path("<path:object_id>/merge/", self.admin_site.admin_view(self.merge_page), name=name),
            *super().get_urls(),
        ]

    def twins_of(self, thing: models.Model) -> list[models.Model]:
        """Others whose name reads the same without case, accents and alphabet."""
        stem = thing.slug.rpartition("-")[0] if thing.slug.rpartition("-")[2].isdigit() else thing.slug
        same = models.Q(slug=stem) | models.Q(slug__regex=rf"^{stem}-[0-9]+$")
        return list(self.model.objects.filter(same, merged_into=None).exclude(pk=thing.pk).order_by("pk")[:5])

    def story_count(self, thing: models.Model) -> int:
        raise NotImplementedError

    def merge_page(self, request: HttpRequest, object_id: str) -> HttpResponse:
        loser = self.get_object(request, object_id)
        if loser is None:
            raise Http404("Nothing of that number is here.")
        if not self.has_change_permission(request, loser):
            raise PermissionDenied
        form = self._form(request)
        if request.method == "POST" and form.is_valid():
            survivor = form.cleaned_data["survivor"]
            try:
                count = self.merge(request.user, loser, survivor)
            except CannotMerge as refusal:
                form.add_error("survivor", str(refusal))
            else:
                stories = "one story" if count == 1 else f"{count} stories"
                said = f"“{loser}” is now “{survivor}”: {stories} went over, and its old addresses lead there."
                self.message_user(request, said, messages.SUCCESS)
                return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", survivor.pk)
        return TemplateResponse(request, "admin/merge/merge.html", self._context(request, loser, form))

    def _form(self, request: HttpRequest) -> forms.Form:
        class MergeForm(forms.Form):
            survivor = forms.ModelChoiceField(
                self.get_queryset(request),
                label="Merge it into",
                widget=AutocompleteSelect(self.merge_field, self.admin_site),
            )

        # The widget completes names after numbers alone; whatever else was sent is nothing chosen.
        chosen = request.POST.get("survivor", "") if request.method == "POST" else request.GET.get("into", "")
        chosen = chosen if chosen.isascii() and chosen.isdigit() and len(chosen) < 19 else ""
        return MergeForm({"survivor": chosen} if request.method == "POST" else None, initial={"survivor": chosen})

    def _context(self, request: HttpRequest, loser: models.Model, form: forms.Form) -> dict[str, object]:
        here = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_merge", args=[loser.pk])
        return self.admin_site.each_context(request) | {
            "title": f"Merge “{loser}”",
            "opts": self.opts,
            "loser": loser,
            "story_count": self.story_count(loser),
            "form": form,
            "media": self.media + form.media,
            "twins": [(twin, f"{here}?{urlencode({'into': twin.pk})}") for twin in self.twins_of(loser)],
        }
