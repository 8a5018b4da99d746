"""Words kept while somebody writes: one slot for each account and story, seen by its owner alone.

Nothing here touches an article, its version or its history. Of two windows of one person the one that has seen what
the slot holds may write into it; the other is told, and may do so once it has been told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from articles import policy
from articles import text as texts
from articles.models import Article, KeptText

MOST_NEW_STORIES = 20
# How long an emptied slot of a new story is remembered for words that come late.
LATE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Window:
    """Which window sends, how often it has, and the mark of the words in the slot that it has seen."""

    tab: str
    turn: int
    seen: str = ""
    place: str = ""


class Elsewhere(Exception):
    """The slot holds other words, which this window has not seen: `slot` has them."""

    def __init__(self, slot: KeptText) -> None:
        super().__init__(f"Other words were kept at {slot.at:%Y-%m-%d %H:%M:%S %Z}.")
        self.slot = slot


class TooMany(Exception):
    """More new stories are begun and not saved than anybody writes at once."""


def slots_of(owner: AbstractBaseUser, article: Article | None, place: str = "") -> QuerySet[KeptText]:
    return KeptText.objects.filter(owner=owner, article=article, **({} if article else {"place": place}))


def offered(owner: AbstractBaseUser, article: Article | None) -> list[KeptText]:
    """Return what this account has kept of a story, or of stories not yet begun, the newest first."""
    slots = KeptText.objects.filter(owner=owner, article=article, has_words=True).order_by("-at", "-pk")
    return list(slots[:MOST_NEW_STORIES])


def keep(
    owner: AbstractBaseUser,
    article: Article | None,
    text: texts.Text,
    *,
    window: Window,
    base_version: int,
    saved: texts.Text,
    loose: dict[str, object] | None = None,
) -> KeptText | None:
    """Keep the words unless they are kept or saved already. Returns the slot that has them; None where none has to.

    `saved` is the text as saved. Raises Elsewhere, TooMany, BadText, NotAllowed.
    """
    if article is None:
        if not policy.may_create(owner):
            raise policy.NotAllowed(f"{owner.get_username()} may not write articles.")
    else:
        policy.require(owner, "keep_words", article)
    clean, loose = texts.cleaned(text), loose or {}
    is_saved = clean == saved and not loose
    slot = slots_of(owner, article, window.place).first()
    if slot is None and is_saved:
        return None
    if slot is not None and slot.has_words and (slot.data, slot.loose) == (clean, loose):
        return slot
    if slot is None and article is None:
        _check_number(owner)
    with transaction.atomic():
        slot = _locked_slot(owner, article, window)
        if slot.tab == window.tab and slot.turn >= window.turn:
            return slot if slot.has_words else None
        if slot.has_words and slot.tab != window.tab and slot.mark != window.seen:
            raise Elsewhere(slot)
        slot.tab, slot.turn, slot.at = window.tab, window.turn, timezone.now()
        slot.has_words, slot.base_version = not is_saved, base_version
        slot.data, slot.loose = ({}, {}) if is_saved else (clean, loose)
        slot.save()
    return slot if slot.has_words else None


def _check_number(owner: AbstractBaseUser) -> None:
    if KeptText.objects.filter(owner=owner, article=None, has_words=True).count() >= MOST_NEW_STORIES:
        raise TooMany(f"{MOST_NEW_STORIES} stories are begun and not saved.")


def _locked_slot(owner: AbstractBaseUser, article: Article | None, window: Window) -> KeptText:
    slots = slots_of(owner, article, window.place).select_for_update()
    slot = slots.first()
    if slot is not None:
        return slot
    place = "" if article else window.place
    try:
        with transaction.atomic():
            return KeptText.objects.create(
                owner=owner, article=article, place=place, tab=window.tab, turn=0, has_words=False, base_version=0
            )
    except IntegrityError:  # the same person's other request came first
        return slots.get()


def fold(owner: AbstractBaseUser, article: Article | None, window: Window) -> None:
    """Empty the slot, its words being saved. Words that this window never saw stay."""
    with transaction.atomic():
        if article is None:
            KeptText.objects.filter(owner=owner, article=None, has_words=False, at__lt=timezone.now() - LATE).delete()
        slot = _locked_slot(owner, article, window)
        if slot.has_words and slot.tab != window.tab and slot.mark != window.seen:
            return
        slot.tab, slot.turn = window.tab, window.turn
        _empty(slot)


def throw_away(owner: AbstractBaseUser, pk: int) -> None:
    """Empty one slot of this account. A second press finds it empty. Raises KeptText.DoesNotExist."""
    with transaction.atomic():
        _empty(KeptText.objects.select_for_update().get(pk=pk, owner=owner))


def _empty(slot: KeptText) -> None:
    slot.has_words, slot.data, slot.loose, slot.at = False, {}, {}, timezone.now()
    slot.save()
