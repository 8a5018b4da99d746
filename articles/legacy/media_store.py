"""Files for pictures whose place is kept. The one way in that they have, and a copy of the old uploads folder to take.

A picture that has its file already is left as it is, so that a run can be repeated until nothing is missing.
"""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from articles import projection
from articles.legacy import old_files
from articles.legacy.media_folders import MediaFolders
from articles.legacy.records import ImageRecord, Kind
from articles.legacy.report import Report
from articles.legacy.session import Session
from articles.models import PictureUse
from cms.pictures import intake
from cms.pictures.intake import Intake, Refused, take_in
from cms.pictures.models import Picture

# What `intake.attach` sets
_FILE_FIELDS = ("original", "width", "height", "content_hash", "size", "colour", "taken_at", "file_name")
# Pictures that wait for their file, with what the export says of each
Waiting = list[tuple[Picture, ImageRecord]]


def waiting_for(images: list[ImageRecord], *, is_dry_run: bool = False) -> Waiting:
    """Return which of these pictures have no file yet. In a dry run those too that would be made."""
    by_uid = {image.uid: image for image in images}
    found = list(Picture.objects.filter(uid__in=by_uid).order_by("pk"))
    waiting = [picture for picture in found if not picture.original and picture.merged_into_id is None]
    if is_dry_run:
        waiting += [Picture(uid=uid) for uid in by_uid.keys() - {picture.uid for picture in found}]
    order = list(by_uid)
    return [(picture, by_uid[picture.uid]) for picture in sorted(waiting, key=lambda each: order.index(each.uid))]


def fill(session: Session, waiting: Waiting, folders: MediaFolders, report: Report) -> None:
    """Give these pictures their files, one at a time: decoding takes long, and holds up no editor.

    The file is written first, under the name of its content, and the row then, with the pages that show the picture:
    a run that is killed between the two finds the file again. A dry run reads and checks every file, and keeps none.
    """
    for picture, image in waiting:
        session.pace.check()
        name = image.path or image.url or f"picture {image.old_id}"
        file = folders.find(image)
        if file is None:
            report.warn(image.place, Kind.IMAGE, name, "its file is in none of the folders given")
            continue
        try:
            _attach(picture, file, is_dry_run=session.is_dry_run)
        except Refused as refusal:
            report.warn(image.place, Kind.IMAGE, name, f"its file was not taken: {refusal}")
        except OSError as error:
            reason = error.strerror or str(error)
            report.warn(image.place, Kind.IMAGE, name, f"its file could not be read: {file}: {reason.lower()}")


def _attach(picture: Picture, path: Path, *, is_dry_run: bool) -> None:
    with path.open("rb") as file:
        taken = take_in(file, path.name)
    if not is_dry_run:
        with transaction.atomic():
            give_file(picture.pk, taken)


def give_file(pk: int, taken: Intake, *, found_at: str = "") -> Picture | None:
    """Give a picture its file, with the pages that show it, in the caller's transaction: all of it, or none.

    None where it has one by now, which stays. Raises NotKept where the disk does not take it.
    """
    picture = Picture.objects.select_for_update().get(pk=pk)
    if picture.original:
        return None
    intake.attach(picture, taken)
    picture.save(update_fields=_FILE_FIELDS)
    old_files.came(picture, found_at=found_at)
    bring_pages_up_to_date({picture.pk})
    return picture


def bring_pages_up_to_date(pictures: set[int]) -> None:
    """Write anew what readers see of the stories that show these pictures, in the caller's transaction."""
    if pictures:
        shown = PictureUse.objects.filter(picture__in=pictures)
        projection.project(sorted(set(shown.values_list("article_id", flat=True))))
