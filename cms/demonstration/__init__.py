"""The demonstration newsroom: built once, kept recognisable, taken out whole."""

from __future__ import annotations

import json
import os
import re
import secrets
import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from articles.legacy.importer import ImportOptions, run
from articles.legacy.models import Origin
from articles.legacy.removal import remove_source
from articles.models import Tag
from articles.models.tag import TagKind
from people.models import Person, PersonGroup

SOURCE = "demonstration"
PAGES = settings.ROOT / "demo" / "pages"
# The dumps carry one day; it becomes the day before the demonstration is made, so that its stories are fresh.
DUMP_DAY = re.compile(r"^20 November 2026$", re.MULTILINE)
GROUP = "The demonstration newsroom"
# User name -> (first and last name, group, section). The chief is a superuser as well, so that nothing stays hidden.
CAST = {
    "chief": ("Gulnara", "Beisenova", "chief", None),
    "editor": ("Timur", "Aliev", "editor", None),
    "section": ("Malika", "Rahimova", "section editor", "uzbekistan"),
    "reporter": ("Bolot", "Asanov", "reporter", None),
}


class Refused(Exception):
    """The demonstration must not be built here."""


def load() -> dict[str, str]:
    """Build what is missing and return the staff accounts: {user name: password}. Raises Refused in production."""
    if settings.IS_PRODUCTION:
        raise Refused("The demonstration is not for a site that is served over https: its accounts are printed.")
    if not Origin.objects.filter(source=SOURCE).exists():
        _import_pages()
        _group_people()
    return _accounts()


def remove() -> Counter[str]:
    gone = remove_source(SOURCE)
    with transaction.atomic():
        group = PersonGroup.objects.filter(name=GROUP, people__isnull=True)
        gone["group"] = group.delete()[0]
        gone["account"] = User.objects.filter(username__in=_kept_accounts()).delete()[1].get("auth.User", 0)
    _accounts_file().unlink(missing_ok=True)
    return gone


def _import_pages() -> None:
    yesterday = date_format(timezone.localdate() - timedelta(days=1), "d F Y")
    with tempfile.TemporaryDirectory() as folder:
        for page in sorted(PAGES.glob("*.txt")):
            text = DUMP_DAY.sub(yesterday, page.read_text(encoding="utf-8"))
            (Path(folder) / page.name).write_text(text, encoding="utf-8")
        report = run([Path(folder)], ImportOptions(source=SOURCE))
    if report.has_failures:
        raise Refused("The demonstration's own pages could not be read: " + "; ".join(report.lines()))


def _group_people() -> None:
    group, _ = PersonGroup.objects.get_or_create(name=GROUP)
    ids = Origin.objects.filter(source=SOURCE, kind="person").values("target_id")
    Person.objects.filter(pk__in=ids, group=None).update(group=group)


def _accounts_file() -> Path:
    return settings.DATA_DIR / "demo_accounts.json"


def _kept_accounts() -> dict[str, str]:
    file = _accounts_file()
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def _accounts() -> dict[str, str]:
    """Return the accounts, made with the first call. Passwords are drawn, and kept where only the owner reads them."""
    kept = _kept_accounts()
    if kept:
        return kept
    taken = set(User.objects.filter(username__in=CAST).values_list("username", flat=True))
    accounts = {name: secrets.token_urlsafe(9) for name in CAST if name not in taken}
    with transaction.atomic():
        for name, password in accounts.items():
            _account(name, password)
    handle = os.open(_accounts_file(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(accounts, file)
    return accounts


def _account(name: str, password: str) -> None:
    first, last, group, section = CAST[name]
    user = User.objects.create_user(
        name, password=password, first_name=first, last_name=last, is_staff=True, is_superuser=name == "chief"
    )
    user.groups.add(Group.objects.get(name=group))
    if section:
        user.section_assignments.create(region=Tag.objects.get(kind=TagKind.REGION, slug=section))
