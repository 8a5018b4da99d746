"""The staff of the demonstration: accounts that can sign in, with passwords drawn for this site alone."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import transaction

from articles.models import Tag
from articles.models.tag import TagKind

# User name -> (first and last name, group, section). The chief is a superuser as well, so that nothing stays hidden.
CAST = {
    "chief": ("Gulnara", "Beisenova", "chief", None),
    "editor": ("Timur", "Aliev", "editor", None),
    "section": ("Malika", "Rahimova", "section editor", "uzbekistan"),
    "reporter": ("Bolot", "Asanov", "reporter", None),
}


def made() -> dict[str, str]:
    """Return the accounts, made with the first call. The passwords are kept where only the owner reads them."""
    if file().exists():
        return kept()
    with transaction.atomic():
        taken = set(User.objects.filter(username__in=CAST).values_list("username", flat=True))
        passwords = {name: secrets.token_urlsafe(9) for name in CAST if name not in taken}
        for name, password in passwords.items():
            _make(name, password)
        # Within the transaction: there must never be an account of ours that the file does not name.
        _keep(passwords)
    return passwords


def kept() -> dict[str, str]:
    return json.loads(file().read_text(encoding="utf-8")) if file().exists() else {}


def file() -> Path:
    return settings.DATA_DIR / "demo_accounts.json"


def actor(name: str) -> User | None:
    """Return who plays this part. Where the name was somebody else's before, the chief steps in, or the system does."""
    own = kept()
    return next((User.objects.get(username=part) for part in (name, "chief") if part in own), None)


def remove() -> int:
    return User.objects.filter(username__in=kept()).delete()[1].get("auth.User", 0)


def forget() -> None:
    file().unlink(missing_ok=True)


def _keep(passwords: dict[str, str]) -> None:
    handle = os.open(file(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as opened:
        json.dump(passwords, opened)


def _make(name: str, password: str) -> None:
    first, last, group, section = CAST[name]
    user = User.objects.create_user(
        name, password=password, first_name=first, last_name=last, is_staff=True, is_superuser=name == "chief"
    )
    user.groups.add(Group.objects.get(name=group))
    if section:
        user.section_assignments.create(region=Tag.objects.get(kind=TagKind.REGION, slug=section))
