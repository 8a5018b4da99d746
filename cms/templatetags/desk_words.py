"""What the desk calls things where their models have other names: in titles, breadcrumbs and counts."""

import re
from datetime import datetime

from django import template
from django.db.models.options import Options
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from cms.lib.dates import is_undated

register = template.Library()
_TAG = re.compile(r"<[^>]*>")
_COLON = re.compile(r":(</(?:label|legend)>)")

# One of it, several of it.
WORDS = {
    "auth.user": ("account", "accounts"),
    "legacy.importrun": ("import", "imports"),
    "legacy.importitem": ("thing that imports read", "what imports read"),
    "legacy.oldfile": ("picture of the old site", "missing pictures"),
    "legacy.fielddifference": ("difference", "differences"),
    "legacy.origin": ("origin", "where things came from"),
    "ledger.auditentry": ("deed", "who did what"),
    "ledger.address": ("redirect", "addresses and redirects"),
    "pictures.picture": ("picture", "picture library"),
    "site.siteidentity": ("the paper", "the paper"),
}


@register.filter
def one(opts: Options) -> str:
    return WORDS.get(opts.label_lower, (str(opts.verbose_name), ""))[0]


@register.filter
def many(opts: Options) -> str:
    return WORDS.get(opts.label_lower, ("", str(opts.verbose_name_plural)))[1]


# What the trail calls a deed, and what one says that one did. What is not here is said as the trail has it.
DONE = {
    "create": "began", "save draft": "saved", "submit": "handed in", "approve": "approved", "send back": "sent back",
    "release": "released", "withdraw": "withdrew", "discard changes": "discarded changes to", "trash": "threw away",
    "take from trash": "took back", "restore": "brought back",
    "merge tags": "merged into", "merge people": "merged into",
    "upload picture": "uploaded", "save person": "saved", "save tag": "saved", "create tag": "made the tag",
    "save group of people": "saved", "save currency": "saved", "delete picture": "deleted",
    "set rate by hand": "set by hand", "change rate by hand": "changed by hand", "take back rate by hand": "took back",
    "plan to publish changes": "planned changes to", "plan to take down": "planned to take down",
    "cancel plan to publish changes": "called off changes to", "cancel plan to take down": "called off taking down",
    "try old picture again": "wants fetched again", "ignore old picture": "ignored", "replace picture": "replaced",
    "correct": "corrected", "undo import": "undid the import", "set password": "set a password for",
    "take from the old site": "took from the old site for", "leave as it is": "left as it is",
}  # fmt: skip


@register.filter
def deed(action: str) -> str:
    return capfirst(DONE.get(action, action))


@register.simple_tag
def moment_words(when: datetime, at: datetime) -> str:
    """A moment as short as it can be said on the day `at`: the hour today, the day and hour of this year, the day.

    The place of an undated story in its list is no moment, and says nothing.
    """
    if is_undated(when):
        return ""
    local, today = timezone.localtime(when), timezone.localtime(at)
    if local.date() == today.date():
        return date_format(local, "H:i")
    return date_format(local, "j M, H:i" if local.year == today.year else "j M Y")


@register.filter
def with_labels(cells: list[SafeString], headers: list[dict[str, object]]) -> list[SafeString]:
    """The cells of a row of Django's lists, each naming its column, and those that say nothing marked as empty."""
    return [_labelled(cell, str(header["text"])) for cell, header in zip(cells, headers, strict=False)]


def _labelled(cell: SafeString, column: str) -> SafeString:
    if not cell.startswith("<td") or "<input" in column:
        return cell
    is_empty = _TAG.sub("", cell).strip() in {"", "-"} and "<img" not in cell
    label = f'<td data-label="{escape(capfirst(column))}"{" data-empty" if is_empty else ""}'
    return mark_safe(label + cell.removeprefix("<td"))  # noqa: S308 - Django's cell, with its column's own name escaped


@register.filter
def without_colon(label: SafeString) -> SafeString:
    """A label of Django's forms as the desk's own have it."""
    return mark_safe(_COLON.sub(r"\1", label))  # noqa: S308 - Django's label, less one character
