"""The neutral records that stand between the readers of dumps and everything after them.

A reader knows one dump format and nothing of our database; it yields these records and
`Problem`s, in the order of the dump. What comes later knows our database and nothing of dumps.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What the report counts."""

    ARTICLE = "article"
    PERSON = "person"
    TAG = "tag"
    IMAGE = "image"
    QUOTE = "quote"
    PAGE = "page"
    COMMENT = "comment"
    OTHER = "other"


class Severity(StrEnum):
    WARNING = "warning"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the input something stands. Lines count from 1; None is the whole file."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the reader or a converter could not take as it is, said in words for staff."""

    severity: Severity
    place: Place
    kind: Kind
    what: str
    reason: str


class Markup(StrEnum):
    """What the body of a record is written in, and so which converter reads it."""

    PRINTED = "printed"  # the words as a page printed them, with raw shortcodes
    WORDPRESS = "wordpress"  # HTML of either editor of WordPress, with shortcodes and block comments


class Status(StrEnum):
    """How public the old site held a story. Only what was published there may be public here."""

    PUBLISHED = "published"
    SCHEDULED = "scheduled"
    IN_REVIEW = "in review"
    DRAFT = "draft"
    HIDDEN = "hidden"  # private, behind a password, for members: a draft here, and the report says so


@dataclass(frozen=True, slots=True)
class BylineRecord:
    """One name in a byline. `role` is a value of `articles.models.BylineRole`."""

    name: str
    role: str = "author"


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """One printing of a story. The same story may be printed in several dumps.

    `body` is the text as printed. With `has_paragraphs`, paragraphs are parted by a blank line;
    without, it is one line into which subheadings, lists and captions are fused.
    """

    place: Place
    title: str
    body: str
    has_paragraphs: bool = False
    is_cut: bool = False  # the copy breaks off after 500 words
    is_excerpt: bool = False  # the list prints only the opening of the story
    bylines: tuple[BylineRecord, ...] = ()
    relative_date: str = ""  # "20 hours ago", as printed
    published_on: date | None = None  # only a day that the dump states of this very story
    snapshot_on: date | None = None  # the day of the page it was printed on
    list_key: str = ""  # names the list and its snapshot; the same in every run
    list_kind: str = ""  # "tag", "person" or "latest"; "" when it was printed alone
    list_position: int = 0  # from 0, counted from the head of the list over all its pages
    is_newest_first: bool = False
    tags: tuple[str, ...] = ()
    old_addresses: tuple[str, ...] = ()  # paths on the old site, e.g. "/index.php/news/21753-slug"
    old_ids: tuple[str, ...] = ()
    raw: str = ""  # the block of the dump, untouched
    # What only an export of a system knows, and a printed page does not
    record_id: str = ""  # under which the old system keeps it: it names the story, whatever the text says
    markup: str = Markup.PRINTED
    status: str = Status.PUBLISHED
    published_at: datetime | None = None  # for a scheduled story, the moment proposed
    modified_at: datetime | None = None  # of two records with one record_id the later stands
    standfirst: str = ""
    slug: str = ""
    kind: str = ""  # a value of `articles.models.ArticleKind`; "" where nothing tells
    regions: tuple[str, ...] = ()  # names, the main one first
    language: str = ""
    lead_image: str = ""  # old id of an image
    search_title: str = ""
    search_description: str = ""
    # What the body refers to, settled by the reader so that converting needs nothing else: (address in the body
    # without query and size suffix, old id of its image); old ids of the images that belong to the story, in order;
    # (old id, HTML) of the reusable blocks it names; hosts of the old site.
    image_ids: tuple[tuple[str, str], ...] = ()
    children: tuple[str, ...] = ()
    blocks: tuple[tuple[str, str], ...] = ()
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TagRecord:
    """A term of the old site, as the term map settles it: the name of a topic here, and where its lists stood."""

    place: Place
    name: str
    slug: str = ""
    intro: str = ""
    kind: str = "topic"  # a value of `articles.models.tag.TagKind`
    old_addresses: tuple[str, ...] = ()
    is_internal: bool = False  # for the newsroom only


@dataclass(frozen=True, slots=True)
class SectionRecord:
    """A term that says of its stories only what kind they are: its list is our section of that kind."""

    place: Place
    kind: str  # a value of `articles.models.ArticleKind`
    old_addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonRecord:
    place: Place
    name: str
    role: str = ""
    bio: str = ""
    website: str = ""  # with scheme
    has_portrait: bool = False  # the page showed one, which a text dump cannot hold
    old_addresses: tuple[str, ...] = ()
    raw: str = ""
    portrait: str = ""  # old id of an image


@dataclass(frozen=True, slots=True)
class QuoteRecord:
    """`1 base = value quote`, as printed; `change` in percent, `change_text` as printed ("-0%")."""

    place: Place
    base: str
    quote: str
    value: Decimal
    change: Decimal | None = None
    change_text: str = ""
    printed_on: date | None = None
    block_key: str = ""  # names the printed block; the same in every run
    raw: str = ""


@dataclass(frozen=True, slots=True)
class ImageRecord:
    """A picture that a text names; its file is elsewhere. `uid` is the picture's stable id."""

    place: Place
    uid: str
    old_id: str
    caption: str = ""
    credit: str = ""
    alt: str = ""
    url: str = ""  # where the old site served the original
    path: str = ""  # below its uploads folder: "2019/03/river.jpg"
    old_addresses: tuple[str, ...] = ()  # of its own page, and of its file where that was no upload


@dataclass(frozen=True, slots=True)
class Tally:
    """Things counted and left out without a line for each, such as comments."""

    kind: Kind
    what: str
    reason: str
    count: int


Record = ArticleRecord | PersonRecord | QuoteRecord | TagRecord | SectionRecord | ImageRecord


@dataclass(slots=True)
class ShortcodeNote:
    """How often a shortcode was met and what became of it: "converted" or "dropped"."""

    name: str
    action: str
    count: int = 0
    examples: list[str] = field(default_factory=list)
