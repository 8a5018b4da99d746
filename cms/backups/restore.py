"""Putting a backup in the place of what the site has, while the site runs."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from cms.backups import archive
from cms.backups.archive import BackupError, Manifest
from cms.backups.make import DATABASES

# Staff who sign in meanwhile write here.
CHATTER = {"django_session"}


def inspect(path: Path) -> tuple[Manifest, int]:
    """Read a backup through and say what is in it, and how many migrations of this code it is behind.

    Raises BackupError when it is damaged or not for this installation. Changes nothing.
    """
    manifest = archive.check(path)
    if manifest.database != connection.vendor:
        raise BackupError(
            f"The backup is of a {manifest.database} database, and DATABASE_URL names {connection.vendor}."
        )
    applied = {tuple(name.split(".", 1)) for name in manifest.migrations}
    loader = MigrationLoader(None, ignore_no_migrations=True)
    # An app that is no longer installed may have left its migrations behind.
    ahead = sorted(key for key in applied - loader.disk_migrations.keys() if key[0] in apps.app_configs)
    if ahead:
        raise BackupError(f"The backup is of a newer version: its migration {'.'.join(ahead[0])} is not known here.")
    if os.path.ismount(settings.MEDIA_ROOT):
        raise BackupError(
            f"{settings.MEDIA_ROOT} is a mount of its own and cannot be swapped; mount the folder above it."
        )
    return manifest, len(loader.disk_migrations.keys() - applied)


def put_back(path: Path, manifest: Manifest, *, with_secret_key: bool = False) -> None:
    """Replace database and media by those of an inspected backup.

    Everything is unpacked and verified beside the old first, so that running out of space changes nothing. Readers see
    the old database or the new one, then the old media or the new. Raises BackupError, OSError or database errors.
    """
    media = Path(settings.MEDIA_ROOT)
    media.parent.mkdir(parents=True, exist_ok=True)
    database = DATABASES[manifest.database]
    with tempfile.TemporaryDirectory(prefix=".steppe-restore-", dir=media.parent) as folder:
        scratch = Path(folder)
        (scratch / archive.MEDIA).mkdir()
        archive.unpack(path, _place_in(scratch, with_secret_key))
        copy = scratch / archive.DATABASES[manifest.database]
        database.verify(copy, manifest.rows)
        database.load(copy)
        _swap(media, scratch / archive.MEDIA, scratch / "replaced")
        if with_secret_key:
            (scratch / archive.SECRET_KEY).replace(Path(settings.DATA_DIR) / "secret_key")
    differing = _differing(database.count(), manifest.rows)
    if differing:
        raise BackupError(f"Restored, but these tables do not have as many rows as the backup: {', '.join(differing)}.")


def _place_in(scratch: Path, with_secret_key: bool) -> Callable[[str], Path | None]:
    def place_for(name: str) -> Path | None:
        is_left_out = name == archive.MANIFEST or (name == archive.SECRET_KEY and not with_secret_key)
        return None if is_left_out else scratch / name

    return place_for


def _swap(live: Path, fresh: Path, replaced: Path) -> None:
    if live.exists():
        live.rename(replaced)
    try:
        fresh.rename(live)
    except OSError:
        if replaced.exists():
            replaced.rename(live)
        raise


def _differing(found: dict[str, int], wanted: dict[str, int]) -> list[str]:
    tables = sorted((found.keys() | wanted.keys()) - CHATTER)
    return [
        f"{table} ({found.get(table, 'none')} instead of {wanted.get(table, 'none')})"
        for table in tables
        if found.get(table) != wanted.get(table)
    ]
