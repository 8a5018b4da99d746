"""Saving what was typed: once, never over somebody else's words, and with the move that the button asked for."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from articles import text as texts
from articles import workflow
from articles.desk.form import working_text
from articles.models import Article

# A second press of the same button comes within this time.
DOUBLE_PRESS = timedelta(minutes=2)


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


def save(actor: AbstractBaseUser, article: Article, text: texts.Text, *, base_version: int, over: str = "") -> bool:
    """Save the text unless it is the newest already; tell whether that made a revision.

    `over` says whose version is overwritten on purpose. Raises StaleVersion where somebody else's words would be lost.
    """
    clean = texts.cleaned(text)
    newest = article.revisions.first()
    if newest is not None and _is_same(newest, clean):
        return False
    if newest is None:
        base_version = article.version
    note = f"saved on top of {over}" if over else ""
    try:
        workflow.save_draft(actor, article, clean, base_version=base_version, note=note)
    except workflow.StaleVersion as stale:
        # Two presses of one button: the other one saved these very words.
        if not _is_same(stale.newest, clean):
            raise
        article.refresh_from_db()
        return False
    return True


def _is_same(revision: object, clean: texts.Text) -> bool:
    return texts.cleaned(revision.data) == clean
