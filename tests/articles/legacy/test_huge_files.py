"""Files of any size go through the command in bounded memory."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.articles.legacy.readers.wxr.export_builders import export, item, term

MEGABYTE = 1024 * 1024
ROOT = Path(__file__).resolve().parents[3]
# Runs the command and tells the most memory it ever had, in KB, as the kernel counts it.
MEASURED = """
import resource, sys
from django.core.management import execute_from_command_line
try:
    execute_from_command_line(["manage.py", *sys.argv[1:]])
finally:
    print("most memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def write_export(path: Path, size: int, *, posts: int) -> None:
    """Write a file of `size` bytes: so many posts, each among revisions that are read over."""
    head, tail = export("@").split("@")
    passed_over = item(body="<p>The boat left early and came late.</p>\n" * 1_500, post_type="revision") + "\n"
    with path.open("w") as out:
        out.write(head)
        for number in range(1, posts + 1):
            body = f"<p>Boat {number} left.</p>\n" * 300
            out.write(item(f"Ferry {number}", body, post_id=number, post_name=f"ferry-{number}", terms=term("lakes")))
            while out.tell() < size * number // posts:
                out.write(passed_over)
        out.write(tail)


def import_measured(path: Path, data: Path) -> tuple[str, int]:
    """Import into a site of its own; return what was said and the most memory, in bytes."""
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "CACHE_URL")}
    environment |= {"DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "cms.settings", "DEBUG": "1"}
    data.mkdir()
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environment, check=True)
    command = [sys.executable, "-c", MEASURED, "import_legacy", str(path), "--source", "old"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout, int(done.stdout.rpartition("most memory ")[2]) * 1024


@pytest.mark.sqlite_only
@pytest.mark.long
def test_two_gigabytes_are_imported_in_less_than_200_mebibytes(tmp_path: Path) -> None:
    path = tmp_path / "huge.xml"
    write_export(path, 2048 * MEGABYTE, posts=3_000)
    assert path.stat().st_size > 2_000 * MEGABYTE
    said, most = import_measured(path, tmp_path / "data")
    assert "3000" in said.replace(",", "")
    assert most < 200 * MEGABYTE


@pytest.mark.sqlite_only
@pytest.mark.long
def test_a_million_tiny_items_are_told_of_in_less_than_200_mebibytes(tmp_path: Path) -> None:
    path = tmp_path / "tiny.xml"
    head, tail = export("@").split("@")
    with path.open("w") as out:
        out.write(head + "<item/>" * 1_000_000 + item() + tail)
    said, most = import_measured(path, tmp_path / "data")
    assert most < 200 * MEGABYTE
