"""Make the sizes and crops of every picture before anybody asks, such as after an import or a restore."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from cms.pictures import renditions
from cms.pictures.models import Picture


class Command(BaseCommand):
    help = "Make those sizes and crops of all pictures that are not there yet. It may be stopped and run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--usual", action="store_true", help="only what the desk and most readers ask for")

    def handle(self, *args: object, **options: object) -> None:
        wanted = renditions.usual_of if options["usual"] else renditions.all_of
        pictures = made = 0
        found = Picture.objects.exclude(original="").exclude(content_hash="").order_by("-created_at", "-id")
        for picture in found.iterator(chunk_size=200):
            made += renditions.make_missing(picture, wanted(picture))
            pictures += 1
        self.stdout.write(f"{made} renditions made of {pictures} pictures.")
