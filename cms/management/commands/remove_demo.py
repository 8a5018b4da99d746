"""Take the demonstration newsroom out again, all of it and nothing else."""

from django.core.management.base import BaseCommand

from cms import demonstration


class Command(BaseCommand):
    help = __doc__

    def handle(self, **given: object) -> None:
        gone = demonstration.remove()
        self.stdout.write(
            ", ".join(f"{count} {kind}" for kind, count in gone.items() if count) or "There was nothing to remove."
        )
