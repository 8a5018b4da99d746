"""A throw-away paper for a benchmark: an own database, own files, gone afterwards."""

import os
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def scratch_paper() -> Iterator[Path]:
    """Set Django up on an empty, migrated database and yield its folder."""
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="steppe-benchmark-") as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "cms.settings", "LOG_LEVEL": "ERROR"}
        warnings.filterwarnings("ignore", message="No directory at")
        import django
        from django.core.management import call_command
        from django.db import connection

        django.setup()
        call_command("migrate", verbosity=0)
        try:
            yield Path(folder)
        finally:
            connection.close()
