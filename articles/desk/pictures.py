"""The picture library on the desk: words can be mended; files come with the library's own pages."""

from django import forms
from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest

from articles.models import PictureUse
from articles.projection import project
from cms.ledger import audit
from cms.pictures.models import Picture


class HasFile(admin.SimpleListFilter):
    title = "file"
    parameter_name = "file"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("missing", "missing"), ("there", "there")]

    def queryset(self, request: HttpRequest, queryset):
        if self.value() == "missing":
            return queryset.filter(original="")
        return queryset.exclude(original="") if self.value() == "there" else queryset


@admin.register(Picture)
class PictureAdmin(admin.ModelAdmin):
    list_display = ["__str__", "uid", "credit", "alt", "has_file", "created_at"]
    list_filter = [HasFile, "is_decorative"]
    search_fields = ["uid", "caption", "credit", "alt"]
    ordering = ["-pk"]
    fields = ["uid", "original", "alt", "is_decorative", "caption", "credit", "used_in"]
    readonly_fields = ["uid", "original", "used_in"]
    show_full_result_count = False

    @admin.display(boolean=True, description="file")
    def has_file(self, picture: Picture) -> bool:
        return not picture.is_missing

    @admin.display(description="used in")
    def used_in(self, picture: Picture) -> str:
        uses = picture.uses.select_related("article")[:50]
        return "; ".join(str(use.article) for use in uses) or "no live text"

    def save_model(self, request: HttpRequest, obj: Picture, form: forms.ModelForm, change: bool) -> None:
        with transaction.atomic():
            obj.save()
            project(PictureUse.objects.filter(picture=obj).values_list("article_id", flat=True))
            audit.record(request.user, "save picture", obj, changed=form.changed_data)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Picture | None = None) -> bool:
        return False
