"""`manage.py restore FILE`: back to what a backup holds."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.management import BaseCommand, CommandError
from django.db import Error
from redis.exceptions import RedisError

from cms.backups.archive import SECRET_KEY, BackupError, Manifest
from cms.backups.restore import inspect, put_back


class Command(BaseCommand):
    help = "Replaces database and pictures by those of a backup, while the site runs."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="A file that `backup` made.")
        parser.add_argument("--yes", action="store_true", help="Do not ask.")
        parser.add_argument("--with-secret-key", action="store_true", help="Put the backup's SECRET_KEY in place too.")

    def handle(self, *, file: Path, yes: bool, with_secret_key: bool, **options: object) -> None:
        try:
            manifest, behind = inspect(file)
        except (BackupError, Error, OSError) as error:
            raise CommandError(f"Nothing was changed. {' '.join(str(error).split())}") from error
        if with_secret_key and SECRET_KEY not in manifest.members:
            raise CommandError("Nothing was changed. The backup holds no SECRET_KEY.")
        self.stdout.write(
            f"{file}: made {manifest.made_at} by {manifest.app_version}, {sum(manifest.rows.values()):,} rows."
        )
        if not yes:
            self._ask()
        self._put_back(file, manifest, with_secret_key)
        self._forget_cached_pages()
        self.stdout.write("Restored, and every table has the rows of the backup.")
        if behind:
            self.stdout.write(f"The backup is {behind} migrations older than this code: run `manage.py migrate` now.")

    def _ask(self) -> None:
        if not sys.stdin.isatty():
            raise CommandError("Nothing was changed. This replaces all that the site has; say --yes to go on.")
        if input("This replaces database and pictures of this site. Type yes to go on: ").strip() != "yes":
            raise CommandError("Nothing was changed.")

    def _put_back(self, file: Path, manifest: Manifest, with_secret_key: bool) -> None:
        try:
            put_back(file, manifest, with_secret_key=with_secret_key)
        except (BackupError, Error) as error:
            raise CommandError(" ".join(str(error).split())) from error
        except OSError as error:
            raise CommandError(f"{error.strerror}: {error.filename or settings.DATA_DIR}") from error

    def _forget_cached_pages(self) -> None:
        try:
            cache.clear()
        except (RedisError, OSError):
            self.stdout.write("The cache does not answer; empty it before readers come.")
