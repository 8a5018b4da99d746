"""What counts as a backup, and what is refused before anything is touched. No database is needed for that."""

import io
import json
import tarfile
from dataclasses import asdict
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from cms.backups import archive, restore
from cms.backups.archive import BackupError, Manifest

MEMBERS = {archive.DATABASES[connection.vendor]: b"rows" * 5000, "media/2026/snow leopard.jpg": bytes(range(256)) * 50}


def write(path: Path, contents: dict[str, bytes] = MEMBERS, **fields: object) -> Manifest:
    with path.open("wb") as file, archive.writing(file) as writer:
        for name, content in contents.items():
            writer.add_bytes(name, content)
        usual = {
            "format": 1,
            "database": connection.vendor,
            "migrations": [],
            "rows": {},
            "members": dict(writer.members),
        }
        manifest = Manifest(app_version="1", made_at="2026-11-22T00:00:00+00:00", **(usual | fields))
        writer.add_manifest(manifest)
    return manifest


def write_by_hand(path: Path, *entries: tarfile.TarInfo) -> None:
    """An archive as somebody else might make it, with a manifest that agrees with whatever is in it."""
    manifest = Manifest(1, "1", "2026-11-22T00:00:00+00:00", connection.vendor, [], {}, {e.name: "" for e in entries})
    content = json.dumps(asdict(manifest)).encode()
    with tarfile.open(path, "w:gz") as tar:
        for entry in entries:
            tar.addfile(entry, io.BytesIO(bytes(entry.size)))
        last = tarfile.TarInfo(archive.MANIFEST)
        last.size = len(content)
        tar.addfile(last, io.BytesIO(content))


def entry(name: str, kind: bytes = tarfile.REGTYPE, target: str = "") -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.linkname = kind, target
    return made


def test_what_was_written_reads_back(tmp_path: Path) -> None:
    manifest = write(tmp_path / "backup.tar.gz")
    assert archive.check(tmp_path / "backup.tar.gz") == manifest
    archive.unpack(tmp_path / "backup.tar.gz", lambda name: tmp_path / "out" / name)
    assert {name: (tmp_path / "out" / name).read_bytes() for name in MEMBERS} == MEMBERS


def test_a_backup_that_breaks_off_is_refused_wherever_it_breaks(tmp_path: Path) -> None:
    write(tmp_path / "whole.tar.gz")
    content = (tmp_path / "whole.tar.gz").read_bytes()
    for length in range(0, len(content) - 60, max(1, len(content) // 40)):
        (tmp_path / "cut.tar.gz").write_bytes(content[:length])
        with pytest.raises(BackupError):
            archive.check(tmp_path / "cut.tar.gz")


def test_a_backup_with_one_wrong_bit_is_refused_or_still_the_same(tmp_path: Path) -> None:
    manifest = write(tmp_path / "whole.tar.gz")
    content = bytearray((tmp_path / "whole.tar.gz").read_bytes())
    refused = 0
    for place in range(10, len(content), max(1, len(content) // 200)):
        content[place] ^= 1
        (tmp_path / "damaged.tar.gz").write_bytes(content)
        content[place] ^= 1
        try:
            assert archive.check(tmp_path / "damaged.tar.gz").members == manifest.members
        except BackupError:
            refused += 1
    assert refused > 100


def test_something_else_altogether_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.tar.gz").write_text("Dear editor,")
    with pytest.raises(BackupError, match="not a gzip file"):
        archive.check(tmp_path / "letter.tar.gz")
    with pytest.raises(BackupError, match="No such file"):
        archive.check(tmp_path / "missing.tar.gz")


@pytest.mark.parametrize(
    "stranger",
    [
        entry("../outside"),
        entry("/etc/outside"),
        entry("media/../../outside"),
        entry("media//twice"),
        entry("media/./here"),
        entry("media"),
        entry("elsewhere/file"),
        entry("media/link", tarfile.SYMTYPE, "/etc/passwd"),
        entry("media/link", tarfile.LNKTYPE, "manifest.json"),
        entry("media/pipe", tarfile.FIFOTYPE),
        entry("media/device", tarfile.CHRTYPE),
        entry("media/folder", tarfile.DIRTYPE),
    ],
    ids=lambda made: f"{made.name} {made.type.decode()}",
)
def test_links_devices_and_paths_that_lead_out_are_refused(tmp_path: Path, stranger: tarfile.TarInfo) -> None:
    write_by_hand(tmp_path / "backup.tar.gz", stranger)
    with pytest.raises(BackupError, match="has no place in a backup"):
        archive.check(tmp_path / "backup.tar.gz")
    with pytest.raises(BackupError, match="has no place in a backup"):
        archive.unpack(tmp_path / "backup.tar.gz", lambda name: tmp_path / "out" / name)
    assert not (tmp_path / "out").exists()


def test_a_name_that_comes_twice_is_refused(tmp_path: Path) -> None:
    write_by_hand(tmp_path / "backup.tar.gz", entry("media/a"), entry("media/a"))
    with pytest.raises(BackupError, match="has no place"):
        archive.check(tmp_path / "backup.tar.gz")


@pytest.mark.parametrize("named", [{}, {"media/other": "0" * 64}])
def test_a_manifest_that_names_other_files_is_refused(tmp_path: Path, named: dict[str, str]) -> None:
    write(tmp_path / "backup.tar.gz", members=named)
    with pytest.raises(BackupError, match="not what its manifest says"):
        archive.check(tmp_path / "backup.tar.gz")


def test_a_backup_without_its_database_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "backup.tar.gz", {"media/a": b"a"})
    with pytest.raises(BackupError, match=f"holds no {connection.vendor} database"):
        archive.check(tmp_path / "backup.tar.gz")


def test_a_backup_of_a_later_format_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "backup.tar.gz", format=2)
    with pytest.raises(BackupError, match="format 2"):
        archive.check(tmp_path / "backup.tar.gz")


def test_a_backup_of_another_kind_of_database_is_refused(tmp_path: Path) -> None:
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    write(tmp_path / "backup.tar.gz", {archive.DATABASES[other]: b"rows"}, database=other)
    with pytest.raises(BackupError, match=f"is of a {other} database"):
        restore.inspect(tmp_path / "backup.tar.gz")


def test_a_backup_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "backup.tar.gz", migrations=["markets.9999_from_the_future"])
    with pytest.raises(BackupError, match="markets.9999_from_the_future is not known here"):
        restore.inspect(tmp_path / "backup.tar.gz")


def test_a_backup_of_an_older_version_says_how_many_migrations_are_missing(tmp_path: Path) -> None:
    known = sorted(".".join(key) for key in MigrationLoader(None).disk_migrations)
    write(tmp_path / "backup.tar.gz", migrations=[*known[:-2], "an_app_that_went.0001_initial"])
    assert restore.inspect(tmp_path / "backup.tar.gz")[1] == 2
