"""Doing one thing to several articles: each is asked for by itself, and answers by itself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages

from articles import copying, policy, workflow
from articles.checks.passing import UNASKED, Passing
from articles.desk import seen
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


def act(user: Any, name: str, lines: list[str], *, passes_advice: bool = False) -> list[Line]:
    """Do it to the article of each line (`seen.row`), in their order, and say of each what became of it.

    What is out of sight is missing; what has changed since the list was shown is left as it is. What a check blocks
    needs a reason, and is let go one by one.
    """
    if name not in ACTIONS:
        return [(messages.ERROR, "Choose what to do.")]
    rows = Article.objects.select_related("region", "lead_picture")
    visible = policy.trash_of(user, rows) if name == "take_from_trash" else policy.visible_to(user, rows)
    chosen = seen.ids_of(lines)
    found = visible.in_bulk(list(chosen))
    if not found:
        return [(messages.ERROR, "Choose the articles to do it to.")]
    wish = Wish(passing=UNASKED if passes_advice else Passing(seen=frozenset()))
    return [_one(user, name, found[pk], line, wish) for pk, line in chosen.items() if pk in found]


def _one(user: Any, name: str, article: Article, line: str, wish: Wish) -> Line:
    title = article.working_title or str(article)
    try:
        is_as_seen = line == seen.row(article)
        if name == "take_from_trash" and is_as_seen:
            workflow.take_from_trash(user, article, base_version=article.version)
            return messages.SUCCESS, f"“{title}”: out of the trash."
        if name == "duplicate":
            copying.copy(user, article, blank=blank_text(user))
            return messages.SUCCESS, f"“{title}”: a new draft has its text."
        move = MOVES.get(name)
        if move and (not policy.may(user, move.action, article) or not move.fits(article)):
            return messages.ERROR, f"“{title}”: left as it is, {_why_not(user, name, article)}."
        if not is_as_seen:
            return messages.ERROR, f"“{title}”: left as it is. {_what_changed(article, line)} Look at it first."
        move.perform(user, article, wish)
    except workflow.NotReady as lacking:
        return messages.ERROR, f"“{title}”: left as it is. Not ready: {'; '.join(what for _, what in lacking.gaps)}."
    except (policy.NotAllowed, workflow.StaleVersion) as refused:
        return messages.ERROR, f"“{title}”: left as it is. {refused}"
    return messages.SUCCESS, f"“{title}”: {ACTIONS[name].lower()}, done."


def _what_changed(article: Article, line: str) -> str:
    version = line.split(".")[1:2]
    if version == [str(article.version)]:
        return f"{seen.change_words(article)}, which this list did not show yet."
    return f"It is version {article.version} by {article.working_by or 'somebody'} now, which this list did not show."


def _why_not(user: Any, name: str, article: Article) -> str:
    if hold := policy.hold_against(user, MOVES[name].action, article):
        return f"since {hold.words.removesuffix('.')}"
    if policy.may(user, MOVES[name].action, article):
        return "nothing about it would change"
    return f"you may not {name} what is {article.get_state_display()}"
