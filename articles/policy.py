"""Who may do what to an article. One table; the admin and every side door ask it.

Denied must look like missing, so `visible_to` filters every queryset that staff see.
"""

from django.contrib.auth.models import AbstractBaseUser
from django.db import models

from articles.models import Article, State

# Actions, and the states in which each can be done at all.
ACTIONS: dict[str, frozenset[str]] = {
    "save_draft": frozenset({State.DRAFT, State.IN_REVIEW, State.APPROVED, State.RELEASED, State.WITHDRAWN}),
    "release": frozenset({State.DRAFT, State.IN_REVIEW, State.APPROVED, State.RELEASED, State.WITHDRAWN}),
    "withdraw": frozenset({State.RELEASED}),
    "restore": frozenset({State.DRAFT, State.IN_REVIEW, State.APPROVED, State.RELEASED, State.WITHDRAWN}),
}
# The permission of Django's that stands behind each; the groups of the newsroom are made of these.
PERMISSIONS = {
    "save_draft": "articles.change_article",
    "release": "articles.release_article",
    "withdraw": "articles.release_article",
    "restore": "articles.change_article",
}


class NotAllowed(Exception):
    """The actor may not do this, or the article's state does not admit it."""


def may(actor: AbstractBaseUser | None, action: str, article: Article) -> bool:
    """Tell whether `actor` may do `action` now. No actor is the system itself: import, demonstration, `tick`."""
    if article.trashed_at is not None or article.state not in ACTIONS[action]:
        return False
    return actor is None or (actor.is_active and actor.has_perm(PERMISSIONS[action]))


def require(actor: AbstractBaseUser | None, action: str, article: Article) -> None:
    """Raise NotAllowed unless `actor` may do `action` to `article` now."""
    if not may(actor, action, article):
        who = "the system" if actor is None else actor.get_username()
        raise NotAllowed(
            f"{who} may not {action.replace('_', ' ')} “{article}” while it is {article.get_state_display()}."
        )


def visible_to(user: AbstractBaseUser, articles: models.QuerySet) -> models.QuerySet:
    """Return those articles that this account may see on the desk."""
    if not (user.is_active and user.has_perm("articles.view_article")):
        return articles.none()
    return articles.filter(trashed_at__isnull=True)
