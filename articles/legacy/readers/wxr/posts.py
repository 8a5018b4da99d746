"""A post or page as a record: everything that the export says of it, put in our words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from articles.legacy.readers.options import ReadOptions
from articles.legacy.readers.wxr import picture_addresses, search_appearance
from articles.legacy.readers.wxr.document import Entry
from articles.legacy.readers.wxr.envelope import Site, split
from articles.legacy.readers.wxr.index import Index
from articles.legacy.readers.wxr.statuses import Standing, standing
from articles.legacy.readers.wxr.wording import number, plain
from articles.legacy.records import ArticleRecord, Kind, Markup, Place, Problem, Severity, Status
from cms.lib.slugs import slugify

PAGE = "page"
_BLOCK = re.compile(r'<!--\s*wp:block\s+\{[^{}]*"ref"\s*:\s*(\d{1,18})')
_PLAIN_ADDRESS = re.compile(r"(?:p|page_id)=\d+")
_DEEPEST_BLOCK = 5
_OPENING_WORDS = 8
# Where plugins that moved a site from Joomla left the number that the article had there
_JOOMLA_NUMBERS = ("_fgj2wp_old_id", "_joomla_id")


@dataclass(slots=True)
class Reading:
    """One post being read: what is known of it, and what is to be said of it beside the record."""

    entry: Entry
    place: Place
    index: Index
    site: Site
    title: str
    problems: list[Problem] = field(default_factory=list)

    def warn(self, reason: str) -> None:
        self.problems.append(Problem(Severity.WARNING, self.place, Kind.ARTICLE, self.title[:120], reason))


def read_post(
    entry: Entry, place: Place, index: Index, site: Site, options: ReadOptions
) -> Iterator[ArticleRecord | Problem]:
    """Yield the record of a post and warnings; or one Problem, where it is left out."""
    title = plain(entry.text("title"))
    reading = Reading(entry, place, index, site, title or _opening(entry))
    judged = standing(entry, options.statuses)
    if judged.skipped:
        yield Problem(Severity.SKIPPED, place, Kind.ARTICLE, reading.title[:120] or "untitled", judged.skipped)
        return
    record_id = entry.text("wp:post_id") or entry.text("guid") or entry.text("link")
    if not record_id:
        reason = "it has neither post_id, guid nor link, so that it could not be known again"
        yield Problem(Severity.FAILED, place, Kind.ARTICLE, reading.title[:120] or "untitled", reason)
        return
    if not title:
        reading.title = reading.title or f"Untitled {record_id[:80]}"
    yield _record(reading, record_id, judged, options, has_title=bool(title))
    yield from reading.problems


def _record(
    reading: Reading, record_id: str, judged: Standing, options: ReadOptions, *, has_title: bool
) -> ArticleRecord:
    entry, index, title = reading.entry, reading.index, reading.title
    status = _status(reading, judged, has_title=has_title)
    sense = index.terms.sense(entry, main=entry.first_meta(*search_appearance.PRIMARY_CATEGORY))
    dated = index.clock.published(entry)
    is_dated = status in (Status.PUBLISHED, Status.SCHEDULED, Status.HIDDEN)
    if is_dated and dated.warning:
        reading.warn(dated.warning)
    body = entry.texts.get("content:encoded", "")
    slug = unquote(entry.text("wp:post_name"))
    return ArticleRecord(
        reading.place,
        title,
        body,
        bylines=index.people.byline(entry),
        tags=options.tags or sense.tags,
        regions=sense.regions,
        kind=PAGE if entry.text("wp:post_type") == PAGE else sense.kind,
        language=sense.language,
        old_addresses=_addresses(entry, slug),
        old_ids=(record_id,),
        record_id=record_id,
        markup=Markup.WORDPRESS,
        status=status,
        published_at=dated.at if is_dated else None,
        modified_at=index.clock.modified(entry),
        standfirst=plain(entry.text("excerpt:encoded")),
        slug=_slug(slug),
        lead_image=_lead_image(reading),
        search_title=search_appearance.search_title(entry, title, reading.site.title),
        search_description=search_appearance.search_description(entry, title, reading.site.title),
        image_ids=_image_ids(body, index),
        children=index.children(entry.text("wp:post_id")),
        blocks=tuple(_blocks(body, index)),
        hosts=index.hosts,
    )


def _status(reading: Reading, judged: Standing, *, has_title: bool) -> Status:
    entry = reading.entry
    if judged.warning:
        reading.warn(judged.warning)
    if entry.text("wp:is_sticky") == "1":
        reading.warn("it was pinned to the top of the old front page")
    if entry.has_stray_markup:
        reading.warn("elements stood where the export has only text; their words were kept")
    if not has_title and judged.status in (Status.PUBLISHED, Status.SCHEDULED):
        reading.warn("it has no title: it comes as a draft, named by its first words")
        return Status.DRAFT
    return judged.status


def _opening(entry: Entry) -> str:
    words = plain(entry.texts.get("content:encoded", "")[:2000]).split()
    return " ".join(words[:_OPENING_WORDS]) + ("…" if len(words) > _OPENING_WORDS else "")


def _slug(old: str) -> str:
    """Return the slug in our letters; "" where only its numbers can be written so, as of a Greek one."""
    slug = slugify(old, fallback="")
    has_letters = any(letter.isalpha() for letter in slug) or not any(letter.isalpha() for letter in old)
    return slug if has_letters else ""


def _addresses(entry: Entry, slug: str) -> tuple[str, ...]:
    """Return the paths that led to the post, the one it stood at last first."""
    found: dict[str, None] = {}
    _, path, query = split(entry.text("link"))
    if path.startswith("/") and path.strip("/"):
        found[path] = None
    elif _PLAIN_ADDRESS.fullmatch(query):
        found[f"/?{query}"] = None
    post_id = entry.text("wp:post_id")
    if post_id:
        name = "page_id" if entry.text("wp:post_type") == PAGE else "p"
        found |= {f"/?{name}={post_id}": None, f"/?p={post_id}": None}
    if slug and slug != slugify(slug, fallback=""):
        found[f"/{quote(slug)}/"] = None
    for key, value in entry.meta:
        if key == "_wp_old_slug" and (old := value.strip().strip("/")):
            found[f"/{quote(unquote(old))}/"] = None
        elif key in _JOOMLA_NUMBERS and (joomla := number(value)):
            found[f"/?com_content={joomla}"] = None
    return tuple(found)


def _lead_image(reading: Reading) -> str:
    old_id = number(reading.entry.first_meta("_thumbnail_id"))
    if old_id and not reading.index.has_attachment(old_id):
        reading.warn(f"its lead picture {old_id} is not in the export")
    return old_id


def _image_ids(body: str, index: Index) -> tuple[tuple[str, str], ...]:
    found = {}
    for address in picture_addresses.named_in(body):
        if old_id := index.picture_at(address):
            found[address] = old_id
    return tuple(found.items())


def _blocks(body: str, index: Index) -> Iterator[tuple[str, str]]:
    """Yield the reusable blocks that a body holds, and those within them, each once."""
    seen: set[str] = set()
    texts = [body] if "wp:block" in body else []
    for _ in range(_DEEPEST_BLOCK):
        named = dict.fromkeys(ref for text in texts for ref in _BLOCK.findall(text))
        texts = []
        for ref in named:
            if ref not in seen and (html := index.block(ref)) is not None:
                seen.add(ref)
                texts.append(html)
                yield ref, html
