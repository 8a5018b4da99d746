"""The one door. Every change of an article's state or text goes through a function here.

Each takes the actor, asks the policy, changes, projects and records, in one transaction under the article's lock.
The importer is the only other writer of live text, a hundred articles at a time: `articles/legacy/article_store.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from articles import policy, projection, translations
from articles import text as texts
from articles.checks.passing import UNASKED, Passing
from articles.models import Article, Hold, Revision, RevisionKind, State, Tag
from articles.models.article import article_path
from articles.releasable import NotReady, check_readiness, record_overriding, released_text
from cms.ledger import addresses, audit, due
from cms.lib.dates import DatePrecision
from cms.lib.slugs import slugify

Actor = AbstractBaseUser | None
# What can be planned for a live story (articles/planning.py), and is overtaken by what happens here before.
PUBLISH, TAKE_DOWN = "publish changes", "take down"


class StaleVersion(Exception):
    """Somebody saved since the actor opened the article: `newest` is their revision.

    None only for a story that has no version, of which somebody claims to have seen one.
    """

    def __init__(self, newest: Revision | None) -> None:
        super().__init__(
            f"{newest.author_name} saved version {newest.number} at {newest.created_at:%Y-%m-%d %H:%M %Z}."
            if newest
            else "There is no version of this text yet."
        )
        self.newest = newest


def create(actor: Actor, text: texts.Text, *, note: str = "", now: datetime | None = None) -> Article:
    """Begin an article with a first draft. A title is all that it needs."""
    clean = texts.cleaned(text)
    if not clean["title"]:
        raise NotReady([("title", "a draft needs a title")])
    if not policy.may_create(actor):
        raise policy.NotAllowed(f"{actor.get_username()} may not write articles.")
    with transaction.atomic():
        now = now or timezone.now()
        article = Article(language=clean["language"], owner=actor, created_at=now)
        article.save()
        _add_revision(article, actor, clean, RevisionKind.DRAFT, note, now)
        audit.record(actor, "create", article, version=article.version)
    return article


def save_draft(
    actor: Actor,
    article: Article,
    text: texts.Text,
    *,
    base_version: int,
    note: str = "",
    now: datetime | None = None,
    trail: Mapping[str, int] | None = None,
) -> Revision:
    """Save working text as a new revision. Raises StaleVersion unless `base_version` is still the newest.

    `trail` is said in the audit trail beside it, such as whose version was overwritten on purpose.
    """
    clean = texts.cleaned(text)
    with _locked(actor, "save_draft", article) as locked:
        compare(locked, base_version)
        _ask_for_review_again(actor, locked)
        revision = _add_revision(locked, actor, clean, RevisionKind.DRAFT, note, now)
        audit.record(actor, "save draft", locked, version=locked.version, **(trail or {}))
    article.refresh_from_db()
    return revision


def submit(actor: Actor, article: Article, *, base_version: int) -> Article:
    """Hand a draft in for review. Raises NotReady where a story lacks what release would ask for."""
    with _locked(actor, "submit", article) as locked:
        compare(locked, base_version)
        check_readiness(actor, locked, released_text(locked.revisions.first()))
        _set_state(locked, State.IN_REVIEW)
        audit.record(actor, "submit", locked, version=locked.version)
    article.refresh_from_db()
    return article


def approve(actor: Actor, article: Article, *, base_version: int) -> Article:
    """Say that the newest text may be released as it stands."""
    with _locked(actor, "approve", article) as locked:
        compare(locked, base_version)
        _set_state(locked, State.APPROVED)
        audit.record(actor, "approve", locked, version=locked.version)
    article.refresh_from_db()
    return article


def send_back(actor: Actor, article: Article, *, reason: str, base_version: int) -> Article:
    """Return a story to its writer, who reads the reason above the text. A reason must be given."""
    if not reason.strip():
        raise NotReady([("reason", "say what the writer should change")])
    with _locked(actor, "send_back", article) as locked:
        compare(locked, base_version)
        _set_state(locked, State.DRAFT)
        audit.record(actor, "send back", locked, version=locked.version, reason=reason.strip())
    article.refresh_from_db()
    return article


def release(
    actor: Actor,
    article: Article,
    *,
    base_version: int,
    at: datetime | None = None,
    precision: str = DatePrecision.EXACT,
    margin_days: int | None = None,
    now: datetime | None = None,
    planned_for: datetime | None = None,
    passing: Passing = UNASKED,
) -> Article:
    """Make the newest revision the live text, visible from `at` (a first release without it: now).

    A live story keeps its date when its changes are released. Raises NotReady naming what is missing.
    `margin_days` is how far an about-date may be off; `planned_for` says that this is a plan come due, for the trail.
    `passing` says what may go out in spite of the checks.
    """
    now = now or timezone.now()
    with _locked(actor, "release", article) as locked:
        compare(locked, base_version)
        revision = locked.revisions.first()
        text = released_text(revision)
        translations.original_of(text["translation_of"], lock=True)
        passed = check_readiness(actor, locked, text, passing)
        was_live = locked.state == State.RELEASED
        texts.write_live(locked, text)
        wish = slugify(text["slug"] or text["title"], fallback="story")
        locked.slug = _place(locked, wish, keep=was_live and not text["slug"])
        was_public = was_live and locked.published_at <= now
        _set_dates(locked, at=at, precision=precision, margin_days=margin_days, now=now, was_public=was_public)
        locked.state, locked.withdrawn_reason, locked.has_changes = State.RELEASED, "", False
        locked.save()
        _make_live(locked, revision, now)
        projection.project([locked.pk])
        due.overtake(actor, locked, [PUBLISH], reason=f"Version {locked.version} was released before.")
        when = {"at": locked.published_at.isoformat()} | _planned(planned_for)
        record_overriding(actor, locked, passed)
        audit.record(actor, "release", locked, version=locked.version, **when, **passed.details())
    article.refresh_from_db()
    return article


def mark_template(actor: Actor, article: Article, *, is_template: bool) -> Article:
    """Make a draft a template, which every writer may begin from and nobody can release; or a draft again."""
    with _locked(actor, "mark_template", article) as locked:
        if locked.is_template != is_template:
            locked.is_template = is_template
            locked.save(update_fields=["is_template"])
            audit.record(actor, "make template" if is_template else "unmake template", locked)
    article.refresh_from_db()
    return article


def withdraw(
    actor: Actor,
    article: Article,
    *,
    reason: str,
    base_version: int | None = None,
    now: datetime | None = None,
    planned_for: datetime | None = None,
) -> Article:
    """Take a live story away from every list at once; its addresses answer 410. A reason must be given.

    `base_version` is the one that was seen on a screen; a plan come due takes the story away whatever was written.
    """
    if not reason.strip():
        raise NotReady([("reason", "say why the story is withdrawn")])
    now = now or timezone.now()
    with _locked(actor, "withdraw", article) as locked:
        _compare_if_seen(locked, base_version)
        locked.state, locked.withdrawn_reason = State.WITHDRAWN, reason.strip()
        locked.save(update_fields=["state", "withdrawn_reason"])
        locked.revisions.filter(live_from__isnull=False, live_until__isnull=True).update(live_until=now)
        addresses.retire("article", locked.pk)
        projection.project([locked.pk])
        due.overtake(actor, locked, [PUBLISH, TAKE_DOWN], reason="The story was withdrawn before.")
        audit.record(actor, "withdraw", locked, reason=reason.strip(), **_planned(planned_for))
    article.refresh_from_db()
    return article


def discard(actor: Actor, article: Article, *, base_version: int) -> Revision:
    """Let the working text be the live text again. What is discarded stays in the history."""
    with _locked(actor, "discard", article) as locked:
        compare(locked, base_version)
        live = locked.revisions.filter(live_from__isnull=False, live_until__isnull=True).first()
        text = live.data if live else texts.of_live(locked)
        fresh = _add_revision(locked, actor, texts.cleaned(text), RevisionKind.DISCARD, "the text that readers see")
        locked.has_changes = False
        locked.save(update_fields=["has_changes"])
        due.overtake(actor, locked, [PUBLISH], reason="The changes were discarded before.")
        audit.record(actor, "discard changes", locked, version=locked.version)
    article.refresh_from_db()
    return fresh


def trash(actor: Actor, article: Article, *, base_version: int | None = None, now: datetime | None = None) -> Article:
    """Put a story that was never public, or no longer is, into the trash, from which it can be taken back."""
    with _locked(actor, "trash", article) as locked:
        _compare_if_seen(locked, base_version)
        locked.trashed_at = now or timezone.now()
        locked.save(update_fields=["trashed_at"])
        audit.record(actor, "trash", locked)
    article.refresh_from_db()
    return article


def take_from_trash(actor: Actor, article: Article, *, base_version: int | None = None) -> Article:
    with _locked(actor, "take_from_trash", article) as locked:
        _compare_if_seen(locked, base_version)
        locked.trashed_at = None
        locked.save(update_fields=["trashed_at"])
        audit.record(actor, "take from trash", locked)
    article.refresh_from_db()
    return article


def restore(actor: Actor, article: Article, revision: Revision, *, base_version: int) -> Revision:
    """Bring an older revision back as new working text. What is live stays until it is released."""
    with _locked(actor, "restore", article) as locked:
        compare(locked, base_version)
        _ask_for_review_again(actor, locked)
        older = locked.revisions.get(pk=revision.pk)
        note = f"version {older.number} of {older.created_at:%Y-%m-%d %H:%M %Z}"
        fresh = _add_revision(locked, actor, texts.cleaned(older.data), RevisionKind.RESTORE, note)
        audit.record(actor, "restore", locked, version=locked.version, restored=older.number)
    article.refresh_from_db()
    return fresh


def hold(actor: AbstractBaseUser, article: Article, *, reason: str, base_version: int) -> Article:
    """Keep everybody else from changing or releasing the story, for a reason that all who see it read."""
    if not reason.strip():
        raise NotReady([("reason", "say why it is held")])
    with _locked(actor, "hold", article) as locked:
        compare(locked, base_version)
        about = {"holder": actor, "holder_name": audit.actor_name(actor), "reason": reason.strip()[:2000]}
        Hold.objects.update_or_create(article=locked, defaults=about | {"since": timezone.now()})
        audit.record(actor, "hold", locked, version=locked.version, reason=about["reason"])
    article.refresh_from_db()
    return article


def lift_hold(actor: AbstractBaseUser, article: Article, *, reason: str = "") -> Article:
    """End a hold: one's own, or with the right to it somebody else's for a reason. What is not held needs none."""
    with _locked(actor, "view", article) as locked:
        held = policy.hold_of(locked)
        if held is not None:
            is_own = actor is not None and held.holder_id == actor.pk
            if not is_own:
                policy.require(actor, "lift_hold", locked)
                if not reason.strip():
                    raise NotReady([("reason", "say why the hold is lifted")])
            held.delete()
            about = {} if is_own else {"held_by": held.holder_name, "reason": reason.strip()}
            audit.record(actor, "end hold" if is_own else "lift hold", locked, held_for=held.reason, **about)
    article.refresh_from_db()
    return article


@contextmanager
def _locked(actor: Actor, action: str, article: Article) -> Iterator[Article]:
    with transaction.atomic():
        locked = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
        policy.require(actor, action, locked)
        yield locked


def compare(article: Article, base_version: int) -> None:
    """Raise StaleVersion unless `base_version` is still the newest."""
    if article.version != base_version:
        raise StaleVersion(article.revisions.first())


def _compare_if_seen(article: Article, base_version: int | None) -> None:
    if base_version is not None:
        compare(article, base_version)


def _ask_for_review_again(actor: Actor, article: Article) -> None:
    """What was approved is the text that was read, not whatever is written or brought back after it."""
    if article.state == State.APPROVED and not policy.may(actor, "release", article):
        _set_state(article, State.IN_REVIEW)


def _add_revision(
    article: Article, actor: Actor, text: texts.Text, kind: str, note: str, now: datetime | None = None
) -> Revision:
    article.version += 1
    article.working_title = text["title"]
    region = Tag.objects.select_related("merged_into").filter(pk=text["region"]).first() if text["region"] else None
    article.working_region = (region.merged_into or region) if region else None
    article.working_by = audit.actor_name(actor)
    article.working_at = now or timezone.now()
    article.has_changes = True
    article.save(
        update_fields=["version", "working_title", "working_region", "working_by", "working_at", "has_changes"]
    )
    return Revision.objects.create(
        article=article,
        number=article.version,
        data=text,
        kind=kind,
        note=note[:300],
        author=actor,
        author_name=article.working_by,
        created_at=article.working_at,
    )


def _planned(planned_for: datetime | None) -> dict[str, str]:
    return {"planned_for": planned_for.isoformat()} if planned_for else {}


def _set_state(article: Article, state: str) -> None:
    article.state = state
    article.save(update_fields=["state"])


def _place(article: Article, wish: str, *, keep: bool) -> str:
    """Settle the address. A live story keeps the one it has unless its text asks for another."""
    if keep or wish == article.slug and article.state == State.RELEASED:
        return article.slug
    return addresses.place("article", article.pk, article_path, wish)


def _set_dates(
    article: Article,
    *,
    at: datetime | None,
    precision: str,
    margin_days: int | None,
    now: datetime,
    was_public: bool,
) -> None:
    """A story is published once: released again after a correction or a withdrawal, it keeps its date."""
    if at is not None:
        article.published_at, article.date_precision, article.date_margin_days = at, precision, margin_days
    elif article.published_at is None or article.published_at > now:
        article.published_at, article.date_precision, article.date_margin_days = now, DatePrecision.EXACT, None
    article.updated_at = now if was_public else article.updated_at


def _make_live(article: Article, revision: Revision, now: datetime) -> None:
    live = article.revisions.filter(live_from__isnull=False, live_until__isnull=True).exclude(pk=revision.pk)
    # What was scheduled and replaced before its time was never live.
    live.filter(live_from__gt=now).update(live_from=None)
    live.update(live_until=now)
    # A text once live and live again keeps the first moment it was; the trail tells the rest.
    revision.live_from = revision.live_from or max(now, article.published_at)
    revision.live_until = None
    revision.kind = RevisionKind.RELEASE if revision.kind == RevisionKind.DRAFT else revision.kind
    revision.save(update_fields=["live_from", "live_until", "kind"])
