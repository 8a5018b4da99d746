"""What the buttons of the writing room do beside saving: each one verb of `articles.workflow`."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone

from articles import planning, policy, workflow
from articles.checks.passing import UNASKED, Passing
from articles.models import Article, State, Tag
from articles.planning import PUBLISH, TAKE_DOWN, moment_words
from cms.ledger import due
from cms.ledger.models import DueState


@dataclass(frozen=True, slots=True)
class Wish:
    """What comes with a press of a button: the reason that was typed, the time that was chosen, what may be passed."""

    reason: str = ""
    at: datetime | None = None
    passing: Passing = UNASKED


@dataclass(frozen=True, slots=True)
class Move:
    """`action` is the policy's name for it. `is_done` tells a second press from a first; `fits` whether to offer it."""

    name: str
    action: str
    perform: Callable[[AbstractBaseUser, Article, Wish], object]
    is_done: Callable[[Article, Wish], bool]
    said: Callable[[Article], str]
    fits: Callable[[Article], bool] = lambda article: True
    reason_field: str = ""
    # The part of the form that asks for the plan's time
    plan: str = ""


def is_live(article: Article) -> bool:
    return article.is_public(timezone.now())


def is_scheduled(article: Article) -> bool:
    return article.state == State.RELEASED and not is_live(article)


def _is_released(article: Article) -> bool:
    return article.state == State.RELEASED and not article.has_changes


def _is_planned(article: Article, kind: str, at: datetime | None = None, **details: object) -> bool:
    """Tell whether a change is planned, or has failed and waits for a person; with a time, whether just that is."""
    change = due.open_of("article", article.pk).filter(kind=kind).first()
    if change is None or at is None:
        return change is not None
    is_meant = all(change.details.get(name) == value for name, value in details.items())
    return change.state == DueState.WAITING and change.at == at and is_meant


def _planned_words(article: Article, kind: str) -> str:
    change = due.open_of("article", article.pk).filter(kind=kind).first()
    return moment_words(change.at) if change else "then"


def _versioned(verb: Callable[..., object]) -> Callable[[AbstractBaseUser, Article, Wish], object]:
    return lambda actor, article, wish: verb(actor, article, base_version=article.version)


MOVES = {
    move.name: move
    for move in (
        Move(
            "submit",
            "submit",
            _versioned(workflow.submit),
            is_done=lambda article, wish: article.state == State.IN_REVIEW,
            said=lambda article: "Handed in for review.",
        ),
        Move(
            "approve",
            "approve",
            _versioned(workflow.approve),
            is_done=lambda article, wish: article.state == State.APPROVED,
            said=lambda article: "Approved: it may be released as it stands.",
        ),
        Move(
            "send_back",
            "send_back",
            lambda actor, article, wish: workflow.send_back(
                actor, article, reason=wish.reason, base_version=article.version
            ),
            is_done=lambda article, wish: article.state == State.DRAFT,
            said=lambda article: "Sent back. The writer reads the reason above the text.",
            reason_field="send_back_reason",
        ),
        Move(
            "release",
            "release",
            lambda actor, article, wish: workflow.release(
                actor, article, base_version=article.version, passing=wish.passing
            ),
            is_done=lambda article, wish: _is_released(article) and is_live(article),
            said=lambda article: "Readers see this text now.",
            fits=lambda article: not (is_live(article) and not article.has_changes),
        ),
        Move(
            "schedule",
            "release",
            lambda actor, article, wish: workflow.release(
                actor, article, base_version=article.version, at=wish.at, passing=wish.passing
            ),
            is_done=lambda article, wish: _is_released(article) and article.published_at == wish.at,
            said=lambda article: f"Readers see this text from {moment_words(article.published_at)} on.",
            fits=lambda article: not is_live(article),
        ),
        Move(
            "withdraw",
            "withdraw",
            lambda actor, article, wish: workflow.withdraw(
                actor, article, reason=wish.reason, base_version=article.version
            ),
            is_done=lambda article, wish: article.state == State.WITHDRAWN,
            said=lambda article: "Withdrawn: it has left every list, and its address says that it is gone.",
            reason_field="withdraw_reason",
        ),
        Move(
            "discard",
            "discard",
            _versioned(workflow.discard),
            is_done=lambda article, wish: _is_released(article),
            said=lambda article: "The text is again what readers see. What you discarded stays in the history.",
            fits=lambda article: article.has_changes,
        ),
        Move(
            "plan_publish",
            "release",
            lambda actor, article, wish: planning.plan_publication(
                actor, article, at=wish.at, base_version=article.version, passing=wish.passing
            ),
            is_done=lambda article, wish: _is_planned(article, PUBLISH, wish.at, version=article.version),
            said=lambda article: f"Readers get this text on {_planned_words(article, PUBLISH)}.",
            fits=is_live,
            plan="publish",
        ),
        Move(
            "plan_take_down",
            "withdraw",
            lambda actor, article, wish: planning.plan_taking_down(actor, article, at=wish.at, reason=wish.reason),
            is_done=lambda article, wish: _is_planned(article, TAKE_DOWN, wish.at, reason=wish.reason),
            said=lambda article: f"The story is taken down on {_planned_words(article, TAKE_DOWN)}.",
            reason_field="take_down_reason",
            plan="take_down",
        ),
        Move(
            "cancel_publish",
            "release",
            lambda actor, article, wish: planning.call_off(actor, article, PUBLISH),
            is_done=lambda article, wish: not _is_planned(article, PUBLISH),
            said=lambda article: "Nothing is published by itself any more: the plan is called off.",
            fits=lambda article: article.state == State.RELEASED and _is_planned(article, PUBLISH),
        ),
        Move(
            "cancel_take_down",
            "withdraw",
            lambda actor, article, wish: planning.call_off(actor, article, TAKE_DOWN),
            is_done=lambda article, wish: not _is_planned(article, TAKE_DOWN),
            said=lambda article: "The story stays: the plan to take it down is called off.",
            fits=lambda article: article.state == State.RELEASED and _is_planned(article, TAKE_DOWN),
        ),
        Move(
            "hold",
            "hold",
            lambda actor, article, wish: workflow.hold(
                actor, article, reason=wish.reason, base_version=article.version
            ),
            is_done=lambda article, wish: policy.hold_of(article) is not None,
            said=lambda article: "You hold this story: nobody else changes or releases it until you end that.",
            fits=lambda article: policy.hold_of(article) is None,
            reason_field="hold_reason",
        ),
        Move(
            "end_hold",
            "hold",
            lambda actor, article, wish: workflow.lift_hold(actor, article),
            is_done=lambda article, wish: policy.hold_of(article) is None,
            said=lambda article: "The hold is ended: everybody works on as before.",
            fits=lambda article: policy.hold_of(article) is not None,
        ),
        Move(
            "trash",
            "trash",
            _versioned(workflow.trash),
            is_done=lambda article, wish: article.trashed_at is not None,
            said=lambda article: f"“{article}” is in the trash, from which it can be taken back.",
        ),
    )
}


# What can be done to a story in the press that begins it.
FIRST_MOVES = ("submit", "release", "schedule")


def as_saved(article: Article | None, actor: AbstractBaseUser, region: Tag | None) -> Article:
    """Return, unsaved, the story as saving it in `region` would leave it: what the policy is asked about."""
    story = copy(article) if article else Article(owner=actor)
    story.working_region = region
    return story


def offered(actor: AbstractBaseUser, article: Article) -> set[str]:
    """Return the names of the buttons to show: what the policy allows and the article's standing has a use for.

    Releasing is always of use there, since what is being typed is saved with it. A story without a region may get one
    on this very page.
    """
    may = {move.name: move for move in MOVES.values() if policy.may(actor, move.action, article)}
    if article.working_region_id is None:
        may |= {name: MOVES[name] for name in ("release", "schedule") if _could_release(actor, article)}
    return {name for name, move in may.items() if name == "release" or move.fits(article)}


def first_moves(actor: AbstractBaseUser) -> set[str]:
    """Return the names of the buttons to show on a story that is not yet there."""
    return {"submit", "release", "schedule"} if _could_release(actor, None) else {"submit"}


def _could_release(actor: AbstractBaseUser, article: Article | None) -> bool:
    """Tell whether the story could be released as it stands, or from one of the actor's own sections."""
    sections = Tag.objects.filter(pk__in=policy.own_sections(actor))
    return any(policy.may(actor, "release", as_saved(article, actor, region)) for region in (None, *sections))
