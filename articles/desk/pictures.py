"""The picture library on the desk: a light table, an upload page, a page for each picture, the picker’s questions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from articles.desk.library import choosing, removal, uploads, usage
from articles.desk.library.filters import FILTERS, with_use
from articles.desk.library.finding import find
from articles.desk.library.forms import PictureForm, UploadForm
from articles.desk.library.reprojection import reproject
from cms.ledger import audit
from cms.pictures import policy, renditions
from cms.pictures.models import Picture

Answer = Callable[[HttpRequest], JsonResponse]


@admin.register(Picture)
class PictureAdmin(admin.ModelAdmin):
    form = PictureForm
    fields = ["alt", "is_decorative", "caption", "credit", "source", "focus_x", "focus_y", "replacement"]
    list_filter = FILTERS
    list_per_page = 48
    # Searched by `find`; the names are what Django asks whether there is a search at all.
    search_fields = ["uid", "caption", "credit", "alt", "file_name"]
    ordering = ["-created_at", "-id"]
    actions = None
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def get_urls(self) -> list[URLPattern]:
        asked = {
            "choose": ("GET", choosing.choose, self.has_view_permission),
            "described": ("GET", choosing.described, self.has_view_permission),
            "upload": ("POST", choosing.upload, self.has_add_permission),
            "describe": ("POST", choosing.describe, self.has_change_permission),
        }
        ours = [
            path(
                f"{name}/",
                self.admin_site.admin_view(_guarded(method, answer, is_allowed)),
                name=f"pictures_picture_{name}",
            )
            for name, (method, answer, is_allowed) in asked.items()
        ]
        return ours + super().get_urls()

    # --- The light table --------------------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return with_use(super().get_queryset(request).filter(merged_into__isnull=True))

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet, search_term: str
    ) -> tuple[models.QuerySet, bool]:
        return find(queryset, search_term), False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(
            request, {"upload": UploadForm(label_suffix=""), "title": "Pictures", **(extra_context or {})}
        )

    # --- Uploading --------------------------------------------------------------------------------------------------

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Many files at once; what became of each is said on the same page."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form, results = UploadForm(label_suffix=""), []
        if request.method == "POST":
            form = UploadForm(request.POST, label_suffix="")
            if form.is_valid():
                shared = {"credit": form.cleaned_data["credit"], "source": form.cleaned_data["source"]}
                results = uploads.receive(request.user, request.FILES.getlist("files"), **shared)
                if not results:
                    form.add_error("files", "Choose at least one picture.")
        arrived = [result.picture for result in results if result.picture]
        if arrived and IS_POPUP_VAR in request.POST:
            return self.response_add(request, arrived[0])
        context = {
            **self.admin_site.each_context(request),
            "title": "New pictures",
            "opts": self.opts,
            "upload": form,
            "results": results,
            "is_popup": IS_POPUP_VAR in request.GET or IS_POPUP_VAR in request.POST,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/pictures/picture/upload.html", context)

    # --- One picture ------------------------------------------------------------------------------------------------

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], obj: Picture | None = None, **kwargs: Any
    ) -> HttpResponse:
        if obj:
            # A form that was refused leaves its values on the object; the page shows the picture that there is.
            stored = Picture.objects.select_related("uploaded_by").get(pk=obj.pk)
            context |= {
                "picture": stored,
                "usage": usage.of(stored, request.user),
                "crops": [] if stored.is_missing or not stored.content_hash else list(renditions.CROPS),
                "show_save_and_add_another": False,
                "is_own_to_delete": policy.may(request.user, "delete", stored),
            }
        return super().render_change_form(request, context, obj=obj, **kwargs)

    def save_model(self, request: HttpRequest, obj: Picture, form: forms.ModelForm, change: bool) -> None:
        with transaction.atomic():
            obj.save()
            if form.changed_data:
                reproject([obj])
                is_replaced = "replacement" in form.changed_data
                details = {"file": obj.file_name, "content": obj.content_hash} if is_replaced else {}
                verb = "replace picture" if is_replaced else "save picture"
                audit.record(request.user, verb, obj, changed=form.changed_data, **details)
        if obj.content_hash and {"replacement", "focus_x", "focus_y"} & set(form.changed_data):
            renditions.make_missing(obj, renditions.usual_of(obj))

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Django's page asks; a picture that somebody began to use meanwhile stays."""
        try:
            return super().delete_view(request, object_id, extra_context)
        except removal.StillUsed:
            messages.error(request, "The picture is used by now, so it was not deleted.")
            return HttpResponseRedirect(reverse("admin:pictures_picture_change", args=[object_id]))

    def delete_model(self, request: HttpRequest, obj: Picture) -> None:
        removal.remove(request.user, obj)

    # --- Who may ----------------------------------------------------------------------------------------------------

    def has_view_permission(self, request: HttpRequest, obj: Picture | None = None) -> bool:
        return policy.may(request.user, "view", obj) if obj else policy.may_somewhere(request.user, "view")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return policy.may_upload(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Picture | None = None) -> bool:
        return policy.may(request.user, "change", obj) if obj else policy.may_somewhere(request.user, "change")

    def has_delete_permission(self, request: HttpRequest, obj: Picture | None = None) -> bool:
        if obj is None:
            return policy.may_somewhere(request.user, "delete")
        return policy.may(request.user, "delete", obj) and not usage.is_used(obj)


def _guarded(method: str, answer: Answer, is_allowed: Callable[[HttpRequest], bool]) -> Callable[..., HttpResponse]:
    """Let through only the method and the people that this question is for."""

    def view(request: HttpRequest) -> HttpResponse:
        if request.method != method:
            errors = {"": f"Only {method} is answered here."}
            return JsonResponse({"errors": errors}, status=405, headers={"Allow": method})
        if not is_allowed(request):
            return JsonResponse({"errors": {"": "You may not do this."}}, status=403)
        return answer(request)

    return view
