"""Saving what was typed: once, never over somebody else's words, and with the move that the button asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from articles import text as texts
from articles import workflow
from articles.desk import collision
from articles.desk.form import working_text
from articles.models import Article

# A second press of the same button comes within this time.
DOUBLE_PRESS = timedelta(minutes=2)
LONGEST_VERSION = 9


def create_once(actor: AbstractBaseUser, text: texts.Text) -> Article:
    """Begin an article, or return the one that the same press began already."""
    clean = texts.cleaned(text)
    with transaction.atomic():
        # The account's row is the queue in which two presses of one button wait for each other.
        get_user_model().objects.select_for_update().get(pk=actor.pk)
        twins = Article.objects.filter(
            owner=actor, version=1, working_title=clean["title"], created_at__gte=timezone.now() - DOUBLE_PRESS
        )
        for twin in twins.filter(trashed_at__isnull=True).order_by("-pk")[:5]:
            if working_text(twin) == clean:
                return twin
        return workflow.create(actor, clean)


@dataclass(frozen=True, slots=True)
class Settled:
    """A text and the version that it may take the place of. `note` and `trail` say how that was settled."""

    text: texts.Text
    base_version: int
    note: str = ""
    trail: Mapping[str, int] = field(default_factory=dict)


def settle(actor: AbstractBaseUser, article: Article, text: texts.Text, base: str, sent: Mapping[str, str]) -> Settled:
    """Return what a form of the room asks to be saved: its own text, also on top of another's, or that of both.

    Raises collision.Undecided where both changed one place and the form does not say whose words stand.
    """
    on_top, together = (article.revisions.filter(number=version(sent.get(name, ""))).first()
                        for name in ("on_top", "together"))  # fmt: skip
    if on_top:
        note = f"saved on top of version {on_top.number} by {on_top.author_name}"
        return Settled(text, on_top.number, note, {"overwrote": on_top.number})
    if together:
        meeting = collision.meet(article, texts.cleaned(text), version(base), together, sent, actor)
        note = f"put together with version {together.number} by {together.author_name}"
        trail = {"put_together_with": together.number, "written_over": version(base)}
        return Settled(meeting.put_together(), together.number, note, trail)
    return Settled(text, version(sent.get("on_top") or sent.get("together") or base))


def version(given: str) -> int:
    """Read a version as forms send it. What is none is older than every one."""
    return int(given) if given.isascii() and given.isdigit() and len(given) <= LONGEST_VERSION else -1


def save(actor: AbstractBaseUser, article: Article, settled: Settled) -> bool:
    """Save the text unless it is the newest already; tell whether that made a revision.

    Raises StaleVersion where somebody else's words would be lost.
    """
    clean, base_version = texts.cleaned(settled.text), settled.base_version
    newest = article.revisions.first()
    if newest is not None and _is_same(newest, clean):
        return False
    if newest is None:
        base_version = article.version
    try:
        workflow.save_draft(actor, article, clean, base_version=base_version, note=settled.note, trail=settled.trail)
    except workflow.StaleVersion as stale:
        # Two presses of one button: the other one saved these very words.
        if not _is_same(stale.newest, clean):
            raise
        article.refresh_from_db()
        return False
    return True


def _is_same(revision: object, clean: texts.Text) -> bool:
    return texts.cleaned(revision.data) == clean
