"""What is ours in signing in: nobody signs up, nothing leads elsewhere, mail names the site by its own address."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from cms.site.identity import identity

STRANGE = frozenset("\\\t\r\n\x00")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "invalid_login": "That user name and password do not go together.",
        "username_password_mismatch": "That user name and password do not go together.",
        "email_password_mismatch": "That user name and password do not go together.",
        "too_many_login_attempts": "Too many attempts. Wait five minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """A chief makes the accounts."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Only a path of ours: neither another host nor another way to write one."""
        if not url or not url.startswith("/") or STRANGE & set(url):
            return False
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that attempts are counted by. One that cannot be told, such as a socket's, is one address."""
        return get_client_ip(request) or "unknown"

    def get_reset_password_from_key_url(self, key: str) -> str:
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.SITE_URL + path.replace("UID-KEY", key)


class SecondFactorAdapter(DefaultMFAAdapter):
    def get_totp_issuer(self) -> str:
        return identity().name
