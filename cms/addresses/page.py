"""Addresses and redirects on the desk: found by path or pasted whole, led elsewhere, marked as gone, tried out."""

from urllib.parse import unquote, urlsplit

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html

from cms.addresses import leading
from cms.addresses.corrections_page import CorrectionPages
from cms.addresses.targets import KINDS, targets_of
from cms.ledger import audit
from cms.ledger.addresses import canonical
from cms.ledger.models import REDIRECT, Address, AddressState
from cms.ledger.resolver import row_behind

HAPPENS = {
    200: "A page answers there.",
    301: "Readers are led on, once and for good.",
    302: "Readers are led on.",
    404: "There is nothing, and there never was.",
    410: "What lived there is gone, and the page says so.",
}


class LeadForm(forms.ModelForm):
    old = forms.CharField(
        label="Old address", max_length=2000, help_text="As a path, or pasted whole from the browser.",
        widget=forms.TextInput(attrs={"class": "vLargeTextField", "spellcheck": "false"}),
    )  # fmt: skip
    to = forms.CharField(
        label="Leads to", max_length=2000, help_text="An address of ours, as a path or pasted whole.",
        widget=forms.TextInput(attrs={"class": "vLargeTextField", "spellcheck": "false"}),
    )  # fmt: skip

    class Meta:
        model = Address
        fields: list[str] = []

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["old"] = self.instance.path
            self.fields["old"].disabled = True
            target = targets_of([self.instance]).get(self.instance.pk)
            self.initial["to"] = target.lives_at if target else ""

    def clean_old(self) -> str:
        if self.instance.pk:
            return self.instance.path
        typed = leading.old_path(self.cleaned_data["old"])
        known = Address.objects.filter(path=typed).first()
        if known and known.state == AddressState.CURRENT:
            raise ValidationError(f"{typed} is in use: something lives there.")
        if known:
            raise ValidationError(
                f"{typed} is known already ({known.get_state_display()}). Find it in the list, and change it."
            )
        return typed

    def clean_to(self) -> leading.Destination:
        return leading.destination(self.cleaned_data["to"])

    def clean(self) -> dict[str, object] | None:
        cleaned = super().clean()
        to = self.cleaned_data.get("to")
        if to and to.kind == REDIRECT and canonical(to.leads_to.partition("?")[0]) == self.cleaned_data.get("old"):
            self.add_error("to", "The address would lead to itself.")
        return cleaned


class WithTargets(ChangeList):
    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        found = targets_of(self.result_list)
        for address in self.result_list:
            address.target = found.get(address.pk)


class Kind(admin.SimpleListFilter):
    title = "what it leads to"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return KINDS

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        return queryset.filter(target_kind=self.value()) if self.value() in dict(KINDS) else queryset


@admin.register(Address)
class AddressAdmin(admin.ModelAdmin):
    form = LeadForm
    list_display = ["path", "standing", "leads_where", "created_at"]
    list_filter = ["state", Kind]
    search_fields = ["path"]
    search_help_text = "A part of the address, or the whole of it as pasted from a browser."
    ordering = ["-pk"]
    fieldsets = [(None, {"fields": ["old", "to"]})]
    actions = ["mark_as_gone"]
    list_per_page = 50
    show_full_result_count = False
    change_list_template = "admin/addresses/change_list.html"

    def get_changelist(self, request: HttpRequest, **kwargs: object) -> type[ChangeList]:
        return WithTargets

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet, search_term: str
    ) -> tuple[models.QuerySet, bool]:
        """The path of what was pasted, in the form that the table keeps."""
        term = search_term.strip()
        if "://" in term:
            return queryset.filter(path=canonical(unquote(urlsplit(term).path))), False
        wanted = unquote(term).casefold()
        return (queryset.filter(path__contains=wanted) if wanted else queryset), False

    def get_urls(self) -> list[URLPattern]:
        where = path("where/", self.admin_site.admin_view(self.where), name="ledger_address_where")
        return [where, *CorrectionPages(self).urls(), *super().get_urls()]

    def has_change_permission(self, request: HttpRequest, obj: Address | None = None) -> bool:
        # A current address is changed with what lives there, on its own page.
        return super().has_change_permission(request, obj) and (obj is None or obj.state != AddressState.CURRENT)

    def has_delete_permission(self, request: HttpRequest, obj: Address | None = None) -> bool:
        # Whoever was given an address may come back by it for ever: it leads elsewhere, or says that it is gone.
        return False

    def get_fieldsets(self, request: HttpRequest, obj: Address | None = None) -> list:
        if obj and not self.has_change_permission(request, obj):
            return [(None, {"fields": ["path", "standing", "leads_where", "created_at"]})]
        return self.fieldsets

    def get_readonly_fields(self, request: HttpRequest, obj: Address | None = None) -> list[str]:
        is_shown_only = obj and not self.has_change_permission(request, obj)
        return ["path", "standing", "leads_where", "created_at"] if is_shown_only else []

    def changeform_view(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except ValidationError as fault:
            # Somebody else led or took the address between the form's check and ours under the lock.
            self.message_user(request, fault.messages[0], messages.ERROR)
            return redirect("admin:ledger_address_changelist")

    def save_model(self, request: HttpRequest, obj: Address, form: LeadForm, change: bool) -> None:
        before = f"{obj.target_kind} {obj.target_id} {obj.leads_to}".strip() if change else ""
        with transaction.atomic():
            saved = leading.lead(form.cleaned_data["old"], form.cleaned_data["to"])
            obj.pk, obj.path = saved.pk, saved.path
            obj._state.adding = False
            to = form.cleaned_data["to"]
            what = {"to": to.leads_to or f"{to.kind} {to.id}", "before": before}
            audit.record(request.user, "lead address" if change else "add address", saved, **what)

    @admin.action(description="Mark as gone for good", permissions=["change"])
    def mark_as_gone(self, request: HttpRequest, addresses: models.QuerySet) -> None:
        with transaction.atomic():
            for address in addresses.select_for_update():
                if address.state != AddressState.OLD:
                    said = f"{address} is {address.get_state_display()}, not old: it stays as it is."
                    self.message_user(request, said, messages.WARNING)
                    continue
                address.state = AddressState.GONE
                address.save(update_fields=["state"])
                audit.record(request.user, "mark address as gone", address)
                self.message_user(request, f"{address} says from now on that it is gone.", messages.SUCCESS)

    def where(self, request: HttpRequest) -> HttpResponse:
        """The box for trying out: what does a reader get at this address?"""
        if not self.has_view_permission(request):
            raise PermissionDenied
        typed = request.GET.get("address", "").strip()
        context = self.admin_site.each_context(request) | {
            "title": "Where does it lead?",
            "opts": self.opts,
            "typed": typed,
        }
        try:
            context |= self._tried(typed) if typed else {}
        except ValidationError as fault:
            context["fault"] = fault.messages[0]
        return TemplateResponse(request, "admin/addresses/where.html", context)

    def _tried(self, typed: str) -> dict[str, object]:
        asked = leading.as_asked(typed)
        answer = leading.answer_at(asked)
        path, _, query = asked.partition("?")
        row = row_behind(path, QueryDict(query))
        return {
            "asked": asked,
            "status": answer.status_code,
            "happens": HAPPENS.get(answer.status_code, "Something else answers."),
            "location": answer.headers.get("Location", ""),
            "row": row,
            "target": targets_of([row]).get(row.pk) if row else None,
        }

    @admin.display(description="state", ordering="state")
    def standing(self, address: Address) -> str:
        return {"current": "in use", "old": "leads on", "gone": "gone for good"}[address.state]

    @admin.display(description="leads to")
    def leads_where(self, address: Address) -> str:
        target = getattr(address, "target", None) or targets_of([address]).get(address.pk)
        if target is None:
            return f"{address.target_kind} {address.target_id}, which is not there any more"
        if not target.desk_url:
            return target.name
        return format_html('<a href="{}">{}</a>', target.desk_url, target.name)
