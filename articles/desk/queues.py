"""Which stories lie on whose table: what somebody is writing, and what waits for somebody."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from articles import policy
from articles.models import Article, Revision, State
from cms.ledger.models import AuditEntry

# How far back the newest work of one person, and that of everybody in one state, is looked through. So that an archive
# of a hundred thousand stories under one name costs no more than a desk a week old.
OWN_WINDOW = 300
SHARED_WINDOW = 200

# The two moves after which a draft is its writer's again, or no longer.
_HANDED = ("submit", "send back")


def waiting_for(user: AbstractBaseUser) -> QuerySet:
    """Stories that wait for this account: to be approved or released, and those sent back to their writer."""
    return Article.objects.filter(pk__in=to_decide(user).values("pk").union(sent_back_to(user).values("pk"), all=True))


def to_decide(user: AbstractBaseUser) -> QuerySet:
    """In review or approved, and in this account's reach: whoever may send a story back may also let it go on."""
    windows = Q()
    for state in sorted(policy.RULES["send_back"].states):
        newest = Article.objects.filter(state=state, trashed_at__isnull=True).order_by("-working_at", "-pk")
        windows |= Q(pk__in=newest.values("pk")[:SHARED_WINDOW])
    return policy.within_reach(user, "send_back", Article.objects.filter(windows))


def sent_back_to(user: AbstractBaseUser) -> QuerySet:
    """Own drafts whose last handing over was the way back."""
    handed = AuditEntry.objects.filter(target_kind="article", target_id=OuterRef("pk"), action__in=_HANDED)
    drafts = Article.objects.filter(pk__in=_newest_of(user), state=State.DRAFT)
    return drafts.alias(handed=Subquery(handed.order_by("-at", "-pk").values("action")[:1])).filter(handed="send back")


def open_work_of(user: AbstractBaseUser) -> QuerySet:
    """What this account began or wrote last, and readers do not have yet: drafts, and changes to live stories."""
    last_written = Revision.objects.filter(article=OuterRef("pk"), number=OuterRef("version"), author=user.pk)
    everybodys = Article.objects.filter(trashed_at__isnull=True, has_changes=True).order_by("-working_at", "-pk")
    touched = Article.objects.filter(Exists(last_written), pk__in=everybodys.values("pk")[:SHARED_WINDOW])
    begun = Article.objects.filter(pk__in=_newest_of(user), has_changes=True)
    mine = Article.objects.filter(pk__in=begun.values("pk").union(touched.values("pk"), all=True))
    return policy.visible_to(user, mine.filter(is_template=False).exclude(state=State.WITHDRAWN))


def reasons_of(ids: list[int]) -> dict[int, AuditEntry]:
    """Return, for those drafts that were sent back and not handed in since, the entry that says by whom and why."""
    handed = AuditEntry.objects.filter(target_kind="article", target_id__in=ids, action__in=_HANDED)
    last = {entry.target_id: entry for entry in handed.order_by("at", "pk")}
    return {pk: entry for pk, entry in last.items() if entry.action == "send back"}


def _newest_of(user: AbstractBaseUser) -> QuerySet:
    own = Article.objects.filter(owner=user.pk, trashed_at__isnull=True)
    return own.order_by(F("working_at").desc(), "-pk").values("pk")[:OWN_WINDOW]
