"""Making a backup while the site runs."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

import cms
from cms.backups import archive, postgresql, sqlite
from cms.backups.archive import BackupError, Manifest
from cms.pictures import renditions

DATABASES = {"sqlite": sqlite, "postgresql": postgresql}
# A backup holds password hashes and unpublished stories.
_private = partial(os.open, mode=0o600)


def make(to: Path, *, with_secret_key: bool = False) -> tuple[Path, Manifest]:
    """Back up database and media into `to`, a new file, or a new file named for the moment in the folder `to`.

    The file appears under its name only when it is whole, read back and on the disk. Raises BackupError, OSError or
    Django's database errors, and then leaves nothing behind.
    """
    target = to / f"steppe-{datetime.now(UTC):%Y%m%d-%H%M%S}.tar.gz" if to.is_dir() else to
    if target.exists():
        raise BackupError(f"{target} exists already, and a backup never replaces another.")
    if not target.parent.is_dir():
        raise BackupError(f"{target.parent} is not a folder.")
    with tempfile.TemporaryDirectory(prefix=".steppe-backup-", dir=target.parent) as scratch:
        draft = Path(scratch) / "backup.tar.gz"
        manifest = _write(draft, Path(scratch), with_secret_key)
        if archive.check(draft) != manifest:
            raise BackupError("The backup does not read back as it was written; is the disk failing?")
        _publish(draft, target)
    return target, manifest


def _write(draft: Path, scratch: Path, with_secret_key: bool) -> Manifest:
    database = archive.DATABASES[connection.vendor]
    made_at = datetime.now(UTC)
    rows = DATABASES[connection.vendor].dump(scratch / database)
    with open(draft, "xb", opener=_private) as file:
        with archive.writing(file) as writer:
            writer.add(database, scratch / database)
            # Media after the database: a picture uploaded in between is one too many, and none is missing.
            for name, path in _media():
                with contextlib.suppress(FileNotFoundError):  # deleted since the folder was listed
                    writer.add(name, path)
            if with_secret_key:
                writer.add_bytes(archive.SECRET_KEY, settings.SECRET_KEY.encode())
            manifest = _manifest(made_at, rows, dict(writer.members))
            writer.add_manifest(manifest)
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _manifest(made_at: datetime, rows: dict[str, int], members: dict[str, str]) -> Manifest:
    return Manifest(
        format=archive.FORMAT,
        app_version=getattr(cms, "__version__", "unversioned"),
        made_at=made_at.isoformat(timespec="seconds"),
        database=connection.vendor,
        migrations=sorted(".".join(key) for key in MigrationRecorder(connection).applied_migrations()),
        rows=rows,
        members=members,
    )


def _media() -> Iterator[tuple[str, Path]]:
    """Plain files only: a link may lead out of the folder. Renditions are left out, since originals make them anew."""
    root = Path(settings.MEDIA_ROOT)
    for folder, _, names in sorted(os.walk(root)):
        if Path(folder).relative_to(root).parts[:1] == (renditions.FOLDER,):
            continue
        for name in sorted(names):
            path = Path(folder) / name
            if path.is_file() and not path.is_symlink():
                yield f"{archive.MEDIA}/{path.relative_to(root).as_posix()}", path


def _publish(draft: Path, target: Path) -> None:
    """Give the finished file its name. A link never replaces a file; not every file system can make one."""
    try:
        os.link(draft, target)
    except FileExistsError:
        raise BackupError(f"{target} exists already, and a backup never replaces another.") from None
    except OSError:
        draft.rename(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
