"""One source name is one old site: posts are known by number, and two sites have the same numbers."""

from __future__ import annotations

from typing import Protocol

from articles.legacy.models import ImportRun
from articles.legacy.readers import UnreadableInput
from articles.legacy.records import Place
from articles.legacy.session import Session


class Site(Protocol):
    """Where an export says that it comes from: its host and folder."""

    @property
    def key(self) -> str: ...


def claim(session: Session, sites: dict[str, Site], *, has_moved: bool = False) -> None:
    """Tie the run to the site of its exports, given by file.

    Raises UnreadableInput where earlier runs under this source name were of another site. `has_moved` says that it is
    the same site, under another host than it had then.
    """
    file, key = next(((file, site.key) for file, site in sites.items() if site.key), ("", ""))
    if not key:
        return
    runs = ImportRun.objects.filter(source=session.source, undone_at=None).order_by("pk")
    earlier = [options["site"] for options in runs.values_list("options", flat=True) if options.get("site")]
    if earlier and earlier[-1] != key and not has_moved:
        reason = (
            f"it is an export of {key}, and under the source name “{session.source}” posts of {earlier[-1]} came in: "
            "give it a --source of its own, or --site-has-moved if it is that site under another host"
        )
        raise UnreadableInput(Place(file), reason)
    session.options["site"] = key
