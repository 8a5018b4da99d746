"""What is meant for a live story at a time to come: its changes published, or the story taken down.

The first release of a story is no such plan: it is visible from its time on by itself. Whoever may do a thing now may
plan it; the right is asked for again when the time comes, of the account that planned it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles import policy, releasable, workflow
from articles.checks.passing import UNASKED, Passing, kept_in
from articles.models import Article, State
from cms.ledger import due
from cms.ledger.due import Kind, Letter, Refused
from cms.ledger.models import DueChange
from cms.lib.dates import zone_label

PUBLISH, TAKE_DOWN = workflow.PUBLISH, workflow.TAKE_DOWN
# The policy's name for what each does.
ACTIONS = {PUBLISH: "release", TAKE_DOWN: "withdraw"}


class CannotPlan(Exception):
    """There is nothing that could be planned for this story, or not at this time. Says why."""


def plan_publication(
    actor: AbstractBaseUser,
    article: Article,
    *,
    at: datetime,
    base_version: int,
    now: datetime | None = None,
    passing: Passing = UNASKED,
) -> DueChange:
    """Mean the newest text for readers at `at`. Planned again, it is that text and that time instead.

    What the checks say is decided now, and kept with the plan: nobody is there when its time comes. Raises
    StaleVersion, NotReady as release does, and CannotPlan.
    """
    now = now or timezone.now()
    with transaction.atomic():
        locked = _lock(actor, PUBLISH, article)
        workflow.compare(locked, base_version)
        if not locked.is_public(now):
            raise CannotPlan("readers do not have this story: give it a time of release instead.")
        if not locked.has_changes:
            raise CannotPlan("there is nothing to publish later: readers have this text already.")
        _must_be_later(at, now)
        text = releasable.released_text(locked.revisions.first())
        passed = releasable.check_readiness(actor, locked, text, passing)
        releasable.record_overriding(actor, locked, passed)
        return due.plan(actor, PUBLISH, locked, at=at, version=locked.version, **passed.kept())


def plan_taking_down(
    actor: AbstractBaseUser, article: Article, *, at: datetime, reason: str, now: datetime | None = None
) -> DueChange:
    """Mean a released story to be withdrawn at `at`, for a reason that must be given."""
    if not reason.strip():
        raise workflow.NotReady([("reason", "say why the story is taken down")])
    now = now or timezone.now()
    with transaction.atomic():
        locked = _lock(actor, TAKE_DOWN, article)
        _must_be_later(at, max(now, locked.published_at))
        return due.plan(actor, TAKE_DOWN, locked, at=at, reason=reason.strip())


def call_off(actor: AbstractBaseUser, article: Article, kind: str) -> None:
    """Call a plan off, or set aside one that failed. What is not planned (any more) needs no calling off."""
    with transaction.atomic():
        locked = _lock(actor, kind, article)
        change = due.open_of("article", locked.pk).filter(kind=kind).select_for_update().first()
        if change is not None:
            due.call_off(actor, change)


def _lock(actor: AbstractBaseUser, kind: str, article: Article) -> Article:
    locked = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    policy.require(actor, ACTIONS[kind], locked)
    return locked


def _must_be_later(at: datetime, than: datetime) -> None:
    if at <= than:
        raise CannotPlan("this time has passed, or comes before the story is out.")


def is_overtaken(change: DueChange, article: Article) -> bool:
    """Tell whether the text has been saved again since it was meant, so that nothing would be published."""
    return change.kind == PUBLISH and change.details.get("version") != article.version


def moment_words(at: datetime) -> str:
    return f"{date_format(timezone.localtime(at), 'j F Y, H:i')} ({zone_label(at)})"


# --- When the time comes. The ledger has locked the story, and undoes everything where one of these raises ---


def _hold(article_id: int) -> bool:
    """Lock the story unless somebody is at it this moment. One that is gone is nobody's: its plan can be refused."""
    held = Article.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=article_id)
    return bool(held.values_list("pk")) or not Article.objects.filter(pk=article_id).exists()


def _publish(change: DueChange, now: datetime) -> None:
    version = change.details["version"]
    article = _live(change, now)
    try:
        workflow.release(
            change.actor,
            article,
            base_version=version,
            now=now,
            planned_for=change.at,
            passing=kept_in(change.details),
        )
    except workflow.StaleVersion as stale:
        newest = stale.newest
        why = f"Version {version} was meant, and {newest.author_name} has saved version {newest.number} since."
        raise Refused(why) from stale
    except workflow.NotReady as lacking:
        raise Refused(f"The text is not ready: {'; '.join(what for _, what in lacking.gaps)}.") from lacking


def _take_down(change: DueChange, now: datetime) -> None:
    workflow.withdraw(change.actor, _live(change, now), reason=change.details["reason"], now=now, planned_for=change.at)


def _live(change: DueChange, now: datetime) -> Article:
    article = Article.objects.filter(pk=change.target_id).first()
    if article is None:
        raise Refused("The story is no longer there.")
    if not article.is_public(now):
        raise Refused(f"Readers do not have this story now: it is {_where(article)}.")
    if ACTIONS[change.kind] in policy.HELD_STILL and (hold := policy.hold_of(article)):
        # Also a plan of the holder's own: it was made before, and a hold says that the story stays as it is.
        raise Refused(hold.words)
    if change.actor is None or not policy.may(change.actor, ACTIONS[change.kind], article):
        # Without its account the plan would be the system's own, which may do everything.
        raise Refused(f"{change.actor_name} may not {ACTIONS[change.kind]} this story any more.")
    return article


def _where(article: Article) -> str:
    if article.trashed_at:
        return "in the trash"
    return "scheduled for later" if article.state == State.RELEASED else article.get_state_display()


def _letter(change: DueChange) -> Letter:
    """Tell whoever planned it, and the story's owner: an account that is closed reads no letters."""
    article = Article.objects.select_related("owner").filter(pk=change.target_id).first()
    people = [change.actor, article.owner if article else None]
    to = dict.fromkeys(person.email for person in people if person and person.is_active and person.email)
    what, still = _WORDS[change.kind]
    again = "It will be tried again." if change.state == "waiting" else "It will not be tried again by itself."
    link = settings.SITE_URL + reverse("admin:articles_article_change", args=[change.target_id])
    body = (
        f"{what} of “{change.target_name}”, planned by {change.actor_name} for {moment_words(change.at)}, "
        f"did not happen.\n\n{change.reason}\n\n{still} {again}\n\n{link}\n"
    )
    return Letter(tuple(to), f"Did not happen: {what.lower()} of “{change.target_name}”", body)


_WORDS = {
    PUBLISH: ("The publication of changes", "Readers see the text as it was."),
    TAKE_DOWN: ("The taking down", "Readers still have the story."),
}
_APPLY: dict[str, Callable[[DueChange, datetime], None]] = {PUBLISH: _publish, TAKE_DOWN: _take_down}


def register_kinds() -> None:
    for name, apply in _APPLY.items():
        due.register(Kind(name, hold=_hold, apply=apply, letter=_letter))
