"""The editable text of an article, as a revision stores it: one JSON object, schema 1.

    {"title": str, "standfirst": str, "body": str, "kind": str, "language": str, "slug": str,
     "region": tag id or null, "tags": [tag ids in order], "lead_picture": uid or null,
     "lead_alt": str, "lead_caption": str,
     "bylines": [{"person": id or null, "name": str, "role": str}, ...],
     "translation_of": id of the original article or null,
     "search_title": str, "search_description": str,
     "release_at": moment in ISO form or null,
     "has_restored_paragraphs": bool,
     "is_cut": bool or null}

`slug` is the wish; the address that was got stands in the article. `body` is always clean. An empty `lead_alt` or
`lead_caption` leaves the library's words standing. `translation_of` says what was chosen; release leads it to the
original. `release_at` is a time proposed for a draft, by its writer or by the
import of a story that the old site had scheduled; it releases nothing. `is_cut` says that the archive's copy breaks
off; null, as texts of before had it, leaves the article as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from articles import translations
from articles.models import Article, ArticleKind, Byline, BylineRole, Tag, TaggedArticle
from cms.lib import richtext
from cms.lib.slugs import slugify
from cms.pictures.models import Picture
from people.models import Person

Text = dict[str, Any]

EMPTY: Text = {
    "title": "",
    "standfirst": "",
    "body": "",
    "kind": ArticleKind.NEWS.value,
    "language": "en",
    "slug": "",
    "region": None,
    "tags": [],
    "lead_picture": None,
    "lead_alt": "",
    "lead_caption": "",
    "bylines": [],
    "translation_of": None,
    "search_title": "",
    "search_description": "",
    "release_at": None,
    "has_restored_paragraphs": False,
    "is_cut": None,
}
COLUMNS = (
    *("title", "standfirst", "body", "kind", "language", "lead_alt", "lead_caption"),
    *("search_title", "search_description", "has_restored_paragraphs"),
)
# What stands on one line, and the longest that its column takes.
ONE_LINE = ("title", "lead_alt", "search_title")


class BadText(ValueError):
    """A text that cannot be stored: `field` names the place."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field


def cleaned(given: Text) -> Text:
    """Return a whole, clean text from what a form or a script gives. Raises BadText naming the field."""
    unknown = set(given) - set(EMPTY)
    if unknown:
        raise BadText(sorted(unknown)[0], "is not a field of an article's text")
    text = EMPTY | given
    for field in ONE_LINE:
        text[field] = " ".join(richtext.without_controls(text[field]).split())
        longest = Article._meta.get_field(field).max_length
        if len(text[field]) > longest:
            raise BadText(field, f"is longer than {longest} characters")
    for field in ("standfirst", "lead_caption", "search_description"):
        text[field] = richtext.without_controls(text[field]).strip()
    try:
        text["body"] = richtext.clean(text["body"])
    except richtext.TooMuchHtml as error:
        raise BadText("body", str(error)) from error
    text["slug"] = slugify(text["slug"], fallback="")
    text["release_at"] = _moment(text["release_at"])
    if text["kind"] not in ArticleKind.values:
        raise BadText("kind", f"there is no kind {text['kind']!r}")
    if type(text["translation_of"]) not in (int, type(None)):
        raise BadText("translation_of", f"{text['translation_of']!r} is no story's number")
    for byline in text["bylines"]:
        if byline["role"] not in BylineRole.values:
            raise BadText("bylines", f"there is no role {byline['role']!r}")
    return text


def _moment(given: str | None) -> str | None:
    if not given:
        return None
    try:
        at = datetime.fromisoformat(given)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise BadText("release_at", f"{given!r} is no moment with its zone")
    return at.astimezone(UTC).isoformat(timespec="seconds")


def of_live(article: Article) -> Text:
    """Read the live text out of the columns and through rows."""
    return of_columns(
        article,
        tags=[row.tag_id for row in sorted(article.tagged.all(), key=lambda row: (row.position, row.pk))],
        bylines=[(byline.person_id, byline.name, byline.role) for byline in article.bylines.all()],
    )


def of_columns(article: Article, *, tags: list[int], bylines: Iterable[tuple[int | None, str, str]]) -> Text:
    """The same where the rows are at hand: tag ids, and (person id, name, role) of the bylines, both in order."""
    return {
        **{column: getattr(article, column) for column in COLUMNS},
        "is_cut": article.is_cut,
        "slug": article.slug,
        "region": article.region_id,
        "lead_picture": article.lead_picture.uid if article.lead_picture else None,
        "tags": tags,
        "translation_of": article.translation_of_id,
        "release_at": None,
        "bylines": [{"person": person, "name": name, "role": role} for person, name, role in bylines],
    }


def resolved(text: Text) -> Text:
    """Return the text with what stands now for what it names: the survivors of merged tags and persons, the original.

    Revisions are history and keep what they said; whoever reads one to write with it goes through here.
    """
    tags, people = set(text["tags"]) | {text["region"]} - {None}, {b["person"] for b in text["bylines"]} - {None}
    tag_of = dict(Tag.objects.filter(pk__in=tags, merged_into__isnull=False).values_list("pk", "merged_into"))
    person_of = dict(Person.objects.filter(pk__in=people, merged_into__isnull=False).values_list("pk", "merged_into"))
    credited = {
        (b["person"] and person_of.get(b["person"], b["person"]), b["name"], b["role"]): b for b in text["bylines"]
    }
    original = translations.original_of(text["translation_of"])
    return text | {
        "translation_of": original.pk if original else None,
        "region": tag_of.get(text["region"], text["region"]),
        "tags": list(dict.fromkeys(tag_of.get(pk, pk) for pk in text["tags"])),
        "bylines": [byline | {"person": person} for (person, _, _), byline in credited.items()],
    }


def is_cut(text: Text, article: Article | None) -> bool:
    """Tell whether the archive's copy breaks off. What a text of before does not say, its article does."""
    return bool(article and article.is_cut) if text["is_cut"] is None else text["is_cut"]


def write_live(article: Article, text: Text) -> None:
    """Set columns (without saving the row) and write through rows: release alone calls this, in its transaction.

    Places in the lists of the old site are kept for whoever stays.
    """
    text = resolved(text)
    for column in COLUMNS:
        setattr(article, column, text[column])
    article.is_cut = is_cut(text, article)
    article.translation_of_id = text["translation_of"]
    article.region = Tag.objects.filter(pk=text["region"]).first() if text["region"] else None
    article.lead_picture = Picture.objects.filter(uid=text["lead_picture"]).first() if text["lead_picture"] else None
    _write_tags(article, text["tags"])
    _write_bylines(article, text["bylines"])


def _write_tags(article: Article, tag_ids: list[int]) -> None:
    kept = {row.tag_id: row.archive_position for row in article.tagged.all()}
    article.tagged.all().delete()
    known = set(Tag.objects.filter(pk__in=tag_ids).values_list("pk", flat=True))
    TaggedArticle.objects.bulk_create(
        TaggedArticle(content_object=article, tag_id=tag_id, position=place, archive_position=kept.get(tag_id))
        for place, tag_id in enumerate(dict.fromkeys(tag_ids))
        if tag_id in known
    )


def _write_bylines(article: Article, bylines: list[dict[str, Any]]) -> None:
    kept = {byline.person_id: byline.archive_position for byline in article.bylines.all()}
    article.bylines.all().delete()
    known = set(
        Person.objects.filter(pk__in=[b["person"] for b in bylines if b["person"]]).values_list("pk", flat=True)
    )
    Byline.objects.bulk_create(
        Byline(
            article=article,
            person_id=byline["person"],
            name=byline["name"],
            role=byline["role"],
            position=place,
            archive_position=kept.get(byline["person"]),
        )
        for place, byline in enumerate(bylines)
        if byline["person"] in known or byline["name"]
    )
