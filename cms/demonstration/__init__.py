"""The demonstration newsroom: built once, kept recognisable, taken out whole.

What comes from an old site comes through the real import (`archive`), what a newsroom does to it is done by its own
accounts through the real workflow (`staff`, `touches`, `desk`). Whatever is made beside the import is remembered in
`made`, so that `removal` finds all of it and nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from articles.legacy.lock import Busy, one_import_at_a_time
from articles.legacy.models import Origin
from cms.demonstration import accounts, archive, desk, drawings, house, rates, removal, staff, touches
from cms.demonstration.made import SOURCE, Refused

__all__ = ["SOURCE", "Refused", "load", "remove"]

Say = Callable[[str], object]


def load(say: Say = lambda line: None, draw: drawings.Draw = drawings.by_hand) -> dict[str, str]:
    """Build it where it does not stand and return the staff accounts: {user name: password}.

    A build that was broken off is taken out and begun again. Raises Refused in production.
    """
    if settings.IS_PRODUCTION:
        raise Refused("The demonstration is not for a site that is served over https: its accounts are printed.")
    try:
        with one_import_at_a_time():
            stands = Origin.objects.filter(source=SOURCE).exists() and not _note().exists()
            if not stands and (_note().exists() or accounts.file().exists()):
                say("What is left of an earlier build is taken out first ...")
                removal.remove()
            if not stands:
                _build(say, draw)
    except Busy as busy:
        raise Refused(str(busy)) from None
    return accounts.made()


def remove() -> Counter[str]:
    """Take everything of it out, and return how many of each kind went."""
    gone = removal.remove()
    _note().unlink(missing_ok=True)
    return gone


def _build(say: Say, draw: drawings.Draw) -> None:
    _note().touch()
    accounts.made()
    say("Drawing the pictures ...")
    pictures = (archive.pictures_of_export(), touches.pictures(), desk.pictures(), staff.faces())
    draw(drawings.folder(), list(dict.fromkeys(name for names in pictures for name in names)))
    say("Importing the pages of the old site ...")
    archive.import_pages()
    say("Importing the export with its uploads folder ...")
    archive.import_export()
    say("Moving the newsroom in ...")
    staff.move_in()
    say("Editing the archive ...")
    touches.make()
    say("Filling the desk ...")
    desk.play()
    house.write_down()
    say("Writing down sixty days of rates ...")
    rates.store()
    _note().unlink()


def _note() -> Path:
    """Stands while the demonstration is being built."""
    return settings.DATA_DIR / "demonstration-building"
