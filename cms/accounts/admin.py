"""Accounts and groups on the desk."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin

# Second factors hold secrets, and addresses stand in the account itself: neither is looked at here.
for model in (EmailAddress, Authenticator):
    admin.site.unregister(model)
