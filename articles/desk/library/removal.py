"""Taking a picture out of the library: the row, and the file where no other row shows it."""

from functools import partial

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from articles.desk.library import usage
from cms.ledger import audit
from cms.pictures import files, renditions
from cms.pictures.models import Picture


class StillUsed(Exception):
    """Something shows the picture, so that it stays."""


def remove(actor: AbstractBaseUser, picture: Picture) -> None:
    """Delete the row, then the files. Raises StillUsed."""
    with transaction.atomic():
        locked = Picture.objects.select_for_update().get(pk=picture.pk)
        if usage.is_used(locked):
            raise StillUsed(str(locked))
        audit.record(actor, "delete picture", locked, uid=locked.uid, file=locked.file_name)
        name, content_hash = locked.original.name, locked.content_hash
        locked.delete()
        if content_hash:
            transaction.on_commit(partial(_remove_files, name, content_hash))


def _remove_files(name: str, content_hash: str) -> None:
    with files.one_at_a_time(content_hash):
        if not Picture.objects.filter(content_hash=content_hash).exists():
            files.remove(name)
            renditions.forget(content_hash)
