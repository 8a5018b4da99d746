"""Doing one thing to several articles: each is asked for by itself, and answers by itself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages

from articles import copying, policy, workflow
from articles.desk.form import blank_text
from articles.desk.moves import MOVES, Wish
from articles.models import Article

# What needs a reason or a time is done one by one.
ACTIONS = {
    "submit": "Submit for review",
    "approve": "Approve",
    "release": "Release now",
    "duplicate": "Duplicate",
    "trash": "Put into the trash",
    "take_from_trash": "Take out of the trash",
}
Line = tuple[int, str]  # a level of django.contrib.messages, what became of one article


def offered(user: Any, tab: str) -> list[tuple[str, str]]:
    """Return the actions that this account may do to anything at all; which rows admit it is asked row by row."""
    if tab == "trash":
        return [("take_from_trash", ACTIONS["take_from_trash"])]
    rights = {
        name: policy.may_create(user)
        if name == "duplicate"
        else any(user.has_perm(permission) for permission in policy.RULES[name].rights.values())
        for name in ACTIONS
        if name != "take_from_trash"
    }
    return [(name, ACTIONS[name]) for name, may in rights.items() if may]


def act(user: Any, name: str, ids: list[int]) -> list[Line]:
    """Do it to each article, in the order given, and say of each what became of it. What is out of sight is missing."""
    if name not in ACTIONS:
        return [(messages.ERROR, "Choose what to do.")]
    rows = Article.objects.select_related("region", "lead_picture")
    seen = policy.trash_of(user, rows) if name == "take_from_trash" else policy.visible_to(user, rows)
    found = seen.in_bulk(ids)
    if not found:
        return [(messages.ERROR, "Choose the articles to do it to.")]
    return [_one(user, name, found[pk]) for pk in dict.fromkeys(ids) if pk in found]


def _one(user: Any, name: str, article: Article) -> Line:
    title = article.working_title or str(article)
    try:
        if name == "take_from_trash":
            workflow.take_from_trash(user, article)
            return messages.SUCCESS, f"“{title}”: out of the trash."
        if name == "duplicate":
            copying.copy(user, article, blank=blank_text(user))
            return messages.SUCCESS, f"“{title}”: a new draft has its text."
        move = MOVES[name]
        if not policy.may(user, move.action, article) or not move.fits(article):
            return messages.ERROR, f"“{title}”: left as it is, {_why_not(user, name, article)}."
        move.perform(user, article, Wish())
    except (policy.NotAllowed, workflow.NotReady, workflow.StaleVersion) as refused:
        return messages.ERROR, f"“{title}”: left as it is. {refused}"
    return messages.SUCCESS, f"“{title}”: {ACTIONS[name].lower()}, done."


def _why_not(user: Any, name: str, article: Article) -> str:
    if policy.may(user, MOVES[name].action, article):
        return "nothing about it would change"
    return f"you may not {name} what is {article.get_state_display()}"
