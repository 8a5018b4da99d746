"""The paper's name, zone and contact: one page on the desk."""

import zoneinfo
from datetime import UTC, datetime

from django import forms
from django.conf import settings
from django.contrib import admin
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import lazy

from cms.ledger import audit
from cms.lib.dates import zone_label
from cms.site.identity import forget
from cms.site.models import THE_ONE, SiteIdentity

NEAR = ("Asia/Almaty", "Asia/Bishkek", "Asia/Dushanbe", "Asia/Tashkent", "Asia/Ashgabat", "Asia/Ulaanbaatar", "UTC")


def zones() -> list[tuple[str, object]]:
    """Every zone with its present distance, those near us first. As set by the environment is a choice as well."""
    now = datetime.now(UTC)

    def named(name: str) -> tuple[str, str]:
        with timezone.override(zoneinfo.ZoneInfo(name)):
            return name, f"{name} ({zone_label(now)})"

    # The rest are other spellings, kept for old machines.
    world = sorted(name for name in zoneinfo.available_timezones() if "/" in name and not name.startswith("Etc/"))
    return [
        ("", f"As the environment says: {settings.TIME_ZONE}"),
        ("Central Asia", [named(name) for name in NEAR]),
        ("The world", [named(name) for name in world if name not in NEAR]),
    ]


class IdentityForm(forms.ModelForm):
    time_zone = forms.ChoiceField(required=False, choices=lazy(zones, list))
    languages = forms.MultipleChoiceField(
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="In which stories can be written. None ticked: all of them.",
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["placeholder"] = settings.SITE_NAME
        self.fields["tagline"].widget.attrs["placeholder"] = settings.SITE_TAGLINE


@admin.register(SiteIdentity)
class SiteIdentityAdmin(admin.ModelAdmin):
    form = IdentityForm
    autocomplete_fields = ["logo"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    fieldsets = [
        ("The paper", {"fields": ["name", "tagline", "logo", "publisher"]}),
        ("Time and language", {"fields": ["time_zone", "languages"]}),
        ("Contact, at the foot of every page", {"fields": ["address", "email", "phone"]}),
        ("Our pages elsewhere", {"fields": ["telegram", "instagram", "facebook", "youtube", "x", "linkedin"]}),
    ]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        """There is one row and it is always there."""
        if self.has_view_or_change_permission(request):
            SiteIdentity.objects.get_or_create(pk=THE_ONE)
        return redirect("admin:site_siteidentity_change", THE_ONE)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: SiteIdentity | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: SiteIdentity, form: forms.ModelForm, change: bool) -> None:
        before = SiteIdentity.objects.filter(pk=THE_ONE).values().first() or {}
        super().save_model(request, obj, form, change)
        after = SiteIdentity.objects.filter(pk=THE_ONE).values().get()
        changed = {name: [before.get(name), value] for name, value in after.items() if before.get(name) != value}
        audit.record(request.user, "change site identity", obj, changed=changed)
        transaction.on_commit(forget)
