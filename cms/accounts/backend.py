"""Who can sign in: members of staff whose account is active, by user name or e-mail address."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest


class StaffBackend(AuthenticationBackend):
    def authenticate(self, request: HttpRequest | None, **credentials: object) -> AbstractBaseUser | None:
        self._refused: set[int] = set()
        return super().authenticate(request, **credentials)

    def _check_password(self, user: AbstractBaseUser | None, password: str) -> AbstractBaseUser | None:
        """Look at a password once: an address is tried as a name too, and twice the time tells that it is known."""
        if user is None or user.pk in self._refused:
            return None
        found = super()._check_password(user, password)
        if found is None:
            self._refused.add(user.pk)
        return found

    def user_can_authenticate(self, user: AbstractBaseUser) -> bool:
        """Asked at sign-in and with every request: who stops being staff is out at once."""
        return super().user_can_authenticate(user) and user.is_staff

    @classmethod
    def _stash_user(cls, user: AbstractBaseUser | None) -> None:
        """Keep nobody aside: a suspended account with the right password is answered as a wrong password is.

        allauth would let such an account on to a page of its own, which tells that the password was right.
        """
