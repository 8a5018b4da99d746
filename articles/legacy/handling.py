"""What a person decides about a picture of the old site that is missing."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet

from articles.legacy.media_store import give_file
from articles.legacy.models import FileState, OldFile
from cms.ledger import audit
from cms.pictures import intake


def try_again(actor: AbstractBaseUser, files: QuerySet[OldFile]) -> int:
    """Let these pictures be fetched again, whatever became of them. Returns of how many it is true."""
    return _settle(actor, files, "try old picture again", FileState.WAITING)


def ignore(actor: AbstractBaseUser, files: QuerySet[OldFile]) -> int:
    """Let nobody look for these pictures any more. Returns of how many it is true."""
    return _settle(actor, files, "ignore old picture", FileState.IGNORED)


def _settle(actor: AbstractBaseUser, files: QuerySet[OldFile], deed: str, state: str) -> int:
    with transaction.atomic():
        missing = OldFile.objects.filter(pk__in=files.values("pk"), picture__original="").select_related("picture")
        rows = list(missing.order_by("pk"))
        for row in rows:
            audit.record(actor, deed, row.picture, before=row.state, reason=row.reason[:300])
            row.state, row.tries, row.next_try_at = state, 0, None
            row.reason = "" if state == FileState.WAITING else row.reason
        OldFile.objects.bulk_update(rows, ["state", "tries", "next_try_at", "reason"])
    return len(rows)


def put_in_place(actor: AbstractBaseUser, file: OldFile, taken: intake.Intake) -> bool:
    """Give a missing picture a file by hand. False where it has one by now. Raises intake.NotKept."""
    with transaction.atomic():
        picture = give_file(file.picture_id, taken)
        if picture is None:
            return False
        audit.record(actor, "replace picture", picture, file=picture.file_name, content=picture.content_hash)
    return True
