"""Build the demonstration newsroom, through the real import and the real workflow. Does nothing where it stands."""

from django.core.management.base import BaseCommand, CommandError

from cms import demonstration


class Command(BaseCommand):
    help = __doc__

    def handle(self, **given: object) -> None:
        try:
            accounts = demonstration.load(say=self._say)
        except demonstration.Refused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write("Staff accounts of the demonstration:")
        for username, password in accounts.items():
            self.stdout.write(f"  {username:8} {password}")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
