"""Taking out what one run brought in, where nobody has touched it since.

Touched is what an editor has saved, changed, hidden or thrown away; what anything else uses; and what a later run has
written to, since that run's work would go with it. What a run changed but did not make stays as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils import timezone

from articles.legacy.difference import hash_of
from articles.legacy.models import ImportItem, ImportRun, Origin, Outcome
from articles.legacy.plans import CurrentRows, current_values
from articles.legacy.records import Kind
from articles.legacy.removal import delete_articles, delete_things
from articles.legacy.uses import Uses
from articles.models import Article, Revision, RevisionKind, Tag
from cms.ledger import audit
from cms.pictures.models import Picture
from people.models import Person

CHUNK = 500
MOST_EXAMPLES = 200
# What the items of a run call the things that origins name by kind
TARGETS = {Kind.ARTICLE: "article", Kind.PERSON: "person", Kind.TAG: "tag", Kind.IMAGE: "picture"}


@dataclass(slots=True)
class Undoing:
    """What goes and what stays, by kind; `reasons` counts why, `examples` name some of what stays."""

    goes: Counter[str] = field(default_factory=Counter)
    stays: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    examples: list[tuple[str, str, str]] = field(default_factory=list)  # kind, what, reason

    def stay(self, kind: str, what: str, reason: str) -> None:
        self.stays[kind] += 1
        self.reasons[reason] += 1
        if len(self.examples) < MOST_EXAMPLES:
            self.examples.append((kind, what, reason))

    def lines(self) -> list[str]:
        counts = [f"{kind}: {self.goes[kind]} taken out, {self.stays[kind]} left" for kind in TARGETS.values()]
        return counts + [f"left: {kind} “{what}”: {reason}" for kind, what, reason in self.examples]


def preview(run: ImportRun) -> Undoing:
    """Tell what `undo` would do now, without doing it."""
    undoing = Undoing()
    gone: list[int] = []
    for chunk in _chunks(_ids_made(run, Kind.ARTICLE)):
        gone += _untouched_articles(run, chunk, undoing)
    people = _untouched(run, Kind.PERSON, Person, undoing, Uses(without=gone))
    for kind, model in ((Kind.TAG, Tag), (Kind.IMAGE, Picture)):
        _untouched(run, kind, model, undoing, Uses(without=gone, without_people=people))
    return undoing


def undo(actor: AbstractBaseUser | None, run: ImportRun) -> Undoing:
    """Take out what is untouched, some hundreds a transaction; broken off, it goes on where it is called again."""
    undoing = Undoing()
    for chunk in _chunks(_ids_made(run, Kind.ARTICLE)):
        with transaction.atomic():
            list(Article.objects.filter(pk__in=chunk).order_by("pk").select_for_update(of=("self",)).values_list("pk"))
            ids = _untouched_articles(run, chunk, undoing)
            delete_articles(ids)
            _settle(run, Kind.ARTICLE, ids)
    # A person may show a picture, as a portrait: so pictures come last.
    for kind, model in ((Kind.PERSON, Person), (Kind.TAG, Tag), (Kind.IMAGE, Picture)):
        with transaction.atomic():
            ids = _untouched(run, kind, model, undoing, Uses())
            delete_things(model, TARGETS[kind], ids)
            _settle(run, kind, ids)
    with transaction.atomic():
        run.undone_at = timezone.now()
        run.save(update_fields=["undone_at"])
        audit.record(actor, "undo import", run, gone=dict(undoing.goes), left=dict(undoing.stays))
    return undoing


def _ids_made(run: ImportRun, kind: Kind) -> list[int]:
    made = Origin.objects.filter(first_run=run, kind=kind, is_own=True)
    return sorted(made.values_list("target_id", flat=True))


def _chunks(ids: list[int]) -> Iterator[list[int]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


def _origins(run: ImportRun, kind: Kind, ids: Iterable[int]) -> dict[int, Origin]:
    return {o.target_id: o for o in Origin.objects.filter(first_run=run, kind=kind, target_id__in=ids)}


def _untouched_articles(run: ImportRun, ids: list[int], undoing: Undoing) -> list[int]:
    articles = Article.objects.select_related("region", "lead_picture").in_bulk(ids)
    origins = _origins(run, Kind.ARTICLE, ids)
    rows = CurrentRows.of(articles)
    edited = set(
        Revision.objects.filter(article__in=ids).exclude(kind=RevisionKind.IMPORT).values_list("article_id", flat=True)
    )
    translated = set(Article.objects.filter(translation_of__in=ids).values_list("translation_of_id", flat=True))
    going = []
    for pk, article in articles.items():
        reason = _why_article_stays(article, origins[pk], rows, is_edited=pk in edited)
        reason = reason or ("an editor has named it as the original of a translation" if pk in translated else "")
        if reason:
            undoing.stay("article", str(article), reason)
        else:
            going.append(pk)
    undoing.goes["article"] += len(going)
    return going


def _why_article_stays(article: Article, origin: Origin, rows: CurrentRows, *, is_edited: bool) -> str:
    if is_edited:
        return "an editor has worked on it"
    if article.trashed_at:
        return "an editor has thrown it away"
    if origin.last_run_id != origin.first_run_id:
        return "a later run has written to it"
    current = current_values(article, rows, origin.hashes)
    changed = [name for name, kept in origin.hashes.items() if name in current and hash_of(current[name]) != kept]
    return f"its {', '.join(sorted(changed))} was changed here" if changed else ""


def _untouched(run: ImportRun, kind: Kind, model: type[models.Model], undoing: Undoing, uses: Uses) -> list[int]:
    name = TARGETS[kind]
    going: list[int] = []
    for chunk in _chunks(_ids_made(run, kind)):
        things = model.objects.in_bulk(chunk)
        origins = _origins(run, kind, chunk)
        used = uses.of(name, things)
        for pk, thing in things.items():
            reason = _why_thing_stays(thing, origins[pk], used.get(pk, ""))
            if reason:
                undoing.stay(name, str(thing), reason)
            else:
                going.append(pk)
    undoing.goes[name] += len(going)
    return going


def _why_thing_stays(thing: models.Model, origin: Origin, use: str) -> str:
    if use:
        return use
    if origin.last_run_id != origin.first_run_id:
        return "a later run has written to it"
    for name, kept in origin.hashes.items():
        value = getattr(thing, name)
        value = value.uid if isinstance(value, Picture) else "" if value is None else value
        is_from_file = name == "file_name" and bool(thing.original)
        if hash_of(value) != kept and not is_from_file:
            return f"its {name.replace('_', ' ')} was changed here"
    return ""


def _settle(run: ImportRun, kind: Kind, ids: list[int]) -> None:
    """Forget where these came from, and say in the log of the run that they were taken out."""
    for chunk in _chunks(ids):
        Origin.objects.filter(first_run=run, kind=kind, target_id__in=chunk).delete()
        items = ImportItem.objects.filter(run=run, target_kind=TARGETS[kind], target_id__in=chunk)
        items.exclude(outcome=Outcome.WARNING).update(outcome=Outcome.UNDONE)
