"""Tell which pictures have lost their files, such as after a disk failed or a restore went half-way."""

from django.core.management.base import BaseCommand, CommandError

from cms.pictures import files
from cms.pictures.models import Picture


class Command(BaseCommand):
    help = (
        "List the pictures whose file is not on the disk, or not as long as it was. "
        "Restore the media folder from a backup, or upload the same files again."
    )

    def handle(self, *args: object, **options: object) -> None:
        checked = lost = 0
        for picture in Picture.objects.exclude(original="").order_by("pk").iterator(chunk_size=1000):
            checked += 1
            fault = _fault(picture)
            if fault:
                lost += 1
                self.stdout.write(f"{picture.uid} {picture.original.name}: {fault} ({picture})")
        if lost:
            raise CommandError(f"{lost} of {checked} files are lost.")
        self.stdout.write(f"All {checked} files are there.")


def _fault(picture: Picture) -> str:
    if not files.is_there(picture.original.name):
        return "is gone"
    there = files.place(picture.original.name).stat().st_size
    return f"has {there} bytes instead of {picture.size}" if picture.size and there != picture.size else ""
