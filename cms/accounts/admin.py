"""Accounts and groups on the desk."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin as StockGroupAdmin
from django.contrib.auth.admin import UserAdmin as StockUserAdmin
from django.contrib.auth.models import Group, User
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html_join
from django.utils.text import capfirst

from articles.models import SectionAssignment
from cms.accounts import rank
from cms.accounts.forms import AccountForm, NewAccountForm
from cms.ledger import audit
from cms.roles import IN_WORDS, ROLES
from people.models import Person

# Second factors hold secrets, and addresses stand in the account itself: neither is looked at here.
for model in (EmailAddress, Authenticator, User, Group):
    admin.site.unregister(model)


@admin.register(User)
class AccountAdmin(StockUserAdmin):
    form = AccountForm
    add_form = NewAccountForm
    add_form_template = None
    list_display = ["username", "full_name", "groups_in_words", "second_factor", "is_active", "last_login"]
    list_filter = ["groups", "is_active"]
    search_fields = ["username", "first_name", "last_name", "email"]
    ordering = ["username"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined"]
    actions = ["remove_second_factor"]
    show_full_result_count = False
    fieldsets = [
        (None, {"fields": ["username", "password", "first_name", "last_name", "email", "is_active"]}),
        ("What it may do", {"fields": ["groups", "sections"]}),
        ("In the paper", {"fields": ["person"]}),
        ("Dates", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "first_name", "last_name", "email", "is_active", "password1", "password2"]}),
        ("What it may do", {"fields": ["groups", "sections"]}),
        ("In the paper", {"fields": ["person"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        has_factor = models.Exists(
            Authenticator.objects.filter(user=models.OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES)
        )
        return super().get_queryset(request).prefetch_related("groups").annotate(has_factor=has_factor)

    def get_form(self, request: HttpRequest, obj: User | None = None, **kwargs: object) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, **kwargs)

        class FormOfActor(form):
            def __init__(self, *args: object, **kwargs: object) -> None:
                super().__init__(*args, actor=request.user, **kwargs)

        return FormOfActor

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or rank.may_change(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        # An account's deeds keep their name: it is shut, not deleted.
        return False

    def save_related(self, request: HttpRequest, form: AccountForm, formsets: list, change: bool) -> None:
        """Groups, sections and person are no columns of the account; given with it and written down with it."""
        account, given = form.instance, form.cleaned_data
        # Groups that the form could not show are kept.
        beyond = list(account.groups.exclude(pk__in=rank.groups_that_may_be_given(request.user)))
        super().save_related(request, form, formsets, change)
        account.groups.set([*given["groups"], *beyond])
        account.section_assignments.exclude(region__in=given["sections"]).delete()
        SectionAssignment.objects.bulk_create(
            [SectionAssignment(user=account, region=region) for region in given["sections"]], ignore_conflicts=True
        )
        Person.objects.filter(account=account).exclude(pk=given["person"].pk if given["person"] else None).update(
            account=None
        )
        if given["person"]:
            Person.objects.filter(pk=given["person"].pk).update(account=account)
        audit.record(
            request.user,
            "change account" if change else "create account",
            account,
            changed=[name for name in form.changed_data if not name.startswith("password")],
            groups=sorted(group.name for group in account.groups.all()),
            sections=sorted(region.name for region in given["sections"]),
        )

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        answer = super().user_change_password(request, id, form_url)
        if request.method == "POST" and answer.status_code == 302:
            audit.record(request.user, "set password", User.objects.get(pk=id))
        return answer

    @admin.action(description="Remove the second factor, for who lost phone and key", permissions=["change"])
    def remove_second_factor(self, request: HttpRequest, accounts: models.QuerySet) -> None:
        for account in accounts:
            if not rank.may_change(request.user, account):
                self.message_user(request, f"{account} is not yours to change.", messages.ERROR)
            elif Authenticator.objects.filter(user=account).delete()[0]:
                audit.record(request.user, "remove second factor", account)
                self.message_user(request, f"{account} signs in with the password alone now.", messages.SUCCESS)
            else:
                self.message_user(request, f"{account} has no second factor.", messages.WARNING)

    @admin.display(description="name", ordering="first_name")
    def full_name(self, account: User) -> str:
        return account.get_full_name() or "-"

    @admin.display(description="groups")
    def groups_in_words(self, account: User) -> str:
        names = [capfirst(group.name) for group in account.groups.all()]
        return ", ".join(["Superuser", *names] if account.is_superuser else names) or "none: may do nothing"

    @admin.display(description="second factor", boolean=True)
    def second_factor(self, account: User) -> bool:
        return account.has_factor


@admin.register(Group)
class GroupAdmin(StockGroupAdmin):
    """The ready-made groups are shown: `cms/roles.py` says what they hold. A newsroom may make others beside them."""

    list_display = ["name", "in_words", "accounts"]
    search_fields = ["name"]
    filter_horizontal = []
    formfield_overrides = {models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).annotate(account_count=models.Count("user", distinct=True))

    def get_fields(self, request: HttpRequest, obj: Group | None = None) -> list[str]:
        return ["name", "in_words", "what_it_holds"] if obj and obj.name in ROLES else ["name", "permissions"]

    def get_readonly_fields(self, request: HttpRequest, obj: Group | None = None) -> list[str]:
        return ["in_words", "what_it_holds"]

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.name not in ROLES)

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or obj.name not in ROLES)

    @admin.display(description="what it may do")
    def in_words(self, group: Group) -> str:
        return IN_WORDS.get(group.name, "A group of this newsroom’s own.")

    @admin.display(description="accounts", ordering="account_count")
    def accounts(self, group: Group) -> int:
        return group.account_count

    @admin.display(description="its permissions")
    def what_it_holds(self, group: Group) -> str:
        names = group.permissions.order_by("content_type__app_label", "name").values_list("name")
        return format_html_join("", "{}<br>", names)
