"""Those who make the paper, on the desk. What articles know of them is added in `articles/desk/people.py`."""

from django import forms
from django.contrib import admin
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cms.ledger import audit
from people.models import Person, PersonGroup, save_person


@admin.register(PersonGroup)
class PersonGroupAdmin(admin.ModelAdmin):
    list_display = ["name", "position", "members"]
    search_fields = ["name"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).annotate(member_count=models.Count("people"))

    @admin.display(description="people", ordering="member_count")
    def members(self, group: PersonGroup) -> int:
        return group.member_count

    def save_model(self, request: HttpRequest, obj: PersonGroup, form: forms.ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        audit.record(request.user, "save group of people", obj, changed=form.changed_data)

    def delete_model(self, request: HttpRequest, obj: PersonGroup) -> None:
        audit.record(request.user, "delete group of people", obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        for group in queryset:
            self.delete_model(request, group)


class Standing(admin.SimpleListFilter):
    title = "place in Our People"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("here", "listed, with us"), ("former", "listed, has left"), ("hidden", "not listed")]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        wanted = {
            "here": {"is_listed": True, "is_former": False},
            "former": {"is_listed": True, "is_former": True},
            "hidden": {"is_listed": False},
        }
        return queryset.filter(**wanted.get(self.value(), {}))


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    list_display = ["face", "name", "role", "group", "order", "standing"]
    list_display_links = ["name"]
    list_filter = [Standing, "group"]
    list_select_related = ["group", "avatar"]
    search_fields = ["name", "role"]
    autocomplete_fields = ["avatar", "group"]
    fieldsets = [
        (None, {"fields": ["name", "role", "bio", "website", "avatar"]}),
        ("In Our People", {"fields": ["group", "position", "is_listed", "is_former"]}),
        ("On the desk", {"fields": ["account"]}),
    ]
    # Who may give accounts does so in the account's own form.
    readonly_fields = ["account"]
    ordering = ["name", "pk"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    list_per_page = 50
    show_full_result_count = False

    @admin.display(description="face")
    def face(self, person: Person) -> SafeString:
        """The avatar, or the initials that readers see in its place. The name stands beside it."""
        if person.avatar and person.avatar.original:
            return format_html('<img class="desk-face" src="{}" alt="" loading="lazy">', person.avatar.original.url)
        return format_html('<span class="desk-face" aria-hidden="true">{}</span>', person.initials)

    @admin.display(description="order", ordering="position")
    def order(self, person: Person) -> int:
        return person.position

    @admin.display(description="place", ordering="is_listed")
    def standing(self, person: Person) -> str:
        if not person.is_listed:
            return "not listed"
        return "has left" if person.is_former else "listed"

    def save_model(self, request: HttpRequest, obj: Person, form: forms.ModelForm, change: bool) -> None:
        with transaction.atomic():
            save_person(obj)
            audit.record(request.user, "save person", obj, changed=form.changed_data)

    def has_delete_permission(self, request: HttpRequest, obj: Person | None = None) -> bool:
        # A byline outlives its account, and a person their place in the newsroom: mark them as having left.
        return False
