"""`manage.py backup`: one file with everything that cannot be made again."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import Error

from cms.backups.archive import MEDIA, BackupError
from cms.backups.make import make


class Command(BaseCommand):
    help = "Backs up database and pictures into one verified file, while the site runs."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, help="A folder, or a new file. Default: the folder backups in DATA_DIR.")
        parser.add_argument("--with-secret-key", action="store_true", help="Put SECRET_KEY into the file as well.")

    def handle(self, *, to: Path | None, with_secret_key: bool, **options: object) -> None:
        try:
            if to is None:
                to = Path(settings.DATA_DIR) / "backups"
                to.mkdir(parents=True, exist_ok=True, mode=0o700)
            target, manifest = make(to.absolute(), with_secret_key=with_secret_key)
        except (BackupError, Error) as error:
            raise CommandError(f"No backup was made. {' '.join(str(error).split())}") from error
        except OSError as error:
            raise CommandError(f"No backup was made. {error.strerror}: {error.filename or to}") from error
        pictures = sum(name.startswith(f"{MEDIA}/") for name in manifest.members)
        rows = sum(manifest.rows.values())
        self.stdout.write(
            f"{target}: {rows:,} rows, {pictures:,} media files, {target.stat().st_size:,} bytes, read back."
        )
        if not with_secret_key:
            self.stdout.write(
                "SECRET_KEY is not in it: keep that elsewhere, or everybody signs in anew after a restore."
            )
