"""What is known of the files of the old site's pictures: written by imports, read when the files are fetched."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from articles.legacy.models import FileState, ImportRun, OldFile, Origin
from articles.legacy.old_paths import UPLOADS
from articles.legacy.records import ImageRecord, Kind
from cms.ledger.models import Address
from cms.pictures.models import Picture

_BATCH = 100
# States that say no more once another address is known.
_SETTLED_BY_ADDRESS = (FileState.FAILED, FileState.REFUSED, FileState.GONE)


def remember(source: str, pairs: Iterable[tuple[Picture, ImageRecord]]) -> None:
    """Keep where the files of these pictures were, in the caller's transaction.

    What an export lists stands. Of the addresses that texts alone have the shortest is kept, whatever came first: it
    has the fewest suffixes.
    """
    known = {picture.pk: (picture, image) for picture, image in pairs}
    rows = {row.picture_id: row for row in OldFile.objects.filter(picture__in=known)}
    made: list[OldFile] = []
    changed: list[OldFile] = []
    for pk, (picture, image) in known.items():
        row = rows.get(pk)
        if row is None:
            state = FileState.HERE if picture.original else FileState.WAITING
            made.append(OldFile(source=source, picture=picture, url=image.url, path=image.path, state=state))
        elif _is_better(image, row):
            row.url, row.path = image.url, image.path
            if row.state in _SETTLED_BY_ADDRESS:
                row.state, row.reason, row.tries, row.next_try_at = FileState.WAITING, "", 0, None
            changed.append(row)
    OldFile.objects.bulk_create(made)
    OldFile.objects.bulk_update(changed, ["url", "path", "state", "reason", "tries", "next_try_at"])


def _is_better(image: ImageRecord, row: OldFile) -> bool:
    if not image.url or (image.url, image.path) == (row.url, row.path):
        return False
    if image.old_id.isdigit() or not row.url:
        return True
    return (len(image.url), image.url) < (len(row.url), row.url)


def came(picture: Picture, *, found_at: str = "") -> None:
    """Note that a picture has its file, in the caller's transaction."""
    OldFile.objects.filter(picture=picture).update(state=FileState.HERE, reason="", next_try_at=None, found_at=found_at)


def settle(source: str) -> None:
    """Bring the rows up to what is there: files that came another way, and pictures of imports that kept no row."""
    there = OldFile.objects.filter(source=source).exclude(state=FileState.HERE).exclude(picture__original="")
    there.update(state=FileState.HERE, reason="", next_try_at=None)
    lost = OldFile.objects.filter(source=source, state=FileState.HERE, picture__original="")
    lost.update(state=FileState.WAITING, tries=0)
    known = OldFile.objects.values("picture")
    tied = Origin.objects.filter(source=source, kind=Kind.IMAGE).exclude(target_id__in=known)
    keys = list(tied.order_by("pk").values_list("target_id", "key"))
    for start in range(0, len(keys), _BATCH):
        with transaction.atomic():
            _make_up_for(source, dict(keys[start : start + _BATCH]))


def _make_up_for(source: str, keys: dict[int, str]) -> None:
    """Make rows for pictures that were imported before rows were kept, from their keys and their old paths."""
    paths: dict[int, str] = {}
    old = Address.objects.filter(target_kind="picture", target_id__in=keys, path__startswith=UPLOADS)
    for pk, path in old.order_by("pk").values_list("target_id", "path"):
        paths.setdefault(pk, path.rstrip("/"))
    made = []
    for picture in Picture.objects.filter(pk__in=keys, original="", merged_into=None).order_by("pk"):
        path, key = paths.get(picture.pk, ""), keys[picture.pk]
        url = ""
        if not path and "/" in key:
            url = key if key.startswith("/") or "//" in key else f"https://{key}"
        made.append(OldFile(source=source, picture=picture, url=url, path=path.removeprefix(UPLOADS)))
    OldFile.objects.bulk_create(made)


def site_of(source: str) -> str:
    """Return host and folder of the old site, as its exports said last; "" where none did."""
    runs = ImportRun.objects.filter(source=source, undone_at=None, options__has_key="site").order_by("-pk")
    return next((options["site"] for options in runs.values_list("options", flat=True) if options["site"]), "")
