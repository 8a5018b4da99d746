from django import forms
from django.contrib import admin
from django.db import models, transaction
from django.http import HttpRequest

from cms.ledger import audit
from people.models import Person, PersonGroup, save_person


@admin.register(PersonGroup)
class PersonGroupAdmin(admin.ModelAdmin):
    list_display = ["name", "position"]


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    list_display = ["name", "role", "group", "position", "is_listed", "is_former"]
    list_filter = ["group", "is_listed", "is_former"]
    list_select_related = ["group"]
    search_fields = ["name", "role"]
    autocomplete_fields = ["avatar", "account"]
    fields = ["name", "role", "bio", "website", "avatar", "group", "position", "is_listed", "is_former", "account"]
    ordering = ["name"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    show_full_result_count = False

    def save_model(self, request: HttpRequest, obj: Person, form: forms.ModelForm, change: bool) -> None:
        with transaction.atomic():
            save_person(obj)
            audit.record(request.user, "save person", obj, changed=form.changed_data)

    def has_delete_permission(self, request: HttpRequest, obj: Person | None = None) -> bool:
        # A byline outlives its account, and a person their place in the newsroom: mark them as having left.
        return False
