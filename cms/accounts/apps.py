from allauth.account import apps as allauth_account
from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "cms.accounts"
    verbose_name = "Accounts"
    default = True


class SignInConfig(allauth_account.AccountConfig):
    """allauth's accounts, whose middleware runs under the staff prefixes only.

    Their own `ready` asks for the middleware by its name; ours is the same one in `cms.middleware.staff`.
    """

    default = False

    def ready(self) -> None:
        from allauth.account import checks  # noqa: F401
