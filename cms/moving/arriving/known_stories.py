"""A story that is here already: what its line says otherwise than when it last came is written, field by field.

What was changed here since is an editor's and stands; the report names it. While an editor is at work on a story
nothing of it is written at all.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from articles import projection
from articles.legacy.difference import difference
from articles.legacy.models import Origin
from articles.legacy.plans import AUTHOR_NAME
from articles.legacy.records import Kind, Problem, Severity
from articles.legacy.report import UNCHANGED, UPDATED
from articles.models import Article, Byline, Revision, RevisionKind, State, TaggedArticle
from articles.models.revision import SCHEMA
from cms.ledger import addresses
from cms.moving import stories as leaving
from cms.moving.arriving.known import Arrival
from cms.moving.arriving.reading import Read
from cms.moving.arriving.story_rows import (
    FIELD,
    OF_THE_PAST,
    VERSION,
    byline_rows,
    hashes_of,
    moments_of,
    place,
    set_columns,
    tagged_rows,
)
from cms.moving.arriving.texts_in import Names, text_of
from cms.moving.things import Wanted


def take(arrival: Arrival, read: Read, article: Article, tie: Origin | None, names: Names) -> None:
    """Bring one known story up to date, in the caller's transaction, which holds its row."""
    line, target = read.thing, ("article", article.pk)
    current = _as_it_is(article)
    wanted = {name: value for name, value in line.items() if name not in OF_THE_PAST}
    kept = {name.removeprefix(FIELD): value for name, value in (tie.hashes if tie else {}).items() if FIELD in name}
    found = difference(kept, current, wanted)
    is_edited = tie is None or tie.hashes.get(VERSION) != str(article.version)
    if found.changes and is_edited and article.has_changes:
        reason = "an editor is at work on it here: nothing of it was changed"
        arrival.report.warn(read.place, Kind.ARTICLE, line["title"][:100], reason)
        arrival.count(Kind.ARTICLE, UNCHANGED, line["title"], read.place, target)
        return
    for name in found.contested:
        reason = f"its {name.replace('_', ' ')} was changed here, and stands"
        arrival.report.warn(read.place, Kind.ARTICLE, line["title"][:100], reason)
    outcome = UPDATED if found.changes else UNCHANGED
    if not arrival.is_dry_run:
        if found.changes:
            try:
                _write(arrival, read, article, line | {n: current[n] for n in wanted} | found.changes, names)
            except ValueError as error:
                what = line["title"][:100] or line["id"]
                arrival.report.add(Problem(Severity.FAILED, read.place, Kind.ARTICLE, what, str(error)))
                return
        hashes = hashes_of(line, version=article.version)
        hashes |= {FIELD + name: value for name, value in found.hashes.items()}
        for name in found.contested:
            hashes.pop(FIELD + name)
            hashes |= {FIELD + name: kept[name]} if name in kept else {}
        arrival.tie(Kind.ARTICLE, line["id"], article.pk, hashes, tie, is_own=bool(tie and tie.is_own))
    arrival.count(Kind.ARTICLE, outcome, line["title"], read.place, target)


def _as_it_is(article: Article) -> dict[str, Any]:
    """Return the line that an export would write of the story now."""
    (row,) = leaving.with_all(Article.objects.filter(pk=article.pk))
    (line,) = leaving.lines_of([row], leaving.Names.known(), Wanted(timezone.now()))
    return {name: value for name, value in line.items() if name not in OF_THE_PAST}


def _write(arrival: Arrival, read: Read, article: Article, line: dict[str, Any], names: Names) -> None:
    """Write the story as `line` has it. Raises ValueError for what no story can be."""
    at = moments_of(line)
    text = text_of(line, names)
    former = article.state, article.slug
    set_columns(article, line, at, text, names)
    article.translation_of_id = text["translation_of"] if line["state"] in leaving.WAS_LIVE else None
    TaggedArticle.objects.filter(content_object=article).delete()
    Byline.objects.filter(article=article).delete()
    TaggedArticle.objects.bulk_create(tagged_rows(article, text, line))
    Byline.objects.bulk_create(byline_rows(article, text, line))
    _add_revisions(article, line, text, names)
    article.save()
    if former != (article.state, article.slug) and article.state == State.RELEASED:
        place([article], arrival, {article.pk: read})
    elif former[0] == State.RELEASED != article.state:
        addresses.retire("article", article.pk)
    projection.project([article.pk])


def _add_revisions(article: Article, line: dict[str, Any], text: dict[str, Any], names: Names) -> None:
    now = timezone.now()
    article.revisions.filter(live_from__isnull=False, live_until__isnull=True).update(live_until=now)
    said = [(RevisionKind.IMPORT, text, now if line["state"] == State.RELEASED else None)]
    if line["working"]:
        said.append((RevisionKind.DRAFT, text_of(line["working"], names), None))
    for kind, data, since in said:
        article.version += 1
        Revision.objects.create(
            article=article, number=article.version, schema=SCHEMA, data=data, kind=kind, author_name=AUTHOR_NAME,
            created_at=now, live_from=since,
        )  # fmt: skip
    article.working_title, article.working_region_id = data["title"], data["region"]
    article.working_by, article.working_at = AUTHOR_NAME, now
    article.has_changes = line["state"] not in leaving.WAS_LIVE or line["working"] is not None
