"""What is planned for live stories, as the desk shows it: in a story's room, in its history, on the front page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.http import QueryDict

from articles import policy
from articles.desk.asking import PlanForm, time_of
from articles.models import Article
from articles.planning import PUBLISH, TAKE_DOWN, is_overtaken, moment_words
from cms.ledger import due
from cms.ledger.models import OPEN, DueChange, DueState

SHOWN = 8
# So many are looked through for those that an account may see; those that failed come first.
LOOKED_THROUGH = 200
AHEAD = timedelta(days=7)
PAST_SHOWN = 20
# The parts of the room's form that ask for a time, by the kind of change
FORMS = {"publish": PUBLISH, "take_down": TAKE_DOWN}
_ENDS = ("on", "time", "fold")


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan and the story it is for. `trouble` is why it failed, is late, or will fail as things stand."""

    change: DueChange
    article: Article
    trouble: str = ""

    @property
    def is_publication(self) -> bool:
        return self.change.kind == PUBLISH

    @property
    def words(self) -> str:
        """What is meant, or was: “Version 7 goes out”."""
        is_to_come = self.change.state == DueState.WAITING
        if self.is_publication:
            return f"Version {self.change.details.get('version')} {'goes out' if is_to_come else 'was to go out'}"
        return f"It {'is' if is_to_come else 'was to be'} taken down"

    @property
    def has_failed(self) -> bool:
        return self.change.state == DueState.FAILED

    @property
    def outcome(self) -> str:
        """What became of it, for the history."""
        change = self.change
        if change.state == DueState.DONE:
            return f"done on {moment_words(change.done_at)}"
        if change.state == DueState.CANCELLED:
            return f"called off. {change.reason}".strip()
        if change.state == DueState.FAILED:
            return f"did not happen. {change.reason}"
        return "planned"

    @property
    def when(self) -> str:
        return moment_words(self.change.at)


def plans_of(article: Article, at: datetime) -> dict[str, Planned]:
    """Return what is planned for a story, or failed, by the name of its part of the form."""
    found = {change.kind: change for change in due.open_of("article", article.pk)}
    return {
        name: Planned(found[kind], article, _trouble(found[kind], article, at))
        for name, kind in FORMS.items()
        if kind in found
    }


def history_of(article: Article, at: datetime) -> list[Planned]:
    """Return what was ever planned for a story, the newest plan first."""
    rows = DueChange.objects.filter(target_kind="article", target_id=article.pk).order_by("-pk")[:PAST_SHOWN]
    return [Planned(change, article, _trouble(change, article, at)) for change in rows]


def planned(user: AbstractBaseUser, at: datetime) -> list[Planned]:
    """Return what failed or is planned for the next days, for stories that this account may see; troubles first."""
    rows = DueChange.objects.filter(OPEN, target_kind="article", at__lte=at + AHEAD)
    changes = list(rows.order_by("state", "at", "pk")[:LOOKED_THROUGH])  # "failed" comes before "waiting"
    if not changes:
        return []
    seen = policy.visible_to(user, Article.objects.defer("body", "standfirst"))
    stories = seen.in_bulk([change.target_id for change in changes])
    found = [
        Planned(change, stories[change.target_id], _trouble(change, stories[change.target_id], at))
        for change in changes
        if change.target_id in stories
    ]
    return sorted(found, key=lambda plan: (not plan.trouble, plan.change.at))[:SHOWN]


def warning(article: Article) -> str:
    """What somebody who has just saved must know: that a planned publication means the text before."""
    change = due.open_of("article", article.pk).filter(kind=PUBLISH, state=DueState.WAITING).first()
    if change is None or not is_overtaken(change, article):
        return ""
    return (
        f"Version {change.details.get('version')} was planned for {moment_words(change.at)} and will not go out any "
        "more, since the text has changed. Plan it again."
    )


def _trouble(change: DueChange, article: Article, at: datetime) -> str:
    if change.state == DueState.FAILED:
        return f"This did not happen. {change.reason}"
    if change.state != DueState.WAITING:
        return ""
    if change.tries:
        return f"This failed and is tried again. {change.reason}"
    if is_overtaken(change, article):
        return (
            f"The text has been saved since: version {article.version}. As it is, nothing will go out. Plan it again."
        )
    return "This is late: nobody has seen to it yet." if change.at < at - due.GRACE else ""


def forms_of(plans: dict[str, Planned], data: QueryDict | None, pressed: PlanForm | None = None) -> dict[str, PlanForm]:
    """Return the parts of the room's form that ask for times: what was typed where something was, else what is
    planned."""

    def unpressed(name: str) -> PlanForm:
        if data:
            return PlanForm(name, initial={f"{name}_{end}": data.get(f"{name}_{end}", "") for end in _ENDS})
        plan = plans.get(name)
        return PlanForm(name, initial=time_of(plan.change.at if plan and not plan.has_failed else None, name))

    return {name: pressed if pressed and pressed.name == name else unpressed(name) for name in FORMS}
