"""Signing in, the second factor, and one's own account. Only what is wanted of allauth: no sign-up, no e-mail pages."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from django.urls import URLPattern, include, path, re_path
from django.views.generic import RedirectView

from cms.accounts import views
from cms.accounts.views import on_the_desk


def wrapped(patterns: list) -> list:
    """allauth's own list of pages, each drawn in the frame of the desk."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            pattern.callback = on_the_desk(pattern.callback)
        else:
            wrapped(pattern.url_patterns)
    return patterns


urlpatterns = [
    path("", views.own_account, name="own_account"),
    path("2fa/", RedirectView.as_view(pattern_name="own_account"), name="mfa_index"),
    *wrapped(
        [
            path("login/", account.login, name="account_login"),
            path("logout/", account.logout, name="account_logout"),
            path("inactive/", account.account_inactive, name="account_inactive"),
            path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
            path("password/change/", account.password_change, name="account_change_password"),
            path("password/set/", account.password_set, name="account_set_password"),
            path("password/reset/", views.password_reset, name="account_reset_password"),
            path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
            re_path(
                r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
                account.password_reset_from_key,
                name="account_reset_password_from_key",
            ),
            path(
                "password/reset/key/done/",
                account.password_reset_from_key_done,
                name="account_reset_password_from_key_done",
            ),
            path("2fa/authenticate/", second_factor.authenticate, name="mfa_authenticate"),
            path("2fa/reauthenticate/", second_factor.reauthenticate, name="mfa_reauthenticate"),
            path("2fa/totp/", include("allauth.mfa.totp.urls")),
            path("2fa/recovery-codes/", include("allauth.mfa.recovery_codes.urls")),
            path("2fa/passkeys/", include("allauth.mfa.webauthn.urls")),
        ]
    ),
]
