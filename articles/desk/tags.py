"""Tags and regions on the desk."""

from django import forms
from django.contrib import admin
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from taggit.models import Tag as StockTag

from articles import merging
from articles.desk.merge_page import MergeAdmin
from articles.models import Article, ListingRow, Tag, TagAlias, TaggedArticle, TagKind
from articles.tagging import rename_aliases, save_tag
from cms.lib.names import fold

SHOWN_NAMES = 4
LONGEST_NAME = TagAlias._meta.get_field("name").max_length

# Ours is the only kind of tag here.
admin.site.unregister(StockTag)


class TagForm(forms.ModelForm):
    other_names = forms.CharField(
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One a line. Under each the tag is found, proposed for a text, and recognised by an import.",
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["other_names"] = "\n".join(alias.name for alias in self.instance.aliases.all())

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        twin = Tag.objects.filter(key=fold(name)).exclude(pk=self.instance.pk).select_related("merged_into").first()
        if twin and twin.merged_into:
            raise forms.ValidationError(f"“{twin.name}” was merged into “{twin.merged_into.name}”, and leads there.")
        if twin:
            raise forms.ValidationError(f"There is a tag “{twin.name}” already; case and spaces make no second one.")
        return name

    def clean_other_names(self) -> dict[str, str]:
        """Names by their folded form, each once. One that another tag goes by is refused."""
        lines = (" ".join(line.split()) for line in self.cleaned_data["other_names"].splitlines())
        names = {fold(line): line for line in reversed([line for line in lines if line])}
        names.pop(fold(self.cleaned_data.get("name", "")), None)
        for name in names.values():
            if len(name) > LONGEST_NAME:
                raise forms.ValidationError(f"“{name[:40]}…” is longer than {LONGEST_NAME} characters.")
        twins = TagAlias.objects.filter(key__in=names).exclude(tag=self.instance.pk).select_related("tag")
        if taken := [f"“{twin.name}” is another name of “{twin.tag.name}” already." for twin in twins]:
            raise forms.ValidationError(taken)
        return dict(reversed(names.items()))


class Used(admin.SimpleListFilter):
    title = "use"
    parameter_name = "use"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("some", "has stories"), ("none", "has none")]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        tagged = models.Exists(TaggedArticle.objects.filter(tag=models.OuterRef("pk")))
        placed = models.Exists(Article.objects.filter(region=models.OuterRef("pk")))
        if self.value() == "some":
            return queryset.filter(tagged | placed)
        return queryset.filter(~tagged, ~placed) if self.value() == "none" else queryset


class ForWhom(admin.SimpleListFilter):
    title = "who sees it"
    parameter_name = "for"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("readers", "readers"), ("newsroom", "newsroom only")]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        wanted = {"readers": {"is_internal": False}, "newsroom": {"is_internal": True}}
        return queryset.filter(**wanted.get(self.value(), {}))


@admin.register(Tag)
class TagAdmin(MergeAdmin):
    form = TagForm
    list_display = ["name", "kind", "stories", "position", "for_whom", "other_names"]
    list_filter = ["kind", Used, ForWhom]
    search_fields = ["name", "aliases__name"]
    ordering = ["kind", "position", "name"]
    fieldsets = [
        (None, {"fields": ["name", "other_names", "slug", "kind", "intro"]}),
        ("Where it stands", {"fields": ["position", "is_internal"]}),
    ]
    prepopulated_fields = {"slug": ["name"]}
    list_per_page = 50
    show_full_result_count = False
    merge = staticmethod(merging.merge_tags)
    merge_field = TaggedArticle._meta.get_field("tag")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Counted row by row of the page that is shown, from the list's own index."""
        listed = ListingRow.objects.filter(tag=models.OuterRef("pk")).order_by().values("tag")
        count = models.Subquery(listed.annotate(n=models.Count("pk")).values("n"))
        return super().get_queryset(request).prefetch_related("aliases").annotate(story_total=count)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        is_regions = request.GET.get("kind__exact") == TagKind.REGION
        return super().changelist_view(
            request, {"plain_title": "Regions" if is_regions else ""} | (extra_context or {})
        )

    def story_count(self, thing: Tag) -> int:
        return merging.stories_of_tag(thing)

    @admin.display(description="other names")
    def other_names(self, tag: Tag) -> str:
        names = [alias.name for alias in tag.aliases.all()]
        shown, left = names[:SHOWN_NAMES], len(names) - SHOWN_NAMES
        return ", ".join(shown) + (f" and {left} more" if left > 0 else "") or "-"

    @admin.display(description="for", ordering="is_internal")
    def for_whom(self, tag: Tag) -> str:
        return "newsroom only" if tag.is_internal else "readers"

    @admin.display(description="public stories")
    def stories(self, tag: Tag) -> str:
        if not tag.story_total:
            return "none"
        return format_html(
            '<a href="{}?show=published&amp;{}={}" aria-label="{} stories: {}">{}</a>',
            reverse("admin:articles_article_changelist"),
            "region" if tag.kind == TagKind.REGION else "tag",
            tag.pk,
            tag.story_total,
            tag,
            tag.story_total,
        )

    def save_model(self, request: HttpRequest, obj: Tag, form: forms.ModelForm, change: bool) -> None:
        with transaction.atomic():
            save_tag(request.user, obj)
            if "other_names" in form.changed_data:
                rename_aliases(request.user, obj, form.cleaned_data["other_names"])

    def has_delete_permission(self, request: HttpRequest, obj: Tag | None = None) -> bool:
        # A tag has an address and stories; it is merged or made internal, never torn out.
        return False
