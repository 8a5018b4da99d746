"""A story begun with the text of another: of any that one may see, of a template, of a ready-made plan.

Copied is what is written: headline, standfirst, text, pictures, kind, language, region and tags. Everything that made
the source what it is to readers stays behind: its state, address, dates, plans, its words for search engines, its place
among translations, its signs of the archive. So do its bylines: the credit is the new writer's, as in any new story,
since nobody else has written this one yet.
"""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from articles import policy, workflow
from articles import text as texts
from articles.models import Article
from cms.ledger import audit
from cms.ledger.models import AuditEntry

COPIED = (
    "title",
    "standfirst",
    "body",
    "kind",
    "language",
    "region",
    "tags",
    "lead_picture",
    "lead_alt",
    "lead_caption",
)
COPY = "copy"
# A second press of the same button comes within this time.
DOUBLE_PRESS = timedelta(seconds=10)


def copy(actor: AbstractBaseUser, source: Article, *, blank: texts.Text) -> Article:
    """Begin a story with the newest saved text of `source`. `blank` is what a new story of this writer begins with.

    Raises NotAllowed. Two presses of one button begin one story.
    """
    with transaction.atomic():
        # The account's row is the queue in which two presses of one button wait for each other.
        get_user_model().objects.select_for_update().get(pk=actor.pk)
        source = Article.objects.get(pk=source.pk)
        if not policy.may_copy(actor, source):
            raise policy.NotAllowed(f"{actor.get_username()} may not copy “{source}”.")
        if twin := _copied_just_now(actor, source):
            return twin
        newest = source.revisions.first()
        text = texts.resolved(texts.cleaned(newest.data if newest else texts.of_live(source)))
        name, number = source.working_title or str(source), newest.number if newest else 0
        made = workflow.create(
            actor, blank | {field: text[field] for field in COPIED}, note=f"begun from {source.pk}, “{name}”"
        )
        audit.record(actor, COPY, made, source=source.pk, name=name[:300], version=number)
    return made


def _copied_just_now(actor: AbstractBaseUser, source: Article) -> Article | None:
    entries = AuditEntry.objects.filter(
        actor=actor, action=COPY, target_kind="article", at__gt=timezone.now() - DOUBLE_PRESS
    )
    last = next((entry for entry in entries.order_by("-at") if entry.details.get("source") == source.pk), None)
    made = last and Article.objects.filter(pk=last.target_id, trashed_at__isnull=True).first()
    return made if made and made.version == 1 else None
