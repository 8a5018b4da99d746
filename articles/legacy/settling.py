"""Taking or leaving what changed at the source: by field, by whoever may write the story, the person or the tag.

Raises `CannotSettle` in words for the editor. Taking makes new working text; only who may release, and says so, makes
it live in the same step. What was decided is remembered, so that no run asks again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils import timezone

from articles import policy, workflow
from articles import text as texts
from articles.legacy.models import DifferenceState, FieldDifference
from articles.legacy.text_values import BESIDE_TEXTS
from articles.models import Article, State, Tag
from cms.ledger import audit
from cms.lib.dates import DatePrecision
from cms.pictures.models import Picture
from people.models import Person, save_person

Actor = AbstractBaseUser | None
# What the page showed of each row: the number, and the hash of what the source said.
Shown = Iterable[tuple[int, str]]
NOTE = "taken from the old site"
TAKE, LEAVE = "take from the old site", "leave as it is"
THINGS: dict[str, type[models.Model]] = {"person": Person, "tag": Tag}


class CannotSettle(ValueError):
    """This cannot be taken or left now; the message says why."""


def may_publish(actor: Actor, article: Article) -> bool:
    """Tell whether what is taken can go live in one step: nothing else may ride along that readers do not see yet."""
    return (
        article.state == State.RELEASED
        and not article.has_changes
        and policy.may(actor, "save_draft", article)
        and policy.may(actor, "release", article)
    )


def can_be_taken(row: FieldDifference, *, publishes: bool) -> bool:
    """A date is set by release alone, a state by the buttons of the writing room."""
    return row.field not in BESIDE_TEXTS or (row.field == "date" and publishes)


def take(actor: Actor, article: Article, shown: Shown, *, base_version: int, publishes: bool = False) -> int:
    """Take these fields into the working text, and live where `publishes`. Returns the new version.

    Raises StaleVersion where somebody saved since, NotAllowed, NotReady, BadText as the workflow does.
    """
    with transaction.atomic():
        locked = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
        policy.require(actor, "save_draft", locked)
        rows = _open_rows("article", locked.pk, shown)
        if publishes and not may_publish(actor, locked):
            raise CannotSettle("There are changes that readers do not see yet, or this is not yours to publish.")
        if refused := [row for row in rows if not can_be_taken(row, publishes=publishes)]:
            raise CannotSettle(f"The {refused[0].field} is no part of a text: set it in the writing room, or leave it.")
        newest = locked.revisions.first()
        text = texts.resolved(texts.cleaned(newest.data if newest else texts.of_live(locked)))
        for row in rows:
            text |= {name: value for name, value in row.says.items() if name != "date"}
        note = f"{NOTE}: {', '.join(row.field for row in rows)}"
        saved = workflow.save_draft(actor, locked, texts.resolved(text), base_version=base_version, note=note)
        if publishes:
            _publish(actor, locked, rows, saved.number)
        _decide(actor, rows, DifferenceState.TAKEN)
        audit.record(actor, TAKE, locked, fields=[row.field for row in rows], is_live=publishes)
    article.refresh_from_db()
    return saved.number


def _publish(actor: Actor, article: Article, rows: list[FieldDifference], version: int) -> None:
    date = next((row.says["date"] for row in rows if row.field == "date"), None)
    if date is None or not date[0]:
        workflow.release(actor, article, base_version=version)
        return
    at, precision, margin = date
    workflow.release(
        actor, article, base_version=version, at=datetime.fromisoformat(at), precision=DatePrecision(precision),
        margin_days=margin,
    )  # fmt: skip


def leave(actor: Actor, article: Article, shown: Shown) -> int:
    """Let stand what stands here, and ask no more about what the source says now. Returns how many fields."""
    with transaction.atomic():
        locked = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
        policy.require(actor, "save_draft", locked)
        return _leave(actor, locked, _open_rows("article", locked.pk, shown))


def may_change(actor: AbstractBaseUser, kind: str) -> bool:
    return actor.is_active and actor.has_perm({"person": "people.change_person", "tag": "articles.change_tag"}[kind])


def take_thing(actor: AbstractBaseUser, kind: str, pk: int, shown: Shown) -> int:
    """Take these fields of a person or a tag: they have no working text, so readers see it at once."""
    with transaction.atomic():
        thing = _locked_thing(actor, kind, pk)
        rows = _open_rows(kind, pk, shown)
        for row in rows:
            for name, value in row.says.items():
                setattr(thing, name, _picture(value) if name == "avatar" else value)
        _SAVE[kind](thing)
        _decide(actor, rows, DifferenceState.TAKEN)
        audit.record(actor, TAKE, thing, fields=[row.field for row in rows])
    return len(rows)


def leave_thing(actor: AbstractBaseUser, kind: str, pk: int, shown: Shown) -> int:
    with transaction.atomic():
        return _leave(actor, _locked_thing(actor, kind, pk), _open_rows(kind, pk, shown))


def _locked_thing(actor: AbstractBaseUser, kind: str, pk: int) -> models.Model:
    if not may_change(actor, kind):
        raise policy.NotAllowed(f"{actor.get_username()} may not change this {kind}.")
    return THINGS[kind].objects.select_for_update().get(pk=pk)


def _picture(uid: str) -> Picture | None:
    found = Picture.objects.filter(uid=uid).select_related("merged_into").first()
    return (found.merged_into or found) if found else None


_SAVE: dict[str, Callable[[models.Model], object]] = {
    "person": lambda person: save_person(person),
    "tag": lambda tag: tag.save(),
}


def _open_rows(kind: str, pk: int, shown: Shown) -> list[FieldDifference]:
    """Return the rows that the actor saw, locked. Raises where an import or somebody else was there meanwhile."""
    shown = dict(shown)
    rows = FieldDifference.objects.select_for_update().filter(pk__in=shown, target_kind=kind, target_id=pk)
    found = list(rows.order_by("pk"))
    if len(found) != len(shown) or any(row.state != DifferenceState.OPEN for row in found):
        raise CannotSettle("Somebody has decided about this already. Nothing was changed.")
    if any(row.says_hash != shown[row.pk] for row in found):
        raise CannotSettle("The source has changed once more since you opened this page. Nothing was changed.")
    if not found:
        raise CannotSettle("Nothing was chosen.")
    return found


def _leave(actor: Actor, thing: models.Model, rows: list[FieldDifference]) -> int:
    _decide(actor, rows, DifferenceState.LEFT)
    audit.record(actor, LEAVE, thing, fields=[row.field for row in rows])
    return len(rows)


def _decide(actor: Actor, rows: list[FieldDifference], state: str) -> None:
    for row in rows:
        row.state, row.decided_by, row.decided_by_name = state, actor, audit.actor_name(actor)
        row.decided_at = timezone.now()
        row.decided = [*dict.fromkeys([*row.decided, row.says_hash])]
    FieldDifference.objects.bulk_update(rows, ["state", "decided_by", "decided_by_name", "decided_at", "decided"])
