"""Tags and regions on the desk."""

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from taggit.models import Tag as StockTag

from articles.models import Tag, TagAlias
from articles.tagging import save_tag
from cms.lib.names import fold

# Ours is the only kind of tag here.
admin.site.unregister(StockTag)


class TagForm(forms.ModelForm):
    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        twin = Tag.objects.filter(key=fold(name)).exclude(pk=self.instance.pk).first()
        if twin:
            raise forms.ValidationError(f"There is a tag “{twin.name}” already; case and spaces make no second one.")
        return name


class TagAliasForm(forms.ModelForm):
    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        twin = TagAlias.objects.filter(key=fold(name)).exclude(pk=self.instance.pk).select_related("tag").first()
        if twin:
            raise forms.ValidationError(f"“{twin.name}” is another name of “{twin.tag.name}” already.")
        return name


class TagAliasInline(admin.TabularInline):
    model = TagAlias
    form = TagAliasForm
    extra = 1


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin):
    form = TagForm
    list_display = ["name", "kind", "slug", "position", "is_internal"]
    list_filter = ["kind", "is_internal"]
    search_fields = ["name", "aliases__name"]
    ordering = ["kind", "position", "name"]
    fields = ["name", "slug", "kind", "intro", "position", "is_internal"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [TagAliasInline]
    show_full_result_count = False

    def save_model(self, request: HttpRequest, obj: Tag, form: forms.ModelForm, change: bool) -> None:
        save_tag(request.user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Tag | None = None) -> bool:
        # A tag has an address and stories; it is merged or made internal, never torn out.
        return False
