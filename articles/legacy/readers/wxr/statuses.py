"""What a status of WordPress means here, and which items it leaves out. Nothing becomes public by accident."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from articles.legacy.readers.wxr.document import Entry
from articles.legacy.records import Status

_KNOWN = {
    "publish": Status.PUBLISHED,
    "future": Status.SCHEDULED,
    "pending": Status.IN_REVIEW,
    "draft": Status.DRAFT,
    "private": Status.HIDDEN,
    "trash": Status.HIDDEN,
    "auto-draft": Status.DRAFT,
}
_LEFT_OUT = {
    "trash": "it lies in the trash; --statuses trash takes it, as a draft",
    "auto-draft": "it is a draft that the old system opened and nobody wrote in",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """`skipped` says why an item is left out; "" where it is taken."""

    status: Status
    skipped: str = ""
    warning: str = ""


def standing(entry: Entry, wanted: Collection[str]) -> Standing:
    """Judge by status and password. `wanted` holds statuses asked for; none for the usual ones."""
    said = entry.text("wp:status").casefold() or "draft"
    if wanted and said not in wanted:
        return Standing(Status.DRAFT, skipped=f"its status is {said}, which was not asked for")
    if not wanted and said in _LEFT_OUT:
        return Standing(Status.DRAFT, skipped=_LEFT_OUT[said])
    status = _KNOWN.get(said)
    if status is None:
        return Standing(Status.DRAFT, warning=f"its status {said[:40]!r} is not known: it comes as a draft")
    if said == "private":
        return Standing(status, warning="it was private: it comes as a draft")
    if entry.text("wp:post_password"):
        hidden = Status.HIDDEN if status in (Status.PUBLISHED, Status.SCHEDULED) else status
        return Standing(hidden, warning="it was behind a password: it comes as a draft")
    return Standing(status)
