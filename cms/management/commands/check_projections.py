"""Prove that what readers' lists, pages and search hold is what the articles say. Ends non-zero where it is not."""

import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.db import transaction

from articles import projection
from articles.models import Article

BATCH = 100


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="write what should be there")

    def handle(self, *, repair: bool, **given: object) -> None:
        ids = list(Article.objects.order_by("pk").values_list("pk", flat=True))
        faults: list[str] = []
        for start in range(0, len(ids), BATCH):
            batch = ids[start : start + BATCH]
            found = projection.check(batch)
            if found and repair:
                with transaction.atomic():
                    projection.project(batch)
            faults += found
        for fault in faults:
            self.stdout.write(fault)
        self.stdout.write(
            f"{len(ids)} articles checked, {len(faults)} faults{' repaired' if repair and faults else ''}."
        )
        if faults and not repair:
            sys.exit(1)
