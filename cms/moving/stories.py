"""The lines of stories: what readers see, what the desk is at work on, and, where it is asked for, all that was saved.

A story that was public tells its live text, and under `working` the text that the desk has changed since. One that
never was has nothing live: it tells the newest text that was saved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Prefetch, QuerySet

from articles import text as texts
from articles.legacy.models import Origin, Printing
from articles.legacy.records import Kind, Markup
from articles.models import Article, Byline, Revision, State, Tag, TaggedArticle
from cms.moving.things import Line, Wanted, current_paths, in_batches, moment, stories
from people.models import Person

WAS_LIVE = (State.RELEASED, State.WITHDRAWN)
BATCH = 200
# How the old site's records came, in the words of `source.kind`.
FROM_WORDPRESS, FROM_PAGES = "wordpress", "pages"


@dataclass(slots=True)
class Names:
    """What ids stand for. Tags and people are few beside stories; stories are looked up a batch at a time."""

    tags: dict[int, tuple[str, str, str]] = field(default_factory=dict)  # name, slug, kind
    people: dict[int, tuple[str, str]] = field(default_factory=dict)  # name, slug
    internal: frozenset[str] = frozenset()  # slugs of tags that readers never see
    stories: dict[int, str] = field(default_factory=dict)

    @classmethod
    def known(cls) -> Names:
        names = cls()
        names.tags = {pk: tuple(rest) for pk, *rest in Tag.objects.values_list("pk", "name", "slug", "kind")}
        names.people = {pk: tuple(rest) for pk, *rest in Person.objects.values_list("pk", "name", "slug")}
        names.internal = frozenset(Tag.objects.filter(is_internal=True).values_list("slug", flat=True))
        return names

    def look_up(self, ids: Iterable[int | None], told: QuerySet) -> None:
        """Let those of these stories be known that the export tells of, and no others."""
        rows = told.filter(pk__in={pk for pk in ids if pk})
        self.stories = dict(rows.values_list("pk", "uid"))


@dataclass(slots=True)
class Beside:
    """What stands in other tables about some stories, by their ids."""

    newest: dict[int, Revision] = field(default_factory=dict)
    live: dict[int, tuple[Any, Any]] = field(default_factory=dict)  # since when, until when
    paths: dict[int, str] = field(default_factory=dict)
    sources: dict[int, list[Line]] = field(default_factory=lambda: defaultdict(list))
    history: dict[int, list[Revision]] = field(default_factory=lambda: defaultdict(list))


def story_lines(wanted: Wanted) -> Iterator[Line]:
    names = Names.known()
    for batch in in_batches(with_all(stories(wanted)), BATCH):
        yield from lines_of(batch, names, wanted)


def with_all(rows: Any) -> Any:
    tagged = TaggedArticle.objects.order_by("position", "pk")
    bylines = Byline._base_manager.order_by("position")
    return rows.select_related("lead_picture").prefetch_related(
        Prefetch("tagged", tagged), Prefetch("bylines", bylines)
    )


def lines_of(batch: list[Article], names: Names, wanted: Wanted) -> Iterator[Line]:
    beside = _beside(batch, wanted)
    said = {article.pk: _text_of(article, beside) for article in batch}
    kept = [revision.data for revisions in beside.history.values() for revision in revisions]
    working = [revision.data for revision in beside.newest.values()]
    names.look_up((text.get("translation_of") for text in (*said.values(), *kept, *working)), stories(wanted))
    for article in batch:
        yield _line(article, said[article.pk], beside, names, wanted)


def _beside(batch: list[Article], wanted: Wanted) -> Beside:
    ids = [article.pk for article in batch]
    beside = Beside(paths=current_paths("article", ids))
    if not wanted.published_only:
        at_work = [article.pk for article in batch if article.state not in WAS_LIVE or article.has_changes]
        newest = Revision.objects.filter(article__in=at_work, number=F("article__version"))
        beside.newest = {revision.article_id: revision for revision in newest}
        for source in _sources(ids):
            beside.sources[source.pop("article")].append(source)
    lived = Revision.objects.filter(article__in=ids, live_from__isnull=False).order_by("live_from", "number")
    for pk, since, until in lived.values_list("article_id", "live_from", "live_until"):
        if pk not in beside.live or beside.live[pk][1] is not None:
            beside.live[pk] = since, until
    if wanted.history:
        for revision in Revision.objects.filter(article__in=ids).order_by("article_id", "number"):
            beside.history[revision.article_id].append(revision)
    return beside


def _text_of(article: Article, beside: Beside) -> texts.Text:
    newest = beside.newest.get(article.pk)
    if article.state in WAS_LIVE or newest is None:
        return texts.of_live(article)
    text = texts.EMPTY | newest.data
    return text | {"slug": text["slug"] or article.slug}


def _line(article: Article, text: texts.Text, beside: Beside, names: Names, wanted: Wanted) -> Line:
    newest = beside.newest.get(article.pk) if article.state in WAS_LIVE and article.has_changes else None
    since, until = beside.live.get(
        article.pk, (article.published_at if article.state == State.RELEASED else None, None)
    )
    sources = beside.sources.get(article.pk, [])
    line = {
        "id": article.uid,
        "path": beside.paths.get(article.pk),
        "state": article.state,
        **text_line(text, names),
        "published_at": moment(article.published_at),
        "date_precision": article.date_precision,
        "date_margin_days": article.date_margin_days,
        "updated_at": moment(article.updated_at),
        "created_at": moment(article.created_at),
        "truncated": article.is_cut,
        "template": article.is_template,
        "live_from": moment(since),
        "live_until": moment(until),
        "withdrawn_reason": article.withdrawn_reason,
        "trashed_at": moment(article.trashed_at),
        "working_at": None if wanted.published_only else moment(article.working_at),
        "working": text_line(texts.EMPTY | newest.data, names) if newest else None,
        "source": sources[0] if sources else None,
        "also_from": sources[1:],
    }
    _add_places(line, article, names)
    if wanted.published_only:
        line["tags"] = [tag for tag in line["tags"] if tag["slug"] not in names.internal]
        line["region"] = None if line["region"] in names.internal else line["region"]
    if wanted.history:
        line["revisions"] = [revision_line(each, names, wanted) for each in beside.history.get(article.pk, ())]
    return line


def text_line(text: texts.Text, names: Names) -> Line:
    """Return an editable text with names in the place of ids. What an id no longer stands for is left out."""
    region = names.tags.get(text["region"])
    return {
        "title": text["title"],
        "slug": text["slug"],
        "kind": text["kind"],
        "language": text["language"],
        "standfirst": text["standfirst"],
        "body": text["body"],
        "bylines": list(_bylines(text["bylines"], names)),
        "region": region[1] if region else None,
        "tags": [dict(zip(("name", "slug", "kind"), names.tags[pk], strict=True))
                 for pk in dict.fromkeys(text["tags"]) if pk in names.tags],
        "lead_image": text["lead_picture"],
        "lead_alt": text["lead_alt"],
        "lead_caption": text["lead_caption"],
        "search_title": text["search_title"],
        "search_description": text["search_description"],
        "translation_of": names.stories.get(text["translation_of"]),
        "release_at": text["release_at"],
        "paragraphs_restored": text["has_restored_paragraphs"],
    }  # fmt: skip


def _bylines(bylines: list[dict[str, Any]], names: Names) -> Iterator[Line]:
    for byline in bylines:
        person = names.people.get(byline["person"])
        if person or byline["name"]:
            yield {
                "name": byline["name"] or person[0],
                "slug": person[1] if person else None,
                "role": byline["role"],
            }


def _add_places(line: Line, article: Article, names: Names) -> None:
    """Say where an undated story stood in the old site's lists, which is the only order that it has."""
    places = {byline.person_id: byline.archive_position for byline in article.bylines.all()}
    of_slug = {names.people[pk][1]: place for pk, place in places.items() if pk in names.people}
    for byline in line["bylines"]:
        byline["archive_position"] = of_slug.get(byline["slug"])
    of_tag = {names.tags[row.tag_id][1]: row.archive_position for row in article.tagged.all()}
    for tag in line["tags"]:
        tag["archive_position"] = of_tag.get(tag["slug"])


def revision_line(revision: Revision, names: Names, wanted: Wanted) -> Line:
    return {
        "number": revision.number,
        "kind": revision.kind,
        "note": revision.note,
        "by": revision.author_name if wanted.staff_names else "",
        "created_at": moment(revision.created_at),
        "live_from": moment(revision.live_from),
        "live_until": moment(revision.live_until),
        "text": text_line(texts.EMPTY | revision.data, names),
    }


def _sources(ids: list[int]) -> Iterator[Line]:
    """Yield where these stories came from, the first source of each first. A former move is no source of its own."""
    ties = Origin.objects.filter(kind=Kind.ARTICLE, target_id__in=ids).select_related("carried").order_by("pk")
    uids = dict(Article.objects.filter(pk__in=ids).values_list("pk", "uid"))
    ties = [tie for tie in ties if tie.key != uids[tie.target_id]]
    printed: dict[int, dict[str, Any]] = {}
    for pk, record in Printing.objects.filter(origin__in=ties).order_by("pk").values_list("origin_id", "record"):
        if not printed.get(pk, {}).get("record_id"):
            printed[pk] = record
    for tie in ties:
        carried = getattr(tie, "carried", None)
        if carried:
            said = {"kind": carried.kind, "id": carried.old_id, "url": carried.url}
        else:
            said = _printed(tie, printed.get(tie.pk, {}))
        yield {"article": tie.target_id, "name": tie.source, **said}


def _printed(tie: Origin, record: dict[str, Any]) -> Line:
    is_wordpress = record.get("markup") == Markup.WORDPRESS or tie.has_old_id
    paths, hosts = record.get("old_addresses") or (), record.get("hosts") or ()
    path = next((path for path in paths if "?" not in path), next(iter(paths), ""))
    return {
        "kind": FROM_WORDPRESS if is_wordpress else FROM_PAGES,
        "id": record.get("record_id") or tie.key,
        "url": f"https://{hosts[0]}{path}" if hosts and path.startswith("/") else path or None,
    }
