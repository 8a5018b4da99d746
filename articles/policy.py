"""Who may do what to an article. One table; the admin and every side door ask it.

A right is held for everything, for the articles of one's own sections, or for one's own articles; the permission that
stands in the table under that reach gives it. Denied must look like missing, so `visible_to` filters every queryset
that staff see.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import Q

from articles.models import Article, Hold, State


class Reach(Enum):
    ANY = "any article"
    SECTION = "articles of own sections"
    OWN = "own articles"


@dataclass(frozen=True, slots=True)
class Rule:
    """`states` in which the action can be done at all; `rights` give, for each reach, the permission needed."""

    states: frozenset[str]
    rights: Mapping[Reach, str]


def _states(*names: str) -> frozenset[str]:
    return frozenset(names)


UNRELEASED = _states(State.DRAFT, State.IN_REVIEW, State.APPROVED)
ALL = frozenset(State.values)
SEE = {
    Reach.ANY: "articles.view_article",
    Reach.SECTION: "articles.write_section_article",
    Reach.OWN: "articles.add_article",
}
WRITE = SEE | {Reach.ANY: "articles.change_article"}
RELEASE = {Reach.ANY: "articles.release_article", Reach.SECTION: "articles.release_section_article"}

RULES: dict[str, Rule] = {
    "view": Rule(ALL, SEE),
    # Whoever may read a story may let others read it (articles/sharing.py); one that was withdrawn, nobody should.
    "share": Rule(ALL - {State.WITHDRAWN}, SEE),
    # A template is every writer's to begin from: see may_copy. So whoever releases says what is one.
    "mark_template": Rule(_states(State.DRAFT), RELEASE),
    "save_draft": Rule(ALL, WRITE),
    "restore": Rule(ALL, WRITE),
    "discard": Rule(_states(State.RELEASED), WRITE),
    "submit": Rule(_states(State.DRAFT), WRITE),
    "send_back": Rule(_states(State.IN_REVIEW, State.APPROVED), RELEASE),
    "approve": Rule(_states(State.IN_REVIEW), RELEASE),
    "release": Rule(ALL, RELEASE),
    "withdraw": Rule(_states(State.RELEASED), RELEASE),
    # What was once public is withdrawn, not thrown away: its address must go on answering.
    "trash": Rule(UNRELEASED, {Reach.ANY: "articles.delete_article", Reach.OWN: "articles.add_article"}),
    "take_from_trash": Rule(UNRELEASED, {Reach.ANY: "articles.delete_article", Reach.OWN: "articles.add_article"}),
    # Words of one's own that are no version yet
    "keep_words": Rule(ALL, WRITE),
    "hold": Rule(ALL, WRITE),
    # Of others: one's own hold anybody ends.
    "lift_hold": Rule(ALL, {Reach.ANY: "articles.delete_hold"}),
}
# From what a hold keeps everybody but its holder, and not the system. A story is taken from readers all the same.
HELD_STILL = frozenset(
    {"save_draft", "restore", "discard", "submit", "send_back", "approve", "release", "trash", "hold", "mark_template"}
)
IN_THE_TRASH = frozenset({"take_from_trash"})
# A template goes to nobody: what is begun from it does.
NEVER_TEMPLATES = frozenset({"submit", "approve", "release"})


class NotAllowed(Exception):
    """The actor may not do this, or the article's state does not admit it."""


class Held(NotAllowed):
    """Only somebody's hold is in the way."""


def hold_of(article: Article) -> Hold | None:
    return getattr(article, "hold", None)


def hold_against(actor: AbstractBaseUser | None, action: str, article: Article) -> Hold | None:
    """Return the hold that keeps this account, whatever its rights, from doing `action`."""
    if actor is None or action not in HELD_STILL:
        return None
    hold = hold_of(article)
    return hold if hold and hold.holder_id != actor.pk else None


def may(actor: AbstractBaseUser | None, action: str, article: Article) -> bool:
    """Tell whether `actor` may do `action` now. No actor is the system itself: import, demonstration, `tick`."""
    rule = RULES[action]
    is_in_trash = article.trashed_at is not None
    if article.state not in rule.states or is_in_trash != (action in IN_THE_TRASH):
        return False
    if article.is_template and action in NEVER_TEMPLATES:
        return False
    return actor is None or _has_right(actor, rule.rights, article) and hold_against(actor, action, article) is None


def may_create(actor: AbstractBaseUser | None) -> bool:
    return actor is None or (actor.is_active and actor.has_perm("articles.add_article"))


def may_copy(actor: AbstractBaseUser | None, article: Article) -> bool:
    """Tell whether `actor` may begin a story of their own with the text of this one."""
    if not may_create(actor) or article.trashed_at is not None:
        return False
    return article.is_template or may(actor, "view", article)


def copiable_by(user: AbstractBaseUser, articles: models.QuerySet) -> models.QuerySet:
    """Return those articles that this account may copy: what it sees, and every template."""
    if not may_create(user):
        return articles.none()
    return visible_to(user, articles) | articles.filter(trashed_at__isnull=True, is_template=True)


def _has_right(actor: AbstractBaseUser, rights: Mapping[Reach, str], article: Article) -> bool:
    return actor.is_active and any(
        actor.has_perm(permission) and _reaches(actor, reach, article) for reach, permission in rights.items()
    )


def _reaches(actor: AbstractBaseUser, reach: Reach, article: Article) -> bool:
    if reach is Reach.ANY:
        return True
    if reach is Reach.OWN:
        return article.owner_id is not None and article.owner_id == actor.pk
    # A story that moves from one section to another is the business of both.
    regions = {article.working_region_id, article.region_id if article.state == State.RELEASED else None} - {None}
    return bool(regions) and regions <= own_sections(actor)


def own_sections(actor: AbstractBaseUser) -> set[int]:
    """Return the ids of the regions that this account edits, asked for once in the life of the object."""
    if not hasattr(actor, "_own_sections"):
        actor._own_sections = set(actor.section_assignments.values_list("region_id", flat=True))
    return actor._own_sections


def may_override(actor: AbstractBaseUser | None) -> bool:
    """Tell whether this account may let a story go that a check blocks. A reason must be given as well."""
    return actor is not None and actor.is_active and actor.has_perm("articles.override_checks")


def require(actor: AbstractBaseUser | None, action: str, article: Article) -> None:
    """Raise NotAllowed unless `actor` may do `action` to `article` now."""
    if not may(actor, action, article):
        hold = hold_against(actor, action, article)
        if hold and may(actor, "view", article):
            raise Held(hold.words)
        who = "the system" if actor is None else actor.get_username()
        where = "in the trash" if article.trashed_at else article.get_state_display()
        raise NotAllowed(f"{who} may not {action.replace('_', ' ')} “{article}” while it is {where}.")


def visible_to(user: AbstractBaseUser, articles: models.QuerySet) -> models.QuerySet:
    """Return those articles that this account may see on the desk. The trash has a list of its own."""
    return _reached(user, RULES["view"].rights, articles.filter(trashed_at__isnull=True))


def trash_of(user: AbstractBaseUser, articles: models.QuerySet) -> models.QuerySet:
    """Return those articles in the trash that this account may take out of it."""
    return _reached(user, RULES["take_from_trash"].rights, articles.filter(trashed_at__isnull=False))


def within_reach(user: AbstractBaseUser, action: str, articles: models.QuerySet) -> models.QuerySet:
    """Return those articles, outside the trash, to which this account may do `action` now."""
    rule = RULES[action]
    articles = articles.filter(trashed_at__isnull=True, state__in=rule.states)
    if action in NEVER_TEMPLATES:
        articles = articles.filter(is_template=False)
    return _reached(user, rule.rights, articles)


def may_see_desk(user: AbstractBaseUser) -> bool:
    """Tell whether the desk's lists of articles are there for this account at all."""
    return user.is_active and any(user.has_perm(permission) for permission in SEE.values())


def may_write(user: AbstractBaseUser) -> bool:
    """Tell whether this account may write any text: what writers are offered, such as names and tags, is theirs."""
    return user.is_active and any(user.has_perm(permission) for permission in WRITE.values())


def _reached(user: AbstractBaseUser, rights: Mapping[Reach, str], articles: models.QuerySet) -> models.QuerySet:
    if not user.is_active:
        return articles.none()
    reached = {reach for reach, permission in rights.items() if user.has_perm(permission)}
    if Reach.ANY in reached:
        return articles
    wanted = Q(pk__in=[])
    if Reach.OWN in reached:
        wanted |= Q(owner=user.pk)
    if Reach.SECTION in reached:
        sections = own_sections(user)
        wanted |= Q(working_region__in=sections) & (
            ~Q(state=State.RELEASED) | Q(region__isnull=True) | Q(region__in=sections)
        )
        wanted |= Q(working_region__isnull=True, state=State.RELEASED, region__in=sections)
    return articles.filter(wanted)
