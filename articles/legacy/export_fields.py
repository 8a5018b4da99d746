"""The fields of an article that only an export knows: what it wants of them, and what they are now.

Values are JSON, so that each can be hashed: see `articles.legacy.difference`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings

from articles.legacy.difference import hash_of
from articles.legacy.records import ArticleRecord, Status
from articles.legacy.resolve import Content
from articles.models import Article, ArticleKind, State
from cms.lib.identity import stable_id
from cms.lib.slugs import slugify

UNRELEASED = (State.DRAFT, State.IN_REVIEW, State.APPROVED)
STATES = {
    Status.PUBLISHED: State.RELEASED,
    Status.SCHEDULED: State.DRAFT,
    Status.IN_REVIEW: State.IN_REVIEW,
    Status.DRAFT: State.DRAFT,
    Status.HIDDEN: State.DRAFT,
}
# Saving a story again within a minute of its publication is no correction that readers are told of.
AT_ONCE = timedelta(minutes=1)


def utc(at: datetime | None) -> str:
    return at.astimezone(UTC).isoformat() if at else ""


def wish(content: Content) -> str:
    """Return the slug that a story asks for: its own at the old site, in our letters, or one made of its title."""
    own = slugify(content.record.slug, fallback="") if content.record else ""
    return own or slugify(content.title, fallback="story")


def wanted(source: str, content: Content) -> dict[str, Any]:
    record = content.record
    state = STATES[Status(record.status)] if content.may_be_public or record.status != Status.PUBLISHED else State.DRAFT
    return {
        "state": state.value,
        "standfirst": record.standfirst,
        "kind": record.kind or ArticleKind.NEWS.value,
        "language": _language(record.language),
        "slug": wish(content),
        "lead": stable_id(source, "image", record.lead_image) if record.lead_image else "",
        "search": [record.search_title[:300], record.search_description],
        "updated": utc(_updated_at(content)) if state == State.RELEASED else "",
        "release_at": proposed_time(record),
    }


def proposed_time(record: ArticleRecord) -> str:
    """Return when the old site would have published a story, in the form of `articles.text`; "" for any other story."""
    if record.status != Status.SCHEDULED or record.published_at is None:
        return ""
    return record.published_at.astimezone(UTC).isoformat(timespec="seconds")


def _updated_at(content: Content) -> datetime | None:
    published, modified = content.record.published_at, content.record.modified_at
    return modified if published and modified and modified > published + AT_ONCE else None


def _language(code: str) -> str:
    """Return a language of this site; a story in any other is filed under the site's own, where it can be found."""
    base = code.replace("_", "-").split("-")[0].lower()
    return base if base in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def current(article: Article, hashes: dict[str, str], *, release_at: str) -> dict[str, Any]:
    """Return the same fields as they are. One that was never imported and is as it was made counts as empty."""
    found = {
        "standfirst": article.standfirst,
        "kind": article.kind,
        "language": article.language,
        "slug": _slug(article, hashes),
        "lead": article.lead_picture.uid if article.lead_picture else "",
        "search": [article.search_title, article.search_description],
        "updated": utc(article.updated_at),
        "release_at": release_at,
    }
    as_made = {"kind": ArticleKind.NEWS.value, "language": settings.LANGUAGE_CODE, "search": ["", ""]}
    for name, value in as_made.items():
        if name not in hashes and found[name] == value:
            found[name] = ""
    return found


def _slug(article: Article, hashes: dict[str, str]) -> str:
    """Return the slug without the number that only parts it from its namesakes, where it is as it was imported."""
    head, _, tail = article.slug.rpartition("-")
    forms = [article.slug, head] if head and tail.isdigit() else [article.slug]
    if "slug" not in hashes:
        return "" if slugify(article.title, fallback="story") in forms else article.slug
    return next((form for form in forms if hash_of(form) == hashes["slug"]), article.slug)


def remarks(content: Content) -> Iterator[str]:
    """What staff should know of a story that the reader of the export could not: what it became here."""
    record = content.record
    if record is None:
        return
    if record.status == Status.SCHEDULED:
        yield "scheduled at the old site: kept as a draft, its time proposed"
    elif record.status == Status.PUBLISHED:
        if not record.title:
            yield "published without a headline: kept as a draft, since a story needs one"
        if not record.body.strip():
            yield "published without a text"
    if len(content.title) > Article._meta.get_field("title").max_length:
        yield "the headline was cut to 300 characters"
