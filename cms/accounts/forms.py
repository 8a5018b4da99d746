"""Forms of accounts: signing in, and what a chief may give."""

from allauth.account import forms as allauth_forms
from allauth.mfa.base import forms as second_step_forms
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth.forms import ReadOnlyPasswordHashField, SetPasswordMixin
from django.contrib.auth.models import Group, User
from django.utils.html import format_html
from django.utils.text import capfirst

from articles.models import Byline, Tag
from cms.accounts import rank
from cms.roles import IN_WORDS
from people.models import Person


class SignInForm(allauth_forms.LoginForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label, login.max_length = "User name or e-mail", 254
        login.widget.attrs = {"autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        password.max_length = 1000
        # The template leads to the reset; a help text that is a link would be read out with the field.
        password.help_text = ""
        password.widget.attrs = {"autocomplete": "current-password"}


class SecondStepForm(second_step_forms.AuthenticateForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs = {"autocomplete": "one-time-code", "autofocus": True}


class AddPasskeyForm(passkey_forms.AddWebAuthnForm):
    """A passkey that lets in by itself is what people mean by one; as a second step alone it is the exception."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        alone = self.fields["passwordless"]
        alone.initial, alone.label = True, "It lets me in without a password"
        alone.help_text = "The device then asks for a fingerprint, a face or its PIN. Otherwise it is a second step."


class GroupChoice(forms.ModelMultipleChoiceField):
    """Groups to tick, each with what it lets people do."""

    def label_from_instance(self, group: Group) -> str:
        words = IN_WORDS.get(group.name, "A group of this newsroom’s own.")
        return format_html("<b>{}</b> <span>{}</span>", capfirst(group.name), words)


class AccountForm(forms.ModelForm):
    """An account as a chief sees it. What may not be given has no field, so that a forged one changes nothing."""

    password = ReadOnlyPasswordHashField(label="Password")
    groups = GroupChoice(Group.objects.none(), required=False, widget=forms.CheckboxSelectMultiple)
    sections = forms.ModelMultipleChoiceField(
        Tag.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Own sections",
        help_text="The regions whose stories a section editor looks after. They mean nothing for other groups.",
    )
    person = forms.ModelChoiceField(
        Person.objects.filter(merged_into=None),
        required=False,
        widget=AutocompleteSelect(Byline._meta.get_field("person"), admin.site),
        help_text="Who this is in Our People.",
    )

    class Meta:
        model = User
        fields = ["username", "first_name", "last_name", "email", "is_active"]
        labels = {"username": "User name", "email": "E-mail", "is_active": "May sign in"}
        help_texts = {
            "username": "To sign in with. Letters, digits and @ . + - _",
            "is_active": "Take this away instead of deleting an account: its stories and deeds keep their name.",
        }

    def __init__(self, *args: object, actor: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["groups"].queryset = rank.groups_that_may_be_given(actor)
        self.fields["sections"].queryset = Tag.objects.regions()
        if self.instance.pk:
            self.initial["groups"] = list(self.instance.groups.values_list("pk", flat=True))
            self.initial["sections"] = list(self.instance.section_assignments.values_list("region_id", flat=True))
            self.initial["person"] = Person.objects.filter(account=self.instance).values_list("pk", flat=True).first()

    def clean_email(self) -> str:
        """One address, one account: people sign in with it."""
        email = self.cleaned_data["email"].strip()
        twin = User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).first() if email else None
        if twin:
            raise forms.ValidationError(f"{twin.get_username()} has this address already.")
        return email

    def clean_is_active(self) -> bool:
        if self.instance.pk == self.actor.pk and not self.cleaned_data["is_active"]:
            raise forms.ValidationError("You cannot shut yourself out.")
        return self.cleaned_data["is_active"]

    def clean_person(self) -> Person | None:
        person = self.cleaned_data["person"]
        if person and person.account_id not in {None, self.instance.pk}:
            raise forms.ValidationError(f"{person.name} has the account {person.account.get_username()} already.")
        return person


class NewAccountForm(AccountForm, SetPasswordMixin):
    password = None
    password1, password2 = SetPasswordMixin.create_password_fields()

    def clean(self) -> dict[str, object] | None:
        self.validate_passwords()
        return super().clean()

    def _post_clean(self) -> None:
        super()._post_clean()
        # After the names are in the account, since a password may not be like them.
        self.validate_password_for_user(self.instance, "password1")

    def save(self, commit: bool = True) -> User:
        self.instance.set_password(self.cleaned_data["password1"])
        self.instance.is_staff = True
        return super().save(commit)
